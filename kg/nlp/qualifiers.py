"""What stands around an amount: "rund", "mindestens", "bis zu", and "pro Jahr", "je Haushalt".

The words are read backwards from the amount, within a short window, so the cost of one amount does
not depend on the length of the text.
"""
# ruff: noqa: SIM905 - word lists read better as text

import re

from kg.nlp.numerals import SPACE
from kg.nlp.units import unit_of

_HEDGES = {
    "approx": """rund|etwa|circa|zirka|ca.|ca|ungefähr|knapp|knappe|knappen|gut|gute|guten|fast
    |nahezu|beinahe|annähernd|schätzungsweise|geschätzt|geschätzte|geschätzten|um die|an die
    |in etwa|so um die|um rund|grob|bald|gerundet|vielleicht|~|≈|in der größenordnung von
    |runde|runden|gegen|ungefähren|etwaige|quasi|überschlägig|plus minus|+/-|±|praktisch
    |in höhe von rund|in höhe von etwa|wohl|um etwa|gerade|satte""",
    "min": """mindestens|wenigstens|zumindest|mehr als|über|ab|min.|mind.|nicht weniger als
    |nicht unter|oberhalb von|jenseits von|jenseits der|minimal|größer als|höher als
    |schwerer als|älter als|teurer als|>|≥|>=
    |weit mehr als|deutlich mehr als|weit über|deutlich über|gut über|knapp über|etwas über
    |etwas mehr als|nochmals mehr als|länger als|mehr denn|von über|von mehr als|keine unter""",
    "max": """höchstens|bis zu|bis|maximal|max.|maximale|maximalen|weniger als|unter|nicht mehr als
    |unterhalb von|kleiner als|niedriger als
    |geringer als|kürzer als|billiger als|leichter als|<|≤|<=|knapp unter|deutlich unter|weit unter
    |nicht über|nicht einmal|längstens|keine|bis maximal|bis zu maximal|bis höchstens
    |bis zu höchstens|allerhöchstens|deutlich weniger als|etwas weniger als|von bis zu
    |von maximal|von höchstens|bis auf|bis hin zu""",
}
_KINDS = {
    tuple(phrase.split()): kind
    for kind, phrases in _HEDGES.items()
    for phrase in (part.strip() for part in phrases.split("|"))
}
_LAST_WORDS = frozenset(phrase[-1] for phrase in _KINDS)
# Words that may stand between the hedge and the amount.
_FILLERS = frozenset(
    """insgesamt zusammen jährlich monatlich täglich wöchentlich jeweils je weitere weiteren
    weiterer zusätzlich zusätzliche zusätzlichen noch nur pro etwa rund circa ca. zunächst netto
    brutto genau gerade immerhin derzeit aktuell mal nun nunmehr lediglich eine einer einem einen
    ein der die den das dem konstant umgerechnet stolze sage schreibe ganze volle""".split()
)
_PREPOSITIONS = frozenset(("mit", "auf", "bei", "von", "um", "für", "in"))
_ADVERBS_OF_DEGREE = frozenset(
    "höchstens maximal mindestens wenigstens minimal etwa rund circa ungefähr".split()
)
_ARTICLES = frozenset("eine einer einem einen ein der die den das dem".split())
# "über" and "ab" after these say what a paper or a talk is about, not "more than".
_ABOUT = re.compile(
    r".*(?:[Bb]escheide?n?|[Vv]ertr[aä]ge?n?|[Kk]redite?n?|[Aa]ufträ?ge?n?|[Aa]uftrag|[Dd]arlehen"
    r"|[Ss]checks?|[Vv]ereinbarung(?:en)?|[Rr]unden?|[Rr]echnung(?:en)?|[Bb]ürgschaft(?:en)?"
    r"|[Aa]nleihen?|[Ff]onds|[Zz]usagen?|[Ee]rklärung(?:en)?|[Aa]bkommens?|[Gg]arantien?"
    r"|[Ee]inigung|[Bb]eschluss|[Hh]ypothek|[Pp]olice|[Bb]udgets?|[Uu]rkunde|[Ss]pende|[Bb]etrag"
    r"|[Vv]orlagen?|[Aa]nträ?ge?|[Ee]tat|[Ff]orderung(?:en)?|[Ll]ieferung(?:en)?"
    r"|[Mm]emorandum|[Zz]uschlag|[Gg]utscheine?|[Ss]ozialplan|[Tt]ranche|[Rr]ennen|[Ss]trecke"
    r"|verfüge?n?|verfügt|verfügte|verfügten|berate?n?|berät|entscheide[nt]|verhandel[nt]|streite[nt]"
    r"|spreche?n|spricht|rede[nt]|diskutier(?:en|t)|abstimm(?:en|t)|debattier(?:en|t))"
)
_WINDOW = 56
_BREAK = frozenset('.;:!?,)“"')
_AFTERWARDS = {
    "oder mehr": "min", "und mehr": "min", "oder darüber": "min", "aufwärts": "min",
    "oder weniger": "max", "und weniger": "max", "oder darunter": "max",
}  # fmt: skip
_AFTER = re.compile(rf"{SPACE}({'|'.join(_AFTERWARDS)})(?![^\W_])")


