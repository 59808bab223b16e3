"""Who bears which share of the costs: "Davon trägt der Bund die Hälfte, den Rest die Stadt".

The sentence names no sum, or names the whole of it before; the thing is what the text spoke of.
"""

import re
from collections.abc import Iterator

from kg.facts.moods import mood
from kg.facts.reading import Reading
from kg.facts.sums import share_of_payer
from kg.facts.things import Thing, thing_before
from kg.model import Entity, Fact, Span

_BEARS = re.compile(
    r"\b(?:trägt|tragen|trug|trugen|getragen|übern(?:immt|ehmen|ahm|ahmen|ommen)|[Ff]inanzier\w+|"
    r"schultert?|steuert|steuern|steuerte|bei(?:ge)?steuert?|teil(?:en|ten|t|te) sich|"
    r"sich\b[^.;]{0,80}\bteil(?:en|ten)|aufbringen|bezuschuss\w+|kofinanziert)\b"
)
_OF_COSTS = re.compile(
    r"\b(?:[Dd]avon|Kosten|\w+kosten|Summe|Betrags?|Investition(?:en)?|Mittel|Finanzierung|Rest|"
    r"von denen|Millionen|Milliarden|Mio\.|Mrd\.|[Ff]inanziert|[Bb]ezuschusst)\b"
)
_NUMBER = r"(?:\d+(?:,\d+)?|zehn|zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)"
_SHARE = (
    rf"(?:(?:rund |gut |knapp |etwa |fast |mindestens )?{_NUMBER} (?:Prozent|%)|"
    r"(?:(?:rund|gut|knapp|etwa|fast) )?(?:die|der|ein|einem|zwei|drei) "
    r"(?:Hälfte|Drittel|Dritteln|Viertel|Vierteln|Fünftel|Löwenanteil)|[Dd]en (?:Rest|Löwenanteil))"
)
_EACH = r"(?:(?:jeweils|je|selbst|hingegen|davon|weitere|noch|zu|mit|dagegen|künftig) ){0,2}"
# "der Bund die Hälfte und das Land 40 Prozent", "Davon trägt die Stadt knapp die Hälfte"
_BEHIND = re.compile(rf"(?: \([^()]{{1,20}}\))? {_EACH}(?P<share>{_SHARE})\b")
# "45 Prozent der Summe übernahm die EU", "den Rest steuert der Freistaat bei"
_BEFORE = re.compile(
    rf"(?P<share>{_SHARE})(?: (?:der|des|davon)(?: [A-ZÄÖÜ]\w+)?)? "
    r"(?:trägt|tragen|trug|trugen|übern(?:immt|ehmen|ahm|ahmen)|[Ff]inanzier\w+|steuern?|steuerten?|"
    r"muss|müssen|will|wollen|soll|sollen|bringt|bringen)(?: (?:der|die|das))?"
    r"(?: (?:[A-ZÄÖÜ][\w-]+|[a-zäöüß-]+e))? $"
)
# "zur Hälfte finanziert vom Bund und zu 40 Prozent vom Land"
_BY = re.compile(
    rf"\b(?:zu[mr]?|je) (?:(?:rund|knapp|gut|etwa) )?(?P<share>{_NUMBER} (?:Prozent|%)|Hälfte|"
    r"einem (?:Drittel|Viertel)|zwei Dritteln|drei Vierteln|gleichen Teilen) (?:[a-zäöüß]+ ){0,2}"
    r"(?:vom|von (?:der|dem|den)|von|aus (?:dem|der)|durch (?:den|die|das))"
    r"(?: [a-zäöüß-]+(?:en|er))?(?: [A-ZÄÖÜ][\w-]+)? $"
)
# Ownership and votes speak of shares as well.
_OTHER = re.compile(r"\b(?:Anteile?n?|Aktien|Stimmen|gehör\w+|hält|halten|Gesellschafter\w*)\b")
_SURE = 0.7


def burden_facts(reading: Reading) -> Iterator[Fact]:
    """Yield who funds a thing with which share, where no relation to a sum tells it."""
    for number, sentence in enumerate(reading.sentences):
        text = reading.text[sentence.start : sentence.end]
        if not _BEARS.search(text) or not _OF_COSTS.search(text) or _OTHER.search(text):
            continue
        thing = _thing(reading, number)
        if thing is None:
            continue
        for payer, index, share in _payers(reading, sentence):
            if payer != thing.entity and not _is_told(reading, index):
                yield _fact(reading, sentence, payer, thing, share)


def _thing(reading: Reading, number: int) -> Thing | None:
    """Return what the costs are of: "für den Ausbau sind 5 Mio. Euro vorgesehen, von denen …"."""
    return thing_before(reading, reading.sentences[number].end)


def _payers(reading: Reading, sentence: Span) -> Iterator[tuple[Entity, int, str]]:
    """Yield the bodies of a sentence that bear a share, with their index and the share."""
    together: list[int] = []
    for index in reading.bodies(sentence):
        entity, span = reading.entity(index), reading.mention(index).span
        if entity is None:
            continue
        before = reading.text[max(sentence.start, span.start - 90) : span.start]
        behind = _BEHIND.match(reading.text, span.end, sentence.end)
        found = behind or _BEFORE.search(before) or _BY.search(before)
        if found is None:
            joined = reading.text[span.end : span.end + 20]
            together = [*together, index] if re.match(r",| und| sowie", joined) else []
            continue
        for other in (*together, index) if behind else (index,):
            who = reading.entity(other)
            if who is not None:
                yield who, other, found["share"]
        together = []


def _is_told(reading: Reading, payer: int) -> bool:
    """Tell whether a rule says which sum the payer gives, or a relation which share of a sum."""
    return any(
        relation.rule != "model" or share_of_payer(reading, payer, relation.child)
        for relation in reading.children("pays", payer)
        if reading.sentence_of(relation.child) >= reading.sentence_of(payer) - 1
    )


def _fact(reading: Reading, sentence: Span, payer: Entity, thing: Thing, share: str) -> Fact:
    evidence = {sentence, reading.sentences[reading.sentence_at(thing.span.start)]}
    return Fact(
        payer,
        "funds",
        thing.entity,
        tuple(sorted(evidence)),
        modality=mood(reading.text, sentence.start, sentence.end),
        confidence=_SURE,
        rule="bears-share",
        share=share,
        as_of=reading.document.published,
    )
