"""Writes the tables of figures in `docs/quality.md` anew; run it after what changes them.

python tests/quality/tables.py
"""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from kg.evaluation import Report, Score, evaluate
from kg.nlp import model_version

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "quality.md"
GOLD = [ROOT / "corpus" / "gold" / f"articles_{split}.jsonl" for split in ("dev", "heldout")]
# Row of the table, task, and the name of the score.
ROWS = (
    ("mentions, all labels", "ner", "ALL"),
    ("amounts", "amounts", "ALL"),
    ("same entity, B-cubed", "links", "same_entity"),
    ("links to the knowledge base", "links", "knowledge_base"),
    ("facts, all", "facts", "ALL"),
)
TASKS = "| task | articles_dev: P | R | F1 | n | heldout: P | R | F1 | n |"
RULES = "| rule | dev: right | P | held out: right | P |"


def main() -> None:
    """Replace the tables of all tasks and of facts by rule, and the line that dates them."""
    reports = {task: [evaluate(gold, task) for gold in GOLD] for _, task, _ in ROWS}
    facts = reports["facts"]
    rows = [(title, [r.scores.get(name) for r in reports[task]]) for title, task, name in ROWS]
    names = sorted(facts[0].scores, key=lambda name: (-facts[0].scores[name].n, name))
    rows += [(f"facts: {n}", [r.scores.get(n) for r in facts]) for n in names if n != "ALL"]
    page = _with_table(PAGE.read_text("utf-8"), TASKS, (_task_row(*row) for row in rows))
    page = _with_table(page, RULES, _rule_rows(facts))
    stamp = f"Measured on {date.today()} with the pipeline {model_version().split()[-1]}"
    PAGE.write_text(re.sub(r"Measured on \S+ with the pipeline [\d.]+", stamp, page), "utf-8")


def _task_row(title: str, scores: Iterable[Score | None]) -> str:
    cells = (
        [f"{s.p:.1f}", f"{s.r:.1f}", f"{s.f:.1f}", str(s.n)] if s else [""] * 4 for s in scores
    )
    return f"| {title} | {' | '.join(cell for four in cells for cell in four)} |"


def _rule_rows(facts: list[Report]) -> Iterable[str]:
    for name in sorted({rule for report in facts for rule in report.rules if rule != "ALL"}):
        scores = (report.rules.get(name) for report in facts)
        # Of a rule, recall is 100: its gold count is that of its hits.
        cells = (f"{s.n} | {s.p:.0f}" if s else " | " for s in scores)
        yield f"| {name} | {' | '.join(cells)} |"


def _with_table(page: str, head: str, rows: Iterable[str]) -> str:
    start = page.index("\n", page.index("\n", page.index(head)) + 1) + 1
    end = page.index("\n\n", start)
    return page[:start] + "\n".join(rows) + page[end:]


if __name__ == "__main__":
    main()
