"""Sources read by the workers of a cluster, where they lie, in the order in which they were named.

A worker reads a file, leaves out what the store has already, and analyses the rest; what is new
is decided here, in order, as if the documents had been read here. Files that the workers do not
see are read here, and their documents travel.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from kg.engines import Lost, Setup, in_batches
from kg.errors import SourceError
from kg.ingestion import Ingestion, in_its_language
from kg.model import Document
from kg.readers import Place, read_place
from kg.stages import Mapped, with_history
from kg.writer import Result

Entry = Place | Document | SourceError
# A document's IRI and the digest of its text.
Known = frozenset[tuple[str, str]]
Found = tuple[Document | SourceError, Mapped | None]
Work = Callable[[Sequence[Document]], Sequence[Mapped]]


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker is to read and analyse, and which of its documents need no analysis."""

    entry: Place | Document
    known: Known = frozenset()


@dataclass(frozen=True, slots=True)
class ReadAndAnalyse:
    """The setup of workers that also read; `setup` analyses and is called when it is needed."""

    setup: Setup[Document, Mapped]
    any_language: bool = False

    def __call__(self) -> Callable[[Sequence[Errand]], list[list[Found]]]:
        """Return the work: errands to what was found in each."""
        loaded: list[Work] = []

        def analyse(documents: Sequence[Document]) -> Sequence[Mapped]:
            if not documents:
                return []
            if not loaded:
                loaded.append(self.setup())
            return loaded[0](documents)

        def work(errands: Sequence[Errand]) -> list[list[Found]]:
            read = [[*self._read(errand)] for errand in errands]
            new = [entry for found in read for entry, wanted in found if wanted]
            mapped = iter(analyse([entry for entry in new if isinstance(entry, Document)]))
            return [[(entry, next(mapped) if w else None) for entry, w in found] for found in read]

        return work

    def _read(self, errand: Errand) -> Iterator[tuple[Document | SourceError, bool]]:
        """Yield what an errand names, each with whether it is to be analysed."""
        entry = errand.entry
        for found in read_place(entry) if isinstance(entry, Place) else (entry,):
            if isinstance(found, SourceError):
                yield found, False
                continue
            document = in_its_language(found)
            wanted = self.any_language or document.language == "de"
            yield document, wanted and (document.iri, document.sha256) not in errand.known


class ReadingThere:
    """One run over located sources, whose files the workers read."""

    def __init__(self, work: Ingestion, setup: Setup[Document, Mapped]) -> None:
        self._work = work
        self._setup = ReadAndAnalyse(setup, any_language=work.any_language)
        self._analyse: Work | None = None
        # Whether the workers see the files of a kind of store; None while one is on its way.
        self._seen: dict[str, bool | None] = {}

    def results(
        self,
        entries: Iterable[Entry],
        engine: Callable[
            [Setup[Errand, list[Found]], Iterator[list[Errand]]],
            Generator[list[list[Found] | Lost], None, None],
        ],
    ) -> Generator[Result, None, None]:
        """Yield the documents that are new or changed with their results, in order."""
        waiting: deque[list[Errand | Document | SourceError]] = deque()

        def batches() -> Iterator[list[Errand]]:
            for batch in in_batches(self._errands(entries), _length):
                waiting.append(batch)
                yield [one for one in batch if isinstance(one, Errand)]

        with closing(engine(self._setup, batches())) as rows:
            for row in rows:
                done = iter(row)
                for one in waiting.popleft():
                    if not isinstance(one, Errand):
                        yield from self._chosen(one, None)
                        continue
                    for entry, mapped in self._settled(one, next(done)):
                        yield from self._chosen(entry, mapped)

    def _errands(self, entries: Iterable[Entry]) -> Iterator[Errand | Document | SourceError]:
        """Yield what is sent, and in between what needs no worker.

        A container is read here, since what it holds has no bound.
        """
        for entry in entries:
            if isinstance(entry, Place) and entry.is_single and self._may_send(entry):
                yield Errand(entry.absolute(), self._work.known(entry.source))
                continue
            for found in read_place(entry) if isinstance(entry, Place) else (entry,):
                if isinstance(found, SourceError) or self._work.is_known(found):
                    yield found
                else:
                    yield Errand(found)

    def _may_send(self, place: Place) -> bool:
        """Say whether the workers see such files; the first one goes ahead to find out."""
        if place.scheme in self._seen:
            return self._seen[place.scheme] is True
        self._seen[place.scheme] = None
        return True

    def _settled(self, errand: Errand, result: "list[Found] | Lost") -> list[Found]:
        """Return what an errand brought; what the first of its kind did not find is read here."""
        entry = errand.entry
        if isinstance(result, Lost):
            return [(SourceError(entry.source, result.reason), None)]
        if isinstance(entry, Place) and self._seen.get(entry.scheme) is None:
            failed = all(isinstance(found, SourceError) for found, _ in result)
            here = [*read_place(entry)] if failed else []
            self._seen[entry.scheme] = not any(isinstance(one, Document) for one in here)
            if not self._seen[entry.scheme]:
                return [(one, None) for one in here]
        return result

    def _chosen(self, entry: Document | SourceError, mapped: Mapped | None) -> Iterator[Result]:
        for document, change in self._work.choose([entry]):
            if mapped is None:
                # Rare: read here for want of a shared file system, or known under another name.
                self._analyse = self._analyse or self._setup.setup()
                yield document, change, self._analyse([document])[0]
            else:
                yield document, change, with_history(mapped, document)


def _length(one: Errand | Document | SourceError) -> int:
    entry = one.entry if isinstance(one, Errand) else one
    return len(entry.text) if isinstance(entry, Document) else 0
