"""What is new, changed or gone, compared with what the store holds.

A document is known by its IRI (canonical URL, else content). A file whose text changed gets a new
IRI, so the earlier document of the same source is superseded once the source was read whole.
"""

from collections.abc import Iterable, Sequence
from os.path import normpath
from pathlib import Path
from typing import Literal as OneOf

from kg.model import Document, StoredDocument

Change = OneOf["added", "changed", "unchanged", "relinked"]

# What comes in through a pipe is another text each time; it replaces nothing.
_STDIN = "-"


class Changes:
    """Compares the documents of one run with the stored ones; feed it every document read."""

    def __init__(self, stored: Iterable[StoredDocument]) -> None:
        self._stored = {document.iri: document for document in stored}
        self._sources = {document.source for document in self._stored.values()} - {_STDIN}
        self._seen: set[str] = set()
        self._read: set[str] = set()
        self._failed: set[str] = set()
        self._gone: set[str] = set()

    def compare(self, document: Document, run: str) -> Change:
        """Say what the document is to the store; a document met twice in a run is unchanged.

        It is changed where its text is another one, or where another run than the one with IRI
        `run` analysed it.
        """
        again = document.iri in self._seen
        self.keep(document)
        known = self._stored.get(document.iri)
        if again or (known and known.sha256 == document.sha256 and known.run == run):
            return "unchanged"
        return "changed" if known or document.source in self._sources else "added"

    def keep(self, document: Document) -> None:
        """Note that the document is still there, without comparing it."""
        self._seen.add(document.iri)
        if document.source != _STDIN:
            self._read.add(document.source)

    def fail(self, location: str) -> None:
        """Note that a source could not be read whole: what it gave earlier stays."""
        self._failed.add(location)

    def gone(self, location: str) -> bool:
        """Note that a source exists no longer; say whether the store has documents of it."""
        self._gone.add(location)
        return location in self._sources

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
