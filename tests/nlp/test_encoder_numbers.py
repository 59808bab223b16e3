import numpy as np
import pytest
from encoder_weights import random_weights
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ModelError
from kg.nlp.encoder import batches, stack, word_vectors
from kg.nlp.weights import pack, unpack

FORMS = ["Die", "EU-Kommission", "plant", "20", "Milliarden", "Euro", "."]
FLAGGED = {"Kommission": 64, "Euro": 1}
GAPS = np.array([[2, 1, 1, 1, 1, 1, 0], [2, 1, 0, 0, 0, 0, 0]])
PAD = np.array([[1] * 7, [1, 1, 1, 0, 0, 0, 0]], bool)
# What PyTorch computes with the same weights in `training/encoder/network.py`.
EXPECTED = {
    (0, 1): [0.4241, 0.6673, 1.1497, -0.3744, 0.0991, 0.0699],
    (0, 6): [1.3233, 0.0959, 0.8517, 1.1021, -0.0817, -0.3811],
    (1, 1): [-0.9679, -1.1136, -0.2279, 1.3097, 0.1375, -0.4229],
}
WEIGHTS = random_weights()


def encoded(ids: list[list[int]]) -> np.ndarray:
    static = np.random.default_rng(1).normal(size=(7, 128)).astype(np.float32)
    vectors = word_vectors(WEIGHTS, FORMS, static, FLAGGED)
    x = vectors[np.array(ids)] + WEIGHTS["encoder.gap.weight"][GAPS[: len(ids)]]
    pad = PAD[: len(ids)]
    hidden = np.zeros_like(x)
    hidden[pad] = np.concatenate(stack(WEIGHTS, "encoder.stack", x[pad], pad.sum(1).tolist()))
    return hidden


def test_numpy_computes_what_pytorch_computes() -> None:
    hidden = encoded([[0, 1, 2, 3, 4, 5, 6], [2, 3, 6, 0, 0, 0, 0]])

    for place, values in EXPECTED.items():
        assert hidden[place][:6] == pytest.approx(values, abs=2e-4)


@given(lengths=st.lists(st.integers(1, 9), min_size=1, max_size=5), seed=st.integers(0, 99))
def test_a_text_is_read_alike_alone_and_among_others(lengths: list[int], seed: int) -> None:
    x = np.random.default_rng(seed).normal(size=(sum(lengths), 256)).astype(np.float32)
    borders = np.cumsum(lengths)[:-1]

    together = stack(WEIGHTS, "encoder.stack", x, lengths)

    for one, states in zip(np.split(x, borders), together, strict=True):
        (alone,) = stack(WEIGHTS, "encoder.stack", one, [len(one)])
        assert states == pytest.approx(alone, abs=1e-4)


def test_states_far_apart_give_numbers() -> None:
    weights = {**WEIGHTS, "encoder.stack.blocks.0.qkv.weight": np.full((768, 256), 9, np.float32)}
    random = np.random.default_rng(2)

    with np.errstate(all="raise"):
        x = random.normal(size=(10, 256)).astype(np.float32)
        hidden = np.concatenate(stack(weights, "encoder.stack", x, [7, 3]))

    assert np.isfinite(hidden).all()


def test_batches_hold_each_text_once_and_stay_small() -> None:
    lengths = [3, 100, 7, 50, 3, 2000]

    groups = batches(lengths, tokens=200)

    assert sorted(k for group in groups for k in group) == list(range(6))
    assert all(len(g) == 1 or len(g) * max(lengths[k] for k in g) <= 200 for g in groups)


def test_weights_read_back_in_half_precision() -> None:
    weights = {"b": np.array([1.5, -2.25], np.float32), "a": np.zeros((2, 2), np.float32)}

    back = unpack(pack(weights))

    assert sorted(back) == ["a", "b"]
    assert back["b"].dtype == np.float32
    assert back["b"].tolist() == [1.5, -2.25]


def test_equal_weights_give_equal_bytes() -> None:
    assert pack({"a": np.ones(3, np.float32)}) == pack({"a": np.ones(3, np.float32)})


def test_broken_weights_are_reported() -> None:
    with pytest.raises(ModelError, match="not readable as model weights"):
        unpack(b"PK not an archive")
