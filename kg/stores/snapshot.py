"""A private, unchanging view of a store's files, for readers beside a writer.

What RocksDB does when one process reads files that another compacts away is not defined. Its table
files never change once written, so a reader links them into a folder of its own, which costs no
space and some milliseconds, and opens that. The manifest, which names the files that belong
together, is copied; when it has changed meanwhile, the view is made again.
"""

import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

from kg.errors import StoreError

_FOLDER = "readers"
_LOCK = "kg.lock"
# A writer changes the manifest about twice a second, and a view takes some milliseconds.
_ATTEMPTS = 50
_PAUSE_SECONDS = 0.02


class Snapshot:
    """A view of a store's files; `path` is what to open. Close it to remove the folder."""

    def __init__(self, path: Path, lock: int | None) -> None:
        self.path = path
        self._lock = lock

    def close(self) -> None:
        """Remove the view; the store itself is untouched."""
        if self._lock is not None:
            shutil.rmtree(self.path, ignore_errors=True)
            os.close(self._lock)
            self._lock = None


def take_snapshot(database: Path) -> Snapshot:
    """Return a view of the files in `database` as they are now.

    Where nothing can be linked (a folder that only may be read, a file system without links, a
    platform without file locks) the view is the database itself.
    """
    if sys.platform == "win32":
        return Snapshot(database, None)
    _remove_stale(database.parent / _FOLDER)
    for _ in range(_ATTEMPTS):
        try:
            snapshot = _new(database.parent / _FOLDER)
        except BlockingIOError:
            continue  # another process took the new folder for a stale one
        except OSError:
            return Snapshot(database, None)
        try:
            if _link(database, snapshot.path):
                return snapshot
        except FileNotFoundError:
            pass  # the writer removed a file between listing and linking
        except OSError:
            snapshot.close()
            return Snapshot(database, None)
        snapshot.close()
        time.sleep(_PAUSE_SECONDS)
    _manifest(database)
    raise StoreError(f"{database.parent}: the store changes too fast to be read; try again")


def fingerprint(database: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes whenever the store does: names, sizes and times of its logs."""
    found = []
    with os.scandir(database) as entries:
        for entry in entries:
            if entry.name.startswith("MANIFEST") or entry.name.endswith(".log"):
                status = entry.stat()
                found.append((entry.name, status.st_size, status.st_mtime_ns))
    return tuple(sorted(found))


def _new(folder: Path) -> Snapshot:
    import fcntl

    folder.mkdir(exist_ok=True)
    path = Path(tempfile.mkdtemp(prefix="view-", dir=folder))
    lock = os.open(path / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    # Held while the view is in use; another process removes a view whose lock is free.
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return Snapshot(path, lock)


def _link(database: Path, target: Path) -> bool:
    """Fill the view and return whether its files belong together."""
    before = _manifest(database)
    for path in database.iterdir():
        if path.suffix in (".sst", ".log", ".blob"):
            (target / path.name).hardlink_to(path)
    for name, content in before.items():
        (target / name).write_bytes(content)
    return _manifest(database) == before


def _manifest(database: Path) -> dict[str, bytes]:
    current = (database / "CURRENT").read_bytes()
    name = current.decode("ascii", "replace").strip()
    if not re.fullmatch(r"MANIFEST-\d+", name):
        raise OSError("Corruption: its file CURRENT names no manifest")
    return {"CURRENT": current, name: (database / name).read_bytes()}


def _remove_stale(folder: Path) -> None:
    import fcntl

    for path in folder.glob("view-*"):
        try:
            lock = os.open(path / _LOCK, os.O_RDWR)
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue  # in use
        else:
            shutil.rmtree(path, ignore_errors=True)
        finally:
            os.close(lock)
