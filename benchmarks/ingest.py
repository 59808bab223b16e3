"""Ingest against bare `nlp.pipe` with the same pipeline; workers, memory, growth, re-ingest."""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from articles import write
from measuring import HEADER, Row, child, run

PIPE = """
import sys
from pathlib import Path
from kg.nlp import load_nlp
nlp = load_nlp(sys.argv[2] or None)
texts = (path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).rglob("*.txt")))
for doc in nlp.pipe(texts, batch_size=64):
    pass
"""
INGEST = """
import sys
import kg
if __name__ == "__main__":
    with kg.open_store(sys.argv[3]) as store:
        report = kg.ingest([sys.argv[1]], store, nlp=sys.argv[2] or None, workers=int(sys.argv[4]))
        assert report.ok, report
"""


def rows(count: int, model: str = "", runs: int = 3) -> list[Row]:
    """Measure with `count` and ten times as many documents."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = write(Path(folder, "few"), count), write(Path(folder, "many"), 10 * count)
        none = write(Path(folder, "none"), 1)
        pipe = statistics.median(_pipe(few, model) - _pipe(none, model) for _ in range(runs))
        first = [_ingest(Path(folder), few, model, 1) for _ in range(runs)]
        start = _ingest(Path(folder), none, model, 1)[0]
        one = statistics.median(wall for wall, _, _ in first) - start
        two = statistics.median(_ingest(Path(folder), few, model, 2)[0] for _ in range(runs))
        large = _ingest(Path(folder), many, model, 1, keep="again")
        again = _ingest(Path(folder), many, model, 1, keep="again")
    small = first[0][2]
    ten = (large[0] - start) / (10 * count)
    return [
        _row(f"ingest {count} documents, s (other: nlp.pipe)", one, pipe, one / pipe,
             "at most 1.25"),
        _row("the same with 2 workers (other: 1)", two, one + start, (one + start) / two,
             "at least 1.6"),
        _row(f"s per document at {10 * count} (other: at {count})", ten, one / count,
             ten / (one / count), "at most 1.15"),
        _row(f"peak MB at {10 * count} (other: at {count})", large[2], small, large[2] / small,
             "less than 100 MB more"),
        _row(f"ingest {10 * count} again, s (other: first time)", again[0], large[0],
             again[0] / large[0], "less than 0.03"),
    ]  # fmt: skip


def _row(name: str, ours: float, other: float, ratio: float, bound: str) -> Row:
    return Row(name, f"{ours:.4g}", f"{other:.4g}", ratio, bound)


def _pipe(folder: Path, model: str) -> float:
    return child(PIPE, str(folder), model)[0]


def _ingest(
    folder: Path, articles: Path, model: str, workers: int, keep: str = ""
) -> tuple[float, float, float]:
    store = folder / keep if keep else Path(tempfile.mkdtemp(dir=folder))
    script = folder / "ingest.py"
    script.write_text(INGEST, encoding="utf-8")
    return run([sys.executable, str(script), str(articles), model, str(store), str(workers)])


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=1000)
    options.add_argument("--model", default="")
    given = options.parse_args()
    print(HEADER, *rows(given.documents, given.model), sep="\n")
