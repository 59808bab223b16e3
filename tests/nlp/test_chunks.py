"""Long texts are analysed in chunks and look as if they had been analysed whole."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruler import ruler

from kg.model import Analysis, Entity, Fact, Link, Run
from kg.nlp import analyse
from kg.nlp.chunks import chunks, joined, parts
from kg.readers import read_text
from kg.stages import Extract, to_mapped

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


def test_parts_are_the_chunks_with_offsets_into_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(PARAGRAPH.format(day=n % 28 + 1, sum=n + 2) for n in range(20))
    (whole,) = analyse([read_text(text, source="x")], ruler())

    assert list(parts(whole)) == [(0, whole)]

    monkeypatch.setattr("kg.nlp.chunks.chunks", lambda text: chunks(text, 500))
    found = list(parts(whole))

    assert len(found) > 5
    for name in ("sentences", "mentions", "amounts", "dates"):
        assert tuple(x for _, p in found for x in getattr(p, name)) == getattr(whole, name)
    assert [first for first, _ in found] == [
        sum(len(p.mentions) for _, p in found[:k]) for k in range(len(found))
    ]


def test_the_triples_of_parts_are_those_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(PARAGRAPH.format(day=n % 28 + 1, sum=n + 2) for n in range(20))
    (analysis,) = analyse([read_text(text, source="x")], ruler())
    entity = Entity("https://kg.example/id/place/x", "Place", "Jülich")
    chosen = [k for k, mention in enumerate(analysis.mentions) if mention.text == "Jülich"]
    links = tuple(Link(index, entity) for index in chosen)
    facts = tuple(
        Fact(entity, "locatedIn", replace(entity, iri=f"{entity.iri}{k}"), (sentence,))
        for k, sentence in enumerate(analysis.sentences)
    )
    extract, run = Extract(analysis, links, facts), Run("m", "r", "k")
    whole = to_mapped(extract, run).triples
    monkeypatch.setattr("kg.nlp.chunks.chunks", lambda text: chunks(text, 500))
    parted = to_mapped(extract, run).triples

    assert len(chosen) == 20
    assert len(parted) > len(whole)
    assert set(parted.splitlines()) == set(whole.splitlines())


@pytest.mark.slow
def test_a_document_of_five_megabytes_is_taken_in_bounded_memory(tmp_path: Path) -> None:
    paragraphs = (PARAGRAPH.format(day=n % 28 + 1, sum=n % 900 + 2) for n in range(31_000))
    (tmp_path / "lang.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    code = (
        "import resource, sys\n"
        "from kg.nlp import analyse\n"
        "from kg.readers import read\n"
        "from ruler import ruler\n"
        "(document,) = read(sys.argv[1:])\n"
        "(found,) = analyse([document], ruler())\n"
        "spans = [*found.amounts, *found.dates]\n"
        "assert all(document.text[s.start:s.end] == s.text for s in spans)\n"
        "spans = [(m.span, m.text) for m in found.mentions]\n"
        "assert all(document.text[s.start:s.end] == text for s, text in spans)\n"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(len(document.text), len(found.mentions), peak // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "lang.txt")],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    length, mentions, megabytes = map(int, done.stdout.split())

    assert length > 5_000_000
    assert mentions == 31_000 * 5
    # As one text, spaCy would refuse it.
    assert megabytes < 700
