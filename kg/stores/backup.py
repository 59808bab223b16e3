"""Backups of an embedded store, and stores made from them.

A backup is one ZIP file with the store's quads as sorted N-Quads and the small files beside them
(decisions, what was fetched). Equal stores give equal files, any version of the engine reads
them back, and a file is put in place as a whole or not at all.
"""

import os
import shutil
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.config import SKETCHES
from kg.errors import StoreError, StoreLockedError
from kg.stores.embedded import EmbeddedStore
from kg.stores.loading import FILES
from kg.stores.restoring import DIRECTORY, new_store_folder
from kg.stores.terms import DEFAULT_GRAPH

_QUADS = "store.nq"
_FETCHED = "fetched.jsonl"
_NO_FILES = {"", ".", "..", DIRECTORY, "readers", "restoring"}
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
    beside = _files_beside(location)  # before the quads, which then hold all that they speak of
    with EmbeddedStore(location, read_only=True) as store:
        try:
            with _written_whole(target) as output, _new_zip(output) as archive:
                with archive.open(_member(_QUADS), "w", force_zip64=True) as quads:
                    store.dump("nq", quads)  # type: ignore[arg-type]
                for name, data in beside.items():
                    archive.writestr(_member(name), data)
        except OSError as error:
            raise StoreError(f"{target}: cannot be written ({error.strerror})") from error
        return Backup(target, len(store.documents()), (_QUADS, *beside))


def _files_beside(location: Path) -> dict[str, bytes]:
    """Return the small files beside the quads, and what waits to be loaded."""
    if not location.is_dir():
        return {}
    # What waits comes last: what was fetched by then is in it, or in the quads read later.
    paths = sorted(location.iterdir(), key=lambda path: (path.name in FILES, path.name))
    kept = (path for path in paths if path.is_file() and path.name != SKETCHES)
    return {path.name: path.read_bytes() for path in kept}


def restore(source: Path, location: Path, *, replace: bool = False) -> Backup:
    """Make a store at `location` from a backup file; the old one stays until the new is whole.

    Killed at any moment, it leaves the old store or the new one. Readers that are open go on with
    what they see. The store that is replaced may be damaged. Decisions of a store whose backup
    holds none stay; what was fetched for it does not.

    Raises:
        StoreLockedError: a writer has the store open, or another process restores it.
        StoreError: there is a store and not `replace`, or the file is no sound backup.
    """
    if (location / DIRECTORY).exists() and not replace:
        raise StoreError(f"{location}: there is a store already; --replace puts the backup there")
    with _opened(source) as archive:
        try:
            with _no_writer(location), new_store_folder(location) as fresh:
                documents = _load(archive, fresh, source)
                # Marks of pages that the backup does not hold would keep them from being read, and
                # what waits to be loaded is of the old store.
                for name in (_FETCHED, *FILES):
                    if (location / name).exists():
                        (fresh / name).touch()
                for name in archive.namelist():
                    if name != _QUADS:
                        (fresh / name).write_bytes(archive.read(name))
        except OSError as error:
            raise StoreError(f"{location}: cannot be written ({error.strerror})") from error
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
            sound = _QUADS in names and all(map(_is_plain, names))
            if not sound or archive.testzip() is not None:
                raise StoreError(f"{source}: is no backup of kg, or damaged")
            yield archive
    except FileNotFoundError as error:
        raise StoreError(f"{source}: there is no such file") from error
    except OSError as error:
        raise StoreError(f"{source}: cannot be read ({error.strerror})") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise StoreError(f"{source}: is no backup of kg, or damaged") from error


def _load(archive: zipfile.ZipFile, folder: Path, source: Path) -> int:
    """Fill a new store, its default graph as the union; return the number of documents."""
    try:
        store = ox.Store(str(folder / DIRECTORY))
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
        documents = len(opened.documents())
    shutil.rmtree(folder / "readers", ignore_errors=True)
    return documents


@contextmanager
def _no_writer(location: Path) -> Iterator[None]:
    """Keep writers out of the store that is there, and refuse where one is at work."""
    lock_file = location / DIRECTORY / "LOCK"
    if not lock_file.exists():
        yield
        return
    try:
        EmbeddedStore(location).close()
    except StoreLockedError:
        raise
    except StoreError:
        pass  # damaged, so a backup is put in its place
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with lock_file.open("r+b") as lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # as the store's engine locks it
        except OSError as error:
            raise StoreLockedError(f"{location}: another process writes to the store") from error
        yield


def _is_plain(name: str) -> bool:
    """Say whether the name is that of a file beside a store."""
    return name not in _NO_FILES and not any(mark in name for mark in "/\\\0")
