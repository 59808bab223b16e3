"""What looks like a date and is none, or is part of a name: "Agenda 2030", "2000 Euro"."""
# ruff: noqa: SIM905 - word lists read better as text

import re
from collections.abc import Iterator

from kg.nlp import dates_calendar as calendar
from kg.nlp.counted import counted_after, is_of_policy
from kg.nlp.currencies import currency_after
from kg.nlp.dates_reading import Found
from kg.nlp.units import unit_after

_LAST_WORD = re.compile(r"([^\s(„\"]+)\s$")
# Names that end in a year of their own: the year says when, but the mention is the whole name.
_NAMED_AFTER = re.compile(
    r".*(?:[Ww]ahl(?:en)?|[Ww]ahljahr|[Ss]pielen?|[Mm]eisterschaft(?:en)?|[Kk]onferenz|[Mm]esse"
    r"|[Gg]ipfels?|[Kk]ongress(?:es)?|schau|tag(?:es|s)?|[Ff]orums?|[Ff]estivals?|[Ff]est"
    r"|[Vv]ersammlung|[Aa]bstimmung|[Kk]atastrophe|[Ee]xpedition|[Ss]eminar|[Zz]ensus|WM|EM|IGA"
    r"|BUGA|EXPO|Expo|EURO|InnoTrans|IFA|CES|gesetz(?:es|e)?|verordnung|[Nn]achtragshaushalte?s?"
    r"|[Rr]eform|COP)"
)
_NOT_A_YEAR = re.compile(
    r"(?:.*[Ss]trategie|.*[Pp]rogramms?|.*[Pp]akets?|.*[Pp]lane?s?|.*[Aa]genda|.*[Vv]ision"
    r"|Horizont|Horizon|Europe|Batterie|Bahn|Vielfalt|Richtlinie|Verordnung|Nr\.|Nrn\.|§|§§"
    r"|\(?(?:EU|EG|EWG|EURATOM)\)|Artikel|Art\.|Resolution|Parzelle|Drucksache|Zimmer|Postfach|Az\."
    r"|[ABKLS]|St|Staatsstraße|Bundesstraße|Landstraße|Kreisstraße|Nummer|Tel\.|Telefon|Windows"
    r"|Stuttgart|Industrie|Konzept|Masterplan|Medizinstudium|MFR|Finanzrahmen|Schule|BvR|BvE|S|Haus"
    r"|Typ|Modell|Raum|Hausnummer|Seite|Rand-?[Nn]r\.|Rn\.|Ziffer|Linie|Flug|Zug|ICE|Airbus)"
)
_LINKED = re.compile(
    r"[^\W_]|/\d|[-–](?:[^\W\d_]|$)|:\d|[.,]\d|\.\s(?:Sitzung|Tagung|Plenarsitzung|Mal)"
)
_DATING = frozenset(
    "jahr jahre jahren jahres seit ab bis ende anfang mitte im von vom zwischen und vor nach in um"
    " januar februar märz april mai juni juli august september oktober november dezember".split()
)
_BEFORE_SHORT = frozenset(
    "am vom bis zum ab seit den der dem dem, stand und – - sonntag, montag, dienstag, mittwoch,"
    " donnerstag, freitag, samstag, so mo di mi do fr sa".split()
)
_SEASONAL = frozenset("bis ab seit vor".split())
_BEFORE_MONTH = frozenset(
    "im in ab bis seit zum vom von anfang mitte ende stand vor nach für und oder auf den".split()
)
_NAMELIKE = frozenset(("Mai", "August", "April", "Juli", "Juni"))
_CAPITALISED = re.compile(r"\s[A-ZÄÖÜ][a-zäöüß]+")
_LIFE = re.compile(r"[(*]\s?$")
_YEARS = re.compile(r"\d{4}")
# "für das laufende Jahr 780 Millionen Euro"
_SCALE = re.compile(r"\s(?:Million|Milliarde|Mio\b|Mrd\b|[Tt]ausend)")


def is_date(form: str, match: re.Match[str]) -> bool | None:
    """Return True for a DATE mention, False for a date that is none, None for no date at all."""
    before = _LAST_WORD.search(match.string, max(0, match.start() - 32), match.start())
    word = before[1] if before else ""
    if form in ("year", "years"):
        return _is_year(match, word)
    if form == "early":
        counts = _is_measure(match.string, match.end()) or _SCALE.match(match.string, match.end())
        return None if counts else True
    if form == "slash":
        return None if _NOT_A_YEAR.fullmatch(word) else True
    if form == "short":
        return True if word.lower() in _BEFORE_SHORT else None
    if form == "month" and match["year"] is None and match["part"] is None:
        return _is_month(match, word)
    if form == "season" and match["year"] is None:
        return match["part"] is not None or word.lower() in _SEASONAL
    if form == "today" and match["kind"] == "morgen" and word.lower() in ("am", "guten", "jeden"):
        return None
    return True


def _is_year(match: re.Match[str], word: str) -> bool | None:
    text, end = match.string, match.end()
    if _LINKED.match(text, end) or text[match.start() - 1 : match.start()] in ("-", ":"):
        return None
    if match.groupdict().get("part"):
        return True
    if _NOT_A_YEAR.fullmatch(word):
        return None
    if text[match.start() - 1 : match.start()] == "(" and text[match.start() - 2].isalpha():
        return None
    if _is_measure(text, end) and not word.startswith("Jahr"):
        return None
    if word.lower() not in _DATING and _is_count(text, end):
        return None
    return not _NAMED_AFTER.fullmatch(word)


def _is_measure(text: str, end: int) -> bool:
    """Whether a currency or a unit follows: "2000 Euro"."""
    start = end + 1 if text[end : end + 1].isspace() else end
    return start < len(text) and bool(currency_after(text, start) or unit_after(text, start))


def _is_count(text: str, end: int) -> bool:
    """Whether a noun follows that policy texts count: "2000 Menschen"."""
    counted = counted_after(text, end) if text[end + 1 : end + 2].isupper() else None
    return counted is not None and is_of_policy(counted.noun)


def _is_month(match: re.Match[str], word: str) -> bool | None:
    """Refuse first names and surnames that are months: "August Bebel", "Frau Mai"."""
    if match["month"] not in _NAMELIKE or word[:1].islower() or word.lower() in _BEFORE_MONTH:
        return True
    if _CAPITALISED.match(match.string, match.end()):
        return None
    return None if word[:1].isupper() and word[-1:].isalpha() else True


def split_years(match: re.Match[str], found: Found) -> Iterator[Found]:
    """Yield the years of birth and death one by one, any other stretch of years as one."""
    is_life = _LIFE.search(match.string, max(0, match.start() - 2), match.start())
    if match["link"] not in ("–", "-") or not (is_life or int(match["first"]) < 1900):
        yield found
        return
    for group in ("first", "last"):
        if _YEARS.fullmatch(match[group]):
            start, end = match.span(group)
            yield Found(start, end, calendar.year_of, int(match[group]), named=found.named)
