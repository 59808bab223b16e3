"""A Dask cluster, one that runs somewhere or one made here for the run.

Dask schedules, moves tasks of lost workers to others and replaces local workers; this module only
keeps the order, bounds what is in flight, and isolates an item that kills every worker it is on.
"""

import logging
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from threading import Lock
from typing import TYPE_CHECKING, Any

from kg.engines.work import Item, Lost, Result, Setup, Work
from kg.errors import EngineError

if TYPE_CHECKING:
    from distributed import Client, Future

# Batches in flight per worker thread: one in work, one waiting, one finished and not yet taken.
_BATCHES_PER_THREAD = 3
_LOST = "the cluster's workers died on it; see its size and the workers' memory limit"


def run_on_dask(
    setup: Setup[Item, Result],
    batches: Iterable[Sequence[Item]],
    *,
    scheduler: str | None = None,
    workers: int | None = None,
) -> Generator[list[Result | Lost], None, None]:
    """Yield the results of each batch in order, worked on by a Dask cluster.

    Args:
        setup: pickled to each worker, which calls it once; `kg` must be installed there.
        batches: taken lazily, a few per worker ahead.
        scheduler: the address of a running cluster; None makes a local one.
        workers: number of processes of a local cluster; None is one per core.

    Raises:
        EngineError: Dask is not installed, the scheduler does not answer, or its workers run
            another version of kg.
    """
    source = iter(batches)
    flying: deque[tuple[Sequence[Item], Future[Any]]] = deque()
    with _connected(scheduler, workers) as client:
        while True:
            for batch in _some(source, _room(client) - len(flying)):
                flying.append((batch, client.submit(_work, setup, batch, pure=False)))
            if not flying:
                return
            batch, future = flying.popleft()
            yield _result(client, setup, batch, future, [other for _, other in flying])


def _some(source: Iterator[Sequence[Item]], count: int) -> Iterator[Sequence[Item]]:
    for _ in range(count):
        batch = next(source, None)
        if batch is None:
            return
        yield batch


def _room(client: "Client") -> int:
    # Asked each time, since a cluster may grow, shrink or lose workers.
    threads: int = sum(client.nthreads().values())
    return max(_BATCHES_PER_THREAD * threads, 2)


def _result(
    client: "Client",
    setup: Setup[Item, Result],
    batch: Sequence[Item],
    future: "Future[Any]",
    others: "Iterable[Future[Any]]",
) -> list[Result | Lost]:
    """Wait for a batch; where workers die on it, do it item by item to find the one to blame."""
    from distributed import KilledWorker, wait

    try:
        return [*future.result()]
    except KilledWorker:
        # Dask blames everything that waits on a worker that dies: only what dies alone is to blame.
        wait([*others])
        return [_alone(client, setup, item) for item in batch]


def _alone(client: "Client", setup: Setup[Item, Result], item: Item) -> Result | Lost:
    from distributed import KilledWorker

    try:
        result: Result = client.submit(_work, setup, [item], pure=False).result()[0]
    except KilledWorker:
        return Lost(_LOST)
    return result


@contextmanager
def _connected(scheduler: str | None, workers: int | None) -> Iterator["Client"]:
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise EngineError("Dask is not installed: pip install 'kg[dask]'") from error
    # A killed worker is our caller's to report; Dask would print its traceback as well.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if scheduler is not None:
        with _client(Client, scheduler) as client:
            _check_versions(client)
            yield client
        return
    # A task that killed one worker is tried on one more.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


def _client(client: "type[Client]", scheduler: str) -> "Client":
    try:
        return client(scheduler, timeout="10s")
    except (OSError, ValueError) as error:
        raise EngineError(f"{scheduler}: no Dask scheduler answers: {error}") from error


def _check_versions(client: "Client") -> None:
    here = version("kg")
    try:
        there = set(client.run(version, "kg").values())
    except ImportError as error:
        raise EngineError("kg is not installed on the cluster's workers") from error
    if other := sorted(there - {here}):
        raise EngineError(f"the cluster's workers run kg {', '.join(other)}, here is {here}")


_works: dict[Any, Work[Any, Any]] = {}
_one_at_a_time = Lock()


def _work(setup: Setup[Item, Result], items: Sequence[Item]) -> Sequence[Result]:
    """Work on a worker; its threads take turns, since language pipelines are for one thread."""
    with _one_at_a_time:
        if setup not in _works:
            _works.clear()
            _works[setup] = setup()
        return [*_works[setup](items)]
