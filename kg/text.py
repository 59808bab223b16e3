"""Text as `kg` sees it: normalised once, in the reader, before any offset is taken."""

import re
import unicodedata

_NEWLINES = re.compile(r"\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_WHITESPACE = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Return NFC text with `\\n` newlines and without control characters and byte-order marks."""
    # NFC last: what stood apart may join when a control character between it is gone.
    return unicodedata.normalize("NFC", _CONTROL.sub("", _NEWLINES.sub("\n", text)))


def fold(text: str) -> str:
    """Return the form under which names are compared: NFKC, one space, casefolded."""
    return _WHITESPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip().casefold()


# What NFKD does not take apart: German umlauts are spelled out, other letters lose their stroke.
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ẞ": "SS"}
    | {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d"}
    | {"æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th"}
)


def slug(text: str, *, length: int = 40) -> str:
    """Return a readable ASCII form for IRIs, umlauts spelled out; may be empty."""
    ascii_text = unicodedata.normalize("NFKD", text.translate(_UMLAUTS)).encode("ascii", "ignore")
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_text.decode()).strip("-").lower()[:length].strip("-")
