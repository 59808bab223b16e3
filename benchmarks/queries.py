"""The queries that ship and the explorer's pages: kg's store against rdflib in memory.

The store is made by `kg ingest` from our own articles with names, sums and years varied. rdflib
holds the same quads, as `store.to_rdflib()` gives them, and gets the same text of each query. Times
are of the processor: they do not depend on what else runs here. A query that rdflib has not
answered after `--cap` seconds is stopped; its ratio is then a lower bound.

Run: python benchmarks/queries.py [--quads 1000000] [--store FOLDER, kept for the next time]
"""

import argparse
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType

import rdflib
from articles import write

import kg
from kg.model import Solutions
from kg.server import questions
from kg.stores import open_store
from kg.stores.embedded import EmbeddedStore
from kg.stores.named import NamedQuery, named_queries
from kg.vocab import PREFIXES

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
QUADS_PER_DOCUMENT = 690
RUNS = 20
# Processor seconds of one case, so that a slow one does not take the afternoon.
ENOUGH = 5
# The most named persons and organisations, and who belongs to what.
PERSONS = """SELECT ?e ?n WHERE { { SELECT ?e (COUNT(?m) AS ?c) WHERE {
  ?m oa:hasBody ?e . ?e a schema:Person } GROUP BY ?e } ?e skos:prefLabel ?n }
  ORDER BY DESC(?c) ?n LIMIT 20"""
OTHERS = PERSONS.replace("schema:Person", "schema:Organization")
PAIRS = """SELECT ?a ?b WHERE { { SELECT ?who ?what (COUNT(?s) AS ?c) WHERE {
  ?s rdf:predicate kg:memberOf ; rdf:subject ?who ; rdf:object ?what } GROUP BY ?who ?what }
  ?who skos:prefLabel ?a . ?what skos:prefLabel ?b } ORDER BY DESC(?c) ?a ?b LIMIT 20"""
DOCUMENTS = "SELECT ?d WHERE { ?d kg:hasText ?t } ORDER BY ?d LIMIT 20"


@dataclass(frozen=True)
class Case:
    """A query or page: its variants, each one or several SPARQL queries that it asks."""

    name: str
    variants: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Times:
    """Processor milliseconds per variant, rows of the first, and whether it was stopped."""

    spent: tuple[float, ...]
    rows: int
    stopped: bool = False


class _StoppedError(BaseException):
    """The time is up; no handler of rdflib's may take it for an error of the query."""


