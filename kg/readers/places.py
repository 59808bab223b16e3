"""Files that can be read from anywhere: what a path, folder or glob names, here or by fsspec."""

import glob
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path, PurePath
from typing import BinaryIO, Self

from kg.errors import SourceError
from kg.model import Document
from kg.readers import remote
from kg.readers.blob import Blob, Limits
from kg.readers.kinds import read_blob

# Kinds of files that hold one document and are read without leave of a web site.
_SINGLE = {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml"}


@dataclass(frozen=True, slots=True)
class Place:
    """One file: where it lies, and the name under which its documents are known."""

    path: str
    source: str
    in_folder: bool = False

    @classmethod
    def of(cls, path: str, *, in_folder: bool = False) -> Self:
        """Return the place of a path or an address."""
        return cls(path, _shown(path), in_folder)

    @property
    def scheme(self) -> str:
        """Return the kind of store of files, such as "s3"; empty for this machine's."""
        return self.path.partition("://")[0] if remote.is_remote(self.path) else ""

    @property
    def is_single(self) -> bool:
        """Whether the name says that the file holds one document."""
        return PurePath(self.path).suffix.lower() in _SINGLE

    def absolute(self) -> "Place":
        """Return the place as another process can open it."""
        path = self.path if self.scheme else os.path.abspath(self.path)  # noqa: PTH100 - keeps links
        return Place(path, self.source, self.in_folder)


def find_places(source: str) -> Iterator[Place | SourceError]:
    """Yield the files of a path, folder, glob or fsspec address, in the order of their names."""
    if remote.is_remote(source):
        for found in remote.find_files(source):
            yield found if isinstance(found, SourceError) else Place.of(found)
        return
    try:
        is_folder, exists = Path(source).is_dir(), os.path.lexists(source)
    except ValueError:  # a NUL in the name
        yield SourceError(source, "is not a file name")
        return
    if is_folder:
        yield from _in_folder(source)
    elif exists or not glob.has_magic(source):
        yield Place.of(source)
    else:
        yield from _in_glob(source)


def read_place(place: Place, limits: Limits | None = None) -> Iterator[Document | SourceError]:
    """Yield the documents of a file, or a `SourceError` where it cannot be read."""
    try:
        blob = blob_of(place, limits or Limits())
    except SourceError as error:
        yield error
    except OSError as error:
        yield failure(place, error)
    else:
        yield from read_blob(blob)


def blob_of(place: Place, limits: Limits) -> Blob:
    """Return the bytes of a file, unread; a pipe or device is read into memory.

    Raises:
        SourceError: a folder has a thing that is no file.
        OSError: it is not there or must not be read.
    """
    shown, path = place.source, place.path
    if place.scheme:
        return Blob(shown, shown, partial(remote.open_file, path), limits=limits)
    status = Path(path).stat()
    if stat.S_ISREG(status.st_mode):
        return Blob(shown, shown, partial(_open, path), status.st_size, limits=limits)
    if place.in_folder:
        raise SourceError(shown, "is neither a file nor a folder with files")
    with Path(path).open("rb") as stream:
        data = stream.read(limits.document_bytes + 1)
    return Blob(shown, "", lambda: BytesIO(data), size=len(data), limits=limits)


def failure(place: Place, error: OSError) -> SourceError:
    """Return why a file cannot be read, for people."""
    missing = isinstance(error, FileNotFoundError)
    reason = "does not exist" if missing else f"cannot be read ({error.strerror or error})"
    return SourceError(place.source, reason)


def _in_glob(pattern: str) -> Iterator[Place | SourceError]:
    # Path.glob takes relative patterns only.
    found = sorted(glob.glob(pattern, recursive=True), key=_sort_key)  # noqa: PTH207
    if not found:
        yield SourceError(pattern, "matches no file")
    for path in found:
        if not Path(path).is_dir():
            yield Place.of(path)
        elif "**" not in pattern:
            yield from _in_folder(path)


def _in_folder(folder: str) -> Iterator[Place | SourceError]:
    empty = True
    for found in _walk(folder):
        empty = False
        yield found if isinstance(found, SourceError) else Place.of(found, in_folder=True)
    if empty:
        yield SourceError(_shown(folder), "holds no files")


def _walk(folder: str) -> Iterator[str | SourceError]:
    """Yield the files below a folder in the order of their names; links to folders are files."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield SourceError(_shown(folder), f"cannot be read ({error.strerror})")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        else:
            yield entry.path


def _open(path: str) -> BinaryIO:
    return Path(path).open("rb")


def _shown(path: str) -> str:
    """Return the path as text that every encoding and RDF can carry."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def _sort_key(path: str) -> list[bytes]:
    return [os.fsencode(part) for part in Path(path).parts]
