"""The pairs of stored entities that are likeliest to be one thing, for a person to decide."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from kg.linking.decisions import Decisions
from kg.linking.lookup import StoredEntity
from kg.linking.names import initials, is_acronym, name_key, without_legal_form
from kg.linking.persons import person_name, surname_matches

# A bucket this large has no say: its word is too common.
_LARGEST_BUCKET = 60
_SIMILAR = 88.0


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two entities that may be one; `keep` is the better known one."""

    keep: StoredEntity
    other: StoredEntity
    score: float
    reason: str


def likely_duplicates(entities: Iterable[StoredEntity], decisions: Decisions) -> list[Duplicate]:
    """Return the likely duplicates that nobody decided yet, likeliest first."""
    roots = decisions.roots()
    found: dict[tuple[str, str], Duplicate] = {}
    for left, right in _pairs(entities):
        if roots.get(left.iri, left.iri) == roots.get(right.iri, right.iri):
            continue
        if left.status == right.status == "linked" or decisions.different(left.iri, right.iri):
            continue
        score, reason = _likeness(left, right)
        if reason:
            keep, other = sorted((left, right), key=_rank)
            found[keep.iri, other.iri] = Duplicate(keep, other, score, reason)
    return sorted(
        found.values(), key=lambda d: (-d.score, -d.other.mentions, d.keep.iri, d.other.iri)
    )


def _rank(entity: StoredEntity) -> tuple[bool, int, int, str]:
    return (entity.status != "linked", -len(entity.name), -entity.mentions, entity.iri)


def _pairs(entities: Iterable[StoredEntity]) -> Iterator[tuple[StoredEntity, StoredEntity]]:
    """Yield pairs of one type that share a word, a surname or an acronym, or of one name."""
    buckets: dict[tuple[str, str], dict[str, StoredEntity]] = defaultdict(dict)
    for entity in entities:
        for name in entity.names:
            for word in _words(entity, name):
                buckets[entity.type, word][entity.iri] = entity
            buckets["", name_key(name)][entity.iri] = entity
    seen = set()
    for bucket in buckets.values():
        if len(bucket) > _LARGEST_BUCKET:
            continue
        for left, right in combinations(sorted(bucket.values(), key=lambda e: e.iri), 2):
            if (left.iri, right.iri) not in seen:
                seen.add((left.iri, right.iri))
                yield left, right


def _words(entity: StoredEntity, name: str) -> set[str]:
    if entity.type == "Person":
        return {person_name(name).core[:6]}
    words = {word for word in name_key(name).split() if len(word) > 3}
    short = name if is_acronym(name) else initials(without_legal_form(name))
    return words | ({"=" + short.casefold()} if len(short) > 1 else set())


def _likeness(left: StoredEntity, right: StoredEntity) -> tuple[float, str]:
    if left.type != right.type:
        same = name_key(left.name) == name_key(right.name)
        return (0.65, f"{left.type} or {right.type}") if same else (0.0, "")
    if left.type == "Person":
        return _person_likeness(left, right)
    best = max(
        (_name_likeness(a, b) for a in left.names for b in right.names), key=lambda pair: pair[0]
    )
    return best if best[1] else (0.0, "")


def _person_likeness(left: StoredEntity, right: StoredEntity) -> tuple[float, str]:
    a, b = person_name(left.name), person_name(right.name)
    if not (surname_matches(a.core, b.core) or surname_matches(b.core, a.core)):
        return 0.0, ""
    if a.bare != b.bare:
        return 0.6, "surname alone"
    if a.bare:
        return 0.5, "same surname in two documents"
    alike = fuzz.ratio(" ".join(a.given).casefold(), " ".join(b.given).casefold())
    initial = a.given[0][:1] == b.given[0][:1] and (a.given[0][-1] == "." or b.given[0][-1] == ".")
    return (0.9, "initial") if initial else (alike / 100, "similar name" if alike >= 75 else "")


def _name_likeness(left: str, right: str) -> tuple[float, str]:
    if name_key(left) == name_key(right):
        return 0.95, "same name in another form"
    short, long = sorted((left, right), key=len)
    if is_acronym(short) and initials(without_legal_form(long)).casefold() == short.casefold():
        return 0.8, "acronym"
    if min(len(left), len(right)) < 5:
        return 0.0, ""
    alike = fuzz.token_sort_ratio(name_key(left), name_key(right))
    if alike >= _SIMILAR:
        return alike / 100, "similar name"
    words, more = set(name_key(short).split()), set(name_key(long).split())
    if words < more and len(words) > 1:
        return 0.7, "part of the longer name"
    return 0.0, ""
