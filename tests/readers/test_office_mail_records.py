import gzip
import json
import zipfile
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Document
from kg.readers import Limits, read

TEXT = "Die Kommission fördert die Netze in Jülich mit 20 Mio. Euro. Das teilte sie am Montag mit."


def read_file(folder: Path, name: str, data: bytes | str) -> list[Document | SourceError]:
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read([str(file)]))


def documents(folder: Path, name: str, data: bytes | str) -> list[Document]:
    return [one for one in read_file(folder, name, data) if isinstance(one, Document)]


def test_word_files_give_body_and_tables(tmp_path: Path, make_docx: Callable[..., bytes]) -> None:
    data = make_docx(
        [("Title", "Netze für Europa"), ("", "Bonn, 4. April 2025"), ("", TEXT)],
        rows=[("Land", "Euro"), ("Bayern", "3 Mio.")],
    )

    (document,) = documents(tmp_path, "a.docx", data)

    assert document.text == (
        f"Netze für Europa\n\nBonn, 4. April 2025\n\n{TEXT}\n\nLand | Euro\n\nBayern | 3 Mio."
    )
    assert (document.title, document.published) == ("Netze für Europa", date(2025, 4, 4))


def test_tracked_insertions_in_word_files_are_read(
    tmp_path: Path, make_docx: Callable[..., bytes]
) -> None:
    data = make_docx([("", "Der Bund zahlt XX Euro für die Netze der Länder und Gemeinden.")])
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "word/document.xml":
                content = content.replace(
                    b"<w:r><w:t>Der Bund zahlt XX Euro",
                    b'<w:r><w:t>Der Bund</w:t></w:r><w:ins w:id="1" w:author="x"><w:r><w:t'
                    b' xml:space="preserve"> zahlt</w:t></w:r></w:ins><w:del w:id="2" w:author="x">'
                    b"<w:r><w:delText>verlangt</w:delText></w:r></w:del><w:r><w:t"
                    b' xml:space="preserve"> XX Euro',
                )
            new.writestr(item, content)

    (document,) = documents(tmp_path, "a.docx", changed.getvalue())

    assert document.text.startswith("Der Bund zahlt XX Euro")


def message(**headers: str) -> EmailMessage:
    mail = EmailMessage()
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    return mail


def test_a_mail_gives_subject_date_sender_and_text(tmp_path: Path) -> None:
    mail = message(
        From="Pressestelle BMWK <presse@bmwk.example>",
        Subject="WG: Neue Förderung für Wärmepumpen",
        Date="Wed, 05 Mar 2025 09:00:00 +0100",
    )
    mail.set_content(f"Sehr geehrte Damen und Herren,\n\n{TEXT}\n", charset="iso-8859-1")

    (document,) = documents(tmp_path, "a.eml", mail.as_bytes())

    assert document.text == f"Sehr geehrte Damen und Herren,\n\n{TEXT}"
    assert document.title == "Neue Förderung für Wärmepumpen"
    assert document.published == date(2025, 3, 5)
    assert document.publisher == "Pressestelle BMWK"


def test_an_html_mail_is_read_and_attachments_are_documents(
    tmp_path: Path, make_docx: Callable[..., bytes]
) -> None:
    mail = message(From="a@b.example", Subject="Mit Anlage")
    mail.set_content(f"<html><body><p>{TEXT}</p></body></html>", subtype="html")
    mail.add_attachment(
        make_docx([("", TEXT + " Anlage.")]),
        maintype="application",
        subtype="octet-stream",
        filename="PM Förderung.docx",
    )
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")

    first, second = documents(tmp_path, "a.eml", mail.as_bytes())

    assert first.text == TEXT
    assert second.text == TEXT + " Anlage."
    assert second.source == f"{tmp_path}/a.eml/PM Förderung.docx"


def test_a_mailbox_gives_one_document_per_message(tmp_path: Path) -> None:
    box = b""
    for number in (1, 2):
        mail = message(Subject=f"Meldung {number}", From="a@b.example")
        mail.set_content(f"{TEXT}\n\n>From hier an Nummer {number}.\n")
        box += b"From a@b.example Wed Mar  5 09:00:00 2025\n" + mail.as_bytes() + b"\n"
    box += b"From kaputt\n\n\n"

    first, second, error = read_file(tmp_path, "a.mbox", box)

    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.title, second.title) == ("Meldung 1", "Meldung 2")
    assert "From hier an Nummer 1." in first.text
    assert str(error) == f"{tmp_path}/a.mbox: message 3: is no e-mail message (it has no headers)"


def test_json_lines_give_one_document_each_and_failures_with_their_line(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": TEXT, "title": "Netze", "date": "2025-03-05", "source": "dpa"}),
        "{kaputt",
        "",
        json.dumps({"Volltext": "Bundes-\nrat.", "Autor": "Anna Weber; Jonas Lindner"}),
        json.dumps({"titel": "ohne Text"}),
        json.dumps([1]),
        json.dumps({"text": "Ein \ud800 Zeichen", "url": "https://a.de/1"}),
    ]

    one, bad, two, no_text, no_record, three = read_file(tmp_path, "a.jsonl", "\n".join(lines))

    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert isinstance(three, Document)
    assert (one.title, one.published, one.publisher) == ("Netze", date(2025, 3, 5), "dpa")
    assert (two.text, two.authors) == ("Bundes-\nrat.", ("Anna Weber", "Jonas Lindner"))
    assert (three.text, three.url) == ("Ein \ufffd Zeichen", "https://a.de/1")
    assert str(bad).startswith(f"{tmp_path}/a.jsonl: line 2: is not JSON")
    assert "line 5: has no field with the text" in str(no_text)
    assert "line 6: is not a record" in str(no_record)


