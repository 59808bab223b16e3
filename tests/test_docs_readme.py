"""README and CHANGELOG say what the code does: commands, links, the session, the Python example."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from kg.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def names() -> list[str]:
    return sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", names())
def test_readme_and_changelog_mention_every_command(name: str) -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert f"kg {name}" in README
    assert f"`kg {name}" in changelog


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]

    assert [target for target in local if not (path.parent / target).exists()] == []


def test_the_two_commands_are_one_line_each() -> None:
    commands = blocks("sh")[:2]

    assert [len(command.splitlines()) for command in commands] == [1, 1]
    assert all(command.startswith("python3 -m venv .venv && ") for command in commands)


@pytest.mark.model
def test_the_session_runs_as_written(tmp_path: Path) -> None:
    steps = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", blocks("console")[0], re.MULTILINE)
    for command, expected in steps:
        done = subprocess.run(
            ["bash", "-c", f'kg() {{ {shlex.quote(sys.executable)} -m kg "$@"; }}; {command}'],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=False,
        )

        assert done.returncode == 0, done.stderr
        if expected:
            assert done.stdout.replace("\r\n", "\n") == expected


@pytest.mark.model
def test_the_python_example_runs(tmp_path: Path) -> None:
    code = blocks("python")[0] + "assert rows and report.ok\n"
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")

    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
