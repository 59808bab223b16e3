"""Which library computes: networkx, or networkit where it is installed and pays.

networkit is the extra `fast-graph`. Small networks always go to networkx, so that a result does
not depend on what is installed; on 300,000 edges networkit finds communities about twenty times
as fast (benchmarks/networks.py).
"""

from importlib.util import find_spec
from typing import Any, Literal

import networkx as nx
import numpy as np

from kg.errors import NetworkError

Engine = Literal["auto", "networkx", "networkit"]
PAYS_FROM = 20_000


def use_networkit(engine: Engine, edges: int) -> bool:
    """Return whether networkit computes.

    Raises:
        NetworkError: networkit was asked for and is not installed.
    """
    if engine == "networkx" or (engine == "auto" and edges < PAYS_FROM):
        return False
    installed = find_spec("networkit") is not None
    if engine == "networkit" and not installed:
        raise NetworkError("networkit is not installed: pip install 'kg[fast-graph]'")
    return installed


def networkit_of(graph: nx.Graph, weight: str, *, seed: int) -> Any:  # noqa: ANN401 - no types there
    """Return the graph for networkit, nodes in the same order, set to one thread and a seed.

    One thread: with several, equal input does not give equal communities.
    """
    import networkit

    networkit.setNumberOfThreads(1)
    networkit.setSeed(seed, False)
    place = {node: position for position, node in enumerate(graph)}
    ends: list[int] = []
    weights: list[float] = []
    for source, target, value in graph.edges(data=weight, default=1.0):
        ends += (place[source], place[target])
        weights.append(value)
    pairs = np.array(ends, dtype=np.uint64).reshape(-1, 2)
    return networkit.GraphFromCoo(
        (np.array(weights, dtype=np.float64), (pairs[:, 0], pairs[:, 1])),
        n=len(place),
        weighted=True,
        directed=graph.is_directed(),
    )
