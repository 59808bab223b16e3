"""Trains the relation scorer on the taught encoder, whose weights stay as they are.

    python -m training.encoder.relations --data DIR --work DIR --seconds 600

Two layers of its own read the encoder's hidden states and the spans' tags; what the named rules
say of a pair is among its features. Writes WORK/pairs.pt.
"""

import argparse
import copy
import random
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kg.model import LABELS, Mention, Span
from kg.nlp import pairs as P
from kg.nlp.relation_rules import relations_by_rule
from kg.nlp.tagging import TAGS, tags
from training.encoder import steps as T
from training.encoder.network import WIDTH, Encoder, Heads, Pairs, Stack
from training.encoder.teach import build

COMPATIBLE = torch.zeros(len(LABELS), len(LABELS), len(P.NAMES), dtype=torch.bool)
COMPATIBLE[:, :, 0] = True
for (_a, _b), _names in P.COMPATIBLE.items():
    COMPATIBLE[LABELS.index(_a), LABELS.index(_b), list(_names)] = True
LAYERS = 2


class Relater(nn.Module):
    """Layers over the encoder's hidden states and the spans' tags, and the scorer of pairs."""

    def __init__(self) -> None:
        super().__init__()
        self.tag = nn.Embedding(len(TAGS), WIDTH)
        self.noise = nn.Dropout(0.3)
        self.stack = Stack(LAYERS, 0.3)
        self.pairs = Pairs(len(LABELS), P.FEATURES + len(P.NAMES), len(P.NAMES), len(P.MODALITIES))

    def forward(self, hidden: Tensor, tags: Tensor, pad: Tensor) -> Tensor:
        """Take hidden states [B, T, D] and tags [B, T]; give [B, T, D]."""
        return self.stack(self.noise(hidden) + self.tag(tags), pad)


def sentences(row: dict, starts: np.ndarray) -> list[Span]:
    """Return the sentences that the encoder sees."""
    tokens = row["tokens"]
    firsts = [k for k in range(len(tokens)) if k == 0 or starts[k] or row["gaps"][k] == 2]
    borders = zip(firsts, [*firsts[1:], len(tokens)], strict=True)
    return [Span(tokens[a][0], tokens[b - 1][1]) for a, b in borders]


def ready(row: dict, starts: np.ndarray) -> dict:
    """Add token places of spans, tags, candidate pairs, their features and gold to a paragraph."""
    tokens = row["tokens"]
    first_at = {a: k for k, (a, _) in enumerate(tokens)}
    last_at = {b: k for k, (_, b) in enumerate(tokens)}
    keep = [k for k, s in enumerate(row["spans"]) if s["start"] in first_at and s["end"] in last_at]
    order = sorted(keep, key=lambda k: row["spans"][k]["start"])
    renumber = {old: new for new, old in enumerate(order)}
    spans = [row["spans"][k] for k in order]
    labels = [s["label"] for s in spans]
    place = [(first_at[s["start"]], last_at[s["end"]]) for s in spans]
    ids = P.label_ids(labels)
    marked = tags([(a, b, x) for (a, b), x in zip(place, ids, strict=True)], len(tokens))
    pairs = P.candidates(labels)
    gold = {
        (renumber[r["head"]], renumber[r["child"]]): (
            P.NAMES.index(r["name"]), P.MODALITIES.index(r["modality"])
        )
        for r in row["relations"] if r["head"] in renumber and r["child"] in renumber
    }  # fmt: skip
    mentions = [Mention.of(row["text"], s["start"], s["end"], s["label"]) for s in spans]
    votes = np.zeros((len(pairs), len(P.NAMES)), np.float32)
    index = {p: k for k, p in enumerate(pairs)}
    for r in relations_by_rule(row["text"], sentences(row, starts), mentions):
        if (r.head, r.child) in index:
            votes[index[r.head, r.child], P.NAMES.index(r.name)] = 1
    seen = P.features(row["text"], [(s["start"], s["end"]) for s in spans], pairs)
    feature = np.concatenate([np.array(seen, np.float32).reshape(-1, P.FEATURES), votes], 1)
    return {
        "ids": row["ids"], "gaps": row["gaps"], "tags": marked, "place": place, "pairs": pairs,
        "missing": len(row["relations"]) - sum(p in index for p in gold), "features": feature,
        "labels": ids, "gold": [gold.get(p, (0, 0)) for p in pairs],
    }  # fmt: skip


@torch.no_grad()
def encode(
    encoder: Encoder, heads: Heads, table: dict[str, Tensor], row: dict, *, variants: int
) -> tuple[list[Tensor], np.ndarray]:
    """Return hidden states [T, D] and sentence starts [T] of one paragraph.

    Beside the plain one there are `variants` with words hidden, names above all: the scorer shall
    learn from what is said of the names, not from the names.
    """
    ids, gaps = torch.tensor([row["ids"]]), torch.tensor([row["gaps"]])
    pad = torch.ones(ids.shape, dtype=torch.bool)
    hidden = encoder(table, ids, gaps, pad)
    starts = heads(hidden, "start")[0].argmax(-1).numpy()
    named = torch.tensor(
        [[any(s["start"] <= a < s["end"] for s in row["spans"]) for a, _ in row["tokens"]]]
    )
    result = [hidden[0]]
    for _ in range(variants):
        hide = torch.rand(ids.shape) < torch.where(named, 0.4, 0.12)
        result.append(encoder(table, ids, gaps, pad, hide=hide)[0])
    return result, starts


