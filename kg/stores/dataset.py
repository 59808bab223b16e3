"""The default and named graphs that a protocol request asks for instead of the store's own."""

from dataclasses import dataclass
from typing import TypedDict

import pyoxigraph as ox

from kg.stores.quoting import iri
from kg.stores.terms import DEFAULT_GRAPH, to_node


@dataclass(frozen=True, slots=True)
class Dataset:
    """Graphs by IRI, as `default-graph-uri` and `named-graph-uri` name them.

    One that is empty is an empty set of graphs, as the SPARQL protocol has it.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.default or self.named)


class _Graphs(TypedDict, total=False):
    default_graph: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]
    named_graphs: list[ox.NamedNode | ox.BlankNode]


def select_dataset(store: ox.Store, dataset: Dataset) -> tuple[ox.Store, _Graphs]:
    """Return where to ask, and with which graphs.

    Oxigraph counts a triple of two default graphs twice, so several are merged in memory first.

    Raises:
        QueryError: a graph is no IRI.
    """
    if not dataset:
        return store, {}
    default, named = map(_nodes, (dataset.default, dataset.named))
    if len(default) < 2:
        return store, {"default_graph": [*default], "named_graphs": [*named]}
    merged = ox.Store()
    for graph in default:
        found = store.quads_for_pattern(None, None, None, graph)
        merged.extend(ox.Quad(q.subject, q.predicate, q.object, DEFAULT_GRAPH) for q in found)
    for graph in named:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return merged, {"named_graphs": [*named]}


def _nodes(names: tuple[str, ...]) -> list[ox.NamedNode]:
    return [to_node(iri(name).strip("<>")) for name in names]
