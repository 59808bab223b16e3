import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.readers.hyphens import mend, unwrap


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("Bundes-\nverfassungsgericht", "Bundesverfassungsgericht"),
        ("Bundes\u00ad\nverfassungsgericht", "Bundesverfassungsgericht"),
        ("Bundes\u2010\nverfassungsgericht", "Bundesverfassungsgericht"),
        ("Bun\u00addes\u00adtag", "Bundestag"),
        ("Nordrhein-\nWestfalen", "Nordrhein-Westfalen"),
        ("Natur- und\nUmweltschutz", "Natur- und\nUmweltschutz"),
        ("Ein-\nund Ausfuhr", "Ein- und Ausfuhr"),
        ("EU-\nweit", "EU-weit"),
        ("CO2-\nPreis", "CO2-Preis"),
        ("die Rück-  \n  kehr", "die Rückkehr"),
        ("Ergebnis -\nkein Wort", "Ergebnis -\nkein Wort"),
        ("10-\n20 Jahre", "10-\n20 Jahre"),
    ],
)
def test_words_divided_at_line_ends_are_mended(broken: str, mended: str) -> None:
    assert mend(broken) == mended


WRAPPED = """Die Bundesregierung will den Ausbau der Windenergie an Land deutlich
beschleunigen und hat dafür am Mittwoch in Berlin ein Gesetz auf den Weg
gebracht, das zwei Prozent der Fläche ausweist."""


def test_hard_wrapped_paragraphs_become_one_line_of_equal_length() -> None:
    text = f"Titel\n\n{WRAPPED}\n\nZweiter Absatz"

    unwrapped = unwrap(text)

    assert unwrapped == f"Titel\n\n{WRAPPED.replace(chr(10), ' ')}\n\nZweiter Absatz"


@pytest.mark.parametrize(
    "text",
    [
        "Teilnehmende:\nAnna Weber\nJonas Lindner",
        "• Erster Punkt der Tagesordnung mit einer Länge über fünfzig Zeichen\n"
        "• Zweiter Punkt der Tagesordnung mit einer Länge über fünfzig Zeichen\n"
        "• Dritter Punkt",
        "Das ist ein Absatz mit etwa sechzig Zeichen und einem Punkt.\n"
        "Das ist ein Absatz mit etwa sechzig Zeichen und einem Ende.\n"
        "Das ist ein Absatz mit etwa sechzig Zeichen und einem Halt.",
    ],
)
def test_lists_and_one_line_paragraphs_keep_their_lines(text: str) -> None:
    assert unwrap(text) == text


@given(st.text(alphabet="ab- \nÄß.", max_size=300))
def test_unwrapping_never_moves_an_offset(text: str) -> None:
    assert len(unwrap(text)) == len(text)
    assert unwrap(text).replace("\n", " ") == text.replace("\n", " ")
