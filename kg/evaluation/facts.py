"""Score facts: a hit has the same subject, predicate and object, and the same sum or share.

Entities are compared by name: an answered entity is the gold one if a name, alias or mention of
it is a name or mention of the gold entity, as long as no other gold entity of the text has that
form. A gold fact without object takes any object (the text names none, so an answer may put the
purpose there). Where gold has an amount, the value must agree; where both name a role, one must
hold the other ("Präsident", "Präsidenten"). A role alone is also right with a body that an
optional gold fact gives it ("Bundesumweltminister" and the ministry). `meets` and
`cooperatesWith` go both ways. How many hits agree in modality and role is reported beside the
score.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from kg.evaluation.amounts import values
from kg.evaluation.gold import GoldFact, GoldText
from kg.evaluation.scores import Slip, Tally, context
from kg.model import Entity, Fact
from kg.text import fold

SYMMETRIC = ("meets", "cooperatesWith")
# Gold says nothing of these predicates: they join documents or events and topics.
UNANNOTATED = ("about",)
# Surfaces that links gave to an entity, by IRI.
Surfaces = Mapping[str, Sequence[str]]


def score_facts(
    tally: Tally, rules: Tally, gold: GoldText, found: Sequence[Fact], surfaces: Surfaces
) -> None:
    """Add one text's facts to the tally (by predicate) and to `rules` (by the rule of the answer).

    Each gold fact takes at most one answer, the most alike; a second answer for it is false,
    unless it is the same statement in another role or modality of the same pair.
    """
    forms = gold_forms(gold)
    free = [fact for fact in found if fact.predicate not in UNANNOTATED]
    for wanted in sorted(gold.facts, key=lambda fact: fact.optional):
        equals = [wanted, *_alternatives(wanted, gold)]
        fits = [f for f in free if any(same_fact(w, f, forms, surfaces) for w in equals)]
        if not fits:
            if not wanted.optional:
                tally.miss(wanted.predicate, _missed(wanted, gold))
            continue
        best = max(fits, key=lambda fact: _likeness(wanted, fact))
        free.remove(best)
        if wanted.optional:
            continue
        traits = {"modality": wanted.modality == best.modality}
        if wanted.role:
            traits["role"] = fold(wanted.role) == fold(role_of(best))
        tally.hit(wanted.predicate, **traits)
        rules.hit(best.rule or "-")
    for fact in free:
        slip = _false(fact, gold)
        tally.false(fact.predicate, slip)
        rules.false(fact.rule or "-", slip)


def gold_forms(gold: GoldText) -> dict[str, set[str]]:
    """Return the folded names and mentions of each gold entity that no other one has."""
    forms = {e.id: {fold(form) for form in (e.name, *e.surfaces)} for e in gold.entities}
    owners = Counter(form for names in forms.values() for form in names)
    return {key: {form for form in names if owners[form] == 1} for key, names in forms.items()}


def same_fact(
    wanted: GoldFact, fact: Fact, forms: Mapping[str, set[str]], surfaces: Surfaces
) -> bool:
    """Tell whether the answer states the gold fact."""
    if wanted.predicate != fact.predicate or not _same_sum(wanted, fact):
        return False
    if wanted.role and role_of(fact) and not _alike(wanted.role, role_of(fact)):
        return False

    def is_(key: str | None, *entities: Entity | None) -> bool:
        return key is None or any(e and _names(e, surfaces) & forms[key] for e in entities)

    if is_(wanted.subject, fact.subject, fact.via) and is_(wanted.object, fact.object):
        return True
    crossed = is_(wanted.subject, fact.object) and is_(wanted.object, fact.subject)
    return wanted.predicate in SYMMETRIC and crossed


def _alternatives(wanted: GoldFact, gold: GoldText) -> list[GoldFact]:
    """Return what is as good as a role alone: that role in a body that gold thinks possible."""
    if wanted.predicate != "holdsRole":
        return []
    return [
        f for f in gold.facts if f.optional and (f.subject, f.role) == (wanted.subject, wanted.role)
    ]


def role_of(fact: Fact) -> str:
    """Return the fact's role, which stands as the object where no body is known."""
    return fact.role or (fact.object.name if fact.predicate == "holdsRole" else "")


def _names(entity: Entity, surfaces: Surfaces) -> set[str]:
    return {fold(n) for n in (entity.name, *entity.aliases, *surfaces.get(entity.iri, ()))}


def _alike(role: str, other: str) -> bool:
    first, second = sorted((fold(role), fold(other)), key=len)
    return first in second or first[:-2] in second


def _same_sum(wanted: GoldFact, fact: Fact) -> bool:
    if wanted.amount is None:
        return True
    return fact.amount is not None and wanted.amount.values == values(fact.amount)


def _likeness(wanted: GoldFact, fact: Fact) -> tuple[bool, bool, float]:
    role = fold(wanted.role or "") == fold(role_of(fact))
    return role, wanted.modality == fact.modality, fact.confidence


def _missed(wanted: GoldFact, gold: GoldText) -> Slip:
    names = {entity.id: entity.name for entity in gold.entities}
    target = names[wanted.object] if wanted.object else "…"
    shown = f"{names[wanted.subject]} → {target}" + (f" ({wanted.role})" if wanted.role else "")
    span, text = wanted.evidence[0], gold.document.text
    where = f"{gold.document.source}:{span.start}"
    around = context(text, span.start, span.end, width=0)
    return Slip("missed", wanted.predicate, shown, around, where)


def _false(fact: Fact, gold: GoldText) -> Slip:
    span, text = fact.evidence[0], gold.document.text
    role = f" ({fact.role})" if fact.role else ""
    shown = f"{fact.subject.name} → {fact.object.name}{role} [{fact.rule}]"
    around = context(text, span.start, span.end, width=0)
    where = f"{gold.document.source}:{span.start}"
    return Slip("false", fact.predicate, shown, around, where)
