"""Runs a spaCy pipeline over documents and keeps what it says as plain values."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from kg.model import LABELS, Analysis, Document, Mention, Relation, Span
from kg.nlp import factories  # noqa: F401 - sets the Doc extensions that are read here
from kg.nlp.amounts import parse_amounts
from kg.nlp.chunks import CHUNK, chunks, joined
from kg.nlp.dates import parse_dates
from kg.nlp.nominals import nominal_relations, nominals

# Texts and code points analysed together: enough to fill the encoder's batches, small enough to
# bound memory.
BATCH = 64
BATCH_CHARACTERS = 2 * CHUNK
# Tags and trees are for users of spaCy: nothing here reads them.
UNUSED = ("kg_syntax",)
# What other spaCy pipelines call our labels.
FOREIGN = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "NORP": "ORG", "ORGANIZATION": "ORG"}


Piece = tuple[Document, int, int]


def analyse(documents: Iterable[Document], nlp: Language) -> Iterator[Analysis]:
    """Yield the analysis of each document, in order; reads at most `BATCH` documents ahead.

    A long document is analysed in chunks (see `kg.nlp.chunks`).
    """
    parts: list[tuple[int, Analysis]] = []
    for batch in _batches(documents):
        docs = nlp.pipe(
            (_prepared(piece, nlp) for piece in batch), batch_size=BATCH, disable=UNUSED
        )
        for (document, start, end), doc in zip(batch, docs, strict=True):
            parts.append((start, to_analysis(document, doc)))
            if end == len(document.text):
                yield joined(document, parts) if len(parts) > 1 else parts[0][1]
                parts = []


def _batches(documents: Iterable[Document]) -> Iterator[list[Piece]]:
    batch: list[Piece] = []
    characters = 0
    for document in documents:
        for start, end in chunks(document.text):
            batch.append((document, start, end))
            characters += end - start
            if len(batch) >= BATCH or characters >= BATCH_CHARACTERS:
                yield batch
                batch, characters = [], 0
    if batch:
        yield batch


def to_analysis(document: Document, doc: Doc) -> Analysis:
    """Return what the pipeline put into a Doc of the document's text, or of a part of it."""
    borders, mentions = sentences(doc), _mentions(doc)
    found = nominals(doc.text, mentions)
    return Analysis(
        document,
        borders,
        mentions,
        tuple(doc._.kg_amounts or parse_amounts(doc.text)),
        tuple(doc._.kg_dates or parse_dates(doc.text, reference=document.published)),
        tuple(doc._.kg_relations),
        found,
        nominal_relations(doc.text, borders, mentions, found),
    )


def _prepared(piece: Piece, nlp: Language) -> Doc:
    """Return the tokenised text with the date against which relative dates are resolved."""
    document, start, end = piece
    doc = nlp.make_doc(document.text[start:end])
    if doc.has_extension("kg_published"):
        doc._.kg_published = document.published
    return doc


def sentences(doc: Doc) -> tuple[Span, ...]:
    """Return the sentences without the white space around them; the whole text if none are set."""
    if not doc.has_annotation("SENT_START"):
        text = doc.text.strip()
        start = doc.text.find(text)
        return (Span(start, start + len(text)),) if text else ()
    found = []
    for sentence in doc.sents:
        tokens = [token for token in sentence if not token.is_space]
        if tokens:
            found.append(Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])))
    return tuple(found)


def _mentions(doc: Doc) -> tuple[Mention, ...]:
    scores, text = doc._.kg_scores or {}, doc.text
    found = []
    for ent in filter_spans(doc.ents):
        label = FOREIGN.get(ent.label_, ent.label_)
        if label in LABELS:
            score = scores.get((ent.start, ent.end), 1.0)
            found.append(Mention.of(text, ent.start_char, ent.end_char, label, score))
    return tuple(found)


def relate(text: str, mentions: Sequence[Mention], nlp: Language) -> tuple[Relation, ...]:
    """Return the relations between given mentions, as indexes into `mentions` in text order.

    Mentions that do not begin and end at tokens take part in none.
    """
    doc, number = with_mentions(text, mentions, nlp)
    if "kg_relations" not in nlp.pipe_names:
        return ()
    nlp.get_pipe("kg_relations")(doc)
    return tuple(
        Relation(r.name, number[r.head], number[r.child], r.modality, r.score, r.rule)
        for r in doc._.kg_relations
    )


def with_mentions(
    text: str, mentions: Sequence[Mention], nlp: Language
) -> tuple[Doc, Sequence[int]]:
    """Return the encoded text with the given mentions, and the index of each of its `ents`."""
    order = sorted(range(len(mentions)), key=lambda k: mentions[k].span)
    with nlp.select_pipes(disable=[p for p in nlp.pipe_names if p in _SEARCHING]):
        doc = nlp(text)
    spans = {}
    for k in order:
        span = doc.char_span(mentions[k].span.start, mentions[k].span.end, mentions[k].label)
        if span is not None:
            spans[span.start, span.end] = (span, k)
    doc.set_ents(filter_spans([span for span, _ in spans.values()]))
    return doc, [spans[ent.start, ent.end][1] for ent in doc.ents]


# Components that are not needed where the mentions are given.
_SEARCHING = {
    "kg_names", "kg_amounts", "kg_dates", "kg_entities", "kg_consistency", "kg_relations",
    "kg_syntax",
}  # fmt: skip
