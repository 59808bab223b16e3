"""From what a user names (files, folders, globs, addresses, "-") to documents, in that order."""

import glob
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kg.errors import SourceError
from kg.model import Document
from kg.readers.blob import Blob, Limits
from kg.readers.crawl import Crawl
from kg.readers.document import clean
from kg.readers.fetch import Fetcher, Manners
from kg.readers.fetch_log import FetchLog
from kg.readers.kinds import read_blob
from kg.readers.plain import plain_document
from kg.readers.watchlist import Watched, parse_watchlist

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def read(
    sources: Iterable[str],
    *,
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
    manners: Manners | None = None,
    log: FetchLog | None = None,
    recheck: bool = False,
) -> Iterator[Document | SourceError]:
    """Yield the documents of all sources, and a `SourceError` in the place of each failure.

    A source is a path, a folder (read with its subfolders, in the order of the names), a glob, an
    http(s) address of a page, file, feed or sitemap, a `.toml` file that lists such addresses, or
    "-" for standard input. Nothing is raised for a bad source, and one source is open at a time.
    A glob that matches nothing and a folder without any file are failures, too. Hidden files and
    folders are left out of folders; name them to read them.

    Args:
        sources: what to read, in this order.
        limits: how much one source may hold.
        stdin: what "-" reads.
        manners: how sites are visited.
        log: what was fetched before; pages that did not change since are left out. The caller
            calls `log.done(document.source)` when a document is stored.
        recheck: visit also pages that a feed listed earlier, so that deleted ones are found; they
            yield a `SourceGoneError`.
    """
    limits, manners = limits or Limits(), manners or Manners()
    log = log if log is not None else FetchLog()
    with Fetcher(manners) as fetcher:
        crawl = Crawl(fetcher, log, limits, recheck)
        for source in sources:
            if source == "-":
                yield from _read_stdin(stdin or sys.stdin.buffer, limits)
            elif _ADDRESS.match(source):
                yield from crawl.read(Watched(source))
            elif source.lower().endswith(".toml"):
                yield from _read_watchlist(source, crawl)
            else:
                yield from _read_path(source, limits)


def read_text(text: str, *, source: str, title: str = "", url: str | None = None) -> Document:
    """Return the document of a text that is at hand; `source` says where it comes from.

    The text is normalised (NFC, `\\n`) and otherwise kept, so that offsets fit the given one.
    """
    return plain_document(clean(text), source=source, title=title, url=url)


def _read_stdin(stream: BinaryIO, limits: Limits) -> Iterator[Document | SourceError]:
    data = stream.read(limits.document_bytes + 1)
    yield from read_blob(Blob("-", "", lambda: BytesIO(data), size=len(data), limits=limits))


def _read_watchlist(source: str, crawl: Crawl) -> Iterator[Document | SourceError]:
    """Read all that a list names, with the manners it asks for."""
    blob = Blob(_shown(source), source, partial(_open, source), limits=crawl.limits)
    try:
        watched, manners = parse_watchlist(blob, crawl.fetcher.manners)
    except SourceError as error:
        yield error
        return
    except OSError as error:
        yield SourceError(blob.source, _reason(error))
        return
    with Fetcher(manners) as fetcher:
        own = replace(crawl, fetcher=fetcher)
        for one in watched:
            yield from own.read(one)


def _read_path(source: str, limits: Limits) -> Iterator[Document | SourceError]:
    try:
        is_folder, exists = Path(source).is_dir(), os.path.lexists(source)
    except ValueError:  # a NUL in the name
        yield SourceError(source, "is not a file name")
        return
    if is_folder:
        yield from _read_folder(source, limits)
    elif exists or not glob.has_magic(source):
        yield from _read_file(source, limits)
    else:
        yield from _read_glob(source, limits)


def _read_glob(pattern: str, limits: Limits) -> Iterator[Document | SourceError]:
    # Path.glob takes relative patterns only.
    found = sorted(glob.glob(pattern, recursive=True), key=_sort_key)  # noqa: PTH207
    if not found:
        yield SourceError(pattern, "matches no file")
    for path in found:
        if Path(path).is_dir():
            if "**" not in pattern:
                yield from _read_folder(path, limits)
        else:
            yield from _read_file(path, limits)


def _read_folder(folder: str, limits: Limits) -> Iterator[Document | SourceError]:
    empty = True
    for path in _walk(folder):
        empty = False
        if isinstance(path, SourceError):
            yield path
        else:
            yield from _read_file(path, limits, in_folder=True)
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


def _read_file(
    path: str, limits: Limits, *, in_folder: bool = False
) -> Iterator[Document | SourceError]:
    shown = _shown(path)
    try:
        status = Path(path).stat()
        if stat.S_ISREG(status.st_mode):
            blob = Blob(shown, shown, partial(_open, path), status.st_size, limits=limits)
        elif in_folder:
            yield SourceError(shown, "is neither a file nor a folder with files")
            return
        else:
            blob = _from_pipe(path, limits)
    except OSError as error:
        yield SourceError(shown, _reason(error))
        return
    yield from read_blob(blob)


def _reason(error: OSError) -> str:
    missing = isinstance(error, FileNotFoundError)
    return "does not exist" if missing else f"cannot be read ({error.strerror})"


def _open(path: str) -> BinaryIO:
    return Path(path).open("rb")


def _from_pipe(path: str, limits: Limits) -> Blob:
    """Read a pipe or device, which can be opened once only, into memory."""
    with Path(path).open("rb") as stream:
        data = stream.read(limits.document_bytes + 1)
    return Blob(_shown(path), "", lambda: BytesIO(data), size=len(data), limits=limits)


def _shown(path: str) -> str:
    """Return the path as text that every encoding and RDF can carry."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def _sort_key(path: str) -> list[bytes]:
    return [os.fsencode(part) for part in Path(path).parts]
