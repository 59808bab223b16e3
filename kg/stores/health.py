"""The health of an embedded store: every quad is read and compared."""

from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.iri import BASE
from kg.stores.embedded import EmbeddedStore

_DOCUMENT_GRAPH = f"{BASE}graph/doc/"


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found: `problems` is empty for a sound store."""

    quads: int
    documents: int
    problems: tuple[str, ...]


def check_store(location: Path) -> Health:
    """Read the whole store and return what is wrong with it; a writer may go on meanwhile.

    Reading every quad in each of its orders finds a damaged file by its checksum. The default
    graph must be the union of the named graphs, and each document graph must describe its
    document.

    Raises:
        StoreError: the store is missing.
    """
    with EmbeddedStore(location, read_only=True) as store:
        try:
            return _check(store)
        except StoreError as error:
            return Health(0, 0, (str(error),))
        except (OSError, RuntimeError) as error:  # what Oxigraph raises while it iterates
            reason = " ".join(str(error).split())
            return Health(0, 0, (f"the store is damaged: {reason}",))


def _check(store: EmbeddedStore) -> Health:
    uneven = store.uneven_orders()  # first, since it ends at a damaged file
    quads = sum(1 for _ in store.quads())
    documents = store.documents()
    problems = [*_undescribed(store, {document.graph for document in documents})]
    problems += _outside_union(store) or uneven
    return Health(quads, len(documents), tuple(problems))


def _undescribed(store: EmbeddedStore, described: set[str]) -> list[str]:
    graphs = (graph for graph in store.graphs() if graph.startswith(_DOCUMENT_GRAPH))
    return [
        f"graph {graph} does not describe its document; ingest its source again with --force"
        for graph in graphs
        if graph not in described
    ]


def _outside_union(store: EmbeddedStore) -> list[str]:
    counted = {
        "statements of documents are missing from the default graph": (
            "GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o }"
        ),
        "statements of the default graph are in no document": (
            "?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } }"
        ),
    }
    problems = []
    for problem, pattern in counted.items():
        (row,) = store.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
        if row["n"]:
            problems.append(f"{row['n']} {problem}; restore a backup, or ingest into a new store")
    return problems
