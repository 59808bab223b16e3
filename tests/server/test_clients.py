"""A short run of the measurement with many clients beside an ingest."""

import subprocess
import sys
from pathlib import Path

import pytest

CLIENTS = Path(__file__).parents[2] / "benchmarks" / "clients.py"


@pytest.mark.model
@pytest.mark.slow
def test_clients_beside_an_ingest_get_right_answers() -> None:
    done = subprocess.run(
        [sys.executable, str(CLIENTS), "--clients", "40", "--seconds", "6",
         "--before", "6", "--more", "60"],
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    assert "wrong: 0" in done.stdout
