"""The benchmarks run and compare what they say; a small run says nothing about speed."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.model
@pytest.mark.slow
def test_all_comparisons_run_and_come_in_one_table() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks", "--small"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    lines = done.stdout.splitlines()

    assert done.returncode == 0, done.stderr
    for part in ("kg --help", "kg query", "kg ingest", "load 3", "query lookup", "query provenance",
                 "nlp.pipe", "2 workers", "per document", "peak MB", "again"):  # fmt: skip
        assert any(part in line for line in lines), part
    assert all(len(line) > 80 for line in lines[2:])


def test_the_corpus_of_any_size_is_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    from articles import articles

    first, again = list(articles(200)), list(articles(200))

    assert first == again
    assert len({text for _, text in first}) == 200
