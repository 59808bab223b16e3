"""Which FollowTheMoney link or property a statement becomes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kg.iri import digest
from kg.network.rows import FactRow

_LEGAL = frozenset({"Person", "Organization", "PublicBody", "Company"})
_ORGANISATIONS = frozenset({"Organization", "PublicBody", "Company"})
# Predicates that are properties of an event or a thing in FtM, with the object's schemata.
_OF_EVENT = {"participatesIn": "involved", "organizes": "organizer"}
_OF_PLACE = frozenset({"takesPlaceIn", "locatedIn"})


@dataclass(frozen=True, slots=True)
class Entity:
    """One FtM entity."""

    id: str
    schema: str
    properties: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """What a statement becomes: links, a post, or properties of its subject or object."""

    links: list[Entity] = field(default_factory=list)
    posts: list[Entity] = field(default_factory=list)
    of_subject: list[tuple[str, str]] = field(default_factory=list)
    of_object: list[tuple[str, str]] = field(default_factory=list)


def link(
    fact: FactRow,
    schemata: Mapping[str, str],
    names: Mapping[str, str],
    ftm_id: Callable[[str], str],
) -> Found:
    """Return what a factual statement becomes; nothing where FtM has no place for its ends.

    `schemata` are those of all entities that FtM knows, `names` those of all entities.
    """
    subject, target = schemata.get(fact.subject), schemata.get(fact.object)
    if subject is None:
        return Found()
    ends = ftm_id(fact.subject), ftm_id(fact.object)
    if fact.predicate == "memberOf" and target in _ORGANISATIONS and subject in _LEGAL:
        roles = {"role": [fact.role]} if fact.role else {}
        return _link(fact, "Membership", ftm_id, member=ends[0], organization=ends[1], **roles)
    if subject == "Person" and (fact.role or fact.predicate == "holdsRole"):
        return _office(fact, target, names, ftm_id)
    if fact.predicate == "funds" and fact.money and subject in _LEGAL:
        return _payment(fact, target, names, ftm_id)
    if target is None:
        return Found()
    if fact.predicate == "owns" and subject in _LEGAL and target == "Company":
        share = {"percentage": [fact.share]} if fact.share else {}
        return _link(fact, "Ownership", ftm_id, owner=ends[0], asset=ends[1], **share)
    if fact.predicate == "succeeds" and {subject, target} <= _LEGAL:
        return _link(fact, "Succession", ftm_id, successor=ends[0], predecessor=ends[1])
    if fact.predicate in _OF_PLACE and target == "Address" and subject != "Address":
        return Found(of_subject=[("addressEntity", ends[1]), ("address", names[fact.object])])
    if fact.predicate in _OF_EVENT and target == "Event" and subject in _LEGAL:
        return Found(of_object=[(_OF_EVENT[fact.predicate], ends[0])])
    return _link(fact, "UnknownLink", ftm_id, subject=ends[0], object=ends[1], role=fact.predicate)


def _link(
    fact: FactRow, schema: str, ftm_id: Callable[[str], str], **properties: str | list[str]
) -> Found:
    values = {name: [v] if isinstance(v, str) else v for name, v in properties.items()}
    return Found(links=[Entity(ftm_id(fact.fact), schema, values)])


def _office(
    fact: FactRow, target: str | None, names: Mapping[str, str], ftm_id: Callable[[str], str]
) -> Found:
    """Return an office outside an organisation, or in one not named: the post is a thing."""
    role = fact.role or names.get(fact.object, "")
    place = names.get(fact.object) if fact.role else None
    described: dict[str, list[str]] = {"name": [f"{role} ({place})" if place else role]}
    if target in _ORGANISATIONS:
        described["organization"] = [ftm_id(fact.object)]
    elif place:
        described["subnationalArea"] = [place]
    post = Entity("kg-position-" + digest("position", role, place or ""), "Position", described)
    held = _link(fact, "Occupancy", ftm_id, holder=ftm_id(fact.subject), post=post.id)
    return Found(links=held.links, posts=[post])


def _payment(
    fact: FactRow, target: str | None, names: Mapping[str, str], ftm_id: Callable[[str], str]
) -> Found:
    if fact.money is None:
        return Found()
    value = fact.money.value
    properties = {
        "payer": [ftm_id(fact.subject)],
        "amount": [str(int(value)) if value.is_integer() else str(value)],
        "currency": [fact.money.currency],
    }
    if fact.money.currency in ("EUR", "USD"):
        properties[f"amount{fact.money.currency.title()}"] = properties["amount"]
    if target in _LEGAL:
        properties["beneficiary"] = [ftm_id(fact.object)]
    elif target == "Project":
        properties["project"] = [ftm_id(fact.object)]
    purpose = [text for text in (fact.purpose, names.get(fact.object)) if text]
    properties["purpose"] = purpose[:1]
    if fact.via and fact.via in names:
        properties["programme"] = [names[fact.via]]
    return _link(fact, "Payment", ftm_id, **properties)
