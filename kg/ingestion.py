"""One run into one store: choose what must be analysed, write what was, remove what is gone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from time import monotonic
from typing import Protocol

from kg.changes import Change, Changes
from kg.engines import Lost
from kg.errors import SourceError
from kg.iri import document_graph, run_iri
from kg.model import Document, Quad, Run, StoredDocument
from kg.report import Outcome, Status, Tally
from kg.stages import Mapped

# New graphs written together cost a third of single ones; a kill loses what waits here.
_DOCUMENTS_AT_ONCE = 100
_SECONDS_AT_MOST = 2.0

Progress = Callable[[Outcome], None]
Chosen = tuple[Document, Change]
Result = tuple[Document, Change, Mapped | Lost]
Ready = tuple[Document, Change, Mapped]


class Store(Protocol):
    """What a run needs of a store."""

    def documents(self) -> Sequence[StoredDocument]:
        """Return all documents."""

    def replace_graphs(self, graphs: Iterable[tuple[str, Iterable[Quad]]]) -> None:
        """Make the quads the whole content of their graphs, each graph at once."""

    def add_to_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Add quads to a graph and keep what it has."""

    def drop_graph(self, graph: str) -> None:
        """Remove the graph."""


class Ingestion:
    """What a run has seen, written and counted so far."""

    def __init__(
        self, store: Store | None, run: Run, *, force: bool, any_language: bool, progress: Progress
    ) -> None:
        self.tally = Tally()
        self._store = store
        self._run = run
        self._run_iri = run_iri(run.model, run.rules, run.knowledge_base, run.code)
        self._force = force
        self._any_language = any_language
        self._progress = progress
        self._changes = Changes(store.documents() if store else ())
        self._described: set[str] = set()

    def choose(self, entries: Iterable[Document | SourceError]) -> Iterator[Chosen]:
        """Yield the documents to analyse; report at once what needs no analysis."""
        for entry in entries:
            if isinstance(entry, SourceError):
                self._changes.fail(entry.location)
                self._note(Outcome(entry.location, "failed", reason=entry.reason))
            elif not (self._any_language or entry.language.startswith("de")):
                self._changes.keep(entry)
                reason = f"is not German ({entry.language}); --any-language keeps it"
                self._note(_outcome(entry, "skipped", reason=reason))
            else:
                # No run has an empty IRI, so with force every document counts as changed.
                change = self._changes.compare(entry, "" if self._force else self._run_iri)
                if change != "unchanged":
                    yield entry, change
                else:
                    self._note(_outcome(entry, "unchanged"))

    def pretend(self, chosen: Iterable[Chosen]) -> None:
        """Report the chosen documents as if they had been stored."""
        for document, change in chosen:
            self._note(_outcome(document, change))

    def store(self, results: Iterable[Result]) -> None:
        """Write results a hundred at a time or every two seconds, and what is left at the end.

        The end may be an interruption: what was analysed until then is written, too.
        """
        ready: list[Ready] = []
        due = monotonic() + _SECONDS_AT_MOST
        try:
            for document, change, result in results:
                if isinstance(result, Lost):
                    self._changes.fail(document.source)
                    self._note(_outcome(document, "failed", reason=result.reason))
                    continue
                ready.append((document, change, result))
                if len(ready) >= _DOCUMENTS_AT_ONCE or monotonic() >= due:
                    writing, ready = ready, []
                    self._write(writing)
                    due = monotonic() + _SECONDS_AT_MOST
        finally:
            self._write(ready)

    def remove(self, pruned: Sequence[str], *, dry_run: bool) -> None:
        """Drop earlier versions of changed sources, and what is gone from the pruned folders."""
        superseded = self._changes.superseded()
        missing = [found for found in self._changes.missing(pruned) if found not in superseded]
        if not dry_run:
            for stored in (*superseded, *missing):
                self._store.drop_graph(stored.graph)
        for stored in missing:
            self._note(Outcome(stored.source, "removed", stored.iri, stored.title))

    def _write(self, ready: Sequence[Ready]) -> None:
        if not ready:
            return
        self._write_shared(mapped for _, _, mapped in ready)
        self._store.replace_graphs(
            (document_graph(document.iri), mapped.quads) for document, _, mapped in ready
        )
        for document, change, mapped in ready:
            self.tally.meet(mapped.entities)
            self._note(_outcome(document, change, mapped))

    def _write_shared(self, written: Iterable[Mapped]) -> None:
        """Describe the run and the knowledge-base entries in use, before anything names them."""
        from kg.mapping import run_quads

        shared = [] if self._described else run_quads(self._run)
        for mapped in written:
            shared += [quad for quad in mapped.knowledge if quad.subject not in self._described]
        for graph, quads in groupby(sorted(set(shared), key=_graph), key=_graph):
            self._store.add_to_graph(graph, quads)
        self._described |= {quad.subject for quad in shared}

    def _note(self, outcome: Outcome) -> None:
        self.tally.add(outcome)
        self._progress(outcome)


_graph = attrgetter("graph")


def _outcome(
    document: Document,
    status: Status,
    mapped: Mapped | None = None,
    *,
    reason: str | None = None,
) -> Outcome:
    return Outcome(
        document.source,
        status,
        document.iri,
        document.title,
        reason,
        mentions=mapped.mentions if mapped else 0,
        amounts=mapped.amounts if mapped else 0,
        facts=mapped.facts if mapped else 0,
    )
