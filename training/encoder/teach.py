"""Learn names, sentence starts, tags and trees from gold."""

import argparse
import copy
import random
import time
from typing import Any

import torch
from torch import nn

from training.encoder import data as D
from training.encoder.losses import cross, ner_loss, tree_loss
from training.encoder.network import Encoder, Heads
from training.encoder.scoring import evaluate, evaluate_trees
from training.encoder.steps import autocast, batches, log, optimiser, schedule, set_rate, tensors


def build(
    args: argparse.Namespace, state: dict[str, Any], name: str | None, *, dropout: float = 0.1
) -> tuple[Encoder, Heads]:
    """Return an encoder with heads, its weights from WORK/name.pt if that exists."""
    sizes = {"ner": len(D.TAGS), "start": 2, **{k: len(v) for k, v in state["tags"].items()}}
    encoder, heads = Encoder(args.layers, dropout), Heads(sizes)
    path = args.work / f"{name}.pt"
    if name is not None and path.exists():
        saved = torch.load(path)
        encoder.load_state_dict(saved.get("encoder", saved))
        if "heads" in saved:
            heads.load_state_dict(saved["heads"])
    return encoder, heads


WHOLE = {"own", "policy_train", "policy2_train", "germeval_dev", "pud", "zh_rrb_20jhd"}
_RARE = {tag for tag in range(len(D.TAGS)) if D.TAGS[tag][2:] in ("PROG", "EVENT")}


def mix(state: dict[str, Any], rng: random.Random, tokens: int) -> list[list[D.Text]]:
    """Return one round of batches.

    Texts of our own kind come whole, those with the rare labels twice; of the others a half.
    """
    texts = state["texts"]["train"]
    near = [t for t in texts if t.corpus in WHOLE]
    rare = [t for t in near if not _RARE.isdisjoint(t.kinds)]
    far = [t for t in texts if t.corpus not in WHOLE]
    pool = near + rare + rng.sample(far, len(far) // 2)
    groups = [
        *batches(pool, rng, tokens=tokens),
        *batches(state["texts"]["trees"], rng, tokens=tokens),
    ]
    rng.shuffle(groups)
    return groups


def teach(args: argparse.Namespace, seconds: float) -> None:
    """Train on all gold for a fixed time; writes the averaged weights to WORK/OUT.pt."""
    state = torch.load(args.work / "prepared.pt", weights_only=False)
    table = state["table"]
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    encoder, heads = build(args, state, args.start, dropout=args.dropout)
    mean_encoder, mean_heads = copy.deepcopy(encoder), copy.deepcopy(heads)
    both = [*encoder.parameters(), *heads.parameters()]
    means = [*mean_encoder.parameters(), *mean_heads.parameters()]
    opt = optimiser([encoder, heads], args.rate)
    begin, step, seen, groups, running = time.time(), 0, 0, [], 0.0
    report = begin
    while (progress := (time.time() - begin) / seconds) < 1:
        if not groups:
            groups = mix(state, rng, args.tokens)
        batch = groups.pop()
        encoder.train(), heads.train()
        set_rate(opt, args.rate * schedule(progress, warm=0.04))
        b = tensors(batch)
        hide = (torch.rand(b["ids"].shape) < 0.08) & b["pad"]
        with autocast(args):
            hidden = encoder(table, b["ids"], b["gaps"], b["pad"], hide=hide, word_drop=0.25)
            loss = ner_loss(heads(hidden, "ner"), b["kinds"], b["weight"], b["pad"])
            if (b["starts"] >= 0).any():
                loss = loss + 0.2 * cross(heads(hidden, "start"), b["starts"])
            if "upos" in b:
                loss = loss + 0.2 * tree_loss(heads, hidden, b)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(both, 1.0)
        opt.step()
        step += 1
        seen += int(b["pad"].sum())
        running = 0.99 * running + 0.01 * loss.item()
        keep = min(0.998, step / (step + 20))
        with torch.no_grad():
            torch._foreach_lerp_(means, both, 1 - keep)
        if time.time() - report > args.report:
            report = time.time()
            log("teach", step, f"{seen / 1e6:.2f}M tokens loss {running:.3f}",
                evaluate(mean_encoder, mean_heads, table, state["texts"]["dev"][::2]))  # fmt: skip
    log(
        "teach",
        step,
        f"{seen / 1e6:.2f}M tokens",
        evaluate(mean_encoder, mean_heads, table, state["texts"]["dev"]),
    )
    log("own", evaluate(mean_encoder, mean_heads, table, state["texts"]["own_dev"]))
    log("trees", evaluate_trees(mean_encoder, mean_heads, table, state["texts"]["trees_dev"]))
    saved = {"encoder": mean_encoder.state_dict(), "heads": mean_heads.state_dict()}
    torch.save(saved, args.work / f"{args.name}.pt")
