import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation.gold import GoldEntity, parse_gold
from kg.evaluation.links import KNOWN, SAME, LinkTally, bcubed, denotes, score_links
from kg.evaluation.scores import Score
from kg.model import Entity, Link

TEXT = "Die Europäische Kommission und die Kommission trafen Frau Müller."
GOLD = parse_gold(
    {
        "text": TEXT,
        "spans": [
            {"start": 4, "end": 26, "label": "ORG"},
            {"start": 35, "end": 45, "label": "ORG"},
            {"start": 58, "end": 64, "label": "PER"},
        ],
        "entities": [
            {"id": "com", "name": "Europäische Kommission", "type": "Organization", "kb": "eu-com",
             "spans": [0, 1], "surfaces": []},
            {"id": "m", "name": "Müller", "type": "Person", "kb": None, "spans": [2]},
        ],
    }
)  # fmt: skip
COMMISSION = Entity(
    "https://kg.example/id/org/eu-com", "Organization", "EU-Kommission", status="linked"
)
OTHER = Entity("https://kg.example/id/org/kommission-x", "Organization", "Kommission")
MUELLER = Entity("https://kg.example/id/person/mueller", "Person", "Müller")


def scores(*entities: Entity | None) -> dict[str, Score]:
    tally = LinkTally()
    links = [Link(index, entity) for index, entity in enumerate(entities)]
    score_links(tally, GOLD, GOLD.mentions(), links)
    return tally.scores()


def test_right_decisions_score_full() -> None:
    found = scores(COMMISSION, COMMISSION, MUELLER)

    assert found[SAME][:4] == (100.0, 100.0, 100.0, 3)
    assert found[KNOWN][:4] == (100.0, 100.0, 100.0, 2)
    assert found["ALL"] == found[SAME]


def test_a_split_costs_recall_only() -> None:
    found = scores(COMMISSION, OTHER, MUELLER)

    assert found[SAME].p == 100.0
    assert found[SAME].r == pytest.approx(66.7)
    assert found[KNOWN][:2] == (100.0, 50.0)


def test_a_merge_costs_precision() -> None:
    found = scores(COMMISSION, COMMISSION, COMMISSION)

    assert found[SAME].p == pytest.approx(55.6)
    assert found[KNOWN].p == pytest.approx(66.7)


def test_a_rejected_mention_is_not_compared() -> None:
    found = scores(COMMISSION, COMMISSION, None)

    assert found[SAME].n == 2
    assert found[SAME].agreed == {"found": 66.7}


def test_homonyms_in_two_texts_must_stay_apart() -> None:
    tally = LinkTally()
    for number in (1, 2):
        gold = parse_gold(
            {
                "id": str(number),
                "text": "Müller",
                "spans": [{"start": 0, "end": 6, "label": "PER"}],
                "entities": [{"id": "m", "name": "Müller", "type": "Person", "spans": [0]}],
            },
            number,
        )
        score_links(tally, gold, gold.mentions(), [Link(0, MUELLER)])

    assert tally.scores()[SAME].p == 50.0


def test_a_known_thing_is_recognised_by_id_or_full_name() -> None:
    owner = GoldEntity("com", "Europäische Kommission", "Organization", "eu-com", (), ())
    by_name = Entity("https://kg.example/id/org/q8880", "Organization", "Europäische  Kommission")

    assert denotes(COMMISSION, owner)
    assert denotes(by_name, owner)
    assert not denotes(OTHER, owner)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=40))
def test_bcubed_is_symmetric_and_bounded(pairs: list[tuple[int, int]]) -> None:
    gold = {(0, i, i + 1): str(g) for i, (g, _) in enumerate(pairs)}
    answer = {(0, i, i + 1): str(a) for i, (_, a) in enumerate(pairs)}

    precision, recall = bcubed(gold, answer)

    assert bcubed(answer, gold) == pytest.approx((recall, precision))
    assert 0 < precision <= 1
    assert bcubed(gold, gold) == pytest.approx((1.0, 1.0))
