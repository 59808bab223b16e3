import pytest
from fact_examples import example, short


@pytest.mark.parametrize(
    ("relation", "predicate"),
    [
        ("part_of", "partOf"), ("owns", "owns"), ("cooperates_with", "cooperatesWith"),
        ("commissions", "commissions"), ("runs", "runs"), ("demands", "demands"),
        ("supports", "supports"), ("opposes", "opposes"), ("meets", "meets"),
    ],
)  # fmt: skip
def test_relation_between_entities_is_a_fact(relation: str, predicate: str) -> None:
    found = example("[[BDI|ORG]] und [[Green Deal|PROG]].", (relation, "BDI", "Green Deal"))

    assert short(found.facts()) == {("BDI", predicate, "Green Deal")}


def test_place_of_an_organisation() -> None:
    found = example("[[IZM|ORG]] in [[Berlin|LOC]].", ("located_in", "IZM", "Berlin"))

    assert short(found.facts()) == {("IZM", "locatedIn", "Berlin")}


def test_share_of_the_owner() -> None:
    found = example(
        "[[ESMC|ORG]], an dem [[TSMC|ORG]] mit [[70 Prozent|QUANTITY]] beteiligt ist.",
        ("owns", "TSMC", "ESMC"),
    )

    (fact,) = found.facts()

    assert fact.share == "70 Prozent"


@pytest.mark.parametrize(("owner", "share"), [("TSMC", "70 Prozent"), ("Bosch", "zehn Prozent")])
def test_share_stands_in_the_clause_of_the_owner(owner: str, share: str) -> None:
    found = example(
        "An [[ESMC|ORG]] ist der Fertiger [[TSMC|ORG]] zu [[70 Prozent|QUANTITY]] beteiligt, "
        "während [[Bosch|ORG]] und andere auf jeweils [[zehn Prozent|QUANTITY]] kommen.",
        ("owns", owner, "ESMC"),
    )

    (fact,) = found.facts()

    assert fact.share == share


def test_place_where_a_report_was_written_is_no_place_of_a_body() -> None:
    found = example(
        "Mehr Strom\n\n[[Linz|LOC]], [[12. Mai 2026|DATE]]. Die [[Energie AG|ORG]] wächst weiter.",
        ("located_in", "Energie AG", "Linz"),
    )

    assert found.facts() == ()


def test_position_needs_no_attribution() -> None:
    found = example(
        "„Gut“, sagte [[Ada Roth|PER]] zum [[EEG|LAW]].", ("supports", "Ada Roth", "EEG")
    )

    (fact,) = found.facts()

    assert fact.attributed_to is None


def test_reported_sum_is_attributed_to_its_source() -> None:
    found = example(
        "Das [[Werk|PROG]] kostet nach Angaben von [[Intel|ORG]] [[5 Mio. Euro|MONEY]].",
        ("cost_of", "5 Mio. Euro", "Werk", "reported"),
    )

    (fact,) = found.facts()

    assert fact.attributed_to is not None
    assert fact.attributed_to.name == "Intel"


@pytest.mark.parametrize(
    "marked",
    [
        "[[Lea Sommer|PER]] folgt auf [[Ole Kurz|PER]].",
        "Auf [[Ole Kurz|PER]] folgt [[Lea Sommer|PER]].",
        "[[Lea Sommer|PER]] wurde [[Chefin|ROLE]]. Ihr Vorgänger [[Ole Kurz|PER]] geht.",
        "[[Lea Sommer|PER]] leitet das [[Amt|ORG]]. Die Juristin folgt auf [[Ole Kurz|PER]].",
        "[[Lea Sommer|PER]] wird [[Chefin|ROLE]]. Das Kabinett stimmte zu. Sie tritt ihr Amt am "
        "[[1. Mai|DATE]] an und folgt auf [[Ole Kurz|PER]].",
        "[[Lea Sommer|PER]] wird [[Chefin|ROLE]]. Das Kabinett stimmte zu. Die neue Frau "
        "leitet das [[UFZ|ORG]]; sie folgt auf [[Ole Kurz|PER]].",
        "[[Lea Sommer|PER]] tritt die Nachfolge von [[Ole Kurz|PER]] an.",
        "[[Lea Sommer|PER]] löst [[Ole Kurz|PER]] an der Spitze ab.",
        "[[Ole Kurz|PER]] geht. Nachfolgerin ist [[Lea Sommer|PER]].",
    ],
)
def test_succession(marked: str) -> None:
    assert ("Lea Sommer", "succeeds", "Ole Kurz") in short(example(marked).facts())


@pytest.mark.parametrize(
    "words",
    [
        "Die Juristin löst [[Ole Kurz|PER]] ab, der in Rente geht.",
        "Sie folgt nun auf [[Ole Kurz|PER]].",
        "Ihr Vorgänger, der Spanier [[Ole Kurz|PER]], geht in Rente.",
    ],
)
def test_succession_of_the_only_person_before(words: str) -> None:
    marked = f"[[Lea Sommer|PER]] leitet nun das Haus. Es liegt am Wald. {words}"

    assert ("Lea Sommer", "succeeds", "Ole Kurz") in short(example(marked).facts())


def test_invitation_followed_is_no_succession() -> None:
    found = example("[[Ada Roth|PER]] folgte der Einladung; auf [[Ole Kurz|PER]] wartete man.")

    assert found.facts() == ()


@pytest.mark.parametrize(
    "marked",
    [
        "[[Ada Roth|PER]] und [[Eva Gut|PER]] kamen. Ja. Sie folgt auf [[Ole Kurz|PER]].",
        "[[Ada Roth|PER]] kam.\nSie folgt auf [[Ole Kurz|PER]].",
        "[[Ada Roth|PER]] kam. Es war warm. Er folgt der Bitte und wartet auf [[Ole Kurz|PER]].",
    ],
)
def test_who_follows_must_be_clear(marked: str) -> None:
    assert "succeeds" not in {fact.predicate for fact in example(marked).facts()}


def test_future_succession_is_planned() -> None:
    found = example("[[Lea Sommer|PER]] soll die Nachfolge von [[Ole Kurz|PER]] antreten.")

    assert [f.modality for f in found.facts()] == ["planned"]
