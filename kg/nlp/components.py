"""spaCy components for amounts and dates, for any pipeline: `nlp.add_pipe("kg_amounts")`.

`kg_amounts` sets `doc._.kg_amounts` (all `Amount`s) and `doc.spans["kg_amounts"]` (those that are
mentions, labelled MONEY or QUANTITY, each with its `Amount` in `span._.kg_amount`). `kg_dates` does
the same with `doc._.kg_dates`, `doc.spans["kg_dates"]` (label DATE) and `span._.kg_date`; it
resolves dates against `doc._.kg_published`, the `date` of the document, when that is set. Spans
cover whole tokens, while the offsets in the values are exact.
"""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from kg.model import Amount, DateExpression
from kg.nlp.amounts import amount_label, parse_amounts
from kg.nlp.dates import parse_dates

AMOUNTS = "kg_amounts"
DATES = "kg_dates"


def _extend() -> None:
    """Register the extensions, unless an earlier pipeline has done so."""
    for name in (AMOUNTS, DATES):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
    if not Doc.has_extension("kg_published"):
        Doc.set_extension("kg_published", default=None)
    for name in ("kg_amount", "kg_date"):
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)


# Pipelines without these components are read, too, and then have no amounts and dates.
_extend()


def _set_amounts(doc: Doc) -> Doc:
    amounts = parse_amounts(doc.text)
    doc._.kg_amounts = amounts
    spans = [_span(doc, amount, amount_label(amount)) for amount in amounts if amount.named]
    doc.spans[AMOUNTS] = SpanGroup(doc, name=AMOUNTS, spans=spans)
    return doc


def _set_dates(doc: Doc) -> Doc:
    dates = parse_dates(doc.text, reference=doc._.kg_published)
    doc._.kg_dates = dates
    spans = [_span(doc, found, "DATE") for found in dates if found.named]
    doc.spans[DATES] = SpanGroup(doc, name=DATES, spans=spans)
    return doc


def _span(doc: Doc, found: Amount | DateExpression, label: str) -> Span:
    span = doc.char_span(found.start, found.end, label=label, alignment_mode="expand")
    if span is None:  # spaCy gives none only for offsets outside the text
        raise ValueError(f"not in the document: {found.start}, {found.end}")
    span._.set("kg_amount" if isinstance(found, Amount) else "kg_date", found)
    return span


# spaCy calls a factory with these two names.
@Language.factory("kg_amounts", assigns=["doc.spans", "doc._.kg_amounts", "span._.kg_amount"])
def create_amounts(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Return the component that finds amounts of money and quantities."""
    _extend()
    return _set_amounts


@Language.factory("kg_dates", assigns=["doc.spans", "doc._.kg_dates", "span._.kg_date"])
def create_dates(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Return the component that finds dates."""
    _extend()
    return _set_dates
