"""Files of all kinds, made in the tests themselves."""

import zipfile
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO

import pytest

PdfMaker = Callable[..., bytes]


def _escaped(text: str) -> bytes:
    raw = text.encode("cp1252")
    for byte in (b"\\", b"(", b")"):
        raw = raw.replace(byte, b"\\" + byte)
    return raw


def _content(lines: Iterable[tuple[float, float, float, str]]) -> bytes:
    """Return a content stream; each line is x, y, font size and text."""
    shown = (
        b"BT /F1 %g Tf %g %g Td (%s) Tj ET" % (size, x, y, _escaped(text))
        for x, y, size, text in lines
    )
    return b"\n".join(shown)


def _pdf(
    pages: Sequence[Sequence[tuple[float, float, float, str]] | None], title: str = ""
) -> bytes:
    """Return a PDF file; a page that is None shows a picture and no text."""
    objects: list[bytes] = [b"", b""]
    kids = []
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects += [font, picture, b"<< /Title (%s) >>" % _escaped(title)]
    for page in pages:
        stream = b"q 500 0 0 700 40 40 cm /I1 Do Q" if page is None else _content(page)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> /XObject << /I1 4 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(data))
    )


@pytest.fixture(scope="session")
def make_pdf() -> PdfMaker:
    """Return a function that makes a PDF of pages of (x, y, size, text) lines."""
    return _pdf


@pytest.fixture(scope="session")
def make_docx() -> Callable[..., bytes]:
    """Return a function that makes a Word file of (style, text) paragraphs and table rows."""

    def make(
        paragraphs: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]] = (), title: str = ""
    ) -> bytes:
        import docx

        word = docx.Document()
        word.core_properties.title = title
        word.sections[0].header.paragraphs[0].text = "Kopfzeile des Verbands"
        for style, text in paragraphs:
            word.add_paragraph(text, style=style or None)
        if rows:
            table = word.add_table(len(rows), len(rows[0]))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
        out = BytesIO()
        word.save(out)
        return out.getvalue()

    return make


@pytest.fixture(scope="session")
def make_zip() -> Callable[[dict[str, bytes]], bytes]:
    """Return a function that makes a ZIP of names and contents."""

    def make(files: dict[str, bytes]) -> bytes:
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return out.getvalue()

    return make
