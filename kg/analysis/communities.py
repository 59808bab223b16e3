"""Which camps there are: groups that are joined more closely inside than to others."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.analysis.arrays import Arrays, name_of, simple
from kg.analysis.engine import Engine, networkit_of, use_networkit
from kg.analysis.stability import Resampling
from kg.analysis.table import Table

# Redrawing is dear in large networks, and there single sentences matter less.
_LARGEST_REDRAWN = 5_000
DRAWS = 20
_NAMED_AFTER = 3


@dataclass(frozen=True, slots=True)
class Communities:
    """Groups of nodes, the largest first, named after their strongest members."""

    groups: tuple[tuple[Any, ...], ...]
    names: tuple[str, ...]
    modularity: float
    engine: str

    def of_nodes(self) -> dict[Any, int]:
        """Return the number of each node's group, from 0."""
        return {node: number for number, group in enumerate(self.groups) for node in group}


def communities(
    network: nx.Graph, *, resolution: float = 1.0, engine: Engine = "auto", seed: int = 1
) -> Communities:
    """Return the communities by Louvain's method (Blondel et al. 2008) on weights.

    Above 1, `resolution` gives more and smaller groups. Directions are not looked at. Large
    networks go to networkit, if that is installed, with its refinement step.
    """
    # What is simple already need not be copied: that takes longer than finding the groups.
    as_it_is = type(network) is nx.Graph and not nx.number_of_selfloops(network)
    graph = network if as_it_is else simple(network)
    fast = use_networkit(engine, graph.number_of_edges())
    find = _by_networkit if fast else _by_networkx
    found = find(graph, resolution, seed)
    edges = list(graph.edges(data="weight", default=1.0))
    strengths = _strengths(graph, edges)
    groups = [
        tuple(sorted(group, key=lambda node: (-strengths[node], name_of(graph, node), str(node))))
        for group in found
    ]
    groups.sort(key=lambda group: (-len(group), name_of(graph, group[0]), str(group[0])))
    names = tuple(
        ", ".join(name_of(graph, node) for node in group[:_NAMED_AFTER]) for group in groups
    )
    modularity = _modularity(edges, groups, strengths, resolution)
    return Communities(tuple(groups), names, modularity, "networkit" if fast else "networkx")


# Both as networkx has them, which asks the graph several times for each edge.
def _strengths(graph: nx.Graph, edges: list[tuple[Any, Any, float]]) -> dict[Any, float]:
    strengths = dict.fromkeys(graph, 0.0)
    for source, target, weight in edges:
        strengths[source] += weight
        strengths[target] += weight
    return strengths


def _modularity(
    edges: list[tuple[Any, Any, float]],
    groups: list[tuple[Any, ...]],
    strengths: dict[Any, float],
    resolution: float,
) -> float:
    total = sum(strengths.values())
    if not total:
        return 0.0
    group_of = {node: number for number, group in enumerate(groups) for node in group}
    inside = sum(weight for a, b, weight in edges if group_of[a] == group_of[b])
    expected = sum(sum(strengths[node] for node in group) ** 2 for group in groups)
    return 2 * inside / total - resolution * expected / total**2


def _by_networkx(graph: nx.Graph, resolution: float, seed: int) -> list[set[Any]]:
    found: list[set[Any]] = nx.community.louvain_communities(
        graph, weight="weight", resolution=resolution, seed=seed
    )
    return found


def _by_networkit(graph: nx.Graph, resolution: float, seed: int) -> list[set[Any]]:
    import networkit

    converted = networkit_of(graph, "weight", seed=seed)
    method = networkit.community.PLM(converted, True, resolution)
    numbers = method.run().getPartition().getVector()
    groups: dict[int, set[Any]] = defaultdict(set)
    for node, number in zip(graph, numbers, strict=True):
        groups[number].add(node)
    return list(groups.values())


def community_table(
    network: nx.Graph,
    *,
    resolution: float = 1.0,
    top: int | None = 20,
    draws: int = DRAWS,
    engine: Engine = "auto",
    seed: int = 1,
) -> Table:
    """Return one row per community: its name, size, members, how closed and how stable it is.

    "inside" is the share of its members' edge weight that stays inside. "stability" is how much of
    it (Jaccard) is found again on average when the sentences are drawn again; below 0.6 it is
    "weak". Groups of one node are counted in the notes only.
    """
    found = communities(network, resolution=resolution, engine=engine, seed=seed)
    graph = simple(network)
    stable = _stability(network, found, resolution, draws, seed)
    types = {node: str(graph.nodes[node].get("type", "")) for node in graph}
    rows = []
    several = [i for i, group in enumerate(found.groups) if len(group) > 1]
    for i in several[:top]:
        group = found.groups[i]
        agreement = None if stable is None else stable[i]
        rows.append(
            (
                i + 1,
                found.names[i],
                len(group),
                _inside(graph, group),
                agreement,
                "not tested" if agreement is None else "weak" if agreement < 0.6 else "strong",
                _common(types[node] for node in group),
                "; ".join(name_of(graph, node) for node in group[:10]),
            )
        )
    notes = [
        f"{len(several)} communities of two and more, {len(found.groups) - len(several)} nodes "
        f"alone; modularity {found.modularity:.3f}, by {found.engine}."
    ]
    if stable is not None:
        notes.append(f"stability: {draws} bootstrap draws of the sentences.")
    return Table(_COLUMNS, tuple(rows), tuple(notes))


_COLUMNS = ("community", "name", "members", "inside", "stability", "trust", "types", "first")


def _inside(graph: nx.Graph, group: Iterable[Any]) -> float:
    members = set(group)
    inside = total = 0.0
    for node in members:
        for other, data in graph[node].items():
            total += data["weight"]
            inside += data["weight"] if other in members else 0.0
    return inside / total if total else 0.0


def _common(types: Iterable[str]) -> str:
    counts: dict[str, int] = defaultdict(int)
    for name in types:
        counts[name] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{number} {name}" for name, number in ordered if name)


def _stability(
    network: nx.Graph, found: Communities, resolution: float, draws: int, seed: int
) -> list[float] | None:
    """Return per community its mean best overlap with those of redrawn networks."""
    if not draws or network.number_of_edges() > _LARGEST_REDRAWN or not network:
        return None
    arrays = Arrays.of(network, directed=False)
    resampling = Resampling(network, arrays)
    overlaps = [0.0] * len(found.groups)
    for weights in resampling.draws(draws, seed):
        redrawn = _redrawn(arrays, weights.tolist())
        groups = _by_networkx(redrawn, resolution, seed)
        group_of = {node: group for group in groups for node in group}
        for i, group in enumerate(found.groups):
            members = set(group)
            near = {id(group_of[node]): group_of[node] for node in group}.values()
            overlaps[i] += max(len(members & other) / len(members | other) for other in near)
    return [overlap / draws for overlap in overlaps]


def _redrawn(arrays: Arrays, weights: list[float]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(arrays.nodes)
    nodes = arrays.nodes
    ends = zip(arrays.sources.tolist(), arrays.targets.tolist(), weights, strict=True)
    for source, target, weight in ends:
        if weight <= 0 or source == target:
            continue
        known = graph.get_edge_data(nodes[source], nodes[target], {"weight": 0.0})["weight"]
        graph.add_edge(nodes[source], nodes[target], weight=known + weight)
    return graph
