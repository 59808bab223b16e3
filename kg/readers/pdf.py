"""PDF files with a text layer, through pypdfium2; the page layout is undone in `pdf_layout`."""

import re
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from kg.errors import SourceError
from kg.model import Document
from kg.readers.blob import Blob
from kg.readers.document import clean, make_document, one_line
from kg.readers.heading import find_heading, title_of
from kg.readers.pdf_layout import Line, Page, flow, headline
from kg.text import fold

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_MAX_PAGES = 5000
_JUNK_TITLE = re.compile(
    r"\(anonymous\)|untitled.*|unbenannt.*|microsoft.*|dokument\s?\d*|.*\.\w{2,4}|.*_.*|\S*|.{0,7}",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:(?:Dr|Prof)\.\s)*[A-ZÄÖÜ][\w.’-]+(?:\s(?:von|van|de|zu))?(?:\s[A-ZÄÖÜ][\w.’-]+){1,3}"
)
_LINE_END = re.compile(r"\r\n?|\n|(?P<hyphen>[\x02\ufffe])(?:\r\n?|\n)?")


def read_pdf(blob: Blob) -> Iterator[Document | SourceError]:
    """Yield the document of a PDF and a `SourceError` for pages that are scans without text.

    Running headers, footers and page numbers are left out, divided words and lines are joined;
    `Document.pages` holds the offset at which each page begins.
    """
    with closing(_open(blob.read(), blob.source)) as pdf:
        if len(pdf) > _MAX_PAGES:
            raise SourceError(blob.source, f"has {len(pdf)} pages; {_MAX_PAGES} are the limit")
        pages, scanned = _pages(pdf, blob.source)
        metadata = pdf.get_metadata_dict()
    text, starts = flow(pages)
    if not text:
        reason = "is a scan without text layer; run it through OCR first (for example ocrmypdf)"
        raise SourceError(blob.source, reason if scanned else "holds no text")
    yield _document(blob, text, starts, headline(pages[0]) if pages else "", metadata)
    if scanned:
        numbers = ", ".join(map(str, scanned[:20])) + (" …" if len(scanned) > 20 else "")
        yield SourceError(blob.source, f"has scanned pages without text layer: {numbers}")


def _open(data: bytes, source: str) -> "PdfDocument":
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data)
    except PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = (
            "is encrypted with a password" if locked else "is damaged and cannot be read as PDF"
        )
        raise SourceError(source, reason) from error


def _pages(pdf: "PdfDocument", source: str) -> tuple[list[Page], list[int]]:
    """Return the pages, and the numbers of those that show pictures but no text."""
    from pypdfium2 import PdfiumError

    pages, scanned = [], []
    for index in range(len(pdf)):
        try:
            with closing(pdf[index]) as page:
                pages.append(_page(page))
                if not pages[-1].lines and _has_picture(page):
                    scanned.append(index + 1)
        except PdfiumError as error:
            raise SourceError(source, f"is damaged at page {index + 1}") from error
    return pages, scanned


def _page(page: "PdfPage") -> Page:
    with closing(page.get_textpage()) as textpage:
        text = textpage.get_text_range()
        # Characters outside the basic plane shift the indexes; such a page has no positions.
        placed = textpage.count_chars() == len(text)
        lines = [_line(raw, start, textpage if placed else None) for start, raw in _split(text)]
    return Page(tuple(line for line in lines if line.text), page.get_height())


def _split(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with its start; pdfium writes U+0002 or U+FFFE for a hyphen at one."""
    start = 0
    for match in _LINE_END.finditer(text):
        yield start, text[start : match.start()] + ("-" if match["hyphen"] else "")
        start = match.end()
    yield start, text[start:]


def _line(raw: str, start: int, textpage: Any) -> Line:  # noqa: ANN401 - untyped library object
    text = clean(raw).replace("\n", " ").strip()
    stripped = raw.strip()
    if textpage is None or not text or not stripped:
        return Line(text)
    first = start + raw.index(stripped[0])
    last = min(start + len(raw.rstrip()), textpage.count_chars()) - 1
    left, bottom, _, top = textpage.get_charbox(first, loose=True)
    right = textpage.get_charbox(max(first, last - raw.rstrip().endswith("-")), loose=True)[2]
    return Line(text, left, right, bottom, top)


def _has_picture(page: "PdfPage") -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return next(iter(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE])), None) is not None


def _document(
    blob: Blob, text: str, starts: tuple[int, ...], head: str, metadata: dict[str, str]
) -> Document:
    heading = find_heading(text)
    stated = one_line(metadata.get("Title"))
    if _JUNK_TITLE.fullmatch(stated):
        stated = ""
    confirmed = stated if fold(stated) in fold(text[:3000]) else ""
    author = one_line(metadata.get("Author"))
    return make_document(
        text,
        source=blob.source,
        title=confirmed or head or stated or title_of(text, heading),
        published=heading.published,
        publisher=heading.publisher,
        authors=heading.authors or ((author,) if _PERSON.fullmatch(author) else ()),
        url=blob.url,
        pages=starts,
    )
