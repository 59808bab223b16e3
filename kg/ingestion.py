"""One run: choose what must be analysed, have it written, remove what is gone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.changes import Change, Changes
from kg.config import SKETCHES, state_folder
from kg.errors import SourceError, SourceGoneError
from kg.iri import document_graph, run_iri
from kg.model import Document, Literal, Quad, Run, StoredDocument
from kg.report import Outcome, Status, Tally
from kg.vocab import KG
from kg.writer import Note, Result, Store, Writer, outcome_of

if TYPE_CHECKING:
    from kg.readers import FetchLog, SimilarTexts

Chosen = tuple[Document, Change]


class Ingestion:
    """A run into one store, or without a store into nothing; `tally` sums it up."""

    def __init__(
        self,
        store: Store | None,
        run: Run,
        *,
        force: bool = False,
        any_language: bool = False,
        prune: bool = False,
        progress: Note | None = None,
        log: "FetchLog | None" = None,
    ) -> None:
        self.tally = Tally()
        self._store = store
        self._run = run
        # No run has an empty IRI: with force, every document counts as changed.
        self._run_iri = "" if force else run_iri(run.model, run.rules, run.knowledge_base, run.code)
        self.any_language = any_language
        self._prune = prune
        self._progress = progress
        self._log = log
        self._dropped = 0
        stored = store.documents() if store else ()
        self._changes = Changes(stored)
        self._similar = _similar_texts(store, stored) if store else None
        if log is not None:  # an unchanged page must come again to be analysed by this run
            log.expire(one.source for one in stored if one.run != self._run_iri)

    @property
    def replaced(self) -> bool:
        """Whether what documents stated earlier left the store."""
        return bool(self.tally.statuses["changed"] or self._dropped)

    def note(self, outcome: Outcome) -> None:
        """Count an outcome and show it."""
        self.tally.add(outcome)
        if self._progress is not None:
            self._progress(outcome)

    def choose(self, entries: Iterable[Document | SourceError]) -> Iterator[Chosen]:
        """Yield the documents to analyse; report at once what needs no analysis."""
        for entry in entries:
            self._note_unfetched()
            if isinstance(entry, SourceError):
                self._fail(entry)
                continue
            change = self._changes.compare(entry, self._run_iri)
            if change in ("unchanged", "duplicate"):
                self._skip(entry, change)
            elif (document := self._with_language(entry)) is not None:
                yield self._changes.carried(document), change
        self._note_unfetched()

    def _with_language(self, document: Document) -> Document | None:
        """Set the document's language, or report and drop it where that is not German."""
        document = in_its_language(document)
        if self.any_language or document.language == "de":
            return document
        reason = f"is not German ({document.language}); --any-language keeps it"
        self._skip(document, "skipped", reason)
        return None

    def known(self, source: str) -> frozenset[tuple[str, str]]:
        """Return IRI and digest of the text of a source's documents that need no analysis."""
        return frozenset(
            (stored.iri, stored.sha256)
            for stored in self._changes.of_source(source)
            if stored.run == self._run_iri
        )

    def is_known(self, document: Document) -> bool:
        """Whether the store has this document, and from this run."""
        stored = self._changes.stored(document.iri)
        return bool(stored and stored.sha256 == document.sha256 and stored.run == self._run_iri)

    def _fail(self, error: SourceError) -> None:
        gone = isinstance(error, SourceGoneError) and self._prune
        if gone and self._changes.gone(error.location):
            return  # reported when it is removed
        self._changes.fail(error.location)
        self.note(Outcome(error.location, "failed", reason=error.reason))

    def _skip(self, document: Document, status: Status, reason: str | None = None) -> None:
        if self._log is not None and status != "duplicate":
            self._log.done(document.source)
        self.note(outcome_of(document, status, reason=reason))

    def _note_unfetched(self) -> None:
        """Report the pages that their server says did not change."""
        if self._log is not None:
            for source in self._log.unchanged:
                self.note(Outcome(source, "unchanged"))
            self._log.unchanged.clear()

    def pretend(self, chosen: Iterable[Chosen]) -> None:
        """Report the chosen documents as if they had been stored."""
        for document, change in chosen:
            self.note(outcome_of(document, change))

    def store(self, results: Iterable[Result]) -> None:
        """Write results; where an error or a person ends them, those that came before."""
        if self._store is None:
            raise ValueError("there is no store to write to")
        writer = Writer(self._store, self._run, self.tally, self.note, self._log, self._similar)
        writer.store(results, self._changes)

    def remove(self, sources: Sequence[str] = (), *, dry_run: bool = False) -> None:
        """Drop earlier versions of what changed, and to prune, what is gone from the sources."""
        superseded = self._changes.superseded()
        missing = self._changes.missing(sources) if self._prune else []
        missing = [found for found in missing if found not in superseded]
        if self._store is not None and not dry_run:
            for stored in (*superseded, *missing):
                self._store.drop_graph(stored.graph)
                self._dropped += 1
            self._note_places(self._store)
            self._forget_places((*superseded, *missing, *self._changes.replaced))
        for stored in missing:
            self.note(Outcome(stored.source, "removed", stored.iri, stored.title))

    def _note_places(self, store: Store) -> None:
        """Write down where else the texts of stored documents were found."""
        found = self._changes.found
        present = {stored.iri for stored in store.documents()} if found else set()
        for iri in found.keys() & present:
            graph = document_graph(iri)
            quads = [Quad(iri, KG + "furtherSource", Literal(place), graph) for place in found[iri]]
            store.add_to_graph(graph, quads)
            if self._log is not None:
                self._log.done(*found[iri])

    def _forget_places(self, gone: Iterable[StoredDocument]) -> None:
        """Have the further places of texts that are gone read again: they may still have them."""
        for stored in gone:
            for place in stored.further:
                if self._log is not None:
                    self._log.forget(place)


def in_its_language(document: Document) -> Document:
    """Return the document with the language that its text is in, where that can be told."""
    from kg.readers import language_of

    language = language_of(document.text) or document.language
    return document if language == document.language else replace(document, language=language)


def _similar_texts(store: Store, stored: Sequence[StoredDocument]) -> "SimilarTexts":
    """Return what compares new texts with those of the store."""
    from kg.readers import SimilarTexts
    from kg.stores.catalogue import read_document

    path = state_folder(store.location) / SKETCHES
    return SimilarTexts(path, stored, lambda one: read_document(store.select, one).text)
