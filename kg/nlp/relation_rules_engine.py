"""Relations that patterns over labelled spans and the words around them can state on their own.

A sentence is masked first: each mention becomes `<LABEL7>` (7 is its index), titles, quotation
marks and asides go away. A rule is then one regular expression whose group `h` is the head and
`c` the child. Nothing here needs a parser; the rules serve as a baseline, as features and as a
supplement of the trained component. How precise each one is stands in `docs/facts.md`.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
_SPACES = re.compile(r" {2,}")
_MARKER = re.compile(r"<[A-Z]+(\d+)>")
_BRACKETS = re.compile(r"\([^()]*\)")
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
    """A sentence with its mentions replaced by markers.

    `groups` gives, for each mention of an enumeration, all mentions of that enumeration.
    """

    text: str
    span: Span
    mentions: int
    groups: Mapping[int, tuple[int, ...]]


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


def masked_sentences(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention]
) -> list[Masked]:
    """Return the sentences that hold mentions, masked; without `sentences` lines count."""
    starts, found = starts_of(mentions), []
    for sentence in sentences or paragraphs(text):
        if within := inside(starts, sentence):
            masked = _mask(text, sentence, mentions, within)
            groups = _coordinated(masked, mentions)
            found.append(Masked(masked, sentence, len(within), groups))
    return found


def _mask(text: str, span: Span, mentions: Sequence[Mention], within: range) -> str:
    """Replace the mentions `within` the span by markers and drop what no rule looks at."""
    parts, position = [], span.start
    for index in within:
        mention = mentions[index]
        parts.append(f"{text[position : mention.span.start]}<{mention.label}{index}>")
        position = mention.span.end
    parts.append(text[position : max(position, span.end)])
    return _tidy("".join(parts))


def _tidy(masked: str) -> str:
    masked = _QUOTES.sub("", masked.replace("\n", " "))
    masked = _ABBREVIATION.sub(lambda m: "".join(g or "" for g in m.groups()), masked)
    titles = 1
    while titles:  # "Prof. Dr. <PER1>" loses one after the other
        masked, titles = _TITLES.subn("", masked)
    return _SPACES.sub(" ", _ASIDE.sub("", masked))


def _coordinated(masked: str, mentions: Sequence[Mention]) -> dict[int, tuple[int, ...]]:
    groups: list[list[int]] = []
    # "Ada Roth (SPD) und Ole Kurz (CDU)": what stands in brackets does not part the two.
    asides = [bracket.span() for bracket in _BRACKETS.finditer(masked)]
    markers = [
        marker
        for marker in _MARKER.finditer(masked)
        if not any(a <= marker.start() < b for a, b in asides)
    ]
    closed = False  # by "und": "A und B sowie C" are two and one
    for marker, following in itertools.pairwise(markers):
        left, right = int(marker[1]), int(following[1])
        between = masked[marker.end() : following.start()]
        alike = mentions[left].label == mentions[right].label
        goes_on = bool(groups) and groups[-1][-1] == left
        if not (alike and _COORDINATION.match(between)) or (goes_on and closed):
            continue
        if goes_on:
            groups[-1].append(right)
        else:
            groups.append([left, right])
        closed = " und " in between
    return {index: tuple(group) for group in groups for index in group}


def apply_rules(
    rules: Iterable[Rule], text: str, sentences: Sequence[Masked], mentions: Sequence[Mention]
) -> list[Relation]:
    """Run each rule on each sentence; one relation per name and pair, the surest rule wins."""
    found: dict[tuple[str, int, int], Relation] = {}
    ordered = sorted(rules, key=lambda r: (-r.score, r.name))
    for masked in sentences:
        for each in ordered if masked.mentions > 1 else ():
            for h, c in _pairs(each, masked):
                if not each.accept(mentions[h], mentions[c]):
                    continue
                modality = modality_of(text, masked.span, each.relation, mentions[h], mentions[c])
                relation = Relation(each.relation, h, c, modality, each.score, each.name)
                found.setdefault((each.relation, h, c), relation)
    return sorted(found.values(), key=lambda r: (r.head, r.child, r.name))


def _pairs(each: Rule, masked: Masked) -> Iterator[tuple[int, int]]:
    match = each.pattern.search(masked.text)
    while match:
        h, c = int(match["h"]), int(match["c"])
        heads = masked.groups.get(h, (h,)) if "h" in each.spread else (h,)
        children = masked.groups.get(c, (c,)) if "c" in each.spread else (c,)
        yield from ((a, b) for a in heads for b in children if a != b)
        # Matches may overlap.
        match = each.pattern.search(masked.text, match.start() + 1)


def paragraphs(text: str) -> list[Span]:
    """Return the lines of `text` that hold anything, as spans."""
    return [Span(*m.span()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
