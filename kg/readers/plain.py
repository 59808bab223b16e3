"""Plain text and Markdown."""

import re
import tomllib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.model import Document
from kg.readers.blob import Blob
from kg.readers.dates import parse_date
from kg.readers.document import clean, make_document
from kg.readers.encoding import decode
from kg.readers.heading import find_heading, title_of
from kg.readers.hyphens import mend, unwrap

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<fields>.*?)\n(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL
)
_TAG = re.compile(r"<[^<>]*>")
_TITLE = ("title", "titel", "headline", "überschrift")
_DATE = ("date", "datum", "published", "veröffentlicht", "pubdate")
_PUBLISHER = ("publisher", "source", "quelle", "herausgeber", "site", "organisation")
_AUTHORS = ("authors", "author", "autor", "autoren", "autorin")
_URL = ("url", "canonical", "canonical_url", "link")


def read_plain(blob: Blob) -> Iterator[Document]:
    """Yield the document of a text file; its text is kept, title line included.

    Only divided words are joined and hard line breaks inside paragraphs become spaces.
    """
    raw = clean(decode(blob.read(), blob.source, declared=blob.charset))
    yield plain_document(unwrap(mend(raw)), source=blob.source, url=blob.url)


def plain_document(text: str, *, source: str, title: str = "", url: str | None = None) -> Document:
    """Return the document of an already cleaned text with what the text says about itself."""
    heading = find_heading(text)
    return make_document(
        text,
        source=source,
        title=title or title_of(text, heading),
        published=heading.published,
        publisher=heading.publisher,
        authors=heading.authors,
        url=url,
    )


def read_markdown(blob: Blob) -> Iterator[Document]:
    """Yield the document of a Markdown file: the text without markup, blocks on lines apart."""
    raw = clean(decode(blob.read(), blob.source, declared=blob.charset))
    fields, body = _split_front_matter(raw)
    text = clean("\n\n".join(block for block in _blocks(body) if block))
    heading = find_heading(text)
    yield make_document(
        text,
        source=blob.source,
        title=_first(fields, _TITLE) or title_of(text, heading),
        published=parse_date(_first(fields, _DATE)) or heading.published,
        publisher=_first(fields, _PUBLISHER) or heading.publisher,
        authors=_all(fields, _AUTHORS) or heading.authors,
        url=_first(fields, _URL) or blob.url,
    )


def _split_front_matter(text: str) -> tuple[dict[str, list[str]], str]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    parse = _yaml_fields if match["fence"] == "---" else _toml_fields
    return parse(match["fields"]), text[match.end() :]


def _yaml_fields(text: str) -> dict[str, list[str]]:
    """Read the `key: value` lines and plain lists that front matter consists of."""
    fields: dict[str, list[str]] = {}
    key = ""
    for line in text.splitlines():
        pair = re.match(r"([\w-]+):\s*(.*)", line)
        item = re.match(r"\s*-\s+(.+)", line)
        if pair:
            key, value = pair[1].lower(), pair[2].strip()
            values = value[1:-1].split(",") if value.startswith("[") else [value]
            fields[key] = [one.strip(" \"'") for one in values if one.strip(" \"'")]
        elif item and key:
            fields[key].append(item[1].strip(" \"'"))
    return fields


def _toml_fields(text: str) -> dict[str, list[str]]:
    try:
        table: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}
    return {
        key.lower(): [str(one) for one in (value if isinstance(value, list) else [value])]
        for key, value in table.items()
    }


def _first(fields: dict[str, list[str]], keys: tuple[str, ...]) -> str | None:
    return next((fields[key][0] for key in keys if fields.get(key)), None)


def _all(fields: dict[str, list[str]], keys: tuple[str, ...]) -> tuple[str, ...]:
    return next((tuple(fields[key]) for key in keys if fields.get(key)), ())


def _blocks(markdown: str) -> Iterator[str]:
    """Yield the plain text of each block, a table row as one block; code is left out."""
    from markdown_it import MarkdownIt

    row: list[str] | None = None
    number = ""
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "inline":
            text = _inline_text(token.children or [])
            if row is not None:
                row.append(text)
            elif text:
                yield number + text
                number = ""
        elif token.type == "list_item_open" and token.info:
            number = f"{token.info}{token.markup} "  # "3. März 2025" on a line looks like a list
        elif token.type == "html_block" and not token.content.startswith("<!--"):
            yield _TAG.sub(" ", token.content).strip()
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield " | ".join(cell for cell in row or () if cell)
            row = None


def _inline_text(tokens: "list[Token]") -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    parts = (
        token.content if token.type in ("text", "code_inline") else breaks.get(token.type, "")
        for token in tokens
    )
    return "".join(parts).strip()