def read_qualifier(text: str, start: int, end: int) -> str:
    """Return "approx", "min", "max" or "exact" for the amount at `start` to `end`."""
    if after := _AFTER.match(text, end):
        return _AFTERWARDS[after[1]]
    window = text[max(0, start - _WINDOW) : start]
    if window and not window[-1].isspace():
        return _KINDS[sign] if (sign := (window[-1],)) in _KINDS else "exact"
    words = window.rpartition("\n\n")[2].split()
    if start > _WINDOW and words and not text[start - _WINDOW - 1].isspace():
        words = words[1:]
    return _hedge(words)


def _hedge(words: list[str]) -> str:
    """Return the outermost hedge of the words before an amount: "bis zu rund" is "max"."""
    found = "exact"
    while words:
        kind, length = _hedge_at_end(words)
        if length:
            found = kind if found in ("exact", "approx") else found
            words = words[:-length]
            continue
        if words[-1] in _PREPOSITIONS and words[-2:-1] and words[-2].lower() in _ADVERBS_OF_DEGREE:
            words = words[:-1]
            continue
        if words[-1] not in _FILLERS or (found != "exact" and words[-1] in _ARTICLES):
            break
        words = words[:-1]
    return found


def _hedge_at_end(words: list[str]) -> tuple[str, int]:
    if words[-1].lower().lstrip("(„") not in _LAST_WORDS:
        return "exact", 0
    for length in range(min(4, len(words)), 0, -1):
        phrase = tuple(word.lower().lstrip("(„") for word in words[-length:])
        kind = _KINDS.get(phrase)
        if kind and not _is_no_hedge(words, length):
            return kind, length
    return "exact", 0


def _is_no_hedge(words: list[str], length: int) -> bool:
    """Whether "über" names the content of a contract, or "bis" and "ab" end a range."""
    word = words[-length]
    if word == "über" and length == 1 and len(words) > 1:
        return _ABOUT.fullmatch(words[-2]) is not None
    return False


