"""Score labelled spans: a hit is the same range with the same label."""

from collections.abc import Collection, Iterable

from kg.evaluation.gold import GoldSpan, GoldText
from kg.evaluation.scores import Slip, Tally, context
from kg.model import Mention


def score_mentions(
    tally: Tally, gold: GoldText, found: Iterable[Mention], labels: Collection[str] | None
) -> None:
    """Add one text's mentions to the tally.

    Only `labels` count on both sides (None: all that gold has anywhere must be given by the
    caller). A found mention on a span that gold calls optional is neither right nor wrong.
    """
    wanted = {s for s in gold.spans if labels is None or s.label in labels}
    optional = {(s.start, s.end) for s in gold.optional_spans}
    answers = {
        GoldSpan(m.span.start, m.span.end, m.label)
        for m in found
        if labels is None or m.label in labels
    }
    for span in sorted(wanted & answers, key=_place):
        tally.hit(span.label)
    for span in sorted(wanted - answers, key=_place):
        tally.miss(span.label, _slip("missed", span, gold))
    for span in sorted(answers - wanted, key=_place):
        if (span.start, span.end) not in optional:
            tally.false(span.label, _slip("false", span, gold))


def _place(span: GoldSpan) -> tuple[int, int, str]:
    return span.start, span.end, span.label


def _slip(kind: str, span: GoldSpan, gold: GoldText) -> Slip:
    text = gold.document.text
    return Slip(
        kind,
        span.label,
        text[span.start : span.end],
        context(text, span.start, span.end),
        f"{gold.document.source}:{span.start}",
    )
