"""The forms of dates in German text: the words, and one pattern for each form.

`FIND` locates a date and tells its form by the name of the group that matched; the pattern of that
form, in `FORMS`, then gives the parts. A form that comes first wins where two fit.
"""
# ruff: noqa: SIM905 - word lists read better as text

import re
from collections.abc import Iterable

from kg.nlp.dates_calendar import FEASTS

_MONTH_NAMES = (
    "Januar Jänner", "Februar Feber", "März Maerz", "April", "Mai", "Juni", "Juli", "August",
    "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_SHORT_NAMES = (
    "Jan.", "Feb. Febr.", "Mrz. Mär.", "Apr.", "", "Jun.", "Jul.", "Aug.", "Sept. Sep.", "Okt.",
    "Nov.", "Dez.",
)  # fmt: skip
MONTHS = {
    name: number
    for names in (_MONTH_NAMES, _SHORT_NAMES)
    for number, group in enumerate(names, start=1)
    for name in group.split()
}
WEEKDAYS = {
    day: number
    for number, days in enumerate(
        "Montag,Dienstag,Mittwoch,Donnerstag,Freitag,Samstag Sonnabend,Sonntag".split(",")
    )
    for day in days.split()
}
# How an adjective shifts the year, month or week of the document.
SHIFTS = {
    stem + ending: shift
    for shift, stems in {
        -2: "vorletzte", -1: "vergangene letzte vorige verflossene abgelaufene",
        0: "diese laufende aktuelle gegenwärtige", 1: "kommende nächste folgende",
        2: "übernächste",
    }.items()
    for stem in stems.split()
    for ending in ("", "n", "s", "r", "m")
}  # fmt: skip
ORDINALS = {
    stem + ending: number
    for number, stem in enumerate(("erste", "zweite", "dritte", "vierte"), start=1)
    for ending in ("", "n", "r", "s", "m")
} | {f"{number}.": number for number in (1, 2, 3, 4)}

S = r"(?:[ \u00a0\u2009\u202f]{1,2}\n?|\n)"
YEAR = r"(?:1[0-9]{3}|20[0-9]{2}|21[0-9]{2})"
_NO_LETTER = r"(?![^\W_])"


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


_LONG_MONTH = _any(name for name in MONTHS if not name.endswith("."))
_SHORT_MONTH = _any(name for name in MONTHS if name.endswith("."))
_MONTH = rf"(?P<month>{_any(MONTHS)})"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_ORDINAL = r"(?:[Ee]rste|[Zz]weite|[Dd]ritte|[Vv]ierte)[nrsm]?|[1-4]\."
_PART = r"(?:(?P<part>Anfang|Mitte|Ende)" + S + r"(?:de[srm]" + S + r")?)?"
_YEAR_PART = (
    r"(?:(?P<part>Anfang|Mitte|Ende|Jahresbeginn|Jahresanfang|Jahresmitte|Jahresende)"
    + S
    + rf"(?:des{S}Jahres{S})?)?"
)
_UNTIL = rf"(?:{S}bis{S}(?:zum{S}|einschließlich{S})?|{S}(?:und|oder){S}|/|{S}?[-–]{S}?)"
_TWO_YEARS = rf"{YEAR}(?:/|[-–])(?:{YEAR}|[0-9]{{2}})(?![0-9])"
_YEAR_OR_TWO = rf"(?P<year>{_TWO_YEARS}|{YEAR})"
_TERM = (
    "Schuljahr|Wintersemester|Sommersemester|Geschäftsjahr|Studienjahr|Ausbildungsjahr|Saison"
    "|Spielzeit|Wirtschaftsjahr|WiSe|SoSe"
)
_DAYTIME = r"(?:morgen|vormittag|mittag|nachmittag|abend|nacht)?s?"
_SHIFT = _any(SHIFTS)
_COUNT = "[0-9]{1,3}|ein(?:em|er)|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig"

