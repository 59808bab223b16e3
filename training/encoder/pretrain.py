"""Guess masked words of the raw text, so that the encoder learns contexts before names."""

import argparse
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from training.encoder.network import Encoder
from training.encoder.steps import autocast, log, optimiser, schedule, set_rate


def pretrain(args: argparse.Namespace, seconds: float) -> None:
    """Guess the vectors of masked words among those of the batch, for a fixed time."""
    state = torch.load(args.work / "prepared.pt", weights_only=False)
    table = state["table"]
    extra = [t for t in state["texts"]["train"] if t.clean is None]
    ids = np.concatenate([state["stream"], *(t.ids for t in extra)])
    gap = np.concatenate([state["gap"], *(np.array(t.gaps, np.int8) for t in extra)])
    length, batch = 96, 24
    count = len(ids) // length
    ids = torch.from_numpy(ids[: count * length].reshape(count, length).astype(np.int64))
    gap = torch.from_numpy(gap[: count * length].reshape(count, length).astype(np.int64))
    torch.manual_seed(args.seed)
    encoder = Encoder(args.layers, dropout=0.0).train()
    path = args.work / "pretrained.pt"
    if args.resume and path.exists():
        encoder.load_state_dict(torch.load(path))
    peak = 1.5e-3
    opt = optimiser([encoder], peak)
    pad = torch.ones(batch, length, dtype=torch.bool)
    unit = F.normalize(table["vector"], dim=-1)
    heat = nn.Parameter(torch.tensor(2.5))
    opt.add_param_group({"params": [heat], "weight_decay": 0.0})
    begin, step, order, cursor, mean = time.time(), 0, torch.randperm(count), 0, 0.0
    while (progress := (time.time() - begin) / seconds) < 1:
        if cursor + batch > count:
            order, cursor = torch.randperm(count), 0
        pick = order[cursor : cursor + batch]
        cursor += batch
        types, gaps = ids[pick], gap[pick]
        set_rate(opt, peak * schedule(progress))
        hide = torch.rand(types.shape) < 0.2
        with autocast(args):
            hidden = encoder(table, types, gaps, pad, hide=hide)
            guess = F.normalize(encoder.guess(hidden[hide]).float(), dim=-1)
        target, place = types[hide].unique(return_inverse=True)
        loss = F.cross_entropy(guess @ unit[target].T * heat.exp(), place)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        opt.step()
        step += 1
        mean = 0.98 * mean + 0.02 * loss.item() if step > 1 else loss.item()
        if step % 200 == 0:
            log("pretrain", step, f"{step * batch * length / 1e6:.2f}M tokens loss {mean:.3f}")
    torch.save(encoder.state_dict(), path)
