"""`kg evaluate`: score the pipeline against gold."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from kg.cli.options import ModelOption


class Task(StrEnum):
    """What is scored."""

    ner = "ner"
    relations = "relations"
    links = "links"
    amounts = "amounts"
    facts = "facts"


class ScoreFormat(StrEnum):
    """How scores are printed."""

    table = "table"
    json = "json"


def evaluate(
    gold: Annotated[
        str,
        typer.Argument(
            help="JSON Lines with text and spans, optionally .gz; - is standard input.",
            metavar="GOLD",
            show_default=False,
        ),
    ],
    *,
    task: Annotated[Task, typer.Option(help="What to score.")] = Task.ner,
    labels: Annotated[
        str | None,
        typer.Option(
            help="Score only these labels, relation names or predicates, parted by commas.",
            show_default=False,
        ),
    ] = None,
    gold_spans: Annotated[
        bool,
        typer.Option("--gold-spans", help="Start from the gold mentions (not for ner, amounts)."),
    ] = False,
    errors: Annotated[
        int, typer.Option(help="List this many misses and false hits with context.", min=0)
    ] = 0,
    output_format: Annotated[
        ScoreFormat, typer.Option("--format", help="table for people, json for programs.")
    ] = ScoreFormat.table,
    model: ModelOption = None,
) -> None:
    """Print precision, recall and F1 (percent) of the pipeline on gold, per label and for ALL.

    Spans count when range and label are exact; relations when name and both ranges are.

    Example: **kg evaluate corpus/gold/articles_dev.jsonl --task ner --labels PER,ORG,LOC**
    """
    from kg.evaluation import evaluate as run_evaluate

    chosen = [name for label in (labels or "").split(",") if (name := label.strip())]
    report = run_evaluate(
        gold, task.value, nlp=model, labels=chosen or None, gold_spans=gold_spans, errors=errors
    )
    if output_format is ScoreFormat.json:
        typer.echo(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
    else:
        typer.echo(report.to_table())
