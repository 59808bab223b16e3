"""Makes nodes and edges with plain attributes out of facts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import networkx as nx

from kg.network.rows import DocumentRow, EntityRow, FactRow
from kg.text import fold

Attributes = dict[str, Any]
Bundle = tuple[str, str, str]
SEPARATOR = "; "


def bundle(facts: Iterable[FactRow]) -> dict[Bundle, list[FactRow]]:
    """Group facts by subject, object and kind of edge, in the order of their IRIs."""
    found: dict[Bundle, list[FactRow]] = defaultdict(list)
    for fact in facts:
        found[fact.subject, fact.object, edge_kind(fact)].append(fact)
    return found


def edge_kind(fact: FactRow) -> str:
    """Return the predicate, with the modality where it is not factual: "funds (planned)"."""
    if fact.modality == "factual":
        return fact.predicate
    return f"{fact.predicate} ({fact.modality})"


def fact_edge(facts: list[FactRow]) -> Attributes:
    """Return the attributes of the edge that stands for these facts; its weight is `sentences`."""
    sentences = distinct_sentences(facts)
    attributes: Attributes = {
        "label": edge_kind(facts[0]),
        "predicate": facts[0].predicate,
        "modality": facts[0].modality,
        "weight": float(max(len(sentences), 1)),
        "count": len(facts),
        "sentences": len(sentences),
        "documents": len({fact.document for fact in facts}),
        "confidence": max(fact.confidence for fact in facts),
        **dated(days(facts)),
        "facts": " ".join(sorted(fact.fact for fact in facts)),
        "evidence": " ".join(sentences),
    }
    for name in ("role", "share"):
        values = sorted({value for fact in facts if (value := getattr(fact, name))})
        if values:
            attributes[name] = SEPARATOR.join(values)
    return attributes


def distinct_sentences(facts: Iterable[FactRow]) -> list[str]:
    """Return one span per wording, the earliest: a press release in ten papers counts once."""
    first: dict[str, str] = {}
    stated = ((fact.first or date.max, *pair) for fact in facts for pair in fact.sentences)
    for _, span, text in sorted(stated):
        first.setdefault(fold(text), span)
    return sorted(first.values())


def days(facts: Iterable[FactRow]) -> set[tuple[date, date]]:
    """Return the times for which facts are stated."""
    return {(fact.first, fact.last) for fact in facts if fact.first and fact.last}


def dated(times: Iterable[tuple[date, date]]) -> Attributes:
    """Return `first`, `last` and `dates` ("2025-10-21 2026-01-01/2026-12-31"), if there are any."""
    ordered = sorted(set(times))
    if not ordered:
        return {}
    return {
        "first": ordered[0][0].isoformat(),
        "last": max(last for _, last in ordered).isoformat(),
        "dates": " ".join(
            first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
            for first, last in ordered
        ),
    }


def build(
    edges: Mapping[Bundle, Attributes],
    entities: Mapping[str, EntityRow],
    counts: Mapping[str, Mapping[str, int]],
    documents: Mapping[str, DocumentRow],
    *,
    new: Callable[[], nx.Graph] = nx.MultiDiGraph,
) -> nx.Graph:
    """Return the network of these edges; nodes and edges are added in sorted order."""
    network = new()
    by_text = {document.text: document for document in documents.values()}
    times = _times(edges)
    for iri in sorted({end for source, target, _ in edges for end in (source, target)}):
        entity = entities.get(iri) or _unnamed(iri)
        network.add_node(iri, **_node(entity, counts.get(iri, {}), by_text, times[iri]))
    for source, target, kind in sorted(edges):
        attributes = edges[source, target, kind]
        if network.is_multigraph():
            network.add_edge(source, target, key=kind, **attributes)
        else:
            network.add_edge(source, target, **attributes)
    return network


def unnamed(partner: str, part: str) -> str:
    """Return the node of a payer or recipient that the text does not name."""
    return f"{partner}#{part}"


def _unnamed(iri: str) -> EntityRow:
    return EntityRow(iri, "Topic", f"{iri.rpartition('#')[2]} not named", "")


def _times(edges: Mapping[Bundle, Attributes]) -> dict[str, set[tuple[date, date]]]:
    found: dict[str, set[tuple[date, date]]] = defaultdict(set)
    for (source, target, _), attributes in edges.items():
        for part in attributes.get("dates", "").split():
            first, _, last = part.partition("/")
            time = date.fromisoformat(first), date.fromisoformat(last or first)
            found[source].add(time)
            found[target].add(time)
    return found


def _node(
    entity: EntityRow,
    counts: Mapping[str, int],
    documents: Mapping[str, DocumentRow],
    times: set[tuple[date, date]],
) -> Attributes:
    texts = [text for text in counts if text in documents]
    published = {day for text in texts if (day := documents[text].published)}
    attributes: Attributes = {
        "label": entity.name,
        "type": entity.type,
        "count": sum(counts[text] for text in texts),
        "documents": len(texts),
        **dated(times | {(day, day) for day in published}),
    }
    if entity.status:
        attributes["status"] = entity.status
    return attributes
