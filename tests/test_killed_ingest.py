"""A killed `kg ingest` loses nothing stored, and the next run goes on; see `tests/killed.py`."""

import subprocess
import sys
from pathlib import Path

import pytest

KILLED = Path(__file__).parent / "killed.py"


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_killed_runs_end_with_the_store_of_an_undisturbed_one() -> None:
    # A process of its own: a fork of this one, whose stores have threads, could wait for ever.
    size = ["--kills", "6", "--documents", "60", "--often", "3"]

    done = subprocess.run(
        [sys.executable, str(KILLED), *size], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("6 kills")