def fill(folder: Path, quads: int) -> Path:
    """Ingest varied articles into a store of at least so many quads; one that is there stays."""
    if not folder.exists():
        articles = write(folder.with_name(f"{folder.name}-articles"), quads // QUADS_PER_DOCUMENT)
        with open_store(folder) as store:
            kg.ingest([str(articles)], store)
    return folder


def cases(store: EmbeddedStore) -> list[Case]:
    """Return the pages and queries with the names that the store knows."""
    persons, others = store.select(PERSONS), store.select(OTHERS)
    entities = [str(row["e"]) for pair in zip(persons, others, strict=False) for row in pair]
    pairs = [(str(row["a"]), str(row["b"])) for row in store.select(PAIRS)]
    documents = [str(row["d"]) for row in store.select(DOCUMENTS)]
    pages = [
        Case("start page", ((questions.COUNTS, questions.ACTORS, questions.documents()),)),
        Case(
            "search",
            tuple((questions.search(name[:4]),) for name in map(str, (row["n"] for row in others))),
        ),
        Case("entity page", tuple(map(_entity_page, entities))),
        Case("document page", tuple(map(_document_page, documents))),
        Case("money page", ((questions.MONEY,),)),
        Case("network page", ((questions.network("", "", 1),),)),
    ]
    return pages + [Case(query.name, _bound(query, pairs)) for query in named_queries()]


def _entity_page(entity: str) -> tuple[str, ...]:
    return tuple(ask(entity) for ask in questions.ENTITY_PAGE.values())


def _document_page(node: str) -> tuple[str, ...]:
    return questions.document(node), questions.mentions_in(node), questions.facts_in(node)


def _bound(query: NamedQuery, pairs: list[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    asked = [parameter.name for parameter in query.parameters if parameter.kind == "name"]
    if not asked or query.name == "events-at":
        return ((query.text,),)
    return tuple((query.bind(_names(query.name, asked, pair)),) for pair in pairs)


def _names(query: str, asked: list[str], pair: tuple[str, str]) -> dict[str, str]:
    if len(asked) == 2:
        return dict(zip(asked, pair, strict=True))
    return {asked[0]: pair[0 if query == "roles" else 1]}


def measure(case: Case, ask: Callable[[str], int], runs: int, cap: float = 0) -> Times:
    """Ask the variants in turn, until `ENOUGH` is spent or one has taken `cap` seconds."""
    spent: list[float] = []
    rows = -1
    while len(spent) < runs and sum(spent) < ENOUGH * 1000:
        variant = case.variants[len(spent) % len(case.variants)]
        started = time.process_time()
        try:
            found = _within(cap, lambda asked=variant: sum(map(ask, asked)))  # type: ignore[misc]
        except _StoppedError:
            return Times((*spent, (time.process_time() - started) * 1000), rows, stopped=True)
        spent.append((time.process_time() - started) * 1000)
        rows = found if rows < 0 else rows
    return Times(tuple(spent), rows)


def _within(cap: float, work: Callable[[], int]) -> int:
    def stop(_: int, __: FrameType | None) -> None:
        raise _StoppedError

    previous = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, cap)
    try:
        return work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


def _ours(store: EmbeddedStore, sparql: str) -> int:
    answer = store.query(sparql)
    assert isinstance(answer, Solutions)
    return len(answer.rows)


def _theirs(dataset: rdflib.Dataset, sparql: str) -> int:
    return len(list(dataset.query(PROLOGUE + sparql)))


def compare(store: EmbeddedStore, cap: float, only: str = "") -> list[float]:
    """Print a line of Markdown for each case and return the ratios."""
    asked = [case for case in cases(store) if only in case.name]
    ours = [_told(case, measure(case, partial(_ours, store), RUNS)) for case in asked]
    dataset = store.to_rdflib() if cap else None
    print("| question | rows | median ms | p95 ms | rdflib ms | times as fast |")
    print("|---|--:|--:|--:|--:|--:|")
    ratios = []
    for case, mine in zip(asked, ours, strict=True):
        their = measure(case, partial(_theirs, dataset), 1, cap) if dataset is not None else None
        ratios.append(_line(case.name, mine, their))
    return ratios


def _told(case: Case, times: Times) -> Times:
    print(f"{case.name}: {statistics.median(times.spent):.1f} ms", file=sys.stderr, flush=True)
    return times


def _line(name: str, mine: Times, their: Times | None) -> float:
    median, p95 = statistics.median(mine.spent), sorted(mine.spent)[-1 - len(mine.spent) // 20]
    ratio, cells = 0.0, "|"
    if their:
        ratio, sign = their.spent[0] / mine.spent[0], "≥ " if their.stopped else ""
        differs = "" if their.stopped or their.rows == mine.rows else f" ({their.rows} rows!)"
        cells = f"{sign}{their.spent[0]:,.0f}{differs} | {sign}{ratio:,.0f}"
    print(f"| {name} | {mine.rows:,} | {median:,.1f} | {p95:,.1f} | {cells} |", flush=True)
    return ratio


def main() -> None:
    """Fill the store if it is not there, and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quads", type=int, default=1_000_000)
    options.add_argument("--store", type=Path, help="made where it is missing, and kept")
    options.add_argument("--cap", type=float, default=10, help="rdflib's seconds; 0: not asked")
    options.add_argument("--only", default="", help="only questions whose names hold this")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        location = fill(given.store or Path(folder, "store"), given.quads)
        with open_store(location, read_only=True) as store:
            assert isinstance(store, EmbeddedStore)
            print(f"{store.statistics()['triples']:,} triples", flush=True)
            ratios = compare(store, given.cap, given.only)
    if given.cap:
        print(f"median: {statistics.median(ratios):.0f} times as fast")


if __name__ == "__main__":
    main()
