"""Verb frames: who does what to whom, told from a verb and the words that introduce each name.

Without a parser the words before a mention tell its part: nothing or a nominative article (subject
or object), a genitive article after a noun, or a preposition ("vom Bund", "für den Hafen").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Mention, Relation
from kg.nlp.modality import modality_of
from kg.nlp.relation_rules_engine import Masked

_PREPOSITIONS = (
    r"an|auf|aus|bei|durch|für|gegen|hinter|in|mit|nach|neben|seit|über|um|unter|von|vor|zu|"
    r"zwischen|zugunsten|gegenüber|wegen|laut|gemeinsam mit|seitens|ohne|bis"
)
_CONTRACTED = {
    "am": "an", "ans": "an", "beim": "bei", "im": "in", "ins": "in", "vom": "von", "zum": "zu",
    "zur": "zu", "fürs": "für", "aufs": "auf", "seitens": "von", "gemeinsam mit": "mit",
}  # fmt: skip
_ADJECTIVES = (
    r"(?:(?:[a-zäöüß-]+(?:en|er|es|em|e)|je|rund|etwa|bis zu|weitere[nrms]?|insgesamt) ){0,3}"
)
_NOUNS = r"(?:[A-ZÄÖÜ][\wäöüß-]+ ){0,2}"
_ARTICLES = r"(?:(?:der|die|das|dem|den|des|eine?[rnms]?|unser\w*|ihr\w*|sein\w*|deren|dessen) )?"
_GOVERNED = re.compile(
    rf"(?:^|[ (])(?P<prep>(?i:{_PREPOSITIONS}|am|ans|beim|im|ins|vom|zum|zur|fürs|aufs)) "
    rf"{_ARTICLES}{_ADJECTIVES}{_NOUNS}$"
)
_GENITIVE = re.compile(
    rf"(?:[A-ZÄÖÜ][\wäöüß-]+|>) (?:der|des|deren|dessen|eine[rs]) {_ADJECTIVES}{_NOUNS}$"
)
_CLAUSE_END = re.compile(r"; |: | – |, (?:dass|weil|wenn|während|wie|um|aber|doch|sondern)\b")
_REACH = 140


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb and the parts around it; `heads_by` and `children_by` are introductions ("" bare)."""

    name: str
    relation: str
    verb: re.Pattern[str]
    heads: tuple[str, ...]
    heads_by: tuple[str, ...]
    children: tuple[str, ...]
    children_by: tuple[str, ...]
    score: float = 0.75
    after: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A mention in a masked sentence: its number, and what introduces it ("" nothing, "gen")."""

    index: int
    label: str
    position: int
    by: str


def frame_relations(
    frames: Sequence[Frame], text: str, sentences: Sequence[Masked], mentions: Sequence[Mention]
) -> list[Relation]:
    """Run the frames over the sentences; one relation per name and pair, the surest wins."""
    found: dict[tuple[str, int, int], Relation] = {}
    ordered = sorted(frames, key=lambda f: (-f.score, f.name))
    for masked in sentences:
        if masked.mentions < 2:
            continue
        parts = list(parts_of(masked))
        for frame in ordered:
            for h, c in _pairs(frame, masked, parts):
                modality = modality_of(text, masked.span, frame.relation, mentions[h], mentions[c])
                relation = Relation(frame.relation, h, c, modality, frame.score, frame.name)
                found.setdefault((frame.relation, h, c), relation)
    return list(found.values())


def parts_of(masked: Masked) -> Iterator[Part]:
    """Yield the mentions of a masked sentence in order."""
    previous: Part | None = None
    for match in re.finditer(r"<([A-Z]+)(\d+)>", masked.text):
        before = masked.text[max(0, match.start() - 90) : match.start()]
        by = _introduction(before)
        if (
            previous
            and by == ""
            and re.search(
                r"> (?:und|sowie|oder|&) \w{0,4} ?$|>, (?:der |die |das |dem |den )?$|>/$", before
            )
            and previous.label == match[1]
        ):
            by = previous.by
        previous = Part(int(match[2]), match[1], match.start(), by)
        yield previous


def _introduction(before: str) -> str:
    local = before.rpartition(">")[2] if not before.endswith(">") else ""
    governed = _GOVERNED.search(local)
    if governed:
        word = governed["prep"].lower()
        return _CONTRACTED.get(word, word)
    return "gen" if _GENITIVE.search(before) else ""


def _pairs(frame: Frame, masked: Masked, parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    groups = masked.groups
    for verb in frame.verb.finditer(masked.text):
        start, end = clause(masked.text, verb.start(), verb.end())
        near = [p for p in parts if start <= p.position < end]
        heads = [p for p in near if p.label in frame.heads and p.by in frame.heads_by]
        children = [p for p in near if p.label in frame.children and p.by in frame.children_by]
        head = min(heads, key=lambda p: _distance(p, verb), default=None)
        if head is None:
            continue
        children = [
            c
            for c in children
            if c.index not in groups.get(head.index, (head.index,))
            and (not frame.after or c.position > head.position)
        ]
        child = min(children, key=lambda p: _distance(p, verb), default=None)
        if child is None or abs(child.position - head.position) > 2 * _REACH:
            continue
        for h in groups.get(head.index, (head.index,)):
            for c in groups.get(child.index, (child.index,)):
                yield h, c


def _distance(part: Part, verb: re.Match[str]) -> int:
    return min(abs(part.position - verb.start()), abs(part.position - verb.end()))


def clause(
    text: str, start: int, end: int, borders: re.Pattern[str] = _CLAUSE_END
) -> tuple[int, int]:
    """Return from where to where the clause around a verb goes."""
    first, last = 0, len(text)
    for border in borders.finditer(text):
        if border.end() <= start:
            first = border.end()
        elif border.start() >= end:
            last = border.start()
            break
    return first, last
