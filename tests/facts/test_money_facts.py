import pytest
from fact_examples import example, short

from kg.facts.purposes import purpose_near
from kg.model import Span


def test_payer_amount_recipient() -> None:
    found = example(
        "Der [[Bund|ORG]] fördert das [[IZM|ORG]] mit [[5 Mio. Euro|MONEY]].",
        ("pays", "Bund", "5 Mio. Euro"),
        ("pays_for", "5 Mio. Euro", "IZM"),
    )

    (fact,) = found.facts()

    assert (fact.subject.name, fact.predicate, fact.object.name) == ("Bund", "funds", "IZM")
    assert fact.amount is not None
    assert fact.amount.text == "5 Mio. Euro"


@pytest.mark.parametrize(
    "share", ["ein Drittel der", "60 Prozent von", "die Hälfte der Kosten von"]
)
def test_who_pays_a_share_does_not_pay_the_whole(share: str) -> None:
    found = example(
        f"Der [[Bund|ORG]] zahlt {share} [[5 Mio. Euro|MONEY]] für das [[IZM|ORG]].",
        ("pays", "Bund", "5 Mio. Euro"),
        ("pays_for", "5 Mio. Euro", "IZM"),
    )

    assert {fact.predicate for fact in found.facts()} <= {"receives"}


def test_who_receives_for_a_project_is_not_the_project() -> None:
    found = example(
        "Die [[Stadtwerke Mainz|ORG]] erhalten davon [[5 Mio. Euro|MONEY]] für das Projekt "
        "„[[Rheinwärme|PROG]]“.",
        ("pays_for", "5 Mio. Euro", "Rheinwärme"),
    )

    assert short(found.facts()) == {("Stadtwerke Mainz", "receives", "Rheinwärme")}


def test_a_place_where_something_is_built_receives_nothing() -> None:
    found = example(
        "Die Firma baut in [[Salzgitter|LOC]] ein Werk für [[5 Mio. Euro|MONEY]].",
        ("pays_for", "5 Mio. Euro", "Salzgitter"),
    )

    assert not found.facts()


def test_body_pays_through_the_programme() -> None:
    found = example(
        "Die [[EU|ORG]] gibt aus der [[CEF|PROG]] [[6 Mio. Euro|MONEY]] für [[Bornholm|LOC]].",
        ("pays", "EU", "6 Mio. Euro"),
        ("pays", "CEF", "6 Mio. Euro"),
        ("pays_for", "6 Mio. Euro", "Bornholm"),
    )

    (fact,) = found.facts()

    assert fact.subject.name == "EU"
    assert fact.via is not None
    assert fact.via.name == "CEF"


def test_programme_pays_for_the_body_that_runs_it() -> None:
    found = example(
        "So plant es die [[Kommission|ORG]], die über [[InvestAI|PROG]] [[20 Mrd. Euro|MONEY]] "
        "für [[Chips|PROG]] mobilisieren will.",
        ("runs", "Kommission", "InvestAI"),
        ("pays", "InvestAI", "20 Mrd. Euro", "planned"),
        ("pays_for", "20 Mrd. Euro", "Chips"),
    )

    (flow,) = [f for f in found.facts() if f.predicate == "funds"]

    assert (flow.subject.name, flow.object.name) == ("Kommission", "Chips")
    assert flow.via is not None
    assert flow.via.name == "InvestAI"
    assert flow.modality == "planned"


def test_two_payers_give_two_flows() -> None:
    found = example(
        "[[Bund|ORG]] und [[Land|ORG]] geben [[5 Mio. Euro|MONEY]] für das [[IZM|ORG]].",
        ("pays", "Bund", "5 Mio. Euro"),
        ("pays", "Land", "5 Mio. Euro"),
        ("pays_for", "5 Mio. Euro", "IZM"),
    )

    assert short(found.facts()) == {("Bund", "funds", "IZM"), ("Land", "funds", "IZM")}


def test_purpose_becomes_a_topic_where_nothing_is_marked() -> None:
    found = example(
        "Das [[Land|ORG]] stellt bis 2029 weitere [[375 Mio. Euro|MONEY]] für den Ausbau des "
        "Energiehafens bereit.",
        ("pays", "Land", "375 Mio. Euro"),
    )

    (fact,) = found.facts()

    assert (fact.object.type, fact.object.name) == ("Topic", "Ausbau des Energiehafens")


def test_payer_without_recipient_and_purpose_keeps_the_sum() -> None:
    marked = "Der [[Bund|ORG]] gibt ein Darlehen von [[5 Euro|MONEY]]."
    found = example(marked, ("pays", "Bund", "5 Euro"))
    other = example(marked + " Gut.", ("pays", "Bund", "5 Euro"))

    (fact,) = found.facts()

    assert (fact.object.type, fact.object.name) == ("Topic", "Darlehen")
    assert fact.object != other.facts()[0].object


def test_for_it_means_the_programme_before() -> None:
    found = example(
        "In Tema entsteht das [[Impfwerk|PROG]]. Das [[BMZ|ORG]] stellt dafür [[5 Euro|MONEY]].",
        ("pays", "BMZ", "5 Euro"),
    )

    assert short(found.facts()) == {("BMZ", "funds", "Impfwerk")}


