"""The attribute `dates` of nodes and edges: the days and periods at which a network states them.

Written as one text that every file format can hold: ISO 8601 days ("2025-10-21") and periods
("2025-01-01/2027-12-31") with single spaces between.
"""

from collections.abc import Iterable
from datetime import date

from kg.errors import ExportError

Spell = tuple[str, str]


def spells(dates: object, *, merge: bool = True) -> list[Spell]:
    """Return the first and last day of each spell, sorted.

    `merge` joins spells that overlap: Gephi refuses overlapping intervals in one element.

    Raises:
        ExportError: something in `dates` is no ISO 8601 day or period.
    """
    if dates is None:
        return []
    if not isinstance(dates, str):
        raise ExportError(f'dates are written "2025-10-21 2026-01-01/2026-12-31", not {dates!r}')
    found = sorted({_spell(part) for part in dates.split()})
    return _merged(found) if merge else found


def _spell(part: str) -> Spell:
    start, slash, end = part.partition("/")
    last = end if slash else start
    for day in (start, last):
        _check(day)
    if last < start:
        raise ExportError(f"a period ends before it starts: {part!r}")
    return start, last


def _check(day: str) -> None:
    try:
        fits = date.fromisoformat(day).isoformat() == day
    except ValueError:
        fits = False
    if not fits:
        raise ExportError(f"not a day in ISO 8601 (2025-10-21): {day!r}")


def _merged(found: list[Spell]) -> list[Spell]:
    merged: list[Spell] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def earliest_and_latest(every: Iterable[object]) -> Spell | None:
    """Return the first and the last day in many `dates` attributes; None where there is none."""
    bounds: Spell | None = None
    for dates in every:
        for start, end in spells(dates):
            bounds = (min(bounds[0], start), max(bounds[1], end)) if bounds else (start, end)
    return bounds
