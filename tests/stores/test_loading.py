"""Loading beside the writer: in order, nothing lost when it fails, and tried again."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.stores.loading import FILES, Loading
from kg.stores.waiting import Waiting


class Engine:
    """What was loaded, record by record; it may be told to fail or to wait."""

    def __init__(self) -> None:
        self.loaded: list[bytes] = []
        self.broken = False
        self.free = threading.Event()
        self.free.set()

    def load(self, waiting: Waiting) -> None:
        assert self.free.wait(60)
        if self.broken:
            raise OSError(28, "No space left on device")
        lines = waiting.path.read_bytes().splitlines()
        self.loaded += [line for line in lines if not line.startswith(b"#")]


@contextmanager
def opened(folder: Path, load: Callable[[Waiting], None]) -> Iterator[Loading]:
    loading = Loading(folder, load)
    try:
        yield loading
    finally:
        loading.close()


def test_the_writer_goes_on_while_its_graphs_are_loaded(tmp_path: Path) -> None:
    engine = Engine()
    engine.free.clear()
    with opened(tmp_path, engine.load) as loading:
        loading.add("a", [b"1\n"])
        loading.begin()
        loading.add("b", [b"2\n"])
        assert "a" in loading
        assert "b" in loading
        assert not engine.loaded

        engine.free.set()
        loading.finish()
        assert engine.loaded == [b"1", b"2"]
        assert "a" not in loading
        assert "b" not in loading


def test_an_error_is_raised_later_once_and_what_failed_is_loaded_again(tmp_path: Path) -> None:
    engine = Engine()
    with opened(tmp_path, engine.load) as loading:
        engine.broken = True
        loading.add("a", [b"1\n"])
        loading.begin()
        loading.add("b", [b"2\n"])
        with pytest.raises(OSError, match="No space"):
            loading.begin()
        assert "a" in loading
        assert "b" in loading

        engine.broken = False
        loading.finish()
        assert engine.loaded == [b"1", b"2"]


def test_what_was_left_in_both_files_is_loaded_by_the_next(tmp_path: Path) -> None:
    for name, data in zip(FILES, (b"1\n", b"2\n"), strict=True):
        left = Waiting(tmp_path / name)
        left.add("g", [data])
        left.close()

    engine = Engine()
    with opened(tmp_path, engine.load) as loading:
        loading.finish()

    assert sorted(engine.loaded) == [b"1", b"2"]
    assert not [*tmp_path.iterdir()]


@given(steps=st.lists(st.sampled_from(("add", "begin", "finish", "break", "mend")), max_size=24))
def test_all_is_loaded_in_its_order_whatever_fails_between(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    engine, added = Engine(), 0
    with opened(tmp_path_factory.mktemp("l"), engine.load) as loading:
        for step in [*steps, "mend"]:
            with suppress(OSError):
                if step == "add":
                    loading.add("g", [b"%d\n" % added])
                    added += 1
                elif step in ("break", "mend"):
                    engine.broken = step == "break"
                else:
                    getattr(loading, step)()
        with suppress(OSError):  # of a load that had failed before
            loading.finish()
        loading.finish()

    assert engine.loaded == [b"%d" % n for n in range(added)]
