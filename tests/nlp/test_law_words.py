import pytest

from kg.nlp.laws import is_law


@pytest.mark.parametrize(
    "word",
    [
        "Heizungsgesetz", "Lieferkettengesetzes", "Drittstaatensubventionsverordnung",
        "CRR-III-Verordnung", "NIS-2-Richtlinie", "WissZeitVG", "EnWG", "StVO", "KI-Verordnung",
        "Landesverfassung",
    ],
)  # fmt: skip
def test_compounds_that_say_which_law_are_names(word: str) -> None:
    assert is_law(word)


@pytest.mark.parametrize(
    "word",
    [
        "Gesetz", "Verordnung", "Richtlinie", "Bundesgesetz", "Rechtsverordnung",
        "Förderrichtlinie", "Änderungsgesetz", "Naturgesetz", "gesetz", "Gesetzgeber", "Gesetze",
        "DG", "AG", "TAG",
        "Verordnungsentwurf", "EU-Richtlinie", "",
    ],
)  # fmt: skip
def test_kinds_of_laws_are_not_names(word: str) -> None:
    assert not is_law(word)
