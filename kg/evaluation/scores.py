"""Counts of hits, false hits and misses, and what follows from them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

ALL = "ALL"


@dataclass(slots=True)
class Counts:
    """How often the answer was right (`hits`), wrong (`false`) or lacking (`missed`).

    B-cubed sums shares instead of whole hits, hence the floats. `agreed` counts those hits that
    agree in a further trait as well (modality, role, qualifier …), by its name.
    """

    hits: float = 0
    false: float = 0
    missed: float = 0
    agreed: dict[str, list[int]] = field(default_factory=dict)

    def agree(self, trait: str, *, same: bool) -> None:
        """Note for one hit whether it agrees in the trait."""
        right, asked = self.agreed.setdefault(trait, [0, 0])
        self.agreed[trait] = [right + same, asked + 1]

    def score(self) -> "Score":
        """Return precision, recall and F1 in percent, and the number of gold items."""
        precision = _percent(self.hits, self.hits + self.false)
        recall = _percent(self.hits, self.hits + self.missed)
        return Score(
            round(precision, 1),
            round(recall, 1),
            round(harmonic(precision, recall), 1),
            round(self.hits + self.missed),
            {name: round(_percent(*pair), 1) for name, pair in sorted(self.agreed.items())},
        )


class Score(NamedTuple):
    """Precision, recall, F1 (percent, one decimal), gold count, and shares of agreeing hits."""

    p: float
    r: float
    f: float
    n: int
    agreed: dict[str, float] = {}  # noqa: RUF012 - a tuple's default is never written to


class Slip(NamedTuple):
    """One miss or false hit, with the words around it."""

    kind: str
    label: str
    text: str
    context: str
    where: str


def _percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0


def harmonic(precision: float, recall: float) -> float:
    """Return F1 of the two; 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(slots=True)
class Tally:
    """Counts per label, and a limited list of slips; `ALL` is the sum over labels."""

    limit: int = 0
    labels: dict[str, Counts] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)

    def of(self, label: str) -> Counts:
        """Return the label's counts, empty at first."""
        return self.labels.setdefault(label, Counts())

    def hit(self, label: str, **traits: bool) -> None:
        """Count a hit and in which traits it agrees."""
        counts = self.of(label)
        counts.hits += 1
        for trait, same in traits.items():
            counts.agree(trait, same=same)

    def miss(self, label: str, slip: Slip) -> None:
        """Count a gold item that was not found."""
        self.of(label).missed += 1
        self._keep(slip)

    def false(self, label: str, slip: Slip) -> None:
        """Count an answer that is not in gold."""
        self.of(label).false += 1
        self._keep(slip)

    def _keep(self, slip: Slip) -> None:
        if len(self.slips) < self.limit:
            self.slips.append(slip)

    def scores(self, order: Iterable[str] = ()) -> dict[str, Score]:
        """Return a score per label, those of `order` first, and `ALL` (micro-average) last."""
        names = [name for name in order if name in self.labels]
        names += sorted(self.labels.keys() - set(names))
        scores = {name: self.labels[name].score() for name in names}
        return {**scores, ALL: total(self.labels.values()).score()}


def total(parts: Iterable[Counts]) -> Counts:
    """Return the sum of the counts."""
    whole = Counts()
    for part in parts:
        whole.hits += part.hits
        whole.false += part.false
        whole.missed += part.missed
        for trait, (right, asked) in part.agreed.items():
            known = whole.agreed.setdefault(trait, [0, 0])
            whole.agreed[trait] = [known[0] + right, known[1] + asked]
    return whole


def context(text: str, start: int, end: int, *, width: int = 40) -> str:
    """Return the words around a range in one line, the range in ⟦brackets⟧."""
    before, after = text[max(0, start - width) : start], text[end : end + width]
    return " ".join(f"{before}⟦{text[start:end]}⟧{after}".split())
