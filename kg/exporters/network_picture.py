"""A network as a drawing: nodes where `x` and `y` put them, labels only where there is room."""

from collections.abc import Iterator
from math import hypot, sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.exporters.svg import (
    PALE,
    Element,
    drawing,
    element,
    haloed,
    shortened,
    text,
    tooltip,
    width_of,
)

if TYPE_CHECKING:
    import networkx as nx

_WIDTH, _MARGIN, _HEAD, _FOOT = 1200.0, 70.0, 50.0, 60.0
_ALWAYS_NAMED = 12
# Letters may be wider than reckoned: this far from the edge a name ends.
_ROOM = 14.0
_THICKEST = 7.0
_EDGE = "#9aa5b1"


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "_Box") -> bool:
        return not (
            self.right < other.left
            or other.right < self.left
            or self.bottom < other.top
            or other.bottom < self.top
        )


class _Dot(NamedTuple):
    x: float
    y: float
    radius: float
    color: str
    label: str
    type: str
    node: Any
    number: int


def network_svg(network: "nx.Graph", *, title: str = "", note: str = "") -> str:
    """Return an SVG of a network whose nodes have `x`, `y`, `size` and `color`.

    Edges are as thick as the root of their weight, dashed where they are not factual, with an arrow
    where the network is one of money. Greater nodes get their labels first; a label that would
    cover another is left to the tooltip.
    """
    dots, height = _dots(network)
    places = {dot.node: dot for dot in dots}
    flows = network.graph.get("kind") == "money"
    body = [
        *_heading(title),
        element("g", *_edges(network, places, arrows=flows), class_="edges", fill="none"),
        element("g", *(_circle(dot, network) for dot in dots), class_="nodes"),
        element("g", *_labels(dots), class_="labels"),
        *_legend(dots, height),
        text(note, _WIDTH - 20, height - 18, size=12, anchor="end", class_="pale"),
    ]
    return drawing(_WIDTH, height, title or "Network", body)


def _heading(title: str) -> list[Element]:
    return [text(title, 20, 36, size=20, weight="600")] if title else []


def _dots(network: "nx.Graph") -> tuple[list[_Dot], float]:
    """Return the nodes in drawing order, and the height of the drawing."""
    nodes = list(network.nodes(data=True))
    xs = [float(data.get("x", 0)) for _, data in nodes]
    ys = [float(data.get("y", 0)) for _, data in nodes]
    wide = (max(xs, default=0) - min(xs, default=0)) or 1.0
    high = (max(ys, default=0) - min(ys, default=0)) or 1.0
    scale = min((_WIDTH - 2 * _MARGIN) / wide, 900.0 / high)
    left = (_WIDTH - wide * scale) / 2
    height = high * scale + 2 * _MARGIN + _HEAD + _FOOT
    crowd = min(1.0, sqrt(60 / max(len(nodes), 1)))
    dots = [
        _Dot(
            left + (x - min(xs)) * scale,
            _HEAD + _MARGIN + (max(ys) - y) * scale,
            max(float(data.get("size", 10)) / 2 * crowd * 1.3, 3.0),
            str(data.get("color", PALE)),
            str(data.get("label", node)),
            str(data.get("community_name", data.get("type", ""))),
            node,
            number,
        )
        for number, ((node, data), x, y) in enumerate(zip(nodes, xs, ys, strict=True))
    ]
    return sorted(dots, key=lambda dot: (-dot.radius, dot.label)), height


def _edges(network: "nx.Graph", places: dict[Any, _Dot], *, arrows: bool) -> Iterator[Element]:
    weights = [max(float(data.get("weight", 1)), 0) for *_, data in network.edges(data=True)]
    most = max(weights, default=1.0) or 1.0
    seen: dict[frozenset[Any], int] = {}
    for (source, target, data), weight in zip(network.edges(data=True), weights, strict=True):
        if source == target:
            continue
        bend = seen.get(pair := frozenset((source, target)), 0)
        seen[pair] = bend + 1
        start, end = places[source], places[target]
        thick = 0.8 + (_THICKEST - 0.8) * sqrt(weight / most)
        factual = data.get("modality", "factual") == "factual"
        line, tip = _curve(start, end, bend, gap=thick * 1.5 if arrows else 0.0)
        yield element(
            "path",
            tooltip(_edge_text(start.label, end.label, data)),
            d=line,
            stroke=_EDGE if factual else "#d9822b",
            stroke_width=thick,
            stroke_dasharray=None if factual else f"{thick * 2:.1f} {thick * 1.6:.1f}",
            stroke_opacity=0.55,
            class_=f"e{start.number} e{end.number}",
        )
        if arrows:
            yield element("path", d=_arrow(start, tip, thick), fill=_EDGE, stroke="none")


