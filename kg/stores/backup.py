"""Backups of an embedded store, and stores made from them.

A backup is one ZIP file with the store's quads as sorted N-Quads and the small files beside them
(decisions, what was fetched). Equal stores give equal files, any version of the engine reads
them back, and a file is put in place as a whole or not at all.
"""

import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import StoreError
from kg.stores.embedded import EmbeddedStore
from kg.stores.terms import DEFAULT_GRAPH

_QUADS = "store.nq"
_DIRECTORY = "oxigraph"
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP can state


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file: how many documents, and the names of the files in it."""

    path: Path
    documents: int
    files: tuple[str, ...]


def back_up(location: Path, target: Path) -> Backup:
    """Write the store to the file `target`; a writer and readers may go on meanwhile.

    Raises:
        StoreError: the store cannot be read, or the file cannot be written.
    """
    with EmbeddedStore(location, read_only=True) as store:
        beside = sorted(path for path in location.iterdir() if path.is_file())
        try:
            with _written_whole(target) as output, _new_zip(output) as archive:
                with archive.open(_member(_QUADS), "w", force_zip64=True) as quads:
                    store.dump("nq", quads)  # type: ignore[arg-type]
                for path in beside:
                    archive.writestr(_member(path.name), path.read_bytes())
        except OSError as error:
            raise StoreError(f"{target}: cannot be written ({error.strerror})") from error
        return Backup(target, len(store.documents()), (_QUADS, *(path.name for path in beside)))


def restore(source: Path, location: Path, *, replace: bool = False) -> Backup:
    """Make a store at `location` from a backup file; the old one stays until the new is whole.

    Readers that are open go on with what they see.

    Raises:
        StoreLockedError: a writer has the store open.
        StoreError: there is a store and not `replace`, or the file is no sound backup.
    """
    if (location / _DIRECTORY).exists() and not replace:
        raise StoreError(f"{location}: there is a store already; --replace puts the backup there")
    with _opened(source) as archive:
        try:
            location.mkdir(parents=True, exist_ok=True)
            fresh = Path(tempfile.mkdtemp(prefix="restore-", dir=location))
        except OSError as error:
            raise StoreError(f"{location}: cannot be written ({error.strerror})") from error
        try:
            documents = _load(archive, fresh, source)
            _swap(archive, fresh, location)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        return Backup(source, documents, tuple(archive.namelist()))


@contextmanager
def _written_whole(target: Path) -> Iterator[BinaryIO]:
    """Open a file that takes its name only when it was written to the end."""
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as output:
            yield output
            output.flush()
            os.fsync(output.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _new_zip(output: BinaryIO) -> zipfile.ZipFile:
    return zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _FIXED_TIME)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    """Open a backup after reading it whole once, which compares all its checksums."""
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            sound = _QUADS in names and not any("/" in name or "\\" in name for name in names)
            if not sound or archive.testzip() is not None:
                raise StoreError(f"{source}: is no backup of kg, or damaged")
            yield archive
    except FileNotFoundError as error:
        raise StoreError(f"{source}: there is no such file") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise StoreError(f"{source}: is no backup of kg, or damaged") from error


def _load(archive: zipfile.ZipFile, folder: Path, source: Path) -> int:
    """Fill a new store, its default graph as the union; return the number of documents."""
    try:
        store = ox.Store(str(folder / _DIRECTORY))
        with archive.open(_QUADS) as quads:
            store.bulk_load(quads, ox.RdfFormat.N_QUADS)
        store.bulk_extend(
            ox.Quad(quad.subject, quad.predicate, quad.object, DEFAULT_GRAPH)
            for quad in store.quads_for_pattern(None, None, None, None)
            if quad.graph_name != DEFAULT_GRAPH
        )
        store.flush()
    except (OSError, RuntimeError, SyntaxError) as error:
        reason = " ".join(str(error).split())
        raise StoreError(f"{source}: cannot be restored ({reason})") from error
    del store  # closes it
    with EmbeddedStore(folder, read_only=True) as opened:
        return len(opened.documents())


def _swap(archive: zipfile.ZipFile, fresh: Path, location: Path) -> None:
    current = location / _DIRECTORY
    if current.exists():
        with EmbeddedStore(location):  # refuses while another process writes
            pass
        current.rename(fresh / "earlier")
    (fresh / _DIRECTORY).rename(current)
    for name in archive.namelist():
        if name != _QUADS:
            (location / name).write_bytes(archive.read(name))
