"""`kg why`: the sentences that connect two entities."""

import json
import sys
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_STORE, StoreOption

if TYPE_CHECKING:
    from kg.facts.connections import Statement


class WhyFormat(StrEnum):
    """How `kg why` prints."""

    text = "text"
    json = "json"


def why(
    one: Annotated[str, typer.Argument(help="Name or IRI of an entity.", metavar="A")],
    other: Annotated[str, typer.Argument(help="Name or IRI of the other.", metavar="B")],
    *,
    store: StoreOption = DEFAULT_STORE,
    limit: Annotated[int, typer.Option(help="Print at most this many.", min=1)] = 20,
    output_format: Annotated[
        WhyFormat, typer.Option("--format", help="text to read, json for programs.")
    ] = WhyFormat.text,
) -> None:
    """Print the sentences that connect two entities, directly or over one step, newest first.

    Exit code 1 where nothing connects them.

    Example: `kg why "Thomas Skordas" "Europäische Kommission"`
    """
    from kg.facts.connections import connections
    from kg.stores import open_store

    with open_store(store, read_only=True) as opened:
        found = connections(opened, one, other, limit=limit)
    if output_format is WhyFormat.json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False))
    elif found:
        print("\n\n".join("\n".join(map(_block, c.statements)) for c in found))
    if not found:
        print(f"kg: nothing connects {one!r} and {other!r}", file=sys.stderr)
        raise typer.Exit(1)


def _block(statement: "Statement") -> str:
    notes = [statement.role, statement.amount, statement.modality]
    shown = ", ".join(note for note in notes if note and note != "factual")
    head = f"{statement.subject} — {statement.predicate} → {statement.object}"
    quote = " … ".join(" ".join(sentence.split()) for sentence in statement.sentences)
    where = "  ".join(part for part in (statement.date, statement.title, statement.source) if part)
    return f"{head}{f' ({shown})' if shown else ''}\n  {quote}\n  {where}"
