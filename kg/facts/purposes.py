"""What money is for, in the words of the text, where that is no linked thing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.iri import new_entity_iri
from kg.model import Entity, Span
from kg.text import fold

# A noun phrase: adjectives and nouns, then genitives and prepositional attributes, then "und …".
_ADJECTIVE = r"(?:[a-zäöüß][a-zäöüß-]+(?:e|en|er|es|em) )"
_NOUN = r"(?:[„“‚‘]?[A-ZÄÖÜ][\w&äöüÄÖÜß./-]*\w[“”‘]?)"
_DETERMINER = (
    r"(?:de[rnms]|die|das|eine[rnms]?|ein|ihre[rnms]?|seine[rnms]?|unsere[rnms]?|"
    r"dessen|deren|\d[\d.,]*|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|"
    r"zwölf|mehrere|neue)"
)
_CORE = rf"{_ADJECTIVE}{{0,3}}{_NOUN}(?:-(?= und))?(?: {_NOUN}){{0,3}}"
_LINK = (
    r"(?!zur Verfügung|in (?:Aussicht|Höhe)|zum Einsatz|auf den Weg)"
    r"(?:des|der|eine[rs]|von|vom|zu|zur|zum|in|im|an|am|auf|aus|bei|beim|mit|zwischen|nach|für|"
    r"gegen|und|sowie)"
)
# "Ausbau erneuerbarer Energien"
_GENITIVE = rf"(?: (?!oder |aber |über |unter |hinter |immer |weiter )[a-zäöüß]{{3,}}er {_NOUN})?"
ARTICLE = (
    r"(?:[Dd](?:e[rnms]|ie|as)|[Ee]in(?:e[rnms]?)?|[Ii]hre?[rnms]?|[Ss]eine?[rnms]?|"
    r"[Dd]iese[rnms]?|dessen|deren)"
)
PHRASE = rf"{_CORE}{_GENITIVE}(?: {_LINK}(?: {_DETERMINER})? {_CORE}{_GENITIVE}){{0,4}}"
# A phrase with its article and adjectives, each a group.
WHAT = (
    rf"(?P<article>{ARTICLE}) (?P<adjectives>(?:[a-zäöüß-]+(?:e|en|er|es|em) ){{0,2}})"
    rf"(?P<what>{PHRASE})"
)
_FOR = re.compile(
    rf"\b(?:[Ff]ür|zugunsten|in|[Zz]ur|[Zz]um)(?! (?:die|das|den|der) (?:der|die|das)\b)"
    rf"(?: {_DETERMINER})*(?: sogenannten?)? (?P<what>{PHRASE})"
)
_TO = re.compile(
    rf"\bum (?:(?:{_DETERMINER}|sogenannte[nrs]?|mehr|weitere|bis zu|rund|insgesamt) )*"
    rf"(?P<what>{PHRASE}) (?:[a-zäöüß]+ )?(?:zu [a-zäöüß]+en|[a-zäöüß]+zu[a-zäöüß]+en)\b"
)
_OBJECT = re.compile(
    rf"\b(?:förder|unterstütz|finanzier|bezuschuss)(?:t|te|en|ten) (?:{_DETERMINER} )*"
    rf"(?P<what>{PHRASE}) mit\b"
)
# "hat die Erschließung des Parks mit 3 Mio. Euro gefördert"
_OBJECT_LAST = re.compile(
    rf"\b(?:die|das|den|eine?n?) (?P<what>{PHRASE}) mit [^,;:.]{{3,40}} "
    r"(?:gefördert|unterstützt|finanziert|bezuschusst|mitfinanziert|kofinanziert)\b"
)
# "hat zugesagt, eine Ausstellung mit 800.000 Euro zu unterstützen"
_TO_OBJECT = re.compile(
    rf", (?:{_DETERMINER} )*(?P<what>{PHRASE}) mit [^,;]{{3,60}} zu (?:förder|unterstütz|finanzier|"
    r"bezuschuss)(?:n|en)\b"
)
_QUOTES = re.compile(r"[„“”‚‘\"]")
# Nouns after "für", "zur", "in" that say how, when or how much, not what for.
_EMPTY = frozenset({
    "jahr", "jahre", "jahren", "verfügung", "höhe", "euro", "prozent", "ende", "anfang", "monat",
    "monate", "zeit", "rahmen", "folge", "beginn", "schluss", "hälfte", "teil", "quartal",
    "halbjahr", "runde", "aussicht", "bund", "land", "laufzeit", "finanzierung", "mitte", "kraft",
    "zukunft", "lücke", "summe", "kosten", "gesamtkosten",
    "baukosten", "rest", "million", "millionen", "milliarde", "milliarden", "kauf",
})  # fmt: skip
_ACCUSATIVE_IN = re.compile(r"^in (?:den|die|das|eine[n]?|ihre[n]?|neue|fünf|\w+e) ")


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose as written and where it stands."""

    text: str
    span: Span


def purpose_near(
    text: str, sentence: Span, money: Span, names: Sequence[Span] = ()
) -> Purpose | None:
    """Return what the sentence says the sum is for: the next such phrase, else one before it.

    What stands inside one of the `names` is none: "Ministerium für Wirtschaft".
    """
    found = [
        hit
        for pattern in (_TO, _FOR, _OBJECT, _OBJECT_LAST, _TO_OBJECT)
        for hit in _hits(pattern, text, sentence)
        if not any(name.start < hit.span.start < name.end for name in names)
    ]
    after = sorted((p for p in found if p.span.start >= money.end), key=lambda p: p.span.start)
    before = sorted((p for p in found if p.span.end <= money.start), key=lambda p: -p.span.start)
    return next(iter([*after, *before]), None)


def _hits(pattern: re.Pattern[str], text: str, sentence: Span) -> list[Purpose]:
    found = []
    for match in pattern.finditer(text, sentence.start, sentence.end):
        words = match["what"].split()
        if any(fold(word.strip("„“")) in _EMPTY for word in words[:2]):
            continue
        if match[0].startswith("in ") and not _ACCUSATIVE_IN.match(match[0]):
            continue
        what = _QUOTES.sub("", match["what"])
        found.append(Purpose(what, Span(*match.span("what"))))
    return found


def topic(name: str, *, scope: str = "") -> Entity:
    """Return the topic of this name; equal wordings are one topic in all documents.

    With `scope`, a document's IRI, it is one of that document alone: a word such as "Darlehen"
    must not tie strangers together.
    """
    clean = " ".join(_QUOTES.sub("", name).split())
    return Entity(new_entity_iri("topic", clean, scope=scope), "Topic", clean)
