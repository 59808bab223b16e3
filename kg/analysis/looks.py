"""How a network is drawn: positions, sizes and colours as attributes `x`, `y`, `size`, `color`."""

from collections.abc import Callable
from math import sqrt
from typing import Any, Literal, get_args

import networkx as nx
import numpy as np

from kg.analysis.arrays import Arrays, Floats, simple
from kg.analysis.communities import communities
from kg.analysis.measures import betweenness, pagerank
from kg.errors import NetworkError

Color = Literal["type", "community"]
Size = Literal["strength", "pagerank", "betweenness", "mentions"]
Layout = Literal["none", "force"]
COLORS: tuple[Color, ...] = get_args(Color)
SIZES: tuple[Size, ...] = get_args(Size)
LAYOUTS: tuple[Layout, ...] = get_args(Layout)

# Colours that stay apart for the colour-blind: Okabe and Ito (2008), without black, then Tol's
# muted scheme (https://personal.sron.nl/~pault/).
PALETTE = (
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#882255", "#117733",
    "#999933", "#332288", "#aa4499", "#44aa99",
)  # fmt: skip
OTHER = "#999999"
TYPE_COLORS = {
    "Person": "#0072b2", "Organization": "#d55e00", "Place": "#009e73", "Facility": "#44aa99",
    "Event": "#cc79a7", "FundingInstrument": "#e69f00", "Project": "#999933",
    "Legislation": "#882255", "Topic": "#56b4e9",
}  # fmt: skip
SMALLEST, LARGEST = 6.0, 40.0
# A force layout compares all pairs; above this Gephi does it better.
LAYOUT_LIMIT = 3_000
_KAMADA_KAWAI_LIMIT = 250
# Nodes are at least this far apart, where an edge is about 100 long.
_NEAREST, _PUSHES = 60.0, 60


def looks(
    network: nx.Graph,
    *,
    color: Color = "type",
    size: Size = "strength",
    layout: Layout = "none",
    seed: int = 1,
) -> nx.Graph:
    """Return a copy whose nodes have `size` and `color`, by communities also `community`.

    With the layout "force" nodes also have `x` and `y`; the parts of the network lie side by side.

    Raises:
        NetworkError: a choice is unknown, or the network is too large for a layout.
    """
    for choice, known in ((color, COLORS), (size, SIZES), (layout, LAYOUTS)):
        if choice not in known:
            raise NetworkError(f"unknown choice {choice!r}; known: {', '.join(known)}")
    shown = network.copy()
    colored = _by_community if color == "community" else _by_type
    for node, attributes in colored(network, seed).items():
        shown.nodes[node].update(attributes)
    for node, value in _sizes(network, size, seed).items():
        shown.nodes[node]["size"] = value
    if layout == "force":
        for node, (x, y) in positions(network, seed=seed).items():
            shown.nodes[node].update(x=x, y=y)
    return shown


def strongest(network: nx.Graph, number: int) -> nx.Graph:
    """Return a part of at most `number` nodes to look at, each joined to another.

    The part of the network with the greatest strength comes first, of each part its strongest
    nodes: the strongest of all parts together would mostly be strangers to each other.
    """
    arrays = Arrays.of(network)
    values = dict(zip(arrays.nodes, arrays.strengths().tolist(), strict=True))
    graph = simple(network)
    parts = [sorted(part, key=str) for part in nx.connected_components(graph) if len(part) > 1]
    parts.sort(key=lambda part: (-round(sum(values[node] for node in part), 9), str(part[0])))
    kept: set[Any] = set()
    for part in parts:
        part.sort(key=lambda node: (-round(values[node], 9), str(node)))
        chosen = graph.subgraph(part[: number - len(kept)])
        kept |= {node for node in chosen if chosen.degree(node) > 0}
    return _part(network, kept)


def _part(network: nx.Graph, kept: set[Any]) -> nx.Graph:
    # A copy in the order of the network: a subgraph view has that of a set.
    part = network.__class__()
    part.graph.update(network.graph)
    part.add_nodes_from((node, data) for node, data in network.nodes(data=True) if node in kept)
    keys = {"keys": True} if network.is_multigraph() else {}
    edges = network.edges(data=True, **keys)
    part.add_edges_from(edge for edge in edges if edge[0] in kept and edge[1] in kept)
    return part


def _by_type(network: nx.Graph, seed: int) -> dict[Any, dict[str, Any]]:
    del seed
    return {
        node: {"color": TYPE_COLORS.get(str(name), OTHER)}
        for node, name in network.nodes(data="type")
    }


def _by_community(network: nx.Graph, seed: int) -> dict[Any, dict[str, Any]]:
    found = communities(network, seed=seed)
    return {
        node: {
            "color": PALETTE[number] if number < len(PALETTE) and len(group) > 1 else OTHER,
            "community": number + 1,
            "community_name": found.names[number],
        }
        for number, group in enumerate(found.groups)
        for node in group
    }


