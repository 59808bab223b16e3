"""The `kg_entities` component: one disjoint list of mentions out of names, amounts and dates.

The grammars know exactly where an amount or a date ends; the statistics know that "2000" belongs
to the name "Global 2000". So a grammar's span replaces a statistical one of its kind, and gives
way to a longer name around it, except that money always stays money.
"""

from collections.abc import Callable, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg.nlp.components import AMOUNTS, DATES

_MEASURED = frozenset({"MONEY", "QUANTITY", "DATE"})
# A measured span that only the statistics see must be this sure; found on the development texts.
SURE = 0.9


def merge(doc: Doc) -> Doc:
    """Merge amounts and dates of the text into `doc.ents`."""
    scores = doc._.kg_scores or {}
    exact = _grammar(doc)
    names = [e for e in doc.ents if e.label_ not in _MEASURED]
    guessed = [e for e in doc.ents if e.label_ in _MEASURED]
    money = [s for s in exact if s.label_ == "MONEY"]
    names = [e for e in names if not _touches(e, money)]
    kept = [s for s in exact if s.label_ == "MONEY" or not _touches(s, names)]
    sure = [e for e in guessed if scores.get((e.start, e.end), 0) >= SURE]
    rest = [e for e in sure if not _touches(e, [*kept, *names])]
    doc.set_ents(sorted([*names, *kept, *rest], key=lambda e: e.start))
    return doc


def _grammar(doc: Doc) -> list[Span]:
    """Return amounts and dates as disjoint spans, amounts first."""
    amounts = list(doc.spans.get(AMOUNTS, ()))
    dates = [d for d in doc.spans.get(DATES, ()) if not _touches(d, amounts)]
    return filter_spans([*amounts, *dates])


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and span.end > other.start for other in others)


@Language.factory("kg_entities", assigns=["doc.ents"])
def create_entities(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Return the component; it has nothing to set up."""
    return merge
