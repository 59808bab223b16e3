"""Who runs what has no name, and who orders it from whom.

"Bauherr ist das Leibniz-Institut", "Koordiniert wird der Aufbau von der Leitstelle", "hat mit der
Ausführung die Firma Strabag beauftragt".
"""

import re
from collections.abc import Iterator

from kg.facts.actors import joined
from kg.facts.moods import mood
from kg.facts.purposes import PHRASE, WHAT, topic
from kg.facts.reading import Reading
from kg.facts.things import Thing, thing_before, thing_name
from kg.model import Fact, Span

_KIND = r"(?:(?:de[rmn]|die|das) )?(?:[a-zäöüß-]+(?:en|er|e) )?(?:[A-ZÄÖÜ][\wäöüß-]+ )?"
# "Koordiniert wird der Aufbau des Netzes von der …", "Gebaut wird das Netz von der …"
_PASSIVE = re.compile(
    r"\b(?:[Bb]etrieben|[Kk]oordiniert|[Dd]urchgeführt|[Vv]erantwortet|[Gg]eleitet|[Gg]ebaut|"
    r"[Oo]rganisiert|[Gg]etragen|[Vv]erwaltet|[Ee]rrichtet) (?:wird|werden|wurde|wurden) "
    rf"(?:{WHAT}|sie|er|es)(?![^,.;:]*(?:Prozent|%|Hälfte))[^,.;:]{{0,30}}? "
    rf"(?:von|vom|durch) {_KIND}$"
)
# "Bauherr ist das …", "Betreiberin des Bades bleibt die …", "Projektträger ist die …"
_OFFICE = re.compile(
    r"(?:^|[.;:“,] ?)(?:Bauherr(?:in)?|Betreiber(?:in)?|Projektträger(?:in)?|Träger(?:in)?|"
    r"Koordinator(?:in)?|Eigentümer(?:in)?)"
    rf"(?: (?P<article>des|der) (?P<adjectives>)(?P<what>{PHRASE}))? "
    rf"(?:ist|bleibt|wird|sind) (?:(?:weiterhin|künftig|dabei) )?{_KIND}$"
)
# "hat mit der Ausführung die Firma X beauftragt", "hat die Bank X mandatiert"
_ORDERED = re.compile(
    r"[^,.;]{0,60}\b(?:beauftragt(?:e|en)?|mandatiert(?:e|en)?|engagiert(?:e|en)?)\b"
    r"(?! (?:worden|wurde))"
)
_ORDERS = re.compile(
    rf"(?: \([^()]{{1,30}}\))?(?:, [^,;.]{{3,60}},)? (?:hat|haben|hatte|beauftragte|beauftragten|"
    rf"mandatierte)\b[^,.;]{{0,60}}? {_KIND}$|, (?:der|die|das) (?:[^,.;]{{0,60}} )?{_KIND}$"
)
_AT = re.compile(
    rf"(?: \([^()]{{1,30}}\))? (?:hat|haben|hatte|bestellte|bestellten|orderte|orderten)\b"
    rf"[^,.;]{{0,40}}? (?:bei|beim) {_KIND}$"
)
_BOUGHT = re.compile(r"[^.;]{0,90}\b(?:bestellt|geordert|in Auftrag gegeben)\b")
_PAST_ORDER = re.compile(r"\b(?:bestellten?|orderten?)\b")
_POINTER = re.compile(
    r"Einrichtung|Netz|Initiative|Zentrum|Anlage|Vorhaben|Projekt|Programm|Gebäude|Bau|Neubau|"
    r"Plattform|Portal|Verbund|Fonds"
)
# Without one of these no pattern speaks.
_ANY = re.compile(
    r"etrieben|oordin|urchgeführt|erantwortet|eleitet|ebaut|rganisiert|etragen|erwaltet|rrichtet|"
    r"Bauherr|Betreiber|[Tt]räger|Eigentümer|beauftrag|mandatier|engagier|bestell|order|Auftrag"
)
_SURE = 0.75


def work_facts(reading: Reading) -> Iterator[Fact]:
    """Yield who runs a thing without a name, and who commissions whom."""
    for sentence in reading.sentences:
        if not _ANY.search(reading.text, sentence.start, sentence.end):
            continue
        for index in reading.inside(sentence, "ORG", "LOC"):
            yield from _running(reading, sentence, index)
            yield from _orders(reading, sentence, index)


def _running(reading: Reading, sentence: Span, index: int) -> Iterator[Fact]:
    start = reading.mention(index).span.start
    before = reading.text[sentence.start : start]
    found = _PASSIVE.search(before) or _OFFICE.search(before)
    if found is None:
        return
    thing = _thing(reading, sentence, found)
    for runner in joined(reading, index, sentence) if thing else ():
        who = reading.entity(runner)
        if who is not None and thing is not None and who != thing.entity:
            yield Fact(
                who,
                "runs",
                thing.entity,
                tuple(sorted({sentence, reading.sentences[reading.sentence_at(thing.span.start)]})),
                modality=mood(reading.text, sentence.start, sentence.end),
                confidence=round(_SURE * reading.certainty(runner), 3),
                rule="runs:without-name",
                as_of=reading.document.published,
            )


def _thing(reading: Reading, sentence: Span, found: re.Match[str]) -> Thing | None:
    """Return what the phrase in a match names, else what the text spoke of before."""
    if not found["what"]:
        return thing_before(reading, sentence.start) if sentence.start else None
    span = Span(sentence.start + found.start("what"), sentence.start + found.end("what"))
    if named := reading.inside(Span(span.start, span.end), "PROG"):
        entity = reading.entity(named[0])
        return Thing(entity, span) if entity else None
    if reading.covered(Span(span.start, span.start + 1)):
        return None
    name = thing_name(found["article"], found["adjectives"], found["what"])
    if " " in name:
        return Thing(topic(name), span)
    # "die Einrichtung" alone means what the text spoke of.
    meant = thing_before(reading, sentence.start) if _POINTER.fullmatch(name) else None
    return meant or Thing(topic(name, scope=reading.document.iri), span)


def _orders(reading: Reading, sentence: Span, supplier: int) -> Iterator[Fact]:
    """Yield who has commissioned the body: the body before it that the verb has as its subject."""
    span = reading.mention(supplier).span
    ordered = _ORDERED.match(reading.calm, span.end, sentence.end)
    bought = _BOUGHT.match(reading.calm, span.end, sentence.end) or _PAST_ORDER.search(
        reading.calm, sentence.start, span.start
    )
    for customer in reversed(reading.bodies(Span(sentence.start, span.start + 1))):
        end = reading.mention(customer).span.end
        if end > span.start:
            continue
        found = (ordered and _ORDERS.fullmatch(reading.calm, end, span.start)) or (
            bought and _AT.fullmatch(reading.calm, end, span.start)
        )
        who, whom = reading.entity(customer), reading.entity(supplier)
        if found and who is not None and whom is not None and who != whom:
            yield Fact(
                who,
                "commissions",
                whom,
                (sentence,),
                modality=mood(reading.text, sentence.start, sentence.end),
                confidence=round(_SURE * reading.certainty(customer, supplier), 3),
                rule="commissions:orders",
                as_of=reading.document.published,
            )
        return