def pack(rows: list[dict]) -> dict[str, Tensor]:
    """Return one batch; span places index the flattened [B * T] tokens."""
    width = max(len(r["ids"]) for r in rows)
    out = {k: T.padded([r[k] for r in rows], 0, width) for k in ("tags",)}
    lengths = torch.tensor([len(r["ids"]) for r in rows])
    out["pad"] = torch.arange(width)[None] < lengths[:, None]
    hidden = [random.choice(r["hidden"]) for r in rows]
    out["hidden"] = nn.utils.rnn.pad_sequence(hidden, batch_first=True)
    first, last, label, pairs = [], [], [], []
    for k, row in enumerate(rows):
        offset = len(first)
        first += [k * width + a for a, _ in row["place"]]
        last += [k * width + b for _, b in row["place"]]
        label += row["labels"]
        pairs += [(i + offset, j + offset) for i, j in row["pairs"]]
    for name, value in (("first", first), ("last", last), ("label", label), ("pair", pairs)):
        out[name] = torch.tensor(value, dtype=torch.long)
    out["feature"] = torch.from_numpy(np.concatenate([r["features"] for r in rows]))
    gold = torch.tensor([g for r in rows for g in r["gold"]], dtype=torch.long)
    out["name"], out["modality"] = gold[:, 0], gold[:, 1]
    out["ok"] = COMPATIBLE[out["label"][out["pair"][:, 0]], out["label"][out["pair"][:, 1]]]
    return out


def groups(rows: list[dict], rng: random.Random, tokens: int) -> list[list[dict]]:
    """Return batches of paragraphs that have candidates, of like length."""
    keyed = sorted((r for r in rows if r["pairs"]), key=lambda r: len(r["ids"]) + rng.random() * 9)
    result: list[list[dict]] = [[]]
    for row in keyed:
        if result[-1] and (len(result[-1]) + 1) * len(row["ids"]) > tokens:
            result.append([])
        result[-1].append(row)
    rng.shuffle(result)
    return [g for g in result if g]


def score(model: Relater, b: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """Return masked name logits and modality logits of the batch's pairs."""
    flat = model(b["hidden"], b["tags"], b["pad"]).flatten(0, 1)
    names, modality = model.pairs(
        flat[b["first"]], flat[b["last"]], b["label"], b["pair"], b["feature"]
    )
    return names.masked_fill(~b["ok"], -1e4), modality


@torch.no_grad()
def report(model: Relater, rows: list[dict]) -> str:
    """Return F1 per name on paragraphs with gold relations."""
    model.eval()
    hit, said, gold = Counter(), Counter(), Counter()
    modal = 0
    for group in groups(rows, random.Random(0), 4096):
        b = pack(group)
        names, modality = score(model, b)
        answers = zip(names.argmax(-1).tolist(), b["name"].tolist(), modality.argmax(-1).tolist(),
                      b["modality"].tolist(), strict=True)  # fmt: skip
        for x, y, m, n in answers:
            said[x] += 1
            gold[y] += 1
            if x == y:
                hit[x] += 1
                modal += x > 0 and m == n
    lost = sum(r["missing"] for r in rows)
    names = range(1, len(P.NAMES))
    total = sum(hit[n] for n in names)
    f = 200 * total / max(1, sum(said[n] + gold[n] for n in names) + lost)
    each = " ".join(
        f"{P.NAMES[n]} {200 * hit[n] / max(1, said[n] + gold[n]):.0f}" for n in names if gold[n]
    )
    return f"ALL {f:.2f} modality {100 * modal / max(1, total):.1f} | {each}"


def load(args: argparse.Namespace) -> dict[str, list[dict]]:
    """Return the paragraphs with hidden states, ready to be batched."""
    state = torch.load(args.work / "prepared.pt", weights_only=False)
    encoder, heads = build(args, state, args.start)
    encoder.eval(), heads.eval()
    result: dict[str, list[dict]] = {}
    for split, rows in state["relations"].items():
        result[split] = []
        for row in rows:
            variants = args.variants if split == "train" else 0
            hidden, starts = encode(encoder, heads, state["table"], row, variants=variants)
            result[split].append({**ready(row, starts), "hidden": hidden})
    return result


def main() -> None:
    """Train for a fixed time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--variants", type=int, default=5)
    parser.add_argument("--report", type=float, default=60)
    parser.add_argument("--start", default="taught")
    parser.add_argument("--name", default="pairs")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    rng = random.Random(args.seed)
    rows = load(args)
    T.log("paragraphs", {k: len(v) for k, v in rows.items()})
    model = Relater()
    mean = copy.deepcopy(model)
    peak = 1e-3
    opt = T.optimiser([model], peak, decay=0.1)
    begin, step, plan, last = time.time(), 0, [], time.time()
    while (progress := (time.time() - begin) / args.seconds) < 1:
        plan = plan or groups(rows["train"], rng, 1536)
        b = pack(plan.pop())
        model.train()
        T.set_rate(opt, peak * T.schedule(progress))
        # rules that are always there would be trusted blindly
        quiet = torch.rand(len(b["feature"]), 1) < 0.15
        b["feature"][:, P.FEATURES :] = b["feature"][:, P.FEATURES :].masked_fill(quiet, 0.0)
        names, modality = score(model, b)
        loss = F.cross_entropy(names, b["name"], label_smoothing=0.0)
        related = b["name"] > 0
        if related.any():
            loss = loss + 0.1 * F.cross_entropy(modality[related], b["modality"][related])
        opt.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        step += 1
        keep = min(0.995, step / (step + 10))
        with torch.no_grad():
            torch._foreach_lerp_([*mean.parameters()], [*model.parameters()], 1 - keep)
        if time.time() - last > args.report:
            last = time.time()
            T.log("pairs", step, f"loss {loss.item():.3f}", report(mean, rows["dev"]))
    T.log("pairs", step, report(mean, rows["dev"]))
    torch.save(mean.state_dict(), args.work / f"{args.name}.pt")


if __name__ == "__main__":
    main()
