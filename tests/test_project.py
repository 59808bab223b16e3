"""The project's own files agree with each other."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def requirements() -> list[Requirement]:
    extras = PROJECT["optional-dependencies"]
    lines = [*PROJECT["dependencies"], *extras["test"], *extras["dask"], *extras["shacl"]]
    return [r for r in map(Requirement, lines) if r.name != "kg"]


def pinned() -> dict[str, list[Version]]:
    versions: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", CONSTRAINTS, re.MULTILINE):
        versions.setdefault(name.lower(), []).append(Version(version))
    return versions


@pytest.mark.parametrize("requirement", requirements(), ids=lambda r: r.name)
def test_the_pinned_versions_are_those_the_project_allows(requirement: Requirement) -> None:
    versions = pinned()[requirement.name.lower()]

    assert all(version in requirement.specifier for version in versions)


def test_the_constraints_have_hashes_and_name_no_registry() -> None:
    pins = re.split(r"\n(?=\w)", CONSTRAINTS)[1:]

    assert all("--hash=sha256:" in pin for pin in pins)
    assert "://" not in CONSTRAINTS


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    command = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1]

    assert command in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
