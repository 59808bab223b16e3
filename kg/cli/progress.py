"""A progress bar on a terminal and silence in a pipe; the report file of a run."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kg.errors import ExportError
from kg.report import Outcome

Note = Callable[[Outcome], None]


@contextmanager
def progress_bar(sources: Sequence[str], stream: TextIO | None = None) -> Iterator[Note]:
    """Give a function that shows each outcome; nothing is shown where nobody looks."""
    stream = stream or sys.stderr
    if not stream.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
    from rich.progress import TimeRemainingColumn as Remaining

    texts = ("{task.completed} documents", "{task.fields[rate]:.1f}/s", "{task.fields[failed]} bad")
    shown = [TextColumn(text) for text in texts]
    times = (TimeElapsedColumn(), "left", Remaining())
    with Progress(BarColumn(), *shown, *times, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task("", total=_files(sources), rate=0.0, failed=0)
        failed = 0

        def show(outcome: Outcome) -> None:
            nonlocal failed
            failed += outcome.status == "failed"
            state = bar.tasks[0]
            # An archive holds more documents than there are files to count.
            total = None if state.total and state.completed >= state.total else state.total
            bar.update(task, advance=1, total=total, failed=failed, rate=state.speed or 0.0)

        yield show


@contextmanager
def report_file(path: Path | None) -> Iterator[Note]:
    """Give a function that writes each outcome as one line of JSON; none where there is no path."""
    if path is None:
        yield _silent
        return
    try:
        with path.open("w", encoding="utf-8") as file:

            def write(outcome: Outcome) -> None:
                file.write(json.dumps(outcome.record(), ensure_ascii=False) + "\n")
                file.flush()

            yield write
    except OSError as error:
        raise ExportError(f"{path}: cannot write the report: {error.strerror}") from error


def _silent(_: Outcome) -> None:
    """Show nothing."""


def _files(sources: Sequence[str]) -> int | None:
    """Count the files among the sources; None where that cannot be known beforehand."""
    paths = [Path(source) for source in sources]
    if not all(path.exists() for path in paths):
        return None
    folders = sum(len(files) for path in paths for _, _, files in os.walk(path))
    return folders + sum(path.is_file() for path in paths)
