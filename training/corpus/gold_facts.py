"""Derive the corpus' facts from its relations: the rule set that `corpus/README.md` documents.

Relations join mentions; facts join entities. What the rules cannot know stands in the sources as
hand-written facts (`! …`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from training.corpus.markup import Block, HandFact, Link, Marked

DIRECT = {
    "member_of": "memberOf", "affiliated_with": "affiliatedWith", "part_of": "partOf",
    "participates": "participatesIn", "organizes": "organizes", "owns": "owns",
    "cooperates_with": "cooperatesWith", "commissions": "commissions", "runs": "runs",
    "demands": "demands", "supports": "supports", "opposes": "opposes", "meets": "meets",
}  # fmt: skip
NUMBERS = ("MONEY", "QUANTITY")


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact between entity keys, before names and offsets: `marks` are what it rests on."""

    predicate: str
    subject: str
    object: str | None
    modality: str
    rule: str
    marks: tuple[Marked, ...]
    role: str | None = None
    amount: Marked | None = None
    purpose: str | None = None
    valid: str | None = None
    optional: bool = False
    evidence: str = ""


@dataclass(slots=True)
class Scene:
    """One block's relations with their ends resolved to mentions."""

    block: Block
    pairs: list[tuple[Link, Marked, Marked]] = field(default_factory=list)

    def having(self, name: str, *, head: Marked | None = None) -> Iterator[tuple[Link, Marked]]:
        """Yield relations of that name (from `head`, where given) with their child."""
        for link, first, second in self.pairs:
            if link.name == name and (head is None or first == head):
                yield link, second


def derive(scene: Scene) -> Iterator[Draft]:
    """Yield the facts of one block, in the order of its relations."""
    for link, head, child in scene.pairs:
        if link.name == "role_holder":
            yield from _roles(scene, link, head, child)
        elif link.name == "located_in":
            yield _place(scene, link, head, child)
        elif link.name == "pays":
            yield from _payments(scene, link, head, child)
        elif link.name == "pays_for" and not _has_payer(scene, head):
            yield Draft(
                "receives", child.key, None, link.modality, "pays_for", (head, child), amount=head
            )
        elif link.name == "cost_of":
            yield Draft(
                "costs", child.key, None, link.modality, "cost_of", (head, child), amount=head
            )
        elif link.name in DIRECT:
            yield _direct(link, head, child)
    for fact in scene.block.facts:
        yield _by_hand(scene.block, fact)


def _direct(link: Link, head: Marked, child: Marked) -> Draft:
    number = child if child.label in NUMBERS else None
    target = None if number else child.key
    return Draft(
        DIRECT[link.name], head.key, target, link.modality, link.name, (head, child), amount=number
    )


def _roles(scene: Scene, link: Link, person: Marked, role: Marked) -> Iterator[Draft]:
    """Yield a membership for each body the role is at, and for each `@body` inside the role.

    A role for which the text gives no body stands alone (`holdsRole`).
    """
    bodies = list(scene.having("role_at", head=role))
    notes = [key for note in role.spec.split() for key in note.removeprefix("@").split(",")]
    for other, body in bodies:
        modality = link.modality if link.modality != "factual" else other.modality
        marks = (person, role, body)
        yield Draft("memberOf", person.key, body.key, modality, "role", marks, role=role.text)
    for key in notes:
        yield Draft(
            "memberOf", person.key, key.lstrip("?"), link.modality, "role_inside",
            (person, role), role=role.text, optional=key.startswith("?"),
        )  # fmt: skip
    if not bodies and all(key.startswith("?") for key in notes):
        yield Draft(
            "holdsRole", person.key, None, link.modality, "role_alone", (person, role),
            role=role.text, optional=_role_by_hand(scene.block, person),
        )  # fmt: skip


def _role_by_hand(block: Block, person: Marked) -> bool:
    return any(
        fact.predicate == "memberOf" and fact.subject == person.key and "role" in fact.options
        for fact in block.facts
        if "optional" not in fact.options
    )


def _place(scene: Scene, link: Link, head: Marked, child: Marked) -> Draft:
    predicate = "takesPlaceIn" if head.label == "EVENT" else "locatedIn"
    dates = [date.text for _, date in scene.having("event_date", head=head)]
    valid = dates[0] if dates else None
    return Draft(
        predicate, head.key, child.key, link.modality, "located_in", (head, child), valid=valid
    )


def _payments(scene: Scene, link: Link, payer: Marked, sum_: Marked) -> Iterator[Draft]:
    """Each payer funds each recipient of its sum; without one the object stays open."""
    goals = list(scene.having("pays_for", head=sum_))
    for other, goal in goals:
        modality = link.modality if link.modality != "factual" else other.modality
        marks = (payer, sum_, goal)
        yield Draft("funds", payer.key, goal.key, modality, "pays", marks, amount=sum_)
    by_hand = any(
        (fact.predicate, fact.subject, fact.options.get("amount")) == ("funds", payer.key, sum_.key)
        for fact in scene.block.facts
    )
    if not goals and not by_hand:
        yield Draft("funds", payer.key, None, link.modality, "pays", (payer, sum_), amount=sum_)


def _has_payer(scene: Scene, sum_: Marked) -> bool:
    return any(link.name == "pays" and child == sum_ for link, _, child in scene.pairs)


def _by_hand(block: Block, fact: HandFact) -> Draft:
    named = {fact.subject, fact.object, fact.options.get("amount")}
    seen: set[str] = set()
    marks = []
    for mark in block.marks:
        if mark.key in named and mark.key not in seen:
            seen.add(mark.key)
            marks.append(mark)
    amounts = [m for m in block.marks if m.label in NUMBERS and m.key == fact.options.get("amount")]
    return Draft(
        fact.predicate, fact.subject, fact.object, fact.modality, "hand", tuple(marks),
        role=fact.options.get("role"), amount=amounts[0] if amounts else None,
        purpose=fact.options.get("purpose"), valid=fact.options.get("valid"),
        optional="optional" in fact.options, evidence=fact.options.get("evidence", ""),
    )  # fmt: skip
