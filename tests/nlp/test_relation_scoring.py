import numpy as np
import pytest
from encoder_weights import scorer_weights
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Label
from kg.nlp import pairs
from kg.nlp.cues import CUES
from kg.nlp.scoring import NARROW, Asked, contexts, ranges, runs, score, static_part
from kg.nlp.tagging import tags

WEIGHTS = scorer_weights()
# "Präsidentin Ruth Hallbauer vom VdK lobt das Rentenpaket ." as ROLE, PER, ORG, PROG.
LABELS: list[Label] = ["ROLE", "PER", "ORG", "PROG"]
PLACES = [(0, 0), (1, 2), (4, 4), (7, 7)]
TOKENS = 9
FIRSTS = [0]
# What PyTorch computes with the same weights in `training/encoder/relater.py`.
EXPECTED_NAMES = {0: [0.7558, 0.2442, 0.0], 2: [0.6816, 0.3184, 0.0], 5: [0.3042, 0.2171, 0.1855]}
EXPECTED_MODALITY = {
    0: [0.2236, 0.2559, 0.2218],
    2: [0.186, 0.3379, 0.2193],
    5: [0.1701, 0.3221, 0.1953],
}


def scored(hidden: np.ndarray, vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    ids = pairs.label_ids(LABELS)
    marks = tags([(a, b, x) for (a, b), x in zip(PLACES, ids, strict=True)], TOKENS)
    static = static_part(WEIGHTS, vectors)
    longer = np.zeros((TOKENS + 4, 256), np.float32)
    x = contexts(
        WEIGHTS,
        [longer, hidden],
        [np.zeros((TOKENS + 4, static.shape[1]), np.float32), static],
        [tags([], TOKENS + 4), marks],
    )[1]
    candidates = pairs.candidates(LABELS)
    feature = np.ones((len(candidates), pairs.FEATURES + len(pairs.NAMES)), np.float32)
    asked = Asked(PLACES, ids, candidates, FIRSTS)
    return next(score(WEIGHTS, [asked], [x], [feature]))


def inputs() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(3)
    hidden = random.normal(size=(TOKENS, 256)).astype(np.float32)
    return hidden, random.normal(size=(TOKENS, 128 + len(CUES))).astype(np.float32)


def test_numpy_scores_what_pytorch_scores() -> None:
    names, modality = scored(*inputs())

    for row, values in EXPECTED_NAMES.items():
        assert np.sort(names[row])[::-1][:3] == pytest.approx(values, abs=2e-3)
    for row, values in EXPECTED_MODALITY.items():
        assert modality[row][:3] == pytest.approx(values, abs=2e-3)


def test_probabilities_add_up_and_respect_the_labels() -> None:
    names, modality = scored(*inputs())

    assert names.sum(-1) == pytest.approx(1, abs=1e-5)
    assert modality.sum(-1) == pytest.approx(1, abs=1e-5)
    row = pairs.candidates(LABELS).index((1, 0))
    assert names[row, pairs.NAMES.index("pays")] == 0


def test_words_behind_the_pair_change_its_score() -> None:
    hidden, vectors = inputs()
    before, _ = scored(hidden, vectors)
    vectors[8] += 3
    after, _ = scored(hidden, vectors)

    assert np.abs(before - after).max() > 1e-4


def test_ranges_lie_between_before_and_behind_the_spans() -> None:
    # two sentences of five and four tokens; spans at tokens 1 and 6
    found = ranges([(1, 2), (6, 6)], [(0, 1), (1, 0)], [0, 5], 9)

    assert found.tolist() == [[[3, 3], [0, 1], [7, 2]]] * 2


def test_spans_side_by_side_have_nothing_between() -> None:
    found = ranges([(0, 0), (1, 2)], [(0, 1)], [0], 3)

    assert found[0, :, 1].tolist() == [0, 0, 0]


def test_far_words_are_left_out() -> None:
    found = ranges([(50, 50), (150, 150)], [(0, 1)], [0], 200)

    assert found.tolist() == [[[51, 40], [38, 12], [151, 15]]]


def paragraph(number: int) -> tuple[Asked, np.ndarray, np.ndarray]:
    """Return what is asked of a paragraph of two sentences, its states and its features."""
    random = np.random.default_rng(number)
    tokens = 8 + 7 * number
    starts = sorted(random.choice(tokens - 1, 4, replace=False).tolist())
    candidates = pairs.candidates(LABELS)
    asked = Asked([(a, a) for a in starts], pairs.label_ids(LABELS), candidates, [0, tokens // 2])
    feature = random.normal(size=(len(candidates), pairs.FEATURES + len(pairs.NAMES)))
    states = random.normal(size=(tokens, NARROW))
    return asked, states.astype(np.float32), feature.astype(np.float32)


@pytest.mark.parametrize("count", [1, 2, 9, 20])
def test_paragraphs_scored_together_score_as_each_alone(count: int) -> None:
    cases = [paragraph(number) for number in range(count)]

    together = list(score(WEIGHTS, *zip(*cases, strict=True)))

    assert len(together) == count
    for (asked, states, feature), (names, modality) in zip(cases, together, strict=True):
        alone = next(score(WEIGHTS, [asked], [states], [feature]))
        assert names == pytest.approx(alone[0], abs=1e-5)
        assert modality == pytest.approx(alone[1], abs=1e-5)


def test_nothing_to_score_gives_nothing() -> None:
    assert list(score(WEIGHTS, [], [], [])) == []
    assert contexts(WEIGHTS, [], [], []) == []


@given(st.lists(st.integers(1, 900), max_size=40))
def test_runs_keep_the_order_and_stay_small(sizes: list[int]) -> None:
    found = runs(sizes, tokens=512)

    assert [k for run in found for k in run] == list(range(len(sizes)))
    assert all(len(run) == 1 or sum(sizes[k] for k in run) <= 512 for run in found)
