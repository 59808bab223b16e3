"""A person's decisions about entities: one readable file, applied whenever a document is linked.

A decision never depends on when it was made: the same set of decisions gives the same result in
any order. A new decision replaces those that it contradicts only where that is obviously meant
(a second type for one entity); otherwise it is refused and the message says what to undo.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass, fields, replace
from typing import Literal as OneOf
from typing import get_args

from kg.errors import DecisionError
from kg.iri import BASE, DECISIONS_GRAPH, digest, new_entity_iri
from kg.model import Entity, Link, Literal, Quad
from kg.text import fold
from kg.vocab import ENTITY_TYPES, KG, RDF

Action = OneOf["merge", "distinct", "split", "reject", "retype"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    - merge: `other` is the same as `entity`, which stays.
    - distinct: `entity` and `other` are never the same.
    - split: mentions of `entity` in `document` and/or with the wording `text` are `other`.
    - reject: such mentions are no entity at all.
    - retype: `entity` has the type `entity_type`.

    An empty `document` or `text` means any.
    """

    action: Action
    entity: str
    entity_name: str
    entity_type: str
    other: str = ""
    other_name: str = ""
    other_type: str = ""
    document: str = ""
    text: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.action not in get_args(Action):
            raise DecisionError(f"unknown action {self.action!r}; one of {get_args(Action)}")
        if self.action in ("merge", "distinct", "split") and not self.other:
            raise DecisionError(f"{self.action} needs a second entity")
        if self.entity == self.other:
            raise DecisionError(f"{self.entity_name!r} is named twice")
        for kind in (self.entity_type, self.other_type):
            if kind and kind not in ENTITY_TYPES:
                raise DecisionError(f"unknown type {kind!r}; one of {', '.join(ENTITY_TYPES)}")

    @property
    def id(self) -> str:
        """A short id, derived from the content."""
        pair = sorted((self.entity, self.other)) if self.action == "distinct" else [
            self.entity, self.other
        ]  # fmt: skip
        kind = self.entity_type if self.action == "retype" else ""
        return digest("decision", self.action, *pair, kind, self.document, self.text, length=8)

    @property
    def entities(self) -> frozenset[str]:
        """The one or two entities that it names."""
        return frozenset(iri for iri in (self.entity, self.other) if iri)

    @property
    def node(self) -> str:
        """Its IRI in the store, which changes with everything but the note."""
        parts = (getattr(self, field.name) for field in fields(self) if field.name != "note")
        return f"{BASE}id/decision/{digest('decision', *parts)}"

    def covers(self, link_entity: str, document: str, text: str) -> bool:
        """Tell whether a split or reject applies to a mention."""
        return (
            self.entity == link_entity
            and self.document in ("", document)
            and (not self.text or fold(self.text) == fold(text))
        )

    def describe(self) -> str:
        """Return one line for people."""
        where = "".join(
            (
                f" in {self.document}" if self.document else "",
                f" as {self.text!r}" * bool(self.text),
            )
        )
        match self.action:
            case "merge":
                return f"{self.other_name} is {self.entity_name}"
            case "distinct":
                return f"{self.other_name} is not {self.entity_name}"
            case "split":
                return f"{self.entity_name}{where} is {self.other_name}"
            case "reject":
                return f"{self.entity_name}{where} is no entity"
            case "retype":
                return f"{self.entity_name} is a {self.entity_type}"


@dataclass(frozen=True)
class Decisions:
    """A set of decisions, in the order in which they were made."""

    items: tuple[Decision, ...] = ()

    def __len__(self) -> int:
        return len(self.items)

    @property
    def version(self) -> str:
        """A digest of the set, the same in any order; empty where there are no decisions."""
        return digest("decisions", *sorted(d.id for d in self.items)) if self.items else ""

    def add(self, decision: Decision) -> "Decisions":
        """Return the set with the decision; raise `DecisionError` where it contradicts another."""
        if any(item.id == decision.id for item in self.items):
            return self
        kept = tuple(
            item
            for item in self.items
            if not (decision.action == item.action == "retype" and item.entity == decision.entity)
        )
        result = Decisions((*kept, decision))
        result.check()
        return result

    def check(self) -> None:
        """Raise `DecisionError` where two entities are both merged and kept apart."""
        roots = self.roots()
        for item in self.items:
            if item.action == "distinct" and roots.get(item.entity, item.entity) == roots.get(
                item.other, item.other
            ):
                raise DecisionError(
                    f"{item.other_name!r} and {item.entity_name!r} were decided to be different "
                    f"({item.id}); undo that first"
                )

    def undo(self, decision_id: str | None = None) -> tuple["Decisions", Decision]:
        """Take back the decision with this id (its beginning suffices), or the last one."""
        if not self.items:
            raise DecisionError("there is no decision to undo")
        found = [d for d in self.items if d.id.startswith(decision_id or "")]
        if decision_id and len(found) != 1:
            reason = "is not unique" if found else "is unknown"
            raise DecisionError(
                f"the decision {decision_id!r} {reason}; kg review --list shows all"
            )
        gone = found[0] if decision_id else self.items[-1]
        return Decisions(tuple(d for d in self.items if d != gone)), gone

    def roots(self) -> dict[str, str]:
        """Return, for every merged IRI, the IRI that stays.

        Of one group, that is the entity which was never merged into another; of several such,
        an entry of the knowledge base comes first (its IRI has no digest), then the smallest.
        """
        parent: dict[str, str] = {}
        merges = [d for d in self.items if d.action == "merge"]
        for decision in merges:
            a, b = sorted((_find(parent, decision.entity), _find(parent, decision.other)))
            parent.setdefault(a, a)
            parent[b] = a
        merged = {d.other for d in merges}
        groups: dict[str, list[str]] = {}
        for iri in parent:
            groups.setdefault(_find(parent, iri), []).append(iri)
        return {
            iri: min(members, key=lambda m: (m in merged, m))
            for members in groups.values()
            for iri in members
        }

    def named(self) -> dict[str, tuple[str, str]]:
        """Return name and type of every entity that a decision names."""
        found: dict[str, tuple[str, str]] = {}
        for d in sorted(self.items, key=lambda item: item.id):
            for iri, name, kind in (
                (d.entity, d.entity_name, d.entity_type if d.action != "retype" else ""),
                (d.other, d.other_name, d.other_type),
            ):
                if iri and (iri not in found or (kind and not found[iri][1])):
                    found[iri] = (name, kind)
        return found

    def different(self, left: str, right: str) -> bool:
        """Tell whether a person said that the two are not the same."""
        roots = self.roots()
        pair = {roots.get(left, left), roots.get(right, right)}
        return any(
            {roots.get(d.entity, d.entity), roots.get(d.other, d.other)} == pair
            for d in self.items
            if d.action == "distinct"
        )


