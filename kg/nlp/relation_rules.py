"""All relation rules together: text, sentences and mentions in, relations out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Mention, Relation, Span
from kg.nlp.relation_rules_context import context_relations
from kg.nlp.relation_rules_engine import Masked, apply_rules, masked_sentences, paragraphs
from kg.nlp.relation_rules_frames import frame_relations
from kg.nlp.relation_rules_getting import GETTING
from kg.nlp.relation_rules_giving import GIVING
from kg.nlp.relation_rules_members import AFFILIATIONS, BELONGING, MEMBERS
from kg.nlp.relation_rules_roles import BODIES, HOLDERS
from kg.nlp.relation_rules_verbs import FRAMES, MONEY, OTHERS, PARTS, PLACES, TIMES

_OTHER_RULES = (
    *HOLDERS, *BODIES, *MEMBERS, *BELONGING, *AFFILIATIONS, *PLACES, *TIMES, *PARTS, *OTHERS,
)  # fmt: skip
RULES = (*_OTHER_RULES, *MONEY, *GIVING, *GETTING)


_POLITICAL = re.compile(
    r"minister|MdB|MdL|MdEP|bgeordnet|andrat|ürgermeister|enator|tadtr[aä]t|raktion|taatssekretär|"
    r"reispräsident|andtagspräsident|erichterstatter|ezernent|andidat|bmann|bfrau|atsherr|"
    r"(?:ation|tände|ande|egierung|emeinde|anton|ross)(?:al|s|r)?r[aä]t|andammann|tadtverordnet|"
    r"atsmitglied",
)


def relations_by_rule(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    masked: Sequence[Masked] | None = None,
) -> tuple[Relation, ...]:
    """Return what the rules find, sorted by head, child and name; indexes into `mentions`.

    Without `sentences` each line of the text counts as one; `masked` are these, if at hand.
    Positions are not among them, see `kg.nlp.relation_rules_stance`.
    """
    if masked is None:
        masked = masked_sentences(text, sentences, mentions)
    found = _one_tie_per_body(apply_rules(_OTHER_RULES, text, masked, mentions), mentions)
    sums = [sentence for sentence in masked if "<MONEY" in sentence.text]
    found += apply_rules((*GIVING, *GETTING), text, sums, mentions)
    known = {(r.name, r.head, r.child) for r in found}
    weaker = (
        *apply_rules(MONEY, text, sums, mentions),
        *frame_relations(FRAMES, text, masked, mentions),
    )
    for relation in weaker:
        if (key := (relation.name, relation.head, relation.child)) not in known:
            found.append(relation)
            known.add(key)
    found += context_relations(text, sentences, paragraphs(text), mentions, found)
    return tuple(sorted(found, key=lambda r: (r.head, r.child, r.name)))


def _one_tie_per_body(relations: list[Relation], mentions: Sequence[Mention]) -> list[Relation]:
    """Keep the most telling tie where the same words could state a role or a membership."""
    holds = {r.head: r.child for r in relations if r.name == "role_holder"}
    bodies = {(r.head, r.child) for r in relations if r.name == "role_at"}
    placed = {role for role, _ in bodies}
    members = {(r.head, r.child) for r in relations if r.name == "member_of"}
    result = []
    for relation in relations:
        role = holds.get(relation.head)
        if relation.name != "affiliated_with" or role is None:
            result.append(relation)
        elif (role, relation.child) in bodies or (relation.head, relation.child) in members:
            continue
        elif relation.rule == "name-bracket-body" and _POLITICAL.search(mentions[role].text):
            result.append(replace(relation, name="member_of", rule="politician-bracket-body"))
        elif role not in placed and relation.rule == "name-bracket-body":
            result.append(replace(relation, name="role_at", head=role, rule="role-bracket-body"))
        else:
            result.append(relation)
    return result
