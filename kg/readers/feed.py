"""Feeds (RSS, Atom) and sitemaps: the addresses they list, with what they say about each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from kg.errors import SourceError
from kg.model import Document
from kg.readers.blob import Blob
from kg.readers.dates import parse_date
from kg.readers.document import clean, make_document, one_line
from kg.readers.html import main_text, with_headline

_SITEMAP_ROOT = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)[\s>]")
_FEED_ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|RDF|channel)[\s>]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One address that a feed or sitemap lists; `stamp` is its time of change as written."""

    url: str
    title: str = ""
    published: date | None = None
    stamp: str = ""
    html: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed or sitemap lists; `parts` are the sitemaps of a sitemap index."""

    entries: tuple[Entry, ...]
    parts: tuple[str, ...] = ()
    publisher: str = ""


def parse_listing(data: bytes, source: str) -> Listing:
    """Read a feed or sitemap; raises `SourceError` for anything else and for entity tricks."""
    plain = data.replace(b"\x00", b"")  # UTF-16 shows its ASCII letters like this
    if b"<!ENTITY" in plain:
        raise SourceError(source, "declares XML entities, which kg refuses")
    if _SITEMAP_ROOT.search(plain[:4000]):
        return _sitemap(data, source)
    if _FEED_ROOT.search(plain[:4000]):
        return _feed(data, source)
    raise SourceError(source, "is XML, but neither a feed nor a sitemap")


def read_feed_file(blob: Blob) -> Iterator[Document | SourceError]:
    """Yield the entries of a saved feed that hold their text; nothing is fetched."""
    listing = parse_listing(blob.read(), blob.source)
    if not any(entry.html for entry in listing.entries):
        raise SourceError(blob.source, "lists addresses only; name its own address to read them")
    for number, entry in enumerate(listing.entries, 1):
        try:
            yield _entry_document(entry, listing.publisher, blob.source)
        except SourceError as error:
            yield SourceError(blob.source, f"entry {number}: {error.reason}")


def _entry_document(entry: Entry, publisher: str, source: str) -> Document:
    text = main_text(clean(entry.html), source) if entry.html else ""
    return make_document(
        with_headline(text, entry.title),
        source=source,
        title=entry.title,
        published=entry.published,
        publisher=publisher,
        authors=entry.authors,
        url=entry.url,
    )


def _sitemap(data: bytes, source: str) -> Listing:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(source, "is damaged and cannot be read as sitemap") from error
    if root is None:
        raise SourceError(source, "is damaged and cannot be read as sitemap")
    entries, parts = [], []
    for node in root:
        values = {
            child.tag.rsplit("}", 1)[-1]: (child.text or "").strip()
            for child in node
            if isinstance(child.tag, str)
        }
        address = values.get("loc", "")
        if address and node.tag.endswith("sitemap"):
            parts.append(address)
        elif address:
            entries.append(Entry(address, stamp=values.get("lastmod", "")))
    return Listing(tuple(entries), tuple(parts))


def _feed(data: bytes, source: str) -> Listing:
    import feedparser

    # A stream, because feedparser takes a string for an address or a file name first.
    damaged = SourceError(source, "is damaged and cannot be read as feed")
    try:
        parsed = feedparser.parse(BytesIO(data))
    except (ValueError, LookupError) as error:  # a wrong name of an encoding reaches the codecs
        raise damaged from error
    if parsed.bozo and not parsed.entries:
        raise damaged
    entries = tuple(_entry(item) for item in parsed.entries)
    return Listing(entries, publisher=one_line(parsed.feed.get("title")))


def _entry(item: dict[str, Any]) -> Entry:
    def value(name: str) -> str:
        # The item's own `get` answers for some other names, too, and warns about it.
        return str(dict.get(item, name) or "")

    content = [str(one.get("value", "")) for one in dict.get(item, "content") or ()]
    # feedparser knows no German names of days and months; the text of the date is read here.
    stated = (value(name) for name in ("published", "created", "updated"))
    names = (str(one.get("name", "")) for one in dict.get(item, "authors") or ())
    return Entry(
        url=value("link"),
        title=one_line(re.sub(r"<[^<>]*>", "", value("title"))),
        published=next(filter(None, map(parse_date, stated)), None),
        stamp=value("updated") or value("published"),
        html=max([*content, value("summary")], key=len),
        authors=tuple(name for name in names if name and "@" not in name),
    )
