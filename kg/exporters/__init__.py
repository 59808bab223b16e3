"""Files for other programs: networks for Gephi, yEd, Cytoscape and spreadsheets, and for OpenAleph.

RDF is written by the stores themselves. Equal input gives equal bytes in every format.
"""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, get_args

from kg.errors import ExportError

if TYPE_CHECKING:
    import networkx as nx

    from kg.exporters.gexf import Time

NetworkFormat = Literal["gexf", "graphml", "csv"]
NETWORK_FORMATS: tuple[NetworkFormat, ...] = get_args(NetworkFormat)
STANDARD_OUTPUT = "-"


def write_network(
    network: "nx.Graph",
    output: str | Path,
    network_format: str,
    *,
    time: str | None = None,
) -> list[str]:
    """Write a network to a file, or to standard output ("-"), and return what was written.

    CSV makes two tables: see `kg.exporters.tables.write_tables`; on standard output it is the
    table of edges. `time` is for GEXF: "spells" or "timestamps".

    Raises:
        ExportError: the format is unknown, or the network or the file cannot be written.
    """
    if network_format == "csv":
        return _write_csv(network, output)
    if network_format not in NETWORK_FORMATS:
        known = ", ".join(NETWORK_FORMATS)
        raise ExportError(f"unknown format {network_format!r}; known: {known}")
    with opened(output) as stream:
        if network_format == "gexf":
            from kg.exporters.gexf import write_gexf

            described = "; ".join(f"{name}: {text}" for name, text in network.graph.items())
            write_gexf(network, stream, time=_time(time), description=described)
        else:
            from kg.exporters.graphml import write_graphml

            write_graphml(network, stream)
    return [str(output)]


def _time(name: str | None) -> "Time | None":
    from kg.exporters.gexf import TIMES

    for known in TIMES:
        if name == known:
            return known
    if name is None:
        return None
    raise ExportError(f"unknown time {name!r}; known: {', '.join(TIMES)}")


def _write_csv(network: "nx.Graph", output: str | Path) -> list[str]:
    from kg.exporters.tables import write_edges, write_tables

    if output == STANDARD_OUTPUT:
        with opened(output) as stream:
            table = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
            write_edges(network, table)
            table.detach()
        return [STANDARD_OUTPUT]
    try:
        return [str(path) for path in write_tables(network, Path(output))]
    except OSError as error:
        raise ExportError(f"{output}: cannot write: {error.strerror}") from error


def write_picture(svg: str, output: str | Path, *, title: str = "") -> None:
    """Write a drawing as an SVG file, or as a web page of its own where the name ends in .html.

    Raises:
        ExportError: the ending is another one, or the file cannot be written.
    """
    suffix = Path(output).suffix.lower()
    if suffix not in (".svg", ".html", ".htm", "") or (not suffix and output != STANDARD_OUTPUT):
        raise ExportError(f"{output}: pictures are written as .svg or .html")
    if suffix.startswith(".htm"):
        from kg.exporters.picture_page import page

        svg = page(svg, title or "kg")
    with opened(output) as stream:
        stream.write(svg.encode())


@contextmanager
def opened(output: str | Path) -> Iterator[BinaryIO]:
    """Open a file to write, or standard output; a file appears only once it is whole.

    Raises:
        ExportError: the file cannot be written.
    """
    if output == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise ExportError(f"{output}: cannot write: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
