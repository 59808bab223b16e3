"""The relation scorer in plain numpy: scores every candidate pair of the mentions of a paragraph.

`training/encoder/relater.py` defines the same network in PyTorch and trains it; a test holds the
two together. Shapes: T tokens, S spans, P pairs.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.model import LABELS
from kg.nlp import pairs
from kg.nlp.encoder import BATCH_TOKENS, Floats, Weights, batches, linear, softmax, stack

NARROW = 128  # width of the scorer's own layers
INNER = 256  # width of a pair
CLUES = 96  # signals taken from the words around a pair
# How many tokens are looked at between the spans, before the left and behind the right one (the
# latter two within the sentence); German verbs often stand behind both.
BETWEEN, BEFORE, AFTER = 40, 12, 15
_ALLOWED = np.zeros((len(LABELS), len(LABELS), len(pairs.NAMES)), bool)
_ALLOWED[:, :, 0] = True
for (_head, _child), _names in pairs.COMPATIBLE.items():
    _ALLOWED[LABELS.index(_head), LABELS.index(_child), list(_names)] = True

Ints = NDArray[np.int64]
Pairs = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Asked:
    """The spans of a paragraph: `places` are first and last token of each, `labels` its number.

    `candidates` are the pairs of spans to score, `firsts` the first token of each sentence.
    """

    places: Pairs
    labels: Sequence[int]
    candidates: Pairs
    firsts: Sequence[int]


def ranges(places: Pairs, candidates: Pairs, firsts: Sequence[int], tokens: int) -> Ints:
    """Return the token ranges around each pair, [P, 3, 2]: start and count.

    The three are between the spans, before the left one, behind the right one. `places` are first
    and last token of each span in order, `firsts` the first token of each sentence.
    """
    before = np.array([_before(a, firsts) for a, _ in places], np.int64).reshape(-1, 2)
    after = np.array([_after(b, firsts, tokens) for _, b in places], np.int64).reshape(-1, 2)
    place = np.array(places, np.int64).reshape(-1, 2)
    pair = np.sort(np.array(candidates, np.int64).reshape(-1, 2), -1)
    left, right = pair[:, 0], pair[:, 1]
    start = place[left, 1] + 1
    count = np.clip(place[right, 0] - start, 0, BETWEEN)
    return np.stack((np.stack((start, count), -1), before[left], after[right]), 1)


def _before(first: int, firsts: Sequence[int]) -> tuple[int, int]:
    start = max(firsts[bisect_right(firsts, first) - 1], first - BEFORE)
    return start, first - start


def _after(last: int, firsts: Sequence[int], tokens: int) -> tuple[int, int]:
    next_one = bisect_right(firsts, last)
    end = firsts[next_one] if next_one < len(firsts) else tokens
    return last + 1, max(0, min(end - last - 1, AFTER))


def contexts(
    w: Weights, hidden: Sequence[Floats], static: Sequence[Floats], marks: Sequence[Ints]
) -> list[Floats]:
    """Run the scorer's own layers over several paragraphs together, [T, NARROW] each.

    `hidden` are the encoder's states [T, 256], `static` what `static_part` gives for the words,
    `marks` the tags of the spans.
    """
    result: list[Floats] = [np.empty((0, NARROW), np.float32)] * len(hidden)
    for group in batches([len(x) for x in hidden], tokens=BATCH_TOKENS):
        x = linear(w, "hidden", np.concatenate([hidden[k] for k in group]))
        x += np.concatenate([static[k] for k in group])
        x += w["tag.weight"][np.concatenate([marks[k] for k in group])]
        parts = stack(w, "stack", x, [len(hidden[k]) for k in group])
        for k, states in zip(group, parts, strict=True):
            result[k] = states
    return result


def score(
    w: Weights, asked: Sequence[Asked], x: Sequence[Floats], feature: Sequence[Floats]
) -> Iterator[tuple[Floats, Floats]]:
    """Yield for each paragraph the probabilities of names [P, names] and modalities [P, 6].

    `x` is what `contexts` gives for each, `feature` [P, features] what is seen of its pairs.
    """
    # Many short paragraphs together: each matrix is read once.
    tokens = [len(one) for one in x]
    for group in runs(tokens, tokens=BATCH_TOKENS):
        names, modality = _scored(
            w,
            _joined([asked[k] for k in group], [tokens[k] + 1 for k in group]),
            np.concatenate([np.pad(x[k], ((0, 1), (0, 0))) for k in group]),
            np.concatenate([feature[k] for k in group]),
        )
        borders = np.cumsum([len(asked[k].candidates) for k in group])[:-1]
        yield from zip(np.split(names, borders), np.split(modality, borders), strict=True)


def runs(sizes: Sequence[int], *, tokens: int) -> list[list[int]]:
    """Cut indexes, in their order, into runs of at most `tokens` tokens, or of one."""
    found: list[list[int]] = []
    room = 0
    for k, size in enumerate(sizes):
        if not found or size > room:
            found.append([])
            room = tokens
        found[-1].append(k)
        room -= size
    return found


def _joined(asked: Sequence[Asked], lengths: Sequence[int]) -> Asked:
    """Put paragraphs one behind the other; the last token of each is empty, its own sentence."""
    places: list[tuple[int, int]] = []
    labels: list[int] = []
    candidates: list[tuple[int, int]] = []
    firsts: list[int] = []
    token = 0
    for one, length in zip(asked, lengths, strict=True):
        span = len(places)
        places += [(a + token, b + token) for a, b in one.places]
        labels += one.labels
        candidates += [(i + span, j + span) for i, j in one.candidates]
        firsts += [first + token for first in one.firsts]
        token += length
        firsts.append(token - 1)
    return Asked(places, labels, candidates, firsts)


def _scored(w: Weights, asked: Asked, x: Floats, feature: Floats) -> tuple[Floats, Floats]:
    ends, kinds = np.array(asked.places), np.array(asked.labels)
    span = np.concatenate((x[ends[:, 0]], x[ends[:, 1]], w["label.weight"][kinds]), -1)
    span = np.maximum(linear(w, "span", span), 0)
    i, j = np.array(asked.candidates).T
    y = linear(w, "a", span)[i] + linear(w, "b", span)[j]
    y += linear(w, "p", span)[i] * linear(w, "q", span)[j]
    y += linear(w, "feature", feature)
    y += _around(w, x, ranges(asked.places, asked.candidates, asked.firsts, len(x)))
    y = np.maximum(y, 0)
    y = np.maximum(linear(w, "deep", y), 0) + y
    names = np.where(_ALLOWED[kinds[i], kinds[j]], linear(w, "name", y), -1e4)
    return softmax(names), softmax(linear(w, "modality", y))


def static_part(w: Weights, known: Floats) -> Floats:
    """Return what words add to the scorer's input by themselves, [N, NARROW].

    `known` is [N, 128 + cues]: static vectors and `kg.nlp.cues`.
    """
    return linear(w, "static", known)


def _around(w: Weights, x: Floats, around: Ints) -> Floats:
    """Return [P, INNER] of the words between, before and behind the spans of each pair."""
    before, after = np.zeros_like(x), np.zeros_like(x)
    before[1:], after[:-1] = x[:-1], x[1:]
    clue = np.maximum(linear(w, "clue", np.concatenate((before, x, after), -1)), 0)
    total = np.zeros((len(around), INNER), np.float32)
    for k, name in enumerate(("between", "before", "after")):
        # many pairs share a range: each is looked at once
        asked = list(map(tuple, around[:, k].tolist()))
        distinct = {key: row for row, key in enumerate(dict.fromkeys(asked))}
        best = np.zeros((len(distinct), CLUES), np.float32)
        for (start, count), row in distinct.items():
            if count:
                clue[start : start + count].max(0, out=best[row])
        total += linear(w, name, best)[[distinct[key] for key in asked]]
    return total
