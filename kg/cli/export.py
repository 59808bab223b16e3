"""`kg export`: networks for Gephi and its like, RDF, and FollowTheMoney."""

import sys
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.networks import NetworkOptions, on_network

if TYPE_CHECKING:
    import networkx as nx

    from kg.stores import Store

_LOOKS = "How it looks"


class ExportFormat(StrEnum):
    """What is written; gexf, graphml and csv hold one network, the others the whole store."""

    gexf = "gexf"
    graphml = "graphml"
    csv = "csv"
    ttl = "ttl"
    trig = "trig"
    nq = "nq"
    nt = "nt"
    jsonld = "jsonld"
    ftm = "ftm"


class Time(StrEnum):
    """How GEXF tells time."""

    none = "none"
    spells = "spells"
    timestamps = "timestamps"


class Color(StrEnum):
    """What a node's colour says."""

    type = "type"
    community = "community"


class Size(StrEnum):
    """What a node's size says."""

    strength = "strength"
    pagerank = "pagerank"
    betweenness = "betweenness"
    mentions = "mentions"


class Layout(StrEnum):
    """Where nodes lie."""

    none = "none"
    force = "force"


_SUFFIXES = {".json": ExportFormat.jsonld, ".zip": ExportFormat.csv}


@on_network
def export(
    options: NetworkOptions,
    *,
    output: Annotated[
        str, typer.Option("--output", "-o", help="File, or - for standard output.")
    ] = "-",
    export_format: Annotated[
        ExportFormat | None,
        typer.Option(
            "--format", help="What is written.", show_default="by the file's ending, else gexf"
        ),
    ] = None,
    time: Annotated[
        Time, typer.Option(help="A time line for Gephi (GEXF).", rich_help_panel=_LOOKS)
    ] = Time.none,
    color: Annotated[
        Color, typer.Option(help="What colours say.", rich_help_panel=_LOOKS)
    ] = Color.type,
    size: Annotated[
        Size, typer.Option(help="What sizes say.", rich_help_panel=_LOOKS)
    ] = Size.strength,
    layout: Annotated[
        Layout, typer.Option(help="Positions, or none: Gephi lays out.", rich_help_panel=_LOOKS)
    ] = Layout.none,
) -> None:
    """Write a network or the whole store for another program.

    gexf, graphml and csv hold one network; ttl, trig, nq, nt, jsonld and ftm the whole store.
    CSV makes two tables: FILE.csv of edges with FILE.nodes.csv beside it, or nodes.csv and
    edges.csv in FILE.zip or in a folder; to standard output it writes the edges.

    Example: `kg export --kind money --since 2025-01-01 --time spells --output money.gexf`

    Example: `kg export --format ftm --output - | ftm validate`
    """
    wanted = export_format or _by_suffix(output)
    with options.opened() as store:
        if wanted in (ExportFormat.gexf, ExportFormat.graphml, ExportFormat.csv):
            from kg.analysis.looks import looks
            from kg.exporters import write_network

            network = options.project(store)
            shown = looks(network, color=color.value, size=size.value, layout=layout.value)
            moment = None if time is Time.none else time.value
            _say(write_network(shown, output, wanted.value, time=moment), network)
        else:
            _write_store(store, output, wanted)


def _write_store(store: "Store", output: str, wanted: ExportFormat) -> None:
    from kg.exporters import opened

    with opened(output) as stream:
        if wanted is ExportFormat.ftm:
            from kg.exporters.ftm import write_ftm

            print(f"{write_ftm(store, stream)} entities", file=sys.stderr)
        else:
            store.dump(wanted.value, stream)


def _by_suffix(output: str) -> ExportFormat:
    suffix = PurePath(output).suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if output == "-" or not suffix:
        return ExportFormat.gexf
    try:
        return ExportFormat(suffix[1:])
    except ValueError:
        known = ", ".join(ExportFormat)
        raise typer.BadParameter(
            f"which format is {output}? choose one of {known}", param_hint="--format"
        ) from None


def _say(written: list[str], network: "nx.Graph") -> None:
    where = " and ".join(path for path in written if path != "-") or "standard output"
    size = f"{network.number_of_nodes()} nodes, {network.number_of_edges()} edges"
    print(f"{where}: {size}", file=sys.stderr)
    if network.graph.get("left_out"):
        print(f"Left out: {network.graph['left_out']}.", file=sys.stderr)
