"""The whole way from sources to a store, and, without a store, from sources to facts."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import chain, islice
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Literal as OneOf

from kg.config import state_folder
from kg.engines import (
    BATCH_CHARACTERS,
    Lost,
    Setup,
    in_batches,
    run_here,
    run_in_processes,
    run_on_dask,
)
from kg.errors import DecisionError, SourceError
from kg.ingestion import Chosen, Ingestion
from kg.knowledge import refresh_knowledge
from kg.model import Document
from kg.reading import ReadingThere
from kg.relinking import Relinking
from kg.report import Outcome, RunReport
from kg.stages import Extract, Mapped, Stages, current_run, load_stages
from kg.writer import Note, Result, Store

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.linking import Decisions
    from kg.readers import FetchLog, Manners

__all__ = ["Extract", "Outcome", "RunReport", "apply_decisions", "extract", "ingest"]

_FETCHED = "fetched.jsonl"
Engine = OneOf["processes", "dask"]
Rows = Generator[list[Mapped | Lost], None, None]
# With fewer batches than this, starting processes costs more than it saves.
_BATCHES_FOR_PROCESSES = 4


def ingest(
    sources: Iterable[str],
    store: Store | None,
    *,
    nlp: "Language | str | None" = None,
    workers: int | None = None,
    engine: Engine = "processes",
    scheduler: str | None = None,
    force: bool = False,
    any_language: bool = False,
    prune: bool = False,
    dry_run: bool = False,
    manners: "Manners | None" = None,
    decisions: Path | None = None,
    progress: Note | None = None,
) -> RunReport:
    """Bring the store up to date with the sources; only new and changed documents are analysed.

    A document that is there with the same text and from the same run stays as it is; a source
    whose text changed replaces its earlier document. A source that fails is reported and the
    others go on. Where a person's decisions changed, the stored documents that they concern are
    made again first. Documents are stored as they are done, so a run that was stopped or killed is
    continued by the next one. Memory does not grow with the number of documents.

    Args:
        sources: files, folders, globs, addresses; "-" is standard input.
        store: where the quads go; see `kg.stores.open_store`. None is an empty store that takes
            nothing, for a dry run.
        nlp: a spaCy pipeline or the name of one; None is the one that ships with kg.
        workers: number of processes; None means all cores as soon as there is enough to do. The
            result is the same for every number.
        engine: "processes" on this machine, or "dask" on a cluster.
        scheduler: address of a running Dask scheduler; None makes a local cluster.
        force: analyse unchanged documents again.
        any_language: keep documents that are not German.
        prune: remove the documents of files that are gone from the folders among `sources`, and
            of pages that their server says are gone.
        dry_run: only say what would happen; nothing is analysed or written.
        manners: how web sites are visited.
        decisions: the file with a person's decisions, from now on; None is the one of the store.
        progress: called with the outcome of each document when it is stored, and of each
            source that failed.
    """
    from kg.linking import Linker
    from kg.readers import locate, read_located

    made = _decisions(store, decisions, remember=not dry_run)
    sources, run = list(sources), current_run(nlp)
    log = _fetch_log(store, fresh=force or dry_run)
    work = Ingestion(
        store,
        run,
        force=force,
        any_language=any_language,
        prune=prune,
        progress=progress,
        log=log,
    )
    stages = Stages(nlp, run, made)
    entries = locate(sources, manners=manners, log=log, recheck=prune)
    engines = partial(_run, workers=workers, engine=engine, scheduler=scheduler)
    try:
        _relink(work, store, stages, engines, dry_run=dry_run)
        if dry_run or store is None:
            work.pretend(work.choose(read_located(entries)))
        else:
            if engine == "dask":
                cluster = partial(run_on_dask, scheduler=scheduler, workers=workers)
                found = ReadingThere(work, stages).results(entries, cluster)
            else:
                found = _analysed(work.choose(read_located(entries)), stages, engines)
            with closing(found) as results:
                work.store(results)
        work.remove(sources, dry_run=dry_run)
        if store is not None and not dry_run and work.replaced:
            refresh_knowledge(store, Linker(decisions=made))
    except KeyboardInterrupt:
        return work.tally.report(interrupted=True)
    return work.tally.report()


def apply_decisions(
    store: Store, *, nlp: "Language | str | None" = None, progress: Note | None = None
) -> RunReport:
    """Bring the stored documents in accord with the store's decisions, from their stored text.

    Only documents that name an entity of a decision that is new or was taken back are made again.
    The result is what `ingest` would have stored had the decisions stood from the start.
    """
    run = current_run(nlp)
    work = Ingestion(store, run, progress=progress)
    try:
        _relink(work, store, Stages(nlp, run, _decisions(store)), _run)
    except KeyboardInterrupt:
        return work.tally.report(interrupted=True)
    return work.tally.report()


def extract(
    sources: Iterable[str], *, nlp: "Language | str | None" = None
) -> Iterator[Extract | SourceError]:
    """Yield what is found in each document, and a `SourceError` for each source that fails.

    The failures of a few documents may come before the documents that stand ahead of them.
    """
    from kg.readers import read

    failed: deque[SourceError] = deque()

    def documents() -> Iterator[Document]:
        for entry in read(sources):
            if isinstance(entry, SourceError):
                failed.append(entry)
            else:
                yield entry

    for found in load_stages(nlp).extract(documents()):
        while failed:
            yield failed.popleft()
        yield found
    yield from failed


def _fetch_log(store: Store | None, *, fresh: bool) -> "FetchLog":
    """Return the record of what was fetched for the store; a fresh one fetches all again."""
    from kg.readers import FetchLog

    return FetchLog(None if fresh or store is None else state_folder(store.location) / _FETCHED)


def _decisions(
    store: Store | None, given: Path | None = None, *, remember: bool = False
) -> "Decisions":
    """Return a person's decisions that belong to the store; remember the file given, if wanted."""
    from kg.linking import Decisions, choose_decisions_file, decisions_file, load_decisions

    if given is not None and not given.exists():
        raise DecisionError(f"{given}: there is no such file of decisions")
    if store is None:
        return load_decisions(given) if given else Decisions()
    folder = state_folder(store.location)
    path = decisions_file(folder, given)
    decisions = load_decisions(path)
    if given is not None and remember:
        choose_decisions_file(folder, path)
    return decisions


