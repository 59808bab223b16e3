from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Document
from kg.readers import read

PARAGRAPH = [
    "Die Bundesregierung hat am Mittwoch in Berlin ein Gesetz beschlossen, das den Ausbau der",
    "Windenergie an Land fördert. In Schleswig-Holstein und in Nordrhein-",
    "Westfalen ist die Energie- und Klimapolitik dadurch einfacher, teilte das Bundes-",
    "ministerium für Wirtschaft und Klimaschutz mit.",
]
JOINED = (
    "Die Bundesregierung hat am Mittwoch in Berlin ein Gesetz beschlossen, das den Ausbau der "
    "Windenergie an Land fördert. In Schleswig-Holstein und in Nordrhein-Westfalen ist die "
    "Energie- und Klimapolitik dadurch einfacher, teilte das Bundesministerium für Wirtschaft und "
    "Klimaschutz mit."
)


def page(number: int, lines: list[str], top: float = 720) -> list[tuple[float, float, float, str]]:
    """Return a page with header and footer; no header on a first page numbered 0."""
    body = [(60.0, top - 13 * index, 10.0, text) for index, text in enumerate(lines)]
    header = [(60.0, 815.0, 8.0, "Bundesverband Beispiel · Bericht 2025")] if number else []
    return [*header, *body, (280, 25, 8, f"Seite {number} von 3")]


def read_one(tmp_path: Path, data: bytes) -> list[Document | SourceError]:
    file = tmp_path / "bericht.pdf"
    file.write_bytes(data)
    return list(read([str(file)]))


def test_lines_become_paragraphs_without_headers_and_page_numbers(
    tmp_path: Path, make_pdf: Callable[..., bytes]
) -> None:
    pages = [page(n, PARAGRAPH, top=700) for n in (1, 2, 3)]
    pages[0].insert(1, (60, 760, 18, "Windkraft kommt schneller voran"))
    pages[0].insert(2, (60, 735, 10, "3. März 2025"))

    (document,) = read_one(tmp_path, make_pdf(pages))

    assert isinstance(document, Document)
    assert document.text == "\n\n".join(
        ["Windkraft kommt schneller voran", "3. März 2025", JOINED, JOINED, JOINED]
    )
    assert document.title == "Windkraft kommt schneller voran"
    assert document.published == date(2025, 3, 3)


def test_each_page_has_the_offset_of_its_first_letter(
    tmp_path: Path, make_pdf: Callable[..., bytes]
) -> None:
    pages = [page(1, PARAGRAPH[:3]), page(2, PARAGRAPH[3:]), page(3, ["Zweiter Absatz."])]

    (document,) = read_one(tmp_path, make_pdf(pages))

    assert isinstance(document, Document)
    assert document.text == f"{JOINED}\n\nZweiter Absatz."
    first, second, third = document.pages
    assert first == 0
    assert document.text[second:].startswith("ministerium für")
    assert document.text[third:] == "Zweiter Absatz."


def test_a_gap_between_lines_ends_a_paragraph(
    tmp_path: Path, make_pdf: Callable[..., bytes]
) -> None:
    lines = page(0, PARAGRAPH) + [
        (60.0, 660 - 13.0 * i, 10.0, text) for i, text in enumerate(PARAGRAPH)
    ]

    (document,) = read_one(tmp_path, make_pdf([lines]))

    assert isinstance(document, Document)
    assert document.text == f"{JOINED}\n\n{JOINED}"


def test_columns_are_read_one_after_the_other(
    tmp_path: Path, make_pdf: Callable[..., bytes]
) -> None:
    left = ["Der Ausschuss hat den Antrag", "der Länder zur Förderung der"]
    right = ["Netze in Jülich angenommen.", "Es gab keine Gegenstimmen."]
    lines = [(60.0, 700 - 13.0 * i, 10.0, text) for i, text in enumerate(left)]
    lines += [(320.0, 700 - 13.0 * i, 10.0, text) for i, text in enumerate(right)]

    (document,) = read_one(tmp_path, make_pdf([lines]))

    assert isinstance(document, Document)
    assert "Förderung der Netze in Jülich angenommen." in document.text


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Windkraft in Zahlen", "Windkraft in Zahlen"),
        ("Microsoft Word - PM_final.docx", "Die Bundesregierung hat"),
        ("untitled", "Die Bundesregierung hat"),
    ],
)
def test_a_stated_title_counts_unless_a_program_made_it(
    tmp_path: Path, make_pdf: Callable[..., bytes], stated: str, title: str
) -> None:
    (document,) = read_one(tmp_path, make_pdf([page(0, PARAGRAPH)], title=stated))

    assert isinstance(document, Document)
    assert document.title.startswith(title)


def test_a_scan_is_reported_as_such(tmp_path: Path, make_pdf: Callable[..., bytes]) -> None:
    (error,) = read_one(tmp_path, make_pdf([None, None]))

    assert "scan without text layer" in str(error)


def test_single_scanned_pages_are_reported_beside_the_text(
    tmp_path: Path, make_pdf: Callable[..., bytes]
) -> None:
    document, error = read_one(tmp_path, make_pdf([page(1, PARAGRAPH), None, None]))

    assert isinstance(document, Document)
    assert document.pages == (0, len(document.text), len(document.text))
    assert str(error).endswith("has scanned pages without text layer: 2, 3")


@pytest.mark.parametrize("length", [9, 300, 900])
def test_a_truncated_pdf_gives_one_line(
    tmp_path: Path, make_pdf: Callable[..., bytes], length: int
) -> None:
    results = read_one(tmp_path, make_pdf([page(1, PARAGRAPH)])[:length])

    assert len(results) == 1
    assert "damaged" in str(results[0]) or "holds no text" in str(results[0])
