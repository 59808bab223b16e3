import pytest

from kg.model import Mention, Span
from kg.nlp.modality import clause_modality, modality_of


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Der Bund stellt 3 Millionen Euro bereit", "factual"),
        ("Der Bund will 3 Millionen Euro bereitstellen", "planned"),
        ("Rund 20 Milliarden Euro sollen investiert werden", "planned"),
        ("Das Vorhaben wird mit 3 Millionen Euro gefördert", "factual"),
        ("Der Bund wird das Vorhaben mit 3 Millionen Euro fördern.", "planned"),
        ("Sie werden mit insgesamt 189 Millionen Euro gefördert", "factual"),
        ("Der Bund könnte 3 Millionen Euro geben", "possible"),
        ("Der Bund gibt keine 3 Millionen Euro", "negated"),
        ("Der Bund gibt nicht nur 3 Millionen Euro", "factual"),
        ("Nach Angaben des Landes kostet es 3 Millionen Euro", "reported"),
        ("Der Verband fordert 3 Millionen Euro", "demanded"),
    ],
)
def test_cue_decides(clause: str, expected: str) -> None:
    assert clause_modality(clause) == expected


def _between(text: str, relation: str, first: str, second: str) -> str:
    mentions = [
        Mention.of(text, text.index(name), text.index(name) + len(name), "ORG")
        for name in (first, second)
    ]
    return modality_of(text, Span(0, len(text)), relation, *mentions)


def test_cue_of_another_clause_does_not_count() -> None:
    text = "Der Bund zahlt 3 Millionen Euro; das Land will noch prüfen."

    assert _between(text, "pays", "Bund", "3 Millionen Euro") == "factual"


def test_position_is_factual_however_voiced() -> None:
    text = "Der BUND könnte das Gesetz nicht unterstützen und fordert die Steuer."

    assert _between(text, "opposes", "BUND", "Gesetz") == "factual"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roth wird zum 1. Mai Chefin des Amtes.", "planned"),
        ("Roth war früher Chefin des Amtes.", "factual"),
        ("Roth ist nicht mehr Chefin des Amtes.", "negated"),
        ("Roth verlässt das Amt und wird im Mai Chefin der Bank.", "planned"),
        ("Roth verließ als Chefin das Amt und wurde Wirtin.", "negated"),
    ],
)
def test_office_is_future_past_or_left(text: str, expected: str) -> None:
    assert _between(text, "role_holder", "Roth", "Chefin") == expected


def test_seat_stays_factual() -> None:
    text = "Das Institut in Jülich soll wachsen."

    assert _between(text, "located_in", "Institut", "Jülich") == "factual"
