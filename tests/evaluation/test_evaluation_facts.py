from decimal import Decimal
from typing import Any

from kg.evaluation.facts import score_facts
from kg.evaluation.gold import GoldText, parse_gold
from kg.evaluation.scores import Score, Tally
from kg.model import Amount, Entity, Fact, Span

TEXT = "Olga Merz, Präsidentin des Verbands BDI, will 3 Euro von der KfW. Olga Merz traf Jan Merz."
ENTITIES = [
    {"id": "om", "name": "Olga Merz", "type": "Person", "surfaces": ["Olga Merz", "Merz"]},
    {"id": "jm", "name": "Jan Merz", "type": "Person", "surfaces": ["Jan Merz", "Merz"]},
    {"id": "bdi", "name": "Bundesverband", "type": "Organization", "surfaces": ["BDI"]},
    {"id": "kfw", "name": "KfW", "type": "Organization", "surfaces": ["KfW"]},
]
EVIDENCE = [{"start": 0, "end": 20}]
OLGA, JAN = Entity("p:om", "Person", "Olga Merz"), Entity("p:jm", "Person", "Jan Merz")
BARE = Entity("p:x", "Person", "Merz")
BDI, KFW = Entity("o:bdi", "Organization", "BDI e. V."), Entity("o:kfw", "Organization", "KfW")
GRANT = Entity("t:x", "Topic", "Zuschuss")
SPANS = (Span(0, 20),)


def gold(*facts: dict[str, Any]) -> GoldText:
    return parse_gold(
        {"text": TEXT, "entities": ENTITIES, "facts": [{"evidence": EVIDENCE} | f for f in facts]}
    )


def scores(text: GoldText, *found: Fact) -> dict[str, Score]:
    tally = Tally()
    score_facts(tally, Tally(), text, found, {"o:bdi": ["BDI"]})
    return tally.scores()


MEMBER = {"subject": "om", "predicate": "memberOf", "object": "bdi", "role": "Präsidentin"}


def test_entities_are_compared_by_their_names_and_mentions() -> None:
    found = scores(gold(MEMBER), Fact(OLGA, "memberOf", BDI, SPANS, role="Präsidentin"))

    assert found["memberOf"] == (100.0, 100.0, 100.0, 1, {"modality": 100.0, "role": 100.0})


def test_a_form_of_two_entities_identifies_neither() -> None:
    found = scores(gold(MEMBER), Fact(BARE, "memberOf", BDI, SPANS, role="Präsidentin"))

    assert found["memberOf"].f == 0.0


def test_direction_counts() -> None:
    assert scores(gold(MEMBER), Fact(BDI, "memberOf", OLGA, SPANS))["memberOf"].f == 0.0


def test_meets_goes_both_ways() -> None:
    text = gold({"subject": "om", "predicate": "meets", "object": "jm"})

    assert scores(text, Fact(JAN, "meets", OLGA, SPANS))["meets"].f == 100.0


def test_another_role_is_another_fact_but_its_inflection_is_not() -> None:
    same = Fact(OLGA, "memberOf", BDI, SPANS, role="designierte Präsidentin")
    other = Fact(OLGA, "memberOf", BDI, SPANS, role="Schatzmeisterin")

    assert scores(gold(MEMBER), same)["memberOf"].f == 100.0
    assert scores(gold(MEMBER), other)["memberOf"].f == 0.0


def test_an_open_object_takes_any() -> None:
    amount = {"start": 46, "end": 52, "value": "3", "currency": "EUR"}
    text = gold({"subject": "kfw", "predicate": "funds", "object": None, "amount": amount})
    three = Amount(46, 52, "3 Euro", Decimal(3), currency="EUR")

    assert scores(text, Fact(KFW, "funds", GRANT, SPANS, amount=three))["funds"].f == 100.0
    assert scores(text, Fact(KFW, "funds", GRANT, SPANS))["funds"].f == 0.0


def test_the_fund_behind_a_payer_counts_as_the_payer() -> None:
    text = gold({"subject": "kfw", "predicate": "funds", "object": "bdi"})

    assert scores(text, Fact(JAN, "funds", BDI, SPANS, via=KFW))["funds"].f == 100.0


def test_modality_is_reported_beside() -> None:
    text = gold(MEMBER | {"modality": "planned"})

    assert scores(text, Fact(OLGA, "memberOf", BDI, SPANS))["memberOf"].agreed["modality"] == 0.0


def test_optional_facts_are_neither_missed_nor_wrong() -> None:
    text = gold(MEMBER | {"optional": True})

    assert scores(text) == {"ALL": (0.0, 0.0, 0.0, 0, {})}
    assert scores(text, Fact(OLGA, "memberOf", BDI, SPANS)) == {"ALL": (0.0, 0.0, 0.0, 0, {})}


def test_each_gold_fact_takes_one_answer() -> None:
    two = [Fact(OLGA, "memberOf", BDI, SPANS, role=role) for role in ("Präsidentin", None)]

    assert scores(gold(MEMBER), *two)["memberOf"][:3] == (50.0, 100.0, 66.7)


def test_rules_are_scored_too() -> None:
    rules = Tally()
    facts = [
        Fact(OLGA, "memberOf", BDI, SPANS, rule="apposition"),
        Fact(JAN, "memberOf", BDI, SPANS, rule="guess"),
    ]

    score_facts(Tally(), rules, gold(MEMBER), facts, {"o:bdi": ["BDI"]})

    assert rules.scores()["apposition"].p == 100.0
    assert rules.scores()["guess"].p == 0.0


def test_a_role_alone_is_right_with_or_without_the_optional_body() -> None:
    alone = {"subject": "om", "predicate": "holdsRole", "object": None, "role": "Präsidentin"}
    text = gold(alone, MEMBER | {"optional": True})
    office = Entity("r:x", "Role", "Präsidentin")

    for fact in (
        Fact(OLGA, "holdsRole", office, SPANS),
        Fact(OLGA, "memberOf", BDI, SPANS, role="Präsidentin"),
    ):
        assert scores(text, fact)["ALL"] == (100.0, 100.0, 100.0, 1, scores(text, fact)["ALL"][4])
    wrong = Fact(OLGA, "memberOf", KFW, SPANS, role="Präsidentin")
    assert scores(text, wrong)["ALL"].f == 0.0


def test_what_gold_does_not_annotate_is_not_false() -> None:
    assert scores(gold(), Fact(BDI, "about", GRANT, SPANS)) == {"ALL": (0.0, 0.0, 0.0, 0, {})}
