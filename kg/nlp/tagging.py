"""Tag sequences: which are legal, and the best legal one under given scores."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from kg.model import LABELS
from kg.nlp.encoder import Floats

# B begins a mention, I is inside, E ends it, S is a mention of one token.
TAGS = ("O", *(f"{place}-{label}" for label in LABELS for place in "BIES"))
Ints = NDArray[np.int64]


@cache
def _legal() -> NDArray[np.bool_]:
    """Return which tag may follow which, [TAGS, TAGS]."""
    table = np.zeros((len(TAGS), len(TAGS)), bool)
    for i, before in enumerate(TAGS):
        for j, after in enumerate(TAGS):
            if before[0] in "BI":
                table[i, j] = after[0] in "IE" and before[2:] == after[2:]
            else:
                table[i, j] = after[0] in "OBS"
    return table


_STARTS = np.array([tag[0] in "OBS" for tag in TAGS])
_ENDS = np.array([tag[0] in "OES" for tag in TAGS])


def best_path(scores: Floats) -> Ints:
    """Return the best legal tags of one piece, [T], for log scores [T, TAGS].

    Where the best tag of every token already makes a legal sequence, that is the answer.
    """
    path: Ints = scores.argmax(-1)
    legal = _legal()
    if _STARTS[path[0]] and _ENDS[path[-1]] and legal[path[:-1], path[1:]].all():
        return path
    return _viterbi(scores)


def _viterbi(scores: Floats) -> Ints:
    steps = np.where(_legal(), 0.0, -1e9)
    best = np.where(_STARTS, scores[0], -1e9)
    back = np.zeros(scores.shape, np.int64)
    for k in range(1, len(scores)):
        total = best[:, None] + steps
        back[k] = total.argmax(0)
        best = total.max(0) + scores[k]
    path = np.zeros(len(scores), np.int64)
    path[-1] = np.where(_ENDS, best, -1e9).argmax()
    for k in range(len(scores) - 1, 0, -1):
        path[k - 1] = back[k, path[k]]
    return path


def mentions(path: Ints) -> list[tuple[int, int, int]]:
    """Return (first token, last token, label number) of a legal tag sequence."""
    found, first = [], 0
    for k in np.flatnonzero(path):
        label, place = divmod(int(path[k]) - 1, 4)
        if place in (0, 3):
            first = int(k)
        if place in (2, 3):
            found.append((first, int(k), label))
    return found


def tags(spans: list[tuple[int, int, int]], length: int) -> Ints:
    """Return the tag numbers [length] of disjoint (first, last, label number) spans."""
    result = np.zeros(length, np.int64)
    for first, last, label in spans:
        base = 1 + 4 * label
        result[first : last + 1] = base + 1
        result[first], result[last] = (base + 3, base + 3) if first == last else (base, base + 2)
    return result
