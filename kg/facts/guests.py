"""Who came to an occasion without a name: "An der Feierstunde nahmen Ada Roth und Ole Kurz teil".

Like the event that a whole text is about (`kg.facts.gatherings`) an occasion is one of its
document; where the text is about an event of that kind, it is this one.
"""

import re
from collections.abc import Iterator

from kg.facts.attendance import place_in
from kg.facts.gatherings import gathering
from kg.facts.moods import mood
from kg.facts.reading import Reading
from kg.iri import new_entity_iri
from kg.model import Entity, Fact, Span
from kg.text import fold

_OCCASION = (
    r"[\w-]*(?:[Ff]eier(?:stunde)?|[Ss]patenstich|[Gg]rundsteinlegung|[Rr]ichtfest|[Ee]röffnung|"
    r"[Ee]inweihung|[Ff]reigabe|[Üü]bergabe|[Ee]mpfang|[Ff]estakt|[Tt]reffen|[Pp]reisverleihung|"
    r"[Aa]mtseinführung|[Kk]onferenz|[Tt]agung|[Ww]orkshop|[Ss]itzung|[Vv]ersammlung|[Aa]nhörung|"
    r"[Gg]ipfel|[Dd]iskussion|[Kk]undgebung|[Uu]nterzeichnung|[Bb]esuch|[Aa]uftakt|[Gg]espräch|"
    r"[Ff]rühstück|[Kk]ongress|[Ss]ymposium|[Ff]orum|[Dd]ebatte|[Ff]achtag|[Rr]unde)"
)
_AT = re.compile(
    r"\b(?:[Aa]n|[Bb]eim?|[Zz]u[mr]?|[Aa]uf|[Aa]m|[Ii]n|[Ii]m)"
    r"(?: (?:de[rmn]|diese[rmn]|eine[rmn]))?"
    rf"(?: [a-zäöüß]+(?:en|er))? (?P<kind>{_OCCASION})(?:s|es)?\b"
)
_CAME = re.compile(
    r"\b(?:nahm(?:en)?\b(?=[^;]*\bteil\b)|teilgenommen|teilnahm(?:en)?|teilnehmen|kam(?:en)?\b(?! "
    r"(?:zu|aus)\b)|gekommen|kommen\b(?! [a-z])|erschien(?:en)?|beteiligte[n]? sich|dabei\b|"
    r"zu Gast|mitwirk\w+|angereist|begrüßt(?:e|en)?|empfing)\b"
)
_DENIED = re.compile(r"\b(?:nicht|kein\w*|fehlte[n]?|abgesagt|sagte[n]? ab)\b")
_QUOTE = re.compile("„[^“]*“")
_DELEGATES = re.compile(
    r"\bVertreter(?:innen|in|n)?(?: und Vertreter)? (?:de[rs]|von|vom)(?: [a-zäöüß]+en)? $"
)
# "Im Beisein von …" of what the sentence reports.
_IN_PRESENCE = re.compile(r"\b[Ii]m Beisein (?:von|de[rs])(?: [A-ZÄÖÜ][\w-]+)? $")
_DONE = (
    ("Inbetriebnahme", re.compile(r"\bin Betrieb (?:genommen|gegangen)\b")),
    ("Eröffnung", re.compile(r"\beröffnet\b")),
    ("Einweihung", re.compile(r"\beingeweiht\b|\bweihte\b")),
    ("Unterzeichnung", re.compile(r"\bunterzeichne(?:t|te|ten)\b")),
    ("Übergabe", re.compile(r"\bübergeben\b|\bübergab\b")),
)
_SURE = 0.75


def guest_facts(reading: Reading) -> Iterator[Fact]:
    """Yield who takes part in the occasions that sentences tell of, and where these are."""
    for number, sentence in enumerate(reading.sentences):
        words = reading.words(number)
        if not (_AT.search(words) or "Beisein" in words):
            continue
        if not _DENIED.search(_QUOTE.sub("", words)):
            yield from _attended(reading, sentence, words)
            yield from _witnessed(reading, sentence, words)


def _attended(reading: Reading, sentence: Span, words: str) -> Iterator[Fact]:
    at = _AT.search(words)
    came = _CAME.search(words) if at else None
    if at is None or came is None:
        return
    start = sentence.start + at.start("kind")
    if reading.covered(Span(start, start + 1)) or not (people := _people(reading, sentence, at)):
        return
    event = _event(reading, at["kind"], sentence)
    for index in people:
        yield from _fact(reading, sentence, index, event)


def _people(reading: Reading, sentence: Span, at: re.Match[str]) -> list[int]:
    """Return the persons of the clause with the occasion, and the bodies of delegates."""
    found = []
    for index in reading.inside(sentence, "PER", "ORG"):
        span = reading.mention(index).span
        before = reading.text[max(sentence.start, span.start - 60) : span.start]
        delegate = _DELEGATES.search(before) is not None
        if delegate if reading.mention(index).label == "ORG" else True:
            found.append(index)
    place = sentence.start + at.start()
    relative = reading.text[place - 2 : place] == ", "
    # "bei der Feier, an der auch A teilnahm": who stands before the comma came not.
    return [i for i in found if not relative or reading.mention(i).span.start > place]


def _witnessed(reading: Reading, sentence: Span, words: str) -> Iterator[Fact]:
    for index in reading.inside(sentence, "PER", "ORG"):
        start = reading.mention(index).span.start
        if _IN_PRESENCE.search(reading.text, sentence.start, start):
            kind = next((name for name, done in _DONE if done.search(words)), None)
            if kind is not None:
                event = _event(reading, kind, sentence)
                for guest in _listed(reading, index, sentence):
                    yield from _fact(reading, sentence, guest, event)


def _listed(reading: Reading, first: int, sentence: Span) -> list[int]:
    """Return a guest and those that commas and "und" join to it, with their offices."""
    found = [first]
    for index in reading.inside(Span(reading.mention(first).span.end, sentence.end), "PER"):
        gap = reading.text[reading.mention(found[-1]).span.end : reading.mention(index).span.start]
        if not re.fullmatch(r"(?: \([^()]*\))?(?:,| und| sowie)[^,.;:]{0,60}", gap):
            break
        found.append(index)
    return found


def _event(reading: Reading, kind: str, sentence: Span) -> Entity:
    known = gathering(reading)
    if known is not None and fold(kind)[-6:] in fold(known.event.name):
        return known.event
    place = place_in(reading, sentence)
    name = kind + (f" in {reading.mention(place).text}" if place is not None else "")
    iri = new_entity_iri("event", name, scope=reading.document.iri)
    return Entity(iri, "Event", name, aliases=() if kind == name else (kind,))


def _fact(reading: Reading, sentence: Span, index: int, event: Entity) -> Iterator[Fact]:
    who = reading.entity(index)
    if who is not None and who != event:
        yield Fact(
            who,
            "participatesIn",
            event,
            (sentence,),
            modality=mood(reading.text, sentence.start, sentence.end),
            confidence=round(_SURE * reading.certainty(index), 3),
            rule="guest",
            as_of=reading.document.published,
        )