def test_for_it_means_what_ended_the_sentence_before() -> None:
    found = example(
        "Beide wollen in Tema ein Impfstoffwerk aufbauen. Das [[BMZ|ORG]] stellt dafür "
        "[[5 Euro|MONEY]] bereit.",
        ("pays", "BMZ", "5 Euro"),
    )

    assert short(found.facts()) == {("BMZ", "funds", "Impfstoffwerk")}


def test_demanded_sum_and_number() -> None:
    found = example(
        "Die [[GEW|ORG]] fordert [[5 Euro|MONEY]] für den Bau von Schulen.",
        ("demands", "GEW", "5 Euro"),
    )

    (fact,) = found.facts()

    assert (fact.predicate, fact.object.name) == ("demands", "Bau von Schulen")
    assert fact.amount is not None


def test_period_of_the_sum() -> None:
    found = example(
        "Der [[Bund|ORG]] gibt dem [[IZM|ORG]] [[2026|DATE]] [[5 Euro|MONEY]].",
        ("pays", "Bund", "5 Euro"),
        ("pays_for", "5 Euro", "IZM"),
        ("date_of", "2026", "5 Euro"),
    )

    (fact,) = found.facts()

    assert fact.valid is not None
    assert fact.valid.text == "2026"


def test_cost_names_its_kind() -> None:
    found = example(
        "Der Etat des [[BMDS|ORG]] wächst auf [[4 Mrd. Euro|MONEY]].",
        ("cost_of", "4 Mrd. Euro", "BMDS"),
    )

    assert short(found.facts()) == {("BMDS", "costs", "Etat")}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Er gibt 3 Euro für den Bau der neuen Linie in Jülich.", "Bau der neuen Linie in Jülich"),
        ("Rund 3 Euro fließen, um fünf sogenannte „KI-Fabriken“ zu schaffen.", "KI-Fabriken"),
        ("Für die digitale Verwaltung sind 3 Euro eingeplant.", "digitale Verwaltung"),
        ("Er investiert 3 Euro in neue Serverhallen und Netze.", "Serverhallen und Netze"),
        ("Das Land gibt 3 Euro zur Erschließung des Archivs.", "Erschließung des Archivs"),
        ("Die Stiftung fördert die Geschäftsstelle mit 3 Euro.", "Geschäftsstelle"),
        ("Für 2026 stehen 3 Euro zur Verfügung.", None),
        ("Sie stellt 3 Euro für Stipendien zur Verfügung.", "Stipendien"),
        ("Er zahlt 3 Euro in Höhe der Miete.", None),
    ],
)  # fmt: skip
def test_purpose_phrase(sentence: str, expected: str | None) -> None:
    start = sentence.index("3 Euro")

    purpose = purpose_near(sentence, Span(0, len(sentence)), Span(start, start + 6))

    assert (purpose and purpose.text) == expected


def test_announced_sum_behind_a_colon_belongs_to_the_announcer() -> None:
    found = example(
        "Die [[Kommission|ORG]] plant Investitionen: Rund [[3 Euro|MONEY]] sollen investiert "
        "werden, um fünf sogenannte „KI-Fabriken“ zu schaffen."
    )

    (fact,) = found.facts()

    assert (fact.subject.name, fact.object.name) == ("Kommission", "KI-Fabriken")
    assert fact.modality == "planned"


def test_complaint_before_a_colon_announces_nothing() -> None:
    found = example("Die [[Kommission|ORG]] klagt: [[3 Euro|MONEY]] sollen investiert werden.")

    assert found.facts() == ()


@pytest.mark.parametrize("other", ["das Land gibt weitere", "die Stadt steuert noch", "der Kreis"])
def test_a_payer_without_a_name_takes_its_sum_with_it(other: str) -> None:
    found = example(
        "Der [[Bund|ORG]] gibt der [[TU|ORG]] [[5 Mio. Euro|MONEY]], "
        f"{other} [[3 Mio. Euro|MONEY]].",
        ("pays", "Bund", "5 Mio. Euro"),
        ("pays_for", "5 Mio. Euro", "TU"),
        ("pays", "Bund", "3 Mio. Euro"),
        ("pays_for", "3 Mio. Euro", "TU"),
    )

    payers = {f.subject.name: f.amount.text for f in found.facts() if f.predicate == "funds"}

    assert payers == {"Bund": "5 Mio. Euro"}


def test_a_relative_clause_is_no_other_payer() -> None:
    found = example(
        "Der [[Bund|ORG]], der die [[TU|ORG]] trägt, gibt ihr [[5 Mio. Euro|MONEY]].",
        ("pays", "Bund", "5 Mio. Euro"),
        ("pays_for", "5 Mio. Euro", "TU"),
    )

    assert ("Bund", "funds", "TU") in short(found.facts())


