"""One analysed document as the fact rules read it: indexed by mention, sentence and relation."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from kg.model import (
    Amount,
    Analysis,
    DateExpression,
    Entity,
    Link,
    Mention,
    Modality,
    Relation,
    Span,
)

_Ranged = TypeVar("_Ranged", Amount, DateExpression)

# The less certain modality wins where two relations make one fact.
_ORDER: tuple[Modality, ...] = (
    "factual", "reported", "planned", "demanded", "possible", "negated",
)  # fmt: skip


class Reading:
    """An analysis with its links; every answer is independent of the order of both."""

    def __init__(self, analysis: Analysis, links: Sequence[Link]) -> None:
        self.analysis = analysis
        self.document = analysis.document
        self.text = analysis.document.text
        self.mentions = analysis.mentions
        self._links = {link.mention: link for link in links}
        self._relations: dict[str, list[Relation]] = {}
        for relation in sorted(analysis.relations, key=_relation_order):
            self._relations.setdefault(relation.name, []).append(relation)
        self._firsts = {r.head: r.child for r in self.relations("same_as")}

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences; lines of the text where the pipeline gave none."""
        given = tuple(sorted(self.analysis.sentences))
        return given or tuple(Span(*m.span()) for m in re.finditer(r"[^\n]*\S[^\n]*", self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def relations(self, name: str) -> list[Relation]:
        """Return the relations of this name, by head and child."""
        return self._relations.get(name, [])

    def children(self, name: str, head: int) -> list[Relation]:
        """Return the relations of this name that start at the mention `head`."""
        return [r for r in self.relations(name) if r.head == head]

    def heads(self, name: str, child: int) -> list[Relation]:
        """Return the relations of this name that end at the mention `child`."""
        return [r for r in self.relations(name) if r.child == child]

    def mention(self, index: int) -> Mention:
        """Return the mention at an index."""
        return self.mentions[index]

    def entity(self, index: int) -> Entity | None:
        """Return what the mention denotes; an unlinked later name takes that of the first one."""
        link = self._links.get(index)
        if link is not None:
            return link.entity
        first = self._firsts.get(index)
        if first is None or first not in self._links:
            return None
        return self._links[first].entity

    def certainty(self, *indexes: int) -> float:
        """Return how sure the links of these mentions are: that of the weakest."""
        links = [self._links[i] for i in indexes if i in self._links]
        return min((link.score for link in links), default=1.0)

    def sentence_at(self, position: int) -> int:
        """Return the number of the sentence at or before this position."""
        return max(0, bisect_right(self._starts, position) - 1)

    def sentence_of(self, index: int) -> int:
        """Return the number of the sentence that holds the mention."""
        return self.sentence_at(self.mentions[index].span.start)

    def words(self, number: int) -> str:
        """Return the text of a sentence."""
        span = self.sentences[number]
        return self.text[span.start : span.end]

    def inside(self, span: Span, *labels: str) -> list[int]:
        """Return the mentions with these labels (all if none given) inside a span, in order."""
        return [
            i
            for i, m in enumerate(self.mentions)
            if span.start <= m.span.start < span.end and (not labels or m.label in labels)
        ]

    def evidence(self, *indexes: int) -> tuple[Span, ...]:
        """Return the sentences that hold these mentions, in text order, each once."""
        return tuple(self.sentences[n] for n in sorted({self.sentence_of(i) for i in indexes}))

    def amount(self, index: int) -> Amount | None:
        """Return the amount that the mention writes out."""
        return next(_overlapping(self.analysis.amounts, self.mentions[index].span), None)

    def date(self, index: int) -> DateExpression | None:
        """Return the date that the mention writes out."""
        return next(_overlapping(self.analysis.dates, self.mentions[index].span), None)


def weakest(*modalities: Modality) -> Modality:
    """Return the modality of a fact that rests on several relations."""
    return max(modalities, key=_ORDER.index)


def _relation_order(relation: Relation) -> tuple[int, int, str, str, float, str]:
    return (
        relation.head, relation.child, relation.name, relation.modality, relation.score,
        relation.rule,
    )  # fmt: skip


def _overlapping(ranges: Iterable[_Ranged], span: Span) -> Iterator[_Ranged]:
    return (r for r in ranges if r.start < span.end and span.start < r.end)
