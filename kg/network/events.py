"""Who met at events: an edge between two actors of the same event."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from kg.network.building import Attributes, Bundle, fact_edge
from kg.network.rows import FactRow

KIND = "sameEvent"
PREDICATES = ("participatesIn", "organizes")
# A congress with more names on its list says little about any two of them.
LARGEST = 50


def same_event_edges(
    facts: Iterable[FactRow], actors: Collection[str]
) -> tuple[dict[Bundle, Attributes], Counter[str]]:
    """Return edges between actors of one event, and what was left out.

    An event of n actors gives each pair 1/(n-1) of weight (Newman 2001), so that a round table of
    four joins its guests more closely than a fair of forty. Only factual statements count.
    """
    guests: dict[str, dict[str, list[FactRow]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        stated = fact.predicate in PREDICATES and fact.modality == "factual"
        if stated and fact.subject in actors:
            guests[fact.object][fact.subject].append(fact)
    found: dict[tuple[str, str], list[FactRow]] = defaultdict(list)
    weights: dict[tuple[str, str], float] = defaultdict(float)
    left_out: Counter[str] = Counter()
    for event in sorted(guests):
        present = guests[event]
        if len(present) > LARGEST:
            left_out[f"events of more than {LARGEST} actors"] += 1
            continue
        for pair in combinations(sorted(present), 2):
            found[pair] += [*present[pair[0]], *present[pair[1]]]
            weights[pair] += 1 / (len(present) - 1)
    return {(*pair, KIND): _edge(found[pair], weights[pair]) for pair in found}, left_out


def _edge(facts: list[FactRow], weight: float) -> Attributes:
    named: Mapping[str, object] = {
        "label": KIND,
        "predicate": KIND,
        "weight": round(weight, 6),
    }
    return fact_edge(sorted(facts, key=lambda fact: fact.fact)) | dict(named)
