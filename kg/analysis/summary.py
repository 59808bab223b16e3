"""What a network is made of, and how much of it rests on single sentences."""

from collections import Counter

import networkx as nx

from kg.analysis.arrays import simple
from kg.analysis.table import Cell, Table


def summary(network: nx.Graph) -> Table:
    """Return what there is in numbers: size, parts, types, kinds of edges, time, evidence."""
    graph = simple(network)
    parts = sorted((len(part) for part in nx.connected_components(graph)), reverse=True)
    rows: list[tuple[str, Cell]] = [
        ("kind", network.graph.get("kind", "")),
        ("nodes", len(network)),
        ("edges", network.number_of_edges()),
        ("connected pairs", graph.number_of_edges()),
        ("separate parts", len(parts)),
        ("nodes in the largest part", parts[0] if parts else 0),
        ("density", nx.density(graph) if len(graph) > 1 else 0.0),
        ("clustering", nx.transitivity(graph) if len(graph) else 0.0),
    ]
    rows += _counted("nodes of type", (name for _, name in network.nodes(data="type")))
    rows += _counted("edges of kind", (name for *_, name in network.edges(data="label")))
    rows += _time(network)
    alone = sum(1 for *_, number in network.edges(data="sentences") if number == 1)
    rows.append(("edges on one sentence", alone))
    share = alone / network.number_of_edges() if network.number_of_edges() else 0.0
    rows.append(("share on one sentence", share))
    left_out = network.graph.get("left_out")
    notes = (f"Left out: {left_out}.",) if left_out else ()
    return Table(("what", "value"), tuple(rows), notes)


def _counted(title: str, names: "object") -> list[tuple[str, Cell]]:
    counted = Counter(str(name) for name in names if name)  # type: ignore[attr-defined]
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [(f"{title} {name}", number) for name, number in ordered]


def _time(network: nx.Graph) -> list[tuple[str, Cell]]:
    firsts = [day for *_, day in network.edges(data="first") if day]
    lasts = [day for *_, day in network.edges(data="last") if day]
    if not firsts:
        return [("time", None)]
    return [("first day", min(firsts)), ("last day", max(lasts))]
