"""Dates in German text as ISO 8601, resolved against the date of the document where need be."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from kg.model import DateExpression
from kg.nlp.dates_calendar import Time
from kg.nlp.dates_forms import FIND, FORMS, SHIFTS
from kg.nlp.dates_guards import is_date, split_years
from kg.nlp.dates_reading import Found, read_form

_THEN = re.compile(r"\s?(?:bis(?: zum| einschließlich)?|und|oder|sowie|[-–/,])\s?")
_GENITIVE = re.compile(rf"\s(?:de[sr]\s)?({'|'.join(SHIFTS)})\sJahres(?!\w)")
_SINCE = re.compile(r"\b[Ss]eit\s(?:dem\s)?$")
_UNTIL = re.compile(r"\b(?:[Bb]is|[Aa]b)\s(?:zum\s|dem\s)?$")
_FROM = re.compile(r"\b[Zz]um\s$")
_WITHIN = re.compile(r"\b(?:[Ii]m|[Aa]m)\s(?:\w+\s)?$")
# A clause that tells what has been: "hatte im Herbst …", "… im Oktober auf den Weg gebracht".
_PAST = re.compile(
    r"\b(?:hatten?|war(?:en)?|wurden?|worden|gewesen)\b|"
    r"\b(?:ha(?:t|ben|be)|ist|sind|sei(?:en)?)\b.*\b(?:\w*ge\w+|(?:ver|be|er|ent|zer)\w+)(?:t|en)\s?$"
)
_NOT_YET = re.compile(
    r"\b(?:geplant|vorgesehen|angesetzt|anberaumt|erwartet|soll\w*|wird|werden|würden?|will|"
    r"wollen|könnten?|dürften?|müssten?)\b|\bzu \w+en\s?$"
)
# "war bis zum Frühjahr Mitglied"
_WAS = re.compile(r"\bwar(?:en)?\b(?!.*\b(?:worden|befristet|geplant|vorgesehen|verlängert)\b)")
_CLAUSE_END = re.compile(r"[.,;:!?–\n]")
_REACH = 120  # characters of a clause on either side
_YEARS_KNOWN = (1000, 9000)  # a reference outside is no date of a document
_FAR = 240  # days; a date without year lies in the document's year unless that is farther away
_OVER = 60  # days; what begins "zum 1. Januar" has not begun longer ago


def parse_dates(text: str, *, reference: date | None = None) -> tuple[DateExpression, ...]:
    """Return the dates of `text` in text order, disjoint; offsets are code points.

    A date without year takes it from the date it is joined with ("1. Juli bis 31. Dezember 2025"),
    else from `reference`, the date of the document. Words like "heute", "am Montag" or "im
    kommenden Jahr" are resolved against `reference` and are not `named`. What cannot be resolved
    has no `value`.
    """
    if reference is not None and not _YEARS_KNOWN[0] <= reference.year <= _YEARS_KNOWN[1]:
        reference = None
    items = list(_find(text))
    pairs = zip_longest(items, items[1:])
    found = [item for item, then in pairs if item and not _is_repeated(text, item, then)]
    for index in range(len(found) - 2, -1, -1):  # years are told last and hold for the days before
        found[index] = _take_year(text, found[index], found[index + 1])
    return tuple(_expression(text, item, _resolve(text, item, reference)) for item in found)


def _find(text: str) -> Iterator[Found]:
    for place in FIND.finditer(text):
        form = place.lastgroup or ""
        match = FORMS[form].match(text, place.start())
        found = read_form(form, match) if match else None
        if match is None or found is None:
            continue
        verdict = is_date(form, match)
        if verdict is None:
            continue
        found = found._replace(named=found.named and verdict)
        yield from split_years(match, found) if form == "years" else (found,)


def _is_repeated(text: str, found: Found, then: Found | None) -> bool:
    """Whether a weekday only repeats the date behind it: "Montag, 20. Oktober"."""
    if then is None or found.relative is None or text[then.start].isalpha():
        return False
    return text[found.end : then.start] in (", ", ", dem ", ", den ", " ")


def _take_year(text: str, found: Found, follower: Found) -> Found:
    if found.of_year is None or found.year is not None or follower.year is None:
        return found
    link = _THEN.fullmatch(text, found.end, follower.start)
    if link is None or ("," in link[0] and not text[found.start].isdigit()):
        return found
    return found._replace(year=follower.year)


def _resolve(text: str, found: Found, reference: date | None) -> Time | None:
    if found.time or reference is None:
        return found.time
    if found.relative:
        return found.relative(reference)
    if found.of_year and (genitive := _GENITIVE.match(text, found.end)):
        return found.of_year(reference.year + SHIFTS[genitive[1]])
    return _nearest(text, found, reference)


def _nearest(text: str, found: Found, reference: date) -> Time | None:
    """Return the date in the year that the words around and the document's date suggest."""
    if found.of_year is None:
        return None
    years = (reference.year - 1, reference.year, reference.year + 1)
    times = [time for year in years if (time := found.of_year(year))]
    if _SINCE.search(text, max(0, found.start - 12), found.start):
        times = [time for time in times if time.first <= reference]
        return times[-1] if times else None
    if _UNTIL.search(text, max(0, found.start - 12), found.start):
        ahead = [time for time in times if time.last >= reference]
        over = [time for time in times if time.last <= reference]
        if over and ahead and ahead[0].first > reference and _WAS.search(_clause(text, found)):
            return over[-1]
        return ahead[0] if ahead else None
    same = [time for time in times if time.first.year == reference.year]
    away = (same[0].first - reference).days if same else None
    if away is None or abs(away) > _FAR:
        return min(times, key=lambda time: abs((time.first - reference).days), default=None)
    return found.of_year(reference.year + _told(text, found, away)) or same[0]


def _told(text: str, found: Found, away: int) -> int:
    """Return by how many years a date so many days away is wrong by what its clause tells of it."""
    before = text[max(0, found.start - 32) : found.start]
    if away > 0 and _WITHIN.search(before):
        return -1 if _tells_past(text, found) else 0
    return int(away < -_OVER and bool(_FROM.search(before)) and not _tells_past(text, found))


def _tells_past(text: str, found: Found) -> bool:
    """Whether the clause around a date tells what has been."""
    clause = _clause(text, found)
    return _PAST.search(clause) is not None and _NOT_YET.search(clause) is None


def _clause(text: str, found: Found) -> str:
    """Return the clause around a date, without the date."""
    before = text[max(0, found.start - _REACH) : found.start]
    after = text[found.end : found.end + _REACH]
    return _CLAUSE_END.split(before)[-1] + _CLAUSE_END.split(after)[0]


def _example(found: Found) -> Time | None:
    """Return the date in some year, to tell how precise it is."""
    if found.relative:
        return found.relative(date(2000, 6, 15))
    return found.of_year(2000) if found.of_year else None


def _expression(text: str, found: Found, time: Time | None) -> DateExpression:
    like = time or _example(found)
    return DateExpression(
        found.start,
        found.end,
        text[found.start : found.end],
        value=time.value if time else None,
        precision=like.precision if like else "year",
        first=time.first if time else None,
        last=time.last if time else None,
        named=found.named,
    )
