"""Dates as German sources write them: in prose, in mail headers, in feeds, in ISO 8601."""

import re
from collections.abc import Iterator
from datetime import date

_MONTH_NAMES = (
    ("januar", "jänner", "january", "jan", "jän"),
    ("februar", "feber", "february", "feb"),
    ("märz", "maerz", "march", "mär", "mrz", "mar"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "june", "juno", "jun"),
    ("juli", "july", "julei", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("dezember", "december", "dez", "dec"),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))

DATE = re.compile(
    rf"""(?<![\w.,/-])(?:
      (?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)
    | (?P<compact>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))(?!\d)
    | (?P<day>\d{{1,2}})(?:\.\s?|\s|-)(?P<month>{_MONTH})\b\.?[\s-]?
      (?P<year>(?:19|20)\d\d)(?!\d)
    | (?P<d>\d{{1,2}})\s?[./]\s?(?P<m>\d{{1,2}})\s?[./]\s?(?P<y>(?:19|20)\d\d|\d\d)(?![\d.]*\d)
    | (?P<us>{_MONTH})\.?\s(?P<us_day>\d{{1,2}}),?\s(?P<us_year>(?:19|20)\d\d)(?!\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def parse_date(text: str | None) -> date | None:
    """Return the first full date in `text`, or None; two-digit years are 1970 to 2069."""
    return next((found for _, found in find_dates(text or "")), None)


def find_dates(text: str) -> Iterator[tuple[re.Match[str], date]]:
    """Yield each full calendar date with its match, in text order; impossible days are left out."""
    for match in DATE.finditer(text):
        found = _to_date(match)
        if found is not None:
            yield match, found


def _to_date(match: re.Match[str]) -> date | None:
    part = match.groupdict()
    try:
        if part["iso"] or part["compact"]:
            return date.fromisoformat(part["iso"] or part["compact"])
        if part["month"]:
            return date(int(part["year"]), _MONTHS[part["month"].lower()], int(part["day"]))
        if part["us"]:
            return date(int(part["us_year"]), _MONTHS[part["us"].lower()], int(part["us_day"]))
        return date(_full_year(part["y"]), int(part["m"]), int(part["d"]))
    except ValueError:
        return None


def _full_year(year: str) -> int:
    number = int(year)
    if len(year) == 4:
        return number
    return number + (2000 if number < 70 else 1900)
