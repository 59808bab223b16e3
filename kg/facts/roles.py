"""Offices and memberships: who is what in which body."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.facts.institutions import body_of_generic, body_of_office, body_of_pronoun, seat_of
from kg.facts.offices import may_lead, only_ministry
from kg.facts.reading import Reading, weakest
from kg.iri import new_entity_iri
from kg.model import DateExpression, Entity, Fact, Mention, Relation
from kg.text import fold

# Gives the organisation that a role names in one word, None where it knows none.
ResolveCompound = Callable[[str], Entity | None]

# A body near the office, not one that the phrase names.
_GUESSES = ("role_at:model", "role_at:body-before")
ONLY_MINISTRY = "role-of-only-ministry"
_BODIES = ("Organization", "Place", "FundingInstrument", "Project", "Facility", "Event")
# "EU-Kommissar" is one of the Commission, not of the whole.
_WHOLES = frozenset({"EU", "US", "Bundes"})
_NEXT = re.compile(r"(?: \([^()]*\))?,? (?:und|sowie) ")
# "Deren Sprecherin": of a body that the sentence before names.
_WHOSE = re.compile(r"\b(?:[Dd]eren|[Dd]essen|[Ii]hre?|[Ss]eine?) $")
_SPACE = re.compile(r"\s+")
# A body that no mention marks, but that the text names in quotation marks.
_QUOTED = re.compile(
    r" (?:des|der|unseres|unserer|ihres|seines) (?P<noun>[A-ZÄÖÜ][\w-]+) (?P<name>„[^“\n]{3,60}“)"
)
_COMPLEMENT = re.compile(
    r" (?:des|der|unseres|unserer|ihres|ihrer|seine[rs]|eine[rs]|für|im|in|beim?|vo[mn]|am)\b"
)
_LEADER = re.compile(
    r"präsident|geschäftsführ|vorsitzend|vorstand|vorständ|schatzmeister|sprecher|direktor|"
    r"generalsekretär|leiter|stellvertreter|(?:konzern|unternehmens|firmen|vorstands|instituts)chef",
    re.I,
)
_ACRONYM = re.compile(r"[A-ZÄÖÜ]{3,}-[A-ZÄÖÜ][a-zäöü]")
_OF_TOWN = re.compile(
    r"([A-ZÄÖÜ][a-zäöüß]{2,})er (?:Ober)?(?:[Bb]ürgermeister|[Ss]tadtr[aä]t|[Ll]andr[aä]t)"
)
_SINCE = re.compile(r"\b(?:seit|ab|zum|vom|per)(?: dem| dem)? $", re.I)
_UNTIL = re.compile(r"\bbis(?: zum)? $", re.I)


def role_facts(reading: Reading, resolve_compound: ResolveCompound) -> Iterator[Fact]:
    """Yield one membership per person, role and body; a role without a body stands alone."""
    for holder in reading.relations("role_holder"):
        person = reading.entity(holder.head)
        if person is None or person.type != "Person" or _is_of_next(reading, holder):
            continue
        bodies = list(_stated_bodies(reading, holder, person))
        if _names_its_body(reading, holder, person, resolve_compound):
            # A guess at a further body, one that does not follow the word, is mostly wrong.
            bodies = [fact for fact in bodies if fact.rule != "role_at:model"]
        elsewhere = body_of_generic(reading, holder.child) or body_of_office(reading, holder.child)
        if bodies and elsewhere is not None:
            bodies = [fact for fact in bodies if fact.rule not in _GUESSES]
        bodies += _hidden_bodies(reading, holder, person, resolve_compound, stated=bool(bodies))
        yield from bodies or [_elsewhere(reading, holder, person)]


def membership_facts(reading: Reading) -> Iterator[Fact]:
    """Yield memberships and affiliations that name no role."""
    for name, predicate in (("member_of", "memberOf"), ("affiliated_with", "affiliatedWith")):
        for relation in reading.relations(name):
            person, body = reading.entity(relation.head), reading.entity(relation.child)
            if person is None or body is None or body.type == "Person":
                continue
            yield Fact(
                person,
                predicate,
                body,
                reading.evidence(relation.head, relation.child),
                modality=relation.modality,
                confidence=_sure(reading, relation.score, relation.head, relation.child),
                rule=f"{name}:{relation.rule}",
                as_of=reading.document.published,
            )


def _stated_bodies(reading: Reading, holder: Relation, person: Entity) -> Iterator[Fact]:
    for place in reading.children("role_at", holder.child):
        body = reading.entity(place.child)
        if body is None or body.type not in _BODIES:
            continue
        score = min(holder.score, place.score)
        yield replace(
            _membership(reading, holder, person, body, "role_at:" + place.rule),
            evidence=reading.evidence(holder.head, holder.child, place.child),
            modality=weakest(holder.modality, place.modality),
            confidence=_sure(reading, score, holder.head, place.child),
        )


def _is_of_next(reading: Reading, holder: Relation) -> bool:
    """Tell whether the role begins the next member of a list: "Ada Roth sowie Vertreter der …"."""
    person, role = reading.mention(holder.head).span, reading.mention(holder.child).span
    return _NEXT.fullmatch(reading.text, person.end, max(person.end, role.start)) is not None


def _names_its_body(
    reading: Reading, holder: Relation, person: Entity, resolve: ResolveCompound
) -> bool:
    """Tell whether the role names a body in its word and none behind it.

    "VdK-Präsidentin", "Bundesumweltministerin".
    """
    role = reading.mention(holder.child)
    compound = "-" in role.text or role.text.startswith("Bundes")
    if not compound or _COMPLEMENT.match(reading.text, role.span.end):
        return False
    if _ACRONYM.match(role.text):
        return True  # "IHK-Präsidentin": of whichever chamber, not of the next body in the text
    return any(_hidden_bodies(reading, holder, person, resolve, stated=False))


def _hidden_bodies(
    reading: Reading, holder: Relation, person: Entity, resolve: ResolveCompound, *, stated: bool
) -> Iterator[Fact]:
    """Yield the bodies inside the word: "S&D-Europaabgeordneter" names two of them.

    Where the text states the body as well, only the part before the hyphen can add another one.
    """
    role = _role_text(reading, holder)
    town = None if stated else _town(reading, role)
    if town is not None:
        yield _membership(reading, holder, person, town, "role-of-town")
        return
    prefix, dash, rest = role.rpartition("-")
    hidden = resolve(role) if dash or not stated else None
    if stated and (hidden is None or hidden.type != "Organization" or prefix in _WHOLES):
        hidden = None
    named = reading.named.get(fold(prefix.split()[-1])) if dash and prefix else None
    if named is not None and (hidden is None or prefix not in _WHOLES):
        yield _membership(reading, holder, person, named, "role-compound")
    if hidden is not None and hidden != named:
        yield _membership(reading, holder, person, hidden, "role-compound")
    inner = resolve(rest) if dash and not stated else None
    if inner is not None and inner not in (named, hidden):
        fact = _membership(reading, holder, person, inner, "role-compound")
        yield replace(fact, role=rest)


def _town(reading: Reading, role: str) -> Entity | None:
    """Return the town of "Schweriner Oberbürgermeister", if the document names it."""
    adjective = _OF_TOWN.match(role)
    found = reading.named.get(fold(adjective[1])) if adjective else None
    return found if found is not None and found.type == "Place" else None


def _membership(
    reading: Reading, holder: Relation, person: Entity, body: Entity, rule: str
) -> Fact:
    valid = _period(reading, holder)
    published = reading.document.published
    return Fact(
        person,
        "memberOf",
        body,
        reading.evidence(holder.head, holder.child),
        modality=holder.modality,
        confidence=_sure(reading, holder.score, holder.head),
        rule=rule,
        role=_role_text(reading, holder),
        valid=valid,
        as_of=(valid.first if valid else None) or published,
    )


def _elsewhere(reading: Reading, holder: Relation, person: Entity) -> Fact:
    """Find the body outside the phrase; a role without body where there is none."""
    for body, rule, trust in _bodies_elsewhere(reading, holder.child):
        fact = _membership(reading, holder, person, body, rule)
        return replace(fact, confidence=round(trust * fact.confidence, 3))
    return _bare_role(reading, holder, person)


def _bodies_elsewhere(reading: Reading, index: int) -> Iterator[tuple[Entity, str, float]]:
    """Yield bodies behind a noun, in the title or the text, with rule and trust, best first."""
    role = reading.mention(index)
    if body := body_of_generic(reading, index):
        yield body, "role-of-generic", 0.8
    if quoted := _QUOTED.match(reading.text, role.span.end):
        name = re.sub(r"(?<=[a-zäöüß])e?s$", "", quoted["noun"]) + " " + quoted["name"]
        yield Entity(new_entity_iri("org", name), "Organization", name), "role-of-quoted", 1.0
    if _COMPLEMENT.match(reading.text, role.span.end):
        return
    titled = _organisation_of_title(reading, index) if _leads_alone(reading, role) else None
    if titled is not None and may_lead(role.text, titled.name):
        yield titled, "role-in-title", 0.7
    if ministry := only_ministry(reading, index):
        yield ministry, ONLY_MINISTRY, 0.8
    if seat := seat_of(reading, index):
        yield seat, "role-of-seat", 0.8
    if body := body_of_pronoun(reading, index):
        yield body, "role-of-pronoun", 0.7
    elif not _is_owned(reading, role) and (body := body_of_office(reading, index)):
        yield body, "role-of-antecedent", 0.7


def _leads_alone(reading: Reading, role: Mention) -> bool:
    """Tell whether somebody leads, and the role names no body: neither "VdK-" nor "deren"."""
    names_body = _ACRONYM.match(role.text) or _is_owned(reading, role)
    return bool(_LEADER.search(role.text)) and not names_body


def _is_owned(reading: Reading, role: Mention) -> bool:
    start = role.span.start
    return _WHOSE.search(reading.text, max(0, start - 8), start) is not None


def _organisation_of_title(reading: Reading, role: int) -> Entity | None:
    """Return the only organisation of the headings that the text begins with.

    None where the sentence of the role names another one: "… im Gesundheitsministerium".
    """
    sentence = reading.sentences[reading.sentence_of(role)]
    titled = [i for line in reading.headings for i in reading.inside(line, "ORG")]
    found = reading.entities(titled)
    nearer = reading.entities(reading.inside(sentence, "ORG"))
    return next(iter(found.values())) if len(found) == 1 and nearer.keys() <= found.keys() else None


def _bare_role(reading: Reading, holder: Relation, person: Entity) -> Fact:
    role = _role_text(reading, holder)
    office = Entity(new_entity_iri("role", role), "Role", role)
    fact = _membership(reading, holder, person, office, "role-alone:" + holder.rule)
    return replace(fact, predicate="holdsRole", role=None)


def _role_text(reading: Reading, holder: Relation) -> str:
    return _SPACE.sub(" ", reading.mention(holder.child).text).strip()


def _period(reading: Reading, holder: Relation) -> DateExpression | None:
    """Return the time of the office: a date with "seit", "ab", "zum" or "bis" beside the two."""
    first = min(reading.mention(i).span.start for i in (holder.head, holder.child))
    last = max(reading.mention(i).span.end for i in (holder.head, holder.child))
    number = reading.sentence_of(holder.child)
    for index in reading.inside(reading.sentences[number], "DATE"):
        span = reading.mention(index).span
        date = reading.date(index)
        if date is None or span.end < first - 60 or span.start > last + 60:
            continue
        before = reading.text[max(0, span.start - 12) : span.start]
        if _SINCE.search(before):
            return replace(date, last=None)
        if _UNTIL.search(before):
            return replace(date, first=None)
    return None


def _sure(reading: Reading, score: float, *indexes: int) -> float:
    return round(score * reading.certainty(*indexes), 3)