FORMS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "iso": rf"(?P<year>{YEAR})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9])",
        "numeric": rf"(?P<day>{_DAY})\.[ ]?(?P<month>0?[1-9]|1[0-2])\.[ ]?"
        rf"(?P<year>{YEAR}|[0-9]{{2}})(?![0-9])",
        "days": rf"(?P<day>{_DAY})\.{_UNTIL}(?P<last>{_DAY})\.{S}?{_MONTH}"
        rf"(?:{S}(?P<year>{YEAR}))?{_NO_LETTER}",
        "day": rf"(?P<day>{_DAY})\.{S}?{_MONTH}(?:{S}(?P<year>{YEAR}))?{_NO_LETTER}",
        "short": rf"(?P<day>{_DAY})\.[ ]?(?P<month>0?[1-9]|1[0-2])\.(?![0-9])",
        "slash": rf"(?P<month>0[1-9]|1[0-2])/(?P<year>{YEAR})(?![0-9])",
        "month": rf"{_PART}(?P<month>{_LONG_MONTH}|{_SHORT_MONTH}(?={S}{YEAR}))"
        rf"(?:{S}(?P<year>{YEAR}))?{_NO_LETTER}(?!-[^\W\d_])",
        "fraction": rf"(?P<number>{_ORDINAL}){S}(?P<kind>Quartal|Halbjahr|Jahreshälfte)(?:e?s)?"
        rf"(?:{S}(?P<year>{YEAR}))?{_NO_LETTER}",
        "symbol": rf"(?P<kind>[QH])(?P<number>[1-4])(?:{S}|/)?(?P<year>{YEAR}){_NO_LETTER}",
        "term": rf"(?P<kind>{_TERM}){S}{_YEAR_OR_TWO}{_NO_LETTER}",
        "season": rf"{_PART}(?:Früh|Spät|Hoch)?"
        rf"(?P<kind>[Ff]rühjahr|[Ff]rühling|[Ss]ommer|[Hh]erbst|[Ww]inter)(?:{S}{_YEAR_OR_TWO})?"
        rf"{_NO_LETTER}(?!-[^\W\d_])",
        "feast": rf"(?P<kind>{_any(FEASTS)})(?:{S}(?P<year>{YEAR}))?{_NO_LETTER}(?!-[^\W\d_])",
        "decade": rf"{_PART}(?P<year>(?:1[0-9]|20)[0-9]0|[0-9]0)er(?:n|[- ]Jahren?)?{_NO_LETTER}",
        "century": rf"(?P<number>[1-9]|1[0-9]|2[01])\.{S}Jahrhunderts?{_NO_LETTER}",
        "era": rf"(?P<year>[0-9]{{1,4}}){S}(?P<side>[nv])\.{S}?Chr\.",
        "years": rf"(?P<first>{YEAR})(?P<link>/|[-–]|{S}[-–]{S}|{S}bis{S}(?:zum{S}Jahr{S})?)"
        rf"(?P<last>{YEAR}|[0-9]{{2}}(?![0-9]))(?![0-9])(?!-[^\W\d_])",
        "year": rf"{_YEAR_PART}(?P<year>{YEAR})(?![0-9])",
        "early": r"(?<=Jahr )(?P<year>[1-9][0-9]{2})(?![0-9]|\s[0-9]{3}|[.,][0-9])"
        r"|(?<=Jahre )(?P<old>[1-9][0-9]{2})(?![0-9]|\s[0-9]{3}|[.,][0-9])",
        "today": r"(?P<kind>[Hh]eute|[Gg]estern|[Vv]orgestern|morgen|[Üü]bermorgen)" + _NO_LETTER,
        "weekday": rf"(?:(?P<shift>{_SHIFT}){S})?(?P<kind>{_any(WEEKDAYS)}){_DAYTIME}{_NO_LETTER}"
        r"(?!-[^\W\d_])",
        "shifted": rf"{_PART}(?P<shift>{_SHIFT}){S}(?P<kind>Jahres|Jahre?|Monats?|Woche|Quartals?"
        rf"|Sommers?|Winters?|Herbst(?:es)?|Frühjahrs?|Halbjahrs?|Wochenende){_NO_LETTER}(?!-)",
        "end": r"(?P<kind>Jahres(?:ende|anfang|beginn|mitte|wechsel)|Vorjahr(?:es)?"
        rf"|Folgejahr(?:es)?|Monatsende|Vormonats?|Vorwoche|(?:Anfang|Mitte|Ende){S}des{S}Jahres){_NO_LETTER}",
        "distance": rf"(?P<kind>[Ii]n|[Vv]or){S}(?P<number>{_COUNT}){S}"
        rf"(?P<unit>Tag|Woche|Monat|Jahr)(?:en|n)?{_NO_LETTER}",
    }.items()
}  # fmt: skip

_GROUP_NAME = re.compile(r"\(\?P<\w+>")
# A cheap look at the first character spares most positions the alternatives.
FIND = re.compile(
    r"(?<![\w.,/§])(?=[0-9A-Zahdgvlmnwifküäöeüzrs])(?:"
    + "|".join(
        f"(?P<{name}>{_GROUP_NAME.sub('(?:', form.pattern)})" for name, form in FORMS.items()
    )
    + ")"
)
