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

    Meanwhile Python's collector leaves alone what was there before: visiting it again and again
    takes 5 % of an ingest.
    """
    work: Work[Item, Result] | None = None
    try:
        for batch in batches:
            if work is None:
                work = setup()
                gc.freeze()
            yield [*work(batch)]
    finally:
        gc.unfreeze()
