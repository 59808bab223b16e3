"""Amounts in German text: sums of money and quantities with value, unit, qualifier and period."""

from decimal import Decimal
from typing import Literal

from kg.model import Amount, Qualifier
from kg.nlp.amounts_joining import join
from kg.nlp.amounts_piece import Piece
from kg.nlp.amounts_reading import read_pieces
from kg.nlp.currencies import UNKNOWN, krone_of
from kg.nlp.qualifiers import read_period, read_qualifier

_CONTEXT = 400


def parse_amounts(text: str) -> tuple[Amount, ...]:
    """Return the amounts of `text` in text order, disjoint.

    Values are `Decimal` in full units; offsets are code points. Words like "rund" or "bis zu" set
    `qualifier` and stay outside the span. With qualifier "exact" or "approx" `value` is set, with
    "min" `min_value`, with "max" `max_value`, with "range" both bounds. A sum that names no
    currency takes that of its neighbour ("Sachsen nur 12,5 Millionen") and is not `named`.
    """
    return tuple(_amount(text, piece) for piece in join(text, read_pieces(text)))


def amount_label(amount: Amount) -> Literal["MONEY", "QUANTITY"]:
    """Return the mention label of an amount: money unless it has a unit."""
    return "QUANTITY" if amount.unit is not None else "MONEY"


def _amount(text: str, piece: Piece) -> Amount:
    value, low, high, qualifier = _bounds(piece, read_qualifier(text, piece.start, piece.end))
    return Amount(
        piece.start,
        piece.end,
        text[piece.start : piece.end],
        value=value,
        min_value=low,
        max_value=high,
        currency=_currency(text, piece),
        unit=piece.unit,
        counted=piece.counted,
        qualifier=qualifier,
        period=read_period(text, piece.start, piece.end),
        named=piece.named,
    )


def _bounds(
    piece: Piece, hedge: str
) -> tuple[Decimal | None, Decimal | None, Decimal | None, Qualifier]:
    if piece.low is not None and piece.high is not None:
        return None, _plain(piece.low), _plain(piece.high), "range"
    value = _plain(piece.value)
    if piece.at_least or hedge == "min":
        return None, value, None, "min"
    if hedge == "max":
        return None, None, value, "max"
    return value, None, None, "approx" if hedge == "approx" else "exact"


def _plain(value: Decimal) -> Decimal:
    """Return the number without trailing zeros and without an exponent."""
    # Not quantize: it refuses what has more digits than the context, and texts hold anything.
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def _currency(text: str, piece: Piece) -> str | None:
    name = text[piece.start : piece.end].lower()
    if piece.currency != UNKNOWN or not name.endswith(("krone", "kronen", "öre", "kr", "kronor")):
        return piece.currency
    # Neighbours share one window, so that the text is not read again for each of them.
    window = piece.start // _CONTEXT * _CONTEXT
    return krone_of(text[max(0, window - _CONTEXT) : window + 2 * _CONTEXT])
