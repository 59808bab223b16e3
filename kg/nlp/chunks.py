"""Long texts in chunks at paragraph borders, so that memory does not grow with a document.

A chunk is analysed by itself; what was found is put together with offsets into the whole text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar

from kg.model import Amount, Analysis, DateExpression, Document, Span

# Longest text analysed at once, in code points: above nearly every article, so that names which
# are explained in one place are known in the whole of it. Some work grows with the square of it.
CHUNK = 50_000
# Where a text may be cut, best first; the white space belongs to the chunk before it.
_BORDERS = (re.compile(r"\n[^\S\n]*\n\s*"), re.compile(r"\n\s*"), re.compile(r"[.!?]\s+"),
            re.compile(r"\s+"))  # fmt: skip


_P = TypeVar("_P", Span, Amount, DateExpression)


def chunks(text: str, size: int = CHUNK) -> Iterator[tuple[int, int]]:
    """Yield the consecutive ranges of a text, each at most `size` long, that make up the whole.

    A text is cut behind a paragraph; where one is longer than `size`, behind a line, a sentence, a
    word, in this order, and only within a longer word as it comes.
    """
    start = 0
    while len(text) - start > size:
        end = _border(text, start, start + size)
        yield start, end
        start = end
    yield start, len(text)


def _border(text: str, start: int, limit: int) -> int:
    """Return the last place at or before `limit` where the text may be cut."""
    # Not in the first half: a chunk of a few words would know little of its surroundings.
    middle = (start + limit) // 2
    for border in _BORDERS:
        ends = [match.end() for match in border.finditer(text, middle, limit)]
        # White space that goes on behind the limit is no end yet.
        found = [end for end in ends if end < limit or not text[limit].isspace()]
        if found:
            return found[-1]
    return limit


def joined(document: Document, parts: Sequence[tuple[int, Analysis]]) -> Analysis:
    """Return one analysis of the document from those of its chunks, each with where it starts."""
    firsts = [0, *accumulate(len(part.mentions) for _, part in parts)]
    return Analysis(
        document,
        tuple(_moved(s, at) for at, part in parts for s in part.sentences),
        tuple(
            replace(mention, span=_moved(mention.span, at))
            for at, part in parts
            for mention in part.mentions
        ),
        tuple(_moved(amount, at) for at, part in parts for amount in part.amounts),
        tuple(_moved(date, at) for at, part in parts for date in part.dates),
        tuple(
            replace(relation, head=relation.head + first, child=relation.child + first)
            for first, (_, part) in zip(firsts, parts, strict=False)
            for relation in part.relations
        ),
    )


def parts(analysis: Analysis) -> Iterator[tuple[int, Analysis]]:
    """Yield the analyses of a document's chunks, each with the number of mentions before it.

    Offsets stay those into the whole text; relations are within a chunk, as they were found.
    """
    ranges = [*chunks(analysis.document.text)]
    if len(ranges) == 1:
        yield 0, analysis
        return
    starts = [mention.span.start for mention in analysis.mentions]
    for start, end in ranges:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        yield (
            first,
            replace(
                analysis,
                sentences=_within(analysis.sentences, start, end),
                mentions=analysis.mentions[first:last],
                amounts=_within(analysis.amounts, start, end),
                dates=_within(analysis.dates, start, end),
                relations=tuple(
                    replace(relation, head=relation.head - first, child=relation.child - first)
                    for relation in analysis.relations
                    if first <= min(relation.head, relation.child)
                    and max(relation.head, relation.child) < last
                ),
            ),
        )


def _within(found: Sequence[_P], start: int, end: int) -> tuple[_P, ...]:
    return tuple(one for one in found if start <= one.start < end)


def _moved(found: _P, by: int) -> _P:
    return replace(found, start=found.start + by, end=found.end + by)
