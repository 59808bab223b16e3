"""A folder as it comes: each broken file gives one line, each good one a document."""

import gzip
import os
import struct
import subprocess
import sys
import zipfile
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import ruler

from kg.errors import SourceError
from kg.model import Document
from kg.readers import read
from kg.stores import open_store
from kg.stores.health import check_store

GOOD = "Gute Meldung aus Köln\n\n5. März 2025\n\nDie Netze werden mit 20 Mio. Euro ausgebaut.\n"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "haha"}">' for n in range(10))


def lying_zip(make_zip: Callable[..., bytes]) -> bytes:
    """Return a ZIP whose directory says that its 30 MB of zeros are 10 bytes."""
    data = make_zip({"a.txt": b"0" * 30_000_000})
    return data.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 10))


def encrypted_zip(make_zip: Callable[..., bytes]) -> bytes:
    data = bytearray(make_zip({"a.txt": GOOD.encode()}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def hostile_files(
    make_pdf: Callable[..., bytes],
    make_docx: Callable[..., bytes],
    make_zip: Callable[..., bytes],
) -> dict[str, bytes]:
    """Return name and content of files that cannot be read."""
    pdf = make_pdf([[(60, 700, 10, "Ein Satz über Jülich.")]])
    word = make_docx([("Title", "Wort"), ("", "Ein Absatz über Netze.")])
    archive = make_zip({"a.txt": GOOD.encode()})
    laughs = f'<?xml version="1.0"?><!DOCTYPE l [{LAUGHS}]><rss><channel>&l9;</channel></rss>'
    slides = make_zip({"ppt/presentation.xml": b"<x/>"})
    encrypted = pdf.replace(b"/Root 1 0 R", b"/Encrypt << /Filter /Standard /V 9 >> /Root 1 0 R")
    return {
        "leer.txt": b"",
        "leer.pdf": b"",
        "leer.docx": b"",
        "leer.zip": b"",
        "leer.html": b"",
        "leer.eml": b"",
        "leer.csv": b"",
        "leer.jsonl": b"",
        "blank.txt": b" \n\t \r\n",
        "nullen.txt": b"\x00" * 10_000,
        "zufall.txt": bytes((n * 7919 + n // 256) % 256 for n in range(10_000)),
        "zufall.md": bytes((n * 104729 + n // 128) % 256 for n in range(10_000)),
        "programm.txt": b"\x7fELF" + b"\x00" * 100,
        "bild.txt": b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
        "bild.png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
        "foto.jpg": b"\xff\xd8\xff\xe0" + b"\x00" * 100,
        "tabelle.xlsx": make_zip({"xl/workbook.xml": b"<x/>"}),
        "folien.docx": slides,
        "altes.doc": b"\xd0\xcf\x11\xe0" + b"\x00" * 600,
        "gesperrt.docx": b"\xd0\xcf\x11\xe0" + b"\x00" * 600,
        "brief.rtf": b"{\\rtf1 Hallo}",
        "utf16_halb.txt": "\ufeffHallo".encode("utf-16-le")[:-1] + b"\xd8\x00\xd8",
        "seite.txt": b"<!DOCTYPE html><html><body><p>Text</p></body></html>",
        "pdf_als.txt": pdf,
        "text_als.pdf": GOOD.encode(),
        "text_als.docx": GOOD.encode(),
        "text_als.zip": GOOD.encode(),
        "zip_als.pdf": archive,
        "kopf.pdf": pdf[:20],
        "halb.pdf": pdf[: len(pdf) // 3],
        "gesperrt.pdf": encrypted,
        "scan.pdf": make_pdf([None]),
        "ohne_seiten.pdf": make_pdf([]),
        "halb.docx": word[: len(word) // 2],
        "ohne_teile.docx": make_zip({"word/document.xml": b"<w:document/>"}),
        "kaputtes_xml.docx": _replaced(word, "word/document.xml", b"<w:document><w:body>"),
        "lacher.docx": _replaced(
            word, "word/document.xml", f"<!DOCTYPE l [{LAUGHS}]><w>&l9;</w>".encode()
        ),
        "bombe.docx": make_zip({"word/document.xml": b" " * 30_000_000}),
        "halb.zip": archive[: len(archive) // 2],
        "bombe.zip": make_zip({"a.txt": b"0" * 30_000_000}),
        "luege.zip": lying_zip(make_zip),
        "gesperrt.zip": encrypted_zip(make_zip),
        "ohne_dateien.zip": make_zip({}),
        "tief.zip": make_zip({"a.zip": make_zip({"b.zip": make_zip({"c.zip": archive})})}),
        "bombe.txt.gz": gzip.compress(b"0" * 60_000_000),
        "halb.txt.gz": gzip.compress(GOOD.encode() * 50)[:-20],
        "kein.gz": b"kein gzip",
        "lacher.xml": laughs.encode(),
        "lacher16.rss": laughs.encode("utf-16"),
        "kein_feed.xml": b"<?xml version='1.0'?><buch><seite/></buch>",
        "kaputt.atom": b"<feed><entry><title>x",
        "karte.xml": b"<urlset><url><loc>https://a.example/</loc></url></urlset>",
        "tief.html": f"<html><body>{'<div>' * 30_000}Text</body></html>".encode(),
        "tiefer.html": b"<b>" * 500_000 + b"Text",
        "verschachtelt.html": b"<table><tr><td>" * 20_000 + b"Text",
        "attribute.html": b"<html><body><p " + b" ".join(b"a%d=x" % n for n in range(200_000)),
        "utf16.html": "<html><body></body></html>".encode("utf-16"),
        "halb.mbox": b"From a@b.example Wed Mar  5 09:00:00 2025\nContent-Type: multipart/mixed",
        "anhang.eml": b"Subject: x\nContent-Type: application/zip; name=a.zip\n"
        b"Content-Transfer-Encoding: base64\n\n" + b64encode(archive[: len(archive) // 2]),
        "ohne_text.html": b"<html><title>x</title><body><script>x</script></body></html>",
        "kaputt.html": b"<html><body><p" + b"<" * 5000,
        "ohne_kopf.eml": b"\n\n" + GOOD.encode(),
        "kaputt.eml": b"From: \xff\xfe\nContent-Type: multipart/mixed; boundary=\n\n--\n--\n",
        "geschachtelt.eml": b"Subject: x\n" + b"Content-Type: message/rfc822\n\n" * 400,
        "ohne_post.mbox": GOOD.encode(),
        "kaputt.json": b"{'a': 1",
        "tief.json": b"[" * 100_000,
        "zahl.json": b"42",
        "kaputt.jsonl": b"{\n",
        "ohne_text.jsonl": b'{"a": 1}\n',
        "ohne_spalte.csv": b"a;b\n1;2\n",
        "offen.csv": b'titel;text\nA;"kein Ende\n',
        "gross.txt": b"Wort " * 10_000_000,
        "lang.txt": b"Wort " * 2_500_000,
        "zeile\numbruch.txt": b"",
        "\x1b[31mrot.txt": b"",
        "feeds.toml": b"[[feed]]\nurl='https://a.example/'",
    }  # fmt: skip


def _replaced(data: bytes, name: str, content: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            new.writestr(item, content if item.filename == name else old.read(item))
    return out.getvalue()


def good_files(
    make_pdf: Callable[..., bytes],
    make_docx: Callable[..., bytes],
    make_zip: Callable[..., bytes],
) -> dict[str, bytes]:
    return {
        "gut.txt": GOOD.encode(),
        "gut.md": GOOD.encode(),
        "windows.txt": GOOD.encode("cp1252"),
        "utf16.txt": GOOD.encode("utf-16"),
        "mit_bom.txt": GOOD.encode("utf-8-sig"),
        "gut.pdf": make_pdf([[(60, 700, 10, "Ein Satz über Jülich.")]]),
        "gut.docx": make_docx([("Title", "Wort"), ("", "Ein Absatz über Netze.")]),
        "gut.zip": make_zip({"a.txt": GOOD.encode()}),
        "gut.jsonl": b'{"text": "Ein Text aus Bonn."}\n',
        "gut.csv": "titel;text\nÜber;Ein Text aus Köln.\n".encode("cp1252"),
        "gut.eml": b"Subject: Netze\nFrom: a@b.example\n\nEin Text aus Bonn.\n",
        "gut.html": b"<html><body><h1>Netze</h1><p>Ein Text aus Bonn zum Ausbau.</p></body></html>",
    }


@pytest.fixture(scope="module")
def folder(
    tmp_path_factory: pytest.TempPathFactory,
    make_pdf: Callable[..., bytes],
    make_docx: Callable[..., bytes],
    make_zip: Callable[..., bytes],
) -> Path:
    folder = tmp_path_factory.mktemp("quellen")
    makers = make_pdf, make_docx, make_zip
    for name, data in {**hostile_files(*makers), **good_files(*makers)}.items():
        (folder / name).write_bytes(data)
    (folder / "schleife.txt").symlink_to(folder / "schleife.txt")
    (folder / "ins_leere.txt").symlink_to(folder / "gibt_es_nicht")
    (folder / "ordner_link.txt").symlink_to(folder)
    os.mkfifo(folder / "rohr.txt")
    return folder


def test_each_hostile_file_gives_one_line_and_each_good_one_a_document(
    folder: Path,
    make_pdf: Callable[..., bytes],
    make_docx: Callable[..., bytes],
    make_zip: Callable[..., bytes],
) -> None:
    hostile = {*hostile_files(make_pdf, make_docx, make_zip)}
    hostile |= {"schleife.txt", "ins_leere.txt", "ordner_link.txt", "rohr.txt"}
    good = {*good_files(make_pdf, make_docx, make_zip)}

    results = list(read([str(folder)]))

    failed = [one for one in results if isinstance(one, SourceError)]
    names = [one.location.removeprefix(f"{folder}/").split(".zip/")[0] for one in failed]
    names = [name if name in hostile else f"{name}.zip" for name in names]
    assert len(hostile) >= 40
    assert sorted(names) == sorted(hostile)
    assert all(str(one).isprintable() for one in failed)
    assert {Path(one.source).name for one in results if isinstance(one, Document)} == (
        good - {"gut.zip"} | {"a.txt"}
    )


def test_reading_a_hostile_folder_stays_below_a_gigabyte(folder: Path) -> None:
    code = (
        "import sys; from kg.readers import read\n"
        "for one in read(sys.argv[1:]): pass\n"
        "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
    )

    kilobyte = 1 if sys.platform == "darwin" else 1000
    assert int(done.stdout) * kilobyte < 1_000_000_000
    assert done.stderr == ""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs such names and a measure of memory")
def test_ingesting_a_hostile_folder_gives_one_line_each_and_stores_the_rest(
    folder: Path,
    tmp_path: Path,
    make_pdf: Callable[..., bytes],
    make_docx: Callable[..., bytes],
    make_zip: Callable[..., bytes],
) -> None:
    names = (b"gut\nmit Umbruch.txt", b"K\xf6ln.txt", b"-f.txt", "Köln\u202e.txt".encode())
    more = tmp_path / "mehr"
    more.mkdir()
    for number, name in enumerate(names):
        text = f"Meldung {number}\n\nIn Köln werden {number} Netze ausgebaut.\n"
        (more / os.fsdecode(name)).write_text(text, encoding="utf-8")
    code = (
        "import resource, sys; from kg.cli import main\n"
        "try: main()\n"
        "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    command = [sys.executable, "-c", code, "ingest", str(folder), str(more), "--workers", "1"]
    store = ["--store", str(tmp_path / "store"), "--model", ruler.saved(tmp_path / "model")]

    done = subprocess.run([*command, *store], capture_output=True, text=True, check=False)

    hostile = hostile_files(make_pdf, make_docx, make_zip)
    lines = [line for line in done.stderr.splitlines() if "is nearly the same as" not in line]
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(lines) == len(hostile) + 4  # a loop, a dead link, a link to a folder, a pipe
    assert all(line.startswith("kg: ") and line.isprintable() for line in lines)
    kilobyte = 1 if sys.platform == "darwin" else 1000
    assert int(done.stdout.split()[-1]) * kilobyte < 2_000_000_000
    with open_store(tmp_path / "store", read_only=True) as opened:
        stored = opened.documents()
    places = {Path(place).name for one in stored for place in (one.source, *one.further)}
    good = {*good_files(make_pdf, make_docx, make_zip)} - {"gut.zip"} | {"a.txt"}
    shown = {
        os.fsencode(name).decode("utf-8", "backslashreplace") for name in map(os.fsdecode, names)
    }
    assert places == good | shown
    assert check_store(tmp_path / "store").problems == ()


def single(tmp_path: Path, name: str, data: bytes) -> str:
    """Return the one line that a file gives."""
    (tmp_path / name).write_bytes(data)
    (result,) = read([str(tmp_path / name)])
    return result.reason if isinstance(result, SourceError) else result.title


def test_a_member_before_the_start_of_its_archive_is_damaged(
    tmp_path: Path, make_zip: Callable[..., bytes]
) -> None:
    data = make_zip({"a.txt": GOOD.encode()})
    end = data.index(b"PK\x05\x06")
    moved = data[: end + 16] + struct.pack("<I", len(data) + 50) + data[end + 20 :]

    assert "cannot be read" in single(tmp_path, "a.zip", moved)
    assert "cannot be read" in single(tmp_path, "b.zip", data[:4] + data[40:])


def test_a_date_beyond_all_calendars_is_no_date(tmp_path: Path) -> None:
    date = b"Wed, 05 Mar 99999999999999999999 09:00:00 +0100"

    assert single(tmp_path, "a.eml", b"Subject: Netze\nDate: " + date + b"\n\nText.") == "Netze"
