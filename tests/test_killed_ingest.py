"""A killed `kg ingest` loses nothing stored, and the next run goes on; see `tests/killed.py`."""

import sys
from pathlib import Path

import pytest
import ruler
from killed import kill, write_short


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_killed_runs_end_with_the_store_of_an_undisturbed_one(tmp_path: Path) -> None:
    folder = write_short(tmp_path / "artikel", 60)
    nlp = ruler.ruler()
    nlp("Henrike Brauckmann reist nach Brüssel.")

    found = kill(folder, nlp, tmp_path, kills=6, often=3)

    assert found.kills == 6
    assert found.stores >= 1
