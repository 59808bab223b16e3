"""Events without a proper name: "ein Roundtable in Brüssel", told by their kind.

A gathering is made where the title names a kind of event, or where a sentence says "bei einem
Fachgespräch …" with people in it. Generic words ("die Veranstaltung") point back to it. Its IRI is
scoped to the document: whether two documents mean one event is a linking decision.
"""

import re
from dataclasses import dataclass

from kg.facts.attendance import ACTS, GENERIC, place_in
from kg.facts.reading import Reading
from kg.iri import new_entity_iri
from kg.model import Entity, Span
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
KIND = re.compile(rf"\b(?P<kind>{_KINDS})(?:s|es|en|e)?\b")
_AT = re.compile(
    rf"\b(?:[Bb]eim?|[Aa]uf|[Aa]m Rande|[Ii]m Rahmen|[Zz]um|[Zz]ur|[Zz]u|[Mm]it|[Ii]n|[Ii]m)"
    rf"(?: (?:eine[rmns]?|de[rmns]|unsere[rmns]?|ihre[rmns]?|seine[rmns]?))?"
    rf"(?: [a-zäöüß]+(?:en|er|es|em))? (?P<kind>{_KINDS})(?:s|es)?\b"
)
# Kinds at which people speak: who is quoted in the report spoke there.
_TALKS = re.compile(
    r"round ?table|rund\w+ tisch|fachgespräch|(?<!presse)konferenz|tagung|kongress|symposium|"
    r"workshop|podium|diskussion|anhörung|forum|versammlung|kolloquium|dialogforum",
    re.I,
)
_LEAD = 5
_SUBJECT = re.compile(
    r"^ (?:zu|zur|zum|über|um)(?: (?:de[rnms]|die|das))? (?P<what>[^,.;:!?()\n]{3,70})"
)
# "Roundtable zu …" is a name, "Mitgliederversammlung wählt …" says what happened.
_NAME_GOES_ON = re.compile(
    r"^(?:$|:| –| (?:zu[rm]?|über|um|de[rs]|in|im|am|mit|auf|bei|von|für)\b)"
)
_BULLET = re.compile(r"^[\s•*#–—>-]+")


@dataclass(frozen=True, slots=True)
class Gathering:
    """An event that the text describes, the sentence that introduces it and the words for it."""

    event: Entity
    span: Span
    subject: str | None = None
    name_at: Span | None = None


def gathering(reading: Reading) -> Gathering | None:
    """Return the event of the document, if its title or its first sentences describe one.

    At most one per document: further kinds of event in the same text mostly mean the same one.
    """
    return (
        _in_title(reading)
        or _named_in_lead(reading)
        or _in_sentences(reading, range(min(_LEAD, len(reading.sentences))), talks=True)
        or _in_sentences(reading, range(len(reading.sentences)), talks=False)
    )


def _in_title(reading: Reading) -> Gathering | None:
    title = _BULLET.sub("", reading.document.title)
    match = KIND.search(title)
    start = reading.text.find(title)
    if match is None or match.start() > 60:
        return None
    if start >= 0 and _is_name(reading, start + match.start(), start + match.end()):
        return None
    heading = reading.sentence_at(start) if start >= 0 else -1
    others = (reading.words(n) for n in range(len(reading.sentences)) if n != heading)
    if not any(KIND.search(words) or GENERIC.search(words) for words in others):
        return None
    rest = title[match.end() :]
    named = title[match.start() :] if _NAME_GOES_ON.match(rest) else match["kind"]
    at = reading.text.find(match["kind"], max(0, start))
    name_at = Span(at, at + len(match["kind"])) if at >= 0 else None
    number = reading.sentence_at(max(0, at))
    event = _event(reading, named, match["kind"])
    return Gathering(event, reading.sentences[number], _subject(rest), name_at)


def _named_in_lead(reading: Reading) -> Gathering | None:
    """Return the event that the first sentences name, where it is one of talks and speeches."""
    for number in range(min(_LEAD, len(reading.sentences))):
        for index in reading.inside(reading.sentences[number], "EVENT"):
            entity, mention = reading.entity(index), reading.mention(index)
            if entity is not None and _TALKS.search(mention.text):
                return Gathering(entity, reading.sentences[number], name_at=mention.span)
    return None


def _in_sentences(reading: Reading, numbers: range, *, talks: bool) -> Gathering | None:
    """Return the first event of a sentence: of the lead (`talks`), else one with people in it."""
    for number in numbers:
        words, sentence = reading.words(number), reading.sentences[number]
        match = _AT.search(words)
        if match is None or _is_name(
            reading, sentence.start + match.start("kind"), sentence.start + match.end("kind")
        ):
            continue
        told = _TALKS.search(match["kind"]) if talks else ACTS.search(words)
        if not told or not (talks or reading.inside(sentence, "PER")):
            continue
        start, end = match.span("kind")
        place = place_in(reading, Span(sentence.start + end - 1, sentence.end))
        name = match["kind"] + (f" in {reading.mention(place).text}" if place is not None else "")
        return Gathering(
            _event(reading, name, match["kind"]),
            sentence,
            _subject(words[match.end() :]),
            Span(sentence.start + start, sentence.start + end),
        )
    return None


def _is_name(reading: Reading, start: int, end: int) -> bool:
    """Tell whether the words belong to a name that is no event: "Kultusministerkonferenz"."""
    near = reading.inside(Span(max(0, start - 80), end))
    overlapping = (i for i in near if reading.mention(i).span.end > start)
    return any(reading.mention(i).label != "EVENT" for i in overlapping)


def _subject(rest: str) -> str | None:
    match = _SUBJECT.match(rest)
    if match is None:
        return None
    what = re.split(r" (?:in|im|am|auf|mit|bei|beim|an) ", match["what"])[0].strip()
    return what or None


def _event(reading: Reading, name: str, kind: str) -> Entity:
    """Return the event that a mention of this kind denotes, else one of this document."""
    for index, mention in enumerate(reading.mentions):
        known = reading.entity(index) if mention.label == "EVENT" else None
        if known is not None and fold(kind) in fold(mention.text):
            return known
    clean = " ".join(name.split()).rstrip(" .:!?")
    iri = new_entity_iri("event", clean, scope=reading.document.iri)
    return Entity(iri, "Event", clean, aliases=() if kind == clean else (kind,))
