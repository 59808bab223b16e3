"""Fuzzes the readers and grammars with atheris, which follows the branches that inputs reach.

    pip install atheris
    python tests/fuzz/run.py --seconds 60            # every target, a minute each
    python tests/fuzz/run.py --seconds 600 amounts

Each target starts from its cases in `tests/fuzz/cases`. An input that fails is written to the
folder of the corpus as `crash-…`, `timeout-…` or `oom-…`; copied into the cases it is a test.
"""

import argparse
import importlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
TARGETS = (
    "amounts dates txt md html pdf docx word eml mbox jsonl json csv tsv zip gz rss stdin listing "
    "robots watchlist"
)


def fuzz(target: str, arguments: list[str]) -> None:
    """Fuzz one target in this process, which libFuzzer ends."""
    import atheris

    sys.path.insert(0, str(HERE))
    with atheris.instrument_imports(include=["kg"]):
        from targets import TARGETS as CHECKS

        for module in HERE.parents[1].glob("kg/readers/*.py"):  # they load each other when needed
            importlib.import_module(f"kg.readers.{module.stem}")

    atheris.Setup([target, *arguments], CHECKS[target])
    atheris.Fuzz()


def main() -> int:
    """Fuzz the targets one after the other; the exit code is 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", default=TARGETS.split(), help="all, if none is named")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--corpus", type=Path, default=Path("fuzz-corpus"), help="where inputs go")
    given = parser.parse_args()
    failed = []
    for target in given.targets:
        corpus, cases = given.corpus / target, HERE / "cases" / target
        corpus.mkdir(parents=True, exist_ok=True)
        command = [
            sys.executable, __file__, "--one", target, f"-max_total_time={given.seconds}",
            "-timeout=60", "-rss_limit_mb=2048", "-max_len=20000", "-print_final_stats=1",
            f"-artifact_prefix={given.corpus}/{target}-", str(corpus), str(cases),
        ]  # fmt: skip
        environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
        if subprocess.run(command, env=environment, check=False).returncode:
            failed.append(target)
    sys.stdout.write(f"failed: {' '.join(failed)}\n" if failed else "no failure\n")
    return int(bool(failed))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        fuzz(sys.argv[2], sys.argv[3:])
    sys.exit(main())
