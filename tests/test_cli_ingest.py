"""`kg ingest` and `kg extract` as a user runs them, with a pipeline that needs no training."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import ruler

from kg.cli import main
from kg.stores import open_store

ARTICLE = "Jülich, 3. März 2025. Die Europäische Kommission zahlt Jülich 20 Millionen Euro.\n"
OTHER = "Henrike Brauckmann reist nach Brüssel. Sie trifft dort Jörg Öztürk aus Jülich.\n"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return ruler.saved(tmp_path_factory.mktemp("model"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "artikel"
    articles.mkdir()
    (articles / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (articles / "b.txt").write_text(OTHER, encoding="utf-8")
    return tmp_path


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Done]:
    """Run commands in this process, in the folder."""
    monkeypatch.chdir(folder)

    def run_command(*arguments: str, stdin: str = "") -> Done:
        monkeypatch.setattr("sys.argv", ["kg", *arguments])
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return run_command


Run = Callable[..., Done]


def dump(folder: Path, store: str = ".kg") -> bytes:
    output = io.BytesIO()
    with open_store(folder / store, read_only=True) as opened:
        opened.dump("nq", output)
    return output.getvalue()


def test_ingest_prints_what_was_found(folder: Path, model: str, run: Run) -> None:
    done = run("ingest", "artikel", "--model", model)

    assert (done.returncode, done.stderr) == (0, "")
    lines = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    assert lines["documents"].startswith("2  (2 added")
    assert (lines["persons"], lines["organisations"], lines["places"]) == ("2", "1", "2")
    assert lines["amounts"] == "1"


def test_the_same_again_changes_nothing(folder: Path, model: str, run: Run) -> None:
    run("ingest", "artikel", "--model", model)
    before = dump(folder)
    done = run("ingest", "artikel", "--model", model)

    assert done.stdout.split()[:7] == ["documents", "2", "(0", "added,", "0", "changed,", "2"]
    assert dump(folder) == before


@pytest.mark.slow
def test_bytes_depend_neither_on_hash_seed_nor_on_workers(folder: Path, model: str) -> None:
    for store, seed, workers in (("eins", "1", "1"), ("zwei", "7", "2")):
        command = [sys.executable, "-m", "kg", "ingest", "artikel", "--model", model]
        subprocess.run(
            [*command, "--store", store, "--workers", workers],
            cwd=folder,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )

    assert dump(folder, "eins") == dump(folder, "zwei")


def test_bad_sources_are_named_and_the_others_stored(folder: Path, model: str, run: Run) -> None:
    (folder / "leer.txt").write_text("", encoding="utf-8")
    (folder / "bild.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    done = run("ingest", "fehlt.txt", "leer.txt", "bild.txt", "artikel", "--model", model)

    assert done.returncode == 1
    assert [line.split(":")[1].strip() for line in done.stderr.splitlines()] == [
        "fehlt.txt", "leer.txt", "bild.txt",
    ]  # fmt: skip
    assert "2 added" in done.stdout
    assert "3 failed" in done.stdout


def test_a_dry_run_writes_nothing(folder: Path, model: str, run: Run) -> None:
    done = run("ingest", "artikel", "--model", model, "--dry-run")

    assert "2 added" in done.stdout
    assert not (folder / ".kg").exists()

    run("ingest", "artikel", "--model", model)
    before = dump(folder)
    (folder / "artikel" / "a.txt").write_text(OTHER + ARTICLE, encoding="utf-8")
    (folder / "artikel" / "b.txt").unlink()
    done = run("ingest", "artikel", "--model", model, "--dry-run", "--prune")

    assert "1 changed" in done.stdout
    assert "1 removed" in done.stdout
    assert dump(folder) == before


def test_prune_removes_the_documents_of_missing_files(folder: Path, model: str, run: Run) -> None:
    run("ingest", "artikel", "--model", model)
    (folder / "artikel" / "b.txt").unlink()

    assert "0 removed" in run("ingest", "artikel", "--model", model).stdout
    assert "1 removed" in run("ingest", "artikel", "--model", model, "--prune").stdout
    assert "Brauckmann" not in dump(folder).decode()


def test_the_report_holds_one_line_per_outcome(folder: Path, model: str, run: Run) -> None:
    run("ingest", "artikel", "fehlt.txt", "--model", model, "--report", "lauf.jsonl")
    lines = (folder / "lauf.jsonl").read_text(encoding="utf-8").splitlines()

    records = {record["source"]: record for record in map(json.loads, lines)}
    assert records["fehlt.txt"]["status"] == "failed"
    assert records["artikel/a.txt"]["status"] == "added"
    assert records["artikel/a.txt"]["amounts"] == 1


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("report", [True, False])
def test_output_on_a_full_disk_is_one_line(folder: Path, model: str, *, report: bool) -> None:
    command = [sys.executable, "-m", "kg", "ingest", "artikel", "--model", model]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*command, "--report", "/dev/full" if report else "lauf.jsonl"],
            cwd=folder,
            stdout=subprocess.PIPE if report else full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "No space left" in done.stderr
    with open_store(folder / ".kg", read_only=True) as store:
        assert len(store.documents()) >= 1  # all that came before the line that cannot be written


def test_standard_input_is_a_source(folder: Path, model: str, run: Run) -> None:
    done = run("ingest", "-", "--model", model, stdin=ARTICLE)

    assert done.returncode == 0
    assert "1 added" in done.stdout


def test_a_second_writer_gets_one_line(folder: Path, model: str, run: Run) -> None:
    with open_store(".kg"):  # the working directory is the folder
        done = run("ingest", "artikel", "--model", model)

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "another process" in done.stderr


def test_an_unknown_model_is_one_line(run: Run) -> None:
    done = run("ingest", "artikel", "--model", "gibt_es_nicht")

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "gibt_es_nicht" in done.stderr


def test_extract_prints_one_object_per_document(folder: Path, model: str, run: Run) -> None:
    done = run("extract", "artikel", "--model", model)
    first, second = map(json.loads, done.stdout.splitlines())

    assert set(first) >= {"document", "title", "published", "text", "mentions", "amounts", "facts"}
    assert first["published"] == "2025-03-03"
    assert first["amounts"][0]["value"] == 20_000_000
    assert [first["text"][m["start"] : m["end"]] for m in first["mentions"]] == [
        m["text"] for m in first["mentions"]
    ]
    assert "Brauckmann" in second["text"]
    assert not (folder / ".kg").exists()


def test_extract_names_bad_sources_and_goes_on(folder: Path, model: str, run: Run) -> None:
    done = run("extract", "fehlt.txt", "artikel/b.txt", "--model", model, "--format", "conll")

    assert done.returncode == 1
    assert "fehlt.txt" in done.stderr
    assert "Henrike\tB-PER\nBrauckmann\tI-PER" in done.stdout


def test_extract_makes_a_page(folder: Path, model: str, run: Run) -> None:
    done = run("extract", "artikel/a.txt", "--model", model, "--format", "html")

    assert done.stdout.lower().startswith("<!doctype html>")
    assert "<script" not in done.stdout
