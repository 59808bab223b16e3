import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.syntax import single_root


def test_best_heads_make_a_tree() -> None:
    scores = np.array([[0, 5, 0], [0, 9, 0], [0, 5, 0]], np.float32)

    assert list(single_root(scores)) == [1, 1, 1]


def test_circle_is_opened_where_it_costs_least() -> None:
    scores = np.array([[9, 0, 0], [3, 0, 5], [1, 5, 0]], np.float32)

    assert list(single_root(scores)) == [0, 0, 1]


@pytest.mark.parametrize("size", [1, 2])
def test_short_sentences_have_a_root(size: int) -> None:
    heads = single_root(np.zeros((size, size), np.float32))

    assert sum(int(h) == k for k, h in enumerate(heads)) == 1


@given(st.integers(1, 15), st.integers(0, 2**32 - 1))
def test_every_token_reaches_the_one_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)

    heads = single_root(scores)

    roots = [k for k in range(size) if heads[k] == k]
    assert len(roots) == 1
    for token in range(size):
        for _ in range(size):
            token = int(heads[token])
        assert token == roots[0]
