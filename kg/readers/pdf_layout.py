"""From lines with places on pages to running text: no headers, no footers, whole paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.readers.document import one_line
from kg.readers.heading import find_heading
from kg.readers.hyphens import seam
from kg.text import fold

# Share of the page height at top and bottom where running headers and page numbers stand.
_MARGIN = 0.12
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:Seite|S\.|Page|Blatt)\W*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\W*(?:von|of|/)\W*\d{1,4})?\W*",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[.!?:;][“”\"»«’)\]]*\Z")
_BULLET = re.compile(r"(?:[•●▪■◦‣–—*-]|\(?\d{1,2}[.)]|[a-z]\))\s")


@dataclass(frozen=True, slots=True)
class Line:
    """One line and its place in points from the lower left corner; all zero where unknown."""

    text: str
    left: float = 0
    right: float = 0
    bottom: float = 0
    top: float = 0

    @property
    def size(self) -> float:
        """Return the height of the line's first letter box, which follows the font size."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order."""

    lines: tuple[Line, ...]
    height: float


def flow(pages: Sequence[Page]) -> tuple[str, tuple[int, ...]]:
    """Return the running text of the pages and the offset at which each page begins."""
    bodies = list(_bodies(pages))
    lines = [line for body in bodies for line in body]
    pitch, width = _pitch(bodies), _width(lines)
    starts: list[int] = []
    parts: list[str] = []
    length = 0
    previous: Line | None = None
    for body in bodies:
        for index, line in enumerate(body):
            drop, glue = (0, "")
            if previous is not None:
                turned = index == 0
                broken = _breaks(previous, line, turned=turned, pitch=pitch, width=width)
                drop, glue = (0, "\n\n") if broken else seam(parts[-1], line.text)
            if drop:
                parts[-1] = parts[-1][:-drop]
            parts += [glue, line.text]
            length += len(glue) - drop
            if index == 0:
                starts.append(length)
            length += len(line.text)
            previous = line
        if not body:
            starts.append(length)
    return "".join(parts), tuple(starts)


def headline(page: Page) -> str:
    """Return the lines of the largest type at the top of the page; empty if none stands out."""
    sizes = [line.size for line in page.lines if line.size > 0]
    if not sizes:
        return ""
    usual = median(sizes)
    large = [line for line in page.lines if line.size > 1.15 * usual and _is_headline(line.text)]
    if not large:
        return ""
    largest = max(line.size for line in large)
    first = next(line for line in large if line.size > 0.97 * largest)
    title = ""
    for line in page.lines[page.lines.index(first) :]:
        if abs(line.size - first.size) > 0.03 * first.size:
            break
        drop, glue = seam(title, line.text) if title else (0, "")
        title = title[: len(title) - drop] + glue + line.text
    return one_line(title) if len(title) <= 250 else ""


def _is_headline(text: str) -> bool:
    """Say whether large type is more than a date, a kind of text or a page number."""
    return len(text) > 3 and bool(find_heading(f"{text}\nWeiter im Text.").title)


def _bodies(pages: Sequence[Page]) -> Iterator[list[Line]]:
    """Yield the lines of each page without running headers, footers and page numbers."""
    counts = Counter(
        key for page in pages for key in {_key(line) for line in page.lines if _outer(line, page)}
    )
    # Left and right pages may have different headers, so a third of the pages is enough.
    often = max(2, len(pages) / 3)
    for page in pages:
        yield [
            line
            for line in page.lines
            if not _outer(line, page)
            or not (_PAGE_NUMBER.fullmatch(line.text) or counts[_key(line)] >= often)
        ]


def _outer(line: Line, page: Page) -> bool:
    """Say whether the line stands at the top or the bottom of the page."""
    if not line.top:
        return line in (*page.lines[:2], *page.lines[-2:])
    return line.top > (1 - _MARGIN) * page.height or line.bottom < _MARGIN * page.height


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", fold(line.text)), round(line.bottom / 20)


def _pitch(bodies: Sequence[Sequence[Line]]) -> float:
    """Return the usual distance of two lines."""
    steps = [a.bottom - b.bottom for body in bodies for a, b in pairwise(body)]
    near = [step for step in steps if 0 < step < 60]
    return median(near) if near else 0


def _width(lines: Sequence[Line]) -> float:
    widths = sorted(line.right - line.left for line in lines)
    return widths[int(0.8 * len(widths))] if widths else 0


def _breaks(above: Line, below: Line, *, turned: bool, pitch: float, width: float) -> bool:
    """Say whether a paragraph ends between two lines; `turned` at a new page."""
    if _BULLET.match(below.text) and not _is_number(below.text):
        return True
    closed = bool(_CLOSED.search(above.text))
    if not above.top or not below.top:
        return closed and len(above.text) < 60
    if abs(above.size - below.size) > 0.08 * max(above.size, below.size):
        return True
    step = above.bottom - below.bottom
    if turned or step <= 0:  # a new page or column: only a finished sentence ends a paragraph
        return closed
    if step > 1.22 * max(pitch, 1.3 * above.size):
        return True
    short = above.right - above.left < 0.8 * width
    indented = below.left - above.left > 0.8 * below.size
    return closed and (short or indented)


def _is_number(text: str) -> bool:
    """Say whether a line goes on with a date or a law ("3. März", "12. Ausschuss")."""
    return bool(re.match(r"\d{1,2}\.\s[A-ZÄÖÜ][a-zäöü]+\b", text))
