"""Near-duplicates among all documents of a store: their sketches are kept in a file beside it.

A sketch depends on the text alone and is kept under the text's digest. So it stays true whatever
happens to the store, and one that is missing is made again from the stored text.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import StoreError
from kg.model import Document, StoredDocument
from kg.readers.duplicates import (
    CANDIDATES,
    HOLDERS,
    SHARED,
    SKETCH,
    THRESHOLD,
    NearDuplicates,
    similarity,
    sketch,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

# Texts of a run that are held as Python numbers, at 5 kB each, before they join the others.
_RECENT = 5_000
# Sketches that wait to be written: one that a kill takes is made again.
_UNSAVED = 200
# A record is 16 bytes of the text's SHA-256 and the sketch; this fills one of a short text.
_DIGEST = 2
_NOTHING = 2**64 - 1
_RECORD_BYTES = 8 * (_DIGEST + SKETCH)


class _Other(NamedTuple):
    """A document that a new one is compared with."""

    iri: str
    source: str
    place: str


class SimilarTexts:
    """Finds the stored document whose text is nearly that of a new one.

    Nothing is read before the first question. 100,000 documents take 53 MB on disk and about
    250 MB of memory, two seconds to open and four milliseconds for each new text.
    """

    def __init__(
        self,
        path: Path | None,
        stored: Iterable[StoredDocument],
        text_of: Callable[[StoredDocument], str],
    ) -> None:
        """Take the file of the sketches, the documents, and where a text without sketch is.

        Without a path they are kept in memory only.
        """
        self._path = path
        self._stored = list(stored)
        self._text_of = text_of
        self._index: _Index | None = None
        self._recent = NearDuplicates()
        self._others: dict[str, _Other] = {}
        self._unsaved: list[tuple[str, tuple[int, ...]]] = []

    def add(self, document: Document) -> str | None:
        """Take a new document and return the place of the nearest other one, if one is near.

        A stored text of the same source is its earlier text, not another one.
        """
        index = self._index = self._index or self._open()
        new, own = sketch(document.text), _Other(document.iri, document.source, document.place)
        near = [
            (-score, other.place)
            for other, score in index.near(new)
            if own.iri != other.iri and own.source != other.source
        ]
        recent = self._recent.add_sketch(own.iri, new)
        near += [(-score, self._others[iri].place) for iri, score in recent]
        self._others[own.iri] = own
        self._unsaved.append((document.sha256, new))
        if len(self._unsaved) >= _UNSAVED:
            self.save()
        return min(near)[1] if near else None

    def save(self) -> None:
        """Write down the sketches of the texts that were added."""
        records, self._unsaved = b"".join(map(_record, self._unsaved)), []
        if self._path is not None and records:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with self._path.open("ab") as file:
                    file.write(records)
            except OSError as error:
                raise StoreError(f"{self._path}: cannot be written ({error.strerror})") from error
        if self._index is not None and len(self._others) >= _RECENT:
            self._index = self._index.extended(self._others.values(), self._recent.sketches)
            self._recent, self._others = NearDuplicates(), {}

    def _open(self) -> "_Index":
        import numpy as np

        known = _load(self._path)
        missing = {one.sha256: one for one in self._stored if _key(one.sha256) not in known}
        for sha256, one in missing.items():
            new = sketch(self._text_of(one))
            known[_key(sha256)] = _row(new)
            self._unsaved.append((sha256, new))
        self.save()
        rows = [known[_key(one.sha256)] for one in self._stored]
        others = [_Other(one.iri, one.source, one.place) for one in self._stored]
        return _Index(others, np.stack(rows) if rows else np.empty((0, SKETCH), "<u8"))


class _Index:
    """Sketches as one table, and which of them hold a number."""

    def __init__(self, others: Sequence[_Other], table: "Numbers") -> None:
        import numpy as np

        self._others = others
        self._table = table
        order = np.argsort(table, axis=None, kind="stable")
        self._values = table.reshape(-1)[order]
        self._rows = (order // SKETCH).astype(np.int32)

    def near(self, new: tuple[int, ...]) -> Iterator[tuple[_Other, float]]:
        """Yield what is near a sketch, with the share of the text that is common."""
        import numpy as np

        wanted = np.array(new, "<u8")
        starts, ends = (np.searchsorted(self._values, wanted, side) for side in ("left", "right"))
        ends = np.minimum(ends, starts + HOLDERS)
        found = [self._rows[start:end] for start, end in zip(starts, ends, strict=True)]
        rows, counts = np.unique(np.concatenate(found or [self._rows[:0]]), return_counts=True)
        best = np.argsort(-counts, kind="stable")[:CANDIDATES]
        for row in rows[best[counts[best] >= max(1, SHARED * THRESHOLD * len(new))]]:
            score = similarity(new, (int(x) for x in self._table[row] if x != _NOTHING))
            if score >= THRESHOLD:
                yield self._others[row], score

    def extended(self, others: Iterable[_Other], sketches: dict[str, tuple[int, ...]]) -> "_Index":
        """Return an index that holds more documents; `sketches` are by IRI."""
        import numpy as np

        more = list(others)
        rows = np.stack([_row(sketches[other.iri]) for other in more])
        return _Index([*self._others, *more], np.concatenate([self._table, rows]))


def _load(path: Path | None) -> "dict[bytes, Numbers]":
    """Return the sketches by digest; what a kill cut off is taken from the file."""
    import numpy as np

    if path is None or not path.exists():
        return {}
    data = path.read_bytes()
    if whole := len(data) % _RECORD_BYTES:
        data = data[:-whole]
        fresh = path.with_suffix(".new")
        fresh.write_bytes(data)
        fresh.replace(path)
    table = np.frombuffer(data, "<u8").reshape(-1, _DIGEST + SKETCH)
    return {row[:_DIGEST].tobytes(): row[_DIGEST:] for row in table}


def _key(sha256: str) -> bytes:
    return bytes.fromhex(sha256)[: 8 * _DIGEST]


def _row(values: tuple[int, ...]) -> "Numbers":
    import numpy as np

    return np.array(values + (_NOTHING,) * (SKETCH - len(values)), "<u8")


def _record(one: tuple[str, tuple[int, ...]]) -> bytes:
    return _key(one[0]) + _row(one[1]).tobytes()
