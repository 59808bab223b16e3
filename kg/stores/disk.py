"""What concerns the files of an embedded store: its errors, and when to merge its files."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError, StoreLockedError
from kg.stores.restoring import DIRECTORY, finish_restore
from kg.stores.snapshot import Snapshot, take_snapshot

# Bulk loading leaves many overlapping files; merging them makes joins three times as fast and
# costs seconds per million quads. It pays when this writer brought a quarter of the store.
# Measured with two million quads of the corpus; a quad took 220 bytes.
_MERGE_FROM_QUADS = 100_000
_BYTES_PER_QUAD = 220


_ADVICE = re.compile(r" The file \S+ may be corrupted\.")
# What the engine and the system say, and what that means to a person.
_MEANINGS = (
    (
        ("lock file", "lock hold"),
        "another process writes to the store; wait for it, or use --store",
    ),
    (
        ("No space left", "Disk quota", "File too large"),
        "cannot {action} the store: the disk is full; what was stored stays, make room and go on",
    ),
    (
        ("Read-only file system", "Permission denied", "not permitted"),
        "cannot {action} the store: the folder may only be read",
    ),
    (
        ("Corruption", "CURRENT", "MANIFEST"),
        "cannot {action} the store: it is damaged ({reason}); `kg restore --replace` puts a backup "
        "in its place",
    ),
)


@contextmanager
def translated(
    location: Path, action: str, raised: tuple[type[Exception], ...] = (OSError, RuntimeError)
) -> Iterator[None]:
    """Turn what Oxigraph raises into one `StoreError` or `StoreLockedError`."""
    # Oxigraph reports a full disk as OSError and a corrupt file as RuntimeError.
    try:
        yield
    except raised as error:
        reason = _ADVICE.sub("", " ".join(str(error).split()))
        kind = StoreLockedError if any(mark in reason for mark in _MEANINGS[0][0]) else StoreError
        known = (text for marks, text in _MEANINGS if any(mark in reason for mark in marks))
        meaning = next(known, "cannot {action} the store: {reason}")
        raise kind(f"{location}: {meaning.format(action=action, reason=reason)}") from error


def open_to_write(location: Path) -> ox.Store:
    """Open the store or make a new one; what a killed restore left is brought to its end.

    Raises:
        StoreLockedError: another writer has the store open.
        StoreError: the store is damaged, or cannot be written.
    """
    directory = location / DIRECTORY
    with translated(location, "open"):
        finish_restore(location)
        _refuse_headless(directory)
        directory.mkdir(parents=True, exist_ok=True)
        return ox.Store(str(directory))


def open_to_read(location: Path) -> tuple[ox.Store, Snapshot]:
    """Open a view of the store as it is now.

    Raises:
        StoreError: the store is missing or damaged, or cannot be read.
    """
    directory = location / DIRECTORY
    with translated(location, "open"):
        finish_restore(location)
        _refuse_headless(directory)
        if not (directory / "CURRENT").exists():
            raise StoreError(f"{location}: no store there; `kg ingest` makes one")
        snapshot = take_snapshot(directory)
        try:
            return ox.Store.read_only(str(snapshot.path)), snapshot
        except (OSError, RuntimeError):
            snapshot.close()
            raise


def _refuse_headless(directory: Path) -> None:
    """Refuse a folder with tables and without the file that leads to them.

    The engine would take it for a new store and remove the tables.
    """
    if directory.is_dir() and not (directory / "CURRENT").exists():
        tables = [path for path in directory.iterdir() if path.suffix in (".sst", ".log")]
        if any(path.stat().st_size for path in tables):
            raise OSError("its file CURRENT is missing")


def pays_to_merge(directory: Path, loaded: int) -> bool:
    """Return whether a writer that loaded so many quads in bulk should merge the files."""
    if loaded < _MERGE_FROM_QUADS:
        return False
    size = 0
    for path in directory.glob("*.sst"):
        with suppress(FileNotFoundError):  # the engine merges files at any time
            size += path.stat().st_size
    return loaded * _BYTES_PER_QUAD * 4 >= size
