"""Successions: who follows whom in an office."""

import re
from collections.abc import Iterator

from kg.facts.reading import Reading
from kg.model import Fact, Modality, Span

_ROLE = r"(?:<ROLE\d+> )?"
_TITLES = r"(?:(?:[A-ZÄÖÜ]\w+ )?)"
_NEW, _OLD = r"<PER(?P<new>\d+)>", r"<PER(?P<old>\d+)>"
_GAP = r"[^.;<>]{0,60}(?:<(?:ROLE|ORG|DATE|LOC)\d+>[^.;<>]{0,30}){0,3}"
# Name of the rule → pattern over a sentence (or two) with its names replaced by markers.
_PATTERNS = {
    "follows": rf"{_NEW}{_GAP}\b(?:folgt|folgte|gefolgt)\b[^.;<>]{{0,40}}\bauf "
    rf"(?:den |die |ihren |seinen )?{_TITLES}{_ROLE}{_OLD}",
    "follows-inverted": rf"\b[Aa]uf {_ROLE}{_OLD}{_GAP}\b(?:folgt|folgte) (?:nun |jetzt )?"
    rf"(?:der |die )?{_GAP}{_NEW}",
    "successor-of": rf"{_NEW}{_GAP}\bNachfolge(?:rin|r)?(?: von|s? des| der)? "
    rf"{_TITLES}{_ROLE}{_OLD}",
    "successor-is": rf"{_OLD}[^<>]{{0,80}}\bNachfolger(?:in)? (?:ist|wird|wurde) {_GAP}{_NEW}",
    "predecessor": rf"{_NEW}.{{0,160}}\b(?:[Ii]hr|[Ss]ein|[Dd]essen|[Dd]eren)e?[nrs]? "
    rf"Vorgänger(?:in)?s? {_ROLE}{_OLD}",
    "follows-next": rf"{_NEW}[^<>]{{0,100}}(?:<(?:ROLE|ORG|DATE|LOC)\d+>[^<>]{{0,60}}){{0,3}}\. "
    rf"(?:(?:Die|Der) [A-ZÄÖÜ][\w-]+|Sie|Er) (?:folgt|folgte)[^<>.;]{{0,40}} auf {_ROLE}{_OLD}",
    "relieves": rf"{_NEW}{_GAP}\blöst(?:e)? {_GAP}{_OLD}[^.;<>]{{0,80}}\bab\b",
    "takes-over-from": rf"{_NEW}{_GAP}\b(?:übernimmt|übernahm)\b{_GAP}\bvon {_ROLE}{_OLD}",
}
_COMPILED = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
_ACROSS = ("predecessor", "successor-is", "follows-next")
# "Die Chemikerin tritt ihr Amt im Mai an und folgt auf …": of whom, the paragraph says.
_SHE = (
    r"^(?:[^<>]*?\b)?(?:[Ss]ie|[Ee]r|(?:Die|Der) (?:[\w-]+e )?[A-ZÄÖÜ][\w-]+)\b[^.<>]*"
    r"(?:<(?:ROLE|ORG|DATE|LOC)\d+>[^.<>]*){0,4}"
)
_ALONE = re.compile(
    rf"{_SHE}\b(?:folgt|folgte)(?: (?!und\b)\w+){{0,3}} auf {_TITLES}{_ROLE}{_OLD}|"
    rf"{_SHE}\b(?:löst|löste) {_TITLES}{_ROLE}{_OLD.replace('old', 'off')}[^.;<>]{{0,80}}\bab\b|"
    rf"^(?:Ihr|Sein)e? Vorgänger(?:in)?(?:, (?:der|die) [\w-]+(?: [\w-]+)?)?,? "
    rf"{_ROLE}{_OLD.replace('old', 'past')}"
)
_LONGEST = 1000  # characters; real sentences are shorter, lists without a full stop are not
# Without one of these no pattern speaks.
_ANY = re.compile("folgt|[Nn]achfolge|[Vv]orgänger|löst|übernimmt|übernahm")
_PLANNED = re.compile(r"\b(?:soll|wird|will|künftig|designiert\w*|vorgeschlagen)\b")


def succession_facts(reading: Reading) -> Iterator[Fact]:
    """Yield "X succeeds Y" where one sentence, or one and the next, say so."""
    for number, sentence in enumerate(reading.sentences):
        following = reading.sentences[number + 1 : number + 2]
        if not _ANY.search(reading.text, sentence.start, (*following, sentence)[0].end):
            continue
        yield from _in(reading, sentence, across=False)
        if following and "\n" not in reading.text[sentence.end : following[0].start]:
            yield from _in(reading, Span(sentence.start, following[0].end), across=True)
        yield from _alone(reading, sentence)


def _alone(reading: Reading, sentence: Span) -> Iterator[Fact]:
    """Yield the succession of the only person that the paragraph names before."""
    if sentence.end - sentence.start > _LONGEST:
        return
    match = _ALONE.search(_masked(reading, sentence))
    if match is None:
        return
    paragraph = reading.text.rfind("\n", 0, sentence.start) + 1
    old = int(match["old"] or match["off"] or match["past"])
    before = [k for k in reading.inside(Span(paragraph, sentence.end), "PER") if k < old]
    if len({reading.entity(index) for index in before}) == 1:
        fact = _fact(reading, before[-1], old, match[0], "follows-alone")
        if fact is not None:
            yield fact


def _in(reading: Reading, span: Span, *, across: bool) -> Iterator[Fact]:
    if not len(reading.inside(span, "PER")) > 1:
        return
    masked = _masked(reading, span)
    for name, pattern in _COMPILED.items():
        if across and name not in _ACROSS:
            continue
        for match in pattern.finditer(masked):
            fact = _fact(reading, int(match["new"]), int(match["old"]), match[0], name)
            if fact is not None:
                yield fact


def _fact(reading: Reading, new: int, old: int, words: str, rule: str) -> Fact | None:
    successor, predecessor = reading.entity(new), reading.entity(old)
    if successor is None or predecessor is None:
        return None
    modality: Modality = "planned" if _PLANNED.search(words) else "factual"
    return Fact(
        successor,
        "succeeds",
        predecessor,
        reading.evidence(new, old),
        modality=modality,
        confidence=round(0.85 * reading.certainty(new, old), 3),
        rule=f"succession:{rule}",
        as_of=reading.document.published,
    )


def _masked(reading: Reading, span: Span) -> str:
    parts, position = [], span.start
    for index in reading.inside(span):
        mention = reading.mention(index)
        parts.append(f"{reading.text[position : mention.span.start]}<{mention.label}{index}>")
        position = mention.span.end
    return "".join([*parts, reading.text[position : max(position, span.end)]]).replace("\n", " ")
