"""`kg query`, `kg stats` and `kg validate`: ask a store, count it, check it."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE, StoreOption
from kg.cli.table import print_table
from kg.errors import QueryError
from kg.model import Solutions


class AnswerFormat(StrEnum):
    """How an answer is printed."""

    table = "table"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    xml = "xml"
    ttl = "ttl"
    nt = "nt"
    jsonld = "jsonld"


def query(
    sparql: Annotated[
        str | None,
        typer.Argument(
            help="A SPARQL 1.1 query, a file that ends in .rq, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    *,
    store: StoreOption = DEFAULT_STORE,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", help="Read the query from this file.")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", "-n", help="Run a query that ships with kg.")
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", help="A parameter of a named query.", metavar="NAME=VALUE"),
    ] = None,
    answer_format: Annotated[
        AnswerFormat, typer.Option("--format", help="How to print the answer.")
    ] = AnswerFormat.table,
    show_list: Annotated[
        bool, typer.Option("--list", help="List the queries that ship with kg.")
    ] = False,
) -> None:
    """Ask the store in SPARQL; the prefixes kg, schema, org, oa, skos, prov … are declared.

    A query without GRAPH sees all documents.

    Example: `kg query "SELECT ?n WHERE { ?p a schema:Person ; skos:prefLabel ?n }"`

    Example: `kg query --name top-actors --param since=2025-01-01 --format csv`
    """
    if show_list:
        _print_list()
        return
    text = _query_text(sparql, file, name, param or [])
    from kg.stores import open_store

    with open_store(store, read_only=True) as opened:
        if answer_format is AnswerFormat.table:
            _print_answer(opened.query(text))
        else:
            opened.write_answer(text, sys.stdout.buffer, answer_format.value)


def stats(
    *,
    store: StoreOption = DEFAULT_STORE,
    answer_format: Annotated[
        AnswerFormat, typer.Option("--format", help="table, json or csv.")
    ] = AnswerFormat.table,
) -> None:
    """Count what the store holds.

    Example: `kg stats --format json`
    """
    import json

    from kg.stores import open_store

    with open_store(store, read_only=True) as opened:
        counts = opened.statistics()
    match answer_format:
        case AnswerFormat.json:
            print(json.dumps(counts))
        case AnswerFormat.csv:
            print("\n".join(("what,count", *(f"{k},{v}" for k, v in counts.items()))))
        case AnswerFormat.table:
            print_table(("what", "count"), list(counts.items()))
        case _:
            raise typer.BadParameter("choose table, json or csv", param_hint="--format")


def validate(
    *,
    store: StoreOption = DEFAULT_STORE,
    shapes: Annotated[
        Path | None, typer.Option(help="Another SHACL file than the one that ships.")
    ] = None,
) -> None:
    """Check the store against the SHACL shapes; exit code 1 where something does not fit.

    Example: `kg validate --store .kg`
    """
    from kg.stores import open_store
    from kg.stores.checking import check_shapes

    with open_store(store, read_only=True) as opened:
        found = list(check_shapes(opened, shapes=shapes))
    for violation in found:
        detail = " ".join(part for part in (violation.path, violation.value) if part)
        print(f"{violation.focus}: {violation.message}{f' [{detail}]' if detail else ''}")
    print(f"{len(found)} violations" if found else "The store fits the shapes.", file=sys.stderr)
    if found:
        raise typer.Exit(1)


def _query_text(
    sparql: str | None, file: Path | None, name: str | None, parameters: list[str]
) -> str:
    if sum(given is not None for given in (sparql, file, name)) != 1:
        raise typer.BadParameter("give one of: a query, --file, --name (or --list)")
    if name is not None:
        from kg.stores.named import named_query

        return named_query(name).bind(dict(map(_pair, parameters)))
    if parameters:
        raise typer.BadParameter("--param goes with --name", param_hint="--param")
    if sparql == "-":
        return sys.stdin.read()
    if file is not None or (sparql and sparql.endswith(".rq")):
        return _read(file or Path(sparql or ""))
    return sparql or ""


def _pair(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals:
        raise typer.BadParameter(f"write {parameter!r} as NAME=VALUE", param_hint="--param")
    return name, value


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{path}: not UTF-8 text") from error


def _print_answer(answer: object) -> None:
    from kg.model import to_python

    if isinstance(answer, Solutions):
        print_table(answer.variables, [[to_python(term) for term in row] for row in answer.rows])
    elif isinstance(answer, bool):
        print("true" if answer else "false")
    elif isinstance(answer, list):
        rows = [
            [to_python(quad.subject), quad.predicate, to_python(quad.object)] for quad in answer
        ]
        print_table(("subject", "predicate", "object"), rows)


def _print_list() -> None:
    from kg.stores.named import named_queries

    for shipped in named_queries():
        print(f"{shipped.name}\n    {shipped.title}")
        for parameter in shipped.parameters:
            print(f"    --param {parameter.name}={parameter.default}  {parameter.about}")
