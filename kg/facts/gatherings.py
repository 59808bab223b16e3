"""Events without a proper name: "ein Roundtable in Brüssel", told by their kind.

A gathering is made where the title names a kind of event, or where a sentence says "bei einem
Fachgespräch …" with people in it. Generic words ("die Veranstaltung") point back to it. Its IRI is
scoped to the document: whether two documents mean one event is a linking decision.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.facts.reading import Reading
from kg.iri import new_entity_iri
from kg.model import DateExpression, Entity, Span
from kg.text import fold

_KINDS = (
    r"Round ?[Tt]able|Rund(?:er|en|em) Tisch|[\w-]*(?:[Ff]achgespräch|[Kk]onferenz|[Tt]agung|"
    r"[Kk]ongress|[Ss]ymposium|[Ww]orkshop|[Ss]eminar|[Ww]ebinar|[Pp]odiumsdiskussion|"
    r"[Dd]iskussionsrunde|[Dd]iskussionsabend|[Ss]pitzengespräch|[Ff]estakt|[Ee]mpfang|"
    r"[Mm]itgliederversammlung|[Hh]auptversammlung|[Aa]nhörung|[Gg]ipfel|[Ss]ommerfest|"
    r"[Ff]rühstück|[Ff]orum|[Kk]olloquium|[Pp]ressekonferenz|[Dd]elegationsreise|"
    r"[Pp]arteitag|[Ff]achtag|[Ww]irtschaftstag|[Dd]ialogforum|[Ii]nfoveranstaltung|"
    r"[Aa]uftaktveranstaltung|[Ff]achveranstaltung|[Pp]arlamentarische[nrs]? Abend)"
)
_KIND = re.compile(rf"\b(?P<kind>{_KINDS})(?:s|es|en|e)?\b")
_AT = re.compile(
    rf"\b(?:[Bb]eim?|[Aa]uf|[Aa]m Rande|[Ii]m Rahmen|[Zz]um|[Zz]ur|[Zz]u|[Mm]it)"
    rf"(?: (?:eine[rmns]?|de[rmns]|unsere[rmns]?|ihre[rmns]?|seine[rmns]?))?"
    rf"(?: [a-zäöüß]+(?:en|er|es|em))? (?P<kind>{_KINDS})(?:s|es)?\b"
)
# Kinds at which people speak: who is quoted in the report spoke there.
_TALKS = re.compile(
    r"round ?table|rund\w+ tisch|fachgespräch|konferenz|tagung|kongress|symposium|workshop|podium|"
    r"diskussion|anhörung|forum|versammlung|parteitag|kolloquium|gipfel|abend|dialog",
    re.I,
)
_LEAD = 5
_GENERIC = re.compile(
    r"\b(?:[Dd](?:ie|er|as|en|em)|[Dd]iese[rs]?) (?:Veranstaltung|Treffen|Runde|Tagung|Diskussion|"
    r"Gespräch|Abend|Konferenz|Panel|Podium)\b"
)
_ACTS = re.compile(
    r"\b(?:diskutier\w+|eröffnet\w*|begrüßt\w*|moderiert\w*|spr(?:ach|achen|icht|echen)|"
    r"nahm(?:en)?|"
    r"teilgenommen|referier\w+|tausch\w+ .{0,40}aus|berichtete[n]?|stell\w+ .{0,80}\bvor|zu Gast|"
    r"Gäste?n?|Teilnehme\w+|debattier\w+|trafen|traf|lud(?:en)?|Impuls\w*|Vortrag|Grußwort|Podium|"
    r"warb(?:en)?|betonte[n]?|erläuterte[n]?|unterstrich\w*|forderte[n]?|sagte[n]?)\b",
    re.I,
)
_INVITES = re.compile(
    r"\b(?:l(?:ädt|ud|uden|aden)|eingeladen|[Vv]eranstaltet\w*|[Oo]rganisiert\w*|Gastgeber(?:in)?|"
    r"[Aa]usgerichtet|[Aa]uf Einladung)\b"
)
# "X forderte", "warnte X", "so X": whoever speaks in the report of an event took part in it.
_SPEAKS = (
    r"(?:sagte|betonte|erklärte|forderte|warb|warnte|kritisierte|mahnte|lobte|unterstrich|begrüßte|"
    r"verwies|erläuterte|berichtete|räumte|ergänzte|entgegnete|hielt dagegen|widersprach|lehnte|"
    r"plädierte|verteidigte|schilderte|resümierte|bekräftigte|moderierte|eröffnete)"
)
_SPEAKS_AFTER = re.compile(rf"^(?: \([^)]*\))?(?:,[^.;]{{0,120}},)? {_SPEAKS}\b")
_SPEAKS_BEFORE = re.compile(rf"\b(?:{_SPEAKS}|so)(?: [\w.-]+){{0,4}} $")
_PLANNED = re.compile(
    r"\b(?:findet|laden wir|lädt|werden|wird|geplant|Termin|anmelden|Anmeldung|Save the Date)\b"
)
_SUBJECT = re.compile(
    r"^ (?:zu|zur|zum|über|um)(?: (?:de[rnms]|die|das))? (?P<what>[^,.;:!?()\n]{3,70})"
)
_BULLET = re.compile(r"^[\s•*#–—>-]+")


@dataclass(frozen=True, slots=True)
class Gathering:
    """An event that the text describes; indexes are those of mentions."""

    event: Entity
    span: Span
    place: int | None = None
    subject: str | None = None
    date: DateExpression | None = None
    participants: tuple[int, ...] = ()
    organizers: tuple[int, ...] = ()
    planned: bool = False


def gatherings(reading: Reading) -> Iterator[Gathering]:
    """Yield the event of the document, if its title or its sentences describe one.

    At most one per document: further kinds of event in the same text mostly mean the same one.
    """
    found = _in_title(reading) or _in_lead(reading) or _in_sentences(reading)
    if found is not None:
        yield _with_people(reading, found)


def _named(reading: Reading, kind: str) -> Entity | None:
    """Return the event that a mention of this kind denotes, so that it is not made twice."""
    for index, mention in enumerate(reading.mentions):
        if mention.label == "EVENT" and fold(kind) in fold(mention.text):
            return reading.entity(index)
    return None


def _in_title(reading: Reading) -> Gathering | None:
    title = _BULLET.sub("", reading.document.title)
    match = _KIND.search(title)
    if match is None or match.start() > 60:
        return None
    line = reading.text.find(title)
    number = reading.sentence_at(max(0, line))
    name = title if match.start() == 0 else title[match.start() :]
    if not any(
        _AT.search(reading.words(n)) or _KIND.search(reading.words(n)) for n in _body(reading)
    ):
        return None
    gathering = Gathering(_event(reading, name, match["kind"]), reading.sentences[number])
    return replace(
        gathering,
        place=_place(reading, gathering.span),
        subject=_subject(title[match.end() :]),
    )


def _in_lead(reading: Reading) -> Gathering | None:
    """Return the event that the first sentences name, where it is one of talks and speeches."""
    for number in range(min(_LEAD, len(reading.sentences))):
        for index in reading.inside(reading.sentences[number], "EVENT"):
            entity = reading.entity(index)
            if entity is not None and _TALKS.search(reading.mention(index).text):
                return Gathering(entity, reading.sentences[number])
    return None


def _in_sentences(reading: Reading) -> Gathering | None:
    for number in range(len(reading.sentences)):
        words, sentence = reading.words(number), reading.sentences[number]
        match = _AT.search(words)
        if match is None or not reading.inside(sentence, "PER") or not _ACTS.search(words):
            continue
        place = _place(reading, Span(sentence.start + match.start(), sentence.end))
        name = match["kind"]
        if place is not None:
            name += " in " + reading.mention(place).text
        event = _event(reading, name, match["kind"])
        return Gathering(event, sentence, place, subject=_subject(words[match.end() :]))
    return None


def _body(reading: Reading) -> range:
    return range(min(1, len(reading.sentences) - 1), len(reading.sentences))


def _with_people(reading: Reading, gathering: Gathering) -> Gathering:
    participants: list[int] = []
    organizers: list[int] = []
    span = gathering.span
    place, planned = gathering.place, False
    reported = not _PLANNED.search(reading.text[span.start : span.end])
    for number in range(len(reading.sentences)):
        words, sentence = reading.words(number), reading.sentences[number]
        at = _AT.search(words) or _GENERIC.search(words)
        if at is None and sentence != gathering.span:
            continue
        planned = planned or (bool(_PLANNED.search(words)) and not _ACTS.search(words))
        if place is None and at is not None:
            place = _place(reading, Span(sentence.start + at.start(), sentence.end))
        if _ACTS.search(words):
            participants += reading.inside(sentence, "PER")
            reported = True
        if _INVITES.search(words):
            organizers += _hosts(reading, sentence)
    if reported:
        participants += _speakers(reading, gathering.span)
    return replace(
        gathering,
        place=place,
        date=_date(reading),
        participants=_distinct(reading, participants),
        organizers=_distinct(reading, organizers),
        planned=planned and not participants,
    )


def _speakers(reading: Reading, event: Span) -> list[int]:
    """Return who speaks after the event was named, in the words of the report."""
    found = []
    for index, mention in enumerate(reading.mentions):
        if mention.label != "PER" or mention.span.start < event.start:
            continue
        sentence = reading.sentences[reading.sentence_of(index)]
        before = reading.text[max(sentence.start, mention.span.start - 80) : mention.span.start]
        after = reading.text[mention.span.end : min(sentence.end, mention.span.end + 180)]
        if _SPEAKS_AFTER.search(after) or _SPEAKS_BEFORE.search(before):
            found.append(index)
    return found


def _hosts(reading: Reading, sentence: Span) -> list[int]:
    """Return the inviting bodies: not the ones that only place a person or a role."""
    bound = {r.child for name in ("role_at", "member_of", "affiliated_with", "part_of")
             for r in reading.relations(name)}  # fmt: skip
    return [i for i in reading.inside(sentence, "ORG") if i not in bound][:1]


def _place(reading: Reading, span: Span) -> int | None:
    for index in reading.inside(span, "LOC"):
        before = reading.text[max(span.start, reading.mention(index).span.start - 24) :]
        before = before[: reading.mention(index).span.start - max(
            span.start, reading.mention(index).span.start - 24)]  # fmt: skip
        if re.search(r"\b(?:in|im|am|auf|an der|auf der|nach)(?: de[rmn])? $", before):
            return index
    return None


def _date(reading: Reading) -> DateExpression | None:
    """Return the dateline: a day that stands alone or opens one of the first lines."""
    for expression in sorted(reading.analysis.dates, key=lambda d: d.start):
        line = reading.text.rfind("\n", 0, expression.start) + 1
        if expression.start > 600 or expression.precision != "day":
            continue
        end = reading.text.find("\n", expression.end)
        rest = reading.text[expression.end : end if end >= 0 else None]
        if expression.start - line < 25 and len(rest.strip()) < 25:
            return expression
    return None


def _subject(rest: str) -> str | None:
    match = _SUBJECT.match(rest)
    if match is None:
        return None
    what = re.split(r" (?:in|im|am|auf|mit|bei|beim|an) ", match["what"])[0].strip()
    return what or None


def _event(reading: Reading, name: str, kind: str) -> Entity:
    known = _named(reading, kind)
    if known is not None:
        return known
    clean = " ".join(name.split()).rstrip(" .:!?")
    iri = new_entity_iri("event", clean, scope=reading.document.iri)
    return Entity(iri, "Event", clean, aliases=() if kind == clean else (kind,))


def _distinct(reading: Reading, indexes: list[int]) -> tuple[int, ...]:
    seen: dict[str, int] = {}
    for index in sorted(indexes):
        entity = reading.entity(index)
        if entity is not None:
            seen.setdefault(entity.iri, index)
    return tuple(seen.values())
