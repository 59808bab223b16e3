"""Ingestion into a real store, with stages that need no trained model."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from gazetteer import RUN, Gazetteer, document

from kg import pipeline
from kg.errors import SourceError
from kg.ingestion import Ingestion
from kg.iri import text_iri
from kg.model import Document, Run
from kg.report import Outcome, RunReport
from kg.stores import open_store
from kg.stores.embedded import EmbeddedStore

ARTICLE = document("Die Europäische Kommission tagt in Brüssel.", "a.txt")
OTHER = document("Henrike Brauckmann reist nach Jülich und Brüssel.", "b.txt")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with open_store(tmp_path / "store") as opened:
        yield opened


def ingest(
    store: EmbeddedStore | None,
    entries: Iterable[Document | SourceError],
    *,
    run: Run = RUN,
    workers: int | None = None,
    where: pipeline.Engine = "processes",
    deadly: str | None = None,
    force: bool = False,
    any_language: bool = False,
    outcomes: list[Outcome] | None = None,
) -> RunReport:
    note = (outcomes if outcomes is not None else []).append
    work = Ingestion(store, run, force=force, any_language=any_language, progress=note)
    chosen = work.choose(entries)
    if store is None:
        work.pretend(chosen)
    else:
        engine = partial(pipeline._run, workers=workers, engine=where)
        work.store(pipeline._analysed(chosen, Gazetteer(run, deadly), engine))
    work.remove(dry_run=store is None)
    return work.tally.report()


def dump(store: EmbeddedStore) -> bytes:
    output = io.BytesIO()
    store.dump("nq", output)
    return output.getvalue()


def many(count: int) -> list[Document]:
    names = ("Brüssel", "Jülich", "Europäische Kommission", "Henrike Brauckmann")
    return [
        document(f"Meldung {number} aus {names[number % 4]}.", f"{number}.txt")
        for number in range(count)
    ]


def test_documents_are_stored_and_counted(store: EmbeddedStore) -> None:
    report = ingest(store, [ARTICLE, OTHER])

    assert (report.documents, report.added) == (2, 2)
    assert (report.persons, report.organisations, report.places) == (1, 1, 2)
    assert {found.source for found in store.documents()} == {"a.txt", "b.txt"}
    assert report.ok


def test_the_same_again_changes_nothing(store: EmbeddedStore) -> None:
    ingest(store, [ARTICLE, OTHER])
    before = dump(store)
    report = ingest(store, [ARTICLE, OTHER])

    assert (report.unchanged, report.added, report.changed) == (2, 0, 0)
    assert dump(store) == before


def test_a_new_text_of_a_file_replaces_the_earlier_one(store: EmbeddedStore) -> None:
    ingest(store, [ARTICLE, OTHER])
    report = ingest(store, [document("Henrike Brauckmann tritt zurück.", "a.txt"), OTHER])

    assert (report.changed, report.unchanged, report.removed) == (1, 1, 0)
    assert [found.source for found in store.documents()].count("a.txt") == 1
    assert "Europäische Kommission tagt".encode() not in dump(store)


def test_a_changed_file_leaves_what_a_first_ingest_would(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    changed = document("Jülich bekommt eine Fabrik.", "a.txt")
    earlier = document("Jülich wartet.", "a.txt")
    ingest(store, [earlier, OTHER])
    ingest(store, [changed, OTHER])
    with open_store(tmp_path / "fresh") as fresh:
        ingest(fresh, [changed, OTHER])
        note = set(dump(store).splitlines()) - set(dump(fresh).splitlines())

        assert not set(dump(fresh).splitlines()) - set(dump(store).splitlines())
        assert all(text_iri(earlier.iri, earlier.sha256).encode() in line for line in note)


def test_an_earlier_text_is_noted_with_its_date_of_publication(store: EmbeddedStore) -> None:
    url = "https://verband.example/a"
    for text, day in (("Eins.", 1), ("Zwei.", 2), ("Drei.", 3), ("Drei.", 3)):
        read = replace(document(f"Jülich: {text}", url, url=url), published=date(2025, 3, day))
        ingest(store, [read], force=True)

    rows = store.select(
        "SELECT ?date { ?document kg:hasText/prov:wasRevisionOf ?text . "
        "?text a kg:EarlierText ; schema:datePublished ?date } ORDER BY ?date"
    )
    assert [row["date"] for row in rows] == [date(2025, 3, 1), date(2025, 3, 2)]


def test_a_syndicated_text_is_one_document_with_several_places(store: EmbeddedStore) -> None:
    text = "Die Europäische Kommission tagt in Brüssel."
    urls = [f"https://{name}.example/meldung" for name in "abc"]
    read = [document(text, url, url=url) for url in urls]
    outcomes: list[Outcome] = []
    report = ingest(store, [*read[:2], document(text, "kopie.txt")], outcomes=outcomes)

    assert (report.added, report.duplicate, report.documents) == (1, 2, 1)
    assert ingest(store, read).duplicate == 1
    before = dump(store)
    (stored,) = store.documents()
    assert stored.place == urls[0]
    assert stored.further == (*urls[1:], "kopie.txt")
    assert ingest(store, [*reversed(read), document(text, "kopie.txt")], force=True).ok
    assert dump(store) == before


def test_a_text_that_was_not_stored_leaves_no_trace_of_its_copies(store: EmbeddedStore) -> None:
    copies = [document("Gift aus Brüssel.", f"{name}.txt") for name in "ab"]
    ingest(store, [*many(20), *copies], workers=2, deadly="Gift")

    assert b"Source" not in b"".join(
        line for line in dump(store).splitlines() if b"b.txt" in line or b"a.txt" in line
    )


def test_another_run_analyses_again(store: EmbeddedStore) -> None:
    ingest(store, [ARTICLE])
    report = ingest(store, [ARTICLE], run=replace(RUN, model="gazetteer-2"))

    assert report.changed == 1


def test_force_analyses_again_to_the_same_result(store: EmbeddedStore) -> None:
    ingest(store, [ARTICLE])
    before = dump(store)

    assert ingest(store, [ARTICLE], force=True).changed == 1
    assert dump(store) == before


def test_a_failing_source_is_reported_and_the_others_go_on(store: EmbeddedStore) -> None:
    report = ingest(store, [ARTICLE, SourceError("c.txt", "is empty"), OTHER])

    assert report.documents == 2
    assert [(found.source, found.reason) for found in report.problems] == [("c.txt", "is empty")]
    assert not report.ok


def test_other_languages_are_skipped_unless_wanted(store: EmbeddedStore) -> None:
    text = "The European Commission meets the members of the parliament in Brussels today."
    english = document(text, "c.txt")
    report = ingest(store, [english])

    assert (report.skipped, report.documents) == (1, 0)
    assert "not German (en)" in str(report.problems[0].reason)
    assert ingest(store, [english], any_language=True).added == 1
    assert '"en"' in dump(store).decode()


def test_two_processes_store_what_one_stores(store: EmbeddedStore, tmp_path: Path) -> None:
    documents = many(70)
    outcomes: list[Outcome] = []
    ingest(store, documents, workers=2, outcomes=outcomes)
    with open_store(tmp_path / "one") as one:
        alone: list[Outcome] = []
        ingest(one, documents, workers=1, outcomes=alone)

        assert dump(store) == dump(one)
        assert outcomes == alone


@pytest.mark.slow
def test_a_dask_cluster_stores_what_one_process_stores(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    documents = many(70)
    ingest(store, documents, workers=2, where="dask")
    with open_store(tmp_path / "one") as one:
        ingest(one, documents, workers=1)

        assert dump(store) == dump(one)


def test_a_document_that_kills_the_analysis_is_reported(store: EmbeddedStore) -> None:
    documents = [*many(20), document("Gift aus Brüssel.", "gift.txt")]
    report = ingest(store, documents, workers=2, deadly="Gift")

    assert (report.added, report.failed) == (20, 1)
    assert report.problems[0].source == "gift.txt"


def test_an_interruption_keeps_what_was_analysed(store: EmbeddedStore) -> None:
    def interrupted() -> Iterator[Document]:
        yield from many(40)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(store, interrupted(), workers=1)

    assert len(store.documents()) == 32  # whole batches
    assert ingest(store, many(40)).added == 8


def test_without_a_store_it_is_only_said_what_would_happen() -> None:
    report = ingest(None, [ARTICLE, SourceError("c.txt", "is empty")])

    assert (report.added, report.failed) == (1, 1)


def test_each_outcome_is_a_flat_record(store: EmbeddedStore) -> None:
    outcomes: list[Outcome] = []
    ingest(store, [ARTICLE], outcomes=outcomes)

    assert outcomes[0].record() == {
        "source": "a.txt", "status": "added", "document": ARTICLE.iri, "title": "a.txt",
        "mentions": 2, "amounts": 0, "facts": 0,
    }  # fmt: skip


LONG = (
    "Die Europäische Kommission hat am Montag in Brüssel ein Programm für die Netze vorgestellt. "
    "Es soll den Ausbau der Leitungen zwischen Jülich und den Städten am Rhein beschleunigen und "
    "wird zu gleichen Teilen aus den Haushalten der Länder und des Bundes bezahlt. Die Verbände "
    "begrüßten das Vorhaben, verlangten aber weniger Vorschriften bei den Genehmigungen. "
)


def test_a_near_copy_of_a_stored_text_is_reported_in_a_later_run(store: EmbeddedStore) -> None:
    ingest(store, [document(LONG, "a.txt"), *many(20)])
    outcomes: list[Outcome] = []
    copies = [document(f"{LONG} {n}", f"kopie{n}.txt") for n in (1, 2)]

    ingest(store, [copies[0], OTHER], outcomes=outcomes)
    ingest(store, [copies[0], copies[1]], outcomes=outcomes)

    found = {outcome.source: outcome.similar for outcome in outcomes if outcome.status == "added"}
    assert found.pop("kopie2.txt") in ("a.txt", "kopie1.txt")
    assert found == {"kopie1.txt": "a.txt", "b.txt": None}


def test_the_earlier_text_of_a_file_is_no_near_copy(store: EmbeddedStore) -> None:
    ingest(store, [document(LONG, "a.txt")])
    outcomes: list[Outcome] = []

    ingest(store, [document(f"{LONG} Neu.", "a.txt")], outcomes=outcomes)
    ingest(store, [document(f"{LONG} Neu.", "a.txt")], force=True, outcomes=outcomes)

    assert [outcome.similar for outcome in outcomes] == [None, None]


@pytest.mark.parametrize("damage", ["missing", "cut"])
def test_sketches_that_are_missing_are_made_from_the_stored_texts(
    store: EmbeddedStore, damage: str
) -> None:
    ingest(store, [document(LONG, "a.txt"), *many(3)])
    file = store.location / "sketches.v1"
    whole = file.read_bytes()
    file.unlink() if damage == "missing" else file.write_bytes(whole[:-100])
    outcomes: list[Outcome] = []

    ingest(store, [document(f"{LONG} Neu.", "b.txt")], outcomes=outcomes)

    assert outcomes[0].similar == "a.txt"
    assert len(file.read_bytes()) == len(whole) // 4 * 5
