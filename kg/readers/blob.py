"""One thing to read: bytes that can be opened, with what is known about where they come from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from kg.errors import SourceError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one source may hold; all sizes in bytes, texts in code points.

    A document above a limit is refused as a whole, never cut. The defaults pass a federal budget
    of several thousand pages.
    """

    document_bytes: int = 40 * MEGABYTE
    text_length: int = 10_000_000
    archive_members: int = 20_000
    archive_bytes: int = 2_000 * MEGABYTE
    compression: int = 200
    nesting: int = 2


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes of one file, archive member, attachment or answer of a server.

    `source` is shown to people and becomes `Document.source`; `name` gives the kind by its
    ending; `charset` and `media_type` are what a server declared; `url` is the final address.
    `depth` counts the containers around it.
    """

    source: str
    name: str
    open: Callable[[], BinaryIO]
    size: int | None = None
    charset: str | None = None
    media_type: str | None = None
    url: str | None = None
    depth: int = 0
    limits: Limits = field(default_factory=Limits)

    @property
    def suffix(self) -> str:
        """Return the ending of the name in lower case, with its dot."""
        return PurePosixPath(self.name.replace("\\", "/")).suffix.lower()

    def read(self) -> bytes:
        """Return all bytes of a document; raises `SourceError` where they are none or too many."""
        limit = self.limits.document_bytes
        if self.size is not None and self.size > limit:
            raise self._too_large()
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise self._too_large()
        if not data:
            raise SourceError(self.source, "is empty")
        return data

    def head(self, length: int = 4096) -> bytes:
        """Return the first bytes, for recognising the kind."""
        with self.open() as stream:
            return stream.read(length)

    def _too_large(self) -> SourceError:
        limit = self.limits.document_bytes // MEGABYTE
        return SourceError(self.source, f"is larger than the {limit} MB that one document may have")
