"""Which facts and documents a network is made of: period, source, modality, confidence."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from kg.errors import NetworkError
from kg.network.rows import DocumentRow, FactRow
from kg.text import fold
from kg.vocab import ENTITY_TYPES


@dataclass(frozen=True, slots=True)
class Selection:
    """A period (both days included), sources and types; None means any."""

    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] | None = None
    types: frozenset[str] | None = None

    def covers(self, first: date | None, last: date | None) -> bool:
        """Return whether a time overlaps the period; what has no date only fits no period."""
        if self.since is None and self.until is None:
            return True
        if first is None or last is None:
            return False
        after = self.since is None or last >= self.since
        return after and (self.until is None or first <= self.until)

    def takes_document(self, document: DocumentRow) -> bool:
        """Return whether the document is of one of the sources.

        A source is a document's IRI, its publisher, the host of its URL, or the start of its
        location ("corpus/", "https://www.bmwk.de/presse").
        """
        if self.sources is None:
            return True
        return any(_is_of(document, source) for source in self.sources)

    def takes_fact(self, fact: FactRow, documents: Collection[str]) -> bool:
        """Return whether the fact is in the period and in one of the documents."""
        return fact.document in documents and self.covers(fact.first, fact.last)


def _is_of(document: DocumentRow, source: str) -> bool:
    wanted = fold(source)
    host = urlsplit(document.url or document.source).hostname or ""
    return (
        document.iri == source
        or (document.publisher is not None and fold(document.publisher) == wanted)
        or host == wanted.removeprefix("www.")
        or host.removeprefix("www.") == wanted.removeprefix("www.")
        or document.source.startswith(source)
        or (document.url or "").startswith(source)
    )


def selection(
    since: date | str | None,
    until: date | str | None,
    types: str | Iterable[str] | None,
    sources: str | Iterable[str] | None,
) -> Selection:
    """Check and return what was asked for.

    Raises:
        NetworkError: a date or a type is none, or the period ends before it starts.
    """
    first, last = _day(since, "since"), _day(until, "until")
    if first and last and last < first:
        raise NetworkError(f"the period ends ({last}) before it starts ({first})")
    chosen = None if types is None else frozenset(_several(types))
    unknown = sorted((chosen or frozenset()) - set(ENTITY_TYPES))
    if unknown:
        known = ", ".join(ENTITY_TYPES)
        raise NetworkError(f"unknown type {unknown[0]!r}; known: {known}")
    found = None if sources is None else tuple(_several(sources))
    return Selection(first, last, found or None, chosen or None)


def day_before(day: str) -> str:
    """Return the day before an ISO 8601 day.

    Raises:
        NetworkError: it is none.
    """
    found = _day(day, "at")
    return str(found - timedelta(days=1)) if found else ""


def _several(values: str | Iterable[str]) -> list[str]:
    return [values] if isinstance(values, str) else list(values)


def _day(value: date | str | None, name: str) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise NetworkError(f"{name}: not a date like 2025-10-21: {value!r}") from None
