"""Bytes to text: what a file says about its encoding, checked; otherwise an informed guess."""

import codecs
import re

from kg.errors import SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Older German files are Windows-1252 (a superset of Latin-1 in print), DOS or old Mac ones.
_EIGHT_BIT = ("cp1252", "cp850", "mac-roman")
_GERMAN = re.compile(r"(?<=[A-Za-zäöüß])[äöüß]|\b[ÄÖÜäöü](?=[a-zß])|[„“”–§€](?!\w[^\w\s])")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_SAMPLE = 200_000


def decode(data: bytes, source: str, *, declared: str | None = None) -> str:
    """Return the text of `data`; `declared` is the encoding that the source names, if any.

    A byte-order mark wins, then UTF-8 that is valid, then the declared encoding, then the
    eight-bit encoding whose result looks most German. Raises `SourceError` for binary data.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(_decode_wide(data, encoding, source), source)
    wide = _wide_without_bom(data)
    if wide:
        return _checked(_decode_wide(data, wide, source), source)
    if b"\x00" in data[:_SAMPLE]:
        raise SourceError(source, "holds binary data, not text")
    try:
        return _checked(data.decode("utf-8"), source)
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return _checked(data[: error.start].decode("utf-8"), source)  # cut inside a letter
    if _mostly_utf8(data):
        return _checked(data.decode("utf-8", errors="replace"), source)
    return _checked(_decode_eight_bit(data, declared), source)


def _decode_wide(data: bytes, encoding: str, source: str) -> str:
    whole = data[: len(data) - len(data) % 2] if encoding.startswith("utf-16") else data
    try:
        return whole.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.upper()[:6]
        raise SourceError(source, f"begins like {name} text but is not ({error.reason})") from error


def _wide_without_bom(data: bytes) -> str | None:
    sample = data[:2000]
    if len(sample) < 4:
        return None
    zeros_even, zeros_odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if zeros_odd > 0.7 * half and zeros_even < 0.05 * half:
        return "utf-16-le"
    if zeros_even > 0.7 * half and zeros_odd < 0.05 * half:
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes) -> bool:
    """Say whether UTF-8 with a few broken bytes explains `data` better than eight-bit text."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    wide = sum(1 for char in text if char >= "\x80") - broken
    return wide > 4 * broken


def _decode_eight_bit(data: bytes, declared: str | None) -> str:
    candidates = []
    for encoding in (declared, *_EIGHT_BIT):
        try:
            if encoding and codecs.lookup(encoding).name not in ("utf-8", "ascii", "iso8859-1"):
                candidates.append((encoding, data[:_SAMPLE].decode(encoding, errors="replace")))
        except (LookupError, UnicodeError):
            continue  # an unknown or non-text codec named by the source
    best, _ = max(candidates, key=lambda pair: _germanness(pair[1]))
    return data.decode(best, errors="replace")


def _germanness(text: str) -> int:
    return len(_GERMAN.findall(text)) - 2 * len(_CONTROL.findall(text))


def _checked(text: str, source: str) -> str:
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > 0.02 * len(sample) + 1:
        raise SourceError(source, "holds binary data or text in an unknown encoding")
    return text
