"""Nominal mentions: where they are seen, and what the rules say of them."""

import pytest
from brackets import read_marked
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Analysis, Document, Mention, Relation, Span
from kg.nlp.chunks import joined, parts
from kg.nlp.nominals import nominal_relations, nominals
from kg.nlp.relation_rules_engine import paragraphs


def seen(marked: str) -> list[tuple[str, str]]:
    text, mentions = read_marked(marked)
    return [(mention.text, mention.label) for mention in nominals(text, mentions)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Das Land zahlt.", [("Land", "LOC")]),
        ("Geld vom Land und der Landeshauptstadt.", [("Land", "LOC"), ("Landeshauptstadt", "LOC")]),
        ("Der Münchner Konzern zahlt dem Umweltverband.",
         [("Konzern", "ORG"), ("Umweltverband", "ORG")]),
        ("Das kommunale Unternehmen zahlt [[5 Euro|MONEY]].", [("Unternehmen", "ORG")]),
        ("Diese Behörde schweigt, der Netzbetreiber auch.",
         [("Behörde", "ORG"), ("Netzbetreiber", "ORG")]),
        ("Die Unternehmen, die Hersteller und andere Länder.", []),
        ("Ein Konzern und ein anderes Land.", []),
        ("Das Land [[Hessen|LOC]], die Stadt Bonn, das Amt für Statistik.", []),
        ("Der Verband der Müller und das Ministerium für Bau.", []),
        ("Die [[Stadt|LOC]] zahlt.", []),
        ("Das Land-Stadt-Gefälle und die Stadtwerke.", []),
    ],
)  # fmt: skip
def test_definite_nouns_for_bodies_are_nominal_mentions(
    marked: str, expected: list[tuple[str, str]]
) -> None:
    assert seen(marked) == expected


def related(marked: str) -> list[tuple[str, str, str, str]]:
    text, mentions = read_marked(marked)
    found = nominals(text, mentions)
    relations = nominal_relations(text, paragraphs(text), mentions, found)

    def words(index: int) -> str:
        return (mentions[index] if index >= 0 else found[~index]).text

    return [(r.name, words(r.head), words(r.child), r.rule) for r in relations]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Dafür stellt das Land [[5 Euro|MONEY]] bereit.",
         [("pays", "Land", "5 Euro", "then-gives-giver")]),
        ("Die Stadt erhielt [[5 Euro|MONEY]] vom [[Bund|ORG]].",
         [("pays_for", "5 Euro", "Stadt", "getter-gets")]),
        ("Der Verband begrüßte das [[Rentenpaket|LAW]].",
         [("supports", "Verband", "Rentenpaket", "praises")]),
        ("Der [[Bund|ORG]] gibt [[5 Euro|MONEY]] dazu.", []),
        ("Der Verband schweigt.\nDer [[Bund|ORG]] gibt [[5 Euro|MONEY]].", []),
    ],
)  # fmt: skip
def test_rules_speak_of_nominal_mentions(
    marked: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert related(marked) == expected


@given(st.text("Das Landeskonzr ,.[]\n", max_size=80))
def test_offsets_slice_back(text: str) -> None:
    for mention in nominals(text, ()):
        assert text[mention.span.start : mention.span.end] == mention.text


def test_the_chunks_of_a_long_text_keep_their_nominal_relations() -> None:
    text = "Der Konzern zahlt 5 Euro. " * 4000
    document = Document("d", text, "Titel", "a.txt", "0" * 64)
    spans = [k * 26 for k in range(4000)]
    mentions = tuple(Mention.of(text, k + 18, k + 24, "MONEY") for k in spans)
    found = tuple(Mention.of(text, k + 4, k + 11, "ORG") for k in spans)
    relations = tuple(Relation("pays", ~k, k) for k in range(4000))
    sentences = tuple(Span(k, k + 25) for k in spans)
    whole = Analysis(document, sentences, mentions, (), (), (), found, relations)

    pieces = [part for _, part in parts(whole)]

    assert len(pieces) > 1
    assert sum(len(part.nominal_relations) for part in pieces) == 4000
    assert all(
        part.nominals[~r.head].text == "Konzern" and part.mentions[r.child].label == "MONEY"
        for part in pieces
        for r in part.nominal_relations
    )
    assert pieces[1].nominals[0].span.start > pieces[0].nominals[-1].span.start
    assert joined(document, [(0, part) for part in pieces]) == whole
