import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.model import LABELS
from kg.nlp.tagging import TAGS, best_path, mentions, tags


def scores(*names: str) -> np.ndarray:
    table = np.full((len(names), len(TAGS)), -5.0, np.float32)
    table[range(len(names)), [TAGS.index(n) for n in names]] = 0.0
    return table


def test_legal_best_tags_are_the_answer() -> None:
    path = best_path(scores("O", "B-PER", "E-PER", "S-ORG"))

    assert [TAGS[k] for k in path] == ["O", "B-PER", "E-PER", "S-ORG"]
    assert mentions(path) == [(1, 2, LABELS.index("PER")), (3, 3, LABELS.index("ORG"))]


def test_illegal_best_tags_are_mended() -> None:
    found = [TAGS[k] for k in best_path(scores("O", "I-LOC", "E-LOC", "B-PER"))]

    assert found[0] in ("O", "B-LOC")
    assert found[-1] in ("O", "S-PER", "E-LOC")
    assert [TAGS[k] for k in best_path(scores("B-LAW", "O"))] == ["O", "O"]


@given(st.integers(1, 12), st.randoms(use_true_random=False))
def test_every_answer_is_legal(length: int, random: object) -> None:
    noise = np.random.default_rng(random.getrandbits(32))  # type: ignore[attr-defined]
    path = best_path(noise.normal(size=(length, len(TAGS))).astype(np.float32))

    spans = mentions(path)
    assert list(tags(spans, length)) == list(path)


def test_tags_of_spans_read_back() -> None:
    spans = [(0, 0, 2), (2, 5, 0)]

    assert mentions(tags(spans, 7)) == spans
