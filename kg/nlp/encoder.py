"""The encoder in plain numpy: words in, one vector per word in its context out.

`training/encoder/network.py` defines the same network in PyTorch and trains it; a test holds the
two together. Shapes: B texts, T tokens, D = 256 (the layers also run narrower ones).
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.nlp.features import COLUMNS, FLAGS, flags, rows

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]
WIDTH = 256
HEAD = 32  # width of one attention head
LONGEST = 512
# A padded batch of this many tokens keeps the matrices in the cache of one core.
BATCH_TOKENS = 2048


def linear(weights: Weights, name: str, x: Floats) -> Floats:
    """Apply a linear layer: [..., in] → [..., out]."""
    # one large product instead of one per text
    y: Floats = x.reshape(-1, x.shape[-1]) @ weights[f"{name}.weight"].T
    y += weights[f"{name}.bias"]
    return y.reshape(*x.shape[:-1], -1)


def norm(weights: Weights, name: str, x: Floats) -> Floats:
    """Apply a layer norm over the last axis."""
    centred = x - x.mean(-1, keepdims=True)
    scale = np.sqrt(np.einsum("...d,...d->...", centred, centred)[..., None] / x.shape[-1] + 1e-5)
    y: Floats = centred / scale
    return y * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def squared_relu(x: Floats) -> Floats:
    """Return max(x, 0)², in place."""
    np.maximum(x, 0, out=x)
    return np.multiply(x, x, out=x)


def softmax(x: Floats) -> Floats:
    """Return the softmax over the last axis, in place."""
    x -= x.max(-1, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(-1, keepdims=True)
    return x


def _rotary(length: int, width: int) -> tuple[Floats, Floats]:
    inverse = 1.0 / 10000 ** (np.arange(0, width, 2, dtype=np.float32) / width)
    angle = np.arange(length, dtype=np.float32)[:, None] * inverse
    return np.cos(angle), np.sin(angle)


_COS, _SIN = _rotary(LONGEST, HEAD)


def _rotate(x: Floats) -> Floats:
    a, b = np.split(x, 2, -1)
    cos, sin = _COS[: x.shape[-2]], _SIN[: x.shape[-2]]
    return np.concatenate((a * cos - b * sin, a * sin + b * cos), -1)


def _attention(weights: Weights, name: str, x: Floats, mask: Floats) -> Floats:
    b, t, d = x.shape
    qkv = linear(weights, f"{name}.qkv", norm(weights, f"{name}.norm1", x))
    q, k, v = qkv.reshape(b, t, 3, d // HEAD, HEAD).transpose(2, 0, 3, 1, 4)
    scores: Floats = _rotate(q) @ _rotate(k).swapaxes(-1, -2)
    scores *= np.float32(HEAD**-0.5)
    mixed = softmax(scores + mask) @ v
    return linear(weights, f"{name}.mix", mixed.swapaxes(1, 2).reshape(b, t, d))


def _window(weights: Weights, name: str, x: Floats, keep: Floats) -> Floats:
    y = norm(weights, f"{name}.norm2", x) * keep
    before, after = np.zeros_like(y), np.zeros_like(y)
    before[:, 1:], after[:, :-1] = y[:, :-1], y[:, 1:]
    wide = squared_relu(linear(weights, f"{name}.up", np.concatenate((before, y, after), -1)))
    return linear(weights, f"{name}.down", wide)


def stack(weights: Weights, name: str, x: Floats, pad: NDArray[np.bool_]) -> Floats:
    """Run the layers `name.blocks.*` and the last norm over [B, T, D]; `pad` marks real tokens."""
    mask = np.where(pad, 0, -1e4).astype(np.float32)[:, None, None]
    keep = pad[..., None].astype(np.float32)
    layer = 0
    while f"{name}.blocks.{layer}.qkv.weight" in weights:
        block = f"{name}.blocks.{layer}"
        x = x + _attention(weights, block, x, mask)
        x = x + _window(weights, block, x, keep)
        layer += 1
    return norm(weights, f"{name}.norm", x)


def word_vectors(
    weights: Weights, forms: Sequence[str], static: Floats, words: Mapping[str, int]
) -> Floats:
    """Return the vectors [N, D] of words, given their static vectors [N, 128] and the word list."""
    index = np.array([rows(form) for form in forms], np.int64).reshape(-1, COLUMNS)
    known = np.array([flags(form, words) for form in forms], np.float32).reshape(-1, len(FLAGS))
    name = "encoder.words"
    parts = (
        weights[f"{name}.form.weight"][index[:, :2]].sum(1),
        weights[f"{name}.prefix.weight"][index[:, 2:5]].sum(1),
        weights[f"{name}.suffix.weight"][index[:, 5:8]].sum(1),
        weights[f"{name}.shape.weight"][index[:, 8]],
        linear(weights, f"{name}.flags", known),
        linear(weights, f"{name}.vector", static),
    )
    x = norm(weights, f"{name}.norm", np.concatenate(parts, -1))
    deep = linear(weights, f"{name}.down", squared_relu(linear(weights, f"{name}.up", x)))
    return linear(weights, f"{name}.straight", x) + deep


def batches(lengths: Sequence[int], *, tokens: int) -> list[list[int]]:
    """Group indexes by like length so that a padded batch holds at most `tokens` tokens."""
    groups: list[list[int]] = []
    for k in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
        if not groups or (len(groups[-1]) + 1) * lengths[k] > tokens:
            groups.append([])
        groups[-1].append(k)
    return groups
