"""Rules that look past one sentence: names of one thing, roles that refer back."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.model import Mention, Relation, Span
from kg.nlp.relation_rules_bodies import bodies_of_roles
from kg.nlp.relation_rules_engine import inside, starts_of
from kg.nlp.relation_rules_paragraph import Paragraph, is_acronym, plain_name

_DEFINITE = re.compile(
    r"(?:^|[\s„“])(?:[Dd](?:er|ie|en|em)|[Aa]ls|[Dd]essen|[Dd]eren)(?: [a-zäöüß]+)? $"
)


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
        paragraph = Paragraph(text, span, kept or (span,), mentions, within)
        result += _same_names(paragraph)
        result += _referring_roles(paragraph, held, holders)
        result += bodies_of_roles(paragraph, placed)
    return result


def _same_names(paragraph: Paragraph) -> Iterator[Relation]:
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
    if plain_name(first.text) == plain_name(later.text):
        return True
    between = text[first.span.end : later.span.start]
    if re.fullmatch(r" \(|, kurz:? „?|, kurz „|,? (?:kurz|abgekürzt) ", between):
        return True
    return is_acronym(later.text, first.text)


def _same_person(first: str, later: str) -> bool:
    full, short = first.split(), later.removesuffix("s").split()
    names = (later.split(), short)
    return any(full[-len(n) :] == n or (n == full) for n in names if n) and len(full) >= len(short)


def _referring_roles(paragraph: Paragraph, held: set[int], holders: set[int]) -> Iterator[Relation]:
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
