"""What an opened Oxigraph store answers: queries, quads, graphs, documents, dumps."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyoxigraph as ox

from kg.errors import QueryError
from kg.model import Quad, Solutions, StoredDocument, Value
from kg.stores import catalogue, dump
from kg.stores.dataset import Dataset, select_dataset
from kg.stores.diagnosis import explain
from kg.stores.disk import translated
from kg.stores.guard import refuse_network
from kg.stores.orders import uneven_orders
from kg.stores.terms import DEFAULT_GRAPH, from_quads, from_term, from_triple, to_node
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    import rdflib


class Answering(ABC):
    """Reads the engine's store that a subclass opens at `location`."""

    location: Path

    @property
    @abstractmethod
    def _opened(self) -> ox.Store:
        """The engine with all that was written."""

    def query(self, sparql: str) -> Solutions | bool | list[Quad]:
        """Answer a SPARQL query: SELECT gives `Solutions`, ASK a bool, CONSTRUCT quads.

        The prefixes of `kg.vocab.PREFIXES` are declared already; a query may override them.

        Raises:
            QueryError: the query is wrong, or it would fetch from the network.
        """
        with translated(self.location, "read"):
            result = self._run(sparql)
            if isinstance(result, ox.QueryBoolean):
                return bool(result)
            if isinstance(result, ox.QueryTriples):
                return [from_triple(triple) for triple in result]
            names = tuple(variable.value for variable in result.variables)
            rows = tuple(tuple(from_term(term) for term in solution) for solution in result)
            return Solutions(names, rows)

    def select(self, sparql: str) -> list[dict[str, Value]]:
        """Answer a SELECT query with one dict of plain Python values per row."""
        result = self.query(sparql)
        if not isinstance(result, Solutions):
            raise QueryError("not a SELECT query")
        return result.records()

    def write_answer(
        self,
        sparql: str,
        output: BinaryIO,
        *formats: str,
        dataset: Dataset | None = None,
        base_iri: str | None = None,
    ) -> str:
        """Write the answer in the first of `formats` that fits its kind, and return that format.

        Formats are json, csv, tsv and xml for SELECT and ASK; ttl, nt, nq, trig, jsonld and
        rdfxml for CONSTRUCT and DESCRIBE. `dataset` replaces the default and named graphs.
        """
        with translated(self.location, "read"):
            answer = self._run(sparql, dataset=dataset, base_iri=base_iri)
            return dump.write_answer(answer, output, *formats)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield the quads of one named graph, or of all of them, unsorted."""
        name = None if graph is None else to_node(graph)
        with translated(self.location, "read"):
            found = self._opened.quads_for_pattern(None, None, None, name)
            yield from from_quads(quad for quad in found if quad.graph_name != DEFAULT_GRAPH)

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        with translated(self.location, "read"):
            return sorted(graph.value for graph in self._opened.named_graphs())

    def uneven_orders(self) -> list[str]:
        """Return what is wrong where one order of the quads lacks some; reads every file."""
        with translated(self.location, "read"):
            return [*uneven_orders(self._opened)]

    def documents(self) -> list[StoredDocument]:
        """Return the documents, sorted by IRI."""
        return catalogue.documents(self.select)

    def statistics(self) -> dict[str, int]:
        """Return counts: documents, entities by type, mentions, statements, amounts, quads."""
        return catalogue.statistics(self.select)

    def dump(self, dump_format: str, output: BinaryIO) -> None:
        """Write the named graphs as "nq", "trig", "jsonld" or their union as "ttl" or "nt".

        Equal content gives equal bytes: quads are sorted; N-Quads also line by line.
        """
        with translated(self.location, "read", (RuntimeError,)):  # an OSError is one of `output`
            dump.dump(self._opened, dump_format, output)

    def to_rdflib(self) -> "rdflib.Dataset":
        """Return a copy in memory as an rdflib `Dataset` whose default graph is the union."""
        from kg.stores.rdflib_view import to_dataset

        return to_dataset(self.quads())

    def _run(
        self, sparql: str, *, dataset: Dataset | None = None, base_iri: str | None = None
    ) -> "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples":
        refuse_network(sparql)
        store, graphs = select_dataset(self._opened, dataset or Dataset())
        try:
            return store.query(sparql, base_iri=base_iri, prefixes=PREFIXES, **graphs)
        except SyntaxError as error:
            raise QueryError(explain(sparql, str(error))) from error
