"""Score relations: a hit has the same name and the same two spans.

`meets` and `cooperates_with` are symmetric (annotated once per pair, left to right), so their
direction does not count; `same_as` points from the later mention to the fullest one, so its
direction does. Labels of the spans and modality do not decide; how many hits have the gold
modality is reported beside the score.
"""

from collections.abc import Sequence

from kg.evaluation.gold import GoldText
from kg.evaluation.scores import Slip, Tally, context
from kg.model import Mention, Relation

SYMMETRIC = ("meets", "cooperates_with")
Range = tuple[int, int]
Key = tuple[str, Range, Range]


def score_relations(
    tally: Tally, gold: GoldText, mentions: Sequence[Mention], found: Sequence[Relation]
) -> None:
    """Add one text's relations to the tally; `mentions` are what `found` indexes.

    A found relation that touches a span which gold calls optional is neither right nor wrong.
    """
    ranges = [(m.span.start, m.span.end) for m in mentions]
    gold_ranges = [(s.start, s.end) for s in gold.spans]
    wanted = {
        _key(r.name, gold_ranges[r.head], gold_ranges[r.child]): r.modality for r in gold.relations
    }
    answers = {_key(r.name, ranges[r.head], ranges[r.child]): r.modality for r in found}
    for key in sorted(wanted.keys() & answers.keys()):
        tally.hit(key[0], modality=wanted[key] == answers[key])
    for key in sorted(wanted.keys() - answers.keys()):
        tally.miss(key[0], _slip("missed", key, gold))
    optional = {(s.start, s.end) for s in gold.optional_spans}
    for key in sorted(answers.keys() - wanted.keys()):
        if optional.isdisjoint(key[1:]):
            tally.false(key[0], _slip("false", key, gold))


def _key(name: str, head: Range, child: Range) -> Key:
    if name in SYMMETRIC and child < head:
        head, child = child, head
    return name, head, child


def _slip(kind: str, key: Key, gold: GoldText) -> Slip:
    text, (name, head, child) = gold.document.text, key
    pair = f"{text[slice(*head)]} → {text[slice(*child)]}"
    around = context(text, min(head[0], child[0]), max(head[1], child[1]))
    return Slip(kind, name, pair, around, f"{gold.document.source}:{head[0]}")
