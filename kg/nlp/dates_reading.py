"""From a matched form to a stretch of time that may still lack its year."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from kg.nlp import dates_calendar as calendar
from kg.nlp.dates_calendar import Time
from kg.nlp.dates_forms import MONTHS, ORDINALS
from kg.nlp.dates_relative import RELATIVE

# A stretch of time of the year that is put in; None where that year has no such day.
OfYear = Callable[[int], Time | None]


class Found(NamedTuple):
    """A date as far as its own words tell it.

    With `year` the date is complete; without, `of_year` waits for the year. `relative` builds it
    from the document's date alone. `named` is False for what is no DATE mention.
    """

    start: int
    end: int
    of_year: OfYear | None = None
    year: int | None = None
    relative: Callable[[date], Time | None] | None = None
    named: bool = True

    @property
    def time(self) -> Time | None:
        """The stretch of time, where its own words are enough."""
        return self.of_year(self.year) if self.of_year and self.year is not None else None


def read_form(form: str, match: re.Match[str]) -> Found | None:
    """Return the date that a match of the named form of `FORMS` writes; None if there is none."""
    start, end = match.span()
    if form in RELATIVE:
        return Found(start, end, relative=RELATIVE[form](match), named=False)
    found = _READERS[form](match)
    return None if found is None else found._replace(start=start, end=end)


def _year(text: str | None) -> int | None:
    """Return a year; two digits are read as 1970 to 2069."""
    if text is None:
        return None
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < 70 else 1900)


def _found(of_year: OfYear, year: int | None) -> Found | None:
    """Return the date, unless the calendar has no such day in its year or in a leap year."""
    return None if of_year(2000 if year is None else year) is None else Found(0, 0, of_year, year)


def _read_day(match: re.Match[str]) -> Found | None:
    month, day = MONTHS.get(match["month"]) or int(match["month"]), int(match["day"])
    year = _year(match.groupdict().get("year"))
    return _found(lambda year: calendar.day_of(year, month, day), year)


def _read_days(match: re.Match[str]) -> Found | None:
    month, first, last = MONTHS[match["month"]], int(match["day"]), int(match["last"])

    def of_year(year: int) -> Time | None:
        start, end = calendar.day_of(year, month, first), calendar.day_of(year, month, last)
        return calendar.days_of(start.first, end.last) if start and end and first < last else None

    return _found(of_year, _year(match["year"]))


def _read_month(match: re.Match[str]) -> Found | None:
    month = MONTHS.get(match["month"]) or int(match["month"])
    part = match.groupdict().get("part")
    return _found(
        lambda year: calendar.parted(calendar.month_of(year, month), part), _year(match["year"])
    )


def _read_fraction(match: re.Match[str]) -> Found | None:
    number = (
        int(match["number"]) if match["number"].isdigit() else ORDINALS[match["number"].lower()]
    )
    if match["kind"].startswith("Q"):
        return _found(lambda year: calendar.quarter_of(year, number), _year(match["year"]))
    if number > 2:
        return None
    return _found(lambda year: calendar.months_of(year, 6 * number - 5, 6), _year(match["year"]))


def _two_years(text: str) -> tuple[int, int | None]:
    first, last = int(text[:4]), text[5:]
    return first, int(text[: 4 - len(last)] + last) if last else None


# First month and number of months; the years of a term are written as "2025/2026".
_TERMS = {
    "Schuljahr": (8, 12), "Ausbildungsjahr": (9, 12), "Studienjahr": (10, 12), "Saison": (7, 12),
    "Spielzeit": (8, 12), "Wintersemester": (10, 6), "WiSe": (10, 6), "Sommersemester": (4, 6),
    "SoSe": (4, 6), "Geschäftsjahr": (1, 12), "Wirtschaftsjahr": (7, 12),
}  # fmt: skip


def _read_term(match: re.Match[str]) -> Found | None:
    first, last = _two_years(match["year"])
    month, count = _TERMS[match["kind"]]
    if last is not None and last != first + 1:
        return None
    if last is None and match["kind"] in ("Geschäftsjahr", "Saison", "Spielzeit"):
        return _found(calendar.year_of, first)

    def of_year(year: int) -> Time | None:
        time = calendar.months_of(year, month, count)
        return time if last is None else time._replace(value=f"{year}/{year + 1}")

    return _found(of_year, first)


def _read_season(match: re.Match[str]) -> Found | None:
    kind, part = match["kind"], match["part"]
    year = _two_years(match["year"])[0] if match["year"] else None
    return _found(lambda year: calendar.parted(calendar.season_of(year, kind), part), year)


def _read_feast(match: re.Match[str]) -> Found | None:
    kind = match["kind"]
    return _found(lambda year: calendar.feast_of(year, kind), _year(match["year"]))


def _read_decade(match: re.Match[str]) -> Found | None:
    year, part = int(match["year"]), match["part"]
    if year < 100:  # "die 70er-Jahre", but "die 20er-Jahre" are those of this century
        year += 1900 if year >= 30 else 2000
    return _found(lambda year: calendar.parted(calendar.years_of(year, year + 9), part), year)


def _read_century(match: re.Match[str]) -> Found | None:
    first = 100 * (int(match["number"]) - 1) + 1
    return _found(lambda year: calendar.years_of(year, year + 99), first)


def _read_era(match: re.Match[str]) -> Found | None:
    year = int(match["year"])
    if match["side"] == "v":  # `date` knows no year before 1, so the value stays open
        return Found(0, 0)
    return _found(calendar.year_of, year) if year else None


def _read_years(match: re.Match[str]) -> Found | None:
    first, written = match["first"], match["last"]
    last = int(first[: 4 - len(written)] + written)
    if last <= int(first) or (len(written) == 2 and match["link"] not in ("/", "-", "–")):
        return None
    return _found(lambda year: calendar.years_of(year, last), int(first))


def _read_year(match: re.Match[str]) -> Found | None:
    groups = match.groupdict()
    part, written = groups.get("part"), groups["year"] or groups["old"]
    return _found(lambda year: calendar.parted(calendar.year_of(year), part), int(written))


_READERS: dict[str, Callable[[re.Match[str]], Found | None]] = {
    "iso": _read_day, "numeric": _read_day, "days": _read_days, "day": _read_day,
    "short": _read_day, "slash": _read_month, "month": _read_month, "fraction": _read_fraction,
    "symbol": _read_fraction, "term": _read_term, "season": _read_season, "feast": _read_feast,
    "decade": _read_decade, "century": _read_century, "era": _read_era, "years": _read_years,
    "year": _read_year, "early": _read_year,
}  # fmt: skip
