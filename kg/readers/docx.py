"""Word files (.docx) through python-docx."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from kg.errors import SourceError
from kg.model import Document
from kg.readers.archive import checked_members
from kg.readers.blob import Blob
from kg.readers.document import clean, make_document, one_line
from kg.readers.heading import find_heading, title_of
from kg.readers.hyphens import mend

_TITLE_STYLE = re.compile(r"titel|title|überschrift 1|heading 1", re.IGNORECASE)
_GENERATED = re.compile(r"python-docx|.*\.docx?|word-dokument|dokument\d*|.{0,4}", re.IGNORECASE)
# What the text of a paragraph consists of; deleted text has elements of another name.
_PARTS = {"t": None, "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(blob: Blob) -> Iterator[Document]:
    """Yield the document of a Word file: body text and tables, without headers and footers."""
    blocks, stated = _content(blob)
    text = mend(clean("\n\n".join(block for _, block in blocks if block)))
    heading = find_heading(text)
    styled = next((block for style, block in blocks if block and _TITLE_STYLE.match(style)), "")
    if _GENERATED.fullmatch(stated):
        stated = ""
    yield make_document(
        text,
        source=blob.source,
        title=styled or stated or title_of(text, heading),
        published=heading.published,
        publisher=heading.publisher,
        authors=heading.authors,
        url=blob.url,
    )


def _content(blob: Blob) -> tuple[list[tuple[str, str]], str]:
    """Return the blocks and the title among the properties of the file."""
    import docx

    data = blob.read()
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {member.filename for member in checked_members(archive, blob)}
        if "word/document.xml" not in names:
            raise SourceError(blob.source, "is named like DOCX but holds another kind of ZIP")
        word = docx.Document(BytesIO(data))
        return list(_blocks(word)), one_line(word.core_properties.title)
    except (SourceError, MemoryError):
        raise
    except Exception as error:  # of python-docx any kind: what a missing element leads to
        raise SourceError(blob.source, "is damaged and cannot be read as DOCX") from error


def _blocks(word: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - untyped library object
    """Yield style and text of each paragraph, and each table row as one block."""
    from docx.table import Table

    for block in word.iter_inner_content():
        if isinstance(block, Table):
            for row in block._tbl.tr_lst:
                cells = (" ".join(map(_text, cell.iter(_word("p")))) for cell in row.tc_lst)
                yield "", " | ".join(cell.strip() for cell in cells if cell.strip())
        else:
            style = block.style.name if block.style is not None else ""
            yield str(style), _text(block._p).strip()


def _text(paragraph: Any) -> str:  # noqa: ANN401 - untyped library object
    """Return the text with tracked insertions, which `Paragraph.text` leaves out."""
    parts = []
    for element in paragraph.iter(*(_word(name) for name in _PARTS)):
        fixed = _PARTS[element.tag.rsplit("}", 1)[-1]]
        parts.append(fixed if fixed is not None else element.text or "")
    return "".join(parts)


def _word(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
