"""Who leads what by a verb: "die seit 2021 das Institut für Umweltplanung leitet"."""

import re
from collections.abc import Iterator

from kg.facts.reading import Reading
from kg.model import Fact, Span

_LEADS = r"(?:leitet|leitete|führt|führte|vorsteht|vorsitzt)"
# What may stand between a person and "der … leitet": party, body, a title.
_BEHIND_NAME = re.compile(
    r"(?: \([^()]{1,40}\))?(?: (?:von|vom) (?:der |den )?[A-ZÄÖÜ][\w -]{1,60})?, (?:der|die) "
)
_FEW = (
    r"(?:(?!(?:de[rnms]|die|das|über|zu|mit|an|auf|für|gegen|durch|bei|um|vor|nach|aus|von)\b)"
    r"[\wäöüß.-]+ ){0,5}"
)
_ARTICLE = r"(?:de[rnm]|die|das)"
# Between "der" and the body: "seit 2021 auch das", "derzeit noch das Controlling der"
_TO_BODY = re.compile(
    rf"{_FEW}{_ARTICLE}(?: [a-zäöüß]+(?:en|e))?"
    rf"(?P<part> [A-ZÄÖÜ][\w-]+ (?:de[rs]|von|beim?|im))? "
)
_END = re.compile(rf"(?: \([^()]{{1,30}}\))?(?: in [A-ZÄÖÜ][\w-]+)? (?P<verb>{_LEADS})\b")
# "Ada Roth leitet seit 2019 das Institut"
_MAIN = re.compile(
    rf"(?: \([^()]{{1,40}}\))?(?:, [^,;:.–]{{2,80}},)? (?P<verb>leitet|leitete|führt|führte) "
    rf"{_FEW}{_ARTICLE}(?: [a-zäöüß]+e)? "
)
_ANY = re.compile(rf"\b{_LEADS}\b")
_PAST = ("leitete", "führte")
_SURE = 0.8


def leader_facts(reading: Reading) -> Iterator[Fact]:
    """Yield who leads a body, with "Leitung" as the role."""
    for person, mention in enumerate(reading.mentions):
        if mention.label != "PER":
            continue
        sentence = reading.sentences[reading.sentence_of(person)]
        if not _ANY.search(reading.text, mention.span.end, sentence.end):
            continue
        for body in reading.inside(Span(mention.span.end, sentence.end + 1), "ORG"):
            role = _role(reading, mention.span, reading.mention(body).span, sentence)
            if role is not None:
                yield from _fact(reading, person, body, role, sentence)
                break


def _role(reading: Reading, person: Span, body: Span, sentence: Span) -> str | None:
    """Return the role where the words between and behind say that the person leads the body."""
    start = _BEHIND_NAME.match(reading.calm, person.end, sentence.end)
    if start and (way := _TO_BODY.fullmatch(reading.calm, start.end(), body.start)):
        end = _END.match(reading.calm, body.end, sentence.end)
        part = (way["part"] or "").rpartition(" ")[0]
        return f"{'bisher ' if end['verb'] in _PAST else ''}Leitung{part}" if end else None
    main = _MAIN.fullmatch(reading.calm, person.end, body.start)
    return "Leitung" if main else None


def _fact(reading: Reading, person: int, body: int, role: str, sentence: Span) -> Iterator[Fact]:
    who, where = reading.entity(person), reading.entity(body)
    if who is not None and where is not None and who.type == "Person":
        yield Fact(
            who,
            "memberOf",
            where,
            (sentence,),
            confidence=round(_SURE * reading.certainty(person, body), 3),
            rule="leads",
            role=role,
            as_of=reading.document.published,
        )
