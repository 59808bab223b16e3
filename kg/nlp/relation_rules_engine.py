"""Relations that patterns over labelled spans and the words around them can state on their own.

A sentence is masked first: each mention becomes `<LABEL7>` (7 is its index), titles, quotation
marks and asides go away. A rule is then one regular expression whose group `h` is the head and
`c` the child. Nothing here needs a parser; the rules serve as a baseline, as features and as a
supplement of the trained component. How precise each one is stands in `docs/facts.md`.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.model import Mention, Relation, Span
from kg.nlp.modality import modality_of

_TITLES = re.compile(
    r"\b(?:(?:Univ\.-|Jun\.-|Priv\.-)?Prof\.|Professor(?:in)?|Dr\.(?:-Ing\.)?|Dipl\.-\w+\.|"
    r"Mag\.|(?:h|e)\. ?[ce]\.|iur\.|rer\. (?:nat|pol)\.|phil\.|med\.|jur\.|RA(?:['’]in)?|"
    r"Herrn?|Frau|M\.A\.|MdB|MdL|LL\.M\.) ?(?=<|Prof|Dr|[a-z]\.|iur|rer|phil|med|jur)"
)
_QUOTES = re.compile(r"[„“”\"‚‘»«]")
_ASIDE = re.compile(r" ?\((?:[^<>()]{1,30})\)")
_ABBREVIATION = re.compile(r"\b(a|i|z|u|o|d)\. ?([A-Za-z])\.(?: ?([a-z])\.)?")
_MARKER = re.compile(r"<[A-Z]+(\d+)>")
_COORDINATION = re.compile(
    r"^(?: \([^()]*\))?(?:, (?:und|sowie) | und | sowie | oder | & |, |/| wie auch | bzw\. )"
    r"(?:(?:auch|der|die|das|den|dem|des|vom|von|von der|im|in|aus|bei|beim|an der) ){0,2}$"
)


Accept = Callable[[Mention, Mention], bool]


def _any(_head: Mention, _child: Mention) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern; `spread` names the ends ("h", "c") that an enumeration may multiply.

    `score` is the precision measured on the training paragraphs, rounded down; `accept` looks at
    the words of head and child where the pattern alone cannot tell.
    """

    name: str
    relation: str
    pattern: re.Pattern[str]
    score: float = 0.9
    spread: str = ""
    accept: Accept = _any


@dataclass(frozen=True, slots=True)
class Masked:
    """One stretch of text with its mentions replaced by markers."""

    text: str
    span: Span
    mentions: tuple[int, ...]


def head(*labels: str) -> str:
    """Return the pattern of the head of a relation, one of these labels."""
    return rf"<(?:{'|'.join(labels)})(?P<h>\d+)>"


def child(*labels: str) -> str:
    """Return the pattern of the child of a relation, one of these labels."""
    return rf"<(?:{'|'.join(labels)})(?P<c>\d+)>"


def other(*labels: str) -> str:
    """Return the pattern of a mention that takes no part in the relation."""
    return rf"<(?:{'|'.join(labels)})\d+>"


def rule(
    name: str,
    relation: str,
    pattern: str,
    score: float = 0.9,
    spread: str = "",
    accept: Accept = _any,
) -> Rule:
    """Compile a rule; a space in `pattern` stands for one space of the masked text."""
    return Rule(name, relation, re.compile(pattern), score, spread, accept)


def starts_of(mentions: Sequence[Mention]) -> list[int]:
    """Return where the mentions start, for `inside`; they are in text order."""
    return [mention.span.start for mention in mentions]


def inside(starts: Sequence[int], span: Span) -> range:
    """Return the indexes of the mentions that start inside `span`."""
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def mask(text: str, span: Span, mentions: Sequence[Mention], within: range) -> Masked:
    """Replace the mentions `within` the span by markers and drop what no rule looks at."""
    parts, position = [], span.start
    for index in within:
        mention = mentions[index]
        parts.append(f"{text[position : mention.span.start]}<{mention.label}{index}>")
        position = mention.span.end
    parts.append(text[position : max(position, span.end)])
    return Masked(_tidy("".join(parts)), span, tuple(within))


def _tidy(masked: str) -> str:
    masked = _QUOTES.sub("", masked.replace("\n", " "))
    masked = _ABBREVIATION.sub(lambda m: "".join(g or "" for g in m.groups()), masked)
    for _ in range(3):
        masked = _TITLES.sub("", masked)
    return re.sub(r" {2,}", " ", _ASIDE.sub("", masked))


def coordinated(masked: Masked, mentions: Sequence[Mention]) -> dict[int, tuple[int, ...]]:
    """Return, for each mention of an enumeration, all mentions of that enumeration."""
    groups: list[list[int]] = []
    markers = list(_MARKER.finditer(masked.text))
    for marker, following in itertools.pairwise(markers):
        left, right = int(marker[1]), int(following[1])
        between = masked.text[marker.end() : following.start()]
        if mentions[left].label == mentions[right].label and _COORDINATION.match(between):
            if groups and groups[-1][-1] == left:
                groups[-1].append(right)
            else:
                groups.append([left, right])
    return {index: tuple(group) for group in groups for index in group}


def apply_rules(
    rules: Iterable[Rule], text: str, sentences: Sequence[Span], mentions: Sequence[Mention]
) -> list[Relation]:
    """Run each rule on each sentence; one relation per name and pair, the surest rule wins."""
    found: dict[tuple[str, int, int], Relation] = {}
    ordered = sorted(rules, key=lambda r: (-r.score, r.name))
    starts = starts_of(mentions)
    for sentence in sentences or paragraphs(text):
        masked = mask(text, sentence, mentions, inside(starts, sentence))
        if len(masked.mentions) < 2:
            continue
        groups = coordinated(masked, mentions)
        for each in ordered:
            for h, c in _pairs(each, masked, groups):
                if not each.accept(mentions[h], mentions[c]):
                    continue
                modality = modality_of(text, sentence, each.relation, mentions[h], mentions[c])
                relation = Relation(each.relation, h, c, modality, each.score, each.name)
                found.setdefault((each.relation, h, c), relation)
    return sorted(found.values(), key=lambda r: (r.head, r.child, r.name))


def _pairs(
    each: Rule, masked: Masked, groups: dict[int, tuple[int, ...]]
) -> Iterator[tuple[int, int]]:
    for match in _overlapping(each.pattern, masked.text):
        h, c = int(match["h"]), int(match["c"])
        heads = groups.get(h, (h,)) if "h" in each.spread else (h,)
        children = groups.get(c, (c,)) if "c" in each.spread else (c,)
        yield from ((a, b) for a in heads for b in children if a != b)


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    match = pattern.search(text)
    while match:
        yield match
        match = pattern.search(text, match.start() + 1)


def paragraphs(text: str) -> list[Span]:
    """Return the lines of `text` that hold anything, as spans."""
    return [Span(*m.span()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
