"""What is new, changed or gone, compared with what the store holds.

A document is known by its IRI (canonical URL, else content). A file whose text changed gets a new
IRI, so the earlier document of the same source is superseded once the source was read whole. The
same text at another place is the same document, found at several places.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from os.path import normpath
from pathlib import Path
from typing import Literal as OneOf

from kg.iri import text_iri
from kg.model import Document, EarlierText, StoredDocument

Change = OneOf["added", "changed", "unchanged", "duplicate", "relinked"]

# What comes in through a pipe is another text each time; it replaces nothing.
_STDIN = "-"


class Changes:
    """Compares the documents of one run with the stored ones; feed it every document read."""

    def __init__(self, stored: Iterable[StoredDocument]) -> None:
        self._stored = {document.iri: document for document in stored}
        self._by_source: defaultdict[str, list[StoredDocument]] = defaultdict(list)
        for one in self._stored.values():
            if one.source != _STDIN:
                self._by_source[one.source].append(one)
        self._by_text = {one.sha256: one.iri for one in self._stored.values()}
        # Text and place of each document met in this run, by IRI.
        self._seen: dict[str, tuple[str, str]] = {}
        self._found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._replaced: list[StoredDocument] = []
        self._read: set[str] = set()
        self._failed: set[str] = set()
        self._gone: set[str] = set()

    def compare(self, document: Document, run: str) -> Change:
        """Say what the document is to the store; a document met twice in a run is unchanged.

        It is changed where its text is another one, or where another run than the one with IRI
        `run` analysed it, and a duplicate where its text is known and the place is new.
        """
        if document.source != _STDIN:
            self._read.add(document.source)
        twin, known = self._twin(document), self._stored.get(document.iri)
        done = twin is not None and (
            twin != document.iri or twin in self._seen or (known is not None and known.run == run)
        )
        if twin is not None and done:
            new = self._is_new_place(twin, document)
            self._seen.setdefault(twin, (document.sha256, _key(document.place)))
            return "duplicate" if new else "unchanged"
        again = document.iri in self._seen
        self._seen.setdefault(document.iri, (document.sha256, _key(document.place)))
        self._by_text.setdefault(document.sha256, document.iri)
        if again:
            return "unchanged"
        if known and known.sha256 != document.sha256:
            self._replaced.append(known)
        return "changed" if known or document.source in self._by_source else "added"

    def carried(self, document: Document) -> Document:
        """Return the document with what the store knows of it beyond what was read.

        That is where else its text was found, and the texts that its source gave before.
        """
        known = self._stored.get(document.iri)
        if known and known.sha256 == document.sha256:
            places = {_key(place): place for place in (known.place, *known.further)}
            places.pop(_key(document.place), None)
            return replace(document, further=tuple(places.values()), earlier=known.earlier)
        before = [known] if known else self._by_source.get(document.source, [])
        if len(before) != 1 or (known is None and before[0].iri in self._seen):
            return document
        last = before[0]
        text = EarlierText(text_iri(last.iri, last.sha256), last.sha256, last.published)
        texts = {one.node: one for one in (*last.earlier, text) if one.sha256 != document.sha256}
        return replace(document, earlier=tuple(texts.values()))

    def stored(self, iri: str) -> StoredDocument | None:
        """Return the stored document with an IRI."""
        return self._stored.get(iri)

    def of_source(self, source: str) -> Sequence[StoredDocument]:
        """Return the stored documents of a source."""
        return self._by_source.get(source, ())

    @property
    def found(self) -> dict[str, tuple[str, ...]]:
        """The new places at which known texts were found, by the document's IRI."""
        return {iri: tuple(places.values()) for iri, places in self._found.items()}

    @property
    def replaced(self) -> list[StoredDocument]:
        """The stored documents whose address gave another text."""
        return self._replaced

    def _twin(self, document: Document) -> str | None:
        """Return the IRI of the document, maybe this one, that has the text; None without one."""
        iri = self._by_text.get(document.sha256)
        if iri is None or iri == document.iri:
            return iri
        if document.iri in self._stored or document.iri in self._seen:
            return None
        text, _ = self._seen.get(iri, (document.sha256, ""))
        return iri if text == document.sha256 else None

    def _is_new_place(self, iri: str, document: Document) -> bool:
        """Note where a known text was found; say whether that is a new place."""
        place, stored = document.place, self._stored.get(iri)
        known = {_key(one) for one in (stored.place, *stored.further)} if stored else set()
        if iri in self._seen:
            known.add(self._seen[iri][1])
        if place == _STDIN or _key(place) in known | self._found.get(iri, {}).keys():
            return False
        self._found[iri][_key(place)] = place
        return True

    def fail(self, location: str) -> None:
        """Note that a source could not be read whole: what it gave earlier stays."""
        self._failed.add(location)

    def gone(self, location: str) -> bool:
        """Note that a source exists no longer; say whether the store has documents of it."""
        self._gone.add(location)
        return location in self._by_source

    def superseded(self) -> list[StoredDocument]:
        """Return the stored documents whose source was read and no longer holds them."""
        return [
            document
            for document in self._unseen()
            if document.source in self._read and not self._may_be_there(document)
        ]

    def missing(self, folders: Sequence[str]) -> list[StoredDocument]:
        """Return the stored documents of sources that are gone: noted so, or from the folders.

        A file that is there but could not be read, or was not asked for, is not gone.
        """
        roots = [normpath(folder) for folder in folders if Path(folder).is_dir()]
        return [
            document
            for document in self._unseen()
            if document.source in self._gone
            or (not self._may_be_there(document) and _is_gone(document.source, roots))
        ]

    def _may_be_there(self, document: StoredDocument) -> bool:
        # A failed archive or folder stands for all that its documents' sources start with.
        return document.source.startswith(tuple(self._failed))

    def _unseen(self) -> list[StoredDocument]:
        return [found for iri, found in self._stored.items() if iri not in self._seen]


def _is_gone(source: str, roots: Sequence[str]) -> bool:
    if "://" in source:
        return False
    path = Path(normpath(source))
    return any(path.is_relative_to(root) for root in roots) and not path.exists()


def _key(place: str) -> str:
    """Return the form under which places are compared: one file has many spellings."""
    return place if "://" in place or place == _STDIN else str(Path(normpath(place)).absolute())
