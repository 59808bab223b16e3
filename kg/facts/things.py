"""Things without a name that money is spent on: "der Neubau der Grundschule", and what means them.

"Das Vorhaben kostet …", "die Gesamtkosten betragen …", "davon trägt der Bund …" speak of a thing
that the text introduced before: of the nearest phrase, or programme or facility by name, that can
be built, bought or run.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.facts.purposes import PHRASE, topic
from kg.facts.reading import Reading
from kg.model import Entity, Span
from kg.text import fold


class Thing(NamedTuple):
    """A thing and where the text introduces it."""

    entity: Entity
    span: Span


_ACTS = (
    r"(?<!ab)(?<!straßen)bau|sanierung|modernisierung|erweiterung|instandsetzung|erneuerung|"
    r"reaktivierung|elektrifizierung|anschaffung|errichtung|verlängerung|erschließung|automatisierung|"
    r"übernahme|beschaffung|ertüchtigung|renaturierung|umstellung"
)
_WORKS = (
    r"werk|fabrik|anlage|speicher|trasse|strecke|(?:strom|gas|wasserstoff|wasser|fern)leitung|"
    r"pipeline|brücke|straße|tunnel|bahnhof|hafen|terminal|zentrum|campus|(?<!hoch)schule|gebäude|"
    r"halle|(?:hallen|frei|schwimm)bad|labor|park|netz|studie|gutachten|ausstellung|portal|"
    r"plattform|flotte|(?<!rat)haus|kita|stadion|weg|zufahrt|linie|elektrolyseur|projekt|"
    r"programm|quartier|liegeplatz|liegeplätze|schleuse|wärmepumpen?|ofen|öfen|reaktor|system|"
    r"forschungsbau|"
    r"kläranlage|deich|denkmal|rechner|kraftwerk"
)
_ONE = rf"(?:{_ACTS}|{_WORKS})"
_WORD = re.compile(r"\b[A-ZÄÖÜ][\w-]*(?![-/&])")
_HEAD = re.compile(rf"(?:[A-ZÄÖÜ][\wäöüß-]*)?(?i:{_ONE})(?:e?s)?")
_BEFORE = re.compile(
    r"(?:\b(?P<article>[Dd](?:e[rnms]|ie|as)|[Ee]in(?:e[rnms]?)?|[Ii]hre[rnms]?|[Ss]eine[rnms]?) )?"
    r"(?P<adjectives>(?:(?:\d[\d.,]* Kilometer lang|[a-zäöüß-]+)(?:e|en|er|es|em) ){0,3})$"
)
_PHRASE = re.compile(PHRASE)
# Alone they introduce nothing, they mean what was introduced.
_BARE = re.compile(
    rf"(?:{_ONE}|vorhaben|(?:bau|groß|bahn)(?:projekt|vorhaben)|investition|maßnahme|"
    r"ausbau|neubau|umbau|rathaus|krankenhaus|parlament)(?:e?s)?",
    re.I,
)
# Where something stands, or stood: "auf dem Areal des ehemaligen Kraftwerks"; quoted names.
_ELSEWHERE = re.compile(
    r"\b[Aa]us (?:de[mrn] |eine[mr] )?$|"
    r"\b(?:Areal|Gelände|Nähe|Gebiet|Grundstück|Bereich|Grenze) (?:de[rs]|vom?)\b|[„\"]$|"
    r"\b(?:ehemalig|früher|alt|stillgelegt|bisherig)e[nrms]? (?:[a-zäöüß]+ )?$"
)
_PLACED = re.compile(r"\b(?:auf dem|im|in der|am|an der|bei|beim|neben)(?: [A-ZÄÖÜ]\w+)? [„\"]?$")
_STILL = re.compile(r"(?P<stem>.*(?:k|kt|rk|tz|uf|hn|nf|d))es|(?P<other>.*(?:bau|[^su]))s")
_DEFINITE = frozenset(("der", "die", "das", "dem", "den", "des"))
_ASIDE = re.compile(r" (?:aus|mit|bei|auf|an|nach|von|vom)\b")
_INDEFINITE = frozenset(("ein", "eine", "einen", "einem", "einer", "eines"))
# "baut ein Werk und eine Kita", "nahm ein Werk in den Betrieb"
_ANOTHER = re.compile(
    r" (?:und|sowie) (?:ein\w*|der|die|das|den|dem) | (?:in|auf|an|über) (?:den|die|das) | ins "
)
_GENITIVE = frozenset(("des", "eines", "seines", "ihres"))
_OBLIQUE = _GENITIVE | {"dem", "der", "den", "einer", "einem", "seinem", "ihrem", "ihrer", "seiner"}
# "Anlage mit einer Leistung von 5 MW", "Neubau mit 3 Mio. Euro": what a number cut off.
_CUT_SHORT = re.compile(r" (?:mit|von|auf|bis|über|zu|in)\b(?: [\wäöüß-]+){0,2}$")
_NEXT = 12
# How many sentences back a thing is looked for.
_BACK = 5
_PROJECTS = frozenset(("Project", "Facility", "FundingInstrument"))


def thing_before(reading: Reading, position: int) -> Thing | None:
    """Return the thing that the text speaks of before a position: the last one it introduced.

    It is looked for in the sentence and five before it, then in the headings; None where there
    is none.
    """
    number = reading.sentence_at(position)
    spans = [
        Span(s.start, min(s.end, position))
        for s in reversed(reading.sentences[max(0, number - _BACK) : number + 1])
        if s.start < position
    ]
    for span in (*spans, *reading.headings):
        if span.end <= position and (found := [*things_in(reading, span)]):
            return found[-1]
    return None


def things_in(reading: Reading, span: Span) -> Iterator[Thing]:
    """Yield the things that a stretch of text introduces, in its order."""
    found: list[Thing] = []
    for index in reading.inside(span, "PROG", "ORG", "EVENT"):
        entity = reading.entity(index)
        if entity is None or entity.type not in _PROJECTS or reading.is_source(index):
            continue
        name = reading.mention(index).span
        if not _PLACED.search(reading.text, max(span.start, name.start - 30), name.start):
            found.append(Thing(entity, name))
    end = span.start
    names = {one.span.start for one in found}
    for match in _WORD.finditer(reading.text, span.start, span.end):
        head = match.start() >= end and _is_head(match[0])
        thing = _introduced(reading, match, span) if head else None
        if thing is not None:
            end = thing.span.end
            # "das Programm „Salcos“" has a name
            if not any(thing.span.start <= name <= end for name in names):
                found.append(thing)
    yield from sorted(found, key=lambda one: one.span)


@lru_cache(maxsize=20_000)
def _is_head(word: str) -> bool:
    return _HEAD.fullmatch(word) is not None


def _introduced(reading: Reading, match: re.Match[str], span: Span) -> Thing | None:
    """Return the thing whose head is the word in a match, if the text introduces one there."""
    start, end = match.span()
    before = reading.text[max(span.start, start - 80) : start]
    if reading.covered(Span(start, end)) or _ELSEWHERE.search(before):
        return None
    led = _BEFORE.search(before)
    article, adjectives = (fold(led["article"] or ""), led["adjectives"]) if led else ("", "")
    words = _words(reading, start, end, span.end)
    if not _introduces(match[0], words, article):
        return None
    scope = reading.document.iri if _BARE.fullmatch(words) else ""
    name = thing_name(article or None, adjectives, words)
    return Thing(topic(name, scope=scope), Span(start, start + len(words)))


def _words(reading: Reading, start: int, end: int, limit: int) -> str:
    """Return the phrase that begins with a word, before the next number and the next article."""
    numbers = reading.inside(Span(end, max(limit, end + 1)), "MONEY", "QUANTITY", "DATE")
    if numbers:
        limit = reading.mention(numbers[0]).span.start
    phrase = _PHRASE.match(reading.text, start, limit)
    words = _ANOTHER.split(phrase[0])[0] if phrase else reading.text[start:end]
    cut_short = numbers and limit - start - len(words) < _NEXT
    return _CUT_SHORT.sub("", words) if cut_short else words


def _introduces(head: str, words: str, article: str) -> bool:
    """Tell whether a phrase names a new thing: "ein Werk", but not "das Projekt aus dem Fonds"."""
    bare = _BARE.fullmatch(head) is not None
    if bare and article in _DEFINITE and _ASIDE.match(words, len(head)):
        return False
    if head.endswith("s") and article not in _GENITIVE and not bare:
        return False  # many of them
    return not _BARE.fullmatch(words) or article in _INDEFINITE


def thing_name(article: str | None, adjectives: str, words: str) -> str:
    """Return a phrase as a name: "des neuen Labors für X" is "Labor für X"."""
    if article is None or fold(article) not in _OBLIQUE:
        return f"{adjectives}{words}" if article else words
    first, _, rest = words.partition(" ")
    if fold(article) in _GENITIVE and (still := _STILL.fullmatch(first)):
        first = still["stem"] or still["other"]
    return f"{first} {rest}".strip()
