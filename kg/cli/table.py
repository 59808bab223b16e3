"""Prints rows as a plain table that reads well in a terminal and in a pipe."""

import shutil
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kg.model import Value
from kg.vocab import PREFIXES


def print_table(headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Print rows under their headers: numbers to the right, texts cut only to fit a terminal."""
    table = [[show(value) for value in row] for row in rows]
    right = _numeric(headers, rows) if isinstance(rows, Sequence) else [False] * len(headers)
    widths = [
        max(len(header), *(len(row[index]) for row in table), 0)
        for index, header in enumerate(headers)
    ]
    if sys.stdout.isatty():
        widths = _fit(widths, shutil.get_terminal_size().columns)
    for row in ([*headers], ["─" * width for width in widths], *table):
        print(_line(row, widths, right))


def show(value: Value) -> str:
    """Return a value for a reader: prefixed IRIs, grouped numbers, one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return f"{value:,}".replace(",", " ")
    text = " ".join(str(value).split())
    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace):
            return f"{prefix}:{text[len(namespace) :]}"
    return text


def _numeric(headers: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[bool]:
    return [
        any(isinstance(row[index], int | Decimal | float) for row in rows)
        for index in range(len(headers))
    ]


def _fit(widths: list[int], room: int) -> list[int]:
    fitted = list(widths)
    while sum(fitted) + 2 * (len(fitted) - 1) > room and max(fitted) > 8:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells = [
        _cut(cell, width).rjust(width) if to_right else _cut(cell, width).ljust(width)
        for cell, width, to_right in zip(row, widths, right, strict=True)
    ]
    return "  ".join(cells).rstrip()


def _cut(cell: str, width: int) -> str:
    return cell if len(cell) <= width else cell[: width - 1] + "…"
