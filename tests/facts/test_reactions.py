"""Reactions by nouns and votes, and the matter that they are to."""

import pytest
from fact_examples import example, short

START = "Der Landtag hat das [[Vergabegesetz|LAW]] beraten. "


def reactions(marked: str) -> set[tuple[str, str, str]]:
    return short([f for f in example(marked).facts() if f.rule == "reaction"])


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Lob kam vom [[VdK|ORG]].", {("VdK", "supports", "Vergabegesetz")}),
        ("Scharfe Kritik kam von der [[IHK|ORG]].", {("IHK", "opposes", "Vergabegesetz")}),
        (
            "[[SPD|ORG]] und [[FDP|ORG]] stimmten dagegen.",
            {("SPD", "opposes", "Vergabegesetz"), ("FDP", "opposes", "Vergabegesetz")},
        ),
        ("Die [[FDP|ORG]] votierte mit Ja.", {("FDP", "supports", "Vergabegesetz")}),
        (
            "Vom [[CCC|ORG]] kam Kritik an der geplanten Wallet.",
            {("CCC", "opposes", "geplanten Wallet")},
        ),
        (
            "Gegen den Einstieg sprach sich der [[SSW|ORG]] aus.",
            {("SSW", "opposes", "Einstieg")},
        ),
        (
            "Für die Quote stimmten auch die [[Grünen|ORG]].",
            {("Grünen", "supports", "Quote")},
        ),
        (
            "Mit den Stimmen von [[CDU|ORG]] und [[SPD|ORG]] hat der Landtag den Haushalt für das "
            "Jahr verabschiedet.",
            {
                ("CDU", "supports", "Haushalt für das Jahr"),
                ("SPD", "supports", "Haushalt für das Jahr"),
            },
        ),
        (
            "Unterstützung erhielt [[Ada Roth|PER]] von der [[IHK|ORG]].",
            {("IHK", "supports", "Ada Roth")},
        ),
        ("Ablehnend äußerte sich die [[KBV|ORG]].", {("KBV", "opposes", "Vergabegesetz")}),
        (
            "Wohlwollend reagierte dagegen der Verband [[VCI|ORG]].",
            {("VCI", "supports", "Vergabegesetz")},
        ),
        (
            "Es sprach [[Ada Roth|PER]]. Rückhalt bekommt sie vom [[DGB|ORG]].",
            {("DGB", "supports", "Ada Roth")},
        ),
        ("Ausführlich äußerte sich die [[KBV|ORG]].", set()),
        ("Rückendeckung erhielt sie von der [[IHK|ORG]].", set()),
        ("Die Kritik kam nicht an.", set()),
        ("Vom [[Bund|ORG]] kam Geld für die Schule.", set()),
        ("Der [[SPD|ORG]] stimmt das zu.", set()),
    ],
)
def test_nouns_and_votes_take_sides(marked: str, expected: set[tuple[str, str, str]]) -> None:
    assert reactions(START + marked) == expected


def test_without_a_matter_there_is_no_reaction() -> None:
    assert reactions("Es regnet. Lob kam vom [[VdK|ORG]].") == set()


def test_of_several_laws_only_that_of_the_text_is_the_matter() -> None:
    text = "Das [[Wohngeld|LAW]] steigt. Es steht im [[Haushalt|LAW]]. Lob kam vom [[VdK|ORG]]."

    assert reactions(text) == set()
    assert reactions(f"{text} Das [[Haushalt|LAW]]") == {("VdK", "supports", "Haushalt")}


@pytest.mark.parametrize(
    ("marked", "matter"),
    [
        ("Es geht um das [[Rentenpaket|LAW]]. Der [[VdK|ORG]] lobt den Entwurf.", "Rentenpaket"),
        ("Der Rat will verkaufen. Der [[VdK|ORG]] lobt die Entscheidung.", "Entscheidung"),
        ("Es geht um [[Kita plus|PROG]]. Der [[VdK|ORG]] lobt das Programm.", "Kita plus"),
        ("Es gibt [[A-Fonds|PROG]] und [[B-Fonds|PROG]]. Der [[VdK|ORG]] lobt den Plan.", "Plan"),
    ],
)
def test_a_word_for_the_matter_means_it(marked: str, matter: str) -> None:
    (fact,) = (f for f in example(marked).facts() if f.predicate == "supports")

    assert fact.object.name == matter


def test_a_matter_without_a_name_is_of_its_document_alone() -> None:
    (one,) = example("Der [[VdK|ORG]] lobt die Entscheidung.").facts()
    (other,) = example("Der [[VdK|ORG]] lobt die Entscheidung. Gut so.").facts()

    assert one.object.iri != other.object.iri
