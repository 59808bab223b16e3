"""How two are connected: the shortest path that means something."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise
from math import log2
from typing import Any

import networkx as nx

from kg.analysis.arrays import name_of, simple
from kg.analysis.table import Cell, Table
from kg.errors import NetworkError
from kg.network.quotes import Quote
from kg.text import fold


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path as the text states it; `evidence` are IRIs of sentences."""

    source: str
    target: str
    label: str
    forward: bool
    sentences: int
    evidence: tuple[str, ...]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Path:
    """Names from the one end to the other, and between each two the edges that join them."""

    names: tuple[str, ...]
    steps: tuple[tuple[Step, ...], ...]
    cost: float


def find_node(network: nx.Graph, name: str) -> Any:  # noqa: ANN401 - networkx nodes are anything
    """Return the node of this IRI or name; a part of a name will do where only one has it.

    Raises:
        NetworkError: no node has the name, or several have; the message names the nearest.
    """
    if name in network:
        return name
    wanted = fold(name)
    names = {node: fold(str(label)) for node, label in network.nodes(data="label") if label}
    exact = [node for node, folded in names.items() if folded == wanted]
    found = exact or [node for node, folded in names.items() if wanted and wanted in folded]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(sorted(f"{name_of(network, node)} <{node}>" for node in found)[:5])
        raise NetworkError(f"{name!r} may be {listed}; give the whole name or the IRI")
    raise NetworkError(f"nobody in this network is called {name!r}{_nearest(network, wanted)}")


def _nearest(network: nx.Graph, wanted: str) -> str:
    from rapidfuzz import process

    names = {name_of(network, node) for node in network}
    folded = {fold(name): name for name in sorted(names)}
    near = process.extract(wanted, list(folded), limit=3, score_cutoff=60)
    return f"; near: {', '.join(folded[entry[0]] for entry in near)}" if near else ""


def shortest_paths(network: nx.Graph, start: str, end: str, *, number: int = 1) -> list[Path]:
    """Return up to `number` cheapest paths between two nodes, given by name or IRI.

    A step costs 1, less where many sentences state it (1/log2(1+sentences) instead), and passing
    through a node costs log2 of its number of neighbours over two: that everybody is joined to
    Berlin says little of any two. Directions are not looked at.

    Raises:
        NetworkError: a name is not known, both are the same, or nothing joins them.
    """
    source, target = find_node(network, start), find_node(network, end)
    if source == target:
        raise NetworkError(f"{start!r} and {end!r} are the same node")
    graph = _costed(network)
    if not nx.has_path(graph, source, target):
        ends = f"{name_of(network, source)} and {name_of(network, target)}"
        raise NetworkError(f"nothing joins {ends} in this network; try another --kind")
    found = nx.shortest_simple_paths(graph, source, target, weight="cost")
    return [_path(network, graph, nodes) for nodes in islice(found, number)]


def _costed(network: nx.Graph) -> nx.Graph:
    graph = simple(network)
    through = {node: log2(max(graph.degree(node), 1)) / 4 for node in graph}
    for source, target, data in graph.edges(data=True):
        stated = 1 / log2(1 + max(data["sentences"], 1))
        data["cost"] = stated + through[source] + through[target]
    return graph


def _path(network: nx.Graph, graph: nx.Graph, nodes: list[Any]) -> Path:
    return Path(
        names=tuple(name_of(network, node) for node in nodes),
        steps=tuple(tuple(_steps(network, a, b)) for a, b in pairwise(nodes)),
        cost=sum(graph[a][b]["cost"] for a, b in pairwise(nodes)),
    )


def _steps(network: nx.Graph, one: Any, other: Any) -> Iterator[Step]:  # noqa: ANN401 - networkx nodes are anything
    directions = [(one, other, True)]
    if network.is_directed():
        directions.append((other, one, False))
    for source, target, forward in directions:
        if not network.has_edge(source, target):
            continue
        found = network[source][target]
        for data in found.values() if network.is_multigraph() else [found]:
            yield Step(
                source=name_of(network, source),
                target=name_of(network, target),
                label=str(data.get("label", "")),
                forward=forward,
                sentences=int(data.get("sentences", 0)),
                evidence=tuple(str(data.get("evidence", "")).split()),
                first=data.get("first"),
                last=data.get("last"),
            )


def path_table(paths: Iterable[Path], quotes: Mapping[str, Quote]) -> Table:
    """Return one row per sentence of each step; a step without a known sentence has one row."""
    rows: list[tuple[Cell, ...]] = []
    for number, path in enumerate(paths, start=1):
        names = " – ".join(path.names)
        for place, edges in enumerate(path.steps, start=1):
            for edge in edges:
                start = (number, names, place, edge.source, edge.label, edge.target)
                found = [quotes[iri] for iri in edge.evidence if iri in quotes]
                found.sort(key=lambda quote: (quote.published or date.min, quote.text))
                rows += [(*start, *_quoted(quote)) for quote in found] or [(*start, *[None] * 4)]
    return Table(_COLUMNS, tuple(rows))


_COLUMNS = (
    "path", "names", "step", "subject", "what", "object", "sentence", "source", "date", "document",
)  # fmt: skip


def _quoted(quote: Quote) -> tuple[str | None, ...]:
    day = quote.published.isoformat() if quote.published else None
    return quote.text, quote.title, day, quote.document
