import os
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.iri import document_iri
from kg.model import Document
from kg.readers import Limits, read, read_text
from kg.readers.document import clean

TEXT = """• Roundtable zu den Gigafabriken in Brüssel

21.10.2025

Die Europäische Kommission plant Investitionen: Rund 20 Milliarden Euro sollen fließen.
"""


def lines(*sources: Path | str, limits: Limits | None = None) -> list[str]:
    """Return what reading gives, one short line each."""
    results = read([str(source) for source in sources], limits=limits)
    return [one.title if isinstance(one, Document) else str(one) for one in results]


def test_a_text_file_is_kept_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "artikel.txt"
    file.write_text(TEXT, encoding="utf-8")

    (document,) = read([str(file)])

    assert isinstance(document, Document)
    assert document.text == TEXT
    assert document.title == "Roundtable zu den Gigafabriken in Brüssel"
    assert document.published == date(2025, 10, 21)
    assert document.source == str(file)
    assert document.iri == document_iri(document.sha256)


def test_equal_text_at_another_place_is_the_same_document() -> None:
    one, two = read_text(TEXT, source="a.txt"), read_text(TEXT, source="b.txt")

    assert one.iri == two.iri
    assert one.iri != read_text(TEXT + "Mehr.", source="a.txt").iri


def test_an_address_is_the_identity_where_it_is_known() -> None:
    one = read_text(TEXT, source="a", url="https://A.de:443/x?utm_source=feed&id=1#oben")
    two = read_text("Anderer Text.", source="b", url="https://a.de/x?id=1")

    assert one.iri == two.iri
    assert one.url == "https://a.de/x?id=1"


def test_text_at_hand_keeps_its_offsets() -> None:
    text = "Bundes-\nverfassungsgericht in Karlsruhe."

    assert read_text(text, source="x").text == text


def test_markdown_loses_its_markup(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: 'Neue Mittel'\ndate: 2025-03-05\nauthors:\n  - Anna Weber\n  - Jonas Lindner\n"
        "publisher: Bitkom e. V.\nurl: https://a.de/1\n---\n"
        "# Neue Mittel\n\nDer **Bund** gibt [5 Mio. Euro](https://b.de)\nfür die *Länder*.\n\n"
        "- Bayern\n- Sachsen\n\n| Land | Euro |\n|---|---|\n| Bayern | 3 |\n\n"
        "<!-- intern -->\n\n```\ncode\n```\n",
        encoding="utf-8",
    )

    (document,) = read([str(tmp_path)])

    assert isinstance(document, Document)
    assert document.text == (
        "Neue Mittel\n\nDer Bund gibt 5 Mio. Euro für die Länder.\n\nBayern\n\nSachsen\n\n"
        "Land | Euro\n\nBayern | 3"
    )
    assert (document.title, document.published) == ("Neue Mittel", date(2025, 3, 5))
    assert document.authors == ("Anna Weber", "Jonas Lindner")
    assert (document.publisher, document.url) == ("Bitkom e. V.", "https://a.de/1")


def test_a_german_date_in_markdown_is_no_list(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Titel\n\n3. März 2025\n\nText.", encoding="utf-8")

    (document,) = read([str(tmp_path / "a.md")])

    assert isinstance(document, Document)
    assert document.published == date(2025, 3, 3)


def test_toml_front_matter_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text('+++\ntitle = "Mittel"\ndate = 2025-03-05\n+++\nText hier.')

    (document,) = read([str(tmp_path / "a.md")])

    assert isinstance(document, Document)
    assert (document.title, document.published) == ("Mittel", date(2025, 3, 5))


def test_folders_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/10.txt", ".versteckt/x.txt", ".x.txt", "Ü.txt", "z.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"Datei {name}\nText.", encoding="utf-8")

    assert lines(tmp_path) == [
        f"Datei {n}" for n in ("a/10.txt", "a/2.txt", "b.txt", "z.txt", "Ü.txt")
    ]


def test_globs_are_expanded_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(f"Datei {name}\nText.", encoding="utf-8")

    assert lines(f"{tmp_path}/*.txt") == ["Datei a.txt", "Datei b.txt"]
    assert lines(f"{tmp_path}/*.pdf") == [f"{tmp_path}/*.pdf: matches no file"]


