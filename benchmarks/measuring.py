"""Times, memory and the table they are printed in."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One comparison: what was measured, the figure, and the bound it is held to, if it is."""

    name: str
    ours: str
    other: str
    ratio: float
    bound: str = ""
    held: bool | None = None

    def __str__(self) -> str:
        verdict = {None: "", True: ": yes", False: ": NO"}[self.held]
        figures = f"{self.ours:>12}{self.other:>12}{self.ratio:>9.3g}"
        return f"{self.name:<58}{figures}  {self.bound}{verdict}"


def at_most(name: str, ours: float, other: float, bound: float) -> Row:
    """Return a row whose ratio, ours to the other, must not be above the bound."""
    ratio = ours / other
    return Row(name, f"{ours:.4g}", f"{other:.4g}", ratio, f"at most {bound:g}", ratio <= bound)


def at_least(name: str, ours: float, other: float, bound: float) -> Row:
    """Return a row whose ratio, the other to ours, must not be below the bound."""
    ratio = other / ours
    return Row(name, f"{ours:.4g}", f"{other:.4g}", ratio, f"at least {bound:g}", ratio >= bound)


HEADER = f"{'what':<58}{'kg':>12}{'other':>12}{'ratio':>9}  bound"


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Return the median wall-clock seconds over some runs."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def child(code: str, *arguments: str) -> tuple[float, float, float]:
    """Run Python code in a new process; return wall seconds, CPU seconds, peak MB of memory."""
    return run([sys.executable, "-c", code, *arguments])


def run(command: list[str], cwd: Path | None = None) -> tuple[float, float, float]:
    """Run a command; return wall seconds, CPU seconds and peak MB of its largest process."""
    started = time.perf_counter()
    # One thread per process on both sides, as `kg` sets it.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    wall = time.perf_counter() - started
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
