"""A SPARQL 1.1 server as the store: Oxigraph, Virtuoso, Fuseki and others.

Queries without GRAPH must see all graphs. A server whose default graph is not their union gets
each triple into its default graph as well, in the same update; which kind a server is, is found
by trying when it is first written to.
"""

import os
import re
from collections.abc import Iterable, Iterator
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.iri import BASE
from kg.model import Quad, Solutions, StoredDocument, Term, Value
from kg.stores import catalogue, dump
from kg.stores.answers import Answer, may_be_cut, replay, term_of
from kg.stores.endpoint import Endpoint
from kg.stores.guard import refuse_network
from kg.stores.lines import Content, lines_of, to_lines
from kg.stores.terms import DEFAULT_GRAPH, from_triple, to_node, to_triples
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    import rdflib

_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_PROLOGUE = re.compile(
    r"(?:\s|#[^\n]*(?:\n|$)|BASE\s*<[^>]*>|PREFIX\s+[^\s:]*:\s*<[^>]*>)*", re.IGNORECASE
)
_JSON = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_PROBE = f"{BASE}graph/probe"
# Bytes of N-Triples in one update request.
_UPDATE_BYTES = 2_000_000


class SparqlStore:
    """A store behind an address; use it as a context manager, or `close` it.

    There is no lock: let one process write at a time. Each graph is replaced in one request,
    which servers run as one transaction.
    """

    documents_at_once = 200

    def __init__(self, location: str, *, read_only: bool = False) -> None:
        self.location = location
        self.read_only = read_only
        self._endpoint = Endpoint(location, os.environ)
        self._union: bool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections; closing twice is fine."""
        self._endpoint.close()

    def replace_graph(self, graph: str, content: Content) -> None:
        """Make quads, or N-Triples, the whole content of the graph, in one request."""
        self.replace_graphs([(graph, content)])

    def replace_graphs(self, graphs: Iterable[tuple[str, Content]]) -> None:
        """Replace several graphs, each at once; small ones share a request where that is safe."""
        if self._is_union():
            for graph, content in graphs:
                self._endpoint.put_graph(graph, lines_of(content))
            return
        operations: list[str] = []
        for graph, content in graphs:
            operations += [_removal(graph), _insertion(graph, content)]
            if sum(map(len, operations)) > _UPDATE_BYTES:
                self._endpoint.update(";\n".join(operations))
                operations = []
        if operations:
            self._endpoint.update(";\n".join(operations))

    def add_to_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Add quads to a graph and keep what it has."""
        if self._is_union():
            self._endpoint.add_to_graph(graph, to_lines(quads))
        else:
            self._endpoint.update(_insertion(graph, quads))

    def drop_graph(self, graph: str) -> None:
        """Remove the graph, and from a default graph what no other graph states."""
        if self._is_union():
            self._endpoint.drop_graph(graph)
        else:
            self._endpoint.update(_removal(graph))

    def query(self, sparql: str) -> Solutions | bool | list[Quad]:
        """Answer a SPARQL query: SELECT gives `Solutions`, ASK a bool, CONSTRUCT quads.

        The prefixes of `kg.vocab.PREFIXES` are declared already. An answer that the server cut
        off is fetched whole, in pages.

        Raises:
            QueryError: the query is wrong, or it would fetch from the network.
            StoreError: the server does not answer, or not as SPARQL 1.1 says.
        """
        refuse_network(sparql)
        prologue, body = _split(sparql)
        form = body[:9].upper()
        if form.startswith(("CONSTRUCT", "DESCRIBE")):
            return self._triples(prologue + body)
        answer = self._json(prologue + body)
        if form.startswith("ASK"):
            return bool(answer["boolean"])
        names = tuple(answer["head"]["vars"])
        rows = list(answer["results"]["bindings"])
        page = len(rows) if may_be_cut(len(rows), answer) else 0
        while page:
            more = self._json(
                f"{prologue}SELECT * WHERE {{ {{ {body}\n}} }} LIMIT {page} OFFSET {len(rows)}"
            )["results"]["bindings"]
            rows += more
            page = page if len(more) == page else 0
        return Solutions(names, tuple(tuple(term_of(row.get(n)) for n in names) for row in rows))

    def select(self, sparql: str) -> list[dict[str, Value]]:
        """Answer a SELECT query with one dict of plain Python values per row."""
        result = self.query(sparql)
        if not isinstance(result, Solutions):
            raise QueryError("not a SELECT query")
        return result.records()

    def write_answer(self, sparql: str, output: BinaryIO, answer_format: str) -> None:
        """Write the answer in a format of `kg.stores.dump` (json, csv, tsv, xml; ttl, nt, …)."""
        dump.write_answer(replay(self.query(sparql)), output, answer_format)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield the quads of one named graph, or of all of them, unsorted, graph by graph."""
        for name in [graph] if graph else self.graphs():
            found = self.query(f"SELECT ?s ?p ?o WHERE {{ GRAPH {to_node(name)} {{ ?s ?p ?o }} }}")
            for s, p, o in found.rows if isinstance(found, Solutions) else ():
                yield Quad(_iri(s), _iri(p), o or "", name)

    def graphs(self) -> list[str]:
        """Return the IRIs of kg's named graphs, sorted; a server may hold others."""
        found = self.select(
            "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } "
            f'FILTER(STRSTARTS(STR(?g), "{BASE}graph/")) }}'
        )
        return sorted(str(row["g"]) for row in found)

    def documents(self) -> list[StoredDocument]:
        """Return the documents, sorted by IRI."""
        return catalogue.documents(self.select)

    def statistics(self) -> dict[str, int]:
        """Return counts: documents, entities by type, mentions, statements, amounts, triples."""
        return catalogue.statistics(self.select)

    def dump(self, dump_format: str, output: BinaryIO) -> None:
        """Write the named graphs as "nq", "trig", "jsonld" or their union as "ttl" or "nt"."""
        # On disk, since a server may hold more than this machine's memory. The copy still writes
        # to its folder when it is closed.
        with TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True) as folder:
            copy = ox.Store(folder)
            for graph in self.graphs():
                node = to_node(graph)
                triples = to_triples(self.quads(graph))
                copy.bulk_extend(ox.Quad(*triple, node) for triple in triples)
                if dump_format in ("ttl", "nt"):
                    copy.bulk_extend(ox.Quad(*triple, DEFAULT_GRAPH) for triple in triples)
            dump.dump(copy, dump_format, output)
            del copy

    def to_rdflib(self) -> "rdflib.Dataset":
        """Return a copy in memory as an rdflib `Dataset` whose default graph is the union."""
        from kg.stores.rdflib_view import to_dataset

        return to_dataset(self.quads())

    def _is_union(self) -> bool:
        """Find out whether the default graph shows what is put into a named graph.

        Raises:
            StoreError: it shows a triple of two graphs twice, so that sums would be wrong.
        """
        if self.read_only:
            raise StoreError(f"{self.location}: the store was opened to read only")
        if self._union is None:
            shown = self._times_shown()
            # Virtuoso has no other default graph.
            if shown > 1 and not self._endpoint.server.lower().startswith("virtuoso"):
                raise StoreError(
                    f"{self.location}: its default graph counts a triple once per graph, so sums "
                    "would be wrong; start the server without a union default graph"
                )
            self._union = shown > 0
        return self._union

    def _times_shown(self) -> int:
        """Return how often the default graph shows a triple that two graphs hold."""
        probe, graphs = f"<{_PROBE}>", (_PROBE, f"{_PROBE}/2")
        for graph in graphs:
            self._endpoint.put_graph(graph, f"{probe} {probe} {probe} .\n".encode())
        rows = self.select(f"SELECT ?o WHERE {{ {probe} {probe} ?o }}")
        for graph in graphs:
            self._endpoint.drop_graph(graph)
        return len(rows)

    def _json(self, sparql: str) -> Answer:
        response = self._endpoint.query(_PREFIXES + sparql, _JSON)
        try:
            answer: Answer = response.json()
        except ValueError as error:
            # Oxigraph answers 200 and breaks off when its time limit is reached.
            raise QueryError(f"{self.location}: the server broke off its answer") from error
        if (rows := response.headers.get("x-sparql-maxrows", "")).isdecimal():
            answer["limit"] = int(rows)
        return answer

    def _triples(self, sparql: str) -> list[Quad]:
        response = self._endpoint.query(_PREFIXES + sparql, _TRIPLES)
        try:
            found = [quad.triple for quad in ox.parse(response.content, ox.RdfFormat.N_TRIPLES)]
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"{self.location}: the server broke off its answer") from error
        return [from_triple(triple) for triple in found]


def _split(sparql: str) -> tuple[str, str]:
    """Split a query after its prefix declarations."""
    end = match.end() if (match := _PROLOGUE.match(sparql)) else 0
    return sparql[:end], sparql[end:]


def _iri(term: Term | None) -> str:
    return term if isinstance(term, str) else ""


def _removal(graph: str) -> str:
    """Remove a graph, and its triples from the default graph where no other graph has them."""
    node = to_node(graph)
    return (
        f"DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH {node} {{ ?s ?p ?o }} FILTER NOT EXISTS "
        f"{{ GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != {node}) }} }} ;\nDROP SILENT GRAPH {node}"
    )


def _insertion(graph: str, content: Content) -> str:
    triples = lines_of(content).decode()
    return f"INSERT DATA {{\n{triples}GRAPH {to_node(graph)} {{\n{triples}}} }}"