def _find(parent: dict[str, str], iri: str) -> str:
    while parent.setdefault(iri, iri) != iri:
        iri = parent[iri]
    return iri


class Applier:
    """Applies a set of decisions to the links of documents."""

    def __init__(self, decisions: Decisions, known: Iterable[Entity] = ()) -> None:
        self.decisions = decisions
        self._roots = decisions.roots()
        self._named = decisions.named()
        self._known = {entity.iri: entity for entity in known}
        self._types = {d.entity: d.entity_type for d in decisions.items if d.action == "retype"}
        self._cuts = [d for d in decisions.items if d.action in ("split", "reject")]
        # The more a decision says, the earlier it is asked.
        self._cuts.sort(key=lambda d: (-bool(d.document) - bool(d.text), d.id))

    def __call__(self, link: Link, document: str, text: str) -> Link:
        """Return the link as the person wants it."""
        if link.entity is None or not self.decisions:
            return link
        entity: Entity | None = link.entity
        cut = self._cut(link.entity.iri, document, text)
        if cut is not None:
            entity = None if cut.action == "reject" else self._entity(cut.other)
        if entity is None:
            return replace(link, entity=None, score=1.0, candidates=())
        final = self.final(entity)
        if final == link.entity:
            return link
        return replace(link, entity=final, score=1.0, candidates=())

    def _cut(self, entity: str, document: str, text: str) -> Decision | None:
        """Return the split or reject for a mention of the entity, or of what it was merged into."""
        names = {entity, self._roots.get(entity, entity)}
        cuts = (d for d in self._cuts if any(d.covers(name, document, text) for name in names))
        return next(cuts, None)

    def final(self, entity: Entity) -> Entity:
        """Return what an entity is after merges and retyping."""
        root = self._roots.get(entity.iri, entity.iri)
        if entity.iri in self._roots:
            entity = self._entity(root)
        if root in self._types:
            entity = replace(entity, type=self._types[root])
        return entity

    def _entity(self, iri: str) -> Entity:
        if iri in self._known:
            return self._known[iri]
        name, kind = self._named[iri]
        others = sorted(
            self._named[i][0] for i, root in self._roots.items() if root == iri and i != iri
        )
        aliases = tuple(dict.fromkeys(other for other in others if other != name))
        return Entity(iri, kind or "Organization", name, aliases)


def split_target(name: str, kind: str, document: str) -> str:
    """Return the IRI of the new entity that a split makes, scoped to the document if given."""
    return new_entity_iri(ENTITY_TYPES[kind][0], name, scope=f"split:{document}")


def decision_quads(decisions: Decisions, *, pending: Container[str] = ()) -> list[Quad]:
    """Return the decisions as statements of their own graph, sorted.

    Those whose `Decision.node` is in `pending` are marked as not yet applied to every document.
    """
    quads = set()
    for d in decisions.items:
        if d.action == "merge":
            quads.add(Quad(d.other, KG + "mergedInto", d.entity, DECISIONS_GRAPH))
        if d.action == "distinct":
            a, b = sorted((d.entity, d.other))
            quads.add(Quad(a, KG + "distinctFrom", b, DECISIONS_GRAPH))
        state = "pending" if d.node in pending else "applied"
        quads |= {
            Quad(d.node, RDF + "type", KG + "Decision", DECISIONS_GRAPH),
            Quad(d.node, KG + "action", Literal(d.action), DECISIONS_GRAPH),
            Quad(d.node, KG + "correction", Literal(d.describe()), DECISIONS_GRAPH),
            Quad(d.node, KG + "decisionState", Literal(state), DECISIONS_GRAPH),
            *(Quad(d.node, KG + "concerns", e, DECISIONS_GRAPH) for e in d.entities),
        }
    return sorted(quads, key=repr)
