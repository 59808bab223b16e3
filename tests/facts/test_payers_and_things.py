"""Which payer is believed, and what a sum is for where its own sentence does not say so."""

import pytest
from fact_examples import example, short

from kg.facts.reading import Reading
from kg.facts.things import thing_before, thing_name, things_in
from kg.model import Span


def funds(marked: str, *relations: tuple[str, str, str]) -> set[tuple[str, str, str]]:
    return {f for f in short(example(marked, *relations).facts()) if f[1] == "funds"}


def test_a_semicolon_parts_the_scorers_payer_from_a_sum() -> None:
    marked = "[[Hessen|LOC]] plant; {}[[5 Mio. Euro|MONEY]] kommen hinzu."
    pays = ("pays", "Hessen", "5 Mio. Euro")

    assert funds(marked.format(""), pays) == set()
    assert funds(marked.format("davon "), pays) == {("Hessen", "funds", "Mittel")}


def test_a_guess_gives_way_to_the_sum_that_a_rule_gives_the_payer() -> None:
    found = example(
        "Der Staat fördert es mit [[14 Mio. Euro|MONEY]], die Stadt erhielt [[3 Mio. Euro|MONEY]] "
        "aus der [[GRW|PROG]].",
        ("pays", "GRW", "14 Mio. Euro"),
    )
    (relation,) = found.analysis.relations
    sure = type(relation)("pays", 2, 1, "factual", 0.9, "sum-from")
    analysis = type(found.analysis)(
        *(getattr(found.analysis, name) for name in ("document", "sentences", "mentions")),
        found.analysis.amounts,
        (),
        (relation, sure),
    )
    facts = type(found)(analysis, found.links).facts()

    assert {f.amount.text for f in facts if f.amount} == {"3 Mio. Euro"}


def test_the_place_where_money_is_spent_does_not_get_it() -> None:
    found = funds(
        "[[Beton AG|ORG]] steckt im westfälischen [[Geseke|LOC]] [[5 Mio. Euro|MONEY]] in eine "
        "Abscheideanlage.",
        ("pays", "Beton AG", "5 Mio. Euro"),
        ("pays_for", "5 Mio. Euro", "Geseke"),
    )

    assert found == {("Beton AG", "funds", "Abscheideanlage")}


@pytest.mark.parametrize(
    ("before", "sentence", "thing"),
    [
        ("Bonn baut ein Hallenbad in Beuel.", "Der [[Bund|ORG]] gibt dafür", "Hallenbad in Beuel"),
        ("Es geht um den Ausbau des Hafens.", "Der [[Bund|ORG]] gibt", "Ausbau des Hafens"),
        ("Es geht um das [[Netz Elbe|PROG]].", "Der [[Bund|ORG]] gibt", "Netz Elbe"),
        ("Es geht um nichts.", "Der [[Bund|ORG]] gibt", "Mittel"),
        (
            "Es geht um den [[Fonds Süd|PROG]].",
            "Aus dem [[Fonds Süd|PROG]] gibt der [[Bund|ORG]]",
            "Mittel",
        ),
        ("Das Geld kommt aus dem [[Fonds Süd|PROG]].", "Der [[Bund|ORG]] gibt", "Mittel"),
    ],
)
def test_a_sum_without_purpose_is_for_what_the_text_spoke_of(
    before: str, sentence: str, thing: str
) -> None:
    found = funds(f"{before} {sentence} [[5 Mio. Euro|MONEY]].", ("pays", "Bund", "5 Mio. Euro"))

    assert found == {("Bund", "funds", thing)}


def test_what_another_sentence_tells_is_less_sure_and_evident_in_both() -> None:
    text = "{} Der [[Bund|ORG]] gibt [[5 Mio. Euro|MONEY]]{}."
    pays = ("pays", "Bund", "5 Mio. Euro")
    (far,) = example(text.format("Bonn baut ein Hallenbad.", ""), pays).facts()
    (near,) = example(text.format("Gut.", " für ein Hallenbad"), pays).facts()

    assert far.confidence < near.confidence
    assert (len(far.evidence), len(near.evidence)) == (2, 1)


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Die Erweiterung der Kläranlage Meiningen beginnt.",
         ["Erweiterung der Kläranlage Meiningen"]),
        ("Der Bau eines neuen Labors für Chemie und eine Kita.",
         ["Bau eines neuen Labors für Chemie", "Kita"]),
        ("Sie nahm ein Umspannwerk bei Uelzen in den Probebetrieb.", ["Umspannwerk bei Uelzen"]),
        ("Auf dem Gelände des ehemaligen Kraftwerks.", []),
        ("Das Projekt, das Vorhaben, der Neubau und die Hochschulen.", []),
        ("Das Projekt aus dem Fonds.", []),
        ("Ein Neubau mit [[3 Mio. Euro|MONEY]].", ["Neubau"]),
        ("Straßenbau und Bürokratieabbau in Bonn.", []),
    ],
)  # fmt: skip
def test_things_that_a_text_introduces(text: str, things: list[str]) -> None:
    found = example(text)
    reading = Reading(found.analysis, found.links)

    assert [t.entity.name for t in things_in(reading, Span(0, len(reading.text)))] == things


def test_the_last_thing_counts_then_the_heading() -> None:
    found = example("Radweg nach Beuel\n\nBonn baut ein Stadion im Süden. Ja. Nein.")
    reading = Reading(found.analysis, found.links)
    end = len(reading.text)
    start = reading.text.index("Bonn")

    assert (thing := thing_before(reading, end))
    assert thing.entity.name == "Stadion im Süden"
    assert (thing := thing_before(reading, start))
    assert thing.entity.name == "Radweg nach Beuel"
    assert thing_before(reading, 0) is None


@pytest.mark.parametrize(
    ("article", "adjectives", "words", "name"),
    [
        ("des", "neuen ", "Labors für X", "Labor für X"),
        ("des", "", "Werkes", "Werk"),
        ("des", "", "Bades", "Bad"),
        ("des", "", "Campus", "Campus"),
        ("die", "neue ", "Anlage", "neue Anlage"),
        ("der", "", "Neubau", "Neubau"),
        (None, "neues ", "Labor", "Labor"),
    ],
)
def test_the_name_of_a_thing_is_in_the_nominative(
    article: str | None, adjectives: str, words: str, name: str
) -> None:
    assert thing_name(article, adjectives, words) == name
