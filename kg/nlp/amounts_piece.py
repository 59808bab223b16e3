"""A numeral with what belongs to it, before it is joined with others to an amount."""

from decimal import Decimal
from typing import NamedTuple

from kg.nlp.numerals import SPACE

ONE = Decimal(1)
GAP = rf"(?:{SPACE}{{1,2}}\n?|\n){SPACE}{{0,2}}"


class Piece(NamedTuple):
    """A numeral in the text: `number` times `scale`, in `currency`, `unit` or alone.

    `word` is the numeral where it is written as a word. `at_least` marks lower bounds ("Hunderte",
    "mehrere Millionen"); `low` and `high` are the bounds of a range. `named` is False for what is
    no mention of its own: parts of compounds, sums whose currency stands elsewhere.
    """

    start: int
    end: int
    number: Decimal
    scale: Decimal = ONE
    word: str | None = None
    currency: str | None = None
    unit: str | None = None
    counted: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    at_least: bool = False
    named: bool = True

    @property
    def value(self) -> Decimal:
        """The amount in full units."""
        return self.number * self.scale

    @property
    def complete(self) -> bool:
        """Whether a currency or a unit is told."""
        return self.currency is not None or self.unit is not None
