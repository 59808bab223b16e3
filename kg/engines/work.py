"""What all engines share: the shape of work, and doing it in this process."""

from collections.abc import Callable, Generator, Iterable, Sequence
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


def run_here(
    setup: Setup[Item, Result], batches: Iterable[Sequence[Item]]
) -> Generator[list[Result | Lost], None, None]:
    """Do all work in this process; nothing is built when there is no batch."""
    work: Work[Item, Result] | None = None
    for batch in batches:
        work = work or setup()
        yield [*work(batch)]
