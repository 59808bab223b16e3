"""Puts a restored store in the place of an old one so that no moment leaves half a store.

`kg restore` makes the new store in the folder `restoring/new` beside the old one and renames it to
`restoring/whole` when nothing is missing. A kill before that leaves the old store as it is. A kill
after it leaves two folders that say what is left to do, and whoever opens the store next does it.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreLockedError

DIRECTORY = "oxigraph"
_FOLDER = "restoring"
_WHOLE = "whole"


@contextmanager
def new_store_folder(location: Path) -> Iterator[Path]:
    """Give an empty folder for a new store and put it in the place of the old when it is filled.

    It holds the folder of the quads and the files beside it. What a killed restore left is
    removed.

    Raises:
        StoreLockedError: another process restores the store.
        OSError: the folder cannot be written.
    """
    location.mkdir(parents=True, exist_ok=True)
    with _locked(location, wait=False):
        _finish(location)
        new = location / _FOLDER / "new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        try:
            yield new
            new.rename(location / _FOLDER / _WHOLE)
        except BaseException:
            shutil.rmtree(location / _FOLDER, ignore_errors=True)
            raise
        _finish(location)


def finish_restore(location: Path) -> None:
    """Finish what a restore began that was killed when its store was whole; else do nothing."""
    if (location / _FOLDER / _WHOLE).exists():
        with _locked(location, wait=True):
            _finish(location)


def _finish(location: Path) -> None:
    """Move the new store to its place; each step can be done again after a kill."""
    folder, current = location / _FOLDER, location / DIRECTORY
    whole, earlier = folder / _WHOLE, folder / "earlier"
    if (whole / DIRECTORY).exists():
        if current.exists():
            shutil.rmtree(earlier, ignore_errors=True)
            current.rename(earlier)
        (whole / DIRECTORY).rename(current)
    if whole.exists():
        for path in whole.iterdir():
            path.replace(location / path.name)
        whole.rmdir()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(folder: Path, *, wait: bool) -> Iterator[None]:
    """Hold the lock of the folder itself, so that no file of it is left behind."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    lock = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise StoreLockedError(f"{folder}: another process restores the store") from error
        yield
    finally:
        os.close(lock)
