"""Work in several processes: equal results, order, deaths of workers, errors, memory."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from kg.engines import Lost, run_here, run_in_processes


class Squares:
    """Work that squares; certain numbers kill the process, always or once."""

    def __init__(self, *, deadly: frozenset[int] = frozenset(), mark: Path | None = None) -> None:
        self.deadly = deadly
        self.mark = mark

    def __call__(self) -> Callable[[Sequence[int]], list[int]]:
        return self.work

    def work(self, numbers: Sequence[int]) -> list[int]:
        for number in numbers:
            if number in self.deadly and (self.mark is None or not self.mark.exists()):
                if self.mark is not None:
                    self.mark.touch()
                os._exit(9)
        return [number * number for number in numbers]


class Broken:
    def __call__(self) -> Callable[[Sequence[int]], list[int]]:
        raise ValueError("kein Modell")


BATCHES = [[1, 2], [3], [4, 5, 6], [7]]


def test_results_and_order_are_those_of_one_process() -> None:
    here = list(run_here(Squares(), BATCHES))

    assert list(run_in_processes(Squares(), BATCHES, workers=2)) == here
    assert here == [[1, 4], [9], [16, 25, 36], [49]]


class Frozen:
    """Work that tells whether the collector leaves alone what was loaded, and the batch."""

    def __call__(self) -> Callable[[Sequence[int]], list[bool]]:
        return lambda numbers: [gc.get_freeze_count() > 0 and not gc.isenabled() for _ in numbers]


def test_what_is_loaded_is_not_collected_again_with_each_batch() -> None:
    results = run_here(Frozen(), [[1], [2]])

    assert next(results) == [True]
    results.close()
    assert gc.get_freeze_count() == 0
    assert gc.isenabled()
    assert list(run_in_processes(Frozen(), [[1], [2]], workers=1)) == [[True], [True]]


class Ring:
    """Something that only the collector can remove."""

    left = 0

    def __init__(self) -> None:
        self.itself = self
        Ring.left += 1

    def __del__(self) -> None:
        Ring.left -= 1


def test_what_a_batch_leaves_in_circles_is_gone_after_it() -> None:
    def work(numbers: Sequence[int]) -> list[int]:
        return [Ring.left for _ in numbers if Ring()]

    left = [seen for batch in run_here(lambda: work, [[1, 2, 3]] * 4) for seen in batch]

    assert left == [1, 2, 3] * 4


def test_a_worker_that_dies_once_is_replaced_and_nothing_is_lost(tmp_path: Path) -> None:
    setup = Squares(deadly=frozenset({5}), mark=tmp_path / "died")

    assert list(run_in_processes(setup, BATCHES, workers=1)) == list(run_here(Squares(), BATCHES))


def test_only_the_item_that_kills_twice_is_lost() -> None:
    results = list(run_in_processes(Squares(deadly=frozenset({5})), BATCHES, workers=2))

    assert [row[:1] for row in results] == [[1], [9], [16], [49]]
    assert isinstance(results[2][1], Lost)
    assert results[2][2] == 36


def test_an_error_of_the_work_ends_the_run_with_its_own_type() -> None:
    with pytest.raises(ValueError, match="kein Modell"):
        list(run_in_processes(Broken(), BATCHES, workers=1))


@pytest.mark.parametrize(("weight", "most"), [(1, 12), (4, 3), (100, 2)])
def test_batches_are_taken_only_a_few_ahead_and_fewer_large_ones(weight: int, most: int) -> None:
    taken = 0

    def endless() -> Iterator[list[int]]:
        nonlocal taken
        while True:
            taken += 1
            yield [taken]

    results = run_in_processes(Squares(), endless(), workers=1, weight=lambda _: weight)
    first = [next(results) for _ in range(3)]
    results.close()

    assert first == [[1], [4], [9]]
    assert taken <= 3 + most


def test_nothing_is_built_without_work() -> None:
    assert list(run_here(Broken(), [])) == []
    assert list(run_in_processes(Broken(), [], workers=2)) == []