def test_a_file_may_be_named_like_a_glob(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("Datei\nText.", encoding="utf-8")

    assert lines(tmp_path / "a[1].txt") == ["Datei"]


def test_failures_stand_in_the_place_of_their_source(tmp_path: Path) -> None:
    good, empty, binary = tmp_path / "gut.txt", tmp_path / "leer.txt", tmp_path / "binär.txt"
    good.write_text("Guter Text\nEr ist da.", encoding="utf-8")
    empty.touch()
    binary.write_bytes(bytes(range(256)) * 10)

    assert lines(tmp_path / "fehlt.txt", good, empty, binary, good) == [
        f"{tmp_path}/fehlt.txt: does not exist",
        "Guter Text",
        f"{empty}: is empty",
        f"{binary}: holds binary data, not text",
        "Guter Text",
    ]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"%PDF-1.7\n", "is named like text but holds PDF; give it its own ending"),
        ("a.txt", b"<!DOCTYPE html><html>", "is named like text but holds HTML"),
        ("a.pdf", b"Nur Text", "is named like PDF but holds something else"),
        ("a.txt", b"\x89PNG\r\n", "is named like text but holds a PNG picture"),
        ("a.xyz", b"Text", "is of a kind that kg does not read (.xyz)"),
        ("a.txt", b" \n\t", "holds no text"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "is an old Office file (save it as .docx)"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)

    (line,) = lines(tmp_path / name)

    assert line.startswith(f"{tmp_path}/{name}: {reason}")


def test_large_documents_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Wort " * 300_000)

    assert lines(tmp_path / "a.txt", limits=Limits(document_bytes=1_000_000)) == [
        f"{tmp_path}/a.txt: is larger than the 1 MB that one document may have"
    ]
    limits = Limits(text_length=1_000_000)
    assert "1,500,000 characters" in lines(tmp_path / "a.txt", limits=limits)[0]


def test_an_unreadable_folder_and_an_empty_one_are_failures(tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()

    assert lines(tmp_path / "leer") == [f"{tmp_path}/leer: holds no files"]


@pytest.mark.skipif(sys.platform == "darwin", reason="file names there are Unicode")
def test_odd_names_are_shown_on_one_line(tmp_path: Path) -> None:
    for name in (b"zeile\numbruch.txt", b"kein\xff-utf8.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).touch()

    assert lines(tmp_path) == [
        f"{tmp_path}/kein\\xff-utf8.txt: is empty",
        f"'{tmp_path}/zeile\\numbruch.txt': is empty",
    ]


def test_a_pipe_in_a_folder_is_reported_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rohr.txt")

    assert lines(tmp_path) == [f"{tmp_path}/rohr.txt: is neither a file nor a folder with files"]


def test_standard_input_is_recognised_by_its_content() -> None:
    page = "<html><body><h1>Seite</h1><p>Ein Absatz über Köln und die Förderung.</p></body></html>"

    (text,) = read(["-"], stdin=BytesIO(TEXT.encode()))
    (html,) = read(["-"], stdin=BytesIO(page.encode()))
    (nothing,) = read(["-"], stdin=BytesIO(b""))

    assert isinstance(text, Document)
    assert isinstance(html, Document)
    assert (text.source, text.published) == ("-", date(2025, 10, 21))
    assert html.text == "Seite\n\nEin Absatz über Köln und die Förderung."
    assert str(nothing) == "-: is empty"


def test_sources_are_read_one_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Erster Text.\nMehr.")
    sources = iter([f"{tmp_path}/a.txt", "fehlt.txt"])

    first = next(read(sources))

    assert isinstance(first, Document)
    assert list(sources) == ["fehlt.txt"]


@given(st.text(max_size=400))
def test_any_text_gives_a_document_or_one_line(text: str) -> None:
    try:
        document = read_text(text, source="x")
    except SourceError:
        assert not text.strip() or not clean(text).strip()
    else:
        assert document.text.encode()
        assert "\n" not in document.title