_PERIODS = {
    "jahr": "year", "jahre": "year", "monat": "month", "woche": "week", "tag": "day",
    "stunde": "hour", "quartal": "quarter", "halbjahr": "half-year", "minute": "minute",
    "sekunde": "second", "kopf": "head", "person": "head", "einwohner": "head", "bürger": "head",
    "einwohnerin": "head", "nase": "head", "schuljahr": "year", "saison": "season", "std.": "hour",
}  # fmt: skip
_ADVERBS = {
    "jährlich": "year", "monatlich": "month", "wöchentlich": "week", "täglich": "day",
    "stündlich": "hour", "jährliche": "year", "jährlichen": "year", "monatliche": "month",
    "monatlichen": "month", "vierteljährlich": "quarter", "halbjährlich": "half-year",
    "p.a.": "year", "p. a.": "year", "jeweils": "each", "je": "each", "alljährlich": "year",
}  # fmt: skip
_PER_NOUN = r"(?:Std\.|[A-ZÄÖÜ][\w²³-]*|MWh|kWh|m²|m³|km|ha|t|h|l|qm)"
_PER = re.compile(
    rf"{SPACE}?(?:\(|,{SPACE})?(?:(?:pro|je|per|für{SPACE}jeden?|für{SPACE}jedes)"
    rf"{SPACE}(?:angefangene[nr]?{SPACE})?(?P<noun>{_PER_NOUN})"
    rf"(?:{SPACE}und{SPACE}(?P<second>{_PER_NOUN}))?|/{SPACE}?(?P<slash>{_PER_NOUN})"
    rf"|(?:im|am|in{SPACE}der|die){SPACE}(?P<time>Jahr|Monat|Tag|Woche|Stunde)(?!{SPACE}\d)(?![^\W_])"
    rf"|(?P<adverb>p\.{SPACE}?a\.|(?:all|halb|viertel)?jährlich|monatlich|wöchentlich|täglich"
    r"|stündlich)(?![^\W_]))"
)
_YEARS_AFTER = re.compile(
    rf"{SPACE}(?:in{SPACE}den{SPACE}Jahren|für{SPACE}die{SPACE}Jahre|für{SPACE}den{SPACE}Zeitraum"
    rf"|im{SPACE}Zeitraum|über{SPACE}den{SPACE}Zeitraum|von|für|in){SPACE}(?:von{SPACE})?"
    r"(\d{4})\s?(?:bis|[-–/])\s?(\d{4})(?!\d)"
)
_YEARS_BEFORE = re.compile(
    r"(?<!\d)(\d{4})\s?(?:bis|[-–])\s?(\d{4})(?:\s(?:insgesamt|zusammen|jährlich|rund|etwa|bis zu"
    r"|mindestens|mehr als|über|stehen|werden|sollen|fließen|stellt|gibt|investiert|der|Bund))*\s$"
)
_PER_BEFORE = re.compile(
    rf"(?:(?:[Pp]ro|[Jj]e|[Pp]er){SPACE}(?P<noun>{_PER_NOUN})|[Ii]m{SPACE}(?P<time>Jahr|Monat))\s"
    r"(?:(?:rund|etwa|bis zu|mindestens|insgesamt)\s)*$"
)


def read_period(text: str, start: int, end: int) -> str | None:
    """Return what the amount is per or over ("year", "head month", "2025/2030"), else None."""
    found: list[str] = []
    position = end
    while match := _PER.match(text, position):
        found += [_period_of(name) for name in match.groups() if name]
        position = match.end()
    if years := _YEARS_AFTER.match(text, position):
        found.append(f"{years[1]}/{years[2]}")
    before = _period_before(text, start)
    if before and not (found and before == "each"):
        found.append(before)
    return " ".join(dict.fromkeys(found)) or None


def _period_of(name: str) -> str:
    lower = name.lower()
    return _PERIODS.get(lower) or _ADVERBS.get(lower.replace(" ", "")) or unit_of(name) or name


def _period_before(text: str, start: int) -> str | None:
    begin = max(0, start - _WINDOW)
    if years := _YEARS_BEFORE.search(text, begin, start):
        return f"{years[1]}/{years[2]}"
    if match := _PER_BEFORE.search(text, begin, start):
        return _period_of(match["noun"] or match["time"])
    words = text[begin:start].split()[-3:]
    while words:
        if (period := _ADVERBS.get(words[-1].lower())) is not None:
            return period
        if (words[-1],) not in _KINDS and words[-1] not in _FILLERS and words[-1] != "zu":
            return None
        words.pop()
    return None
