"""Run the comparisons of storing and ingesting and print one table: `python benchmarks`.

`--small` checks in a minute that they work, and says nothing about speed; figures on a machine
that does other things are no figures. The other files here run by themselves.
"""

import argparse
import platform
import sys
from collections.abc import Iterator
from os import cpu_count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # for `python -m benchmarks`

import ingest
import startup
import stores
from measuring import HEADER, Row


def rows(*, small: bool, model: str = "") -> Iterator[Row]:
    """Yield all rows as they come in."""
    runs = 1 if small else 3
    yield from startup.rows(runs)
    yield from stores.rows(3 if small else 1000, runs)
    yield from ingest.rows((1, 3, 6) if small else (100, 1000, 10_000), model, runs)


def main() -> int:
    """Print the table; the exit code is 1 where a bound is missed and it was no small run."""
    options = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    options.add_argument("--small", action="store_true", help="a few documents, one run")
    options.add_argument("--model", default="", help="another spaCy pipeline")
    given = options.parse_args()
    print(f"{platform.machine()}, {cpu_count()} cores, Python {platform.python_version()}")
    print(HEADER)
    missed = 0
    for row in rows(small=given.small, model=given.model):
        print(row, flush=True)
        missed += row.held is False
    return int(missed > 0 and not given.small)


if __name__ == "__main__":
    sys.exit(main())
