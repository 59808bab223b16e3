"""From relations and links to facts: the one entry of the package."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kg.facts.burdens import burden_facts
from kg.facts.direct import direct_facts
from kg.facts.events import event_facts
from kg.facts.guests import guest_facts
from kg.facts.leading import leader_facts
from kg.facts.money import money_facts
from kg.facts.parties import party_facts
from kg.facts.positions import position_facts
from kg.facts.reactions import reaction_facts
from kg.facts.reading import Reading
from kg.facts.roles import ONLY_MINISTRY, ResolveCompound, membership_facts, role_facts
from kg.facts.shares import share_facts
from kg.facts.speakers import attribute
from kg.facts.succession import succession_facts
from kg.facts.works import work_facts
from kg.model import Analysis, Entity, Fact, Link
from kg.text import fold

__all__ = ["ResolveCompound", "build_facts"]

_Rule = Callable[[Reading], Iterable[Fact]]
_RULES: tuple[_Rule, ...] = (
    membership_facts, leader_facts, succession_facts, money_facts, burden_facts, event_facts,
    guest_facts, direct_facts, share_facts, work_facts, position_facts, reaction_facts,
)  # fmt: skip


def _nothing(_role: str) -> Entity | None:
    return None


def build_facts(
    analysis: Analysis,
    links: Sequence[Link],
    *,
    resolve_compound: ResolveCompound = _nothing,
) -> tuple[Fact, ...]:
    """Return what the document states, each fact once, in the order of its first evidence.

    `resolve_compound` gives the organisation that hides in a role such as "VdK-Präsidentin" or
    "MdEP", None where it knows none. Equal facts from several places become one with all their
    evidence and the highest confidence. The result does not depend on the order of relations and
    links.
    """
    reading = Reading(analysis, links)
    found = [*role_facts(reading, resolve_compound), *party_facts(reading, resolve_compound)]
    for rule in _RULES:
        found += rule(reading)
    sensible = [fact for fact in found if fact.subject.iri != fact.object.iri]
    return tuple(_merged([attribute(reading, fact) for fact in sensible]))


def _merged(facts: Iterable[Fact]) -> list[Fact]:
    same: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        same.setdefault(_key(fact), []).append(fact)
    return sorted(_without_shadows([_joined(group) for group in same.values()]), key=_order)


def _key(fact: Fact) -> tuple[object, ...]:
    amount = (fact.amount.start, fact.amount.end) if fact.amount else None
    # The part in an event is a note; a role in a body makes another membership.
    role = fact.role if fact.predicate == "memberOf" else None
    return (
        fact.subject.iri, fact.predicate, fact.object.iri, fact.modality, role, amount, fact.share,
    )  # fmt: skip


def _joined(group: list[Fact]) -> Fact:
    """Make one fact of equal ones: the surest, with all evidence and what only others know."""
    if len(group) == 1:
        return group[0]
    group = sorted(group, key=_order)
    best = max(group, key=lambda fact: (fact.confidence, fact.rule))
    return replace(
        best,
        evidence=tuple(sorted({span for fact in group for span in fact.evidence})),
        role=best.role or next((f.role for f in group if f.role), None),
        valid=next((f.valid for f in group if f.valid), None),
        purpose=next((f.purpose for f in group if f.purpose), None),
        via=next((f.via for f in group if f.via), None),
        attributed_to=next((f.attributed_to for f in group if f.attributed_to), None),
    )


def _without_shadows(facts: Iterable[Fact]) -> list[Fact]:
    """Drop the bare membership or affiliation beside one with a role in the same body."""
    kept = list(facts)
    with_role = {
        (f.subject.iri, f.object.iri) for f in kept if f.role and f.predicate == "memberOf"
    }
    member = {(f.subject.iri, f.object.iri) for f in kept if f.predicate == "memberOf"}
    offices: dict[str, list[Fact]] = {}
    for fact in kept:
        if fact.predicate == "memberOf" and fact.role:
            offices.setdefault(fact.subject.iri, []).append(fact)
    told = {_told(f) for f in kept if f.rule.startswith("position:") and f.amount}
    stated = {_pair(f) for f in kept if f.predicate == "memberOf" and f.rule != ONLY_MINISTRY}
    return [
        f
        for f in kept
        if not (f.predicate == "memberOf" and not f.role and _pair(f) in with_role)
        and not (f.rule == ONLY_MINISTRY and _pair(f) in stated)
        and not (_told(f) in told and not f.rule.startswith("position:"))
        and not (f.predicate == "affiliatedWith" and _pair(f) in member)
        and not (
            f.predicate == "holdsRole"
            and any(_repeats(f, office) for office in offices.get(f.subject.iri, ()))
        )
    ]


def _repeats(bare: Fact, office: Fact) -> bool:
    """Tell whether a role without body is the short form of one whose body the text names."""
    short, full = fold(bare.object.name), fold(office.role or "")
    return short[:-2] in full or full[:-2] in short


def _told(fact: Fact) -> tuple[str, str, int]:
    """Return whose position on which number it is: one "Absenkung auf 150.000 Einwohner"."""
    return fact.subject.iri, fact.predicate, fact.amount.start if fact.amount else -1


def _pair(fact: Fact) -> tuple[str, str]:
    return fact.subject.iri, fact.object.iri


def _order(fact: Fact) -> tuple[object, ...]:
    return (
        fact.evidence[0].start,
        fact.subject.iri,
        fact.predicate,
        fact.object.iri,
        fact.modality,
        fact.role or "",
        fact.amount.start if fact.amount else -1,
        fact.share or "",
        fact.rule,
        -fact.confidence,
        tuple((span.start, span.end) for span in fact.evidence),
        fact.attributed_to.iri if fact.attributed_to else "",
        fact.purpose or "",
        fact.via.iri if fact.via else "",
    )
