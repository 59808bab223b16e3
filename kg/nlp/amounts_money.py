"""The currency of a numeral: named behind it, or as a sign or code before it."""

import re

from kg.nlp.amounts_piece import GAP, ONE, Piece
from kg.nlp.currencies import Currency, currency_after, currency_before, is_everyday

_OF = re.compile(rf"{GAP}(?:an|von){GAP}")
_SKIP = re.compile(rf"(?:{GAP})?")
_ENGLISH_THOUSANDS = re.compile(r"\d{1,3},\d{3}")
_DATE_AHEAD = re.compile(r"\.(?:\d|\s?(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))")


def in_currency(piece: Piece, currency: Currency, *, start: int = -1, end: int = -1) -> Piece:
    """Return the piece as a sum in `currency`, with new bounds where they are given."""
    return piece._replace(
        currency=currency.code,
        scale=piece.scale * currency.factor,
        start=piece.start if start < 0 else start,
        end=piece.end if end < 0 else end,
    )


def read_currency(text: str, piece: Piece) -> Piece | None:
    """Return the piece with the currency that is named behind it, else None."""
    start = after_gap(text, piece)
    found = currency_after(text, start)
    if found is None and piece.at_least and (of := _OF.match(text, piece.end)):
        found = currency_after(text, of.end())
    if found is None:
        return None
    currency, end = found
    code = text[end - 3 : end]
    if code == currency.code and not is_everyday(code) and not _is_weighty(text, piece):
        return None
    # "drei Pfund Kartoffeln" are weighed, not paid.
    if text[start:end] == "Pfund" and piece.scale == ONE and _is_noun(text, end + 1):
        return None
    return in_currency(piece, currency, end=end)


def after_gap(text: str, piece: Piece) -> int:
    """Return where the next word after the piece begins."""
    gap = _SKIP.match(text, piece.end)
    return gap.end() if gap else piece.end


def _is_noun(text: str, start: int) -> bool:
    return text[start : start + 1].isupper() and text[start + 1 : start + 2].islower()


def _is_weighty(text: str, piece: Piece) -> bool:
    """Whether the number looks like money by itself: magnitude, groups or decimals."""
    return piece.scale != ONE or (piece.word is None and len(text[piece.start : piece.end]) > 3)


def read_prefix(text: str, piece: Piece, floor: int) -> Piece | None:
    """Return the piece with the currency sign or code before it, else None."""
    found = currency_before(text, piece.start) if piece.word is None else None
    if found is None or found[1] < floor or _DATE_AHEAD.match(text, piece.end):
        return None
    currency, start = found
    sign = text[start : piece.start].strip()
    if sign == "Euro" and currency_after(text, after_gap(text, piece)):
        return None
    if (sign in ("S", "Euro") or (sign == currency.code and not is_everyday(sign))) and not (
        _is_weighty(text, piece)
    ):
        return None
    digits = text[piece.start : piece.end]
    if sign in ("$", "£", "US$") and _ENGLISH_THOUSANDS.fullmatch(digits):
        piece = piece._replace(number=piece.number * 1000)
    return in_currency(piece, currency, start=start)
