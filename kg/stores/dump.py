"""Writes a store or an answer as a file: RDF and SPARQL result formats.

Equal content gives equal bytes, whatever the store's inner order.
"""

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import ExportError, QueryError
from kg.stores.terms import DEFAULT_GRAPH, Triple
from kg.vocab import PREFIXES

# About 40 MB of lines; the N-Quads of a larger store are sorted in files and merged.
_LINES_IN_MEMORY = 200_000

_RDF = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
DUMP_FORMATS = ("nq", "trig", "ttl", "nt", "jsonld")
RESULT_FORMATS = tuple(_RESULTS)
RDF_FORMATS = tuple(_RDF)


class AnswerFormatError(QueryError):
    """An answer cannot be written in the format that was asked for."""


def dump(store: ox.Store, dump_format: str, output: BinaryIO) -> None:
    """Write the named graphs of a store, or for "ttl" and "nt" the default graph, sorted.

    Raises:
        ExportError: the format is unknown.
    """
    if dump_format == "nq":
        quads = (quad for quad in store if quad.graph_name != DEFAULT_GRAPH)
        _write_sorted_lines((f"{quad} .\n".encode() for quad in quads), output)
    elif dump_format == "nt":
        triples = store.quads_for_pattern(None, None, None, DEFAULT_GRAPH)
        _write_sorted_lines((f"{quad.triple} .\n".encode() for quad in triples), output)
    elif dump_format == "ttl":
        found = store.quads_for_pattern(None, None, None, DEFAULT_GRAPH)
        write_triples((quad.triple for quad in found), output, "ttl")
    elif dump_format in DUMP_FORMATS:
        ox.serialize(_by_graph(store), output, _RDF[dump_format], prefixes=PREFIXES)
    else:
        raise ExportError(f"unknown format {dump_format!r}; known: {', '.join(DUMP_FORMATS)}")


def write_triples(triples: Iterable[ox.Triple], output: BinaryIO, rdf_format: str) -> None:
    """Write triples, sorted."""
    ordered = sorted(triples, key=str)
    ox.serialize(ordered, output, _RDF[rdf_format], prefixes=PREFIXES)


def read_triples(data: bytes, rdf_format: str) -> set[Triple]:
    """Return the triples of a document in "ttl", "nt", "rdfxml" or "jsonld".

    Raises:
        QueryError: the data are not of the format, or hold blank nodes: a store of `kg` has none,
            since they could not be told from one another when a graph is replaced.
    """
    try:
        found = {quad.triple for quad in ox.parse(data, _RDF[rdf_format])}
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"not {rdf_format}: {' '.join(str(error).split())}") from error
    if any(isinstance(term, ox.BlankNode) for t in found for term in (t.subject, t.object)):
        raise QueryError("blank nodes are refused; give each node an IRI")
    return {(triple.subject, triple.predicate, triple.object) for triple in found}


def write_answer(
    answer: "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples",
    output: BinaryIO,
    *formats: str,
) -> str:
    """Write the answer in the first format that fits the kind of the query, and return that.

    Rows keep the query's order, triples are sorted.

    Raises:
        AnswerFormatError: no format fits.
    """
    known = _RDF if isinstance(answer, ox.QueryTriples) else _RESULTS
    chosen = next((name for name in formats if name in known), None)
    if chosen is None:
        kind = "SELECT and ASK" if known is _RESULTS else "CONSTRUCT and DESCRIBE"
        wanted = ", ".join(map(repr, formats))
        raise AnswerFormatError(f"{kind} cannot be written as {wanted}; use {', '.join(known)}")
    if isinstance(answer, ox.QueryTriples):
        write_triples(answer, output, chosen)
    elif isinstance(answer, ox.QueryBoolean) and chosen in ("csv", "tsv"):
        output.write(b"true\n" if answer else b"false\n")
    else:
        answer.serialize(output, _RESULTS[chosen])
    return chosen


def _by_graph(store: ox.Store) -> Iterator[ox.Quad]:
    for graph in sorted(store.named_graphs(), key=str):
        yield from sorted(store.quads_for_pattern(None, None, None, graph), key=str)


def _write_sorted_lines(lines: Iterator[bytes], output: BinaryIO) -> None:
    with ExitStack() as stack:
        chunks: list[Iterable[bytes]] = []
        while chunk := sorted(islice(lines, _LINES_IN_MEMORY)):
            if len(chunk) < _LINES_IN_MEMORY:
                chunks.append(chunk)
                break
            spilled = stack.enter_context(tempfile.TemporaryFile())
            spilled.writelines(chunk)
            spilled.seek(0)
            chunks.append(spilled)
        output.writelines(heapq.merge(*chunks))
