"""`kg restore`, killed at each step that it takes in the file system."""

import io
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from kg.errors import StoreLockedError
from kg.model import Literal, Quad
from kg.stores import open_store
from kg.stores.backup import back_up, restore
from kg.stores.health import check_store
from kg.stores.restoring import new_store_folder

GRAPH = "https://kg.example/graph/text/a"

# Ends like a kill, without any clean-up, at the step with the number given.
_PROGRAM = textwrap.dedent("""
    import os, sys
    from pathlib import Path
    from kg.stores.backup import restore
    left = int(sys.argv[3])

    def counted(name):
        real = getattr(Path, name)
        def step(*arguments, **options):
            global left
            left -= 1
            if left < 0:
                os._exit(9)
            return real(*arguments, **options)
        setattr(Path, name, step)

    for name in ("rename", "replace", "rmdir", "mkdir", "write_bytes"):
        counted(name)
    restore(Path(sys.argv[1]), Path(sys.argv[2]), replace=True)
""")


def fill(location: Path, text: str) -> None:
    with open_store(location) as store:
        store.replace_graph(
            GRAPH, [Quad("https://a.example/s", "https://a.example/p", Literal(text), GRAPH)]
        )
    (location / "decisions.toml").write_text(f"# {text}\n")
    (location / "fetched.jsonl").write_text(f'{{"url": "{text}"}}\n')


def state(location: Path) -> tuple[bytes, str, str]:
    output = io.BytesIO()
    with open_store(location, read_only=True) as store:
        store.dump("nq", output)
    beside = ((location / name).read_text() for name in ("decisions.toml", "fetched.jsonl"))
    return output.getvalue(), *beside


def test_a_restore_killed_at_any_step_leaves_the_old_store_or_the_new_one(tmp_path: Path) -> None:
    fill(tmp_path / "neu", "neu")
    back_up(tmp_path / "neu", tmp_path / "b.zip")
    fill(tmp_path / "alt", "alt")
    old, new, seen = state(tmp_path / "alt"), state(tmp_path / "neu"), []
    for step in range(50):
        location = tmp_path / f"store{step}"
        fill(location, "alt")
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, str(tmp_path / "b.zip"), str(location), str(step)],
            capture_output=True,
            check=False,
        )
        found = state(location)
        assert found in (old, new)
        assert check_store(location).problems == ()
        seen.append(found == new)
        if done.returncode == 0:
            break
        restore(tmp_path / "b.zip", location, replace=True)
        assert state(location) == new
        assert sorted(path.name for path in location.iterdir()) == [
            "decisions.toml", "fetched.jsonl", "oxigraph", "readers",
        ]  # fmt: skip
    assert done.returncode == 0
    assert seen == sorted(seen)  # the old one up to a moment, the new one from then on
    assert seen.count(False) >= 3
    assert seen.count(True) >= 4


def test_a_killed_restore_is_finished_by_a_writer_and_by_a_new_restore(tmp_path: Path) -> None:
    fill(tmp_path / "neu", "neu")
    back_up(tmp_path / "neu", tmp_path / "b.zip")
    for name in ("a", "b"):
        location = tmp_path / name
        fill(location, "alt")
        (location / "restoring").mkdir()
        restore(tmp_path / "b.zip", tmp_path / f"ganz-{name}")
        (tmp_path / f"ganz-{name}").rename(location / "restoring" / "whole")

    with open_store(tmp_path / "a") as store:
        assert store.query("ASK { ?s ?p 'neu' }") is True
    restore(tmp_path / "b.zip", tmp_path / "b", replace=True)
    assert state(tmp_path / "b") == state(tmp_path / "neu")


def test_two_restores_at_once_are_one_line(tmp_path: Path) -> None:
    fill(tmp_path / "store", "alt")
    back_up(tmp_path / "store", tmp_path / "b.zip")

    with new_store_folder(tmp_path / "store") as folder:
        with pytest.raises(StoreLockedError, match="another process restores"):
            restore(tmp_path / "b.zip", tmp_path / "store", replace=True)
        restore(tmp_path / "b.zip", folder)

    assert "alt" in state(tmp_path / "store")[1]


def test_pages_that_a_backup_does_not_hold_are_fetched_again(tmp_path: Path) -> None:
    fill(tmp_path / "store", "alt")
    (tmp_path / "store" / "fetched.jsonl").unlink()
    back_up(tmp_path / "store", tmp_path / "b.zip")
    fill(tmp_path / "store", "neu")

    restore(tmp_path / "b.zip", tmp_path / "store", replace=True)

    assert state(tmp_path / "store")[2] == ""