def _curve(start: _Dot, end: _Dot, bend: int, *, gap: float) -> tuple[str, tuple[float, float]]:
    """Return a path that parallel edges do not share, and where it ends."""
    length = hypot(end.x - start.x, end.y - start.y) or 1.0
    across, along = (end.x - start.x) / length, (end.y - start.y) / length
    stop = end.x - across * (end.radius + gap), end.y - along * (end.radius + gap)
    away = (0.06 + 0.12 * bend) * length * (1 if bend % 2 else -1) if bend else 0.0
    middle = (start.x + stop[0]) / 2 - along * away, (start.y + stop[1]) / 2 + across * away
    return (
        f"M{start.x:.1f} {start.y:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {stop[0]:.1f} {stop[1]:.1f}",
        stop,
    )


def _arrow(start: _Dot, tip: tuple[float, float], thick: float) -> str:
    length = hypot(tip[0] - start.x, tip[1] - start.y) or 1.0
    across, along = (tip[0] - start.x) / length, (tip[1] - start.y) / length
    size = 4 + thick * 1.4
    back = tip[0] - across * size * 0.4, tip[1] - along * size * 0.4
    point = tip[0] + across * size * 0.6, tip[1] + along * size * 0.6
    one = back[0] - along * size / 2, back[1] + across * size / 2
    other = back[0] + along * size / 2, back[1] - across * size / 2
    return (
        f"M{point[0]:.1f} {point[1]:.1f}L{one[0]:.1f} {one[1]:.1f}L{other[0]:.1f} {other[1]:.1f}Z"
    )


def _edge_text(source: str, target: str, data: dict[str, Any]) -> str:
    facts = [f"{source} — {data.get('label', '')} → {target}"]
    for name, unit in (("value", str(data.get("currency", ""))), ("role", ""), ("sentences", "")):
        if data.get(name) not in (None, ""):
            value = f"{data[name]:,.0f}" if isinstance(data[name], float) else data[name]
            facts.append(f"{name}: {value} {unit}".rstrip())
    if data.get("first"):
        facts.append(f"{data['first']} – {data.get('last', '')}")
    return "\n".join(facts)


def _circle(dot: _Dot, network: "nx.Graph") -> Element:
    data = network.nodes[dot.node]
    lines = [dot.label, str(data.get("type", ""))]
    lines += [f"{name}: {data[name]}" for name in ("count", "documents") if name in data]
    return element(
        "circle", tooltip("\n".join(filter(None, lines))), cx=dot.x, cy=dot.y, r=dot.radius,
        fill=dot.color, stroke="#ffffff", stroke_width=1.2,
        data_node=str(dot.number),
    )  # fmt: skip


def _labels(dots: list[_Dot]) -> Iterator[Element]:
    taken = [
        _Box(d.x - d.radius * 0.7, d.y - d.radius * 0.7, d.x + d.radius * 0.7, d.y + d.radius * 0.7)
        for d in dots
    ]
    labels: list[_Box] = []
    for place, dot in enumerate(dots):
        size = 10.0 + min(dot.radius / 6, 5.0)
        spots = [(spot, _box(dot, spot, size)) for spot in _spots(dot, size)]
        inside = [(s, box) for s, box in spots if box.left > _ROOM and box.right < _WIDTH - _ROOM]
        free = [(s, b) for s, b in inside if not any(b.overlaps(o) for o in (*taken, *labels))]
        if not free and place < _ALWAYS_NAMED:
            # The greatest nodes get a name even where it lies on other nodes.
            free = [(s, b) for s, b in inside if not any(b.overlaps(o) for o in labels)]
        if free:
            (x, y, anchor), box = free[0]
            labels.append(box)
            yield haloed(dot.label, x, y, size=size, anchor=anchor)


_Spot = tuple[float, float, str]


def _box(dot: _Dot, spot: _Spot, size: float) -> _Box:
    x, y, anchor = spot
    long = width_of(dot.label, size)
    left = {"start": x, "middle": x - long / 2, "end": x - long}[anchor]
    return _Box(left, y - size, left + long, y + size * 0.3)


def _spots(dot: _Dot, size: float) -> Iterator[_Spot]:
    beside, middle = dot.radius + 4, dot.y + size * 0.35
    yield dot.x + beside, middle, "start"
    yield dot.x - beside, middle, "end"
    yield dot.x, dot.y - beside, "middle"
    yield dot.x, dot.y + beside + size * 0.8, "middle"
    for up in (-1, 1):
        height = middle + up * dot.radius * 0.9
        yield dot.x + beside * 0.8, height, "start"
        yield dot.x - beside * 0.8, height, "end"
    yield dot.x, middle, "middle"


def _legend(dots: list[_Dot], height: float) -> Iterator[Element]:
    colors: dict[str, str] = {}
    for dot in dots:
        if dot.type:
            colors.setdefault(dot.type, dot.color)
    left, base = 20.0, height - 40
    for name, color in colors.items():
        label = shortened(name, 12, 260)
        if left + width_of(label, 12) + 40 > _WIDTH:
            left, base = 20.0, base + 22
        if base > height - 18 or (base > height - 20 and left > _WIDTH - 560):
            return
        yield element("circle", cx=left + 6, cy=base - 4, r=6, fill=color)
        yield text(label, left + 17, base, size=12)
        left += 17 + width_of(label, 12) + 22
