from datetime import date
from decimal import Decimal

import pytest
import spacy

import kg.nlp.components  # noqa: F401 - registers the factories

TEXT = "Am Montag gab der Bund rund 1,5 Mrd. Euro für 400 000 Wohnungen; bis Mai 2026 nur 3 Mrd."


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    pipeline = spacy.blank("de")
    pipeline.add_pipe("kg_amounts")
    pipeline.add_pipe("kg_dates")
    return pipeline


def test_spans_are_the_mentions_with_their_labels(nlp) -> None:
    doc = nlp(TEXT)

    assert [(span.text, span.label_) for span in doc.spans["kg_amounts"]] == [
        ("1,5 Mrd. Euro", "MONEY"),
        ("400 000 Wohnungen", "QUANTITY"),
    ]
    assert [(span.text, span.label_) for span in doc.spans["kg_dates"]] == [("Mai 2026", "DATE")]


def test_extensions_hold_the_values(nlp) -> None:
    doc = nlp(TEXT)

    assert doc.spans["kg_amounts"][0]._.kg_amount.value == Decimal(1_500_000_000)
    assert doc.spans["kg_dates"][0]._.kg_date.value == "2026-05"
    assert len(doc._.kg_amounts) == 3
    assert [found.text for found in doc._.kg_dates] == ["Montag", "Mai 2026"]


def test_dates_are_resolved_against_the_date_of_the_document(nlp) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.kg_published = date(2025, 10, 21)

    assert nlp.get_pipe("kg_dates")(doc)._.kg_dates[0].value == "2025-10-20"


def test_a_second_pipeline_can_be_built(nlp) -> None:
    other = spacy.blank("de")
    other.add_pipe("kg_dates")

    assert [doc.spans["kg_dates"][0].text for doc in other.pipe(["2030", "2031"])] == [
        "2030",
        "2031",
    ]
