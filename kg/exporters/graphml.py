"""GraphML for yEd and Cytoscape, written as a stream (http://graphml.graphdrawing.org).

Columns are those of GEXF; labels, colours, sizes and positions also stand in yEd's own elements,
since yEd shows nothing else. Equal networks give equal bytes.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

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
from kg.exporters.xml import Lines, color, escape, number

if TYPE_CHECKING:
    import networkx as nx

# GraphML's names of the types; "long" is Java's, as in the schema.
_TYPES: Mapping[Type, str] = {
    "boolean": "boolean", "integer": "int", "long": "long", "double": "double", "string": "string",
}  # fmt: skip
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
"""


def write_graphml(network: "nx.Graph", output: BinaryIO) -> None:
    """Write the network as GraphML.

    Raises:
        ExportError: two nodes have the same id, or a colour, size or position is wrong.
    """
    with Lines(output) as lines:
        for line in _lines(network):
            lines.write(line)


def _lines(network: "nx.Graph") -> Iterator[str]:
    ids = sorted_nodes(network)
    node_types = column_types(network.nodes[node] for node in ids)
    edge_types = column_types(data for *_, data in network.edges(data=True))
    yield _HEAD
    yield from _keys("node", "n", node_types)
    yield '  <key id="looks" for="node" yfiles.type="nodegraphics"/>\n'
    yield from _keys("edge", "e", edge_types)
    direction = "directed" if network.is_directed() else "undirected"
    yield f'  <graph id="G" edgedefault="{direction}">\n'
    keys = _numbered("n", node_types)
    for node, node_id in ids.items():
        yield _node(node_id, network.nodes[node], keys)
    keys = _numbered("e", edge_types)
    for position, edge in enumerate(sorted_edges(network, ids)):
        yield _edge(position, edge, keys)
    yield "  </graph>\n</graphml>\n"


_Keys = list[tuple[str, Type, str]]


def _numbered(prefix: str, types: Mapping[str, Type]) -> _Keys:
    return [(name, kind, f"{prefix}{i}") for i, (name, kind) in enumerate(types.items())]


def _keys(element: str, prefix: str, types: Mapping[str, Type]) -> Iterator[str]:
    for name, kind, key in _numbered(prefix, types):
        title = escape(clean(name))
        yield (
            f'  <key id="{key}" for="{element}" attr.name="{title}" attr.type="{_TYPES[kind]}"/>\n'
        )


def _data(data: Mapping[str, Any], keys: _Keys) -> str:
    written = ""
    for name, kind, key in keys:
        value = data.get(name)
        if value is not None and (text := text_of(value, kind)) is not None:
            written += f'      <data key="{key}">{escape(text)}</data>\n'
    return written


def _node(node_id: str, data: Mapping[str, Any], keys: _Keys) -> str:
    return (
        f'    <node id="{escape(node_id)}">\n{_data(data, keys)}{_looks(node_id, data)}'
        "    </node>\n"
    )


def _edge(position: int, edge: Edge, keys: _Keys) -> str:
    ends = f'source="{escape(edge.source)}" target="{escape(edge.target)}"'
    body = _data(edge.data, keys)
    start = f'    <edge id="{position}" {ends}'
    return f"{start}>\n{body}    </edge>\n" if body else f"{start}/>\n"


def _looks(node_id: str, data: Mapping[str, Any]) -> str:
    label = plain(data.get("label"))
    shape = ""
    if data.get("x") is not None and data.get("y") is not None:
        size = number(data.get("size", 10.0), "size")
        place = f'x="{number(data["x"], "x")}" y="{number(data["y"], "y")}"'
        shape += f'<y:Geometry height="{size}" width="{size}" {place}/>'
    if data.get("color") is not None:
        red, green, blue = color(data["color"])
        shape += f'<y:Fill color="#{red:02x}{green:02x}{blue:02x}" transparent="false"/>'
    name = escape(node_id if label is None else str(label))
    shape += f'<y:NodeLabel>{name}</y:NodeLabel><y:Shape type="ellipse"/>'
    return f'      <data key="looks"><y:ShapeNode>{shape}</y:ShapeNode></data>\n'