def _sizes(network: nx.Graph, size: Size, seed: int) -> dict[Any, float]:
    """Return diameters: areas grow with the value, between the smallest and the largest."""
    measures: dict[Size, Callable[[], list[float]]] = {
        "strength": lambda: Arrays.of(network).strengths().tolist(),
        "pagerank": lambda: pagerank(Arrays.of(network)).tolist(),
        "betweenness": lambda: list(betweenness(network, seed=seed).values.values()),
        "mentions": lambda: [float(n or 0) for _, n in network.nodes(data="count")],
    }
    values = measures[size]()
    most = max(values, default=0.0)
    grown = [sqrt(value / most) if most > 0 else 0.0 for value in values]
    return {
        node: round(SMALLEST + (LARGEST - SMALLEST) * share, 2)
        for node, share in zip(network, grown, strict=True)
    }


def positions(network: nx.Graph, *, seed: int = 1) -> dict[Any, tuple[float, float]]:
    """Return a position for each node; y grows upwards, an edge is about 100 long.

    Raises:
        NetworkError: the network is too large.
    """
    if len(network) > LAYOUT_LIMIT:
        raise NetworkError(
            f"{len(network)} nodes are too many for a layout (at most {LAYOUT_LIMIT}); "
            "let Gephi lay it out, or choose fewer"
        )
    graph = simple(network)
    parts = [graph.subgraph(part) for part in nx.connected_components(graph)]
    # In the order of the network's nodes, not of a set: equal input gives equal places.
    order = {node: place for place, node in enumerate(graph)}
    parts.sort(key=lambda part: (-len(part), min(order[node] for node in part)))
    return _side_by_side([_laid_out(_ordered(part, order), seed) for part in parts])


_Places = dict[Any, tuple[float, float]]


def _ordered(part: nx.Graph, order: dict[Any, int]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(sorted(part, key=order.__getitem__))
    edges = part.edges(data="weight", default=1.0)
    graph.add_weighted_edges_from(
        sorted(edges, key=lambda edge: sorted(order[end] for end in edge[:2]))
    )
    return graph


def _laid_out(graph: nx.Graph, seed: int) -> _Places:
    if len(graph) == 1:
        return dict.fromkeys(graph, (0.0, 0.0))
    start = None
    if len(graph) <= _KAMADA_KAWAI_LIMIT:
        start = nx.kamada_kawai_layout(graph, weight=None)
    found = start or nx.spring_layout(
        graph, weight=None, seed=seed, iterations=80, k=1.6 / sqrt(len(graph)), method="force"
    )
    places = _lying(np.array([found[node] for node in graph])) * 100 * _edge_scale(graph, found)
    places = _apart(places) if len(graph) <= _KAMADA_KAWAI_LIMIT else places
    return {
        node: (round(x, 1), round(y, 1))
        for node, (x, y) in zip(graph, places.tolist(), strict=True)
    }


def _lying(places: Floats) -> Floats:
    """Turn a drawing so that it is wider than high."""
    centred: Floats = places - places.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    longest = vectors[:, -1] * (1.0 if vectors[0, -1] >= 0 else -1.0)
    turn = np.array([[longest[0], -longest[1]], [longest[1], longest[0]]])
    turned: Floats = centred @ turn
    return turned


def _apart(places: Floats) -> Floats:
    """Push nodes that lie on each other apart."""
    for _ in range(_PUSHES):
        away = places[:, None, :] - places[None, :, :]
        distances = np.hypot(away[..., 0], away[..., 1])
        np.fill_diagonal(distances, np.inf)
        lacking = np.clip(_NEAREST - distances, 0.0, None)
        if not lacking.any():
            break
        places = (
            places
            + (away / np.maximum(distances, 1.0)[..., None] * lacking[..., None]).sum(axis=1) * 0.25
        )
    return places


def _edge_scale(graph: nx.Graph, found: dict[Any, Any]) -> float:
    lengths = [float(np.hypot(*(found[a] - found[b]))) for a, b in graph.edges() if a != b]
    middle = float(np.median(lengths)) if lengths else 1.0
    return 1.0 / middle if middle > 0 else 1.0


def _side_by_side(parts: list[_Places]) -> _Places:
    """Put the parts on shelves, left to right and top to bottom, the largest first."""
    boxes = [_box(part) for part in parts]
    gap = 120.0
    area = sum((box[2] - box[0] + gap) * (box[3] - box[1] + gap) for box in boxes)
    width = max([sqrt(area) * 1.4, *(box[2] - box[0] for box in boxes)], default=0.0)
    placed: _Places = {}
    left = top = height = 0.0
    for part, (x0, y0, x1, y1) in zip(parts, boxes, strict=True):
        if left > 0 and left + (x1 - x0) > width:
            left, top, height = 0.0, top - height - gap, 0.0
        for node, (x, y) in part.items():
            placed[node] = (round(left + x - x0, 1), round(top - (y1 - y), 1))
        left += x1 - x0 + gap
        height = max(height, y1 - y0)
    return placed


def _box(part: _Places) -> tuple[float, float, float, float]:
    xs, ys = zip(*part.values(), strict=True)
    return min(xs), min(ys), max(xs), max(ys)
