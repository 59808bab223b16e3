"""From addresses to documents: pages, files, feeds and sitemaps on the web."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from urllib.parse import unquote, urljoin, urlsplit

from kg.errors import SourceError, SourceGoneError
from kg.model import Document
from kg.readers.blob import Blob, Limits
from kg.readers.feed import Entry, Listing, parse_listing
from kg.readers.fetch import Answer, Fetcher
from kg.readers.fetch_log import Fetched, FetchLog
from kg.readers.kinds import kind_of, read_blob
from kg.readers.watchlist import Watched

_SITEMAP_DEPTH = 3
Result = Document | SourceError


@dataclass
class Crawl:
    """One run over addresses; each address is fetched at most once in it.

    `recheck` visits also pages that a feed listed earlier and lists no longer, so that deleted
    ones are found.
    """

    fetcher: Fetcher
    log: FetchLog = field(default_factory=FetchLog)
    limits: Limits = field(default_factory=Limits)
    recheck: bool = False
    seen: set[str] = field(default_factory=set)

    def read(self, watched: Watched) -> Iterator[Result]:
        """Yield the documents of an address: a page, or all that a feed or sitemap lists.

        Pages that did not change since they were stored are not yielded; they are added to
        `log.unchanged`.
        """
        try:
            yield from self._read(watched, Entry(watched.url), listed_by="", depth=0)
        except SourceError as error:
            yield error

    def _read(
        self, watched: Watched, entry: Entry, *, listed_by: str, depth: int
    ) -> Iterator[Result]:
        url = entry.url
        if url in self.seen:
            return
        self.seen.add(url)
        known = self.log[url]
        entry = _informed(entry, known)
        if self._is_current(known, entry):
            self.log.unchanged.append(url)
            return
        try:
            answer = self.fetcher.get(url, etag=known.etag, modified=known.modified)
        except SourceGoneError:
            self.log.note(replace(known, gone=True, listed_by=listed_by))
            self.log.done(url)
            raise
        if answer.status == 304:
            if known.entries:
                yield from self._read_entries(watched, url, _remembered(known), depth)
            else:
                self.log.unchanged.append(url)
            return
        fetched = Fetched(
            url,
            answer.etag,
            answer.modified,
            entry.stamp,
            listed_by,
            published=entry.published.isoformat() if entry.published else "",
            authors=entry.authors,
        )
        blob = self._blob(url, answer)
        if kind_of(blob) == "feed":
            yield from self._read_listing(watched, answer, fetched, depth)
        else:
            self.log.note(fetched)
            for result in read_blob(blob):
                yield _completed(result, watched, entry)

    def _is_current(self, known: Fetched, entry: Entry) -> bool:
        """Say whether a listing vouches for a page that cannot be asked conditionally."""
        asked = known.etag or known.modified
        return bool(entry.stamp) and known.stamp == entry.stamp and not asked and not self.recheck

    def _read_listing(
        self, watched: Watched, answer: Answer, fetched: Fetched, depth: int
    ) -> Iterator[Result]:
        listing = parse_listing(answer.data, fetched.url)
        entries = tuple(
            replace(entry, url=urljoin(answer.url, entry.url)) for entry in listing.entries
        )
        listing = replace(listing, entries=tuple(e for e in entries if watched.wants(e.url)))
        addresses = tuple(entry.url for entry in listing.entries) + listing.parts
        # Noted at once, with all it lists: a later 304 for it then hides no page.
        self.log.note(replace(fetched, entries=addresses))
        self.log.done(fetched.url)
        yield from self._read_entries(watched, fetched.url, listing, depth)

    def _read_entries(
        self, watched: Watched, url: str, listing: Listing, depth: int
    ) -> Iterator[Result]:
        if depth >= _SITEMAP_DEPTH:
            raise SourceError(url, "is a listing in a listing in a listing")
        entries = [*listing.entries, *map(Entry, listing.parts)]
        if self.recheck:
            entries += [Entry(old) for old in self.log.listed_by(url)]
        for number, entry in enumerate(entries):
            if number >= watched.limit:
                reason = f"lists {len(entries)} pages; the limit of {watched.limit} was read"
                yield SourceError(url, reason)
                return
            try:
                yield from self._read(watched, entry, listed_by=url, depth=depth + 1)
            except SourceError as error:
                yield error

    def _blob(self, url: str, answer: Answer) -> Blob:
        data = answer.data
        generic = answer.media_type in ("", "application/octet-stream", "text/plain")
        return Blob(
            source=url,
            name=unquote(urlsplit(answer.url).path).rsplit("/", 1)[-1] if generic else "",
            open=lambda: BytesIO(data),
            size=len(data),
            charset=answer.charset,
            media_type=None if generic else answer.media_type,
            url=answer.url,
            limits=self.limits,
        )


def _remembered(known: Fetched) -> Listing:
    return Listing(tuple(Entry(url) for url in known.entries))


def _informed(entry: Entry, known: Fetched) -> Entry:
    """Add what the feed said earlier to an entry of a feed that did not change since."""
    published = date.fromisoformat(known.published) if known.published else None
    return replace(
        entry, published=entry.published or published, authors=entry.authors or known.authors
    )


def _completed(result: Result, watched: Watched, entry: Entry) -> Result:
    """Fill what a page leaves open from what the listing says about it."""
    if isinstance(result, SourceError):
        return result
    return replace(
        result,
        published=result.published or entry.published,
        publisher=watched.publisher or result.publisher,
        authors=result.authors or entry.authors,
    )
