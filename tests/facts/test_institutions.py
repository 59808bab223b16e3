"""Bodies of offices that the sentence does not name."""

import pytest
from fact_examples import example, short


def bodies(marked: str, *relations: tuple[str, str, str]) -> set[tuple[str, str, str]]:
    facts = example(marked, *relations).facts()
    return {fact for fact in short(facts) if fact[1] in ("memberOf", "holdsRole")}


@pytest.mark.parametrize(
    ("named", "office", "noun", "body"),
    [
        ("Die [[Universität Münster|ORG]] und die [[RWTH Aachen|ORG]] feiern mit der "
         "[[Universität Münster|ORG]].", "Rektorin", "der Universität", "Universität Münster"),
        ("Der [[Bund|ORG]] lobt die [[RWTH Aachen|ORG]]. Der [[Bund|ORG]] zahlt.",
         "Rektorin", "der Universität", "RWTH Aachen"),
        ("Das [[Klinikum Hof|ORG]] baut mit [[Goldbeck|ORG]].", "Direktorin", "des Klinikums",
         "Klinikum Hof"),
        ("Das [[RareLab|PROG]] entsteht mit der [[Charité|ORG]].", "Sprecherin", "des neuen Labors",
         "RareLab"),
        ("Die [[Nobiskrug Werft|ORG]] und die [[Lürssen-Gruppe|ORG]] reden.", "Chefin",
         "der Werft", "Nobiskrug Werft"),
        ("Der [[Bund|ORG]] lobt [[Infineon|ORG]].", "Chefin", "des Konzerns", "Infineon"),
    ],
)  # fmt: skip
def test_a_definite_noun_points_to_the_body_of_its_kind(
    named: str, office: str, noun: str, body: str
) -> None:
    marked = f"{named} Die [[{office}|ROLE]] {noun}, [[Ada Roth|PER]], war da."

    assert bodies(marked, ("role_holder", "Ada Roth", office)) == {("Ada Roth", "memberOf", body)}


@pytest.mark.parametrize(
    ("named", "noun"),
    [
        ("Die [[IG Metall|ORG]] lobt das Werk.", "der Universität"),
        ("Der [[Bund|ORG]] zahlt.", "des Unternehmens"),
        ("Die [[SPD|ORG]] stimmt zu.", "des Gremiums"),
        ("Die [[SPD|ORG]] stimmt zu.", "des Konzerns"),
        ("Die [[Universität Jena|ORG]] lobt das Werk.", "der Universität Bremen"),
    ],
)
def test_a_definite_noun_points_to_no_body_of_another_kind(named: str, noun: str) -> None:
    marked = f"{named} Die [[Rektorin|ROLE]] {noun}, [[Ada Roth|PER]], war da."

    assert bodies(marked, ("role_holder", "Ada Roth", "Rektorin")) == {
        ("Ada Roth", "holdsRole", "Rektorin")
    }


def test_the_definite_noun_counts_more_than_the_nearest_body() -> None:
    found = bodies(
        "Das [[Klinikum Jena|ORG]] wächst. Es baut die [[Goldbeck|ORG]]. [[Vorständin|ROLE]] des "
        "Klinikums ist [[Ada Roth|PER]].",
        ("role_holder", "Ada Roth", "Vorständin"),
        ("role_at", "Vorständin", "Goldbeck"),
    )

    assert found == {("Ada Roth", "memberOf", "Klinikum Jena")}


@pytest.mark.parametrize(
    ("before", "office", "seat"),
    [
        ("Streit in [[Lübbenau|LOC]]\n\nDie Stadt sucht Rat.", "Bürgermeisterin", "Lübbenau"),
        ("Streit um Server\n\n[[Kierspe|LOC]], [[11.03.2026|DATE]]. In Kierspe geht es hoch her.",
         "Kämmerin", "Kierspe"),
        ("Streit in [[Hof|LOC]]\n\nDer [[Landkreis Hof|LOC]] sucht Rat.", "Landrätin",
         "Landkreis Hof"),
    ],
)  # fmt: skip
def test_mayors_and_heads_of_counties_have_a_seat(before: str, office: str, seat: str) -> None:
    marked = f"{before} [[{office}|ROLE]] [[Ada Roth|PER]] sprach am Abend zu allen."

    assert bodies(marked, ("role_holder", "Ada Roth", office)) == {("Ada Roth", "memberOf", seat)}


@pytest.mark.parametrize(
    ("before", "office", "after"),
    [
        ("Streit in [[Lübbenau|LOC]] und [[Cottbus|LOC]]\n\nWas nun?", "Bürgermeisterin", "sprach"),
        ("Streit in [[Lübbenau|LOC]]\n\nWas nun?", "Bürgermeisterin", "sprach in [[Guben|LOC]]"),
        ("[[Landkreis Hof|LOC]] hilft dem [[Landkreis Wunsiedel|LOC]].", "Landrätin", "sprach"),
        ("Streit in [[Lübbenau|LOC]]\n\nWas nun?", "Lehrerin", "sprach"),
        ("Streit in [[Mainz|LOC]]\n\nGut findet das die Trierer", "Bürgermeisterin", "nicht"),
        (
            "Streit um Server\n\n[[Bonn|LOC]], [[11.03.2026|DATE]]. Was nun? Das fragt sich so "
            "mancher in der Stadt, im Umland und weit darüber hinaus.",
            "Kämmerin",
            "sprach",
        ),
    ],
)
def test_a_seat_that_is_not_sure_is_none(before: str, office: str, after: str) -> None:
    marked = f"{before} [[{office}|ROLE]] [[Ada Roth|PER]] {after} am Abend zu allen."

    assert bodies(marked, ("role_holder", "Ada Roth", office)) == {
        ("Ada Roth", "holdsRole", office)
    }


@pytest.mark.parametrize("office", ["Konzernchefin", "Werksleiterin"])
def test_who_leads_a_company_is_of_the_one_in_the_heading(office: str) -> None:
    marked = f"[[Infineon|ORG]] baut aus\n\nDas sagte [[{office}|ROLE]] [[Ada Roth|PER]] am Abend."

    assert bodies(marked, ("role_holder", "Ada Roth", office)) == {
        ("Ada Roth", "memberOf", "Infineon")
    }


def test_whose_speaker_it_is_says_the_sentence_before() -> None:
    marked = (
        "[[Infineon|ORG]] baut aus\n\nDie Opposition schweigt. Deren [[Sprecherin|ROLE]] "
        "[[Ada Roth|PER]] kam nicht."
    )

    assert bodies(marked, ("role_holder", "Ada Roth", "Sprecherin")) == {
        ("Ada Roth", "holdsRole", "Sprecherin")
    }
