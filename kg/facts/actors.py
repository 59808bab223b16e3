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
