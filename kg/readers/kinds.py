"""Which kind of source a blob is, and who reads it; the readers are loaded when first needed."""

import importlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import cast

from kg.errors import SourceError
from kg.model import Document
from kg.readers.blob import Blob

Result = Document | SourceError
Reader = Callable[[Blob], Iterator[Result]]

# kind → (module, function) in kg.readers
_READERS = {
    "text": ("plain", "read_plain"),
    "Markdown": ("plain", "read_markdown"),
    "HTML": ("html", "read_html"),
    "PDF": ("pdf", "read_pdf"),
    "DOCX": ("docx", "read_docx"),
    "EML": ("mail", "read_eml"),
    "mbox": ("mail", "read_mbox"),
    "JSONL": ("records", "read_jsonl"),
    "JSON": ("records", "read_json"),
    "CSV": ("records", "read_csv"),
    "ZIP": ("archive", "read_zip"),
    "gzip": ("archive", "read_gzip"),
    "feed": ("feed", "read_feed_file"),
}
_SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "Markdown", ".markdown": "Markdown", ".html": "HTML",
    ".htm": "HTML", ".xhtml": "HTML", ".pdf": "PDF", ".docx": "DOCX", ".eml": "EML",
    ".mbox": "mbox", ".jsonl": "JSONL", ".ndjson": "JSONL", ".json": "JSON", ".csv": "CSV",
    ".tsv": "CSV", ".zip": "ZIP", ".gz": "gzip", ".rss": "feed", ".atom": "feed", ".xml": "feed",
}  # fmt: skip
_MEDIA_TYPES = {
    "text/plain": "text", "text/markdown": "Markdown", "text/html": "HTML",
    "application/xhtml+xml": "HTML", "application/pdf": "PDF", "message/rfc822": "EML",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/zip": "ZIP", "text/csv": "CSV", "application/json": "JSON",
    "application/x-ndjson": "JSONL", "application/rss+xml": "feed", "application/atom+xml": "feed",
    "application/xml": "feed", "text/xml": "feed",
}  # fmt: skip
_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (save it as .docx)"),
    (b"{\\rtf", "RTF (save it as .docx)"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)
_TEXTUAL = {"text", "Markdown", "HTML", "EML", "mbox", "JSONL", "JSON", "CSV", "feed"}


def read_blob(blob: Blob) -> Iterator[Result]:
    """Yield what the reader for this kind of blob finds; failures are yielded, not raised."""
    try:
        for result in reader_of(kind_of(blob))(blob):
            yield _within_limits(result, blob)
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(blob.source, f"cannot be read ({error.strerror or error})")
    except MemoryError:
        yield SourceError(blob.source, "is too large for the memory of this machine")


def _within_limits(result: Result, blob: Blob) -> Result:
    if isinstance(result, SourceError) or len(result.text) <= blob.limits.text_length:
        return result
    length, limit = len(result.text), blob.limits.text_length
    return SourceError(result.source, f"has {length:,} characters; {limit:,} are the limit")


def has_reader(name: str) -> bool:
    """Say whether a file of this name is of a kind that is read."""
    return PurePosixPath(name).suffix.lower() in _SUFFIXES


def reader_of(kind: str) -> Reader:
    """Return the reader of a kind."""
    module, function = _READERS[kind]
    return cast(Reader, getattr(importlib.import_module(f"kg.readers.{module}"), function))


def kind_of(blob: Blob) -> str:
    """Return the kind: as named by the ending or the server, checked against the first bytes.

    Raises `SourceError` for what cannot be read or is something else than its name says.
    """
    head = blob.head()
    if not head:
        raise SourceError(blob.source, "is empty")
    named = _SUFFIXES.get(blob.suffix) if blob.media_type is None else None
    named = named or _MEDIA_TYPES.get(blob.media_type or "") or _SUFFIXES.get(blob.suffix)
    actual = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    if actual is None:
        return _textual_kind(blob, head, named)
    if actual == "ZIP" and named == "DOCX":
        return named
    if named == "DOCX" and head.startswith(b"\xd0\xcf\x11\xe0"):
        raise SourceError(blob.source, "is encrypted with a password, or a .doc named .docx")
    if named is None and actual in _READERS and not _has_foreign_ending(blob):
        return actual
    if actual != named:
        raise SourceError(blob.source, _mislabelled(actual, named))
    return actual


def _textual_kind(blob: Blob, head: bytes, named: str | None) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    markup = start.startswith((b"<!doctype html", b"<html"))
    if named in _TEXTUAL:
        if markup and named == "text" and blob.media_type is None:
            raise SourceError(blob.source, _mislabelled("HTML", named))
        return named if named in _READERS else "text"
    if named is not None:
        raise SourceError(blob.source, f"is named like {named} but holds something else")
    if _has_foreign_ending(blob):
        raise SourceError(blob.source, f"is of a kind that kg does not read ({blob.suffix})")
    return _sniffed(start, markup=markup)


def _has_foreign_ending(blob: Blob) -> bool:
    """Say whether the name ends like that of a file of another kind (".xlsx", not ".2025")."""
    return blob.media_type is None and blob.suffix[1:].isalnum() and not blob.suffix[1:].isdigit()


def _sniffed(start: bytes, *, markup: bool) -> str:
    if markup:
        return "HTML"
    if start.startswith((b"<?xml", b"<rss", b"<feed", b"<urlset", b"<sitemapindex")):
        return "HTML" if b"<html" in start else "feed"
    if start.startswith(b'{"'):
        return "JSONL"
    return "text"


def _mislabelled(actual: str, named: str | None) -> str:
    if named is None:
        return f"is {actual}; kg does not read files with this ending"
    return f"is named like {named} but holds {actual}; give it its own ending"
