"""Inexact numerals: "halbe Million", "Hunderte", "mehrere Milliarden", "dreistellig"."""

import re
from decimal import Decimal

from kg.nlp.amounts_piece import GAP, ONE, Piece
from kg.nlp.numberwords import MAGNITUDES, read_number_word

_PLURALS = {
    "dutzende": 12, "dutzenden": 12, "hunderte": 100, "hunderten": 100, "tausende": 1000,
    "tausenden": 1000, "zehntausende": 10_000, "zehntausenden": 10_000, "hunderttausende": 100_000,
    "hunderttausenden": 100_000,
}  # fmt: skip
_SEVERAL = {"mehrere": 2, "mehreren": 2, "mehrerer": 2, "einige": 2, "etliche": 2, "zig": 20}
_PART = {"halbe": Decimal("0.5"), "viertel": Decimal("0.25"), "dreiviertel": Decimal("0.75")}
_BIG = re.compile(
    r"(?P<part>dreiviertel|viertel|zig)?-?(?P<big>million(?:en)?|milliarden?|billion(?:en)?)", re.I
)
_HALF = re.compile(rf"{GAP}(?:Million|Milliarde|Billion)(?![^\W_])")
_MAGNITUDE_AHEAD = re.compile(rf"{GAP}(?:[Hh]undert|[Tt]ausend|Milli|Billi|Mio|Mrd)")
_DIGIT_COUNT = re.compile(r"(?P<count>\w+)stellige[nrms]?", re.I)
_SIZE = re.compile(rf"(?<![^\W_])(?:niedrig|hoh|mittler|unter|ober|gut|satt|klein)\w*{GAP}$")
_SUM = re.compile(
    rf"{GAP}(?:(?P<big>Million|Milliarde|Billion)e?n-?)?(?:[Bb]etr[aä]g|[Ss]umme|[Hh]öhe|[Bb]ereich"
    rf"|[Kk]osten|[Ss]chaden|[Ii]nvestition|[Ee]uro-?[Bb]etrag)\w*"
)


def read_vague(text: str, start: int, end: int) -> Piece | None:
    """Return the inexact numeral that the word from `start` to `end` writes, else None."""
    word = text[start:end].lower()
    if word in _PLURALS:
        return Piece(start, end, Decimal(_PLURALS[word]), word=word, at_least=True)
    if word in _SEVERAL and _MAGNITUDE_AHEAD.match(text, end):
        return Piece(start, end, Decimal(_SEVERAL[word]), word=word, at_least=True)
    if word.startswith("halbe") and _HALF.match(text, end):
        return Piece(start, end, _PART["halbe"], word=word)
    if match := _BIG.fullmatch(word):
        return _read_big(start, end, match)
    if match := _DIGIT_COUNT.fullmatch(word):
        return _read_digit_count(text, start, end, match["count"])
    return None


def _read_big(start: int, end: int, match: re.Match[str]) -> Piece:
    """Read "Viertelmillion", "Zigmillionen" and a magnitude word that no numeral precedes."""
    scale = MAGNITUDES[match["big"].capitalize()]
    if match["part"] == "zig":
        return Piece(start, end, Decimal(20), scale, word="zig", at_least=True)
    if match["part"]:
        return Piece(start, end, _PART[match["part"]], scale, word=match["part"])
    plural = match["big"].endswith("n") and match["big"] not in ("million", "billion")
    return Piece(start, end, ONE, scale, word="", at_least=plural, named=not plural)


def _read_digit_count(text: str, start: int, end: int, count: str) -> Piece | None:
    """Read "zweistelliger Milliardenbetrag": the bounds of all sums with that many digits."""
    digits = read_number_word(count)
    sums = _SUM.match(text, end)
    if digits is None or sums is None or digits > 12:
        return None
    scale = MAGNITUDES[sums["big"]] if sums["big"] else ONE
    low = Decimal(10) ** (int(digits) - 1) * scale
    size = _SIZE.search(text, max(0, start - 16), start)
    start = size.start() if size else start
    return Piece(start, sums.end(), low, word=count, low=low, high=low * 10 - 1, named=False)
