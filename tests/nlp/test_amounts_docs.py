from pathlib import Path

import pytest

from kg.nlp.units import COUNT, UNITS, unit_after, unit_of

DOCS = (Path(__file__).parents[2] / "docs" / "amounts.md").read_text("utf-8")


@pytest.mark.parametrize("code", [COUNT, *UNITS])
def test_every_unit_code_is_documented(code: str) -> None:
    assert f"`{code}`" in DOCS


@pytest.mark.parametrize(
    ("text", "code", "length"),
    [
        ("Tonnen", "t", 6),
        ("v. H.", "%", 5),
        ("Milligramm je Liter", "mg/L", 19),
        ("Gigabit pro Sekunde", "Gbit/s", 19),
        ("Grad Celsius", "Cel", 12),
        ("Kilometern", "km", 10),
    ],
)
def test_names_of_units(text: str, code: str, length: int) -> None:
    assert unit_after(text, 0) == (code, length)


@pytest.mark.parametrize("text", ["tot", "Liter-Auto", "mal", "Grade", "Litern-Zahl"])
def test_other_words_are_no_units(text: str) -> None:
    assert unit_after(text, 0) is None


def test_unit_by_name() -> None:
    assert (unit_of("Hektar"), unit_of("Haushalt")) == ("har", None)
