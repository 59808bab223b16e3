"""German number words and magnitude words as numbers.

Words up to 999 999 are composed ("zweihundertfünfundzwanzigtausend"); millions and above are
separate words in German, so `magnitude` names them and the caller multiplies.
"""

import re
from decimal import Decimal
from functools import lru_cache

_UNITS = {
    "ein": 1, "eins": 1, "eine": 1, "einem": 1, "einen": 1, "einer": 1, "eines": 1,
    "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "fuenf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9,
}  # fmt: skip
_TEENS = {
    "zehn": 10, "elf": 11, "zwölf": 12, "zwoelf": 12, "dreizehn": 13, "vierzehn": 14,
    "fünfzehn": 15, "fuenfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_TENS = {
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "fuenfzig": 50,
    "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
}  # fmt: skip


def _choice(*tables: dict[str, int]) -> str:
    words = sorted((word for table in tables for word in table), key=len, reverse=True)
    return "|".join(words)


def _below_thousand(name: str) -> str:
    small = _choice(_TEENS, _UNITS)
    return (
        rf"(?:(?P<{name}_hundreds>{small})?(?P<{name}_hundred>hundert)(?:und)?)?"
        rf"(?:(?P<{name}_unit>{_choice(_UNITS)})und(?P<{name}_tens>{_choice(_TENS)})"
        rf"|(?P<{name}_small>{_choice(_TENS, _TEENS, _UNITS)}))?"
    )


_NUMBER = re.compile(
    rf"(?:{_below_thousand('many')}(?P<thousand>tausend)(?:und)?)?{_below_thousand('rest')}"
    r"(?P<half>einhalb)?"
)
_SMALL = _UNITS | _TEENS | _TENS


def _below_thousand_value(match: re.Match[str], name: str) -> int:
    value = 0
    if match[f"{name}_hundred"]:
        value += 100 * _SMALL.get(match[f"{name}_hundreds"] or "ein", 1)
    if match[f"{name}_tens"]:
        return value + _TENS[match[f"{name}_tens"]] + _UNITS[match[f"{name}_unit"]]
    return value + _SMALL.get(match[f"{name}_small"] or "", 0)


@lru_cache(maxsize=4096)
def read_number_word(word: str) -> Decimal | None:
    """Return the number that one German word names ("dreieinhalb" is 3.5), else None."""
    lower = word.lower()
    if lower == "null":
        return Decimal(0)
    if lower == "anderthalb":
        return Decimal("1.5")
    match = _NUMBER.fullmatch(lower) if len(lower) <= 70 else None
    if match is None or not lower:
        return None
    value = _below_thousand_value(match, "rest")
    if match["thousand"]:
        value += 1000 * (_below_thousand_value(match, "many") or 1)
    if not match["half"]:
        return Decimal(value) if value else None
    return Decimal(value) + Decimal("0.5") if value else None


MAGNITUDES: dict[str, Decimal] = {
    word: Decimal(10) ** power
    for power, words in {
        2: "hundert Hundert",
        3: "tausend Tausend Tsd. Tsd",
        6: "Million Millionen Mio. Mio Mill. Mill",
        9: "Milliarde Milliarden Mrd. Mrd Mia. Mia",
        12: "Billion Billionen Bio. Bio",
        15: "Billiarde Billiarden",
        18: "Trillion Trillionen",
    }.items()
    for word in words.split()
}
