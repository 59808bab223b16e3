"""The command line: parse, call one library function, print.

Heavy libraries are imported inside the commands, so that `kg --help` stays fast.
"""

import os
import sys
from typing import Annotated

import typer

from kg.cli import (
    analyze,
    decide,
    evaluate,
    export,
    ingest,
    plot,
    query,
    review,
    serve,
    show,
    store,
    why,
)
from kg.errors import KgError

app = typer.Typer(
    name="kg",
    help="Turn German policy texts into a knowledge graph you can trust.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
_debug = False


@app.callback()
def _options(
    *, debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks of errors.")] = False
) -> None:
    global _debug
    _debug = debug


# One line per command, in the order of `kg --help`.
app.command("ingest")(ingest.ingest)
app.command("extract")(ingest.extract)
app.command("query")(query.query)
app.command("why")(why.why)
app.command("export")(export.export)
app.add_typer(analyze.app)
app.add_typer(plot.app)
app.command("show")(show.show)
app.command("review")(review.review)
app.command("merge")(decide.merge)
app.command("split")(decide.split)
app.command("reject")(decide.reject)
app.command("retype")(decide.retype)
app.command("undo")(decide.undo)
app.command("serve")(serve.serve)
app.command("stats")(query.stats)
app.command("remove")(store.remove)
app.command("check")(store.check)
app.command("backup")(store.backup)
app.command("restore")(store.restore)
app.command("validate")(query.validate)
app.command("evaluate")(evaluate.evaluate)


def main() -> None:
    """Run the command line; a `KgError` ends it with one line and exit code 1."""
    # Processes are our parallelism. Threads inside a matrix product wait for each other by
    # spinning, which made analysis thirty times slower on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except KgError as error:
        _fail(error, str(error))
    except OSError as error:
        # Files are looked after where they are used; what is left is the output, on a full disk.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or Python would complain of it again
        _fail(error, f"{error.filename or 'the output'}: {error.strerror or error}")


def _fail(error: Exception, line: str) -> None:
    if _debug:
        raise error
    print(f"kg: {line}", file=sys.stderr)
    sys.exit(1)
