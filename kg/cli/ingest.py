"""`kg ingest` and `kg extract`: from sources into a store, or onto standard output."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_STORE, DecisionsOption, ModelOption, StoreOption
from kg.cli.progress import progress_bar, report_file
from kg.config import is_address
from kg.errors import SourceError
from kg.report import Outcome, RunReport

if TYPE_CHECKING:
    from kg.stages import Extract
    from kg.writer import Store

Sources = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, globs, web addresses, feeds; - is standard input.",
        show_default=False,
        metavar="SOURCE",
    ),
]


class EngineName(StrEnum):
    """Where `kg ingest` analyses."""

    processes = "processes"
    dask = "dask"


class ExtractFormat(StrEnum):
    """How `kg extract` prints."""

    jsonl = "jsonl"
    conll = "conll"
    html = "html"


def ingest(
    sources: Sources,
    *,
    store: StoreOption = DEFAULT_STORE,
    model: ModelOption = None,
    decisions: DecisionsOption = None,
    workers: Annotated[
        int | None,
        typer.Option(
            help="Number of processes; the result is the same for every number.",
            min=1,
            show_default="all cores where there is enough to do",
        ),
    ] = None,
    engine: Annotated[
        EngineName, typer.Option(help="Processes of this machine, or a Dask cluster.")
    ] = EngineName.processes,
    scheduler: Annotated[
        str | None,
        typer.Option(
            help="A running Dask scheduler, tcp://host:8786.",
            show_default="a local cluster",
            metavar="ADDRESS",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove documents of files gone from the folders.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Analyse unchanged documents again.")
    ] = False,
    any_language: Annotated[
        bool, typer.Option("--any-language", help="Keep documents that are not German.")
    ] = False,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Fetch from this machine and local networks, too."),
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option(help="Write one line of JSON per document to this file.", show_default=False),
    ] = None,
) -> None:
    """Read articles and store who, what, where, how much and since when.

    Only new and changed documents are analysed. A source that cannot be read is named at the
    end, the others are stored, and the exit code is 1.

    Example: **kg ingest artikel/ meldung.html --store presse**
    """
    from kg.pipeline import ingest as run_ingest
    from kg.readers import Manners

    with (
        report_file(report) as write,
        _open(store, dry_run=dry_run) as opened,
        progress_bar(sources) as show,
    ):

        def note(outcome: Outcome) -> None:
            write(outcome)
            show(outcome)

        result = run_ingest(
            sources,
            opened,
            nlp=model,
            workers=workers,
            engine=engine.value,
            scheduler=scheduler,
            dry_run=dry_run,
            prune=prune,
            force=force,
            any_language=any_language,
            manners=Manners(allow_private=allow_private),
            decisions=decisions,
            progress=note,
        )
    _print_report(result, dry_run=dry_run)
    if not result.ok:
        raise typer.Exit(1)


def extract(
    sources: Sources,
    *,
    output_format: Annotated[
        ExtractFormat, typer.Option("--format", help="jsonl for programs, html for people.")
    ] = ExtractFormat.jsonl,
    model: ModelOption = None,
) -> None:
    """Print what the pipeline sees in the sources, without a store.

    Offsets are half-open ranges of code points into the printed text.

    Example: **kg extract meldung.txt --format html > meldung.html**
    """
    from kg.pipeline import extract as run_extract

    write = _writer(output_format)
    failed = False
    for found in run_extract(sources, nlp=model):
        if isinstance(found, SourceError):
            print(f"kg: {found}", file=sys.stderr)
            failed = True
        else:
            sys.stdout.write(write(found))
    if failed:
        raise typer.Exit(1)


def _open(location: str, *, dry_run: bool) -> AbstractContextManager["Store | None"]:
    """Open the store to write; to try out, only to read, or not at all where there is none."""
    from kg.stores import open_store

    if dry_run and not is_address(location) and not Path(location).exists():
        return nullcontext()
    return open_store(location, read_only=dry_run)


def _print_report(result: RunReport, *, dry_run: bool) -> None:
    """Print the counts to standard output, problems and what they mean to standard error."""
    for problem in result.problems:
        reason = problem.reason or f"is nearly the same as {problem.similar}"
        print(f"kg: {SourceError(problem.source, reason)}", file=sys.stderr)
    states = ("added", "changed", "unchanged", "skipped", "failed", "removed")
    counts = ", ".join(f"{getattr(result, state)} {state}" for state in states)
    if result.duplicate:
        counts += f", {result.duplicate} elsewhere"
    print(f"{'documents':<14}{result.documents:>7}  ({counts})")
    if result.relinked:
        done = "would be made again" if dry_run else "made again"
        print(f"kg: {result.relinked} documents {done} after changed decisions", file=sys.stderr)
    if result.added + result.changed and not dry_run:
        for name in ("persons", "organisations", "places", "amounts", "facts"):
            print(f"{name:<14}{getattr(result, name):>7}")
    if result.interrupted:
        print("kg: stopped; what was done is stored, run it again to go on", file=sys.stderr)


def _writer(output_format: ExtractFormat) -> "Callable[[Extract], str]":
    """Return the function that turns what was found in one document into text."""
    if output_format is ExtractFormat.conll:
        from kg.exporters.conll import to_conll

        return lambda found: to_conll(found.analysis)
    if output_format is ExtractFormat.html:
        from kg.exporters.html import to_html

        return lambda found: to_html(found.analysis, found.links, found.facts)
    from kg.exporters.jsonl import to_jsonl

    return lambda found: to_jsonl(found.analysis, found.links, found.facts)
