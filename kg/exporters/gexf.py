"""GEXF 1.3 for Gephi, written as a stream (https://gexf.net/schema.html).

Attributes with a meaning of their own: `label`; of nodes `x`, `y`, `z`, `size`, `color`
("#rrggbb"), of edges `weight`, `color`, `thickness`; `dates` (see `kg.exporters.spells`) becomes
Gephi's time line on request. All others are typed columns. The file holds no clock, and equal
networks give equal bytes, whatever the order in which nodes and edges were added.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from kg.exporters.columns import (
    Edge,
    Type,
    clean,
    column_types,
    plain,
    sorted_edges,
    sorted_nodes,
    text_of,
)
from kg.exporters.spells import earliest_and_latest, spells
from kg.exporters.xml import Lines, color, escape, number, written

if TYPE_CHECKING:
    import networkx as nx

Time = Literal["spells", "timestamps"]
TIMES: tuple[Time, ...] = ("spells", "timestamps")

_NODE_OWN = frozenset({"label", "x", "y", "z", "size", "color"})
_EDGE_OWN = frozenset({"label", "weight", "color", "thickness"})
# Column ids that Gephi keeps for itself; a column of that name gets another id.
_GEPHI_IDS = frozenset({"id", "label", "timeset", "interval", "weight", "kind", "source", "target"})

# Name, beginning of the element, type.
_Column = tuple[str, str, Type]
_INFINITE = float("inf")


def write_gexf(
    network: "nx.Graph", output: BinaryIO, *, time: Time | None = None, description: str = ""
) -> None:
    """Write the network as GEXF 1.3.

    `time` turns the attribute `dates` into spells (intervals) or timestamps; None keeps it as
    text. A `weight` that is no finite number is left out.

    Raises:
        ExportError: two nodes have the same id, or a date, colour, size or position is wrong.
    """
    with Lines(output) as lines:
        for line in _lines(network, time, description):
            lines.write(line)


def _lines(network: "nx.Graph", time: Time | None, description: str) -> Iterator[str]:
    ids = sorted_nodes(network)
    left_out = {"dates"} if time else set()
    node_types = _without(column_types(network.nodes[node] for node in ids), _NODE_OWN | left_out)
    edge_types = _without(
        column_types(data for *_, data in network.edges(data=True)), _EDGE_OWN | left_out
    )
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield ('<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n')
    yield "  <meta>\n    <creator>kg</creator>\n"
    if description:
        yield f"    <description>{escape(clean(description))}</description>\n"
    yield f"  </meta>\n  <graph{_graph_attributes(network, time)}>\n"
    yield from _declarations("node", node_types)
    yield from _declarations("edge", edge_types)
    yield f'    <nodes count="{len(ids)}">\n'
    columns = _columns(node_types)
    for node, node_id in ids.items():
        yield _node(node_id, network.nodes[node], columns, time)
    yield f'    </nodes>\n    <edges count="{network.number_of_edges()}">\n'
    columns = _columns(edge_types)
    position = count()
    for edge in sorted_edges(network, ids):
        yield _edge(next(position), edge, columns, time)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _without(types: dict[str, Type], names: Iterable[str]) -> dict[str, Type]:
    return {name: kind for name, kind in types.items() if name not in names}


def _graph_attributes(network: "nx.Graph", time: Time | None) -> str:
    direction = "directed" if network.is_directed() else "undirected"
    attributes = f' defaultedgetype="{direction}" idtype="string"'
    if time is None:
        return attributes + ' mode="static"'
    representation = "interval" if time == "spells" else "timestamp"
    attributes += f' mode="dynamic" timeformat="date" timerepresentation="{representation}"'
    if time == "spells":
        every = chain(network.nodes(data="dates"), network.edges(data="dates"))
        bounds = earliest_and_latest(item[-1] for item in every)
        if bounds:
            attributes += f' start="{bounds[0]}" end="{bounds[1]}"'
    return attributes


def _declarations(element: str, types: dict[str, Type]) -> Iterator[str]:
    if not types:
        return
    yield f'    <attributes class="{element}" mode="static">\n'
    for name, kind in types.items():
        title = escape(clean(name))
        yield f'      <attribute id="{_column_id(name)}" title="{title}" type="{kind}"/>\n'
    yield "    </attributes>\n"


def _column_id(name: str) -> str:
    identifier = escape(clean(name))
    return f"{identifier}_" if identifier.lower() in _GEPHI_IDS else identifier


def _columns(types: dict[str, Type]) -> list[_Column]:
    return [
        (name, f'          <attvalue for="{_column_id(name)}" value="', kind)
        for name, kind in types.items()
    ]


def _values(data: Mapping[str, Any], columns: list[_Column]) -> str:
    # One loop without calls for what most values are: this runs for every value in the file.
    lines = ""
    for name, before, kind in columns:
        value = data.get(name)
        if value is None:
            continue
        if type(value) is str:
            text: str | None = written(value)
        elif type(value) is int and kind != "double":
            text = str(value)
        else:
            text = text_of(value, kind)
            if text is None:
                continue
            text = escape(text)
        lines += f'{before}{text}"/>\n'
    return f"        <attvalues>\n{lines}        </attvalues>\n" if lines else ""


def _node(node_id: str, data: Mapping[str, Any], columns: list[_Column], time: Time | None) -> str:
    label = plain(data.get("label"))
    name = escape(node_id if label is None else str(label))
    body = _values(data, columns) + _time(data, time) + _node_looks(data)
    start = f'      <node id="{escape(node_id)}" label="{name}"'
    return f"{start}>\n{body}      </node>\n" if body else f"{start}/>\n"


def _edge(position: int, edge: Edge, columns: list[_Column], time: Time | None) -> str:
    source, target, kind, data = edge
    start = f'      <edge id="{position}" source="{written(source)}" target="{written(target)}"'
    if kind is not None:
        start += f' kind="{written(kind)}"'
    label = plain(data.get("label"))
    if label is not None:
        start += f' label="{escape(str(label))}"'
    weight = data.get("weight")
    if weight is not None:
        start += _weight(weight)
    body = _values(data, columns)
    if time is not None:
        body += _time(data, time)
    if data.get("color") is not None:
        body += _color(data["color"])
    if data.get("thickness") is not None:
        body += f'        <viz:thickness value="{number(data["thickness"], "thickness")}"/>\n'
    return f"{start}>\n{body}      </edge>\n" if body else f"{start}/>\n"


def _weight(weight: object) -> str:
    value = weight if type(weight) is float else plain(weight)
    if not isinstance(value, int | float) or not -_INFINITE < value < _INFINITE:
        return ""
    return f' weight="{float(value)!r}"'


def _time(data: Mapping[str, Any], time: Time | None) -> str:
    if time is None:
        return ""
    found = spells(data.get("dates"), merge=time == "spells")
    if not found:
        return ""
    if time == "spells":
        lines = [f'          <spell start="{start}" end="{end}"/>\n' for start, end in found]
    else:
        days = sorted({day for spell in found for day in spell})
        lines = [f'          <spell timestamp="{day}"/>\n' for day in days]
    return f"        <spells>\n{''.join(lines)}        </spells>\n"


def _node_looks(data: Mapping[str, Any]) -> str:
    looks = ""
    if data.get("size") is not None:
        looks += f'        <viz:size value="{number(data["size"], "size")}"/>\n'
    if data.get("x") is not None and data.get("y") is not None:
        axes = [f'{axis}="{number(data[axis], axis)}"' for axis in "xyz" if axis in data]
        looks += f"        <viz:position {' '.join(axes)}/>\n"
    if data.get("color") is not None:
        looks += _color(data["color"])
    return looks


def _color(value: object) -> str:
    red, green, blue = color(value)
    return f'        <viz:color r="{red}" g="{green}" b="{blue}"/>\n'
