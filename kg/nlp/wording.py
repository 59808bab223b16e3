"""A second judge of pairs: weights of the signs that the words around two mentions give.

The network of `kg.nlp.scoring` sees meanings of words, this table the words themselves. They err
in different places, and both together are right more often than either alone. The table is text,
`words.tsv` beside the weights of the network: which labels stand in which order (`PER>ORG`, `*`
for any), the sign, and how much it speaks for which relations. `training/encoder/wording.py`
makes it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from kg.errors import ModelError
from kg.model import LABELS, Relation
from kg.nlp import pairs
from kg.nlp.encoder import Floats
from kg.nlp.scoring import Asked, Pairs

# How much of the logarithm of a probability is the table's: 0.3 and 0.4 are best on the
# development paragraphs. Pairs of which the network is surer than this, for a relation or for
# none, are left to it: the table changes few of them, and reading them takes time.
SHARE = 0.3
UNLIKELY, SURE = 0.3, 0.9
LEAST = 1e-4  # probability that there is no relation, at least
# How many words are looked at between the mentions, before the left and behind the right one.
BETWEEN, BEFORE, AFTER = 25, 10, 13
_LONG, _STEM = 8, 7  # longer words are cut, so that forms of one word meet
_IN_ROW = 3  # so many mentions between them are told by their labels
_WHOLE = 6  # so many words between the mentions make one sign
_SPELLED = {LABELS.index(label) for label in ("ROLE", "MONEY", "QUANTITY")}
_PERSON = LABELS.index("PER")
_PREPOSITIONS = frozenset(
    ("an", "auf", "aus", "bei", "durch", "für", "gegen", "hinter", "in", "mit", "nach", "neben",
     "seit", "über", "um", "unter", "von", "vor", "zu", "zwischen", "am", "ans", "beim", "im",
     "ins", "vom", "zum", "zur", "laut", "gegenüber", "bis", "als", "wie")
)  # fmt: skip
_ARTICLES = frozenset(
    ("der", "die", "das", "dem", "den", "des", "ein", "eine", "einer", "eines", "einem", "einen")
)
_MARKS = [f"<{label}>" for label in LABELS]
ANY = "*"
_NUMBERS = {name: number for number, name in enumerate(pairs.NAMES)}
_SAME = _NUMBERS["same_as"]
Votes = Mapping[tuple[int, int], Sequence[Relation]]
Row = tuple[str, str, Mapping[str, float]]


@dataclass(slots=True)
class Worded:
    """The words of a paragraph, each mention being one word.

    `at` is the place of each mention among the `words`, `sentences` the number of the sentence of
    each word, `texts` the words of each mention, `introduced` what stands before it, `kinds` the
    number of its label.
    """

    words: list[str]
    at: list[int]
    sentences: list[int]
    texts: list[list[str]]
    introduced: list[str]
    kinds: Sequence[int]
    votes: Votes

    @classmethod
    def of(cls, asked: Asked, forms: Sequence[str], votes: Votes) -> "Worded":
        """Read a paragraph: `forms` are its tokens, `votes` what the rules say of its mentions."""
        words: list[str] = []
        tokens: list[int] = []
        at, end = [], 0
        for (first, last), kind in zip(asked.places, asked.labels, strict=True):
            words += map(_stem, forms[end:first])
            tokens += range(end, first)
            at.append(len(words))
            words.append(_MARKS[kind])
            tokens.append(first)
            end = last + 1
        words += map(_stem, forms[end:])
        tokens += range(end, len(forms))
        sentences = np.searchsorted(asked.firsts, tokens, "right").tolist()
        texts = [[form.lower() for form in forms[a : b + 1]] for a, b in asked.places]
        introduced = [_introduction(words, place) for place in at]
        return cls(words, at, sentences, texts, introduced, asked.labels, votes)

    def signs(self, head: int, child: int) -> set[str]:
        """Return what is seen of a pair of mentions."""
        left, right = (head, child) if head < child else (child, head)
        a, b = self.at[left], self.at[right]
        crossed = self.sentences[b] - self.sentences[a]
        found = ["", f"s{min(crossed, 4)}", f"n{(b - a - 1).bit_length()}"]
        found.append(f"s{min(crossed, 4)}m{min(right - left, 6)}")
        found += self._row(head, child, self.kinds[left + 1 : right])
        found += self._name("H", head)
        found += self._name("C", child)
        found.append(f"same {self.texts[head] == self.texts[child]}")
        found += self._voted(head, child)
        if crossed <= 1:
            found += self._near(a, b)
            h, c = self.introduced[head], self.introduced[child]
            found += (f"Hby {h}", f"Cby {c}", f"by {h}|{c}")
        return set(found)

    def _row(self, head: int, child: int, between: Sequence[int]) -> list[str]:
        h, c = self.kinds[head], self.kinds[child]
        found = [
            f"between {min(between.count(h), 3)} {min(between.count(c), 3)}",
            f"all {self.kinds.count(h) == 1} {self.kinds.count(c) == 1}",
        ]
        if len(between) <= _IN_ROW:
            found.append("row" + "".join([_MARKS[kind] for kind in between]))
        return found

    def _name(self, end: str, mention: int) -> list[str]:
        if self.kinds[mention] == _PERSON:
            return []  # what a person is called says nothing
        words = self.texts[mention]
        found = [f"{end}last {words[-1][-5:]}", f"{end}first {words[0][:6]}"]
        if self.kinds[mention] in _SPELLED:
            found += [f"{end}word {word[:9]}" for word in words]
        return found

    def _voted(self, head: int, child: int) -> list[str]:
        found = []
        for (h, c), votes in self.votes.items():
            if h == head and c == child:
                found += [f"rule {vote.rule}" for vote in votes]
                found += [f"vote {vote.name}" for vote in votes]
            elif h == child and c == head:
                found += [f"turned {vote.name}" for vote in votes]
            elif h == head:
                found += [f"Hvote {vote.name}" for vote in votes]
            elif c == child:
                found += [f"Cvote {vote.name}" for vote in votes]
        return found

    def _near(self, a: int, b: int) -> list[str]:
        gap = self.words[a + 1 : b]
        found = [f"b {word}" for word in gap[:BETWEEN]]
        if len(gap) <= _WHOLE:
            found.append("B " + " ".join(gap))
        if gap:
            found += (f"b0 {gap[0]}", f"b9 {' '.join(gap[-2:])}", f"b9 {gap[-1]}")
        before, after = self._sides(a, b)
        found += [f"p {word}" for word in before]
        found += [f"a {word}" for word in after]
        found += [f"p9 {word}" for word in before[-1:]]
        found += [f"a0 {word}" for word in after[:1]]
        return found

    def _sides(self, a: int, b: int) -> tuple[list[str], list[str]]:
        """Return the words of the sentence before word `a`, and of that behind word `b`."""
        first = max(bisect_left(self.sentences, self.sentences[a]), a - BEFORE)
        last = min(bisect_right(self.sentences, self.sentences[b]), b + 1 + AFTER)
        return self.words[first:a], self.words[b + 1 : last]


def _introduction(words: Sequence[str], place: int) -> str:
    """Return the preposition or article that governs a mention, else what stands before it."""
    for k in range(place - 1, max(-1, place - 6), -1):
        word = words[k]
        if word in _PREPOSITIONS or word in ".;:,()" or word[0] == "<":
            return word
        if word in _ARTICLES:
            return f"{words[k - 1]} {word}" if k and words[k - 1] in _PREPOSITIONS else f"N {word}"
    return ""


@lru_cache(maxsize=1 << 16)
def _stem(form: str) -> str:
    word = form.lower()
    return word[:_STEM] if len(word) > _LONG else word


class Wording:
    """The table: how much each sign speaks for each relation."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._numbers: dict[str, dict[str, int]] = {ANY: {}}
        places: list[tuple[int, int]] = []
        values: list[float] = []
        number = 0  # row 0 is that of no sign
        for number, (kind, sign, row) in enumerate(rows, 1):
            self._numbers.setdefault(kind, {})[sign] = number
            places += [(number, _NUMBERS[name]) for name in row]
            values += row.values()
        self._weights = np.zeros((number + 1, len(pairs.NAMES)), np.float32)
        self._weights[tuple(np.array(places, np.intp).reshape(-1, 2).T)] = values

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._weights) - 1

    def judge(self, names: Floats, asked: Pairs, read: Callable[[int], Worded]) -> Floats:
        """Return the probabilities [P, names] that both judges give together.

        `names` are those of the network for the pairs `asked`; those of which it is sure stay as
        they are. `read` gives the words around a pair by its row.
        """
        unsure = np.flatnonzero((names[:, 0] < 1 - UNLIKELY) & (names.max(1) < SURE))
        if not len(self) or not len(unsure):
            return names
        result, before = names.copy(), names[unsure]
        said = self._chances((read(row), *asked[row]) for row in unsure.tolist())
        said[before == 0] = 0  # what may not join the two
        said[:, _SAME] = before[:, _SAME]  # the table does not see how names resemble each other
        said[:, 0] = np.maximum(1 - said[:, 1:].sum(1), LEAST)
        both = before ** (1 - SHARE) * said**SHARE
        result[unsure] = both / both.sum(1, keepdims=True)
        return result

    def _chances(self, asked: Iterable[tuple[Worded, int, int]]) -> Floats:
        """Return how probable the table holds each relation of each pair, [P, names]."""
        rows: list[int] = []
        starts: list[int] = []
        for worded, head, child in asked:
            starts.append(len(rows))
            rows.append(0)
            signs = worded.signs(head, child)
            kind = kind_of(worded.kinds[head], worded.kinds[child], head < child)
            for numbers in (self._numbers[ANY], self._numbers.get(kind, {})):
                rows += filter(None, map(numbers.get, signs))
        total: Floats = np.add.reduceat(self._weights[rows], starts)
        return np.asarray(1 / (1 + np.exp(-total)), np.float32)

    @classmethod
    def read(cls, path: Path) -> "Wording":
        """Read a table; raise `ModelError` if it is broken. Without the file it is empty."""
        if not path.exists():
            return cls()
        try:
            return cls(map(_row, path.read_text("utf-8").splitlines()))
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{path}: not readable as a table; install kg again") from error

    def write(self) -> str:
        """Return the table as text that `read` reads."""
        return "".join(
            f"{kind}\t{sign}\t{self._told(number)}\n"
            for kind, numbers in sorted(self._numbers.items())
            for sign, number in sorted(numbers.items())
        )

    def _told(self, number: int) -> str:
        row = self._weights[number]
        return " ".join(f"{pairs.NAMES[n]}={row[n]:g}" for n in np.flatnonzero(row))


def kind_of(head: int, child: int, forward: bool) -> str:  # noqa: FBT001 - order of the pair
    """Return how the table names two labels in their order, "PER>ORG"."""
    return f"{LABELS[head]}{'>' if forward else '<'}{LABELS[child]}"


def _row(line: str) -> Row:
    kind, sign, weights = line.split("\t")
    parts = (part.split("=") for part in weights.split())
    return kind, sign, {name: float(weight) for name, weight in parts}
