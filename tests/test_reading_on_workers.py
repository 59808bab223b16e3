"""Workers of a cluster read files where they lie; the store is what a local run makes of them."""

import io
import os
import signal
from collections.abc import Generator, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from gazetteer import RUN, Gazetteer

from kg import pipeline
from kg.engines import run_here, run_on_dask
from kg.errors import SourceError
from kg.ingestion import Ingestion
from kg.model import Document
from kg.readers import locate, read
from kg.reading import Errand, ReadingThere
from kg.report import Outcome, RunReport
from kg.stores import open_store
from kg.stores.embedded import EmbeddedStore

NAMES = ("Brüssel", "Jülich", "Europäische Kommission", "Henrike Brauckmann")


def fill(folder: Path, count: int = 40) -> Path:
    """Write articles, one twice, one in English, one empty, one as a record, in two folders."""
    for number in range(count):
        path = folder / f"{number % 2}" / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Die Meldung Nummer {number} kommt heute aus {NAMES[number % 4]}.")
    (folder / "1" / "zwilling.txt").write_bytes((folder / "0" / "000.txt").read_bytes())
    (folder / "1" / "english.txt").write_text("The Commission meets in Brussels on every Monday.")
    (folder / "1" / "leer.txt").write_bytes(b"")
    record = '{"titel": "T", "text": "Der Rat berät heute in Jülich über den Haushalt."}\n'
    (folder / "1" / "saetze.jsonl").write_text(record)
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with open_store(tmp_path / "store") as opened:
        yield opened


def ingest_there(
    store: EmbeddedStore,
    sources: Sequence[str],
    engine: Any = run_here,
    sent: list[Errand] | None = None,
    outcomes: list[Outcome] | None = None,
) -> RunReport:
    work = Ingestion(store, RUN, progress=(outcomes if outcomes is not None else []).append)

    def noting(setup: Any, batches: Iterator[list[Errand]]) -> Generator[Any, None, None]:
        def noted() -> Iterator[list[Errand]]:
            for batch in batches:
                (sent if sent is not None else []).extend(batch)
                yield batch

        return engine(setup, noted())

    work.store(ReadingThere(work, Gazetteer()).results(locate(sources), noting))
    work.remove(sources)
    return work.tally.report()


def ingest_here(
    store: EmbeddedStore, sources: Sequence[str], outcomes: list[Outcome] | None = None
) -> RunReport:
    work = Ingestion(store, RUN, progress=(outcomes if outcomes is not None else []).append)
    engine = partial(pipeline._run, workers=1)
    work.store(pipeline._analysed(work.choose(read(sources)), Gazetteer(), engine))
    work.remove(sources)
    return work.tally.report()


def dump(store: EmbeddedStore) -> bytes:
    output = io.BytesIO()
    store.dump("nq", output)
    return output.getvalue()


def expected(tmp_path: Path, *rounds: Sequence[str]) -> bytes:
    with open_store(tmp_path / "local") as local:
        for sources in rounds:
            ingest_here(local, sources)
        return dump(local)


def test_the_store_and_the_report_are_those_of_a_local_run(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    folder = str(fill(tmp_path / "in"))
    here: list[Outcome] = []
    there: list[Outcome] = []
    with open_store(tmp_path / "local") as local:
        report = ingest_here(local, [folder], here)
        assert ingest_there(store, [folder], outcomes=there) == report
        assert dump(store) == dump(local)

    key = lambda outcome: (outcome.source, outcome.status)  # noqa: E731
    assert sorted(there, key=key) == sorted(here, key=key)
    assert report.added == 41


def test_files_travel_as_places_and_what_else_is_read_here(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    folder = fill(tmp_path / "in", 3)
    sent: list[Errand] = []
    ingest_there(store, [str(folder)], sent=sent)
    documents = [one.entry for one in sent if isinstance(one.entry, Document)]

    # All batches are made before the first answer here, so only the first file has gone ahead.
    assert not isinstance(sent[0].entry, Document)
    assert Path(sent[0].entry.path).is_absolute()
    assert "saetze.jsonl" in str([one.source for one in documents])


def test_what_is_stored_is_not_analysed_again(store: EmbeddedStore, tmp_path: Path) -> None:
    folder = str(fill(tmp_path / "in"))
    ingest_there(store, [folder])
    before = dump(store)
    analysed: list[str] = []

    class Watching(Gazetteer):
        def work(self, documents: Sequence[Document]) -> Any:
            analysed.extend(document.source for document in documents)
            return super().work(documents)

    work = Ingestion(store, RUN)
    work.store(ReadingThere(work, Watching()).results(locate([folder]), run_here))

    assert work.tally.report().unchanged == 42
    assert dump(store) == before
    # Only the twin at another place, whose text the worker cannot know.
    assert [Path(source).name for source in analysed] == ["zwilling.txt"]


def test_a_changed_file_keeps_its_history(store: EmbeddedStore, tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 6)
    ingest_there(store, [str(folder)])
    with open_store(tmp_path / "local") as local:
        ingest_here(local, [str(folder)])
        (folder / "0" / "000.txt").write_text("Die Meldung kommt nun doch aus Jülich.")
        ingest_here(local, [str(folder)])
        report = ingest_there(store, [str(folder)])

        assert report.changed == 1
        assert b"wasRevisionOf" in dump(store)
        assert dump(store) == dump(local)


def test_workers_that_do_not_see_the_files_get_their_documents(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    folder = str(fill(tmp_path / "in", 6))

    def blind(setup: Any, batches: Iterator[list[Errand]]) -> Generator[Any, None, None]:
        work = setup()
        for batch in batches:
            missing = [SourceError(e.entry.source, "does not exist") for e in batch]
            yield [
                work([errand])[0] if isinstance(errand.entry, Document) else [(error, None)]
                for errand, error in zip(batch, missing, strict=True)
            ]

    report = ingest_there(store, [folder], blind)

    assert report.added == 7
    assert dump(store) == expected(tmp_path, [folder])


@pytest.mark.slow
def test_a_worker_killed_during_the_run_changes_nothing(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed")
    folder = str(fill(tmp_path / "in", 300))
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    )
    with cluster:
        victim = next(iter(cluster.workers.values())).pid

        def killing(setup: Any, batches: Iterator[list[Errand]]) -> Generator[Any, None, None]:
            rows = run_on_dask(setup, batches, scheduler=cluster.scheduler_address)
            for number, row in enumerate(rows):
                if number == 2:
                    os.kill(victim, signal.SIGKILL)
                yield row

        sent: list[Errand] = []
        report = ingest_there(store, [folder], killing, sent)

    assert report.added == 301
    assert sum(not isinstance(one.entry, Document) for one in sent) > 100
    assert dump(store) == expected(tmp_path, [folder])


@pytest.mark.slow
def test_files_in_the_memory_of_this_process_reach_a_cluster(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    fsspec = pytest.importorskip("fsspec")
    pytest.importorskip("distributed")
    files = fsspec.filesystem("memory")
    for number in range(5):
        text = f"Die Meldung Nummer {number} kommt heute aus {NAMES[number % 4]}."
        files.pipe(f"/ferne/{number}.txt", text.encode())
    report = ingest_there(store, ["memory://ferne"], partial(run_on_dask, workers=1))

    assert report.added == 5
    assert dump(store) == expected(tmp_path, ["memory://ferne"])
