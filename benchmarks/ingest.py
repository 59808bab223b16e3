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
        base = _pipe(none, model)
        pipe = statistics.median(_pipe(few, model) - base for _ in range(runs))
        start = _ingest(Path(folder), none, model, 1)
        ones = [_ingest(Path(folder), few, model, 1) for _ in range(runs)]
        twos = [_ingest(Path(folder), few, model, 2) for _ in range(runs)]
        large = _ingest(Path(folder), many, model, 1, keep="again")
        again = _ingest(Path(folder), many, model, 1, keep="again")
    # Processor seconds where one process works: they do not depend on what else runs here.
    one = statistics.median(cpu for _, cpu, _ in ones) - start[1]
    wall_one, wall_two = (statistics.median(wall for wall, _, _ in x) for x in (ones, twos))
    ten, first, later = (large[1] - start[1]) / (10 * count), large[1], again[1]
    memory = statistics.median(peak for _, _, peak in ones)
    return [
        _row(f"ingest {count} documents, CPU s (other: nlp.pipe)", one, pipe, one / pipe,
             "at most 1.25"),
        _row("the same, wall s with 2 workers (other: 1)", wall_two, wall_one,
             wall_one / wall_two, "at least 1.6"),
        _row(f"CPU s per document at {10 * count} (other: at {count})", ten, one / count,
             ten / (one / count), "at most 1.15"),
        _row(f"peak MB at {10 * count} (other: at {count})", large[2], memory, large[2] / memory,
             "less than 100 MB more"),
        _row(f"ingest {10 * count} again, CPU s (other: first time)", later, first,
             later / first, "less than 0.03"),
    ]  # fmt: skip


def _row(name: str, ours: float, other: float, ratio: float, bound: str) -> Row:
    return Row(name, f"{ours:.4g}", f"{other:.4g}", ratio, bound)


def _pipe(folder: Path, model: str) -> float:
    return child(PIPE, str(folder), model)[1]


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
