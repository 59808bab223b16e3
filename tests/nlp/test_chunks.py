"""Long texts are analysed in chunks and look as if they had been analysed whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruler import ruler

from kg.model import Analysis
from kg.nlp import analyse
from kg.nlp.chunks import chunks, joined
from kg.readers import read_text

TEXTS = st.lists(
    st.sampled_from(["Der Rat tagt.", "in Jülich", "\n", "\n\n", "\n \n", " ", "Wort" * 9, "."])
).map("".join)
PARAGRAPH = (
    "Die Bundesnetzagentur teilte am {day}. März 2025 mit: {sum} Millionen Euro gehen nach Jülich, "
    "sagte Henrike Brauckmann. Die Europäische Kommission in Brüssel stimmte zu."
)


@given(TEXTS, st.integers(1, 60))
def test_chunks_make_up_the_text_and_none_is_too_long(text: str, size: int) -> None:
    found = list(chunks(text, size))

    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= size for start, end in found)
    assert len(found) == 1 or all(start < end for start, end in found)
    assert found == [(0, len(text))] or len(text) > size


@pytest.mark.parametrize(
    ("text", "size", "first"),
    [
        ("Ein Satz. Noch\neiner.\n\nAbsatz zwei.", 25, "Ein Satz. Noch\neiner.\n\n"),
        ("Eine Zeile hier.\nNoch eine. Und", 28, "Eine Zeile hier.\n"),
        ("Ein Satz steht hier. Und noch", 25, "Ein Satz steht hier. "),
        ("Wort um Wort um Wort ohne Ende", 20, "Wort um Wort um "),
        ("Donaudampfschifffahrt", 10, "Donaudampf"),
    ],
)
def test_a_text_is_cut_at_the_best_border(text: str, size: int, first: str) -> None:
    start, end = next(iter(chunks(text, size)))

    assert text[start:end] == first


def test_a_document_in_chunks_is_the_document_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(PARAGRAPH.format(day=n % 28 + 1, sum=n + 2) for n in range(40))
    document = read_text(text, source="x")
    nlp = ruler()
    (whole,) = analyse([document], nlp)
    monkeypatch.setattr("kg.nlp.analysing.chunks", lambda text: chunks(text, 500))
    parted, small = analyse([document, read_text("Nur Jülich.", source="y")], nlp)

    assert parted == whole
    assert len(parted.mentions) == 40 * 5
    assert [mention.text for mention in small.mentions] == ["Jülich"]
    for found in (*whole.amounts, *whole.dates):
        assert text[found.start : found.end] == found.text


def test_relations_point_at_the_mentions_of_the_whole() -> None:
    from kg.model import Mention, Relation

    def part(text: str) -> Analysis:
        document = read_text(text, source="x")
        mentions = (Mention.of(text, 0, 1, "ORG"), Mention.of(text, 2, 3, "LOC"))
        return Analysis(document, mentions=mentions, relations=(Relation("located_in", 0, 1),))

    found = joined(read_text("A B C D", source="x"), [(0, part("A B")), (4, part("C D"))])

    assert [(r.head, r.child) for r in found.relations] == [(0, 1), (2, 3)]
    assert [(m.text, m.span.start) for m in found.mentions] == [
        ("A", 0), ("B", 2), ("C", 4), ("D", 6),
    ]  # fmt: skip
