"""Relations that are facts as they stand: parts, places, positions, ownership, cooperation."""

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
_SYMMETRIC = frozenset({"cooperates_with", "meets"})


def direct_facts(reading: Reading) -> Iterator[Fact]:
    """Yield the facts that one relation between two entities gives."""
    for name in sorted(_PREDICATES):
        for relation in reading.relations(name):
            subject, target = reading.entity(relation.head), reading.entity(relation.child)
            if subject is not None and target is not None:
                yield from _fact(reading, relation, subject, target)


def _fact(reading: Reading, relation: Relation, subject: Entity, target: Entity) -> Iterator[Fact]:
    if relation.name == "located_in" and (subject.type == "Event" or target.type not in _PLACES):
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


def _share(reading: Reading, relation: Relation) -> str | None:
    """Return the share as written: the percentage stated of the owned company beside its owner."""
    numbers = {reading.sentence_of(relation.head), reading.sentence_of(relation.child)}
    shares = [
        i
        for number in numbers
        for i in reading.inside(reading.sentences[number], "QUANTITY")
        if "%" in reading.mention(i).text or "prozent" in reading.mention(i).text.casefold()
    ]
    if not shares:
        return None
    owner = reading.mention(relation.head).span.start
    nearest = min(shares, key=lambda i: (abs(reading.mention(i).span.start - owner), i))
    return reading.mention(nearest).text
