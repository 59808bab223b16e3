from kg.evaluation.gold import parse_gold
from kg.evaluation.relations import score_relations
from kg.evaluation.scores import Score, Tally
from kg.model import Mention, Relation

TEXT = "Merz traf Macron, Merz ist Kanzler."
SPANS = [(0, 4, "PER"), (10, 16, "PER"), (18, 22, "PER"), (27, 34, "ROLE")]
GOLD = parse_gold(
    {
        "text": TEXT,
        "spans": [{"start": s, "end": e, "label": label} for s, e, label in SPANS],
        "relations": [
            {"name": "meets", "head": 0, "child": 1, "modality": "factual"},
            {"name": "same_as", "head": 2, "child": 0, "modality": "factual"},
            {"name": "role_holder", "head": 2, "child": 3, "modality": "planned"},
        ],
    }
)
MENTIONS = GOLD.mentions()


def scores(*found: Relation, mentions: tuple[Mention, ...] = MENTIONS) -> dict[str, Score]:
    tally = Tally()
    score_relations(tally, GOLD, mentions, found)
    return tally.scores()


def test_name_and_both_spans_count() -> None:
    found = scores(Relation("role_holder", 2, 3), Relation("role_holder", 0, 3))

    assert found["role_holder"][:4] == (50.0, 100.0, 66.7, 1)


def test_modality_is_reported_beside() -> None:
    found = scores(Relation("role_holder", 2, 3), Relation("meets", 0, 1))

    assert found["role_holder"].agreed == {"modality": 0.0}
    assert found["ALL"].agreed == {"modality": 50.0}


def test_meets_has_no_direction_but_same_as_has() -> None:
    found = scores(Relation("meets", 1, 0), Relation("same_as", 0, 2))

    assert found["meets"].f == 100.0
    assert found["same_as"].f == 0.0


def test_indexes_are_into_the_answered_mentions() -> None:
    moved = (MENTIONS[3], MENTIONS[2])

    assert scores(Relation("role_holder", 1, 0), mentions=moved)["role_holder"].f == 100.0


def test_relations_of_optional_spans_are_neither_right_nor_wrong() -> None:
    gold = parse_gold(
        {"text": TEXT, "spans": [], "optional_spans": [{"start": 0, "end": 4, "label": "PER"}]}
    )
    tally = Tally()

    score_relations(tally, gold, MENTIONS, [Relation("meets", 0, 1)])

    assert tally.scores()["ALL"].p == 0.0
    assert tally.labels == {}
