"""Articles as records: JSON Lines, JSON and CSV, as press databases export them."""

import codecs
import csv
import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, BinaryIO

from kg.errors import SourceError
from kg.model import Document
from kg.readers.blob import Blob
from kg.readers.dates import parse_date
from kg.readers.document import clean, make_document, one_line
from kg.readers.encoding import decode
from kg.readers.heading import find_heading, title_of

# Names of fields in exports, by what they hold; compared without case, blanks and signs.
_FIELDS = {
    "text": ("text", "volltext", "fulltext", "content", "inhalt", "body", "articlebody",
             "artikeltext", "artikel", "haupttext", "maintext", "langtext", "nachricht"),
    "title": ("title", "titel", "headline", "überschrift", "schlagzeile", "hauptüberschrift",
              "betreff", "ueberschrift"),
    "published": ("published", "datepublished", "date", "datum", "publicationdate", "pubdate",
                  "erscheinungsdatum", "veröffentlicht", "veröffentlichungsdatum", "publishedat",
                  "publisheddate", "erschienen", "veroeffentlicht"),
    "publisher": ("publisher", "quelle", "source", "medium", "zeitung", "publikation", "sitename",
                  "herausgeber", "sourcename", "quellenname", "organisation", "ressortquelle"),
    "authors": ("authors", "author", "autor", "autoren", "byline", "verfasser", "autorin"),
    "url": ("url", "link", "canonicalurl", "canonical", "weblink", "permalink", "uri"),
}  # fmt: skip


def read_jsonl(blob: Blob) -> Iterator[Document | SourceError]:
    """Yield the document of each line; all share the name of the file as `source`.

    A bad line is a failure of its own and the rest is read.
    """
    with blob.open() as stream:
        number = 0
        while line := stream.readline(blob.limits.document_bytes + 1):
            number += 1
            if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise SourceError(blob.source, "is not in UTF-8, as JSON Lines must be")
            if len(line) > blob.limits.document_bytes:
                raise SourceError(blob.source, f"line {number}: is too long")
            if line.strip():
                yield _record_or_error(line, blob, f"line {number}")


def read_json(blob: Blob) -> Iterator[Document | SourceError]:
    """Yield the documents of a JSON file: one record, a list, or a list in one of its fields."""
    value = _parsed(decode(blob.read(), blob.source), blob.source)
    if isinstance(value, dict) and _lookup(value).get("text") is None:
        value = next((one for one in value.values() if isinstance(one, list)), value)
    for number, record in enumerate(value if isinstance(value, list) else [value], 1):
        yield _guarded(record, blob, f"record {number}")


def read_csv(blob: Blob) -> Iterator[Document | SourceError]:
    """Yield the document of each row; the first row names the fields, in German or English."""
    # The standard limit of 131,072 characters per field is less than a long article.
    csv.field_size_limit(blob.limits.text_length)
    with blob.open() as stream:
        lines = _lines(stream, blob)
        first = next(lines, "")
        delimiter = max(";,\t|", key=first.count)
        rows = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
        try:
            yield from _rows(rows, next(rows, []), blob)
        except csv.Error as error:
            reason = f"line {rows.line_num}: is not CSV ({one_line(str(error))})"
            raise SourceError(blob.source, reason) from error


def _lines(stream: BinaryIO, blob: Blob) -> Iterator[str]:
    """Yield the lines, each in UTF-8 or else Windows-1252, as exports are pieced together."""
    limit = blob.limits.document_bytes
    first = stream.readline(limit)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in first:
        text = decode(first + stream.read(limit), blob.source)
        yield from text.splitlines(keepends=True)
        return
    line = first.removeprefix(codecs.BOM_UTF8)
    while line:
        try:
            yield line.decode()
        except UnicodeDecodeError:
            yield line.decode("cp1252", errors="replace")
        line = stream.readline(limit)


def _rows(
    rows: Iterator[list[str]], header: list[str], blob: Blob
) -> Iterator[Document | SourceError]:
    if "text" not in _lookup(dict.fromkeys(header, "x")):
        known = ", ".join(_FIELDS["text"][:5])
        raise SourceError(blob.source, f"has no column with the text (one of {known} …)")
    for number, row in enumerate(rows, 1):
        if any(cell.strip() for cell in row):
            yield _guarded(dict(zip(header, row, strict=False)), blob, f"record {number}")


def _record_or_error(line: bytes, blob: Blob, place: str) -> Document | SourceError:
    try:
        record = _parsed(decode(line, blob.source), blob.source)
    except SourceError as error:
        return SourceError(blob.source, f"{place}: {error.reason}")
    return _guarded(record, blob, place)


def _parsed(text: str, source: str) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise SourceError(source, f"is not JSON ({one_line(str(error))[:80]})") from error


def _guarded(record: object, blob: Blob, place: str) -> Document | SourceError:
    try:
        return _document(record, blob)
    except SourceError as error:
        return SourceError(blob.source, f"{place}: {error.reason}")


def _document(record: object, blob: Blob) -> Document:
    """Return the document of a record; its text is only normalised, so that offsets fit."""
    if not isinstance(record, Mapping):
        raise SourceError(blob.source, "is not a record with named fields")
    fields = _lookup(record)
    text = fields.get("text")
    if not isinstance(text, str):
        raise SourceError(blob.source, "has no field with the text (text, volltext, content …)")
    text = clean(text)
    heading = find_heading(text)
    return make_document(
        text,
        source=blob.source,
        title=_name(fields.get("title")) or title_of(text, heading),
        published=parse_date(_name(fields.get("published"))) or heading.published,
        publisher=_name(fields.get("publisher")) or heading.publisher,
        authors=_names(fields.get("authors")) or heading.authors,
        url=_name(fields.get("url")),
    )


def _lookup(record: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the record's values under our names; the first of several spellings wins."""
    given = {re.sub(r"[\W_]+", "", str(key)).lower(): value for key, value in record.items()}
    return {
        name: given[spelling]
        for name, spellings in _FIELDS.items()
        for spelling in reversed(spellings)
        if given.get(spelling)
    }


def _name(value: object) -> str | None:
    """Return a string, or the name of a nested record such as `{"name": "dpa"}`."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title")
    return value if isinstance(value, str) else None


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(name for name in map(_name, value) if name)
    return tuple(re.split(r";|\s+und\s+", _name(value) or "")) if value else ()
