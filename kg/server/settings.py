"""What a person can set about the server."""

import os
from dataclasses import dataclass, field


def _workers() -> int:
    return max(4, 2 * (os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class Settings:
    """Times are in seconds, sizes in bytes.

    `workers` is the greatest number of query processes, half of them for what takes more than a
    second, and at least two; one per core starts at once, others when they are needed. `wait` is
    how long a request waits for a free one. `cors` lists origins that may ask.
    """

    store: str = ".kg"
    host: str = "127.0.0.1"
    port: int = 8000
    allow_update: bool = False
    cors: tuple[str, ...] = ()
    timeout: float = 30
    wait: float = 60
    workers: int = field(default_factory=_workers)
    memory: int = 2 << 30
    max_answer: int = 64 << 20
    max_request: int = 4 << 20
    max_graph: int = 128 << 20
