"""Node and edge tables for Gephi's spreadsheet import, and for a spreadsheet.

The columns that Gephi knows come first (Id, Label; Source, Target, Type, Kind, Label, Weight), then
all others by name. Comma-separated, UTF-8, quoted where needed, LF at line ends.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from kg.exporters.columns import Type, column_types, plain, sorted_edges, sorted_nodes, text_of

if TYPE_CHECKING:
    import networkx as nx

NODES, EDGES = "nodes.csv", "edges.csv"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # zip files hold a time; this is the first they know


def write_nodes(network: "nx.Graph", output: TextIO) -> None:
    """Write one line per node: Id, Label, then its attributes."""
    ids = sorted_nodes(network)
    types = _without(column_types(network.nodes[node] for node in ids), {"label"})
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(["Id", "Label", *types])
    for node, node_id in ids.items():
        data = network.nodes[node]
        label = plain(data.get("label"))
        writer.writerow([node_id, node_id if label is None else label, *_values(data, types)])


def write_edges(network: "nx.Graph", output: TextIO) -> None:
    """Write one line per edge: its ends with their names, then its attributes."""
    ids = sorted_nodes(network)
    names = {ids[node]: plain(network.nodes[node].get("label")) for node in ids}
    types = column_types(data for *_, data in network.edges(data=True))
    types = _without(types, {"label", "weight"})
    direction = "Directed" if network.is_directed() else "Undirected"
    writer = csv.writer(output, lineterminator="\n")
    head = ["Source", "Target", "Type", "Kind", "Label", "Weight", "Source name", "Target name"]
    writer.writerow([*head, *types])
    for edge in sorted_edges(network, ids):
        writer.writerow(
            [
                edge.source, edge.target, direction, edge.kind, plain(edge.data.get("label")),
                plain(edge.data.get("weight")), names[edge.source], names[edge.target],
                *_values(edge.data, types),
            ]
        )  # fmt: skip


def _without(types: Mapping[str, Type], names: set[str]) -> dict[str, Type]:
    return {name: kind for name, kind in types.items() if name not in names}


def _values(data: Mapping[str, Any], types: Mapping[str, Type]) -> Iterator[str | None]:
    return (text_of(data.get(name), kind) for name, kind in types.items())


def write_tables(network: "nx.Graph", path: Path) -> list[Path]:
    """Write both tables and return their paths.

    `NAME.zip` becomes an archive of nodes.csv and edges.csv; `NAME.csv` is the table of edges, with
    the nodes beside it in `NAME.nodes.csv`; anything else is a folder for nodes.csv and edges.csv.
    """
    if path.suffix.lower() == ".zip":
        with path.open("wb") as output:
            _write_archive(network, output)
        return [path]
    if path.suffix.lower() == ".csv":
        nodes, edges = path.with_suffix(".nodes.csv"), path
    else:
        path.mkdir(parents=True, exist_ok=True)
        nodes, edges = path / NODES, path / EDGES
    with nodes.open("w", encoding="utf-8", newline="") as table:
        write_nodes(network, table)
    with edges.open("w", encoding="utf-8", newline="") as table:
        write_edges(network, table)
    return [nodes, edges]


def _write_archive(network: "nx.Graph", output: BinaryIO) -> None:
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, write in ((NODES, write_nodes), (EDGES, write_edges)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with (
                archive.open(entry, "w") as member,
                io.TextIOWrapper(member, encoding="utf-8", newline="") as table,
            ):
                write(network, table)
