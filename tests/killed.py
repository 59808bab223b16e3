"""Kills `kg.ingest` at random moments and compares the store with that of an undisturbed run.

    python tests/killed.py --kills 100

Documents are the first paragraphs of our own articles, varied. A run that was killed is run again
until it ends; then the next store is begun, until there were enough kills. After each kill the
store must be sound, and each store that was finished must be that of the undisturbed run, byte by
byte. The language pipeline is loaded once: each run is a process that was forked from this one.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from articles import articles

if TYPE_CHECKING:
    from spacy.language import Language

_CHARACTERS = 600


@dataclass
class Found:
    """What came of the kills: how many documents each left, and how many stores were compared."""

    kills: int = 0
    stores: int = 0
    documents_left: list[int] = field(default_factory=list)


def write_short(folder: Path, count: int) -> Path:
    """Write the beginnings of so many articles into a folder."""
    folder.mkdir()
    for name, text in articles(count):
        end = text.find("\n", _CHARACTERS)
        (folder / name).write_text(text[: end if end > 0 else None], encoding="utf-8")
    return folder


def kill(
    folder: Path, nlp: "Language", work: Path, *, kills: int, often: int = 4, seed: int = 0
) -> Found:
    """Ingest `folder` again and again with so many kills, about `often` to a store.

    Raises:
        AssertionError: a store was not sound after a kill, or not the one expected at the end.
    """
    chance, found, wanted = random.Random(seed), Found(), work / "wanted.nq"
    started = time.monotonic()
    assert _forked(partial(_ingest, folder, nlp, work / "undisturbed", wanted)) == 0
    duration = time.monotonic() - started
    while found.kills < kills:
        store, dump = work / f"store{found.stores}", work / "found.nq"
        while True:
            enough = found.kills >= kills
            seconds = None if enough else chance.uniform(0, 2 * duration / often)
            ended = _forked(partial(_ingest, folder, nlp, store, dump), seconds)
            if ended != -signal.SIGKILL:
                break
            found.kills += 1
            found.documents_left.append(_left(store, work))
        assert ended == 0, f"{store}: the run ended with {ended}"
        assert dump.read_bytes() == wanted.read_bytes(), f"{store} differs"
        found.stores += 1
    return found


def _ingest(folder: Path, nlp: "Language", location: Path, dump: Path) -> None:
    import kg

    with kg.open_store(location) as store:
        assert kg.ingest([str(folder)], store, nlp=nlp, workers=1).ok
    with kg.open_store(location, read_only=True) as store, dump.open("wb") as output:
        store.dump("nq", output)


def _left(location: Path, work: Path) -> int:
    """Return how many documents a killed run left; the store must be sound, if there is one."""
    counted = work / "counted"

    def count() -> None:
        from kg.stores.health import check_store

        health = check_store(location)
        assert health.problems == (), health.problems
        counted.write_text(str(health.documents))

    if not (location / "oxigraph" / "CURRENT").exists():
        return 0
    assert _forked(count) == 0, f"{location} is not sound"
    return int(counted.read_text())


def _forked(work: Callable[[], None], seconds: float | None = None) -> int:
    """Do the work in a process of its own, killed after so many seconds; return its exit code."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:
            traceback.print_exc()
            raise
        finally:  # no clean-up of the process that this is a copy of
            os._exit(code)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def main() -> int:
    """Kill as often as asked for and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="kills in all")
    parser.add_argument("--documents", type=int, default=200, help="documents in the folder")
    parser.add_argument("--often", type=int, default=4, help="kills to a store, about")
    parser.add_argument("--seed", type=int, default=0, help="of the moments of the kills")
    given = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import kg

    nlp = kg.load_nlp()
    nlp("Die Bundesnetzagentur in Bonn.")  # loads what is loaded at first use
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        folder = write_short(work / "artikel", given.documents)
        found = kill(folder, nlp, work, kills=given.kills, often=given.often, seed=given.seed)
    left = sorted(found.documents_left)
    print(  # noqa: T201 - a program that prints
        f"{found.kills} kills, {found.stores} stores of {given.documents} documents, all equal; "
        f"a kill left {left[0]} to {left[-1]} documents, {left[len(left) // 2]} in the middle"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
