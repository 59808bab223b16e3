"""`kg analyze`: who is central, which camps there are, who bridges, what changed."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.networks import NetworkOptions, on_network
from kg.cli.table import print_table

if TYPE_CHECKING:
    from kg.analysis import Table

app = typer.Typer(
    name="analyze",
    help="Analyse a network: who is central, which camps, who bridges, what changed.\n\n"
    "Example: `kg analyze centrality --kind comentions --since 2025-01-01`",
    no_args_is_help=True,
)


class AnswerFormat(StrEnum):
    """How an answer is printed."""

    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"


class Measure(StrEnum):
    """By what nodes are ordered."""

    pagerank = "pagerank"
    strength = "strength"
    betweenness = "betweenness"


class Every(StrEnum):
    """Into what periods time is cut."""

    month = "month"
    quarter = "quarter"
    year = "year"


class Engine(StrEnum):
    """What computes."""

    auto = "auto"
    networkx = "networkx"
    networkit = "networkit"


_Format = Annotated[AnswerFormat, typer.Option("--format", help="How to print the answer.")]
_Top = Annotated[int, typer.Option(help="How many rows; 0 for all.", min=0)]
_Draws = Annotated[
    int, typer.Option(help="Bootstrap draws for the trust in ranks; 0 for none.", min=0)
]
_Resolution = Annotated[
    float, typer.Option(help="Above 1: more and smaller communities.", min=0.01)
]
_Engine = Annotated[Engine, typer.Option(help="networkit where it is installed and pays.")]
_Seed = Annotated[int, typer.Option(help="Equal seeds give equal answers.")]


@app.command()
@on_network
def centrality(
    options: NetworkOptions,
    *,
    by: Annotated[Measure, typer.Option(help="By what to order.")] = Measure.pagerank,
    top: _Top = 20,
    draws: _Draws = 200,
    engine: _Engine = Engine.auto,
    seed: _Seed = 1,
    answer_format: _Format = AnswerFormat.table,
) -> None:
    """Show who is central, with the range of ranks when the sentences are drawn again.

    Example: `kg analyze centrality --kind comentions --by betweenness --top 10`
    """
    from kg.analysis import centrality as analyse

    with options.opened() as store:
        network = options.project(store)
    answer = analyse(
        network, by=by.value, top=top or None, draws=draws, engine=engine.value, seed=seed
    )
    _show(answer, answer_format)


@app.command()
@on_network
def communities(
    options: NetworkOptions,
    *,
    resolution: _Resolution = 1.0,
    top: _Top = 20,
    draws: _Draws = 20,
    engine: _Engine = Engine.auto,
    seed: _Seed = 1,
    answer_format: _Format = AnswerFormat.table,
) -> None:
    """Find which camps there are, named after their strongest members.

    Example: `kg analyze communities --since 2025-01-01 --format markdown`
    """
    from kg.analysis import community_table

    with options.opened() as store:
        network = options.project(store)
    answer = community_table(
        network,
        resolution=resolution,
        top=top or None,
        draws=draws,
        engine=engine.value,
        seed=seed,
    )
    _show(answer, answer_format)


@app.command()
@on_network
def brokers(
    options: NetworkOptions,
    *,
    resolution: _Resolution = 1.0,
    top: _Top = 20,
    engine: _Engine = Engine.auto,
    seed: _Seed = 1,
    answer_format: _Format = AnswerFormat.table,
) -> None:
    """Find who stands between the camps.

    Example: `kg analyze brokers --kind comentions --type Person`
    """
    from kg.analysis import brokers as analyse

    with options.opened() as store:
        network = options.project(store)
    answer = analyse(
        network, resolution=resolution, top=top or None, engine=engine.value, seed=seed
    )
    _show(answer, answer_format)


@app.command()
@on_network
def path(
    options: NetworkOptions,
    start: Annotated[str, typer.Argument(help="Name or IRI of the one.", metavar="A")],
    end: Annotated[str, typer.Argument(help="Name or IRI of the other.", metavar="B")],
    *,
    number: Annotated[int, typer.Option(help="How many paths.", min=1)] = 1,
    answer_format: _Format = AnswerFormat.table,
) -> None:
    """Show how two are connected, with the sentences that say so; detours around hubs are cheap.

    Example: `kg analyze path "Thomas Skordas" HammerHAI --kind facts`
    """
    from kg.analysis import path_table, shortest_paths
    from kg.network.quotes import quotes

    with options.opened() as store:
        found = shortest_paths(options.project(store), start, end, number=number)
        spans = {iri for one in found for steps in one.steps for s in steps for iri in s.evidence}
        answer = path_table(found, quotes(store, spans))
    if answer_format is AnswerFormat.table:
        _print_paths(answer)
    else:
        _show(answer, answer_format)


@app.command()
@on_network
def timeline(
    options: NetworkOptions,
    *,
    every: Annotated[Every | None, typer.Option(help="Count by period instead of listing.")] = None,
    top: _Top = 50,
    answer_format: _Format = AnswerFormat.table,
) -> None:
    """List what was stated when: the latest facts, or how many by month, quarter or year.

    Example: `kg analyze timeline --kind money --every quarter`
    """
    from kg.analysis import counts
    from kg.analysis import timeline as analyse

    with options.opened() as store:
        network = options.project(store)
    answer = counts(network, every=every.value) if every else analyse(network, top=top or None)
    _show(answer, answer_format)


@app.command()
@on_network
def summary(options: NetworkOptions, *, answer_format: _Format = AnswerFormat.table) -> None:
    """Count what a network is made of, and how much of it rests on single sentences.

    Example: `kg analyze summary --kind comentions`
    """
    from kg.analysis import summary as analyse

    with options.opened() as store:
        network = options.project(store)
    _show(analyse(network), answer_format)


@app.command()
@on_network
def change(
    options: NetworkOptions,
    *,
    at: Annotated[str, typer.Option(help="First day of the second period.", metavar="YYYY-MM-DD")],
    top: _Top = 20,
    answer_format: _Format = AnswerFormat.table,
) -> None:
    """Compare who gained and who lost between the days before a date and those from it on.

    `--since` and `--until` bound the two periods.

    Example: `kg analyze change --at 2025-07-01 --since 2025-01-01 --until 2025-12-31`
    """
    from kg.analysis import change as analyse
    from kg.network.selection import day_before

    last = day_before(at)
    with options.opened() as store:
        before = options.between(options.since, last).project(store)
        after = options.between(at, options.until).project(store)
    _show(analyse(before, after, top=top or None), answer_format)


def _show(answer: "Table", answer_format: AnswerFormat) -> None:
    match answer_format:
        case AnswerFormat.json:
            print(answer.to_json())
        case AnswerFormat.csv:
            print(answer.to_csv(), end="")
        case AnswerFormat.markdown:
            print(answer.to_markdown(), end="")
        case AnswerFormat.table:
            shown = answer.to_read()
            print_table(shown.columns, list(shown.texts()))
            for note in answer.notes:
                print(note, file=sys.stderr)


def _print_paths(answer: "Table") -> None:
    """Print each path as a chain of steps, with the sentences below each."""
    number, step = 0, 0
    for row in answer.records():
        if row["path"] != number:
            number, step = int(row["path"] or 0), 0
            print(f"{'' if number == 1 else chr(10)}Path {number}: {row['names']}")
        if row["step"] != step:
            step = int(row["step"] or 0)
            print(f"  {row['subject']} — {row['what']} → {row['object']}")
        if row["sentence"]:
            print(f"    „{row['sentence']}“ ({row['source']}, {row['date'] or 'no date'})")
