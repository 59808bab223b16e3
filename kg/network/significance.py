"""How much more often two things stand together than chance would have it."""

from math import log
from typing import NamedTuple


class Association(NamedTuple):
    """`weight` lies between 0 (chance) and 1; `log_likelihood` is Dunning's G², 0 below chance.

    G² of 3.84, 6.63 and 10.83 are the usual 5, 1 and 0.1 % levels for one pair looked at alone.
    """

    weight: float
    log_likelihood: float


def association(together: int, one: int, other: int, units: int) -> Association:
    """Return the association of two things seen in `one` and `other` units, in `together` of them.

    The weight is normalised pointwise mutual information (Bouma 2009) with the discount of Pantel
    and Lin (2002) for small counts, so that one shared sentence weighs a quarter and a hub that is
    everywhere weighs nothing. One empty unit is added, so that a corpus of a single sentence has a
    chance level, too.
    """
    one, other = sorted((one, other))
    total = units + 1
    shared = together / total
    information = log(shared * total * total / (one * other))
    discount = together / (together + 1) * one / (one + 1)
    weight = max(information / -log(shared), 0.0) * discount
    return Association(weight, log_likelihood(together, one, other, units))


def log_likelihood(together: int, one: int, other: int, units: int) -> float:
    """Return Dunning's G² of the four-field table; 0 where the two repel each other."""
    if together * units <= one * other:
        return 0.0
    observed = (
        together,
        one - together,
        other - together,
        units - one - other + together,
    )
    rows, columns = (one, units - one), (other, units - other)
    expected = (
        rows[0] * columns[0] / units,
        rows[0] * columns[1] / units,
        rows[1] * columns[0] / units,
        rows[1] * columns[1] / units,
    )
    return 2 * sum(o * log(o / e) for o, e in zip(observed, expected, strict=True) if o > 0)
