"""Writes what was analysed into a store: nothing half done, and what is named comes first."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from kg.changes import Change, Changes
from kg.engines import Lost
from kg.iri import document_graph
from kg.model import Document, Quad, Run, StoredDocument, Value
from kg.report import Outcome, Status, Tally
from kg.stages import Mapped

if TYPE_CHECKING:
    from kg.readers import FetchLog, SimilarTexts

# A kill loses what waits here for a server.
_SECONDS_AT_MOST = 5.0

Note = Callable[[Outcome], None]
Result = tuple[Document, Change, Mapped | Lost]
Ready = tuple[Document, Change, Mapped]


class Store(Protocol):
    """What a run needs of a store."""

    @property
    def documents_at_once(self) -> int:
        """How many documents are best written together."""

    @property
    def location(self) -> str | Path:
        """The folder or address of the store."""

    def documents(self) -> Sequence[StoredDocument]:
        """Return all documents."""

    def select(self, sparql: str) -> list[dict[str, Value]]:
        """Answer a SELECT query."""

    def replace_graph(self, graph: str, content: Iterable[Quad] | bytes) -> None:
        """Make quads, or N-Triples, the whole content of the graph."""

    def replace_graphs(self, graphs: Iterable[tuple[str, Iterable[Quad] | bytes]]) -> None:
        """Make quads, or N-Triples, the whole content of their graphs, each graph at once."""

    def add_to_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Add quads to a graph and keep what it has."""

    def drop_graph(self, graph: str) -> None:
        """Remove the graph."""


class Writer:
    """Writes results into the store, each as it comes; to a server some at a time."""

    def __init__(
        self,
        store: Store,
        run: Run,
        tally: Tally,
        note: Note,
        log: "FetchLog | None" = None,
        similar: "SimilarTexts | None" = None,
    ) -> None:
        self._store = store
        self._run = run
        self._tally = tally
        self._note = note
        self._log = log
        self._shared: set[Quad] = set()
        self._similar = similar

    def store(self, results: Iterable[Result], changes: Changes) -> None:
        """Write all results; where an error or a person ends them, those that came before."""
        ready: list[Ready] = []
        due = monotonic() + _SECONDS_AT_MOST
        try:
            for document, change, result in results:
                if isinstance(result, Lost):
                    changes.fail(document.source)
                    self._note(outcome_of(document, "failed", reason=result.reason))
                    continue
                ready.append((document, change, result))
                if len(ready) >= self._store.documents_at_once or monotonic() >= due:
                    writing, ready = ready, []
                    self._write(writing, changes)
                    due = monotonic() + _SECONDS_AT_MOST
        finally:
            self._write(ready, changes)
            if self._similar is not None:
                self._similar.save()

    def _write(self, ready: Sequence[Ready], changes: Changes) -> None:
        if not ready:
            return
        self._write_shared(mapped for _, _, mapped in ready)
        self._store.replace_graphs(
            (document_graph(document.iri), mapped.triples) for document, _, mapped in ready
        )
        for document, change, mapped in ready:
            self._tally.meet(mapped.entities)
            if self._log is not None:
                self._log.done(document.source)
            found = outcome_of(document, change, mapped)
            self._note(replace(found, similar=self._nearest(document, changes)))

    def _nearest(self, document: Document, changes: Changes) -> str | None:
        """Return where the text nearest to a new one is found; None for a text that is known."""
        stored = changes.stored(document.iri)
        if self._similar is None or (stored and stored.sha256 == document.sha256):
            return None
        return self._similar.add(document)

    def _write_shared(self, written: Iterable[Mapped]) -> None:
        """Describe the run and the knowledge-base entries in use, before anything names them."""
        from kg.mapping import run_quads

        shared = {quad for mapped in written for quad in mapped.knowledge}
        new = sorted({*run_quads(self._run), *shared} - self._shared, key=_graph)
        for graph, quads in groupby(new, key=_graph):
            self._store.add_to_graph(graph, quads)
        self._shared.update(new)


def outcome_of(
    document: Document,
    status: Status,
    mapped: Mapped | None = None,
    *,
    reason: str | None = None,
) -> Outcome:
    """Return the outcome for a document, with what was found in it."""
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


_graph = attrgetter("graph")
