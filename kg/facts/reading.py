"""One analysed document as the fact rules read it: indexed by mention, sentence and relation."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import TypeVar

from kg.facts.antecedents import Named, antecedent
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
from kg.text import fold

_LINE = re.compile(r"[^\n]*\S[^\n]*")
# More lines than these, or longer ones with a full stop, are text and no heading.
_HEADINGS, _LONG = 3, 90
# Behind the place of a report: "Kierspe, 11.03.2026.", "Bonn (dpa)".
_DATELINE = re.compile(r", (?:den )?\d| [–-] \d|\.? \((?:dpa|AFP|epd|KNA|red|ots)")
_DATED = re.compile(r"\d{1,2}\. ?(?:\d|[A-ZÄÖÜ][a-zä]+ \d{4})")
_PERCENT = re.compile("%|prozent", re.I)
_POINTS = re.compile("[,;:.–]")
_OUT_OF = re.compile(r"\b[Aa]us (?:de[mrn] )?(?:[A-ZÄÖÜ][\w-]+ )?[„\"]?$")
_OUT_OF_WHICH = re.compile(r"[“\"]?(?: \([^()]{1,20}\))?, aus de[mrn]\b")
_TOWN = re.compile(r"(?:[\w-]*[Ss]tadt|Gemeinde|Kommune|Markt)")
# How sure it is what a nominal mention means.
_MEANT = 0.85
_Ranged = TypeVar("_Ranged", Amount, DateExpression, Span)

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
        self.nominals = analysis.nominals
        self._links = {link.mention: link for link in links}
        self._firsts = {
            r.head: r.child
            for r in sorted(analysis.relations, key=_relation_order)
            if r.name == "same_as"
        }
        self._relations: dict[str, list[Relation]] = {}
        self._children: dict[tuple[str, int], list[Relation]] = {}
        self._heads: dict[tuple[str, int], list[Relation]] = {}
        for relation in sorted(self._all_relations(), key=_relation_order):
            self._relations.setdefault(relation.name, []).append(relation)
            self._children.setdefault((relation.name, relation.head), []).append(relation)
            self._heads.setdefault((relation.name, relation.child), []).append(relation)
        self._amounts = sorted(analysis.amounts, key=lambda amount: amount.start)
        self._dates = sorted(analysis.dates, key=lambda date: date.start)

    def _all_relations(self) -> Iterable[Relation]:
        """Return the relations of names, and those of the nominal mentions whose body is known."""
        yield from self.analysis.relations
        for relation in self.analysis.nominal_relations:
            if all(k >= 0 or self.entity(k) for k in (relation.head, relation.child)):
                yield relation

    @cached_property
    def _bodies_named(self) -> list[Named]:
        return [
            Named(mention, entity, *self._around(index))
            for index, mention in enumerate(self.mentions)
            if mention.label in ("ORG", "LOC", "PROG")
            and (entity := self.entity(index)) is not None
            and (self.is_reported_from(index) or not self.opens_report(index))
        ]

    @cached_property
    def _meant(self) -> list[Entity | None]:
        """What each nominal mention means."""
        return [self.antecedent(nominal.text, nominal.span.start) for nominal in self.nominals]

    def antecedent(self, noun: str, position: int) -> Entity | None:
        """Return the body that a definite noun at a position means: "die Universität"."""
        return antecedent(noun, position, self._bodies_named, self.sentences)

    def _around(self, index: int) -> tuple[str, bool]:
        """Return the word before a mention, and whether the text is about it as a place."""
        mention = self.mentions[index]
        words = self.text[max(0, mention.span.start - 40) : mention.span.start].split()
        before = words[-1] if words else ""
        central = any(
            h.start <= mention.span.start < h.end and not _DATED.search(self.text, h.start, h.end)
            for h in self.headings
        )
        return before, central or self.is_reported_from(index) or bool(_TOWN.fullmatch(before))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences; lines of the text where the pipeline gave none."""
        given = tuple(sorted(self.analysis.sentences))
        return given or tuple(Span(*m.span()) for m in _LINE.finditer(self.text))

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.span.start for mention in self.mentions]

    @cached_property
    def _mention_spans(self) -> list[Span]:
        return [mention.span for mention in self.mentions]

    @cached_property
    def named(self) -> dict[str, Entity]:
        """The organisations and places of the document by folded name, the first of each name."""
        found: dict[str, Entity] = {}
        for index, mention in enumerate(self.mentions):
            entity = self.entity(index) if mention.label in ("ORG", "LOC") else None
            if entity is not None:
                for name in (mention.text, entity.name, *entity.aliases):
                    found.setdefault(fold(name), entity)
        return found

    @cached_property
    def headings(self) -> list[Span]:
        """The lines that the text begins with and that are no sentences, at most three."""
        found: list[Span] = []
        for line in islice(_LINE.finditer(self.text), _HEADINGS):
            ends = line[0].rstrip().endswith((".", "!", "?", "“"))
            if ends and len(line[0]) > _LONG:
                break
            found.append(Span(*line.span()))
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def relations(self, name: str) -> list[Relation]:
        """Return the relations of this name, by head and child."""
        return self._relations.get(name, [])

    def children(self, name: str, head: int) -> list[Relation]:
        """Return the relations of this name that start at the mention `head`."""
        return self._children.get((name, head), [])

    def heads(self, name: str, child: int) -> list[Relation]:
        """Return the relations of this name that end at the mention `child`."""
        return self._heads.get((name, child), [])

    def mention(self, index: int) -> Mention:
        """Return the mention at an index, a nominal one below 0."""
        return self.mentions[index] if index >= 0 else self.nominals[~index]

    def entity(self, index: int) -> Entity | None:
        """Return what the mention denotes; an unlinked later name takes that of the first one."""
        if index < 0:
            return self._meant[~index]
        link = self._links.get(index)
        if link is not None:
            return link.entity
        first = self._firsts.get(index)
        if first is None or first not in self._links:
            return None
        return self._links[first].entity

    def certainty(self, *indexes: int) -> float:
        """Return how sure the links of these mentions are: that of the weakest."""
        links = [self._links[i].score for i in indexes if i in self._links]
        return min([*links, *(_MEANT for i in indexes if i < 0)], default=1.0)

    def sentence_at(self, position: int) -> int:
        """Return the number of the sentence at or before this position."""
        return max(0, bisect_right(self._starts, position) - 1)

    def sentence_of(self, index: int) -> int:
        """Return the number of the sentence that holds the mention."""
        return self.sentence_at(self.mention(index).span.start)

    def words(self, number: int) -> str:
        """Return the text of a sentence."""
        span = self.sentences[number]
        return self.text[span.start : span.end]

    def inside(self, span: Span, *labels: str) -> list[int]:
        """Return the mentions with these labels (all if none given) inside a span, in order."""
        first = bisect_left(self._mention_starts, span.start)
        last = bisect_left(self._mention_starts, span.end)
        return [i for i in range(first, last) if not labels or self.mentions[i].label in labels]

    def bodies(self, span: Span) -> list[int]:
        """Return the organisations, places and nominal mentions inside a span, in order."""
        found = [*self.inside(span, "ORG", "LOC", "PROG"), *self.nominals_in(span)]
        return sorted(found, key=lambda index: self.mention(index).span)

    @cached_property
    def calm(self) -> str:
        """The text without punctuation inside names: "Ausschuss für Industrie_ Forschung"."""
        parts, position = [], 0
        for mention in self.mentions:
            span = mention.span
            number = mention.label in ("MONEY", "QUANTITY", "DATE")
            name = mention.text if number else _POINTS.sub("_", mention.text)
            parts += [self.text[position : span.start], name]
            position = span.end
        return "".join([*parts, self.text[position:]])

    def nominals_in(self, span: Span) -> list[int]:
        """Return the nominal mentions inside a span, numbered below 0."""
        return [~k for k, n in enumerate(self.nominals) if span.start <= n.span.start < span.end]

    def entities(self, indexes: Iterable[int]) -> dict[str, Entity]:
        """Return what these mentions denote, each entity once by its IRI, in their order."""
        return {e.iri: e for index in indexes if (e := self.entity(index)) is not None}

    def percentages(self, span: Span) -> list[int]:
        """Return the mentions of a share inside a span: "70 Prozent", "5 %"."""
        return [i for i in self.inside(span, "QUANTITY") if _PERCENT.search(self.mentions[i].text)]

    def opens_report(self, index: int) -> bool:
        """Tell whether a mention is the place that a report begins with: "Kierspe, 11.03.2026."."""
        span = self.mentions[index].span
        first = span.start == 0 or self.text[span.start - 1] == "\n"
        return first and _DATELINE.match(self.text, span.end) is not None

    def is_reported_from(self, index: int) -> bool:
        """Tell whether a report begins with the place and speaks of it again."""
        place = self.mentions[index]
        return self.opens_report(index) and place.text in self.text[place.span.end :]

    def is_source(self, index: int) -> bool:
        """Tell whether a sum comes out of what a mention names: "gibt aus dem Ausgleichstock"."""
        start, end = self.mentions[index].span.start, self.mentions[index].span.end
        before = _OUT_OF.search(self.text, max(0, start - 45), start)
        return before is not None or _OUT_OF_WHICH.match(self.text, end) is not None

    def covered(self, span: Span) -> bool:
        """Tell whether a mention shares a character with the span."""
        return _overlapping(self._mention_spans, span) is not None

    def evidence(self, *indexes: int) -> tuple[Span, ...]:
        """Return the sentences that hold these mentions, in text order, each once."""
        return tuple(self.sentences[n] for n in sorted({self.sentence_of(i) for i in indexes}))

    def amount(self, index: int) -> Amount | None:
        """Return the amount that the mention writes out."""
        return _overlapping(self._amounts, self.mentions[index].span)

    def date(self, index: int) -> DateExpression | None:
        """Return the date that the mention writes out."""
        return _overlapping(self._dates, self.mentions[index].span)


def weakest(*modalities: Modality) -> Modality:
    """Return the modality of a fact that rests on several relations."""
    return max(modalities, key=_ORDER.index)


def _relation_order(relation: Relation) -> tuple[int, int, str, str, float, str]:
    return (
        relation.head, relation.child, relation.name, relation.modality, relation.score,
        relation.rule,
    )  # fmt: skip


def _overlapping(ranges: Sequence[_Ranged], span: Span) -> _Ranged | None:
    """Return the first of the sorted, disjoint ranges that shares a character with the span."""
    place = bisect_right(ranges, span.start, key=lambda found: found.end)
    return ranges[place] if place < len(ranges) and ranges[place].start < span.end else None
