"""Who speaks and acts in a sentence: names, nominal mentions, and offices that mean one person."""

import re

from kg.facts.reading import Reading
from kg.model import Entity, Span
from kg.text import fold

_AND = re.compile(
    r"(?: \([^()]{1,40}\))?(?:,| und| sowie|/)(?: der| die| das| den| dem)? (?:[A-ZÄÖÜ][\w-]+ )?"
)
_THE = re.compile(r"\b[Dd](?:ie|er) $")
_WITH_NAME = re.compile(r" (?:de[rs]|für|von|vom|im|in|bei|[A-ZÄÖÜ])\b|,? [A-ZÄÖÜ]")
# "Deren Obmann X warf …": a subject and its verb.
_FIRST = re.compile(
    r"(?!(?:Mit|Bei|Von|Für|Im|In|An|Am|Auf|Aus|Nach|Laut|Gegen|Durch|Über|Unter|Vor|Neben)\b)"
    r"(?:(?:[Dd]er|[Dd]ie|[Dd]as|Deren|Dessen|Auch|Ihre?|Seine?) )?"
    r"(?:(?:[a-zäöüß-]+er?|[A-ZÄÖÜ][\w-]+) ){0,3}"
)
_VERB = re.compile(
    r"(?: \([^()]{1,40}\))?(?:, [^,;:.–]{2,110},)? [a-zäöüß]+(?:t|te|en|ten|f|b|g|h)\b"
)
# An office with a name that near behind it has a holder of its own.
_BESIDE = 12


def speakers(reading: Reading, span: Span) -> list[int]:
    """Return who may say something inside a span, in order: names and what refers to them."""
    offices = [i for i in reading.inside(span, "ROLE") if holder(reading, i) is not None]
    found = [*reading.inside(span, "ORG", "PER", "LOC"), *offices, *reading.nominals_in(span)]
    return sorted(found, key=lambda index: reading.mention(index).span)


def speaker(reading: Reading, index: int) -> Entity | None:
    """Return who speaks: what a mention denotes, the holder of an office."""
    if index >= 0 and reading.mention(index).label == "ROLE":
        person = holder(reading, index)
        return None if person is None else reading.entity(person)
    return reading.entity(index)


def joined(reading: Reading, index: int, sentence: Span) -> list[int]:
    """Return a speaker with those that "," and "und" join to it behind: "A, B und C"."""
    together = [index]
    behind = Span(reading.mention(index).span.start + 1, sentence.end + 1)
    for other in speakers(reading, behind):
        gap = reading.mention(together[-1]).span.end, reading.mention(other).span.start
        if not _AND.fullmatch(reading.text, *gap):
            break
        together.append(other)
    return together


def holder(reading: Reading, role: int) -> int | None:
    """Return the only person of that office before, for an office alone: "Die Ministerin"."""
    office = reading.mention(role)
    start, end = office.span.start, office.span.end
    if not _THE.search(reading.text, max(0, start - 4), start) or _is_named(reading, end):
        return None
    word = _last_word(reading, role)
    persons = {
        entity.iri: relation.head
        for relation in reading.relations("role_holder")
        if reading.mention(relation.child).span.end < start
        and _last_word(reading, relation.child).endswith(word)
        and (entity := reading.entity(relation.head)) is not None
    }
    return next(iter(persons.values())) if len(persons) == 1 else None


def _last_word(reading: Reading, role: int) -> str:
    return fold(reading.mention(role).text).split()[-1]


def _is_named(reading: Reading, end: int) -> bool:
    """Tell whether a name or a body follows an office that ends there."""
    near = reading.inside(Span(end, end + _BESIDE), "PER") or reading.inside(Span(end, end + 2))
    return bool(near) or _WITH_NAME.match(reading.text, end) is not None


def enumeration(reading: Reading, mentions: list[int]) -> list[int]:
    """Return the last of the mentions with those that "," and "und" join to it."""
    together = mentions[-1:]
    for index in reversed(mentions[:-1]):
        gap = reading.mention(index).span.end, reading.mention(together[0]).span.start
        if not _AND.fullmatch(reading.text, *gap):
            break
        together.insert(0, index)
    return together


def one_before(reading: Reading, sentence: Span) -> list[int]:
    """Return whom "sie" or "er" means: the only person of the sentence before, else its only body.

    The sentence before must stand in the same paragraph.
    """
    number = reading.sentence_at(sentence.start)
    if not number or "\n" in reading.words(number - 1).strip(" "):
        return []
    for label in ("PER", "ORG"):
        able = reading.inside(reading.sentences[number - 1], label)
        if able:
            return able[-1:] if len(reading.entities(able)) == 1 else []
    return []


def several_before(reading: Reading, sentence: Span) -> list[int]:
    """Return the only bodies, or persons, that the sentence before joins: "A und B", "A, B, C"."""
    number = reading.sentence_at(sentence.start)
    if not number or "\n" in reading.words(number - 1).strip(" "):
        return []
    before = reading.sentences[number - 1]
    for labels in (("PER",), ("ORG",)):
        able = reading.inside(before, *labels)
        together = enumeration(reading, able) if len(able) > 1 else []
        if len(together) > 1 and len(together) == len(able):
            return together
    return []


def subject_first(reading: Reading, sentence: Span, end: int) -> list[int]:
    """Return who stands first in a clause, as its subject: "Der DGB geht von X aus und fordert"."""
    able = [i for i in speakers(reading, sentence) if reading.mention(i).span.end < end]
    if not able:
        return []
    span = reading.mention(able[0]).span
    before = reading.text[sentence.start : span.start]
    alone = _AND.match(reading.text, span.end) is None
    first = _FIRST.fullmatch(before) and _VERB.match(reading.calm, span.end)
    return able[:1] if first and alone else []
