"""What things without a name cost: "Die Sanierung des Hallenbads kostet 18,4 Millionen Euro"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.facts.moods import mood
from kg.facts.purposes import PHRASE, WHAT, topic
from kg.facts.reading import Reading
from kg.facts.things import Thing, thing_before, thing_name, things_in
from kg.model import Fact, Modality, Span

_NOUN = (
    r"(?:Gesamt|Bau|Investitions|Projekt|Sanierungs|Anschaffungs|Mehr)?[Kk]osten|"
    r"(?:Gesamt)?[Ii]nvestition(?:en|ssumme|svolumen)?|(?:Kauf)?[Pp]reis|Bausumme|"
    r"(?:Projekt|Auftrags|Gesamt)?[Vv]olumen|Schaden"
)
_FEW = r"[^.;:()]{0,70}"
# "Die Gesamtkosten des Neubaus belaufen sich auf", "Die Kosten werden auf … geschätzt"
_NOUN_FIRST = re.compile(
    rf"\b(?P<noun>{_NOUN})(?: (?:für )?{WHAT})?{_FEW}"
    r"\b(?:bel(?:aufen|äuft|iefen|ief) sich|betr(?:agen|ägt|ugen|ug)|lie(?:gen|gt)|lag(?:en)?|"
    r"beziffer(?:t|n|te|ten)|werden|wurden|summier\w+ sich|soll(?:en)?|steigen|stiegen)\b"
    rf"{_FEW}$"
)
# "… das die Kosten auf 128 Millionen Euro beziffert"
_NOUN_LAST = re.compile(
    rf"\b(?P<noun>{_NOUN})(?: {WHAT})?(?:, die)? (?:auf|in Höhe von|von) (?:[a-zäöüß]+ ){{0,3}}$"
)
_ESTIMATED = re.compile(r"[^.,;:]{0,30}\b(?:beziffert|geschätzt|veranschlagt|taxiert|gestiegen)")
_COSTS = re.compile(
    rf"\b{WHAT}{_FEW}?"
    r"\b(?:kostet|kostete|koste|verschlingt|verschlang|schl(?:ägt|ug) mit|"
    r"(?:soll|wird|hat|ist mit)(?= ))"
    rf"{_FEW}$"
)
_COSTED = re.compile(r"[^.,;:]{0,30}\b(?:kosten|gekostet|zu Buche|veranschlagt)\b")
_VERB_COSTS = re.compile(r"\b(?:kostet|kostete|koste|verschlingt|verschlang)\b")
# "Insgesamt kostet das Vorhaben 11,4 Millionen Euro"
_INVERTED = re.compile(rf"\b(?:kostet|kostete|koste) {WHAT}{_FEW}$")
# "die Sanierung des Bads, für die 18,4 Millionen Euro eingeplant sind"
_RELATIVE = re.compile(
    rf"\b{WHAT}(?: [a-zäöüß]+en)?, (?:für (?:die|das|den)|die|das|der|wofür|deren Kosten)\b"
    rf"{_FEW}$"
)
_PLANNED_FOR = re.compile(
    r"[^.,;:]{0,30}\b(?:eingeplant|veranschlagt|vorgesehen|kosten|gekostet|zu Buche)\b"
)
_WHAT_FOR = re.compile(
    rf"\b(?P<what>{PHRASE})(?: [a-zäöüß]+en)?, (?:wofür|für die) (?:[a-zäöüß]+ ){{0,3}}$"
)
# "Für den Ausbau sind 5 Millionen Euro veranschlagt"
_FOR_THING = re.compile(
    rf"\b[Ff]ür {WHAT}[^,;.]{{0,40}} (?:sind|werden|wurden|waren|seien)(?: [a-zäöüß]+){{0,2}} $"
)
_NEEDED = re.compile(r"[^.,;:]{0,30}\b(?:veranschlagt|nötig|erforderlich|kalkuliert|angesetzt)\b")
_DEAR = re.compile(
    rf" teure[nrms]? (?P<adjectives>(?:[a-zäöüß-]+(?:e|en|er|es|em) ){{0,2}})(?P<what>{PHRASE})"
)
_POINTER = re.compile(
    r"(?:vorhaben|(?:\w+)?projekt|investition|maßnahme|(?:aus|neu|um)?bau|anlage|werk|gebäude|"
    r"sanierung|modernisierung|erweiterung|umbau|bau|arbeiten|bauarbeiten|leitung|programm)s?",
    re.I,
)
_EMPTY = re.compile(r"(?:vorhaben|(?:\w+)?projekt|investition|maßnahme|programm|arbeiten)s?", re.I)
# Without one of these no pattern speaks.
_ANY = re.compile(
    r"[Kk]ost|veranschlagt|nötig|erforderlich|kalkuliert|angesetzt|eingeplant|vorgesehen|[Ii]nvestition|[Pp]reis|[Vv]olumen|summe|"
    r"verschl|zu Buche|teure|Schaden|schätzt|beziffer"
)
_REPORTED = re.compile(
    r"\b(?:nach (?:eigenen )?Angaben|laut|zufolge|koste|beliefen sich|lägen|betrügen)\b"
)
_SURE, _MEANT = 0.85, 0.7


class Cost(NamedTuple):
    """What a sum is the cost of, what kind of cost it is, and how sure that is."""

    thing: Thing
    kind: str
    sure: float


def cost_facts(reading: Reading, money: int) -> Iterator[Fact]:
    """Yield what the words beside a sum say that a thing without a name costs."""
    amount = reading.amount(money)
    cost = cost_of(reading, money) if amount else None
    if cost is None:
        return
    sentence = reading.sentences[reading.sentence_of(money)]
    evidence = {sentence, reading.sentences[reading.sentence_at(cost.thing.span.start)]}
    yield Fact(
        cost.thing.entity,
        "costs",
        topic(cost.kind),
        tuple(sorted(evidence)),
        modality=_modality(reading.text, sentence),
        confidence=cost.sure,
        rule="thing-costs",
        amount=amount,
        as_of=reading.document.published,
    )


def _modality(text: str, sentence: Span) -> Modality:
    reported = _REPORTED.search(text, sentence.start, sentence.end)
    return "reported" if reported else mood(text, sentence.start, sentence.end)


def cost_of(reading: Reading, money: int) -> Cost | None:
    """Return what a sum is the cost of, where the words of its clause say so."""
    span = reading.mention(money).span
    sentence = reading.sentences[reading.sentence_of(money)]
    if not _ANY.search(reading.text, sentence.start, sentence.end):
        return None
    sums = reading.inside(Span(sentence.start, span.start + 1), "MONEY")[:-1]
    start = reading.mention(sums[-1]).span.end if sums else sentence.start
    before, after = reading.text[start : span.start], reading.text[span.end : sentence.end]
    if dear := _DEAR.match(after):
        return _told(reading, dear, span.end)
    if found := _priced(before, after):
        return _told(reading, found, start)
    if _COSTED.match(after) and not reading.children("cost_of", money):
        return _meant(reading, span.start, "Kosten")
    return None


def _priced(before: str, after: str) -> re.Match[str] | None:
    """Return the words before a sum that say what has the price, given what stands behind."""
    found = _RELATIVE.search(before)
    if found and (_PLANNED_FOR.match(after) or _VERB_COSTS.search(before, found.end("what"))):
        return found
    found = _WHAT_FOR.search(before) if _PLANNED_FOR.match(after) else None
    if found is None and _NEEDED.match(after):
        found = _FOR_THING.search(before)
    found = found or _INVERTED.search(before) or _NOUN_FIRST.search(before)
    if found is None and _ESTIMATED.match(after):
        found = _NOUN_LAST.search(before)
    if found is not None:
        return found
    found = _COSTS.search(before)
    told = found and (_COSTED.match(after) or _VERB_COSTS.search(before, found.start()))
    return found if told else None


def _told(reading: Reading, match: re.Match[str], at: int) -> Cost | None:
    """Return the cost of the phrase in a match, or of what it means, by name or before."""
    groups = match.groupdict()
    kind = groups.get("noun") or "Kosten"
    words, position = groups.get("what"), at + match.start()
    if words is None:
        return _meant(reading, position, kind)
    span = Span(at + match.start("what"), at + match.end("what"))
    if reading.covered(Span(span.start, span.start + 1)):
        return _of_name(reading, span, kind)
    name = thing_name(groups.get("article"), groups.get("adjectives") or "", words)
    if _POINTER.fullmatch(words):
        if (cost := _meant(reading, position, kind)) or _EMPTY.fullmatch(words):
            return cost
        return Cost(Thing(topic(name, scope=reading.document.iri), span), kind, _MEANT)
    if inside := [*things_in(reading, span)][:1]:
        return Cost(inside[0], kind, _SURE)
    return Cost(Thing(topic(name), span), kind, _SURE)


def _of_name(reading: Reading, span: Span, kind: str) -> Cost | None:
    """Return the cost of a programme or building by name; other bodies have budgets, no price."""
    named = reading.inside(Span(span.start, span.start + 1), "PROG", "EVENT")
    entity = reading.entity(named[0]) if named else None
    return Cost(Thing(entity, span), kind, _SURE) if entity else None


def _meant(reading: Reading, position: int, kind: str) -> Cost | None:
    thing = thing_before(reading, position) if position else None
    return Cost(thing, kind, _MEANT) if thing else None