def test_what_is_given_for_a_thing_is_not_its_price_too() -> None:
    found = example(
        "Die [[EU|ORG]] plant [[20 Mrd. Euro|MONEY]] für die [[KI-Fabriken|PROG]] ein.",
        ("pays", "EU", "20 Mrd. Euro"),
        ("pays_for", "20 Mrd. Euro", "KI-Fabriken"),
        ("cost_of", "20 Mrd. Euro", "KI-Fabriken"),
    )

    assert short(found.facts()) == {("EU", "funds", "KI-Fabriken")}


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("Davon trägt der [[Bund|ORG]] 90 Prozent.", "90 Prozent"),
        ("Der [[Bund|ORG]] beteiligt sich daran mit zehn Prozent.", "zehn Prozent"),
        ("Es kommt zur Hälfte vom [[Bund|ORG]].", "Hälfte"),
        ("Den Rest zahlt das Land, 40 Prozent aus dem [[Bund|ORG]].", "40 Prozent"),
    ],
)
def test_who_bears_a_share_is_not_said_to_give_the_whole(words: str, share: str) -> None:
    found = example(
        f"Der Bau der [[Elbbrücke|PROG]] kostet [[5 Mio. Euro|MONEY]]. {words}",
        ("pays", "Bund", "5 Mio. Euro"),
        ("pays_for", "5 Mio. Euro", "Elbbrücke"),
    )

    (fact,) = (fact for fact in found.facts() if fact.predicate == "funds")

    assert (fact.subject.name, fact.object.name) == ("Bund", "Elbbrücke")
    assert (fact.amount, fact.share) == (None, share)


def test_a_sum_beside_another_payers_share_stays_whole() -> None:
    found = example(
        "Der [[Bund|ORG]] gibt [[5 Mio. Euro|MONEY]] für das [[IZM|ORG]], 40 Prozent zahlt "
        "[[Sachsen|LOC]].",
        ("pays", "Bund", "5 Mio. Euro"),
        ("pays_for", "5 Mio. Euro", "IZM"),
    )

    (fact,) = found.facts()

    assert fact.amount is not None
    assert fact.share is None


@pytest.mark.parametrize(
    "words",
    [
        "fordert [[5 Cent|MONEY]] je Kilowattstunde.",
        "wird [[5 Mio. Euro|MONEY]] teurer.",
        "meldet ein Plus von [[5 Mio. Euro|MONEY]].",
        "rechnet mit Mehrkosten in Höhe von rund [[5 Mio. Euro|MONEY]].",
    ],
)
def test_prices_changes_and_costs_are_no_payments(words: str) -> None:
    sum_ = "5 Cent" if "Cent" in words else "5 Mio. Euro"
    found = example(f"Der [[Bund|ORG]] {words}", ("pays", "Bund", sum_))

    assert not found.facts()


def test_a_sum_per_year_is_a_payment() -> None:
    found = example("Der [[Bund|ORG]] gibt [[5 Euro|MONEY]] pro Jahr.", ("pays", "Bund", "5 Euro"))

    assert len(found.facts()) == 1


def test_what_stands_in_a_name_is_no_purpose() -> None:
    found = example(
        "Der [[Bund|ORG]] gibt dem [[Institut für Wirtschaft|ORG]] [[5 Euro|MONEY]].",
        ("pays", "Bund", "5 Euro"),
    )

    assert [fact.object.name for fact in found.facts()] == ["Mittel"]


def test_what_a_payer_is_called_is_not_what_it_pays_for() -> None:
    found = example(
        "Aus dem [[Sondervermögen Netze|PROG]] kommen [[5 Euro|MONEY]].",
        ("pays", "Sondervermögen Netze", "5 Euro"),
    )

    assert [fact.object.name for fact in found.facts()] == ["Mittel"]


def test_a_fine_is_paid_as_such() -> None:
    found = example(
        "Gegen die [[Velara AG|ORG]] verhängte das Amt ein Bußgeld von [[5 Euro|MONEY]].",
        ("pays", "Velara AG", "5 Euro"),
    )

    assert short(found.facts()) == {("Velara AG", "funds", "Bußgeld")}


def test_nobody_receives_itself() -> None:
    found = example(
        "Der Rat stimmte dem Kredit von [[5 Euro|MONEY]] für den Verbund [[Olten|PROG]] zu.",
        ("pays_for", "5 Euro", "Olten"),
    )

    assert all(fact.subject.name != fact.object.name for fact in found.facts())


def test_what_somebody_promises_to_support_is_the_purpose() -> None:
    found = example(
        "Das [[BMZ|ORG]] hat zugesagt, eine Ausstellung in Bonn mit [[5 Euro|MONEY]] zu fördern.",
        ("pays", "BMZ", "5 Euro"),
    )

    assert short(found.facts()) == {("BMZ", "funds", "Ausstellung in Bonn")}


def test_a_programme_that_the_sum_comes_from_is_not_what_it_is_for() -> None:
    found = example(
        "[[Bayern|LOC]] gibt aus dem [[Ausgleichstock|PROG]] [[2 Mio. Euro|MONEY]] dazu.",
        ("pays", "Bayern", "2 Mio. Euro"),
    )

    assert [fact.object.name for fact in found.facts()] != ["Ausgleichstock"]
