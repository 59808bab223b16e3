"""Why two entities belong together: the stored facts between them and the sentences behind."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.errors import StoreError
from kg.model import Value
from kg.text import fold
from kg.vocab import KG

_BETWEEN = """
SELECT DISTINCT ?statement ?from ?to WHERE {
  VALUES ?a { %(ones)s } VALUES ?b { %(others)s }
  { ?statement rdf:subject ?a ; rdf:object ?b } UNION { ?statement rdf:subject ?b ; rdf:object ?a }
  ?statement rdf:subject ?from ; rdf:object ?to
}"""
_OVER_ONE = """
SELECT DISTINCT ?one ?middle ?other WHERE {
  VALUES ?a { %(ones)s } VALUES ?b { %(others)s }
  { ?one rdf:subject ?a ; rdf:object ?middle } UNION { ?one rdf:subject ?middle ; rdf:object ?a }
  { ?other rdf:subject ?b ; rdf:object ?middle }
  UNION { ?other rdf:subject ?middle ; rdf:object ?b }
  FILTER(?middle NOT IN (%(excluded)s))
} LIMIT 5000"""
_DETAILS = """
SELECT ?statement ?subject ?predicate ?object ?modality ?confidence ?title ?source ?date ?role
       ?amount ?start ?sentence WHERE {
  VALUES ?statement { %(statements)s }
  ?statement rdf:subject ?from ; rdf:object ?to ; rdf:predicate ?predicate ;
    kg:modality ?modality ; kg:confidence ?confidence ; dcterms:source ?document ;
    kg:evidence ?span .
  ?from skos:prefLabel ?subject . ?to skos:prefLabel ?object .
  ?span oa:exact ?sentence ; oa:start ?start .
  ?document schema:headline ?title .
  OPTIONAL { ?document schema:url ?url } OPTIONAL { ?document kg:sourceLocation ?location }
  OPTIONAL { ?statement kg:asOf ?asOf } OPTIONAL { ?document schema:datePublished ?published }
  OPTIONAL { ?statement kg:roleLabel ?role }
  OPTIONAL { ?statement kg:amount ?sum . ?sum kg:rawText ?amount }
  BIND(COALESCE(?url, ?location, ?document) AS ?source)
  BIND(COALESCE(?asOf, ?published) AS ?date)
}"""
_NAMES = """
SELECT DISTINCT ?entity ?name WHERE {
  ?entity kg:linkStatus [] ; skos:prefLabel|skos:altLabel ?name
}"""


class _Store(Protocol):
    def select(self, sparql: str) -> list[dict[str, Value]]: ...


@dataclass(frozen=True, slots=True)
class Statement:
    """One stored fact with names for readers; `sentences` are its evidence in text order."""

    iri: str
    subject: str
    predicate: str
    object: str
    modality: str
    confidence: float
    sentences: tuple[str, ...]
    title: str
    source: str
    date: str
    role: str | None = None
    amount: str | None = None


@dataclass(frozen=True, slots=True)
class Connection:
    """One fact between the two, or two facts that share a third entity."""

    statements: tuple[Statement, ...]

    @property
    def date(self) -> str:
        """The date since which the whole connection is known: that of its newest statement."""
        return max(statement.date for statement in self.statements)


def connections(store: _Store, one: str, other: str, *, limit: int = 20) -> list[Connection]:
    """Return what connects two entities, given by name or IRI: direct facts, then over one step.

    Each kind comes newest first; at most `limit` together.

    Raises:
        StoreError: the store knows no entity of that name; the message says which are near.
    """
    names = _names(store)
    ones, others = _find(names, one), _find(names, other)
    direct = [(row["statement"],) for row in _select(store, _BETWEEN, ones, others)]
    pairs = [(row["one"], row["other"]) for row in _select(store, _OVER_ONE, ones, others)]
    known = _details(store, {str(iri) for path in (*direct, *pairs) for iri in path})
    found = _sorted(direct, known) + _sorted(pairs, known)
    return found[:limit]


def _sorted(paths: Iterable[tuple[Value, ...]], known: Mapping[str, Statement]) -> list[Connection]:
    complete = [p for p in paths if all(str(iri) in known for iri in p)]
    made = [Connection(tuple(known[str(iri)] for iri in path)) for path in complete]
    by_name = sorted(made, key=lambda c: [(s.subject, s.predicate, s.iri) for s in c.statements])
    return sorted(by_name, key=lambda c: c.date, reverse=True)


def _select(
    store: _Store, query: str, ones: Sequence[str], others: Sequence[str]
) -> list[dict[str, Value]]:
    values = {
        "ones": _iris(ones),
        "others": _iris(others),
        "excluded": ", ".join(f"<{iri}>" for iri in (*ones, *others)),
    }
    return store.select(query % values)


def _details(store: _Store, statements: set[str]) -> dict[str, Statement]:
    """Read the statements; several rows of one are its sentences, sorted by their place."""
    if not statements:
        return {}
    rows = store.select(_DETAILS % {"statements": _iris(sorted(statements))})
    grouped: dict[str, list[dict[str, Value]]] = {}
    for row in rows:
        grouped.setdefault(str(row["statement"]), []).append(row)
    return {iri: _statement(iri, found) for iri, found in grouped.items()}


def _statement(iri: str, rows: list[dict[str, Value]]) -> Statement:
    first = min(rows, key=lambda row: (str(row["subject"]), str(row["object"])))
    sentences = {int(str(row["start"])): str(row["sentence"]) for row in rows}
    return Statement(
        iri,
        str(first["subject"]),
        str(first["predicate"]).removeprefix(KG),
        str(first["object"]),
        str(first["modality"]).removeprefix(KG).lower(),
        float(str(first["confidence"])),
        tuple(sentences[start] for start in sorted(sentences)),
        str(first["title"]),
        str(first["source"]),
        str(first["date"] or ""),
        None if first["role"] is None else str(first["role"]),
        None if first["amount"] is None else str(first["amount"]),
    )


def _names(store: _Store) -> dict[str, list[str]]:
    """Return the entities of each folded name."""
    names: dict[str, list[str]] = {}
    for row in store.select(_NAMES):
        names.setdefault(fold(str(row["name"])), []).append(str(row["entity"]))
    return names


def _find(names: Mapping[str, list[str]], name: str) -> list[str]:
    if name.startswith(("http://", "https://")) and not set('<>"{}|\\^` ') & set(name):
        return [name]
    found = names.get(fold(name))
    if found:
        return sorted(set(found))
    near = difflib.get_close_matches(fold(name), sorted(names), n=3, cutoff=0.7)
    hint = f"; near: {', '.join(near)}" if near else ""
    raise StoreError(f"no entity is named {name!r}{hint}")


def _iris(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)
