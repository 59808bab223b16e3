"""What is fuzzed: one function of bytes per reader and grammar; what it must hold for any bytes.

A reader yields documents and `SourceError`s and raises nothing. A document's text is clean and not
empty, its pages lie in the text. A grammar's spans are slices of the text, and its values agree.
"""

import unicodedata
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from kg import parse_amounts, parse_dates
from kg.errors import SourceError
from kg.model import Document
from kg.readers.blob import Blob, Limits
from kg.readers.feed import parse_listing
from kg.readers.fetch import Manners
from kg.readers.kinds import read_blob
from kg.readers.robots import parse_robots
from kg.readers.watchlist import parse_watchlist

_LIMITS = Limits(
    document_bytes=2_000_000, text_length=500_000, archive_members=50, archive_bytes=5_000_000
)
_WORD = Path(__file__).parent / "cases" / "docx" / "seed1"
_WORDS = (
    "20", "1,5", "3.500", "0,3", "zwölf", "zweieinhalb", "hundert", "ein", "halbe", "mehrere", "½",
    "Millionen", "Mio.", "Milliarde", "Tausend", "Tsd.", "Euro", "€", "EUR", "US-Dollar", "CHF",
    "Prozent", "%", "Tonnen", "MW", "Quadratmeter", "bis", "bis zu", "rund", "mindestens", "über",
    "zwischen", "und", "von", "auf", "pro Jahr", "jährlich", "je Kopf", "dreistelliger",
    "Millionenbetrag", "-Euro-", "er", "Millionenprogramm", "–", "-", "/", ".", ",", ":", "(", ")",
    "\n", "\u00a0", "\u202f", "'", "3.", "12.", "Januar", "März", "Dez.", "2025", "1999", "25",
    "Montag", "heute", "gestern", "nächsten", "vergangenen", "Anfang", "Mitte", "Ende", "Quartal",
    "Halbjahr", "I.", "seit", "ab", "zum", "im", "Jahr", "Jahre", "Wochen", "vor", "nach", "30.2.",
    "2025-10-21", "00:00", "31.12.9999", "9" * 30, "e", "²", "٣", "Ⅻ", "hundertzwanzigtausend",
)  # fmt: skip


def _reader(suffix: str) -> Callable[[bytes], None]:
    def check(data: bytes) -> None:
        name = f"x{suffix}"
        blob = Blob(name, name, lambda: BytesIO(data), len(data), limits=_LIMITS)
        for result in read_blob(blob):
            if isinstance(result, SourceError):
                assert str(result).isprintable(), str(result)
            else:
                _check_document(result)

    return check


def _check_document(document: Document) -> None:
    text = document.text
    assert text.strip()
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert "\0" not in text
    text.encode()
    assert document.title
    assert "\n" not in document.title
    assert all(0 <= page <= len(text) for page in document.pages)
    assert all(first <= second for first, second in pairwise(document.pages))


def _words(data: bytes) -> str:
    """Return a text of the grammar's own words, or of the bytes themselves."""
    if not data or data[0] & 1:
        return data[1:].decode("utf-8", "replace")
    joint = " " if data[0] & 2 else ""
    return joint.join(_WORDS[byte % len(_WORDS)] for byte in data[1:])


def word(data: bytes) -> None:
    """Check the reader of DOCX with the bytes as the main part, which no checksum guards."""
    packed = BytesIO()
    with zipfile.ZipFile(_WORD) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, data if name == "word/document.xml" else old.read(name))
    _reader(".docx")(packed.getvalue())


def _check_refusal(read: Callable[[], object]) -> None:
    refusal = None
    try:
        read()
    except SourceError as error:
        refusal = str(error)
    assert refusal is None or refusal.isprintable()


def amounts(data: bytes) -> None:
    """Check the grammar of amounts."""
    text = _words(data)
    for amount in parse_amounts(text):
        assert text[amount.start : amount.end] == amount.text
        assert amount.text.strip()
        numbers = (amount.value, amount.min_value, amount.max_value)
        assert all(number is None or number.is_finite() for number in numbers)
        assert amount.value is None or (amount.min_value is None and amount.max_value is None)
        if amount.min_value is not None and amount.max_value is not None:
            assert amount.min_value <= amount.max_value


def dates(data: bytes) -> None:
    """Check the grammar of dates."""
    text = _words(data)
    for found in parse_dates(text):
        assert text[found.start : found.end] == found.text
        if found.first is not None and found.last is not None:
            assert found.first <= found.last


def robots(data: bytes) -> None:
    """Check the reader of robots.txt."""
    parse_robots(data.decode("utf-8", "replace"), "kg").allows("/presse/2025?seite=1")


def watchlist(data: bytes) -> None:
    """Check the reader of feeds.toml."""
    blob = Blob("x.toml", "x.toml", lambda: BytesIO(data), len(data), limits=_LIMITS)
    _check_refusal(lambda: parse_watchlist(blob, Manners()))


def listing(data: bytes) -> None:
    """Check the reader of feeds and sitemaps as the web sends them."""
    _check_refusal(lambda: parse_listing(data, "https://a.example/feed"))


_KINDS = (
    "txt", "md", "html", "pdf", "docx", "eml", "mbox", "jsonl", "json", "csv", "tsv", "zip", "gz",
    "rss",
)  # fmt: skip
TARGETS: dict[str, Callable[[bytes], None]] = {
    **{kind: _reader(f".{kind}") for kind in _KINDS},
    "stdin": _reader(""),
    "word": word,
    "listing": listing,
    "robots": robots,
    "watchlist": watchlist,
    "amounts": amounts,
    "dates": dates,
}
