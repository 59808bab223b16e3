from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation.scores import Slip, Tally, context

SLIP = Slip("missed", "PER", "Merz", "⟦Merz⟧", "a:0")


def test_score_is_percent_with_one_decimal() -> None:
    tally = Tally()
    for _ in range(2):
        tally.hit("PER")
    tally.false("PER", SLIP)

    score = tally.scores()["PER"]

    assert (score.p, score.r, score.f, score.n) == (66.7, 100.0, 80.0, 2)


def test_all_is_the_micro_average() -> None:
    tally = Tally()
    tally.hit("PER")
    for _ in range(3):
        tally.miss("ORG", SLIP)

    assert tally.scores()["ALL"].r == 25.0
    assert tally.scores()["ALL"].n == 4


def test_nothing_at_all_scores_zero() -> None:
    assert Tally().scores() == {"ALL": (0.0, 0.0, 0.0, 0, {})}


def test_traits_are_shares_of_hits() -> None:
    tally = Tally()
    tally.hit("pays", modality=True)
    tally.hit("pays", modality=False)
    tally.miss("pays", SLIP)

    assert tally.scores()["pays"].agreed == {"modality": 50.0}
    assert tally.scores()["ALL"].agreed == {"modality": 50.0}


def test_slips_are_limited() -> None:
    tally = Tally(limit=2)
    for _ in range(5):
        tally.miss("PER", SLIP)

    assert len(tally.slips) == 2


def test_scores_keep_the_asked_order() -> None:
    tally = Tally()
    tally.hit("LOC")
    tally.hit("PER")
    tally.hit("ABC")

    assert list(tally.scores(("PER", "ORG", "LOC"))) == ["PER", "LOC", "ABC", "ALL"]


def test_context_is_one_line_with_the_range_marked() -> None:
    text = "Gestern sprach\nFrau Merz in Köln."

    assert context(text, 20, 24) == "Gestern sprach Frau ⟦Merz⟧ in Köln."


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_f1_lies_between_precision_and_recall(hits: int, false: int, missed: int) -> None:
    tally = Tally()
    counts = tally.of("PER")
    counts.hits, counts.false, counts.missed = hits, false, missed

    score = counts.score()

    assert min(score.p, score.r) <= score.f + 0.1
    assert score.f <= max(score.p, score.r) + 0.1
    assert score.n == hits + missed
