"""The corpus's gold as a store, so that what comes after the pipeline is tried on real articles."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.iri import RUNS_GRAPH, document_graph, document_iri, kb_entity_iri, new_entity_iri
from kg.mapping import run_quads, to_quads
from kg.model import Amount, Analysis, Document, Entity, Fact, Link, Mention, Quad, Run, Span
from kg.stores import open_store
from kg.vocab import ENTITY_TYPES

GOLD = Path(__file__).parent.parent / "corpus" / "gold"
RUN = Run("gold", "gold", "gold")


def fill(location: Path) -> None:
    """Store the gold of all articles."""
    with open_store(location) as store:
        store.replace_graphs(graphs())
        store.replace_graph(RUNS_GRAPH, run_quads(RUN))


def graphs() -> Iterator[tuple[str, list[Quad]]]:
    """Yield each article's graph."""
    for file in sorted(GOLD.glob("articles*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            document = _document(article)
            analysis, links, facts = _read(article, document)
            yield document_graph(document.iri), to_quads(analysis, links, facts, RUN)


def _document(article: dict[str, Any]) -> Document:
    text = article["text"]
    published = date.fromisoformat(article["date"]) if article.get("date") else None
    return Document(
        document_iri(article["id"]), text, article["title"], article["file"],
        hashlib.sha256(text.encode()).hexdigest(), published, article.get("publisher"),
    )  # fmt: skip


def _read(article: dict[str, Any], document: Document) -> tuple[Analysis, list[Link], list[Fact]]:
    text = document.text
    mentions = tuple(Mention.of(text, s["start"], s["end"], s["label"]) for s in article["spans"])
    entities = {found["id"]: _entity(found, document) for found in article["entities"]}
    links = [
        Link(index, entities[found["id"]])
        for found in article["entities"]
        for index in found["spans"]
    ]
    amounts = {a["start"]: _amount(a, text) for a in article["amounts"]}
    facts = [fact for found in article["facts"] if (fact := _fact(found, entities, amounts, text))]
    evidence = sorted({span for fact in facts for span in fact.evidence})
    analysis = Analysis(document, tuple(_disjoint(evidence)), mentions, tuple(amounts.values()))
    return analysis, links, facts


def _entity(found: dict[str, Any], document: Document) -> Entity:
    segment = ENTITY_TYPES[found["type"]][0]
    if found.get("kb"):
        iri, status = kb_entity_iri(segment, found["kb"]), "linked"
        return Entity(iri, found["type"], found["name"], status=status)  # type: ignore[arg-type]
    scope = document.iri if found["type"] == "Event" else ""
    return Entity(new_entity_iri(segment, found["name"], scope=scope), found["type"], found["name"])


def _amount(found: dict[str, Any], text: str) -> Amount:
    number = {
        name: Decimal(found[name]) if found.get(name) else None for name in ("value", "min", "max")
    }
    return Amount(
        found["start"], found["end"], text[found["start"] : found["end"]], number["value"],
        number["min"], number["max"], found["currency"], found["unit"], found["counted"],
        found["qualifier"], found["period"],
    )  # fmt: skip


def _fact(
    found: dict[str, Any], entities: dict[str, Entity], amounts: dict[int, Amount], text: str
) -> Fact | None:
    target = entities.get(found.get("object") or "")
    purpose = found.get("purpose")
    if target is None and purpose:
        target = Entity(new_entity_iri("topic", purpose), "Topic", purpose)
    if target is None or found["predicate"] == "roleOf":
        return None
    money = found.get("amount")
    return Fact(
        entities[found["subject"]], found["predicate"], target,
        tuple(Span(e["start"], e["end"]) for e in found["evidence"]), found["modality"], 0.9,
        found["rule"], role=found.get("role"), purpose=purpose,
        amount=(amounts.get(money["start"]) or _amount(money, text)) if money else None,
    )  # fmt: skip


def _disjoint(spans: list[Span]) -> Iterator[Span]:
    end = 0
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end
