"""Several processes on this machine, in order, surviving the death of any of them.

Each worker is an executor with one process, so that it is known which task killed it: a task is
done again once, item by item, and an item that kills a worker again is `Lost`.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import connection, get_context, parent_process
from typing import Any, Generic

from kg.engines.work import Item, Lost, Result, Setup, Work, collected

# While the consumer is busy for some seconds (it loads what it collected), the workers go on.
_TASKS_PER_WORKER = 8
# Batches that wait for an earlier one or to be taken; as few as two where they are large.
_BATCHES_AHEAD_PER_WORKER = 12
_LARGE_BATCHES_AHEAD_PER_WORKER = 2
_LOST = "the analysis process died on it twice; see its size and this machine's memory"


def run_in_processes(
    setup: Setup[Item, Result],
    batches: Iterable[Sequence[Item]],
    *,
    workers: int,
    weight: Callable[[Sequence[Item]], float] = lambda _: 1,
) -> Generator[list[Result | Lost], None, None]:
    """Yield the results of each batch in order, worked on by `workers` processes.

    `setup`, items and results are pickled. An exception of the work ends the run; the death of a
    worker does not. `weight` says how many usual batches a large one counts for: fewer of them
    are taken ahead.
    """
    # Read by the workers when they load numpy: each is to use one core.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    pool = [_Worker(setup) for _ in range(workers)]
    schedule: _Schedule[Item, Result] = _Schedule(
        iter(batches),
        weight,
        most=_BATCHES_AHEAD_PER_WORKER * workers,
        least=_LARGE_BATCHES_AHEAD_PER_WORKER * workers,
    )
    try:
        while True:
            _feed(pool, schedule)
            if not schedule.order:
                return
            if not schedule.order[0].missing:
                yield schedule.order.popleft().results
                continue
            wait([w.tasks[0][0] for w in pool if w.tasks], return_when=FIRST_COMPLETED)
            for worker in pool:
                schedule.again.extend(worker.collect())
    finally:
        for worker in pool:
            worker.close()


@dataclass
class _Batch(Generic[Result]):
    """The results of one batch as they come in."""

    results: list[Result | Lost]
    missing: int
    weight: float

    def put(self, place: int, results: Sequence[Result | Lost]) -> None:
        self.results[place : place + len(results)] = results
        self.missing -= len(results)


@dataclass
class _Task(Generic[Item, Result]):
    """Items of one batch that are worked on together, from `place` in it."""

    batch: _Batch[Result]
    items: Sequence[Item]
    place: int = 0
    again: bool = False

    def split(self) -> list["_Task[Item, Result]"]:
        """Return one task per item, marked as the second and last try."""
        return [
            _Task(self.batch, [item], self.place + index, again=True)
            for index, item in enumerate(self.items)
        ]


@dataclass
class _Schedule(Generic[Item, Result]):
    """Which tasks are next, and the batches in work in their order.

    Of these there are so many that they weigh `most` together, and in any case `least`.
    """

    batches: Iterator[Sequence[Item]]
    weight: Callable[[Sequence[Item]], float]
    most: int
    least: int
    order: deque[_Batch[Result]] = field(default_factory=deque)
    again: deque[_Task[Item, Result]] = field(default_factory=deque)

    def next(self) -> _Task[Item, Result] | None:
        """Return a task that must be done again, else the next batch, else None for now."""
        if self.again:
            return self.again.popleft()
        ahead = sum(batch.weight for batch in self.order)
        if len(self.order) >= self.least and ahead >= self.most:
            return None
        items = next(self.batches, None)
        if items is None:
            return None
        nothing: list[Result | Lost] = [Lost("not done")] * len(items)
        batch = _Batch(nothing, len(items), max(1, self.weight(items)))
        self.order.append(batch)
        return _Task(batch, items)


def _feed(pool: list["_Worker[Item, Result]"], schedule: _Schedule[Item, Result]) -> None:
    """Give tasks to the workers, the least busy first, until they or the tasks run out."""
    while True:
        worker = min(pool, key=lambda worker: len(worker.tasks))
        if len(worker.tasks) >= _TASKS_PER_WORKER:
            return
        task = schedule.next()
        if task is None:
            return
        worker.submit(task)


class _Worker(Generic[Item, Result]):
    """One process and its tasks, oldest first; replaced when it dies."""

    def __init__(self, setup: Setup[Item, Result]) -> None:
        self._setup = setup
        self._executor = self._start()
        self.tasks: deque[tuple[Future[Sequence[Result]], _Task[Item, Result]]] = deque()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            1, mp_context=get_context("spawn"), initializer=_prepare, initargs=(self._setup,)
        )

    def submit(self, task: _Task[Item, Result]) -> None:
        try:
            future = self._executor.submit(_work, task.items)
        except BrokenProcessPool:  # it died while idle; what waited is found by collect()
            future = Future()
            future.set_exception(BrokenProcessPool("died before the task"))
        self.tasks.append((future, task))

    def collect(self) -> list[_Task[Item, Result]]:
        """Store what is done; return the tasks to do again after a death of the process."""
        while self.tasks and self.tasks[0][0].done():
            future, task = self.tasks[0]
            try:
                results = future.result()
            except BrokenProcessPool:
                return self._replace()
            task.batch.put(task.place, results)
            self.tasks.popleft()
        return []

    def _replace(self) -> list[_Task[Item, Result]]:
        """Start a new process; only the oldest task was in work and can be to blame."""
        (_, blamed), *waiting = self.tasks
        self.tasks.clear()
        self.close()
        self._executor = self._start()
        innocent = [task for _, task in waiting]
        if not blamed.again:
            return [*blamed.split(), *innocent]
        blamed.batch.put(blamed.place, [Lost(_LOST)] * len(blamed.items))
        return innocent

    def close(self) -> None:
        """Stop the process after the task in work; tasks that wait are given up."""
        self._executor.shutdown(wait=True, cancel_futures=True)


_setup: Setup[Any, Any] | None = None
_worker_work: Work[Any, Any] | None = None


def _prepare(setup: Setup[Any, Any]) -> None:
    """Make this process a worker: Ctrl-C is the parent's, and it must not outlive the parent."""
    global _setup
    _setup = setup
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_exit_with_parent, daemon=True).start()


def _exit_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _work(items: Sequence[Any]) -> Sequence[Any]:
    """Work in a worker process, which builds what it needs at its first task."""
    global _worker_work
    if _worker_work is None:
        if _setup is None:
            raise RuntimeError("the worker process was not prepared")
        _worker_work = collected(_setup())
    return _worker_work(items)
