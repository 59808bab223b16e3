"""From what a user names (files, folders, globs, addresses, "-") to documents, in that order."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from kg.errors import SourceError
from kg.model import Document
from kg.readers.blob import Blob, Limits
from kg.readers.crawl import Crawl
from kg.readers.document import clean
from kg.readers.fetch import Fetcher, Manners
from kg.readers.fetch_log import FetchLog
from kg.readers.kinds import read_blob
from kg.readers.places import Place, blob_of, failure, find_places, read_place
from kg.readers.plain import plain_document
from kg.readers.watchlist import Watched, parse_watchlist

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


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
    http(s) address of a page, file, feed or sitemap, a `.toml` file that lists such addresses, an
    address of another store of files as fsspec takes it (s3://…; also folders and globs), or "-"
    for standard input. Nothing is raised for a bad source, and one source is open at a time.
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
    entries = locate(sources, limits=limits, stdin=stdin, manners=manners, log=log, recheck=recheck)
    return read_located(entries, limits)


def read_located(
    entries: Iterable[Place | Document | SourceError], limits: Limits | None = None
) -> Iterator[Document | SourceError]:
    """Yield what `locate` found, its files read."""
    for entry in entries:
        if isinstance(entry, Place):
            yield from read_place(entry, limits)
        else:
            yield entry


def locate(
    sources: Iterable[str],
    *,
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
    manners: Manners | None = None,
    log: FetchLog | None = None,
    recheck: bool = False,
) -> Iterator[Place | Document | SourceError]:
    """Yield what `read` does, but files as places that anybody who sees them can read."""
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
                yield from find_places(source)


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
    place = Place.of(source)
    try:
        watched, manners = parse_watchlist(blob_of(place, crawl.limits), crawl.fetcher.manners)
    except SourceError as error:
        yield error
        return
    except OSError as error:
        yield failure(place, error)
        return
    with Fetcher(manners) as fetcher:
        own = replace(crawl, fetcher=fetcher)
        for one in watched:
            yield from own.read(one)
