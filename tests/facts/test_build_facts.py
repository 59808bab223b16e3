import random
from dataclasses import replace

import pytest
from fact_examples import entity, example, roundtable, short
from hypothesis import given
from hypothesis import strategies as st

from kg.facts import build_facts
from kg.model import Entity, Fact
from kg.vocab import ENTITY_TYPES, PREDICATES, RELATIONS

PARLIAMENT, EPP = entity("Europäisches Parlament"), entity("EVP")


def resolve(role: str) -> Entity | None:
    if role.startswith("EVP-"):
        return EPP
    return PARLIAMENT if role.startswith(("Europaabgeordnete", "MdEP")) else None


def test_roles_memberships_money_and_event_of_one_article() -> None:
    event = "Fachgespräch zu Wasserstoffnetzen in Wien"

    facts = roundtable().facts(resolve)

    assert short(facts) == {
        ("Ilse Brandt", "memberOf", "DG Energie"),
        ("Ole Kurz", "memberOf", "EVP"),
        ("Ole Kurz", "memberOf", "Europäisches Parlament"),
        ("Lea Sommer", "memberOf", "Fachforums Energie"),
        ("Europäische Kommission", "funds", "Wasserstoff-Hubs"),
        (event, "takesPlaceIn", "Wien"),
        (event, "about", "Wasserstoffnetzen"),
        ("Ilse Brandt", "participatesIn", event),
        ("Ole Kurz", "participatesIn", event),
        ("Lea Sommer", "participatesIn", event),
    }


def test_plan_stays_a_plan_with_amount_and_purpose() -> None:
    (flow,) = [f for f in roundtable().facts() if f.predicate == "funds"]

    assert flow.modality == "planned"
    assert flow.amount is not None
    assert flow.amount.text == "sieben Milliarden Euro"
    assert flow.purpose == "Wasserstoff-Hubs"
    assert flow.object.type == "Topic"


def test_event_has_date_and_parts() -> None:
    facts = [f for f in roundtable().facts() if f.predicate == "participatesIn"]

    assert {f.subject.name: f.role for f in facts} == {
        "Ilse Brandt": "Diskussion",
        "Ole Kurz": "Diskussion",
        "Lea Sommer": "Eröffnung",
    }
    assert all(f.valid is not None and f.valid.text == "21.10.2025" for f in facts)


def test_equal_facts_become_one_with_all_evidence() -> None:
    twice = example(
        "[[Ada Roth|PER]] ([[SPD|ORG]]) kam. Später sprach [[Ada Roth|PER]] ([[SPD|ORG]]).",
        ("member_of", "Ada Roth", "SPD"),
    )
    second = replace(twice.analysis.relations[0], head=2, child=3, score=0.5)
    analysis = replace(twice.analysis, relations=(*twice.analysis.relations, second))

    (fact,) = build_facts(analysis, twice.links)

    assert len(fact.evidence) == 2
    assert fact.confidence == 0.9


def test_nothing_relates_to_itself() -> None:
    found = example("[[SPD|ORG]] und [[SPD|ORG]].", ("cooperates_with", "SPD", "SPD"))
    relation = replace(found.analysis.relations[0], child=1)
    analysis = replace(found.analysis, relations=(relation,))

    assert build_facts(analysis, found.links) == ()


def test_rejected_mention_makes_no_fact() -> None:
    found = example("[[Ada Roth|PER]] ([[SPD|ORG]]).", ("member_of", "Ada Roth", "SPD"))
    links = (found.links[0], replace(found.links[1], entity=None))

    assert build_facts(found.analysis, links) == ()


def test_later_name_takes_the_entity_of_the_first() -> None:
    found = example(
        "[[Ada Roth|PER]] kam. [[Roth|PER]] ([[SPD|ORG]]) sprach.",
        ("same_as", "Roth", "Ada Roth"),
        ("member_of", "Roth", "SPD"),
    )

    facts = build_facts(found.analysis, [link for link in found.links if link.mention != 1])

    assert short(facts) == {("Ada Roth", "memberOf", "SPD")}


@pytest.mark.parametrize("seed", range(5))
def test_order_of_relations_and_links_does_not_matter(seed: int) -> None:
    found = roundtable()
    shuffled = random.Random(seed)
    relations = list(found.analysis.relations)
    links = list(found.links)
    shuffled.shuffle(relations)
    shuffled.shuffle(links)

    facts = build_facts(replace(found.analysis, relations=tuple(relations)), links)

    assert facts == build_facts(found.analysis, found.links)


_LABELS = ("PER", "ORG", "LOC", "LAW", "PROG", "EVENT", "ROLE", "MONEY", "QUANTITY", "DATE")
_NAMES = ("Ada Roth", "Wien", "SPD", "Gipfel", "3 Euro")
_TITLES = ("Ohne Titel", "Tagung zu Netzen in Wien", "SPD auf der Anhörung")
_WORDS = (
    "Tagung",
    "der Anhörung des",
    "der",
    "folgt auf",
    "für den Ausbau",
    "bei einer Tagung in",
    ".",
    "\n",
    "sagte",
    "mit",
)
_PIECES = st.one_of(
    st.sampled_from(_WORDS),
    st.builds(
        lambda n, label: f"[[{n}|{label}]]", st.sampled_from(_NAMES), st.sampled_from(_LABELS)
    ),
)


@st.composite
def _documents(draw: st.DrawFn) -> tuple[Fact, ...]:
    marked = " ".join(draw(st.lists(_PIECES, min_size=1, max_size=25)))
    found = example(marked, title=draw(st.sampled_from(_TITLES)))
    count = len(found.analysis.mentions)
    relations = []
    if count:
        index = st.integers(0, count - 1)
        made = st.builds(_relation, st.sampled_from(RELATIONS), index, index)
        relations = draw(st.lists(made, max_size=12))
    analysis = replace(found.analysis, relations=tuple(relations))
    facts = build_facts(analysis, found.links)
    sentences = set(analysis.sentences)
    assert all(fact.evidence and set(fact.evidence) <= sentences for fact in facts)
    return facts


def _relation(name: str, head: int, child: int) -> object:
    from kg.model import Relation

    return Relation(name, head, child, score=0.8)


@given(_documents())
def test_facts_of_any_document_are_well_formed(facts: tuple[Fact, ...]) -> None:
    for fact in facts:
        assert fact.predicate in PREDICATES
        assert fact.subject.type in ENTITY_TYPES
        assert fact.object.type in ENTITY_TYPES
        assert fact.subject.iri != fact.object.iri
        assert 0 < fact.confidence <= 1
        assert fact.rule
        assert fact.as_of is not None
        assert list(fact.evidence) == sorted(set(fact.evidence))
