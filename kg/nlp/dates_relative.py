"""Dates that only the document's date resolves: "heute", "am Montag", "Ende kommenden Jahres"."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from kg.nlp import dates_calendar as calendar
from kg.nlp.dates_calendar import Time
from kg.nlp.dates_forms import SHIFTS, WEEKDAYS
from kg.nlp.numberwords import read_number_word
from kg.nlp.numerals import read_digits

OfDate = Callable[[date], Time | None]

_DAYS_AWAY = {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2}


def _today(match: re.Match[str]) -> OfDate:
    away = timedelta(days=_DAYS_AWAY[match["kind"].lower()])
    return lambda today: calendar.days_of(today + away, today + away)


_AHEAD = re.compile(r"\b(?:[Bb]is|[Aa]b|[Ff]ür|(?<!Nacht )auf)\s(?:zum\s|dem\s|den\s)?$")
_WILL = re.compile(r"[^.!?\n]{0,60}?\b(?:wird|werden|will|wollen|soll|sollen)\b")
_SENTENCE_END = re.compile(r"[.!?\n]")


def _weekday(match: re.Match[str]) -> OfDate:
    """Read a weekday: the last one up to the document, or the next where the text looks ahead."""
    number, shift = WEEKDAYS[match["kind"]], SHIFTS.get(match["shift"] or "")
    before = match.string[max(0, match.start() - 60) : match.start()]
    sentence = _SENTENCE_END.split(before)[-1]
    ahead = shift is None and bool(
        _AHEAD.search(before) or _WILL.match(match.string, match.end()) or _WILL.match(sentence)
    )

    def of_date(today: date) -> Time:
        days = number - today.weekday()
        if ahead or (shift or 0) > 0:
            days = days % 7 if ahead else days % 7 or 7
        elif shift != 0:
            days = -(-days % 7) if shift is None else -(-days % 7 or 7)
        day = today + timedelta(days=days)
        return calendar.days_of(day, day)

    return of_date


def _month_away(today: date, months: int) -> Time:
    years, month = divmod(today.month - 1 + months, 12)
    return calendar.month_of(today.year + years, month + 1)


def _week_away(today: date, weeks: int) -> Time:
    monday = today + timedelta(days=7 * weeks - today.weekday())
    return calendar.days_of(monday, monday + timedelta(days=6))


def _quarter_away(today: date, quarters: int) -> Time:
    years, quarter = divmod((today.month - 1) // 3 + quarters, 4)
    return calendar.quarter_of(today.year + years, quarter + 1)


def _season_away(today: date, kind: str, shift: int) -> Time:
    """Return the last season that is over, the one of this year, or the next one to begin."""
    seasons = [calendar.season_of(today.year + away, kind) for away in (-2, -1, 0, 1, 2)]
    if shift < 0:
        return [season for season in seasons if season.last < today][shift]
    if shift > 0:
        return [season for season in seasons if season.first > today][shift - 1]
    return seasons[2]


def _half_year_away(today: date, halves: int) -> Time:
    years, half = divmod((today.month - 1) // 6 + halves, 2)
    return calendar.months_of(today.year + years, 6 * half + 1, 6)


def _shifted(match: re.Match[str]) -> OfDate:
    shift, kind = SHIFTS[match["shift"]], match["kind"]
    part = match["part"]

    def of_date(today: date) -> Time | None:
        if kind.startswith("Jahr"):
            return calendar.parted(calendar.year_of(today.year + shift), part)
        if kind.startswith("Monat"):
            return calendar.parted(_month_away(today, shift), part)
        if kind == "Woche":
            return calendar.parted(_week_away(today, shift), part)
        if kind == "Wochenende":
            sunday = _week_away(today, shift).last
            return calendar.days_of(sunday - timedelta(days=1), sunday)
        if kind.startswith("Quartal"):
            return _quarter_away(today, shift)
        if kind.startswith("Halbjahr"):
            return _half_year_away(today, shift)
        return _season_away(today, _GENITIVE_END.sub("", kind), shift)

    return of_date


_GENITIVE_END = re.compile(r"e?s$")
_BEGINNING = ("Anfang", "Jahresanfang", "Jahresbeginn")
_MIDDLE = ("Mitte", "Jahresmitte")


def _end(match: re.Match[str]) -> OfDate:
    kind = match["kind"]
    part = 0 if kind.startswith(_BEGINNING) else 1 if kind.startswith(_MIDDLE) else 2

    def of_date(today: date) -> Time | None:
        if kind.startswith(("Vorjahr", "Folgejahr")):
            return calendar.year_of(today.year + (1 if kind.startswith("Folge") else -1))
        if kind.startswith("Vormonat"):
            return _month_away(today, -1)
        if kind == "Vorwoche":
            return _week_away(today, -1)
        if kind == "Monatsende":
            return calendar.part_of(_month_away(today, 0), part)
        return calendar.part_of(calendar.year_of(today.year), part)

    return of_date


def _distance(match: re.Match[str]) -> OfDate:
    number = int(read_digits(match["number"]) or read_number_word(match["number"]) or 0)
    away = number if match["kind"].lower() == "in" else -number
    unit = match["unit"]

    def of_date(today: date) -> Time | None:
        if unit == "Jahr":
            return calendar.year_of(today.year + away)
        if unit == "Monat":
            return _month_away(today, away)
        day = today + timedelta(days=away)
        return _week_away(today, away) if unit == "Woche" else calendar.days_of(day, day)

    return of_date


RELATIVE: dict[str, Callable[[re.Match[str]], OfDate]] = {
    "today": _today, "weekday": _weekday, "shifted": _shifted, "end": _end, "distance": _distance,
}  # fmt: skip
