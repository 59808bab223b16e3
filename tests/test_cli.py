"""The command line as a whole: help is cheap and complete, errors are one line, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
import typer

from kg.cli import app

HEAVY = {
    "distributed", "httpx", "lxml", "networkit", "networkx", "numpy",
    "pyoxigraph", "pyshacl", "rdflib", "scipy", "spacy", "starlette", "trafilatura", "uvicorn",
}  # fmt: skip
_LOADED = """
import json, sys
from kg.cli import main
sys.argv = ["kg", *sys.argv[1:]]
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


def commands() -> list[tuple[str, click.Command]]:
    """Return all commands with their full names; groups are followed."""
    waiting = [("kg", typer.main.get_command(app))]
    found = []
    while waiting:
        name, command = waiting.pop()
        if children := getattr(command, "commands", None):
            waiting += [(f"{name} {child}", inner) for child, inner in children.items()]
        else:
            found.append((name, command))
    return sorted(found, key=lambda pair: pair[0])


@pytest.mark.parametrize("arguments", [["--help"], ["ingest", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    command = [sys.executable, "-c", _LOADED, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert HEAVY & set(json.loads(done.stderr)) == set()


def test_importing_kg_loads_nothing_heavy() -> None:
    code = "import json, sys, kg; dir(kg); print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert HEAVY & set(json.loads(done.stdout)) == set()


@pytest.mark.parametrize(("name", "command"), commands(), ids=[name for name, _ in commands()])
def test_every_command_and_option_is_explained(name: str, command: click.Command) -> None:
    assert "Example" in (command.help or "")
    assert name in (command.help or "").replace("\n", " ")
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{name}: {parameter.name}"


def test_misuse_is_exit_code_2() -> None:
    assert run("ingest").returncode == 2
    assert run("gibtsnicht").returncode == 2
    assert run("ingest", "--workers", "0", "a.txt").returncode == 2


def test_a_missing_store_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("kein Ordner", encoding="utf-8")
    done = run("ingest", "a.txt", "--store", "datei", cwd=tmp_path)

    assert done.returncode == 1
    assert done.stderr.startswith("kg: ")
    assert done.stderr.count("\n") == 1
