"""Cold start of each command: processor time until the help or a small answer is there."""

import statistics
import sys
import tempfile
from pathlib import Path

from articles import articles
from measuring import HEADER, Row, run

KG = [sys.executable, "-m", "kg"]
QUERY = "SELECT ?n WHERE { ?p a schema:Person ; skos:prefLabel ?n } LIMIT 5"


def rows(runs: int = 5) -> list[Row]:
    """Measure `kg --help`, and `kg query` on a store with one document."""
    with tempfile.TemporaryDirectory() as folder:
        name, text = next(articles(1))
        Path(folder, name).write_text(text, encoding="utf-8")
        run([*KG, "ingest", name], Path(folder))
        bare = _cpu([sys.executable, "-c", "pass"], Path(folder), runs)
        return [
            _row("kg --help", [*KG, "--help"], Path(folder), bare, runs, "kg under 0.3 s"),
            _row("kg query", [*KG, "query", QUERY], Path(folder), bare, runs, "kg under 0.7 s"),
        ]


def _row(name: str, command: list[str], folder: Path, bare: float, runs: int, bound: str) -> Row:
    cpu = _cpu(command, folder, runs)
    return Row(f"{name}, CPU seconds (other: bare Python)", f"{cpu:.2f}", f"{bare:.2f}",
               cpu / bare, bound)  # fmt: skip


def _cpu(command: list[str], folder: Path, runs: int) -> float:
    return statistics.median(run(command, folder)[1] for _ in range(runs))


if __name__ == "__main__":
    print(HEADER, *rows(), sep="\n")
