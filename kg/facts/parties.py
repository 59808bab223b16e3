"""Memberships that hide in a noun: "der CDU-Politiker X", "X … Die Grünen-Politikerin …"."""

import re
from collections.abc import Iterator

from kg.facts.reading import Reading
from kg.facts.roles import ResolveCompound
from kg.model import Fact, Span
from kg.text import fold

_NOUN = re.compile(
    r"\b(?P<body>[A-ZÄÖÜ][\w&/]*(?:/[A-ZÄÖÜ]\w+)?)-(?:Politiker(?:in|s|innen)?|Abgeordnete[nr]?|"
    r"Parlamentarier(?:in|s)?|Fraktionskolleg(?:e|en|in)|Mann|Frau|Kandidat(?:in|en)?)\b"
)
_REFERS = re.compile(r"(?:^|[\s„])[Dd](?:er|ie) $")


def party_facts(reading: Reading, resolve_compound: ResolveCompound) -> Iterator[Fact]:
    """Yield a membership per such noun outside the marked roles.

    The noun belongs to the name right behind it, else with "der" or "die" to the only person named
    in this and the sentence before.
    """
    for match in _NOUN.finditer(reading.text):
        if reading.covered(Span(*match.span())):
            continue
        person = _person(reading, match.start(), match.end())
        body = reading.named.get(fold(match["body"])) or resolve_compound(match[0])
        if person is None or body is None or body.type != "Organization":
            continue
        who = reading.entity(person)
        if who is None:
            continue
        number = reading.sentence_at(match.start())
        evidence = {reading.sentences[number], reading.sentences[reading.sentence_of(person)]}
        yield Fact(
            who,
            "memberOf",
            body,
            tuple(sorted(evidence)),
            confidence=round(0.9 * reading.certainty(person), 3),
            rule="party-noun",
            as_of=reading.document.published,
        )


def _person(reading: Reading, start: int, end: int) -> int | None:
    for index in reading.inside(Span(end, end + 10), "PER"):
        if reading.text[end : reading.mention(index).span.start] in (" ", " Dr. ", " Prof. "):
            return index
    if not _REFERS.search(reading.text[max(0, start - 8) : start]):
        return None
    number = reading.sentence_at(start)
    first = reading.sentences[max(0, number - 1)].start
    near = reading.inside(Span(first, start), "PER") if first < start else []
    found = {entity.iri: i for i in near if (entity := reading.entity(i)) is not None}
    return next(iter(found.values())) if len(found) == 1 else None
