"""Write an annotated article as the file a reader meets, and find its lines in what it reads."""

import html
import re
from pathlib import Path

from kg.errors import GoldError, SourceError
from kg.readers import read
from training.corpus.markup import Source

PAGES = Path(__file__).parent / "pages"
_PREFIX = re.compile(r"^(?:#{1,3} |[-*•] )")
_BODY = "{{body}}"


def render(source: Source) -> str:
    """Return the article's file: text as it stands, Markdown with a head, or a web page."""
    header = source.header
    body = "\n\n".join("\n".join(block.lines) for block in source.blocks) + "\n"
    if header["format"] == "html":
        page = (PAGES / header.get("page", "plain.html")).read_text(encoding="utf-8")
        for name in ("title", "date", "publisher"):
            page = page.replace("{{" + name + "}}", html.escape(header[name], quote=True))
        return page.replace(_BODY, "\n".join(_html_block(b.lines) for b in source.blocks))
    if header["format"] == "md":
        names = ("title", "date", "publisher")
        front = "".join(f"{name}: {json_string(header[name])}\n" for name in names)
        return f"---\n{front}---\n\n{body}"
    return body


def json_string(text: str) -> str:
    """Quote for YAML: a double-quoted string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _html_block(lines: list[str]) -> str:
    if all(line.startswith(("- ", "* ")) for line in lines):
        return "<ul>\n" + "\n".join(f"<li>{_inline(line[2:])}</li>" for line in lines) + "\n</ul>"
    for level in (1, 2, 3):
        if lines[0].startswith("#" * level + " "):
            return f"<h{level}>{_inline(lines[0][level + 1 :])}</h{level}>"
    return "<p>" + "<br>\n".join(_inline(line) for line in lines) + "</p>"


def _inline(text: str) -> str:
    return html.escape(text, quote=False).replace("\u00a0", "&nbsp;").replace("\u00ad", "&shy;")


def locate(source: Source, file: Path) -> tuple[str, list[list[list[int]]]]:
    """Return the text the reader gives for `file` and where each character of each line stands.

    A reader may drop a heading's or a list's sign and the stars of emphasis; such characters get
    the place of the next one that is kept.
    """
    text = read_text(file)
    places, position = [], 0
    for block in source.blocks:
        found = []
        for line in block.lines:
            start, position, kept = _find_line(text, line, position, file.name)
            found.append(_places(line, kept, start))
        places.append(found)
    return text, places


def _find_line(text: str, line: str, position: int, name: str) -> tuple[int, int, str]:
    bare = _PREFIX.sub("", line)
    for kept in (line, bare, bare.replace("*", "")):
        start = text.find(kept, position)
        if start >= 0:
            return start, start + len(kept), kept
    raise GoldError(f"{name}: the reader does not give the line {line[:60]!r}")


def _places(line: str, kept: str, start: int) -> list[int]:
    """Align the annotated line with what the reader kept of it; one place more than characters."""
    places: list[int] = []
    offset, begin = 0, 0 if line.startswith(kept[:3]) else len(line) - len(_PREFIX.sub("", line))
    for index, char in enumerate(line):
        places.append(start + offset)
        if index >= begin and offset < len(kept) and char == kept[offset]:
            offset += 1
    return [*places, start + offset]


def read_text(file: Path) -> str:
    """Return the document text that the readers give for the file."""
    for document in read([str(file)]):
        if isinstance(document, SourceError):
            raise document
        return document.text
    raise GoldError(f"{file}: nothing to read")
