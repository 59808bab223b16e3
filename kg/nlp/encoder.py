"""The encoder in plain numpy: words in, one vector per word in its context out.

`training/encoder/network.py` defines the same network in PyTorch and trains it; a test holds the
two together. Shapes: B texts, T tokens of the longest, N of all, D = 256 (the layers also run
narrower ones).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.nlp.features import COLUMNS, FLAGS, flags, rows

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]
WIDTH = 256
HEAD = 32  # width of one attention head
LONGEST = 512
# A padded batch of this many tokens keeps the matrices in the cache of one core.
BATCH_TOKENS = 512


def linear(weights: Weights, name: str, x: Floats) -> Floats:
    """Apply a linear layer: [..., in] → [..., out]."""
    # one large product instead of one per text
    y: Floats = x.reshape(-1, x.shape[-1]) @ weights[f"{name}.weight"].T
    y += weights[f"{name}.bias"]
    return y.reshape(*x.shape[:-1], -1)


def norm(weights: Weights, name: str, x: Floats) -> Floats:
    """Apply a layer norm over the last axis."""
    y: Floats = x - x.mean(-1, keepdims=True)
    scale = np.einsum("...d,...d->...", y, y)
    scale /= np.float32(x.shape[-1])
    scale += np.float32(1e-5)
    np.sqrt(scale, out=scale)
    y /= scale[..., None]
    y *= weights[f"{name}.weight"]
    y += weights[f"{name}.bias"]
    return y


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


@lru_cache
def _turns(width: int) -> tuple[Floats, Floats]:
    """Return the factors [LONGEST, 2 * width] of rotary positions for queries and keys.

    The second is for the halves of each head in swapped order. Queries are scaled, too.
    """
    inverse = 1.0 / 10000 ** (np.arange(0, HEAD, 2, dtype=np.float32) / HEAD)
    angle = np.arange(LONGEST, dtype=np.float32)[:, None] * inverse
    cos, sin = np.cos(angle), np.sin(angle)
    scale = np.repeat(np.array([HEAD**-0.5, 1], np.float32), width)
    heads = 2 * width // HEAD
    return (
        np.tile(np.concatenate((cos, cos), 1), heads) * scale,
        np.tile(np.concatenate((-sin, sin), 1), heads) * scale,
    )


def _turned(x: Floats) -> Floats:
    """Turn queries and keys [B, T, 2D] by their positions."""
    b, t, width = x.shape
    straight, crossed = _turns(width // 2)
    y: Floats = x.reshape(b, t, -1, 2, HEAD // 2)[:, :, :, ::-1].reshape(x.shape)
    y *= crossed[:t]
    y += x * straight[:t]
    return y


def _attention(weights: Weights, name: str, x: Floats, texts: "_Texts") -> Floats:
    d = x.shape[1]
    qkv = texts.side_by_side(linear(weights, f"{name}.qkv", norm(weights, f"{name}.norm1", x)))
    b, t, _ = qkv.shape
    q, k = _turned(qkv[..., : 2 * d]).reshape(b, t, 2, d // HEAD, HEAD).transpose(2, 0, 3, 1, 4)
    v = qkv[..., 2 * d :].reshape(b, t, d // HEAD, HEAD).swapaxes(1, 2)
    chances: Floats = q @ k.swapaxes(-1, -2)
    chances += texts.mask
    # A softmax whose rows are scaled last. Without looking for the largest of each row, which
    # takes as long as all the rest: beyond these limits a chance is as good as none or all.
    np.clip(chances, -80, 80, out=chances)
    np.exp(chances, out=chances)
    mixed = chances @ v
    mixed /= chances @ np.ones((t, 1), np.float32)
    rows = texts.in_a_row(mixed.swapaxes(1, 2).reshape(b, t, d))
    return linear(weights, f"{name}.mix", rows)


def _window(weights: Weights, name: str, x: Floats, texts: "_Texts") -> Floats:
    y = norm(weights, f"{name}.norm2", x)
    n, d = y.shape
    wide = np.empty((n, 3 * d), np.float32)
    wide[1:, :d], wide[:, d : 2 * d], wide[:-1, 2 * d :] = y[:-1], y, y[1:]
    wide[texts.firsts, :d] = 0
    wide[texts.lasts, 2 * d :] = 0
    return linear(weights, f"{name}.down", squared_relu(linear(weights, f"{name}.up", wide)))


class _Texts:
    """How the tokens of several texts lie: in a row [N, D], or padded side by side [B, T, D].

    Only attention needs them side by side; padding would cost the matrices a sixth more.
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        sizes = np.array(lengths)
        pad = np.arange(sizes.max()) < sizes[:, None]
        self.mask = np.where(pad, 0, -1e4).astype(np.float32)[:, None, None]
        self.lasts = np.cumsum(sizes) - 1
        self.firsts = self.lasts - sizes + 1
        self._shape = pad.shape
        self._places = None if pad.all() else np.flatnonzero(pad)

    def side_by_side(self, rows: Floats) -> Floats:
        if self._places is None:
            return rows.reshape(*self._shape, -1)
        padded = np.zeros((self.mask.size, rows.shape[1]), np.float32)
        padded[self._places] = rows
        return padded.reshape(*self._shape, -1)

    def in_a_row(self, padded: Floats) -> Floats:
        rows = padded.reshape(-1, padded.shape[-1])
        return rows if self._places is None else rows[self._places]


def stack(weights: Weights, name: str, x: Floats, lengths: Sequence[int]) -> list[Floats]:
    """Run the layers `name.blocks.*` and the last norm over texts, one behind the other [N, D].

    Returns the states of each text.
    """
    texts = _Texts(lengths)
    layer = 0
    while f"{name}.blocks.{layer}.qkv.weight" in weights:
        block = f"{name}.blocks.{layer}"
        x = x + _attention(weights, block, x, texts)
        x += _window(weights, block, x, texts)
        layer += 1
    return np.split(norm(weights, f"{name}.norm", x), texts.firsts[1:])


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
