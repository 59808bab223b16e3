"""Spans of the calendar in ISO 8601: days, months, quarters, seasons, decades, movable feasts."""

import calendar
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from kg.model import Precision


class Time(NamedTuple):
    """A stretch of time: its ISO 8601 form, precision, first and last day."""

    value: str
    precision: Precision
    first: date
    last: date


def day_of(year: int, month: int, day: int) -> Time | None:
    """Return one day, or None if the calendar has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Time(found.isoformat(), "day", found, found)


def month_of(year: int, month: int) -> Time:
    """Return a whole month."""
    last = calendar.monthrange(year, month)[1]
    return Time(f"{year:04}-{month:02}", "month", date(year, month, 1), date(year, month, last))


def months_of(year: int, month: int, count: int) -> Time:
    """Return `count` months from `month` of `year` on."""
    start = month_of(year, month)
    years, offset = divmod(month - 1 + count - 1, 12)
    end = month_of(year + years, offset + 1)
    return Time(f"{start.value}/{end.value}", "range", start.first, end.last)


def quarter_of(year: int, quarter: int) -> Time:
    """Return a quarter; "2026-Q3" follows ISO 8601-2 in common use."""
    months = months_of(year, 3 * quarter - 2, 3)
    return Time(f"{year:04}-Q{quarter}", "quarter", months.first, months.last)


def year_of(year: int) -> Time:
    """Return a calendar year."""
    return Time(f"{year:04}", "year", date(year, 1, 1), date(year, 12, 31))


def years_of(first: int, last: int) -> Time:
    """Return the years from `first` to `last`, both whole."""
    return Time(f"{first:04}/{last:04}", "range", date(first, 1, 1), date(last, 12, 31))


def between(first: Time, last: Time) -> Time:
    """Return the stretch from the start of one time to the end of another."""
    return Time(f"{first.value}/{last.value}", "range", first.first, last.last)


def days_of(first: date, last: date) -> Time:
    """Return the days from `first` to `last`."""
    if first == last:
        return Time(first.isoformat(), "day", first, last)
    return Time(f"{first.isoformat()}/{last.isoformat()}", "range", first, last)


def part_of(time: Time, part: int) -> Time:
    """Narrow `first` and `last` to the first, middle or last third (0, 1, 2): Anfang, Mitte, Ende.

    Thirds of a year are four months, of a month ten days and the rest, of a decade four years,
    three and three; the value stays.
    """
    if time.precision == "month":
        year, month = time.first.year, time.first.month
        starts = (date(year, month, 1), date(year, month, 11), date(year, month, 21))
        ends = (date(year, month, 10), date(year, month, 20), time.last)
        return time._replace(first=starts[part], last=ends[part])
    if time.last.year - time.first.year == 9:
        first, last = ((0, 3), (4, 6), (7, 9))[part]
        decade = years_of(time.first.year + first, time.first.year + last)
        return time._replace(first=decade.first, last=decade.last)
    if time.precision == "year":
        months = months_of(time.first.year, 4 * part + 1, 4)
        return time._replace(first=months.first, last=months.last)
    third = timedelta(days=((time.last - time.first).days + 1) // 3)
    return time._replace(
        first=time.first + part * third,
        last=time.last if part == 2 else time.first + (part + 1) * third - timedelta(days=1),
    )


_PARTS = {
    "Anfang": 0, "Mitte": 1, "Ende": 2, "Jahresbeginn": 0, "Jahresanfang": 0, "Jahresmitte": 1,
    "Jahresende": 2,
}  # fmt: skip


def parted(time: Time, part: str | None) -> Time:
    """Narrow a time by "Anfang", "Mitte" or "Ende", where one of them is said."""
    return part_of(time, _PARTS[part]) if part else time


# Seasons as meteorology counts them; winter begins in the year that it is named after.
_SEASONS = {"frühjahr": 3, "frühling": 3, "sommer": 6, "herbst": 9, "winter": 12}


def season_of(year: int, name: str) -> Time:
    """Return three months: spring from March, summer from June, autumn from September, winter."""
    return months_of(year, _SEASONS[name.lower()], 3)


@lru_cache(maxsize=256)
def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


# Days after Easter Sunday, and months with days.
_FROM_EASTER = {
    "Rosenmontag": -48, "Aschermittwoch": -46, "Palmsonntag": -7, "Gründonnerstag": -3,
    "Karfreitag": -2, "Karsamstag": -1, "Ostern": 0, "Ostersonntag": 0, "Ostermontag": 1,
    "Christi Himmelfahrt": 39, "Pfingsten": 49, "Pfingstsonntag": 49, "Pfingstmontag": 50,
    "Fronleichnam": 60,
}  # fmt: skip
_FIXED = {
    "Neujahr": (1, 1), "Dreikönigstag": (1, 6), "Reformationstag": (10, 31),
    "Allerheiligen": (11, 1), "Martinstag": (11, 11), "Nikolaustag": (12, 6),
    "Heiligabend": (12, 24), "Weihnachten": (12, 25), "Silvester": (12, 31),
}  # fmt: skip
FEASTS = (*_FROM_EASTER, *_FIXED)


def feast_of(year: int, name: str) -> Time | None:
    """Return the day of a feast of the Christian or German calendar in `year`."""
    if name in _FIXED:
        return day_of(year, *_FIXED[name])
    found = easter(year) + timedelta(days=_FROM_EASTER[name])
    return Time(found.isoformat(), "day", found, found)
