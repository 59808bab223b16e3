"""Run the same work here, in several processes, or on a Dask cluster.

Every engine takes a `Setup` (picklable; called once in each process to build what is costly, such
as a language pipeline) and batches of items, and yields one list of results per batch, in the
order of the batches, an item's result at the item's place. Results are therefore equal for every
engine and every number of workers. Batches are taken lazily, a few ahead, so memory is bounded.
"""

from kg.engines.cluster import run_on_dask
from kg.engines.processes import run_in_processes
from kg.engines.work import BATCH_CHARACTERS, Lost, Setup, Work, in_batches, run_here

__all__ = [
    "BATCH_CHARACTERS",
    "Lost",
    "Setup",
    "Work",
    "in_batches",
    "run_here",
    "run_in_processes",
    "run_on_dask",
]
