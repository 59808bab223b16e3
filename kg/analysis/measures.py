"""How central each node is: strength, PageRank, betweenness."""

from math import sqrt
from typing import Any, NamedTuple

import networkx as nx
import numpy as np

from kg.analysis.arrays import Arrays, Floats, is_flow, simple
from kg.analysis.engine import Engine, networkit_of, use_networkit

DAMPING = 0.85
_TOLERANCE = 1e-9
_ROUNDS = 500

# Betweenness is exact while nodes x edges stays below this (about 10 s in pure Python), else
# sampled so that pivots x edges does.
_EXACT_WORK = 4_000_000
_SAMPLES = 10
_FEWEST_PIVOTS = 50
_SMALLEST_DISTANCE = 1e-9


def pagerank(arrays: Arrays, weights: Floats | None = None) -> Floats:
    """Return weighted PageRank, as `networkx.pagerank` defines it, by power iteration.

    A node without outgoing edges spreads its rank over all nodes.
    """
    size = len(arrays.nodes)
    if size == 0:
        return np.zeros(0)
    matrix = arrays.matrix(weights)
    totals = np.asarray(matrix.sum(axis=1)).ravel()
    inverse = np.divide(1.0, totals, out=np.zeros(size), where=totals > 0)
    moves = (matrix.T).tocsr()
    dangling = totals == 0
    rank = np.full(size, 1.0 / size)
    for _ in range(_ROUNDS):
        spread = (1 - DAMPING + DAMPING * rank[dangling].sum()) / size
        following: Floats = DAMPING * (moves @ (rank * inverse)) + spread
        if np.abs(following - rank).sum() < _TOLERANCE:
            return following
        rank = following
    return rank


def redrawn_betweenness(arrays: Arrays, weights: Floats) -> Floats:
    """Return exact betweenness of a network with other weights; edges of weight 0 are gone."""
    graph: nx.Graph = nx.MultiDiGraph() if arrays.directed else nx.MultiGraph()
    graph.graph["kind"] = "money" if arrays.directed else ""
    graph.add_nodes_from(range(len(arrays.nodes)))
    ends = zip(arrays.sources.tolist(), arrays.targets.tolist(), weights.tolist(), strict=True)
    graph.add_weighted_edges_from(edge for edge in ends if edge[2] > 0)
    found = betweenness(graph, engine="networkx", pivots=len(graph))
    return np.array([found.values[node] for node in graph])


class Betweenness(NamedTuple):
    """Normalised betweenness by node, and its standard error, 0 where it is exact."""

    values: dict[Any, float]
    errors: dict[Any, float]
    pivots: int


def betweenness(
    network: nx.Graph, *, engine: Engine = "auto", seed: int = 1, pivots: int | None = None
) -> Betweenness:
    """Return on how many shortest paths each node lies, as a share of all pairs.

    A strong edge is a short one: its length is 1/weight. Large networks are sampled from pivots;
    the standard error comes from samples apart from each other.
    """
    graph = _with_distances(network)
    work = len(graph) * max(graph.number_of_edges(), 1)
    if pivots is None and work <= _EXACT_WORK:
        pivots = len(graph)
    if pivots is None:
        fitting = _EXACT_WORK // max(graph.number_of_edges(), 1)
        pivots = max(fitting, _FEWEST_PIVOTS)
    if pivots >= len(graph):
        found = nx.betweenness_centrality(graph, weight="distance")
        return Betweenness(found, dict.fromkeys(graph, 0.0), len(graph))
    return _sampled(graph, pivots, seed, fast=use_networkit(engine, graph.number_of_edges()))


def _with_distances(network: nx.Graph) -> nx.Graph:
    graph: nx.Graph = nx.DiGraph() if is_flow(network) else nx.Graph()
    graph.add_nodes_from(network)
    if not is_flow(network):
        network = simple(network)
    for source, target, weight in network.edges(data="weight", default=1.0):
        known = graph[source][target]["weight"] if graph.has_edge(source, target) else 0.0
        graph.add_edge(source, target, weight=known + weight)
    for *_, data in graph.edges(data=True):
        data["distance"] = 1.0 / max(data["weight"], _SMALLEST_DISTANCE)
    return graph


def _sampled(graph: nx.Graph, pivots: int, seed: int, *, fast: bool) -> Betweenness:
    each = max(pivots // _SAMPLES, 1)
    sample = _by_networkit if fast else _by_networkx
    samples = np.array([sample(graph, each, seed + number) for number in range(_SAMPLES)])
    means = samples.mean(axis=0)
    errors = samples.std(axis=0, ddof=1) / sqrt(_SAMPLES)
    return Betweenness(
        dict(zip(graph, means.tolist(), strict=True)),
        dict(zip(graph, errors.tolist(), strict=True)),
        each * _SAMPLES,
    )


def _by_networkx(graph: nx.Graph, pivots: int, seed: int) -> list[float]:
    found = nx.betweenness_centrality(graph, k=pivots, weight="distance", seed=seed)
    return [found[node] for node in graph]


def _by_networkit(graph: nx.Graph, pivots: int, seed: int) -> list[float]:
    import networkit

    converted = networkit_of(graph, "distance", seed=seed)
    found = networkit.centrality.EstimateBetweenness(converted, pivots, True, False)
    return list(found.run().scores())
