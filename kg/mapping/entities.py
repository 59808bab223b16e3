"""Entities as quads: one class, one name."""

from collections.abc import Iterator, Sequence

from kg.mapping.amounts import map_days
from kg.mapping.graph import GraphBuilder
from kg.model import Analysis, Entity, Fact, Link
from kg.vocab import SKOS

# The time of such a fact is that of its event.
_AT_EVENTS = frozenset(("takesPlaceIn", "participatesIn", "organizes"))


def map_entities(links: Sequence[Link], facts: Sequence[Fact], builder: GraphBuilder) -> None:
    """Describe each entity that the document mentions or states something about.

    What the knowledge base knows beyond class and name stands in its own graph, so that its
    licence stays apart.
    """
    for entity in sorted({e.iri: e for e in _entities(links, facts)}.values(), key=_iri):
        builder.add_entity(entity)
        if entity.status != "linked":
            for alias in entity.aliases:
                builder.add_name(entity.iri, SKOS + "altLabel", alias)


def map_event_dates(
    analysis: Analysis, links: Sequence[Link], facts: Sequence[Fact], builder: GraphBuilder
) -> None:
    """Give an event the date that the text states for it, else that of the facts about it."""
    entities = {link.mention: link.entity for link in links}
    dates = sorted(analysis.dates, key=lambda expression: expression.start)
    dated: set[str] = set()
    for relation in analysis.relations:
        event = entities.get(relation.head)
        if relation.name != "event_date" or relation.modality == "negated" or event is None:
            continue
        span = analysis.mentions[relation.child].span
        for expression in dates:
            if expression.start < span.end and span.start < expression.end:
                map_days(event.iri, expression.first, expression.last, builder)
                dated.add(event.iri)
    for fact in facts:
        event = next((e for e in (fact.subject, fact.object) if e.type == "Event"), None)
        if fact.predicate in _AT_EVENTS and event and fact.valid and event.iri not in dated:
            map_days(event.iri, fact.valid.first, fact.valid.last, builder)
            dated.add(event.iri)


def _entities(links: Sequence[Link], facts: Sequence[Fact]) -> Iterator[Entity]:
    for fact in facts:
        yield from (e for e in (fact.attributed_to, fact.via, fact.object, fact.subject) if e)
    yield from (link.entity for link in reversed(links) if link.entity)


def _iri(entity: Entity) -> str:
    return entity.iri
