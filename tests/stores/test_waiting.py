"""What waits to be loaded: on disk at once, seen by its writer, kept over a kill, never by half."""

import io
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Literal, Quad
from kg.stores import open_store
from kg.stores.backup import back_up, restore
from kg.stores.embedded import EmbeddedStore
from kg.stores.lines import to_lines, with_union
from kg.stores.loading import FILES
from kg.stores.terms import to_node
from kg.stores.waiting import Waiting

GRAPH = "https://kg.example/graph/doc"
FILE = FILES[0]
BLOCKS = [b'<https://a.example/s> <https://a.example/p> "1" .\n', b"<a> <b> <c> <d> .\n"]


def quads(number: int) -> list[Quad]:
    subject, predicate = f"https://a.example/{number}", "https://a.example/p"
    return [Quad(subject, predicate, Literal(f"{n}\n#kg 3"), GRAPH) for n in range(5)]


def fill(store: EmbeddedStore, *numbers: int) -> None:
    store.replace_graphs((f"{GRAPH}/{n}", quads(n)) for n in numbers)


def dumped(location: Path) -> bytes:
    output = io.BytesIO()
    with open_store(location, read_only=True) as store:
        store.dump("nq", output)
    return output.getvalue()


def let_load() -> None:
    """Return when what is being loaded beside this thread is loaded."""
    for thread in threading.enumerate():
        if thread.name.startswith("kg-load"):
            thread.join()


def fill_and_die(location: Path, *numbers: int) -> None:
    """Write graphs in a process that ends without closing anything."""
    program = textwrap.dedent("""
        import os, sys
        sys.path.insert(0, sys.argv[1])
        from pathlib import Path
        from test_waiting import fill
        from kg.stores import open_store
        fill(open_store(Path(sys.argv[2])), *map(int, sys.argv[3:]))
        os._exit(9)
    """)
    command = [sys.executable, "-c", program, str(Path(__file__).parent), str(location)]
    done = subprocess.run([*command, *map(str, numbers)], check=False)
    assert done.returncode == 9


def test_new_graphs_wait_on_disk_and_are_seen_by_their_writer(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        fill(store, 1, 2)
        assert (tmp_path / FILE).stat().st_size > 0

        assert store.graphs() == [f"{GRAPH}/1", f"{GRAPH}/2"]
        assert (tmp_path / FILE).stat().st_size == 0
        assert {q.object for q in store.quads(f"{GRAPH}/2")} == {q.object for q in quads(2)}
    assert not (tmp_path / FILE).exists()


def test_a_writer_that_was_killed_loses_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "one") as store:
        fill(store, 1, 2, 3, 4)
    with open_store(tmp_path / "two") as store:
        fill(store, 1)
    fill_and_die(tmp_path / "two", 2, 3)
    fill_and_die(tmp_path / "two", 4)

    open_store(tmp_path / "two").close()
    assert dumped(tmp_path / "two") == dumped(tmp_path / "one")


def test_what_was_loaded_after_a_kill_is_not_loaded_again(tmp_path: Path) -> None:
    fill_and_die(tmp_path, 1, 2)
    with open_store(tmp_path) as store:
        assert (tmp_path / FILE).stat().st_size == 0
        store.drop_graph(f"{GRAPH}/1")
        fill(store, 3)

        assert store.graphs() == [f"{GRAPH}/2", f"{GRAPH}/3"]


def test_a_writer_killed_while_it_loaded_loses_nothing(tmp_path: Path) -> None:
    fill_and_die(tmp_path, 1, 2)
    (tmp_path / FILES[0]).rename(tmp_path / FILES[1])  # the one that was being loaded
    waiting = Waiting(tmp_path / FILES[0])
    waiting.add(f"{GRAPH}/3", with_union(to_node(f"{GRAPH}/3"), to_lines(quads(3))))
    waiting.close()

    with open_store(tmp_path) as store:
        assert store.graphs() == [f"{GRAPH}/{n}" for n in (1, 2, 3)]
    assert not any((tmp_path / name).exists() for name in FILES)


