"""Rules that are right more often than the scorer: what they say of a pair is taken as it is."""

from collections.abc import Mapping, Sequence

from kg.model import Relation
from kg.nlp import pairs
from kg.nlp.encoder import Floats
from kg.nlp.relation_rules_getting import GETTING
from kg.nlp.relation_rules_giving import GIVING
from kg.nlp.relation_rules_members import BELONGING

_PAYS, _PAYS_FOR = (pairs.NAMES.index(name) for name in ("pays", "pays_for"))
_DECIDING = frozenset(
    ("roles-before-names", *(rule.name for rule in (*BELONGING, *GIVING, *GETTING)))
)


def decided(
    names: Floats, ends: Sequence[tuple[int, int]], votes: Mapping[int, Sequence[Relation]]
) -> Floats:
    """Return the probabilities [P, names] with what rules say that decide alone.

    `ends` are head and child of each row, `votes` what the rules say by row. Who gives a sum
    there gets none by the same mention, and the other way round.
    """
    result = names.copy()
    sure = [(row, vote) for row, found in votes.items() for vote in found if vote.rule in _DECIDING]
    givers = {vote.head for _, vote in sure if vote.name == "pays"}
    getters = {vote.child for _, vote in sure if vote.name == "pays_for"}
    for row, (head, child) in enumerate(ends) if sure else ():
        if child in givers:
            result[row, _PAYS_FOR] = 0
        if head in getters:
            result[row, _PAYS] = 0
    for row, vote in sure:
        result[row] = 0
        result[row, pairs.NAMES.index(vote.name)] = vote.score
    return result
