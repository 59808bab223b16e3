"""Ingest against bare `nlp.pipe` with the same pipeline; workers, memory, growth, re-ingest.

Processor seconds do not depend on what else runs here; wall seconds, which a person waits for, mean
something on a quiet machine only: one process loads the store on a second core. What a process
needs to start is measured with one document and taken off.
"""

import argparse
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from articles import write
from measuring import HEADER, Row, at_least, at_most, child, run

PIPE = """
import sys
from pathlib import Path
from kg.nlp import load_nlp
from kg.nlp.analysing import UNUSED
nlp = load_nlp(sys.argv[2] or None)
texts = (path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).rglob("*.txt")))
for doc in nlp.pipe(texts, batch_size=64, disable=UNUSED if sys.argv[3] else ()):
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
Figures = tuple[float, float, float]


@dataclass(frozen=True)
class Bench:
    """A folder to work in, and the pipeline."""

    folder: Path
    model: str

    def pipe(self, articles: Path, *, same: bool) -> Figures:
        """Return the figures of `nlp.pipe`, with all components or those that kg needs."""
        return child(PIPE, str(articles), self.model, "same" if same else "")

    def ingest(self, articles: Path, workers: int = 1, store: str = "") -> Figures:
        """Return wall seconds, CPU seconds and peak MB of an ingest, into a new store or not."""
        kept = self.folder / store if store else Path(tempfile.mkdtemp(dir=self.folder))
        script = self.folder / "ingest.py"
        script.write_text(INGEST, encoding="utf-8")
        arguments = [str(articles), self.model, str(kept), str(workers)]
        return run([sys.executable, str(script), *arguments])

    def write(self, count: int) -> Path:
        """Return a folder with so many articles."""
        return write(self.folder / f"articles{count}", count)


def rows(sizes: tuple[int, int, int], model: str = "", runs: int = 3) -> list[Row]:
    """Measure with three numbers of documents: medians for the smaller two, the last once."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), model)
        none, few, some, many = (bench.write(count) for count in (1, *sizes))
        start = bench.ingest(none)
        piped = {same: _piped(bench, some, none, same=same, runs=runs) for same in (False, True)}
        fews = [bench.ingest(few) for _ in range(runs)]
        ones = [bench.ingest(some) for _ in range(runs)]
        twos = [bench.ingest(some, workers=2) for _ in range(runs)]
        large = bench.ingest(many, store="again")
        again = bench.ingest(many, store="again")
    wall, cpu = (
        [*(_median(one[k] for one in got) - start[k] for got in (fews, ones)), large[k] - start[k]]
        for k in (0, 1)
    )
    each_wall, each = (
        [seconds / count for seconds, count in zip(kind, sizes, strict=True)]
        for kind in (wall, cpu)
    )
    size = sizes[1]
    return [
        at_most(f"ingest {size}, wall s (other: nlp.pipe)", wall[1], piped[False][0], 1.25),
        at_most(f"ingest {size}, CPU s (other: nlp.pipe)", cpu[1], piped[False][1], 1.25),
        Row(f"ingest {size}, CPU s (other: nlp.pipe, same components)", f"{cpu[1]:.4g}",
            f"{piped[True][1]:.4g}", cpu[1] / piped[True][1]),
        at_least(f"ingest {size}, wall s with 2 workers (other: 1)",
                 _median(two[0] for two in twos), _median(one[0] for one in ones), 1.6),
        at_most(f"ingest {size}, CPU s with 2 workers (other: 1)",
                _median(two[1] for two in twos), _median(one[1] for one in ones), 1.25),
        at_most(f"CPU ms per document at {size} (other: at {sizes[0]})",
                1000 * each[1], 1000 * each[0], 1.15),
        at_most(f"wall ms per document at {sizes[2]} (other: at {size})",
                1000 * each_wall[2], 1000 * each_wall[1], 1.15),
        at_most(f"CPU ms per document at {sizes[2]} (other: at {size})",
                1000 * each[2], 1000 * each[1], 1.15),
        _memory(f"peak MB at {sizes[2]} (other: at {size})", large[2],
                _median(one[2] for one in ones)),
        at_most(f"ingest {sizes[2]} again, CPU s (other: first time)", again[1], large[1], 0.03),
    ]  # fmt: skip


def _piped(bench: Bench, some: Path, none: Path, *, same: bool, runs: int) -> tuple[float, float]:
    """Return wall and CPU seconds of `nlp.pipe` without its start."""
    start = bench.pipe(none, same=same)
    got = [bench.pipe(some, same=same) for _ in range(runs)]
    return _median(one[0] for one in got) - start[0], _median(one[1] for one in got) - start[1]


def _memory(name: str, ours: float, other: float) -> Row:
    more = ours - other
    return Row(name, f"{ours:.0f}", f"{other:.0f}", ours / other,
               f"less than 100 MB more ({more:.0f})", more < 100)  # fmt: skip


_median = statistics.median


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, nargs=3, default=[100, 1000, 10_000])
    options.add_argument("--model", default="")
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    print(HEADER, *rows(tuple(given.documents), given.model, given.runs), sep="\n")
