"""Answers of a SPARQL server: from its JSON to our terms, and as the embedded engine's own."""

from typing import Any

import pyoxigraph as ox

from kg.model import Literal, Quad, Solutions, Term
from kg.stores.terms import to_term, to_triples
from kg.vocab import XSD

# SPARQL 1.1 Query Results JSON, with "limit" where the server says at how many rows it cuts.
Answer = dict[str, Any]
# Servers cut answers at round numbers: Virtuoso at 10,000 unless it was set otherwise.
_SUSPICIOUS = 10_000


def may_be_cut(rows: int, answer: Answer) -> bool:
    """Say whether so many rows may be fewer than there are."""
    limit = answer.get("limit")
    return rows > 0 and (rows == limit or (rows >= _SUSPICIOUS and rows % 1000 == 0))


def term_of(binding: dict[str, str] | None) -> Term | None:
    """Return our form of a value in SPARQL JSON; Virtuoso still says "typed-literal"."""
    if binding is None:
        return None
    value = binding["value"]
    if binding["type"] == "uri":
        return value
    if binding["type"] == "bnode":
        return f"_:{value}"
    if language := binding.get("xml:lang"):
        return Literal(value, language=language)
    datatype = binding.get("datatype")
    return Literal(value, None if datatype == XSD + "string" else datatype)


def replay(
    answer: Solutions | list[Quad] | bool,  # noqa: FBT001 - the answer to ASK
) -> "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples":
    """Return an answer as the embedded engine would give it, so that it is written alike."""
    store = ox.Store()
    if isinstance(answer, bool):
        return store.query("ASK {}" if answer else "ASK { FILTER(false) }")
    if isinstance(answer, list):
        store.extend(ox.Quad(*triple) for triple in to_triples(answer))
        return store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    names = " ".join(f"?{name}" for name in answer.variables)
    rows = " ".join(f"({' '.join(map(_cell, row))})" for row in answer.rows)
    return store.query(f"SELECT {names} WHERE {{ VALUES ({names}) {{ {rows} }} }}")


def _cell(term: Term | None) -> str:
    if term is None:
        return "UNDEF"
    if isinstance(term, str) and term.startswith("_:"):  # no blank node can stand in VALUES
        return str(to_term(Literal(term)))
    return str(to_term(term))
