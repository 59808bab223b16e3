"""Run the comparisons of storing and ingesting and print one table: `python benchmarks/run.py`.

`--small` checks in seconds that they work, and says nothing about speed. The other files here
run by themselves.
"""

import argparse

import ingest
import startup
import stores
from measuring import HEADER


def main() -> None:
    """Print the table as the rows come in."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--small", action="store_true", help="a few documents, one run")
    options.add_argument("--model", default="", help="another spaCy pipeline")
    given = options.parse_args()
    count, runs = (3, 1) if given.small else (1000, 3)
    print(HEADER)
    for rows in (
        startup.rows(runs),
        stores.rows(count, runs),
        ingest.rows(count, given.model, runs),
    ):
        print(*rows, sep="\n", flush=True)


if __name__ == "__main__":
    main()