def test_half_a_record_is_forgotten(tmp_path: Path) -> None:
    fill_and_die(tmp_path, 1, 2)
    data = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(data[:-20])

    with open_store(tmp_path) as store:
        assert store.graphs() == [f"{GRAPH}/1"]
        fill(store, 3)
        assert store.graphs() == [f"{GRAPH}/1", f"{GRAPH}/3"]


def test_a_graph_that_waits_can_be_replaced_added_to_and_dropped(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        fill(store, 1, 2, 3)
        store.replace_graphs([(f"{GRAPH}/1", quads(7))])
        assert {q.subject for q in store.quads(f"{GRAPH}/1")} == {"https://a.example/7"}

        fill(store, 4)
        store.drop_graph(f"{GRAPH}/4")
        assert f"{GRAPH}/4" not in store.graphs()

        fill(store, 5)
        store.add_to_graph(f"{GRAPH}/5", quads(6))
        assert len([*store.quads(f"{GRAPH}/5")]) == 10
    assert b"/4>" not in dumped(tmp_path)


def test_much_and_old_is_loaded_without_a_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path) as store, open_store(tmp_path, read_only=True) as before:
        monkeypatch.setattr("kg.stores.waiting._SHARE", 0.0)
        monkeypatch.setattr("kg.stores.waiting._SECONDS", 0.0)
        fill(store, 1)
        let_load()
        monkeypatch.setattr("kg.stores.waiting._SECONDS", 1e9)
        fill(store, 2)
        with open_store(tmp_path, read_only=True) as reader:
            assert reader.graphs() == [f"{GRAPH}/1"]
        monkeypatch.setattr("kg.stores.waiting._BYTES", 10)
        fill(store, 3)
        let_load()
        with open_store(tmp_path, read_only=True) as reader:
            assert len(reader.graphs()) == 3
        assert before.graphs() == []


def test_a_backup_of_what_waits_is_whole_after_restoring(tmp_path: Path) -> None:
    fill_and_die(tmp_path / "store", 1, 2)
    back_up(tmp_path / "store", tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "other")

    with open_store(tmp_path / "other") as store:
        assert store.graphs() == [f"{GRAPH}/1", f"{GRAPH}/2"]


def test_what_waits_for_a_store_is_not_loaded_into_the_one_restored_in_its_place(
    tmp_path: Path,
) -> None:
    with open_store(tmp_path / "store") as store:
        fill(store, 1)
    back_up(tmp_path / "store", tmp_path / "b.zip")
    fill_and_die(tmp_path / "store", 2)
    restore(tmp_path / "b.zip", tmp_path / "store", replace=True)

    with open_store(tmp_path / "store") as store:
        assert store.graphs() == [f"{GRAPH}/1"]


@given(
    records=st.lists(st.lists(st.sampled_from(BLOCKS), max_size=4), max_size=6), cut=st.integers(0)
)
def test_of_a_cut_file_the_whole_records_stay(
    tmp_path_factory: pytest.TempPathFactory, records: list[list[bytes]], cut: int
) -> None:
    folder = tmp_path_factory.mktemp("w")
    waiting, ends = Waiting(folder / FILE), [0]
    for record in records:
        waiting.add("g", record)
        ends.append((folder / FILE).stat().st_size)
    waiting.close()
    size = cut % (ends[-1] + 1)
    if (folder / FILE).exists():
        with (folder / FILE).open("r+b") as file:
            file.truncate(size)
    left = max(end for end in ends if end <= size)

    again = Waiting(folder / FILE)

    assert bool(again) == (left > 0)
    assert again.quads == sum(map(len, records[: ends.index(left)]))
    assert not left or (folder / FILE).stat().st_size == left


def test_changed_bytes_end_what_is_believed(tmp_path: Path) -> None:
    waiting = Waiting(tmp_path / FILE)
    waiting.add("g", BLOCKS[:1])
    waiting.add("g", BLOCKS)
    waiting.close()
    data = bytearray((tmp_path / FILE).read_bytes())
    data[-60] ^= 1
    (tmp_path / FILE).write_bytes(data)

    assert Waiting(tmp_path / FILE).quads == 1
