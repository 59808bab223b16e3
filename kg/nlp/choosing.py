"""Chooses among scored pairs: which relations a paragraph states, given all its probabilities.

Some relations have one partner at one end: a role has one holder, an event one date. There the
best pair is taken sooner and a second one later than its probability alone would say.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from kg.nlp import pairs
from kg.nlp.encoder import Floats

# The end (0 head, 1 child) that has one partner in 90 to 100 % of the training paragraphs.
SINGLE = {
    "role_holder": 1, "role_at": 0, "same_as": 0, "located_in": 0, "cost_of": 0, "event_date": 0,
    "affiliated_with": 0, "part_of": 0, "quantity_of": 0, "date_of": 0, "pays": 1, "pays_for": 0,
}  # fmt: skip
# Probabilities from which a pair is believed, best by F1 on the development paragraphs: what no
# rule says, what a rule says too, how much sooner the first partner, from where a second one.
SURE = 0.6
AGREED = 0.4
FIRST = 0.15
SECOND = 0.9
# A position is believed sooner, where words of the sentence back it; the caller looks at them.
# Precision is 88, 57 and 83 % then, on 978 development paragraphs.
BACKED: Mapping[str, float] = {"supports": 0.35, "opposes": 0.4, "demands": 0.45}
_POSITIONS = {pairs.NAMES.index(name): limit for name, limit in BACKED.items()}
_SINGLE_BY_NUMBER = {pairs.NAMES.index(name): end for name, end in SINGLE.items()}
_HOLDER = pairs.NAMES.index("role_holder")
# Less likely ones are never chosen.
LEAST = min(SURE, AGREED) - FIRST


def choose(
    names: Floats, candidates: Sequence[tuple[int, int]], votes: Mapping[int, frozenset[str]]
) -> list[tuple[int, int, float]]:
    """Return (row, number of the name, probability) of each relation, the likeliest first.

    `names` is [P, names] with column 0 for no relation; `candidates` the P pairs; `votes` says by
    row what the named rules found. A pair gets at most one relation.
    """
    rows, numbers = np.nonzero(names[:, 1:] >= LEAST)
    scores = names[rows, numbers + 1]
    chosen: list[tuple[int, int, float]] = []
    related: set[int] = set()
    partnered: set[tuple[int, int]] = set()
    holding: set[tuple[int, int]] = set()
    for k in np.argsort(-scores, kind="stable"):
        row, number, score = int(rows[k]), int(numbers[k]) + 1, float(scores[k])
        end = _SINGLE_BY_NUMBER.get(number)
        key = (number, candidates[row][end]) if end is not None else None
        agreed = pairs.NAMES[number] in votes.get(row, ())
        limit = _POSITIONS.get(number) or _limit(agreed=agreed, single=key, partnered=partnered)
        holds = (number, candidates[row][0])
        if number == _HOLDER and key in partnered and holds in holding:
            continue  # "Staatssekretär A, Sprecherin B": both have their role
        if row in related or score < limit:
            continue
        related.add(row)
        chosen.append((row, number, score))
        holding.add(holds)
        if key is not None:
            partnered.add(key)
    return chosen


def _limit(
    *, agreed: bool, single: tuple[int, int] | None, partnered: set[tuple[int, int]]
) -> float:
    limit = AGREED if agreed else SURE
    if single is None:
        return limit
    if single in partnered:
        return AGREED if agreed else SECOND
    return limit - FIRST
