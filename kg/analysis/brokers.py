"""Who stands between camps."""

from collections import defaultdict
from typing import Any

import networkx as nx

from kg.analysis.arrays import name_of, sentences_of, simple
from kg.analysis.communities import Communities, communities
from kg.analysis.engine import Engine
from kg.analysis.measures import betweenness
from kg.analysis.stability import FEWEST_SENTENCES
from kg.analysis.table import Table


def brokers(
    network: nx.Graph,
    *,
    top: int | None = 20,
    resolution: float = 1.0,
    engine: Engine = "auto",
    seed: int = 1,
) -> Table:
    """Return the nodes that join communities, the strongest broker first.

    "participation" is 0 where all edges stay in the own community and nears 1 where they spread
    evenly over many (Guimerà and Amaral 2005). "brokerage" is its product with betweenness, by
    which rows are ordered. "sole bridge" says that without the node its network falls apart.
    """
    graph = simple(network)
    found = communities(network, resolution=resolution, engine=engine, seed=seed)
    group_of = found.of_nodes()
    between = betweenness(network, engine=engine, seed=seed)
    sentences = sentences_of(network)
    bridges = set(nx.articulation_points(graph))
    scored = []
    for node in graph:
        shares = _shares(graph, node, group_of)
        participation = 1 - sum(share**2 for share in shares.values())
        if len(shares) > 1:
            score = participation * between.values[node]
            scored.append((score, participation, name_of(graph, node), node, shares))
    scored.sort(key=lambda entry: (-round(entry[0], 12), -round(entry[1], 12), entry[2]))
    rows = tuple(
        (
            place,
            name,
            graph.nodes[node].get("type"),
            score,
            participation,
            between.values[node],
            node in bridges,
            sentences[node],
            "weak" if sentences[node] < FEWEST_SENTENCES else "strong",
            found.names[group_of[node]],
            _others(shares, group_of[node], found),
            str(node),
        )
        for place, (score, participation, name, node, shares) in enumerate(scored[:top], start=1)
    )
    notes = (
        f"{len(scored)} of {len(graph)} nodes have edges into other communities; "
        f"trust is weak below {FEWEST_SENTENCES} sentences.",
    )
    return Table(_COLUMNS, rows, notes)


_COLUMNS = (
    "rank", "name", "type", "brokerage", "participation", "betweenness", "sole bridge",
    "sentences", "trust", "own community", "joins", "iri",
)  # fmt: skip


def _shares(graph: nx.Graph, node: Any, group_of: dict[Any, int]) -> dict[int, float]:  # noqa: ANN401 - networkx nodes are anything
    weights: dict[int, float] = defaultdict(float)
    for other, data in graph[node].items():
        weights[group_of[other]] += data["weight"]
    total = sum(weights.values())
    return {group: weight / total for group, weight in weights.items()} if total else {}


def _others(shares: dict[int, float], own: int, found: Communities) -> str:
    ordered = sorted((group for group in shares if group != own), key=lambda g: (-shares[g], g))
    return "; ".join(found.names[group] for group in ordered[:3])
