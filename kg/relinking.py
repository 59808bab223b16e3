"""A person's decisions in a store that holds documents already: what they concern is done again.

The graph of decisions says which ones the store follows. Where the file says otherwise, the
documents that name an entity concerned are made again from their stored text, so that the store is
what it would be had the decisions stood from the start. Decisions are marked as pending meanwhile,
so a run that was killed is continued by the next.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kg.iri import DECISIONS_GRAPH
from kg.knowledge import refresh_knowledge
from kg.model import ENTITY_LABELS, Document, Literal, Quad, StoredDocument, Value
from kg.stores.quoting import iri
from kg.vocab import KG

if TYPE_CHECKING:
    from kg.linking import Decisions

_RECORDED = f"""
SELECT ?decision ?action ?entity ?state WHERE {{ GRAPH <{DECISIONS_GRAPH}> {{
  ?decision kg:action ?action ; kg:concerns ?entity ; kg:decisionState ?state
}} }}"""
_NAMING = """
SELECT DISTINCT ?document WHERE {{
  VALUES ?entity {{ {entities} }}
  GRAPH ?graph {{ ?entity skos:prefLabel ?name . ?document kg:hasText ?text }}
}}"""
# The linker finds an entity for every such mention, so a person rejected those that have none.
_REJECTED = f"""
SELECT DISTINCT ?document WHERE {{
  VALUES ?label {{ {" ".join(f'"{label}"' for label in ENTITY_LABELS)} }}
  GRAPH ?graph {{
    ?document kg:hasText ?text . ?mention kg:nerLabel ?label
    FILTER NOT EXISTS {{ ?mention oa:hasBody ?body }}
  }}
}}"""
_ENTITIES_AT_ONCE = 500


class _Store(Protocol):
    def select(self, sparql: str) -> list[dict[str, Value]]: ...
    def documents(self) -> Sequence[StoredDocument]: ...
    def add_to_graph(self, graph: str, quads: Iterable[Quad]) -> None: ...
    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None: ...
    def drop_graph(self, graph: str) -> None: ...


@dataclass(frozen=True, slots=True)
class _Record:
    """What is known of a decision: the entities that it names, and whether it rejects them."""

    entities: frozenset[str]
    rejects: bool


class Relinking:
    """Brings a store in accord with a person's decisions.

    Where it is `needed`: `announce`, store the `texts` of the `documents` anew, `settle`.
    """

    def __init__(self, store: _Store, decisions: "Decisions") -> None:
        self._store = store
        self._decisions = decisions
        stored, pending = _recorded(store)
        wanted = {d.node: _Record(d.entities, d.action == "reject") for d in decisions.items}
        self._records = stored | wanted
        self._changed = (stored.keys() ^ wanted.keys()) | pending

    @property
    def needed(self) -> bool:
        """Whether the store follows other decisions than these."""
        return bool(self._changed)

    def documents(self) -> list[StoredDocument]:
        """Return the documents that the changed decisions may concern."""
        concerned = self._concerned()
        return [stored for stored in self._store.documents() if stored.iri in concerned]

    def texts(self, documents: Iterable[StoredDocument]) -> Iterator[Document]:
        """Return stored documents as they were read, from the store alone."""
        from kg.stores.catalogue import read_document

        return (read_document(self._store.select, stored) for stored in documents)

    def announce(self) -> None:
        """Mark the changed decisions as pending."""
        from kg.linking import decision_quads

        marks = (
            Quad(node, KG + "decisionState", Literal("pending"), DECISIONS_GRAPH)
            for node in sorted(self._changed)
        )
        quads = decision_quads(self._decisions, pending=self._changed)
        self._store.add_to_graph(DECISIONS_GRAPH, [*quads, *marks])

    def settle(self) -> None:
        """Note that every document follows the decisions."""
        from kg.linking import Linker, decision_quads

        refresh_knowledge(self._store, Linker(decisions=self._decisions))
        if quads := decision_quads(self._decisions):
            self._store.replace_graph(DECISIONS_GRAPH, quads)
        else:
            self._store.drop_graph(DECISIONS_GRAPH)

    def _concerned(self) -> set[str]:
        """Return the IRIs of the documents that may be others under the decisions."""
        touched = _touched(self._records, self._changed)
        entities = sorted(set().union(*(record.entities for record in touched)))
        queries = [
            _NAMING.format(entities=" ".join(map(iri, entities[at : at + _ENTITIES_AT_ONCE])))
            for at in range(0, len(entities), _ENTITIES_AT_ONCE)
        ]
        if any(record.rejects for record in touched):
            queries.append(_REJECTED)
        return {str(row["document"]) for query in queries for row in self._store.select(query)}


def _recorded(store: _Store) -> tuple[dict[str, _Record], set[str]]:
    """Return the decisions that the store follows, by node, and those that it half follows."""
    entities: dict[str, set[str]] = {}
    rejecting, pending = set(), set()
    for row in store.select(_RECORDED):
        node = str(row["decision"])
        entities.setdefault(node, set()).add(str(row["entity"]))
        if row["action"] == "reject":
            rejecting.add(node)
        if row["state"] == "pending":
            pending.add(node)
    records = {
        node: _Record(frozenset(named), node in rejecting) for node, named in entities.items()
    }
    return records, pending


def _touched(records: Mapping[str, _Record], changed: Container[str]) -> list[_Record]:
    """Return the changed records and those that share entities with them, however indirectly.

    An entity that a document no longer shows stands there under one that these name.
    """
    touched = [record for node, record in records.items() if node in changed]
    rest = [record for node, record in records.items() if node not in changed]
    named = set().union(*(record.entities for record in touched))
    while near := [record for record in rest if record.entities & named]:
        touched += near
        rest = [record for record in rest if record not in near]
        named.update(*(record.entities for record in near))
    return touched
