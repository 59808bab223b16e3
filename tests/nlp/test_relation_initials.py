"""An acronym is not taken for another body's just because both stand in one paragraph."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.nlp.relating import _Said


def said(text: str, first: str, later: str, label: str) -> _Said:
    doc: Doc = spacy.blank("de")(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    starts = [(text.index(name), name) for name in (first, later)]
    doc.ents = [doc.char_span(at, at + len(name), label) for at, name in starts]
    return _Said(doc)


@pytest.mark.parametrize(
    ("first", "later", "label", "foreign"),
    [
        ("Gewerkschaft Erziehung und Wissenschaft", "BMFTR", "ORG", True),
        ("Gewerkschaft Erziehung und Wissenschaft", "GEW", "ORG", False),
        ("Internationale Arbeitsorganisation", "ILO", "ORG", False),
        ("Weltgesundheitsorganisation", "WHO", "ORG", False),
        ("Vereinigte Staaten", "USA", "LOC", False),
        ("Deutsche Bahn", "Bahnkonzern", "ORG", False),
    ],
)
def test_initials(first: str, later: str, label: str, *, foreign: bool) -> None:
    text = f"Gestern tagte {first} in Bonn, danach auch {later} ebenda."

    found = said(text, first, later, label)

    assert found.is_foreign(1, 0) is foreign
