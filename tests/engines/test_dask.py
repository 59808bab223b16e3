"""Work on a Dask cluster: equal results, order, killed workers, errors."""

import pickle
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from test_processes import BATCHES, Broken, Squares

from kg.engines import Lost, run_here, run_on_dask
from kg.engines.cluster import _result
from kg.errors import EngineError

pytestmark = pytest.mark.slow
distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    )
    with cluster:
        yield cluster.scheduler_address


def test_results_and_order_are_those_of_one_process(scheduler: str) -> None:
    results = list(run_on_dask(Squares(), BATCHES * 5, scheduler=scheduler))

    assert results == list(run_here(Squares(), BATCHES * 5))


def test_a_local_cluster_is_made_and_a_killed_worker_replaced(tmp_path: Path) -> None:
    setup = Squares(deadly=frozenset({5}), mark=tmp_path / "died")

    assert list(run_on_dask(setup, BATCHES, workers=2)) == list(run_here(Squares(), BATCHES))
    assert (tmp_path / "died").exists()


def test_only_the_item_that_kills_its_workers_is_lost() -> None:
    results = list(run_on_dask(Squares(deadly=frozenset({5})), BATCHES, workers=2))

    assert [row[:1] for row in results] == [[1], [9], [16], [49]]
    assert isinstance(results[2][1], Lost)
    assert results[2][2] == 36


def test_what_waited_on_a_worker_that_died_is_not_blamed(scheduler: str) -> None:
    with distributed.Client(scheduler) as client:
        blamed = client.submit(_blame, pure=False)

        assert _result(client, Squares(), [6, 7], blamed, []) == [36, 49]
        assert _result(client, Squares(), [8], blamed, [blamed]) == [64]


def _blame() -> None:
    """Fail as Dask lets a harmless task fail that waited on a worker that died thrice."""
    raise distributed.KilledWorker("task", SimpleNamespace(address="tcp://127.0.0.1:9"), 3)


def test_an_error_of_the_work_ends_the_run_with_its_own_type(scheduler: str) -> None:
    with pytest.raises(ValueError, match="kein Modell"):
        list(run_on_dask(Broken(), BATCHES, scheduler=scheduler))


def test_batches_are_taken_only_a_few_per_worker_ahead(scheduler: str) -> None:
    taken = 0

    def endless() -> Iterator[list[int]]:
        nonlocal taken
        while True:
            taken += 1
            yield [taken]

    results = run_on_dask(Squares(), endless(), scheduler=scheduler)
    first = [next(results) for _ in range(3)]
    results.close()

    assert first == [[1], [4], [9]]
    assert taken <= 3 + 2 * 3


def test_a_scheduler_that_is_not_there_is_one_line() -> None:
    with pytest.raises(EngineError, match="no Dask scheduler"):
        list(run_on_dask(Squares(), BATCHES, scheduler="tcp://127.0.0.1:1"))


def test_the_setup_of_ingestion_can_be_sent() -> None:
    from kg.model import Run
    from kg.stages import Stages

    stages = Stages(None, Run("m", "r", "k"))

    assert pickle.loads(pickle.dumps(stages)) == stages
