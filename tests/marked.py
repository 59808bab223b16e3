"""Articles by hand in one line each: text with marked names, and facts by name.

`[[Brüssel|LOC]]` marks a mention; `[[Kommission|ORG|Europäische Kommission]]` gives its name.
"""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kg.iri import document_graph, document_iri, kb_entity_iri, new_entity_iri
from kg.mapping import run_quads, to_quads
from kg.model import (
    ENTITY_LABELS,
    Amount,
    Analysis,
    DateExpression,
    Document,
    Entity,
    Fact,
    Link,
    Mention,
    Quad,
    Run,
    Span,
)
from kg.vocab import ENTITY_TYPES, LABEL_TYPES

RUN = Run(model="kg_de 0.1", rules="1", knowledge_base="2026-01")
_MARK = re.compile(r"\[\[([^|\]]+)\|([A-Z]+)(?:\|([^\]]+))?\]\]")


@dataclass
class Article:
    """One document under construction; one sentence per line."""

    marked: str
    slug: str
    published: date | None = None
    publisher: str = "Politikbrief"
    linked: frozenset[str] = frozenset()
    facts: list[Fact] = field(default_factory=list)

    def __post_init__(self) -> None:
        text, self.mentions, self.links = "", [], []
        self.entities: dict[str, Entity] = {}
        cursor = 0
        for mark in _MARK.finditer(self.marked):
            text += self.marked[cursor : mark.start()]
            start = len(text)
            text += mark[1]
            self._meet(mark[1], mark[2], mark[3] or mark[1], start)
            cursor = mark.end()
        self.text = text + self.marked[cursor:]
        self.sentences = [Span(*line.span()) for line in re.finditer(r"[^\n]+", self.text)]
        self.amounts: dict[str, Amount] = {}

    def _meet(self, surface: str, label: str, name: str, start: int) -> None:
        self.mentions.append(Mention(Span(start, start + len(surface)), surface, label))  # type: ignore[arg-type]
        if label not in ENTITY_LABELS:
            return
        kind = LABEL_TYPES[label]
        segment = ENTITY_TYPES[kind][0]
        known = name in self.linked
        iri = (
            kb_entity_iri(segment, name.split()[0].lower())
            if known
            else new_entity_iri(segment, name)
        )
        entity = Entity(iri, kind, name, status="linked" if known else "new")
        self.entities.setdefault(name, entity)
        self.links.append(Link(len(self.mentions) - 1, self.entities[name], 0.95))

    def money(self, part: str, value: str = "", **more: object) -> Amount:
        """Note a sum of money in euros."""
        start = self.text.index(part)
        exact = Decimal(value) if value else None
        self.amounts[part] = Amount(
            start, start + len(part), part, value=exact, currency="EUR", **more  # type: ignore[arg-type]
        )  # fmt: skip
        return self.amounts[part]

    def state(self, subject: str, predicate: str, target: str, **more: object) -> None:
        """Note a fact; its evidence is the sentence of the later of its two ends."""
        named = {name: self.text.find(surface) for name, surface in self._surfaces().items()}
        places = [named.get(subject, -1), named.get(target, -1)]
        sentence = next(s for s in self.sentences if s.start <= max(places) < s.end)
        self.facts.append(
            Fact(self._entity(subject), predicate, self._entity(target), (sentence,), **more)  # type: ignore[arg-type]
        )

    def period(
        self, value: str, first: date | None, last: date | None, part: str
    ) -> DateExpression:
        """Note a date expression."""
        start = self.text.index(part)
        precision = "range" if "/" in value else "year"
        return DateExpression(start, start + len(part), part, value, precision, first, last)  # type: ignore[arg-type]

    def quads(self) -> list[Quad]:
        """Map the article."""
        document = Document(
            document_iri(self.slug), self.text, f"Titel {self.slug}", f"{self.slug}.txt",
            hashlib.sha256(self.text.encode()).hexdigest(), self.published, self.publisher,
        )  # fmt: skip
        amounts = tuple(sorted(self.amounts.values(), key=lambda found: found.start))
        analysis = Analysis(document, tuple(self.sentences), tuple(self.mentions), amounts)
        return to_quads(analysis, self.links, self.facts, RUN)

    @property
    def graph(self) -> str:
        """The name of the article's graph."""
        return document_graph(document_iri(self.slug))

    def _entity(self, name: str) -> Entity:
        return self.entities.get(name) or Entity(new_entity_iri("topic", name), "Topic", name)

    def _surfaces(self) -> dict[str, str]:
        return {
            link.entity.name: self.mentions[link.mention].text
            for link in reversed(self.links)
            if link.entity
        }


def runs() -> list[Quad]:
    """The description of the run."""
    return run_quads(RUN)
