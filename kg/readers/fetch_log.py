"""What was fetched before: validators for conditional requests, kept in one small file.

A page counts as fetched only when its document was stored: `note` remembers what an answer said,
`done` writes it down. What was not done is fetched again by the next run, so an interrupted run
goes on where it stopped.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kg.errors import StoreError

# The name of the file in the folder of a store.
FILE_NAME = "fetched.jsonl"


@dataclass(frozen=True, slots=True)
class Fetched:
    """The last answer for one address; `entries` are the addresses a feed listed.

    `listed_by` is the feed or sitemap that led here, `stamp` its time of change as listed,
    `published` (ISO 8601) and `authors` what the feed said of the page.
    """

    url: str
    etag: str = ""
    modified: str = ""
    stamp: str = ""
    listed_by: str = ""
    entries: tuple[str, ...] = ()
    gone: bool = False
    published: str = ""
    authors: tuple[str, ...] = ()


class FetchLog:
    """The fetched addresses of one store, in a file of JSON Lines; the last line of each wins."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._known: dict[str, Fetched] = {}
        self._noted: dict[str, Fetched] = {}
        self.unchanged: list[str] = []
        if path is not None and path.exists():
            self._load(path)

    def __getitem__(self, url: str) -> Fetched:
        return self._known.get(url, Fetched(url))

    def __contains__(self, url: str) -> bool:
        return url in self._known

    def listed_by(self, url: str) -> list[str]:
        """Return the addresses that this feed or sitemap led to and that were not gone."""
        return [one.url for one in self._known.values() if one.listed_by == url and not one.gone]

    def note(self, fetched: Fetched) -> None:
        """Remember an answer until its document is stored."""
        self._noted[fetched.url] = fetched

    def done(self, *urls: str) -> None:
        """Write down that what these addresses gave was stored (or is not wanted)."""
        self._write(self._noted.pop(url) for url in urls if url in self._noted)

    def forget(self, url: str) -> None:
        """Drop what is known of an address, so that it is fetched anew."""
        if url in self._known:
            self._write([Fetched(url)])

    def expire(self, urls: Iterable[str]) -> None:
        """Have these addresses fetched in this run even if their pages did not change."""
        for url in urls:
            if url in self._known:
                self._known[url] = replace(self._known[url], etag="", modified="", stamp="")

    def _load(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        for line in lines:
            try:
                record = json.loads(line)
                several = {name: tuple(record.get(name, ())) for name in ("entries", "authors")}
                one = Fetched(**{**record, **several})
            except (ValueError, TypeError, AttributeError):
                continue  # cut off by a crash: that page is fetched again
            self._known[one.url] = one
        if len(lines) > 2 * len(self._known) + 100:
            self._shorten(path)

    def _shorten(self, path: Path) -> None:
        fresh = path.with_suffix(".new")
        fresh.write_text("".join(map(_line, self._known.values())), encoding="utf-8")
        fresh.replace(path)

    def _write(self, records: Iterable[Fetched]) -> None:
        new = list(records)
        self._known.update({record.url: record for record in new})
        if self._path is None or not new:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                # The first line end closes a line that a crash may have cut off.
                file.write("\n" + "".join(map(_line, new)))
        except OSError as error:
            raise StoreError(f"{self._path}: cannot be written ({error.strerror})") from error


def _line(record: Fetched) -> str:
    kept = {key: value for key, value in asdict(record).items() if value}
    return json.dumps(kept, ensure_ascii=False) + "\n"
