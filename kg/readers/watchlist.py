"""`feeds.toml`: the feeds, sitemaps and pages that one wants to follow, and how to visit them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg.errors import SourceError
from kg.readers.blob import Blob
from kg.readers.document import clean, one_line
from kg.readers.encoding import decode
from kg.readers.fetch import Manners

_LISTS = ("feed", "feeds", "sitemap", "sitemaps", "site", "sites", "page", "pages")
_MANNERS = {"user_agent": str, "delay": (int, float), "retries": int, "backoff": (int, float),
            "timeout": (int, float), "deadline": (int, float), "allow_private": bool}  # fmt: skip
_OPTIONS = {"url": str, "publisher": str, "include": str, "exclude": str, "limit": int}


@dataclass(frozen=True, slots=True)
class Watched:
    """One feed, sitemap or page; `include` and `exclude` are patterns searched in addresses.

    `limit` is the number of listed pages that are read; a `publisher` stated here wins over what
    the pages say.
    """

    url: str
    publisher: str = ""
    include: str = ""
    exclude: str = ""
    limit: int = 1000

    def wants(self, url: str) -> bool:
        """Say whether a listed address is to be read."""
        return bool(re.search(self.include, url)) and not (
            self.exclude and re.search(self.exclude, url)
        )


def parse_watchlist(blob: Blob, manners: Manners) -> tuple[list[Watched], Manners]:
    """Return what a `feeds.toml` names, in its order, and the manners it asks for."""
    source = blob.source
    try:
        table = tomllib.loads(clean(decode(blob.read(), source)))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(source, f"is not TOML ({one_line(str(error))})") from error
    stated = {key: value for key, value in table.items() if key not in _LISTS}
    _check(stated, _MANNERS, source)
    watched = list(_watched(table, source))
    if not watched:
        raise SourceError(source, 'names nothing to read; add [[feed]] with url = "https://…"')
    return watched, replace(manners, **stated)


def _watched(table: Mapping[str, Any], source: str) -> Iterator[Watched]:
    for name in (key for key in table if key in _LISTS):
        values = table[name] if isinstance(table[name], list) else [table[name]]
        for value in values:
            options = {"url": value} if isinstance(value, str) else value
            if not isinstance(options, Mapping) or not isinstance(options.get("url"), str):
                raise SourceError(source, f"has a [[{name}]] without url")
            _check(options, _OPTIONS, source)
            yield Watched(**options)


def _check(values: Mapping[str, Any], known: Mapping[str, Any], source: str) -> None:
    for key, value in values.items():
        if key not in known:
            choices = ", ".join(known)
            raise SourceError(source, f"has an unknown entry {key!r}; known are {choices}")
        if not isinstance(value, known[key]):
            raise SourceError(source, f"has a wrong value for {key}: {value!r}")
        if key in ("include", "exclude"):
            try:
                re.compile(value)
            except re.error as error:
                raise SourceError(source, f"has a wrong pattern {value!r} ({error})") from error
