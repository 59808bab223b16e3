"""PageRank and communities on a large network: kg against networkx alone.

The network has planted groups: nine of ten edges stay in their group, weights are random, so that
both find the same structure. Run: python benchmarks/networks.py [--nodes 50000 --edges 300000]
"""

import argparse
import random
from typing import Any

import networkx as nx
from measuring import HEADER, Row, seconds

from kg.analysis.arrays import Arrays
from kg.analysis.communities import communities
from kg.analysis.measures import pagerank

GROUP = 400
BOUND = 5.0


def planted(nodes: int, edges: int, seed: int = 1) -> nx.Graph:
    """Return a network with groups of about 400, with the attributes that kg's networks have."""
    chance = random.Random(seed)
    network = nx.Graph(kind="comentions")
    names = [f"https://kg.example/id/org/organisation-{number:06}" for number in range(nodes)]
    for number, name in enumerate(names):
        network.add_node(
            name,
            label=f"Verband Nr. {number} & Söhne",
            type="Organization",
            count=number % 97,
            x=chance.random(),
            y=chance.random(),
            size=10.0,
            color="#0072b2",
        )
    while edges > 0:
        one = chance.randrange(nodes)
        start = one // GROUP * GROUP
        near = chance.random() < 0.9
        other = (
            chance.randrange(start, min(start + GROUP, nodes)) if near else chance.randrange(nodes)
        )
        if one != other and not network.has_edge(names[one], names[other]):
            network.add_edge(
                names[one],
                names[other],
                weight=round(chance.random() + 0.1, 4),
                predicate="comention",
                sentences=chance.randrange(1, 9),
                first="2025-01-10",
                last="2025-10-21",
                dates="2025-01-10 2025-10-21",
            )
            edges -= 1
    return network


def rows(nodes: int = 50_000, edges: int = 300_000, runs: int = 3) -> list[Row]:
    """Measure both, and check that the answers agree."""
    network = planted(nodes, edges)
    kept: dict[str, Any] = {}

    def keep(name: str, value: object) -> None:
        kept[name] = value

    ours = seconds(lambda: keep("rank", pagerank(Arrays.of(network))), runs)
    python = seconds(lambda: _pagerank_python(network), 1)
    scipy = seconds(lambda: keep("other rank", nx.pagerank(network, tol=1e-10)), runs)
    found = seconds(lambda: keep("groups", communities(network)), runs)
    louvain = seconds(lambda: keep("other", nx.community.louvain_communities(network, seed=1)), 1)
    worst = max(
        abs(a - kept["other rank"][node]) for a, node in zip(kept["rank"], network, strict=True)
    )
    quality = nx.community.modularity(network, kept["other"])
    print(f"{nodes} nodes, {edges} edges; PageRank differs by at most {worst:.0e}; modularity")
    print(f"{kept['groups'].modularity:.3f} by {kept['groups'].engine}, {quality:.3f} by networkx")
    return [
        _row("PageRank (other: networkx, pure Python)", ours, python, BOUND),
        _row("PageRank (other: networkx with scipy)", ours, scipy),
        _row("communities (other: networkx, pure Python)", found, louvain, BOUND),
    ]


def _pagerank_python(network: nx.Graph) -> dict[Any, float]:
    from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

    found: dict[Any, float] = _pagerank_python(network)
    return found


def _row(name: str, ours: float, other: float, bound: float | None = None) -> Row:
    held = f">= {bound:g}" if bound else ""
    return Row(name, f"{ours:.2f} s", f"{other:.2f} s", other / ours, held)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=50_000)
    parser.add_argument("--edges", type=int, default=300_000)
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    print(HEADER)
    for row in rows(chosen.nodes, chosen.edges, chosen.runs):
        print(row)


if __name__ == "__main__":
    main()
