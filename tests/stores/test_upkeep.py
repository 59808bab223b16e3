import io
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cli import main
from kg.errors import StoreError, StoreLockedError
from kg.iri import RUNS_GRAPH, document_graph
from kg.mapping import run_quads, to_quads
from kg.model import Analysis, Run
from kg.readers import FetchLog, read_text
from kg.readers.fetch_log import FILE_NAME, Fetched
from kg.removal import remove_documents
from kg.stores import open_store
from kg.stores.backup import back_up, restore
from kg.stores.health import check_store

RUN = Run("modell", "regeln", "kb")
SOURCES = ("artikel/netze.txt", "artikel/alt/waerme.txt", "https://a.example/1")


@pytest.fixture
def location(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    with open_store(folder) as store:
        for source in SOURCES:
            document = read_text(f"Meldung {source}\n\nEin Text dazu.", source=source)
            quads = to_quads(Analysis(document), (), (), RUN)
            store.replace_graph(document_graph(document.iri), quads)
        store.replace_graph(RUNS_GRAPH, run_quads(RUN))
    (folder / "decisions.jsonl").write_text('{"merge": 1}\n')
    return folder


def dumped(location: Path) -> bytes:
    output = io.BytesIO()
    with open_store(location, read_only=True) as store:
        store.dump("nq", output)
    return output.getvalue()


def default_graph(location: Path) -> object:
    with open_store(location, read_only=True) as store:
        return store.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")


def sources(location: Path) -> set[str]:
    with open_store(location, read_only=True) as store:
        return {document.source for document in store.documents()}


def test_a_sound_store_passes_the_check(location: Path) -> None:
    health = check_store(location)

    assert health.problems == ()
    assert health.documents == 3
    assert health.quads == dumped(location).count(b"\n")


def test_statements_that_do_not_fit_together_are_found(location: Path) -> None:
    raw = ox.Store(str(location / "oxigraph"))
    node = ox.NamedNode("https://kg.example/x")
    raw.add(ox.Quad(node, node, node, ox.DefaultGraph()))
    raw.add(ox.Quad(node, node, ox.Literal("1"), ox.NamedNode("https://kg.example/graph/doc/x")))
    raw.flush()
    del raw

    undescribed, missing, extra = check_store(location).problems

    assert "graph/doc/x does not describe its document" in undescribed
    assert missing.startswith("1 statements of documents are missing from the default graph")
    assert extra.startswith("1 statements of the default graph are in no document")


def test_a_damaged_file_is_a_problem_and_no_crash(location: Path) -> None:
    tables = sorted((location / "oxigraph").glob("*.sst"), key=os.path.getsize)
    data = bytearray(tables[-1].read_bytes())
    data[10 : len(data) // 2] = bytes(len(data) // 2 - 10)
    tables[-1].write_bytes(data)

    (problem,) = check_store(location).problems

    assert "\n" not in problem


def test_a_missing_store_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store there"):
        check_store(tmp_path / "nichts")


def test_a_backup_gives_the_same_store_again(location: Path, tmp_path: Path) -> None:
    made = back_up(location, tmp_path / "sicher.zip")
    again = restore(tmp_path / "sicher.zip", tmp_path / "neu")

    assert made.documents == again.documents == 3
    assert made.files == ("store.nq", "decisions.jsonl")
    assert dumped(tmp_path / "neu") == dumped(location)
    assert default_graph(tmp_path / "neu") == default_graph(location)
    assert (tmp_path / "neu" / "decisions.jsonl").read_text() == '{"merge": 1}\n'
    assert check_store(tmp_path / "neu").problems == ()


def test_equal_stores_give_equal_backups(location: Path, tmp_path: Path) -> None:
    back_up(location, tmp_path / "a.zip")
    restore(tmp_path / "a.zip", tmp_path / "neu")
    back_up(tmp_path / "neu", tmp_path / "b.zip")

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_backup_is_made_beside_a_writer_and_readers(location: Path, tmp_path: Path) -> None:
    with open_store(location) as writer, open_store(location, read_only=True) as reader:
        back_up(location, tmp_path / "a.zip")
        writer.drop_graph(writer.documents()[0].graph)

        assert len(reader.documents()) == 3
        with pytest.raises(StoreLockedError):
            restore(tmp_path / "a.zip", location, replace=True)

    assert len(sources(location)) == 2


def test_a_store_is_replaced_only_when_asked_to_and_readers_go_on(
    location: Path, tmp_path: Path
) -> None:
    back_up(location, tmp_path / "a.zip")
    with open_store(location) as store:
        store.drop_graph(store.documents()[0].graph)
    with pytest.raises(StoreError, match="there is a store already"):
        restore(tmp_path / "a.zip", location)

    with open_store(location, read_only=True) as reader:
        restore(tmp_path / "a.zip", location, replace=True)
        assert len(reader.documents()) == 2

    assert sources(location) == set(SOURCES)
    assert not list(location.glob("restore-*"))


@pytest.mark.parametrize(
    "content", [None, b"", b"kein ZIP", b"halb", b"fremd", b"pfad", b"kaputte Quads"]
)
def test_what_is_no_sound_backup_changes_nothing(
    location: Path, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "a.zip"
    before = dumped(location)
    back_up(location, file)
    if content is None:
        file.unlink()
    elif content == b"halb":
        file.write_bytes(file.read_bytes()[:300])
    elif content in (b"fremd", b"pfad", b"kaputte Quads"):
        with zipfile.ZipFile(file, "w") as archive:
            names = {b"fremd": "x.txt", b"pfad": "../x.txt", b"kaputte Quads": "store.nq"}
            archive.writestr(names[content], "<kaputt")
            if content == b"pfad":
                archive.writestr("store.nq", "")
    else:
        file.write_bytes(content)

    with pytest.raises(StoreError) as error:
        restore(file, location, replace=True)

    assert "\n" not in str(error.value)
    assert dumped(location) == before


def test_an_unwritable_target_is_one_line_and_leaves_nothing(
    location: Path, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        back_up(location, tmp_path / "kein" / "ordner.zip")

    assert not (tmp_path / "kein").exists()


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("artikel/netze.txt", {SOURCES[1], SOURCES[2]}),
        ("./artikel//netze.txt", {SOURCES[1], SOURCES[2]}),
        ("artikel", {SOURCES[2]}),
        ("https://a.example/1", {SOURCES[0], SOURCES[1]}),
        ("arti", set(SOURCES)),
    ],
)
def test_documents_are_removed_by_source_or_folder(
    location: Path, name: str, left: set[str]
) -> None:
    with open_store(location) as store:
        _, unknown = remove_documents(store, [name])

    assert sources(location) == left
    assert unknown == ([name] if name == "arti" else [])
    assert check_store(location).problems == ()


def test_a_removed_page_is_fetched_again(location: Path) -> None:
    log = FetchLog(location / FILE_NAME)
    log.note(Fetched(SOURCES[2], etag='"1"'))
    log.done(SOURCES[2])

    with open_store(location) as store:
        remove_documents(store, [SOURCES[2]])

    assert FetchLog(location / FILE_NAME)[SOURCES[2]].etag == ""


@pytest.fixture
def kg(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return call


def test_the_commands_say_what_they_did(
    kg: Callable[..., tuple[int, str, str]], location: Path, tmp_path: Path
) -> None:
    file, new = tmp_path / "a.zip", tmp_path / "neu"

    assert kg("check", "--store", location)[:2] == (
        0,
        f"{location}: sound, 3 documents, {check_store(location).quads} statements\n",
    )
    assert kg("backup", file, "--store", location) == (
        0,
        f"{file}: 3 documents; store.nq, decisions.jsonl\n",
        "",
    )
    assert kg("restore", file, "--store", new) == (0, f"{new}: 3 documents from {file}\n", "")
    assert kg("remove", "artikel/netze.txt", "nichts", "--store", new) == (
        1,
        "artikel/netze.txt\tMeldung artikel/netze.txt\n",
        "kg: nichts: no document of this name\n",
    )
    assert kg("remove", "artikel", "--dry-run", "--store", location)[0] == 0
    assert sources(location) == set(SOURCES)
    assert kg("check", "--store", tmp_path / "x")[0] == 1
    assert kg("check", "--store", "https://a.example/sparql")[0] == 1
