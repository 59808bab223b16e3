"""Reactions told by nouns and votes: "Lob kam vom VdK", "SPD und FDP stimmten dagegen".

What they react to stands beside the noun ("Kritik an der Wallet"), else it is the matter that the
text spoke of before.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.facts.actors import joined, one_before, speaker, speakers
from kg.facts.matters import MATTER, matter_before, matter_named
from kg.facts.purposes import ARTICLE, PHRASE, topic
from kg.facts.reading import Reading
from kg.model import Entity, Fact, Span

_ADJECTIVE = r"(?:[A-ZÄÖÜ]?[a-zäöüß]+(?:e|er|es|en) )?"
_GOOD = (
    r"(?:Lob|Rückhalt|Zustimmung|Unterstützung|Rückendeckung|Beifall|Zuspruch|Applaus|"
    r"Schützenhilfe)"
)
_BAD = r"(?:Kritik|Ablehnung|Widerspruch|Widerstand|Protest|Proteste|Gegenwind|Bedenken)"
_NOUN = rf"{_ADJECTIVE}(?:(?P<good>{_GOOD})|(?P<bad>{_BAD}))"
_ABOUT = rf"(?: (?:an|für|zu|gegen|am|zum|zur)(?: {ARTICLE})? (?P<what>{PHRASE}))?"
_ALSO = r"(?: (?:auch|unter anderem|dagegen|hingegen|unterdessen|dafür|etwa|zudem|erneut)){0,2}"
_FROM = r"(?:vo[mn]|aus)(?: (?:de[rmn]|den))?(?: (?:[a-zäöüß]+en|[A-ZÄÖÜ][\w-]+)){0,2} $"
# "Lob kam von der Allianz", "Rückendeckung erhielt das Haus vom BREKO"
_NOUN_FROM = re.compile(
    rf"\b{_NOUN}{_ABOUT}{_ALSO} (?:kam|kommt|gab es|gibt es|"
    rf"(?P<gets>erhielt|bekam|erfuhr|erntete|erhält|bekommt))\b(?P<getter>[^,.;:]{{0,60}}?)\b{_FROM}"
)
# "Ablehnend äußerte sich die KBV"
_ADVERBS = (
    r"(?:(?P<good>Zustimmend|Wohlwollend|Positiv|Lobend|Erfreut|Erleichtert)|"
    r"(?P<bad>Ablehnend|Kritisch|Skeptisch(?:er)?|Enttäuscht|Empört|Verärgert))"
)
_VOICED = re.compile(
    rf"\b{_ADVERBS}(?: zu (?:{ARTICLE} )?(?P<what>{PHRASE}))? "
    rf"(?:äußert|äußerten?|äusserten?|zeigten?|reagierten?)(?: sich)?{_ALSO}(?: (?:der|die|das))?"
    r"(?: (?:[a-zäöüß]+e|[A-ZÄÖÜ][\w-]+)){0,3} $"
)
# "Vom Chaos Computer Club kam Kritik an der geplanten Wallet"
_FROM_NOUN = re.compile(rf"{_ALSO} (?:kam|kommt){_ALSO} {_NOUN}{_ABOUT}")
_OPENS = re.compile(r"(?:^|[.;:“] ?)(?:Auch )?(?:V|v)o[mn](?: (?:der|dem|den))?(?: [\w-]+){0,2} $")
# "SPD, FDP und SSW stimmten dagegen", "votierten mit Nein"
_VOTED = re.compile(
    r"(?: \([^()]{1,20}\))?(?: [a-zäöüß]+)? (?:stimm|votier)(?:t|te|en|ten)"
    r"(?: [a-zäöüß]+){0,2}? (?:(?P<against>dagegen|mit Nein)|(?P<for>dafür|mit Ja))\b"
)
# "Mit den Stimmen von CDU und SPD hat der Landtag den Haushalt verabschiedet"
_WITH_VOTES = re.compile(
    r"\b[Mm]it den Stimmen (?:von|der|des)(?: (?:Fraktionen|Koalition aus))?(?: von)?"
    r"(?: [a-zäöüß]+en)? $"
)
_AGAINST_VOTES = re.compile(r"\b[Gg]egen die Stimmen (?:von|der|des)(?: [a-zäöüß]+en)? $")
_PASSED = re.compile(
    rf"\b(?:den|die|das)(?: [a-zäöüß]+(?:e|en))? (?P<what>{PHRASE})(?: \([^()]{{1,30}}\))? "
    r"(?:[a-zäöüß]+ )?(?:verabschiedet|beschlossen|gebilligt|freigegeben|angenommen|bewilligt|"
    r"verlängert|geändert)\b"
)
# "Gegen den Einstieg sprach sich der SSW aus", "Für die Vorlage stimmten auch die Grünen"
_AGAINST_FIRST = re.compile(
    rf"(?:^|[.;:“] ?)(?:(?P<against>Gegen|Vor)|(?P<for>Für))(?: {ARTICLE})? "
    rf"(?P<what>{PHRASE})[^,.;:]{{0,60}}? (?:spr(?:ach|achen|icht|echen) sich|(?:stimm|votier|"
    r"protestier|demonstrier|warn)(?:t|te|en|ten))(?: [a-zäöüß]+){0,2}"
    r"(?: (?:der|die|das))?(?: [a-zäöüß]+e)?(?: [A-ZÄÖÜ][\w-]+)? $"
)
# Without one of these no pattern speaks.
_ANY = re.compile(
    rf"{_GOOD}|{_BAD}|[Ss]timm|votier|protestier|demonstrier|\bwarn|\bspr(?:ach|icht|echen)|"
    r"\bsprachen|[äÄ]u(?:ß|ss)er|zeigten? sich|reagier"
)
_CONTINUED = re.compile(r"(?:\w,| und| sowie)(?: (?:die|der|das))? $|\b(?:von|mit|der) $")
_PRONOUN = re.compile(r"\b(?:er|sie|ihn)\b")
_WHOLE = re.compile(rf"{MATTER}(?: |$)")
_SURE = 0.75


class _Reaction(NamedTuple):
    """Who reacts, for or against, to which words; `gets` is where who gets it stands."""

    speakers: list[int]
    good: bool
    what: Span | None
    gets: Span | None = None


def reaction_facts(reading: Reading) -> Iterator[Fact]:
    """Yield who supports or opposes what by a noun or a vote."""
    for sentence in reading.sentences:
        if not _ANY.search(reading.text, sentence.start, sentence.end):
            continue
        for first in speakers(reading, sentence):
            for reaction in _reactions(reading, sentence, first):
                yield from _facts(reading, sentence, reaction)


def _reactions(reading: Reading, sentence: Span, first: int) -> Iterator[_Reaction]:
    """Yield the reactions whose speaker, or the first of several, is this mention."""
    span = reading.mention(first).span
    before = reading.calm[sentence.start : span.start]
    several = joined(reading, first, sentence)
    behind = _VOTED.match(reading.calm, reading.mention(several[-1]).span.end, sentence.end)
    if behind and not _is_continued(before):
        yield _Reaction(several, behind["for"] is not None, None)
    for pattern in (_NOUN_FROM, _VOICED, _AGAINST_FIRST):
        if found := pattern.search(before):
            groups = found.groupdict()
            good = groups.get("good") or groups.get("for")
            gets = _what(found, sentence.start, "getter") if groups.get("gets") else None
            yield _Reaction(several, bool(good), _what(found, sentence.start), gets)
    if _OPENS.search(before) and (found := _FROM_NOUN.match(reading.calm, span.end, sentence.end)):
        yield _Reaction([first], found["good"] is not None, _what(found, 0))
    for pattern, good in ((_WITH_VOTES, True), (_AGAINST_VOTES, False)):
        if pattern.search(before):
            passed = _PASSED.search(reading.text, span.end, sentence.end)
            yield _Reaction(several, good, _what(passed, 0) if passed else None)


def _is_continued(before: str) -> bool:
    """Tell whether a mention is not the first of its enumeration, or is governed."""
    return _CONTINUED.search(before) is not None


def _what(match: re.Match[str], offset: int, group: str = "what") -> Span | None:
    if not match[group]:
        return None
    return Span(match.start(group) + offset, match.end(group) + offset)


def _facts(reading: Reading, sentence: Span, reaction: _Reaction) -> Iterator[Fact]:
    if reaction.gets is not None and reaction.what is None:
        found = _getter(reading, reaction.gets)
    else:
        found = _object(reading, sentence, reaction.what)
    if found is None:
        return
    thing, place = found
    for index in reaction.speakers:
        who = speaker(reading, index)
        if who is not None and who != thing:
            yield Fact(
                who,
                "supports" if reaction.good else "opposes",
                thing,
                tuple(sorted({sentence, reading.sentences[reading.sentence_at(place)]})),
                confidence=round(_SURE * reading.certainty(index), 3),
                rule="reaction",
                as_of=reading.document.published,
            )


def _getter(reading: Reading, span: Span) -> tuple[Entity, int] | None:
    """Return who gets praise or blame: "Rückendeckung erhielt das Haus vom BREKO"."""
    inside = speakers(reading, span)
    if not inside and _PRONOUN.search(reading.text, span.start, span.end):
        inside = one_before(reading, reading.sentences[reading.sentence_at(span.start)])
    for index in inside:
        if (entity := speaker(reading, index)) is not None:
            return entity, reading.mention(index).span.start
    return None


def _object(reading: Reading, sentence: Span, what: Span | None) -> tuple[Entity, int] | None:
    """Return what is reacted to, and where it stands."""
    if what is None:
        meant = matter_before(reading, sentence.start)
        return (meant.entity, meant.span.start) if meant else None
    named = reading.inside(what, "LAW", "PROG")
    if named and (entity := reading.entity(named[0])) is not None:
        return entity, what.start
    words = reading.text[what.start : what.end]
    if noun := _WHOLE.fullmatch(words):
        meant = matter_named(reading, noun["matter"], what)
        return meant.entity, meant.span.start
    return topic(words), what.start
