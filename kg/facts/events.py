"""Events: place, date, organisers and participants, also of events without a name of their own."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts.attendance import attendance
from kg.facts.gatherings import KIND, gathering
from kg.facts.purposes import topic
from kg.facts.reading import Reading
from kg.model import DateExpression, Entity, Fact, Modality

# What a person does at an event → the part as we name it. Looked for around the name.
_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("Eröffnung", re.compile(r"\b[Ee]röffne(?:t|te|ten)\b|Begrüß|begrüßte|\bGrußwort")),
    ("Moderation", re.compile(
        r"\b[Mm]oderier(?:t|te|ten)\b|Moderation|[Ll]eitung:|[Dd]urch den Abend")),
    ("Gastgeber", re.compile(r"\bGastgeber(?:in)?\b|\bHausherr(?:in)?\b")),
    ("Vortrag", re.compile(
        r"\b(?:Vortrag|Impuls\w*|Keynote|referier(?:t|te|ten)|stell(?:t|te|ten) .{0,60}\bvor)\b")),
    ("Diskussion", re.compile(r"\b(?:[Dd]iskutier\w+|Podium\w*|stritten|Debatte|Gespräch)\b")),
)  # fmt: skip


def event_facts(reading: Reading) -> Iterator[Fact]:
    """Yield place, date and people of each event that the text names or describes."""
    dates = _event_dates(reading)
    for relation in reading.relations("located_in"):
        event, place = reading.entity(relation.head), reading.entity(relation.child)
        if event is None or place is None or event.type != "Event":
            continue
        if place.type not in ("Place", "Facility"):
            continue
        yield _stated(reading, event, "takesPlaceIn", place, relation.head, relation.child, dates)
    for name, predicate in (("participates", "participatesIn"), ("organizes", "organizes")):
        for relation in reading.relations(name):
            who, event = reading.entity(relation.head), reading.entity(relation.child)
            if who is None or event is None or event.type != "Event":
                continue
            fact = _stated(reading, who, predicate, event, relation.head, relation.child, dates)
            part = _part(reading, relation.head) if name == "participates" else None
            yield replace(
                fact,
                role=part,
                modality=relation.modality,
                confidence=round(relation.score * fact.confidence, 3),
                rule=f"{name}:{relation.rule}",
            )
    yield from _described(reading)


def _event_dates(reading: Reading) -> dict[str, DateExpression]:
    dates: dict[str, DateExpression] = {}
    for relation in reading.relations("event_date"):
        event, date = reading.entity(relation.head), reading.date(relation.child)
        if event is not None and date is not None and relation.modality != "negated":
            dates.setdefault(event.iri, date)
    return dates


def _stated(
    reading: Reading,
    subject: Entity,
    predicate: str,
    target: Entity,
    head: int,
    child: int,
    dates: dict[str, DateExpression],
) -> Fact:
    date = dates.get(subject.iri) or dates.get(target.iri)
    return Fact(
        subject,
        predicate,
        target,
        reading.evidence(head, child),
        confidence=reading.certainty(head, child),
        rule="located_in",
        valid=date,
        as_of=(date.first if date else None) or reading.document.published,
    )


def _described(reading: Reading) -> Iterator[Fact]:
    """Yield the facts of the event without a proper name that the document is about."""
    found = gathering(reading)
    if found is None:
        return
    event, come = found.event, attendance(reading, found.span, found.name_at, KIND)
    if not (come.participants or come.organizers or reading.document.title in event.name):
        return
    modality: Modality = "planned" if come.planned else "factual"

    def fact(subject: Entity, predicate: str, target: Entity, index: int, sure: float) -> Fact:
        return Fact(
            subject,
            predicate,
            target,
            reading.evidence(index),
            modality=modality,
            confidence=round(sure * reading.certainty(index), 3),
            rule="event-described",
            valid=come.date,
            as_of=(come.date.first if come.date else None) or reading.document.published,
        )

    if come.place is not None and (place := reading.entity(come.place)) is not None:
        yield fact(event, "takesPlaceIn", place, come.place, 0.9)
    for index in come.organizers:
        if (host := reading.entity(index)) is not None:
            yield fact(host, "organizes", event, index, 0.8)
    for index in come.participants:
        if (who := reading.entity(index)) is not None:
            yield replace(
                fact(who, "participatesIn", event, index, 0.85), role=_part(reading, index)
            )
    if found.subject:
        about = topic(found.subject)
        yield Fact(
            event, "about", about, (found.span,), modality, 0.8, "event-described",
            as_of=reading.document.published,
        )  # fmt: skip


def _part(reading: Reading, index: int) -> str | None:
    """Return the part in the event, told from the sentence in which the name stands."""
    words = reading.words(reading.sentence_of(index))
    return next((part for part, cue in _PARTS if cue.search(words)), None)
