"""What the knowledge base says of the entities that documents use: one graph of the store.

It depends on the documents and the decisions alone, not on the way the store came about.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from kg.iri import kb_graph
from kg.model import Entity, Quad, Value
from kg.vocab import ENTITY_TYPES

if TYPE_CHECKING:
    from kg.linking import Linker

_GRAPH = kb_graph("kg")
_TYPES = {iri: name for name, (_, iri) in ENTITY_TYPES.items()}
# Which predicate says that the knowledge base puts one kind of entity under another.
_BELONGS = {
    ("Organization", "Organization"): "partOf",
    ("Organization", "Place"): "locatedIn",
    ("Facility", "Place"): "locatedIn",
    ("Place", "Place"): "locatedIn",
}
_USED = f"""
SELECT DISTINCT ?entity ?type ?name WHERE {{
  GRAPH ?graph {{ ?entity kg:linkStatus "linked" ; a ?type ; skos:prefLabel ?name }}
  FILTER(?graph != <{_GRAPH}>)
}} ORDER BY ?entity ?type ?name
"""


class _Store(Protocol):
    def select(self, sparql: str) -> list[dict[str, Value]]: ...
    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None: ...
    def drop_graph(self, graph: str) -> None: ...


def knowledge_of(entities: Iterable[Entity], linker: "Linker | None" = None) -> list[Quad]:
    """Return what the knowledge base says of its entities, and what they are part of or lie in.

    The bodies and places above them, up to the last, have a name and no class: a query for places
    shall find the places of texts.
    """
    from kg.mapping import kb_quads

    known = {entity.iri: entity for entity in entities if entity.status == "linked"}
    above: dict[str, Entity] = {}
    relations: list[tuple[str, str, str]] = []
    waiting = list(known.values()) if linker is not None else []
    while waiting and linker is not None:
        entity = waiting.pop()
        for predicate, upper in _above(entity, linker):
            relations.append((entity.iri, predicate, upper.iri))
            if upper.iri not in known and upper.iri not in above:
                above[upper.iri] = upper
                waiting.append(upper)
    return kb_quads(known.values(), relations, above=above.values())


def refresh_knowledge(store: _Store, linker: "Linker") -> None:
    """Make the store's graph of the knowledge base what its documents use now."""
    used: dict[str, Entity] = {}
    for row in store.select(_USED):
        iri, kind = str(row["entity"]), _TYPES.get(str(row["type"]))
        if kind is not None and iri not in used:
            entry = linker.kb.by_iri(iri)
            settled = linker.settled(entry) if entry is not None else None
            used[iri] = (
                settled
                if settled is not None and settled.iri == iri
                else Entity(iri, kind, str(row["name"]), status="linked")
            )
    if used:
        store.replace_graph(_GRAPH, knowledge_of(used.values(), linker))
    else:
        store.drop_graph(_GRAPH)


def _above(entity: Entity, linker: "Linker") -> Iterator[tuple[str, Entity]]:
    """Yield the body that an entity is part of and the place where it lies, as settled."""
    entry = linker.kb.by_iri(entity.iri)
    for above in (entry.parent, entry.place) if entry else ():
        if above in linker.kb:
            upper = linker.settled(linker.kb.entry(above))
            predicate = _BELONGS.get((entity.type, upper.type))
            if predicate is not None and upper.iri != entity.iri:
                yield predicate, upper
