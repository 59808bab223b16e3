"""What all training steps share: the log, the learning rate, the optimiser, batches."""

import argparse
import math
import random
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from training.encoder import data as D

BEGIN = time.time()


def log(*words: object) -> None:
    """Print a line with the seconds since the start."""
    print(f"[{time.time() - BEGIN:6.0f}]", *words, flush=True)


def schedule(step: float, *, warm: float = 0.06) -> float:
    """Return the learning-rate factor at progress `step` in 0..1: warm-up, then cosine to 0.02."""
    if step < warm:
        return step / warm
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warm) / (1 - warm))))


def optimiser(modules: list[nn.Module], rate: float, decay: float = 0.02) -> torch.optim.AdamW:
    """Return AdamW; weight decay on matrices only."""
    matrices, others = [], []
    for module in modules:
        for p in module.parameters():
            (matrices if p.ndim == 2 else others).append(p)
    groups = [{"params": matrices, "weight_decay": decay}, {"params": others, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), eps=1e-6)


def set_rate(opt: torch.optim.Optimizer, rate: float) -> None:
    """Set the learning rate of all groups."""
    for group in opt.param_groups:
        group["lr"] = rate


def autocast(args: argparse.Namespace) -> torch.autocast:
    """Return bfloat16 arithmetic if asked for."""
    return torch.autocast("cpu", torch.bfloat16, enabled=args.bf16)


def batches(texts: list[D.Text], rng: random.Random, *, tokens: int) -> Iterator[list[D.Text]]:
    """Yield batches of texts of like length, in random order."""
    keyed = sorted(texts, key=lambda t: len(t.forms) + rng.random() * 8)
    groups: list[list[D.Text]] = [[]]
    for text in keyed:
        if groups[-1] and (len(groups[-1]) + 1) * len(text.forms) > tokens:
            groups.append([])
        groups[-1].append(text)
    rng.shuffle(groups)
    yield from groups


def padded(rows: list[Any], fill: int, width: int) -> Tensor:
    """Return the rows as one int64 tensor [B, T]."""
    out = np.full((len(rows), width), fill, np.int64)
    for k, row in enumerate(rows):
        out[k, : len(row)] = row
    return torch.from_numpy(out)


def tensors(batch: list[D.Text]) -> dict[str, Tensor]:
    """Return ids, clean ids, gaps, pad, kinds, starts, weights of a batch."""
    width = max(len(t.forms) for t in batch)
    out = {
        "ids": padded([t.ids for t in batch], 0, width),
        "gaps": padded([t.gaps for t in batch], 0, width),
        "kinds": padded([t.kinds for t in batch], D.IGNORE, width),
        "starts": padded([t.starts for t in batch], -1, width),
        "weight": torch.tensor([t.weight for t in batch]),
    }
    lengths = torch.tensor([len(t.forms) for t in batch])
    out["pad"] = torch.arange(width)[None] < lengths[:, None]
    if batch[0].ud is not None:
        for k, name in enumerate(("upos", "xpos", "feats", "head", "deprel")):
            out[name] = padded([[u[k] for u in t.ud or []] for t in batch], -1, width)
    return out
