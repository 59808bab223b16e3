"""What all engines share: the shape of work, and doing it in this process."""

import gc
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

Work = Callable[[Sequence[Item]], Sequence[Result]]
Setup = Callable[[], Work[Item, Result]]


@dataclass(frozen=True, slots=True)
class Lost:
    """The result of an item whose worker died twice on it; other items are not concerned."""

    reason: str


# Enough for spaCy to fill its batches; small enough that a worker's results stay small.
_BATCH_ITEMS = 32
BATCH_CHARACTERS = 60_000


def in_batches(items: Iterable[Item], length: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Group items so that neither their number nor their text grows without bound."""
    batch: list[Item] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += length(item)
        if len(batch) >= _BATCH_ITEMS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def run_here(
    setup: Setup[Item, Result], batches: Iterable[Sequence[Item]]
) -> Generator[list[Result | Lost], None, None]:
    """Do all work in this process; nothing is built when there is no batch.

    Meanwhile Python's collector works between the batches only; see `collected`.
    """
    enabled = gc.isenabled()
    work: Work[Item, Result] | None = None
    try:
        for batch in batches:
            work = work or collected(setup())
            yield [*work(batch)]
    finally:
        gc.unfreeze()
        if enabled:
            gc.enable()


def collected(work: Work[Item, Result]) -> Work[Item, Result]:
    """Have Python's collector leave alone what is loaded, and look at the rest after each batch.

    To visit again and again what stays, and what a batch is made of, takes 8 % of an ingest.
    """
    gc.freeze()
    gc.disable()

    def worked(batch: Sequence[Item]) -> Sequence[Result]:
        results = work(batch)
        gc.collect()
        return results

    return worked
