"""A network as arrays, for measures that pure Python would be slow at."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

# In these kinds of network the direction of an edge is a flow; in all others it only says who is
# the subject of a sentence, and who is close to whom does not depend on it.
_FLOWS = frozenset({"money"})


@dataclass(frozen=True, slots=True)
class Arrays:
    """Nodes in the order of the network, edges as positions of their ends, with weights."""

    nodes: list[Any]
    sources: Integers
    targets: Integers
    weights: Floats
    directed: bool

    @classmethod
    def of(cls, network: nx.Graph, *, directed: bool | None = None) -> "Arrays":
        """Read the network; `directed` defaults to whether its edges are flows."""
        nodes = list(network)
        place = {node: position for position, node in enumerate(nodes)}
        ends: list[int] = []
        weights: list[float] = []
        for source, target, weight in network.edges(data="weight", default=1.0):
            ends += (place[source], place[target])
            weights.append(weight)
        pairs = np.array(ends, dtype=np.int64).reshape(-1, 2)
        return cls(
            nodes,
            pairs[:, 0],
            pairs[:, 1],
            np.array(weights, dtype=np.float64),
            is_flow(network) if directed is None else directed,
        )

    def matrix(self, weights: Floats | None = None) -> sparse.csr_array:
        """Return the adjacency matrix; parallel edges add up, undirected edges stand twice."""
        values = self.weights if weights is None else weights
        sources, targets = self.sources, self.targets
        if not self.directed:
            other = sources != targets
            sources, targets, values = (
                np.concatenate([sources, targets[other]]),
                np.concatenate([targets, sources[other]]),
                np.concatenate([values, values[other]]),
            )
        size = len(self.nodes)
        return sparse.csr_array((values, (sources, targets)), shape=(size, size))

    def strengths(self, weights: Floats | None = None) -> Floats:
        """Return the sum of weights at each node, of both directions; a loop counts twice."""
        values = self.weights if weights is None else weights
        size = len(self.nodes)
        given = np.bincount(self.sources, values, size).astype(np.float64)
        return given + np.bincount(self.targets, values, size)


def is_flow(network: nx.Graph) -> bool:
    """Return whether the direction of edges matters for who is central."""
    return network.is_directed() and network.graph.get("kind") in _FLOWS


def simple(network: nx.Graph) -> nx.Graph:
    """Return an undirected graph with one edge per pair: weights and sentences added up.

    Loops are left out.
    """
    graph = nx.Graph()
    graph.add_nodes_from(network.nodes(data=True))
    for source, target, data in network.edges(data=True):
        if source == target:
            continue
        weight, sentences = data.get("weight", 1.0), data.get("sentences", 0)
        if graph.has_edge(source, target):
            edge = graph[source][target]
            edge["weight"] += weight
            edge["sentences"] += sentences
        else:
            graph.add_edge(source, target, weight=weight, sentences=sentences)
    return graph


def name_of(network: nx.Graph, node: object) -> str:
    """Return a node's label, or the node itself as text."""
    return str(network.nodes[node].get("label", node))


def evidence_of(network: nx.Graph) -> list[list[str]]:
    """Return the evidence of each edge, in the order of `network.edges`."""
    return [str(data or "").split() for *_, data in network.edges(data="evidence")]


def sentences_of(network: nx.Graph) -> dict[Any, int]:
    """Return on how many distinct sentences each node's edges rest."""
    found: dict[Any, set[str]] = {node: set() for node in network}
    counted: dict[Any, int] = dict.fromkeys(network, 0)
    for source, target, data in network.edges(data=True):
        evidence = str(data.get("evidence", "")).split()
        for end in {source, target}:
            found[end].update(evidence)
            if not evidence:
                counted[end] += int(data.get("sentences", 0))
    return {node: len(found[node]) + counted[node] for node in network}


def ranks(values: Iterable[float]) -> list[int]:
    """Return each value's rank, 1 for the largest; equal values share the better rank."""
    listed = list(values)
    order = sorted(listed, reverse=True)
    first: dict[float, int] = {}
    for position, value in enumerate(order, start=1):
        first.setdefault(value, position)
    return [first[value] for value in listed]
