"""Relations that are facts as they stand: parts, places, positions, ownership, cooperation."""

import re
from collections.abc import Iterator

from kg.facts.reading import Reading
from kg.model import Entity, Fact, Relation

# Relation name → predicate. Some need a check of the entity types below.
_PREDICATES = {
    "part_of": "partOf", "located_in": "locatedIn", "owns": "owns",
    "cooperates_with": "cooperatesWith", "commissions": "commissions", "runs": "runs",
    "demands": "demands", "supports": "supports", "opposes": "opposes", "meets": "meets",
}  # fmt: skip
_PLACES = frozenset({"Place", "Facility"})
# What stands behind it is said of others: "A ist zu 70 Prozent beteiligt, während B …".
_BORDER = re.compile(r";|\b(?:während|wohingegen|beteiligt)\b|^, |, (?:die )?übrigen ")
_ASKED_OF = re.compile(
    r"\b(?:vom|von|von (?:de[rmn]|seine[rm]|ihre[rm])|an (?:die|den|das))(?: \w+)? $"
)
_UP = re.compile(
    r"[^,.;:]{0,25} auf(?:gefordert)?[,.]| (?:müssten?|müssen?|sollten?|solle|dürften?|dürfe)\b"
)
_SYMMETRIC = frozenset({"cooperates_with", "meets"})


def direct_facts(reading: Reading) -> Iterator[Fact]:
    """Yield the facts that one relation between two entities gives."""
    for name in sorted(_PREDICATES):
        for relation in reading.relations(name):
            subject, target = reading.entity(relation.head), reading.entity(relation.child)
            if subject is not None and target is not None:
                yield from _fact(reading, relation, subject, target)


def _fact(reading: Reading, relation: Relation, subject: Entity, target: Entity) -> Iterator[Fact]:
    if relation.name == "located_in" and (
        subject.type == "Event"
        or target.type not in _PLACES
        or reading.opens_report(relation.child)  # where it was written
    ):
        return
    if relation.name == "commissions" and target.type == "Person":
        return  # "hat X zur Direktorin berufen": that is an office
    if relation.name == "demands" and _is_addressed(reading, relation.child):
        return
    if relation.name in _SYMMETRIC and relation.head > relation.child:
        subject, target = target, subject
    yield Fact(
        subject,
        _PREDICATES[relation.name],
        target,
        reading.evidence(relation.head, relation.child),
        modality=relation.modality,
        confidence=round(relation.score * reading.certainty(relation.head, relation.child), 3),
        rule=f"{relation.name}:{relation.rule}",
        share=_share(reading, relation) if relation.name == "owns" else None,
        as_of=reading.document.published,
    )


def _is_addressed(reading: Reading, body: int) -> bool:
    """Tell whether a body is asked for something: "forderte den Bund auf", "verlangt vom Land"."""
    span = reading.mention(body).span
    asked = _ASKED_OF.search(reading.text, max(0, span.start - 30), span.start)
    return asked is not None or _UP.match(reading.text, span.end) is not None


def _share(reading: Reading, relation: Relation) -> str | None:
    """Return the share as written: the percentage beside the owner, in the owner's clause."""
    numbers = {reading.sentence_of(relation.head), reading.sentence_of(relation.child)}
    shares = [i for number in numbers for i in reading.percentages(reading.sentences[number])]
    if not shares:
        return None
    owner = reading.mention(relation.head).span

    def distance(index: int) -> tuple[bool, int, int]:
        share = reading.mention(index).span
        between = reading.text[min(share.end, owner.end) : max(share.start, owner.start)]
        return bool(_BORDER.search(between)), abs(share.start - owner.start), index

    return reading.mention(min(shares, key=distance)).text