def _relink(
    work: Ingestion,
    store: Store | None,
    stages: Stages,
    engine: Callable[[Setup[Document, Mapped], Iterator[list[Document]]], Rows],
    *,
    dry_run: bool = False,
) -> None:
    """Make the documents again that the decisions of the stages concern and did not before."""
    if store is None or stages.decisions is None:
        return
    relinking = Relinking(store, stages.decisions)
    if not relinking.needed:
        return
    documents = relinking.documents()
    chosen: Iterator[Chosen] = ((text, "relinked") for text in relinking.texts(documents))
    if dry_run:
        work.pretend(chosen)
        return
    relinking.announce()
    if documents:
        with closing(_analysed(chosen, stages, engine)) as results:
            work.store(results)
    if not work.tally.statuses["failed"]:
        relinking.settle()


def _analysed(
    chosen: Iterable[Chosen],
    setup: Setup[Document, Mapped],
    engine: Callable[[Setup[Document, Mapped], Iterator[list[Document]]], Rows],
) -> Generator[Result, None, None]:
    """Yield the chosen documents with their results, in order."""
    waiting: deque[list[Chosen]] = deque()

    def documents() -> Iterator[list[Document]]:
        for batch in in_batches(chosen, lambda one: len(one[0].text)):
            waiting.append(batch)
            yield [document for document, _ in batch]

    with closing(engine(setup, documents())) as rows:
        for row in rows:
            for (document, change), result in zip(waiting.popleft(), row, strict=True):
                yield document, change, result


def _run(
    setup: Setup[Document, Mapped],
    batches: Iterator[list[Document]],
    *,
    workers: int | None = None,
    engine: Engine = "processes",
    scheduler: str | None = None,
) -> Rows:
    """Work with the engine asked for; processes only where they were asked for or pay."""
    if engine == "dask":
        return run_on_dask(setup, batches, scheduler=scheduler, workers=workers)
    first: list[list[Document]] = []
    if workers is None:
        first = [*islice(batches, _BATCHES_FOR_PROCESSES)]
        workers = 1 if len(first) < _BATCHES_FOR_PROCESSES else cpu_count() or 1
    everything = chain(first, batches)
    if workers == 1:
        return run_here(setup, everything)
    return run_in_processes(setup, everything, workers=workers, weight=_weight)


def _weight(batch: Sequence[Document]) -> float:
    return sum(len(document.text) for document in batch) / BATCH_CHARACTERS
