"""Cold start of each command: processor seconds until the help or a small answer is there."""

import statistics
import sys
import tempfile
from pathlib import Path

from articles import articles
from measuring import HEADER, Row, run

KG = [sys.executable, "-m", "kg"]
QUERY = "SELECT ?n WHERE { ?p a schema:Person ; skos:prefLabel ?n } LIMIT 5"
COMMANDS: dict[str, tuple[list[str], float | None]] = {
    "kg --help": (["--help"], 0.3),
    "kg query": (["query", QUERY], 0.7),
    "kg stats": (["stats"], None),
    "kg show": (["show", "Deutschland"], None),
    "kg analyze summary": (["analyze", "summary"], None),
    "kg export (gexf)": (["export", "--format", "gexf"], None),
    "kg validate": (["validate"], None),
    "kg extract": (["extract", "neu.txt"], None),
    "kg ingest": (["ingest", "neu.txt", "--force"], None),
    "kg ingest, nothing new": (["ingest", "0000000.txt"], None),
}


def rows(runs: int = 5) -> list[Row]:
    """Measure each command on a store with a few documents."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for name, text in articles(5):
            (here / name).write_text(f"{text}\n\nDeutschland", encoding="utf-8")
        run([*KG, "ingest", *sorted(path.name for path in here.glob("*.txt"))], here)
        (here / "neu.txt").write_text("Der Rat berät heute in Jülich über den Haushalt.", "utf-8")
        bare = _cpu([sys.executable, "-c", "pass"], here, runs)
        return [
            _row(name, _cpu([*KG, *command], here, runs), bare, bound)
            for name, (command, bound) in COMMANDS.items()
        ]


def _row(name: str, cpu: float, bare: float, bound: float | None) -> Row:
    limit, held = (f"kg under {bound:g}", cpu < bound) if bound else ("", None)
    return Row(f"{name}, CPU s (other: bare Python)", f"{cpu:.2f}", f"{bare:.2f}", cpu / bare,
               limit, held)  # fmt: skip


def _cpu(command: list[str], folder: Path, runs: int) -> float:
    return statistics.median(run(command, folder)[1] for _ in range(runs))


if __name__ == "__main__":
    print(HEADER, *rows(), sep="\n")
