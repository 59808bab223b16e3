"""Long texts in chunks at paragraph borders, so that memory does not grow with a document.

A chunk is analysed by itself; what was found is put together with offsets into the whole text.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar

from kg.model import Amount, Analysis, DateExpression, Document, Mention, Relation, Span

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
    others = [0, *accumulate(len(part.nominals) for _, part in parts)]
    return Analysis(
        document,
        tuple(_moved(s, at) for at, part in parts for s in part.sentences),
        _placed((at, part.mentions) for at, part in parts),
        tuple(_moved(amount, at) for at, part in parts for amount in part.amounts),
        tuple(_moved(date, at) for at, part in parts for date in part.dates),
        tuple(
            _renumbered(relation, first)
            for first, (_, part) in zip(firsts, parts, strict=False)
            for relation in part.relations
        ),
        _placed((at, part.nominals) for at, part in parts),
        tuple(
            _renumbered(relation, first, other)
            for first, other, (_, part) in zip(firsts, others, parts, strict=False)
            for relation in part.nominal_relations
        ),
    )


def _placed(parts: Iterable[tuple[int, Sequence[Mention]]]) -> tuple[Mention, ...]:
    return tuple(replace(one, span=_moved(one.span, at)) for at, found in parts for one in found)


def _renumbered(relation: Relation, by: int, nominals: int = 0) -> Relation:
    """Return a relation whose mentions have moved `by` places, its nominal ones by `nominals`."""
    head, child = (k + by if k >= 0 else k - nominals for k in (relation.head, relation.child))
    return replace(relation, head=head, child=child)


def parts(analysis: Analysis) -> Iterator[tuple[int, Analysis]]:
    """Yield the analyses of a document's chunks, each with the number of mentions before it.

    Offsets stay those into the whole text; relations are within a chunk, as they were found.
    """
    ranges = [*chunks(analysis.document.text)]
    if len(ranges) == 1:
        yield 0, analysis
        return
    starts = [mention.span.start for mention in analysis.mentions]
    nominals = [nominal.span.start for nominal in analysis.nominals]
    for start, end in ranges:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        other, end_of_others = bisect_left(nominals, start), bisect_left(nominals, end)
        inside = {*range(first, last), *(~k for k in range(other, end_of_others))}
        yield (
            first,
            replace(
                analysis,
                sentences=_within(analysis.sentences, start, end),
                mentions=analysis.mentions[first:last],
                amounts=_within(analysis.amounts, start, end),
                dates=_within(analysis.dates, start, end),
                relations=_among(analysis.relations, inside, first, other),
                nominals=analysis.nominals[other:end_of_others],
                nominal_relations=_among(analysis.nominal_relations, inside, first, other),
            ),
        )


def _among(
    relations: Iterable[Relation], inside: Container[int], first: int, other: int
) -> tuple[Relation, ...]:
    """Return the relations whose ends are both inside, numbered from the first mention there."""
    return tuple(
        _renumbered(relation, -first, -other)
        for relation in relations
        if relation.head in inside and relation.child in inside
    )


def _within(found: Sequence[_P], start: int, end: int) -> tuple[_P, ...]:
    return tuple(one for one in found if start <= one.start < end)


def _moved(found: _P, by: int) -> _P:
    return replace(found, start=found.start + by, end=found.end + by)
