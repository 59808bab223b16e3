"""Addresses of other stores of files: read by fsspec like paths, folders and globs."""

import sys
from pathlib import Path

import fsspec
import pytest

from kg.errors import SourceError
from kg.model import Document
from kg.readers import read

TEXT = "Die Europäische Kommission tagt in Brüssel.".encode()


@pytest.fixture
def folder() -> str:
    files = fsspec.filesystem("memory")
    if files.exists("/presse"):
        files.rm("/presse", recursive=True)
    for name in ("b.txt", "a.txt", "2/c.txt", ".versteckt.txt", "leer.txt"):
        files.pipe(f"/presse/{name}", TEXT if name != "leer.txt" else b"")
    return "memory://presse"


def names(source: str) -> list[str]:
    return [
        one.source if isinstance(one, Document) else f"{one.location}: {one.reason}"
        for one in read([source])
    ]


def test_a_folder_a_glob_and_a_file_are_read_in_the_order_of_names(folder: str) -> None:
    assert names(folder) == [
        "memory:///presse/2/c.txt", "memory:///presse/a.txt", "memory:///presse/b.txt",
        "memory:///presse/leer.txt: is empty",
    ]  # fmt: skip
    assert names(f"{folder}/*/*.txt") == ["memory:///presse/2/c.txt"]
    assert names(f"{folder}/b.txt") == ["memory:///presse/b.txt"]


def test_the_document_is_that_of_a_local_file(folder: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    (remote,) = read([f"{folder}/a.txt"])
    (by_address,) = read([f"file://{tmp_path}/a.txt"])
    (local,) = read([str(tmp_path / "a.txt")])

    assert isinstance(remote, Document)
    assert isinstance(local, Document)
    assert isinstance(by_address, Document)
    assert remote.text == local.text == by_address.text
    assert remote.iri == local.iri == by_address.iri


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("memory://presse/fehlt.txt", "cannot be read"),
        ("memory://presse/*.pdf", "matches no file"),
        ("nirgends://a/b.txt", "Protocol not known: nirgends"),
    ],
)
def test_a_bad_address_is_one_line(folder: str, source: str, reason: str) -> None:
    (found,) = names(source)

    assert reason in found
    assert "\n" not in found


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    (found,) = read(["s3://eimer/a.txt"])

    assert isinstance(found, SourceError)
    assert "s3fs" in found.reason

    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    (found,) = read(["s3://eimer/a.txt"])

    assert isinstance(found, SourceError)
    assert "pip install 'kg[dask]'" in found.reason
