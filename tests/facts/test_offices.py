"""Which offices fit which bodies, and ministers whose ministry another sentence names."""

import pytest
from fact_examples import example, short

from kg.facts.offices import may_lead


@pytest.mark.parametrize(
    ("role", "body", "fits"),
    [
        ("Präsident", "Deutscher Städtetag", True),
        ("Hauptgeschäftsführerin", "Deutscher Städtetag", True),
        ("Vorstandsvorsitzender", "Europäische Kommission", False),
        ("Geschäftsführer", "Bundesministerium für Verkehr", False),
        ("Exekutiv-Vizepräsidentin", "Europäische Kommission", True),
        ("Landesrechnungshofpräsidentin", "Schleswig-Holsteinischer Landtag", False),
        ("Kammerpräsident", "Industrie- und Handelskammer Köln", True),
        ("Präsident", "Vertretung", False),
    ],
)
def test_which_role_fits_the_body_of_a_heading(role: str, body: str, *, fits: bool) -> None:
    assert may_lead(role, body) is fits


MINISTRY = "Das [[Ministerium für Verkehr|ORG]] zahlt. "


@pytest.mark.parametrize(
    "words",
    [
        "[[Ministerin|ROLE]] [[Ada Roth|PER]] sprach.",
        "[[Verkehrsminister|ROLE]] [[Ada Roth|PER]] sprach.",
        "[[Staatssekretär|ROLE]] [[Ada Roth|PER]] sprach für das Ministerium.",
    ],
)
def test_a_minister_is_of_the_only_ministry_of_the_document(words: str) -> None:
    role = words[2 : words.index("|")]
    found = example(MINISTRY + words, ("role_holder", "Ada Roth", role)).facts()

    assert short(found) == {("Ada Roth", "memberOf", "Ministerium für Verkehr")}


@pytest.mark.parametrize(
    ("other", "predicate"),
    [("Umweltministerium", "memberOf"), ("Bundesministerium für Umwelt", "memberOf"),
     ("Bundesverkehrsministerium", "holdsRole")],
)  # fmt: skip
def test_of_two_ministries_the_one_of_the_field_is_meant(other: str, predicate: str) -> None:
    words = f"Das [[{other}|ORG]] nicht. [[Verkehrsminister|ROLE]] [[Ada Roth|PER]] sprach."
    (fact,) = example(MINISTRY + words, ("role_holder", "Ada Roth", "Verkehrsminister")).facts()

    assert fact.predicate == predicate


def test_of_two_ministries_a_federal_one_is_not_taken() -> None:
    words = (
        "Das [[Ministerium für Bau|ORG]] und das [[Bundesministerium für Umwelt|ORG]] streiten. "
        "Nun sprach [[Umweltminister|ROLE]] [[Ada Roth|PER]]."
    )
    (fact,) = example(words, ("role_holder", "Ada Roth", "Umweltminister")).facts()

    assert fact.predicate == "holdsRole"


@pytest.mark.parametrize(
    "words",
    [
        "[[Umweltministerin|ROLE]] [[Ada Roth|PER]] sprach.",
        "[[Staatssekretär|ROLE]] [[Ada Roth|PER]] sprach.",
        "[[Landesminister|ROLE]] [[Ada Roth|PER]] sprach.",
        "[[Ministerin|ROLE]] [[Ada Roth|PER]] traf das [[Ministerium für Bau|ORG]].",
        "[[Ministerin|ROLE]] des Nachbarlandes [[Ada Roth|PER]] sprach.",
    ],
)
def test_other_ministers_are_not(words: str) -> None:
    role = words[2 : words.index("|")]
    found = example(MINISTRY + words, ("role_holder", "Ada Roth", role)).facts()

    assert {fact.predicate for fact in found} == {"holdsRole"}


def test_who_is_of_the_ministry_already_is_so_once() -> None:
    found = example(
        MINISTRY + "[[Ada Roth|PER]] ist [[Leiterin|ROLE]] dort. [[Ministerin|ROLE]] Roth sprach.",
        ("role_holder", "Ada Roth", "Leiterin"),
        ("role_at", "Leiterin", "Ministerium für Verkehr"),
        ("role_holder", "Ada Roth", "Ministerin"),
    ).facts()

    assert [fact.role for fact in found if fact.predicate == "memberOf"] == ["Leiterin"]
