"""Run every check of the project, one after the other; the exit code is 1 if any failed.

Arguments go to pytest: `python tests/run.py -m "not model"`.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

CHECKS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "layers": ["lint-imports"],
    "tests": ["pytest", "-q"],
}


def main(arguments: list[str]) -> int:
    """Run the checks in the repository root and say which failed."""
    bin_path = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{bin_path}{os.pathsep}{os.environ['PATH']}"}
    failed = []
    for name, command in CHECKS.items():
        started = time.monotonic()
        whole = [*command, *arguments] if name == "tests" else command
        print(f"== {name}: {' '.join(whole)}", flush=True)
        root = Path(__file__).parents[1]
        if subprocess.run(whole, cwd=root, env=environment, check=False).returncode:
            failed.append(name)
        print(f"== {name}: {time.monotonic() - started:.0f} s", flush=True)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
