"""Loading in bulk beside the writer: one file fills while the other is loaded."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from kg.stores.waiting import Waiting

FILES = ("waiting.nq", "waiting2.nq")


class Loading:
    """What a store's writer hands in, loaded in its order by one thread at a time.

    `load` is called in that thread; the engine lets go of Python's lock meanwhile. What it raises
    is raised by the next `begin` or `finish`, and what it did not load is tried again by the one
    after that.
    """

    def __init__(self, location: Path, load: Callable[[Waiting], None]) -> None:
        """Find what an earlier writer left; `finish` loads it."""
        self._load = load
        self._filling, self._loaded = (Waiting(location / name) for name in FILES)
        self._task: Future[None] | None = None

    def __contains__(self, graph: str) -> bool:
        """Say whether the graph may not be in the engine yet."""
        return graph in self._filling.graphs or graph in self._loaded.graphs

    def add(self, graph: str, blocks: Iterable[bytes]) -> None:
        """Keep N-Quads of a graph on disk.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        self._filling.add(graph, blocks)

    @property
    def due(self) -> bool:
        """Whether there is enough to load, or something waits for long."""
        return self._filling.due

    def begin(self) -> None:
        """Start to load what waits, as soon as what was begun before is loaded."""
        self._end()
        if self._filling:
            self._filling, self._loaded = self._loaded, self._filling
            self._task = self._started()

    def finish(self) -> None:
        """Return when all is loaded."""
        self.begin()
        self._end()

    def close(self) -> None:
        """Close the files and remove those in which nothing waits."""
        self._filling.close()
        self._loaded.close()

    def _end(self) -> None:
        if self._task is None and self._loaded:  # left by a killed writer, or not loaded in vain
            self._task = self._started()
        if self._task is None:
            return
        try:
            self._task.result()
        finally:
            if self._task.done():  # not so where a person broke off the waiting
                self._task = None
        self._loaded.clear()

    def _started(self) -> Future[None]:
        thread = ThreadPoolExecutor(1, thread_name_prefix="kg-load")
        try:
            return thread.submit(self._load, self._loaded)
        finally:
            thread.shutdown(wait=False)
