"""Numbers written with digits: separators of German, Swiss and English texts, and fractions.

A comma is decimal and a dot groups thousands, as in German; "1.5" (not three digits after the
dot), "1'234.50" and "1,234.56" are read as what they can only be.
"""

import re
from decimal import Decimal
from functools import lru_cache

SPACE = "[ \u00a0\u2007\u2009\u202f]"
_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333", "⅔": "0.667", "⅛": "0.125"}
# Groups split by a space must be whole, or "2025 300 000 Euro" would be one number.
DIGITS = (
    rf"(?:(?<![\d/.,:])\d{{1,3}}(?:{SPACE}\d{{3}}(?!\d))+(?:[.,]\d{{1,4}}(?!\.?\d))?"
    rf"|\d+(?:[.,'’]\d+)*)(?:{SPACE}?[½¼¾⅓⅔⅛])?|[½¼¾⅓⅔⅛]+"
)
_MAX_LENGTH = 32

_GERMAN = re.compile(r"([1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,(\d+))?")
_SPACED = re.compile(rf"(\d{{1,3}}(?:{SPACE}\d{{3}})+)(?:[.,](\d+))?")
_SWISS = re.compile(r"(\d{1,3}(?:['’]\d{3})+)(?:[.,](\d+))?")
_ENGLISH = re.compile(r"(\d{1,3}(?:,\d{3})+)\.(\d+)|(\d{1,3}(?:,\d{3}){2,})")
_DOT_DECIMAL = re.compile(r"(\d+)\.(\d{1,2}|\d{4,6})|(0)\.(\d{3})")
_NO_DIGIT = re.compile(r"\D+")


@lru_cache(maxsize=4096)
def read_digits(text: str) -> Decimal | None:
    """Return the number that a string of digits and separators writes, else None.

    Dates, version numbers and anything of more than 32 characters are no numbers.
    """
    if len(text) > _MAX_LENGTH:
        return None
    fraction = _FRACTIONS.get(text[-1])
    if fraction is None:
        return _read_plain(text)
    whole = _read_plain(text[:-1].rstrip(" \u00a0\u2007\u2009\u202f")) if len(text) > 1 else 0
    return None if whole is None else whole + Decimal(fraction)


def _read_plain(text: str) -> Decimal | None:
    if text.isdecimal():
        return Decimal(text)
    for form in (_GERMAN, _SPACED, _SWISS, _ENGLISH, _DOT_DECIMAL):
        if match := form.fullmatch(text):
            parts = [part for part in match.groups() if part is not None]
            whole = _NO_DIGIT.sub("", parts[0])
            return Decimal(f"{whole}.{parts[1]}" if len(parts) > 1 else whole)
    return None
