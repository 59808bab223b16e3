"""Rules that look past one sentence: names of one thing, roles that refer back."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Mention, Relation, Span
from kg.nlp.relation_rules_engine import inside, starts_of

_LEADER = re.compile(
    r".*(?:präsident|geschäftsführer|vorsitzende|direktor|vorständ|vorstand|sprecher|chef|leiter|"
    r"sekretär|ceo|rektor|kanzler|intendant|inhaber|gründer|obmann|obfrau|hauptmann)"
    r"(?:in|innen|en|r|n|s|mitglied)?(?: a\. ?D\.)?",
    re.I,
)
_MUNICIPAL = re.compile(
    r".*(?:bürgermeister|landrat|landrät|kämmerer|kämmerin|stadtrat|stadträt|stadtbaur|"
    r"dezernent|beigeordnete|ortsvorsteher|amtsleiter)\w*",
    re.I,
)
_DEFINITE = re.compile(
    r"(?:^|[\s„“])(?:[Dd](?:er|ie|en|em)|[Aa]ls|[Dd]essen|[Dd]eren)(?: [a-zäöüß]+)? $"
)
_LEGAL_FORM = re.compile(r" (?:GmbH|AG|SE|KG|e\. ?V\.|mbH|UG|AöR|eG|& Co\.).*$")
_NEUTRAL = re.compile(
    r"^(?:(?:Freistaat|Land|Freie|Bundesland|Republik|Hansestadt|Stadt|Kreis|Landkreis)"
    r"(?:e?s)? )+"
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    span: Span
    sentences: tuple[Span, ...]
    mentions: Sequence[Mention]
    inside: tuple[int, ...]

    def sentence(self, index: int) -> int:
        start = self.mentions[index].span.start
        return next((k for k, s in enumerate(self.sentences) if s.start <= start < s.end), -1)

    def of(self, *labels: str) -> list[int]:
        return [i for i in self.inside if self.mentions[i].label in labels]


def context_relations(
    text: str,
    sentences: Sequence[Span],
    paragraphs: Sequence[Span],
    mentions: Sequence[Mention],
    found: Sequence[Relation],
) -> list[Relation]:
    """Return what only the paragraph states; `found` is what the sentence rules gave."""
    result: list[Relation] = []
    held = {r.child for r in found if r.name == "role_holder"}
    holders = {r.head for r in found if r.name == "role_holder"}
    placed = {r.head for r in found if r.name == "role_at"}
    starts = starts_of(mentions)
    begins = [sentence.start for sentence in sentences]
    for span in paragraphs:
        within = tuple(inside(starts, span))
        kept = tuple(sentences[bisect_left(begins, span.start) : bisect_left(begins, span.end)])
        paragraph = _Paragraph(text, span, kept or (span,), mentions, within)
        result += _same_names(paragraph)
        result += _referring_roles(paragraph, held, holders)
        result += _bodies_of_roles(paragraph, placed)
    return result


def _same_names(paragraph: _Paragraph) -> Iterator[Relation]:
    mentions = paragraph.mentions
    for position, later in enumerate(paragraph.inside):
        if mentions[later].label not in ("PER", "ORG", "LOC", "LAW", "PROG", "EVENT"):
            continue
        for first in paragraph.inside[:position]:
            if mentions[first].label == mentions[later].label and _same(
                paragraph.text, mentions[first], mentions[later]
            ):
                yield Relation("same_as", later, first, score=0.9, rule="same-name")
                break


def _same(text: str, first: Mention, later: Mention) -> bool:
    if first.label == "PER":
        return _same_person(first.text, later.text)
    if _stem(first.text) == _stem(later.text):
        return True
    between = text[first.span.end : later.span.start]
    if re.fullmatch(r" \(|, kurz:? „?|, kurz „|,? (?:kurz|abgekürzt) ", between):
        return True
    return _is_acronym(later.text, first.text)


def _same_person(first: str, later: str) -> bool:
    full, short = first.split(), later.removesuffix("s").split()
    names = (later.split(), short)
    return any(full[-len(n) :] == n or (n == full) for n in names if n) and len(full) >= len(short)


def _stem(name: str) -> str:
    words = _NEUTRAL.sub("", _LEGAL_FORM.sub("", name)).split()
    return " ".join(re.sub(r"(?<=[^\Ws]{3})(?:en|es|er|e|s|n)$", "", w) for w in words).casefold()


def _is_acronym(short: str, full: str) -> bool:
    letters = re.sub(r"[^A-Za-zÄÖÜ]", "", short)
    if not 2 <= len(letters) <= 6 or letters.upper() != letters or " " not in full:
        return False
    capitals = "".join(part[0] for part in re.findall(r"[A-ZÄÖÜ]\w*", full))
    return capitals.upper() == letters


def _referring_roles(
    paragraph: _Paragraph, held: set[int], holders: set[int]
) -> Iterator[Relation]:
    """Yield "X warnt. Der Präsident des Y …": the role of the only person so far without one."""
    for role in paragraph.of("ROLE"):
        before = paragraph.text[paragraph.span.start : paragraph.mentions[role].span.start]
        if role in held or not _DEFINITE.search(before):
            continue
        near = [
            p
            for p in paragraph.of("PER")
            if p < role and paragraph.sentence(role) - paragraph.sentence(p) <= 1
        ]
        if len({paragraph.mentions[p].text.split()[-1] for p in near}) == 1:
            free = [p for p in near if p not in holders]
            if free:
                yield Relation("role_holder", near[0], role, score=0.72, rule="referring-role")


def _bodies_of_roles(paragraph: _Paragraph, placed: set[int]) -> Iterator[Relation]:
    for role in paragraph.of("ROLE"):
        if role not in placed:
            body = _body_in_compound(paragraph, role)
            if body is not None:
                yield Relation("role_at", role, body, score=0.75, rule="body-in-compound")
                continue
            body = _body_before(paragraph, role)
            if body is not None:
                yield Relation("role_at", role, body, score=0.68, rule="body-before")


def _body_in_compound(paragraph: _Paragraph, role: int) -> int | None:
    prefix, dash, _ = paragraph.mentions[role].text.rpartition("-")
    prefix = prefix.split()[-1] if prefix else ""
    if not dash or len(prefix) < 2:
        return None
    for index in paragraph.of("ORG", "LOC"):
        name = paragraph.mentions[index].text
        if name.casefold().startswith(prefix.casefold()) or _is_acronym(prefix, name):
            return index
        if prefix in re.split(r"[ \-/]", name):
            return index
    return None


def _body_before(paragraph: _Paragraph, role: int) -> int | None:
    text = paragraph.mentions[role].text
    if _MUNICIPAL.fullmatch(text):
        labels: tuple[str, ...] = ("LOC",)
    elif _LEADER.fullmatch(text) and "-" not in text:
        labels = ("ORG",)
    else:
        return None
    before = [i for i in paragraph.of(*labels) if i < role]
    names = {_stem(paragraph.mentions[i].text) for i in before}
    return before[0] if len(names) == 1 else None
