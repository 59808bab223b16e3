"""Candidate pairs of labelled spans and what can be seen of a pair without a model.

Which labels a relation may join follows the annotation guidelines of the training data.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.model import LABELS, Label, Modality
from kg.vocab import RELATIONS

_ENTITY = "PER ORG LOC LAW PROG EVENT"
_ALLOWED = {
    "role_holder": ("PER", "ROLE"),
    "role_at": ("ROLE", "ORG LOC PROG EVENT"),
    "member_of": ("PER", "ORG"),
    "affiliated_with": ("PER", "ORG"),
    "part_of": ("ORG PROG", "ORG PROG"),
    "located_in": ("ORG PROG EVENT LOC", "LOC"),
    "event_date": ("EVENT", "DATE"),
    "participates": ("PER ORG LOC", "EVENT"),
    "organizes": ("ORG PER LOC", "EVENT"),
    "pays": ("ORG LOC PROG PER", "MONEY"),
    "pays_for": ("MONEY", "ORG LOC PROG EVENT LAW PER"),
    "cost_of": ("MONEY", "PROG EVENT ORG LAW LOC"),
    "quantity_of": ("QUANTITY", "PROG ORG LAW LOC EVENT"),
    "date_of": ("DATE", "PROG LAW MONEY ORG"),
    "owns": ("ORG PER LOC", "ORG PROG"),
    "cooperates_with": ("ORG PER LOC", "ORG PER LOC"),
    "commissions": ("ORG PER LOC", "ORG PROG PER"),
    "runs": ("ORG LOC PER", "PROG LAW"),
    "demands": ("PER ORG LOC", "LAW PROG MONEY QUANTITY ORG"),
    "supports": ("PER ORG LOC", "LAW PROG ORG PER MONEY EVENT LOC"),
    "opposes": ("PER ORG LOC", "LAW PROG ORG PER MONEY EVENT LOC"),
    "meets": ("PER ORG", "PER ORG"),
}
NAMES = ("none", *RELATIONS)
MODALITIES: tuple[Modality, ...] = (
    "factual",
    "planned",
    "demanded",
    "possible",
    "negated",
    "reported",
)
# Farther apart, counted in spans, are 0.25 % of the relations in the training paragraphs.
MAX_DISTANCE = 9


def _table() -> dict[tuple[str, str], tuple[int, ...]]:
    table: dict[tuple[str, str], list[int]] = {}
    for number, name in enumerate(NAMES[1:], 1):
        heads, children = _ALLOWED.get(name, (_ENTITY, _ENTITY))
        for head, child in itertools.product(heads.split(), children.split()):
            if name != "same_as" or head == child:
                table.setdefault((head, child), []).append(number)
    return {pair: tuple(numbers) for pair, numbers in table.items()}


COMPATIBLE = _table()


def candidates(labels: Sequence[Label]) -> list[tuple[int, int]]:
    """Return the ordered pairs of span indexes that some relation may join."""
    found: list[tuple[int, int]] = []
    for i, label in enumerate(labels):
        first = max(i - MAX_DISTANCE, 0)
        near = enumerate(labels[first : i + MAX_DISTANCE + 1], first)
        found += [(i, j) for j, other in near if (label, other) in COMPATIBLE and i != j]
    return found


_DISTANCES = (1, 2, 3, 5, 8, 13)
_GAPS = (0, 1, 2, 4, 8, 16, 32)
_SENTENCES = (0, 1, 2, 4)
FEATURES = 2 * len(_DISTANCES) + 2 + len(_GAPS) + 1 + len(_SENTENCES) + 9 + 8
# Words between the spans are looked at up to this many characters.
NEAR = 60
_SPLIT = re.compile(r"[\s/-]+")
_STOP = re.compile(r"[.!?:;\n]")
_CUES = (
    re.compile(r"^\s*\(\s*$"), re.compile(r"^\s*,\s*$"), re.compile(r"^\s*$"),
    re.compile(r"^\s*(?:des|der|im|in der|am|beim|vom|von|für|bei)\s+(?:der\s+)?$"),
    re.compile(r"^\s*(?:,|und|sowie|/|,\s*und)\s*$"), re.compile(r"\bin\s+$"),
    re.compile(r"\bfür\s|\bzugunsten\b|\ban\s"), re.compile(r"\)"),
)  # fmt: skip
Row = tuple[float, ...]


def features(
    text: str, spans: Sequence[tuple[int, int]], pairs: Sequence[tuple[int, int]]
) -> list[Row]:
    """Return one row of `FEATURES` numbers per pair: distance, order, text between, likeness."""
    sentence = [0] * len(spans)
    for k in range(1, len(spans)):
        gap = text[spans[k - 1][1] : spans[k][0]]
        sentence[k] = sentence[k - 1] + len(_STOP.findall(gap))
    words = [text[a:b] for a, b in spans]
    between: dict[tuple[int, int], Row] = {}
    rows = []
    for i, j in pairs:
        left, right = (i, j) if i < j else (j, i)
        seen = between.get((left, right))
        if seen is None:
            crossed = sentence[right] - sentence[left]
            seen = _between(text, spans[left][1], spans[right][0], crossed)
            between[left, right] = seen
        near, spaces, cues = seen[:1], seen[1:-8], seen[-8:]
        rows.append(_order(j - i) + near + spaces + _names(words[i], words[j]) + cues)
    return rows


@lru_cache(maxsize=4000)
def _one_hot(value: int, borders: tuple[int, ...]) -> Row:
    return tuple(float(value <= border) for border in borders)


@lru_cache(maxsize=1000)
def _order(distance: int) -> Row:
    """Return distance in spans and order; it is positive where the head stands first."""
    far, none = _one_hot(abs(distance), _DISTANCES), (0.0,) * len(_DISTANCES)
    return (*far, *none, 1.0) if distance > 0 else (*none, *far, 0.0)


def _between(text: str, start: int, end: int, sentences: int) -> Row:
    """Return what stands between two spans: near or not, words, sentence borders, cues."""
    near = end - start <= NEAR
    cues = _cues(text[start:end]) if near else (0.0,) * len(_CUES)
    spaces = _one_hot(text.count(" ", start, end), _GAPS)
    return (float(near), *spaces, 1.0, *_one_hot(sentences, _SENTENCES), *cues)


@lru_cache(maxsize=20_000)
def _cues(between: str) -> Row:
    return tuple(float(cue.search(between) is not None) for cue in _CUES)


@dataclass(frozen=True, slots=True)
class _Name:
    """A surface form: without case, its words, start, initials and capitals."""

    form: str
    words: frozenset[str]
    last: str
    stem: str
    initials: str
    capitals: str

    @classmethod
    def of(cls, name: str) -> "_Name":
        form = name.casefold()
        words = _SPLIT.split(form)
        return cls(
            form,
            frozenset(words),
            words[-1],
            form[: max(4, len(form) - 2)],
            "".join([w[0] for w in _SPLIT.split(name) if w and w[0].isupper()]),
            "".join([c for c in name if c.isupper()]),
        )


_name = lru_cache(maxsize=50_000)(_Name.of)


@lru_cache(maxsize=50_000)
def _names(first: str, second: str) -> Row:
    """Return how two surface forms resemble each other."""
    a, b = _name(first), _name(second)
    short = len(a.capitals) >= 2
    return (
        float(a.form == b.form),
        float(bool(a.words) and a.words <= b.words),
        float(not a.words.isdisjoint(b.words)),
        float(a.last == b.last),
        float(b.form.startswith(a.stem) or a.form.startswith(b.stem)),
        float(short and a.capitals == b.initials),
        float(short and a.capitals[0] == second[:1] and len(first) <= 8 < len(second)),
        float(a.form in b.form),
        float(len(a.form) > len(b.form)),
    )


def label_ids(labels: Sequence[Label]) -> list[int]:
    """Return the label numbers that the relation model was trained with."""
    return [LABELS.index(label) for label in labels]
