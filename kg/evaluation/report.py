"""The answer of an evaluation: as a table for people, as an object for programs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.evaluation.scores import ALL, Score, Slip


@dataclass(frozen=True, slots=True)
class Report:
    """Scores per label (relation name, predicate …) with `ALL`, per rule, and slips."""

    task: str
    scores: Mapping[str, Score]
    rules: Mapping[str, Score] = field(default_factory=dict)
    slips: tuple[Slip, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return `{label: {p, r, f, n, …}, "ALL": …}`, with `rules` and `errors` if there are."""
        answer: dict[str, Any] = {name: _entry(score) for name, score in self.scores.items()}
        if self.rules:
            answer["rules"] = {name: _entry(score) for name, score in self.rules.items()}
        if self.slips:
            answer["errors"] = [slip._asdict() for slip in self.slips]
        return answer

    def to_table(self) -> str:
        """Return the scores in columns, `ALL` last, then rules and slips."""
        parts = [_table(self.task, self.scores)]
        if self.rules:
            parts.append(_table("rule", {k: v for k, v in self.rules.items() if k != ALL}))
        if self.slips:
            parts.append("\n".join(_line(slip) for slip in self.slips))
        return "\n\n".join(parts)


def _entry(score: Score) -> dict[str, float]:
    return {"p": score.p, "r": score.r, "f": score.f, "n": score.n, **score.agreed}


def _table(head: str, scores: Mapping[str, Score]) -> str:
    traits = sorted({name for score in scores.values() for name in score.agreed})
    rows = [[head, "P", "R", "F1", "n", *traits]]
    for name, score in scores.items():
        shares = [f"{score.agreed[t]:.1f}" if t in score.agreed else "" for t in traits]
        rows.append(
            [name, f"{score.p:.1f}", f"{score.r:.1f}", f"{score.f:.1f}", str(score.n), *shares]
        )
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True)),
            ]
        ).rstrip()
        for row in rows
    )


def _line(slip: Slip) -> str:
    return f"{slip.kind:6}  {slip.label}: {slip.text}\n        {slip.where}  {slip.context}"
