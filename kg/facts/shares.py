"""Who owns which share of a company, told of a company that another clause or sentence names.

"49,9 Prozent gehören der Reederei MSC, 50,1 Prozent hält die Hansestadt." Where one sentence names
owner and company, that is a relation between mentions.
"""

import re
from collections.abc import Iterator

from kg.facts.reading import Reading
from kg.model import Entity, Fact, Span

_ARTICLE = r"(?:(?:de[rmn]|die|das|einem|einer) )?"
_KIND = r"(?:[a-zäöüß-]+(?:en|er|e) )?(?:[A-ZÄÖÜ][\wäöüß-]+ )?"
_HOLDS = r"(?:hält|halten|hielt|hielten|besitzt|besitzen|kontrolliert|kontrollieren)"
_ADVERB = r"(?:(?:inzwischen|derzeit|seit \d{4}|weiterhin|künftig|bereits|heute|jetzt|nun) )?"
_OF = r" (?:der (?:Anteile|Aktien|Stimmrechte|Stimmen|Gesellschaftsanteile) )?"
# "80 Prozent gehören der …", "20 Prozent liegen bei der …", "50,1 Prozent hält die …"
_SHARE_FIRST = re.compile(
    rf"{_OF}(?:gehör(?:t|en|te|ten) {_ADVERB}|{_HOLDS} {_ADVERB}|"
    rf"(?:liegen|liegt|lagen|bleiben|bleibt|verbleiben) {_ADVERB}(?:beim |bei ))"
    rf"{_ARTICLE}{_KIND}"
)
# "An dem Netzbetreiber hält die Elia-Gruppe 80 Prozent"
_OWNER_FIRST = re.compile(rf"\b[Aa]n (?:dem|der|den) [^,;:.]*\b{_HOLDS} {_ARTICLE}{_KIND}$")
_ABOUT = re.compile(r" (?:rund |knapp |gut |etwa |mehr als |über )?")
_MEMBERSHIP = re.compile(r"[^,;.]{0,40}\b(?:an|zu)\b(?=[,;.]|$)")
_SURE = 0.75


def share_facts(reading: Reading) -> Iterator[Fact]:
    """Yield who owns the company spoken of, with the share as written."""
    told = {
        (reading.entity(relation.head), reading.entity(relation.child))
        for relation in reading.relations("owns")
    }
    for number, sentence in enumerate(reading.sentences):
        for share, owner in _pairs(reading, sentence):
            company, holder = _company(reading, number, owner), reading.entity(owner)
            if company is None or holder is None or (holder, company) in told:
                continue
            yield Fact(
                holder,
                "owns",
                company,
                reading.evidence(owner),
                confidence=round(_SURE * reading.certainty(owner), 3),
                rule="owns:share-of-company",
                share=reading.mention(share).text,
                as_of=reading.document.published,
            )


def _pairs(reading: Reading, sentence: Span) -> Iterator[tuple[int, int]]:
    """Yield the mentions of a share and of who holds it."""
    owners = reading.inside(sentence, "ORG", "LOC", "PER")
    for share in reading.percentages(sentence):
        span = reading.mention(share).span
        for owner in owners:
            body = reading.mention(owner).span
            if _SHARE_FIRST.fullmatch(reading.text, span.end, max(span.end, body.start)):
                if not _MEMBERSHIP.match(reading.text, body.end, sentence.end):
                    yield share, owner
            elif _ABOUT.fullmatch(reading.text, body.end, max(body.end, span.start)):
                before = reading.text[sentence.start : body.start]
                if _OWNER_FIRST.search(before):
                    yield share, owner


def _company(reading: Reading, number: int, owner: int) -> Entity | None:
    """Return the company spoken of: the one whose shares are told of beside, else the only one.

    That is the only organisation before the owner in the sentence, or of the sentence before, or
    of the heading.
    """
    start = reading.mention(owner).span.start
    here = reading.sentences[number]
    near = [here, reading.sentences[number - 1]] if number else [here]
    beside = (number - 1, number)
    owned = {
        reading.entity(relation.child)
        for relation in reading.relations("owns")
        if {reading.sentence_of(i) for i in (relation.head, relation.child)} & {*beside}
    } - {None}
    if len(owned) == 1:
        return owned.pop()
    owners = [e for span in near for _, i in _pairs(reading, span) if (e := reading.entity(i))]
    before = [Span(here.start, start), *near[1:], *reading.headings[:1]]
    for span in before:
        named = {e for i in reading.inside(span, "ORG") if (e := reading.entity(i))}
        found = {e for e in named if not any(_may_be_one(e, owner) for owner in owners)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _may_be_one(one: Entity, other: Entity) -> bool:
    """Tell whether two entities may be the same: "MSC", "Genfer Reederei MSC"."""
    return one == other or one.name in other.name or other.name in one.name
