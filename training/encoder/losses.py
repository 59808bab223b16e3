"""What training minimises; gold that a corpus leaves open costs nothing."""

import torch
from torch import Tensor
from torch.nn import functional as F

from training.encoder import data as D
from training.encoder.network import Heads

ALLOWED = torch.from_numpy(D.allowed())


def ner_loss(logits: Tensor, kinds: Tensor, weight: Tensor, pad: Tensor) -> Tensor:
    """Return the mean of -log P(allowed tags), weighted by text."""
    logp = logits.float().log_softmax(-1)
    ok = ALLOWED[kinds]
    loss = -logp.masked_fill(~ok, -1e9).logsumexp(-1)
    weight = weight[:, None] * (pad & (kinds != D.IGNORE))
    return (loss * weight).sum() / weight.sum().clamp(min=1)


def cross(logits: Tensor, gold: Tensor) -> Tensor:
    """Return cross entropy over the known positions."""
    return F.cross_entropy(logits.float().flatten(0, 1), gold.flatten(), ignore_index=-1)


def tree_loss(heads: Heads, hidden: Tensor, b: dict[str, Tensor]) -> Tensor:
    """Return the loss over tags, morphology and dependencies of a treebank batch."""
    loss = sum(cross(heads(hidden, n), b[n]) for n in ("upos", "xpos", "feats"))
    arcs = heads.arcs(hidden).masked_fill(~b["pad"][:, None, :], -1e4)
    loss = loss + cross(arcs, b["head"])
    known = torch.where(b["head"] < 0, -1, b["deprel"])
    return loss + cross(heads.deprel(hidden, b["head"].clamp(min=0)), known)
