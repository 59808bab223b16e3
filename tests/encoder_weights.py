"""Random weights in the shapes of encoder and scorer, the same on every machine."""

import numpy as np

from kg.model import LABELS
from kg.nlp import pairs
from kg.nlp.cues import CUES
from kg.nlp.features import FLAGS, FORM_ROWS, PREFIX_ROWS, SHAPE_ROWS, SUFFIX_ROWS
from kg.nlp.scoring import CLUES, INNER, NARROW
from kg.nlp.tagging import TAGS

TOTAL = 64 + 32 + 48 + 32 + 32 + 160
WORDS = {
    "form.weight": (FORM_ROWS, 64), "prefix.weight": (PREFIX_ROWS, 32),
    "suffix.weight": (SUFFIX_ROWS, 48), "shape.weight": (SHAPE_ROWS, 32),
    "flags.weight": (32, len(FLAGS)), "flags.bias": (32,), "vector.weight": (160, 128),
    "vector.bias": (160,), "norm.weight": (TOTAL,), "norm.bias": (TOTAL,),
    "up.weight": (512, TOTAL), "up.bias": (512,), "down.weight": (256, 512), "down.bias": (256,),
    "straight.weight": (256, TOTAL), "straight.bias": (256,),
}  # fmt: skip
BLOCK = {
    "norm1.weight": (256,), "norm1.bias": (256,), "norm2.weight": (256,), "norm2.bias": (256,),
    "qkv.weight": (768, 256), "qkv.bias": (768,), "mix.weight": (256, 256), "mix.bias": (256,),
    "up.weight": (512, 768), "up.bias": (512,), "down.weight": (256, 512), "down.bias": (256,),
}  # fmt: skip


def random_weights(layers: int = 2) -> dict[str, np.ndarray]:
    """Return weights by name; norms are near one, all others small."""
    shapes = {f"encoder.words.{name}": shape for name, shape in WORDS.items()}
    for layer in range(layers):
        shapes |= {f"encoder.stack.blocks.{layer}.{n}": s for n, s in BLOCK.items()}
    shapes |= {"encoder.stack.norm.weight": (256,), "encoder.stack.norm.bias": (256,)}
    shapes["encoder.gap.weight"] = (3, 256)
    return _drawn(shapes, seed=7, scale=0.05)


def _drawn(shapes: dict[str, tuple[int, ...]], seed: int, scale: float) -> dict[str, np.ndarray]:
    random = np.random.default_rng(seed)
    weights = {}
    for name in sorted(shapes):
        values = random.normal(scale=scale, size=shapes[name]).astype(np.float32)
        weights[name] = values + 1 if "norm" in name and name.endswith("weight") else values
    return weights


def scorer_weights() -> dict[str, np.ndarray]:
    """Return random weights of the relation scorer by name."""
    narrow, inner, names = NARROW, INNER, len(pairs.NAMES)
    linear = {
        "hidden": (narrow, 256), "static": (narrow, 128 + len(CUES)), "clue": (CLUES, 3 * narrow),
        "between": (inner, CLUES), "before": (inner, CLUES), "after": (inner, CLUES),
        "span": (inner, 2 * narrow + 64), "a": (inner, inner), "b": (inner, inner),
        "p": (inner, inner), "q": (inner, inner), "deep": (inner, inner),
        "feature": (inner, pairs.FEATURES + names), "name": (names, inner),
        "modality": (len(pairs.MODALITIES), inner),
    }  # fmt: skip
    shapes: dict[str, tuple[int, ...]] = {
        "tag.weight": (len(TAGS), narrow),
        "label.weight": (len(LABELS), 64),
        "stack.norm.weight": (narrow,),
        "stack.norm.bias": (narrow,),
    }
    for name, shape in linear.items():
        shapes |= {f"{name}.weight": shape, f"{name}.bias": shape[:1]}
    for layer in range(2):
        half = {name: tuple(n // 2 for n in shape) for name, shape in BLOCK.items()}
        shapes |= {f"stack.blocks.{layer}.{name}": shape for name, shape in half.items()}
    return _drawn(shapes, seed=11, scale=0.05)
