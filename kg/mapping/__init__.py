"""Turns what was found into quads: one named graph per document, after `ontologies/kg.ttl`.

Quads are sorted and hold no blank node and no clock, so equal input gives equal quads.
"""

from collections.abc import Iterable, Sequence

from kg.iri import RUNS_GRAPH, document_graph, kb_graph, run_iri
from kg.mapping.amounts import map_amounts, map_dates
from kg.mapping.document import map_document, map_history, map_mentions
from kg.mapping.entities import map_entities, map_event_dates
from kg.mapping.graph import GraphBuilder, Position, string
from kg.mapping.statements import map_facts
from kg.model import Analysis, Document, Entity, Fact, Link, Quad, Run
from kg.vocab import KG, SKOS

__all__ = ["history_quads", "kb_quads", "run_quads", "to_quads"]


def to_quads(
    analysis: Analysis, links: Sequence[Link], facts: Sequence[Fact], run: Run
) -> list[Quad]:
    """Return the sorted quads of one document's named graph.

    The graph holds the document and its text, all mentions, amounts and dates, the entities that
    are mentioned or stated about (class and name only where they come from the knowledge base),
    and one statement per fact; a factual one is a direct triple as well.
    """
    document = analysis.document
    builder = GraphBuilder(document_graph(document.iri))
    position = Position(document, builder)
    run_node = run_iri(run.model, run.rules, run.knowledge_base, run.code)
    map_document(document, run_node, builder, position)
    map_amounts(analysis.amounts, builder, position)
    map_dates(analysis.dates, builder, position)
    map_mentions(analysis, links, builder, position)
    map_entities(links, facts, builder)
    map_event_dates(analysis, links, facts, builder)
    map_facts(document, facts, run_node, builder, position)
    return builder.quads()


def history_quads(document: Document) -> list[Quad]:
    """Return what the document's graph says of its other places and earlier texts, sorted."""
    builder = GraphBuilder(document_graph(document.iri))
    map_history(document, builder, Position(document, builder))
    return builder.quads()


def run_quads(run: Run) -> list[Quad]:
    """Return the description of a run, for the graph of runs; add it, do not replace."""
    node = run_iri(run.model, run.rules, run.knowledge_base, run.code)
    builder = GraphBuilder(RUNS_GRAPH)
    builder.add_type(node, KG + "ExtractionRun")
    builder.add(node, KG + "model", string(run.model))
    builder.add(node, KG + "ruleset", string(run.rules))
    builder.add(node, KG + "kbVersion", string(run.knowledge_base))
    if run.code:
        builder.add(node, KG + "codeVersion", string(run.code))
    return builder.quads()


def kb_quads(
    entities: Iterable[Entity],
    relations: Iterable[tuple[str, str, str]] = (),
    *,
    above: Iterable[Entity] = (),
    source: str = "kg",
) -> list[Quad]:
    """Return what the knowledge base knows of `entities`, in the graph of its source.

    `relations` are (subject IRI, local name of a predicate such as "partOf", object IRI). An
    entity that is only an object there must be among `entities`, or among those `above` them,
    which get a name and no class: a query for places shall find the places of texts.
    """
    builder = GraphBuilder(kb_graph(source))
    for entity in entities:
        builder.add_entity(entity)
        for alias in entity.aliases:
            builder.add_name(entity.iri, SKOS + "altLabel", alias)
        for match in entity.exact_matches:
            builder.add_iri(entity.iri, SKOS + "exactMatch", match)
    for entity in above:
        builder.add_name(entity.iri, SKOS + "prefLabel", entity.name)
    for subject, predicate, target in relations:
        builder.add(subject, KG + predicate, target)
    return builder.quads()
