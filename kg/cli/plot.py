"""`kg plot`: a network, a time line or a money flow as a drawing."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.export import Color, Size
from kg.cli.networks import Kind, NetworkOptions, on_network

if TYPE_CHECKING:
    import networkx as nx

app = typer.Typer(
    name="plot",
    help="Draw a network, a time line or money flows, as SVG or as a web page of its own.\n\n"
    "Example: `kg plot network --kind comentions --output network.html`",
    no_args_is_help=True,
)

_Output = Annotated[
    str, typer.Option("--output", "-o", help="File.svg or file.html, or - for SVG.", metavar="FILE")
]
_Title = Annotated[str | None, typer.Option(help="Heading.", show_default="by kind and period")]


@app.command()
@on_network
def network(
    options: NetworkOptions,
    *,
    output: _Output = "-",
    top: Annotated[int, typer.Option(help="How many nodes, the strongest first.", min=2)] = 80,
    color: Annotated[Color, typer.Option(help="What colours say.")] = Color.community,
    size: Annotated[Size, typer.Option(help="What sizes say.")] = Size.strength,
    title: _Title = None,
) -> None:
    """Draw a network: its strongest nodes, coloured by community or type.

    Example: `kg plot network --kind comentions --since 2025-01-01 --output network.svg`
    """
    from kg.analysis.looks import looks, strongest
    from kg.exporters import write_picture
    from kg.exporters.network_picture import network_svg

    with options.opened() as store:
        whole = options.project(store)
    shown = looks(strongest(whole, top), color=color.value, size=size.value, layout="force")
    heading = title or _heading(options)
    note = f"{len(shown)} of {len(whole)} nodes, {shown.number_of_edges()} edges"
    write_picture(network_svg(shown, title=heading, note=note), output, title=heading)
    _say(output, note)


@app.command()
@on_network
def timeline(
    options: NetworkOptions,
    *,
    output: _Output = "-",
    top: Annotated[int, typer.Option(help="How many lanes, the fullest first.", min=1)] = 25,
    title: _Title = None,
) -> None:
    """Draw what was stated when: one lane per actor.

    Example: `kg plot timeline --kind facts --output time.html`
    """
    from kg.exporters import write_picture
    from kg.exporters.timeline_picture import timeline_svg

    with options.opened() as store:
        whole = options.project(store)
    heading, note = title or _heading(options), _size(whole)
    write_picture(timeline_svg(whole, title=heading, note=note, lanes=top), output, title=heading)
    _say(output, note)


@app.command()
@on_network
def money(
    options: NetworkOptions,
    *,
    output: _Output = "-",
    top: Annotated[int, typer.Option(help="How many flows, the largest first.", min=1)] = 30,
    title: _Title = None,
) -> None:
    """Draw who gives how much to whom, as a Sankey diagram; plans are hatched.

    Example: `kg plot money --since 2025-01-01 --output money.html`
    """
    from kg.exporters import write_picture
    from kg.exporters.flow_picture import flows_svg

    chosen = options.of_kind(Kind.money)
    with options.opened() as store:
        whole = chosen.project(store)
    heading, note = title or _heading(chosen), _size(whole)
    write_picture(flows_svg(whole, title=heading, note=note, top=top), output, title=heading)
    _say(output, note)


def _heading(options: NetworkOptions) -> str:
    period = " ".join(
        f"{word} {day}" for word, day in (("since", options.since), ("until", options.until)) if day
    )
    return f"{options.kind.value.capitalize()} {period}".rstrip()


def _size(whole: "nx.Graph") -> str:
    return f"{len(whole)} nodes, {whole.number_of_edges()} edges"


def _say(output: str, note: str) -> None:
    print(f"{'standard output' if output == '-' else output}: {note}", file=sys.stderr)