@pytest.mark.parametrize("wrap", [lambda x: x, lambda x: [x], lambda x: {"articles": [x]}])
def test_json_files_hold_records_in_three_shapes(
    tmp_path: Path, wrap: Callable[[object], object]
) -> None:
    data = json.dumps(wrap({"content": TEXT, "headline": "Netze"}))

    assert [one.title for one in documents(tmp_path, "a.json", data)] == ["Netze"]


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(";", "cp1252"), (",", "utf-8-sig"), ("\t", "utf-16"), (";", "utf-8")],
)
def test_csv_exports_are_read(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [
        ["Überschrift", "Erscheinungsdatum", "Quelle", "Volltext"],
        ["Netze", "05.03.2025", "Süddeutsche Zeitung", f'"{TEXT}\nZweite Zeile; ""so"", sagt er."'],
        ["Ohne", "", "", ""],
    ]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)

    document, error = read_file(tmp_path, "export.csv", data)

    assert isinstance(document, Document)
    assert document.title == "Netze"
    assert document.text == f'{TEXT}\nZweite Zeile; "so", sagt er.'
    assert (document.published, document.publisher) == (date(2025, 3, 5), "Süddeutsche Zeitung")
    assert str(error).endswith("record 2: has no field with the text (text, volltext, content …)")


def test_csv_with_long_articles_and_without_text_column(tmp_path: Path) -> None:
    long = "Wort " * 40_000

    (document,) = documents(tmp_path, "a.csv", f"titel;text\nLang;{long}\n")
    (error,) = read_file(tmp_path, "b.csv", "a;b\n1;2\n")

    assert len(document.text) == len(long)
    assert "has no column with the text" in str(error)


def test_archives_are_read_member_by_member(tmp_path: Path, make_zip: Callable[..., bytes]) -> None:
    inner = make_zip({"tief.txt": b"Tief unten\nEin Text."})
    data = make_zip(
        {
            "b.txt": "Zweite Datei für Köln\nText.".encode("cp1252"),
            "ordner/a.txt": b"Erste Datei\nText.",
            "bild.png": b"\x89PNG",
            "innen.zip": inner,
            "__MACOSX/._b.txt": b"\x00",
        }
    )

    results = read_file(tmp_path, "a.zip", data)

    assert [r.title if isinstance(r, Document) else r.reason for r in results] == [
        "Zweite Datei für Köln",
        "is a PNG picture; kg does not read files with this ending",
        "Tief unten",
        "Erste Datei",
    ]
    assert [r.source for r in results if isinstance(r, Document)][1] == (
        f"{tmp_path}/a.zip/innen.zip/tief.txt"
    )


def test_a_damaged_member_does_not_stop_the_others(
    tmp_path: Path, make_zip: Callable[..., bytes]
) -> None:
    data = make_zip(
        {"a.txt": b"Erste Datei\n" + bytes(range(65, 91)) * 9, "b.txt": b"Zweite\nEnde."}
    )
    at = data.index(b"a.txt") + 12
    broken = data[:at] + b"\xff\xff\xff" + data[at + 3 :]

    error, document = read_file(tmp_path, "a.zip", broken)

    assert str(error) == f"{tmp_path}/a.zip/a.txt: is damaged in its archive"
    assert isinstance(document, Document)


def test_decompression_bombs_are_refused(tmp_path: Path, make_zip: Callable[..., bytes]) -> None:
    (zipped,) = read_file(tmp_path, "a.zip", make_zip({"a.txt": b"0" * 20_000_000}))
    (word,) = read_file(tmp_path, "a.docx", make_zip({"word/document.xml": b" " * 20_000_000}))
    (gzipped,) = read_file(tmp_path, "a.txt.gz", gzip.compress(b"0" * 60_000_000))

    assert "decompression bomb" in str(zipped)
    assert "decompression bomb" in str(word)
    assert "unpacks to more than 40 MB" in str(gzipped)


def test_archives_in_archives_in_archives_are_refused(
    tmp_path: Path, make_zip: Callable[..., bytes]
) -> None:
    data = b"Text"
    for _ in range(4):
        data = make_zip({"x.zip": data})

    (error,) = read_file(tmp_path, "a.zip", data)

    assert "archive in an archive" in str(error)


def test_archives_with_too_many_files_are_refused(
    tmp_path: Path, make_zip: Callable[..., bytes]
) -> None:
    (tmp_path / "a.zip").write_bytes(make_zip({f"{n}.txt": b"x" for n in range(30)}))

    (error,) = read([str(tmp_path / "a.zip")], limits=Limits(archive_members=20))

    assert "holds 30 files; 20 are the limit" in str(error)


def test_compressed_json_lines_are_read(tmp_path: Path) -> None:
    data = gzip.compress(json.dumps({"text": TEXT}).encode())

    assert [one.text for one in documents(tmp_path, "a.jsonl.gz", data)] == [TEXT]
