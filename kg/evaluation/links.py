"""Score entity decisions: B-cubed for "these mentions are one thing", precision of known things.

B-cubed (Bagga and Baldwin 1998): for each mention, the share of its answered cluster that is of
its gold cluster (precision), and of its gold cluster that is in its answered one (recall), both
averaged over mentions. Clusters span all texts of the file: two persons of one name in two texts
must stay apart. Only mentions that both sides have are compared; `found` says how many gold
mentions those are.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.evaluation.gold import GoldEntity, GoldText
from kg.evaluation.scores import Score, Slip, Tally, context, harmonic
from kg.model import Entity, Link, Mention
from kg.text import fold

Place = tuple[int, int, int]
SAME, KNOWN = "same_entity", "knowledge_base"


@dataclass(slots=True)
class LinkTally:
    """Clusters of both sides while the texts stream by, and the counts of known things."""

    known: Tally = field(default_factory=Tally)
    gold: dict[Place, str] = field(default_factory=dict)
    answer: dict[Place, str] = field(default_factory=dict)
    mentions: int = 0

    def scores(self) -> dict[str, Score]:
        """Return B-cubed (`same_entity`, also as `ALL`) and the links to the knowledge base."""
        precision, recall = bcubed(self.gold, self.answer)
        share = 100 * len(self.gold) / self.mentions if self.mentions else 0.0
        same = Score(
            round(100 * precision, 1),
            round(100 * recall, 1),
            round(100 * harmonic(precision, recall), 1),
            len(self.gold),
            {"found": round(share, 1)},
        )
        return {SAME: same, KNOWN: self.known.of(KNOWN).score(), "ALL": same}


def score_links(
    tally: LinkTally, gold: GoldText, mentions: Sequence[Mention], links: Iterable[Link]
) -> None:
    """Add one text's links to the tally; `mentions` are what the links index."""
    owners = {
        (gold.spans[i].start, gold.spans[i].end): entity
        for entity in gold.entities
        for i in entity.spans
    }
    tally.mentions += len(owners)
    for link in links:
        span = mentions[link.mention].span
        owner = owners.pop((span.start, span.end), None)
        if owner is None or link.entity is None:
            continue
        place = (gold.number, span.start, span.end)
        tally.gold[place] = owner.kb or f"{gold.document.iri}#{owner.id}"
        tally.answer[place] = link.entity.iri
        _score_known(tally.known, gold, owner, mentions[link.mention], link.entity)


def _score_known(
    tally: Tally, gold: GoldText, owner: GoldEntity, mention: Mention, entity: Entity
) -> None:
    linked = entity.status == "linked"
    if linked and denotes(entity, owner):
        tally.hit(KNOWN)
        return
    span, text = mention.span, gold.document.text
    around = context(text, span.start, span.end)
    shown = f"{mention.text} is {owner.name} ({owner.kb or 'new'}), not {entity.name}"
    where = f"{gold.document.source}:{span.start}"
    if linked:
        tally.false(KNOWN, Slip("false", KNOWN, shown, around, where))
    if owner.kb:
        tally.miss(KNOWN, Slip("missed", KNOWN, shown, around, where))


def denotes(entity: Entity, owner: GoldEntity) -> bool:
    """Tell whether the knowledge-base entry is the gold thing: by id, else by its full name."""
    if owner.kb is None:
        return False
    if entity.iri.rsplit("/", 1)[-1] == owner.kb:
        return True
    return fold(owner.name) in {fold(name) for name in (entity.name, *entity.aliases)}


def bcubed(gold: Mapping[Place, str], answer: Mapping[Place, str]) -> tuple[float, float]:
    """Return B-cubed precision and recall of two clusterings of the same mentions, 0 to 1."""
    if not gold:
        return 0.0, 0.0
    joint: defaultdict[tuple[str, str], int] = defaultdict(int)
    sizes: defaultdict[str, int] = defaultdict(int)
    answer_sizes: defaultdict[str, int] = defaultdict(int)
    for place, cluster in gold.items():
        joint[cluster, answer[place]] += 1
        sizes[cluster] += 1
        answer_sizes[answer[place]] += 1
    precision = sum(n * n / answer_sizes[a] for (_, a), n in joint.items()) / len(gold)
    recall = sum(n * n / sizes[g] for (g, _), n in joint.items()) / len(gold)
    return precision, recall
