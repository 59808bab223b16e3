"""Events: place, date, organisers and participants, also of events without a name of their own."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts.gatherings import Gathering, gatherings
from kg.facts.purposes import topic
from kg.facts.reading import Reading
from kg.model import DateExpression, Entity, Fact, Modality, Span

# What a person does at an event → the part as we name it. Looked for around the name.
_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("Eröffnung", re.compile(r"\b[Ee]röffne(?:t|te|ten)\b|Begrüß|begrüßte|\bGrußwort")),
    ("Moderation", re.compile(r"\b[Mm]oderier(?:t|te|ten)\b|Moderation|Gesprächsleitung")),
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
    for gathering in gatherings(reading):
        yield from _gathered(reading, gathering)


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


def _gathered(reading: Reading, gathering: Gathering) -> Iterator[Fact]:
    event = gathering.event
    modality: Modality = "planned" if gathering.planned else "factual"

    def fact(subject: Entity, predicate: str, target: Entity, *spans: Span, sure: float) -> Fact:
        return Fact(
            subject,
            predicate,
            target,
            tuple(sorted({*spans})),
            modality=modality,
            confidence=sure,
            rule="event-described",
            valid=gathering.date,
            as_of=(gathering.date.first if gathering.date else None) or reading.document.published,
        )

    if gathering.place is not None:
        place = reading.entity(gathering.place)
        if place is not None:
            spans = reading.evidence(gathering.place)
            yield fact(event, "takesPlaceIn", place, *spans, sure=0.9)
    if gathering.subject:
        yield fact(event, "about", topic(gathering.subject), gathering.span, sure=0.8)
    for index in gathering.organizers:
        host = reading.entity(index)
        if host is not None:
            yield fact(host, "organizes", event, *reading.evidence(index), sure=0.8)
    for index in gathering.participants:
        who = reading.entity(index)
        if who is not None:
            found = fact(who, "participatesIn", event, *reading.evidence(index), sure=0.85)
            yield replace(found, role=_part(reading, index))


def _part(reading: Reading, index: int) -> str | None:
    """Return the part in the event, told from the sentence in which the name stands."""
    words = reading.words(reading.sentence_of(index))
    return next((part for part, cue in _PARTS if cue.search(words)), None)
