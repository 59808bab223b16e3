"""Trains the relation scorer on the taught encoder, whose weights stay as they are.

    python -m training.encoder.relations --work DIR --epochs 10

Writes WORK/pairs.pt. A number of epochs, not of seconds: the result does not depend on the
machine's speed.
"""

import argparse
import copy
import random
from collections import Counter
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kg.nlp import pairs as P
from kg.nlp.cues import cues
from kg.nlp.tokens import norm
from training.encoder import steps as T
from training.encoder.relater import Relater
from training.encoder.relation_data import encode, groups, pack, ready
from training.encoder.teach import build

TOKENS = 1536  # a batch


@torch.no_grad()
def report(model: Relater, rows: list[dict], *, sure: float = 0.5) -> str:
    """Return F1 per name on paragraphs with gold relations; answers below `sure` are none."""
    model.eval()
    hit, said, gold = Counter(), Counter(), Counter()
    modal = 0
    for group in groups(rows, random.Random(0), 4096):
        b = pack(group)
        names, modality = model(b)
        score, best = names.softmax(-1).max(-1)
        best = best.masked_fill(score < sure, 0)
        answers = zip(best.tolist(), b["name"].tolist(), modality.argmax(-1).tolist(),
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
            signs = torch.tensor([cues(norm(row["text"][a:b])) for a, b in row["tokens"]])
            static = torch.cat((state["table"]["vector"][row["ids"]], signs), -1)
            made = {**ready(row, starts), "hidden": hidden, "static": static}
            often = args.first if split == "train" and "own" not in row else 1
            result[split] += [made] * often
    return result


def loss_of(model: Relater, b: dict[str, Tensor]) -> Tensor:
    """Return the loss of one batch, some of the rules' votes hidden."""
    # rules that are always there would be trusted blindly
    quiet = torch.rand(len(b["feature"]), 1) < 0.15
    b["feature"][:, P.FEATURES :] = b["feature"][:, P.FEATURES :].masked_fill(quiet, 0.0)
    names, modality = model(b)
    loss = F.cross_entropy(names, b["name"])
    related = b["name"] > 0
    if related.any():
        loss = loss + 0.1 * F.cross_entropy(modality[related], b["modality"][related])
    return loss


def main() -> None:
    """Train for a number of epochs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=10)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--layers", type=int, default=3, help="layers of the encoder")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--variants", type=int, default=2)
    parser.add_argument("--first", type=int, default=1, help="how often the first paragraphs come")
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
    opt = T.optimiser([model], args.rate, decay=0.1)
    epoch = len(groups(rows["train"], random.Random(0), TOKENS))
    steps, plan = int(args.epochs * epoch), []
    for step in range(1, steps + 1):
        plan = plan or groups(rows["train"], rng, TOKENS)
        model.train()
        T.set_rate(opt, args.rate * T.schedule(step / steps))
        loss = loss_of(model, pack(plan.pop()))
        opt.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        keep = min(0.995, step / (step + 10))
        with torch.no_grad():
            torch._foreach_lerp_([*mean.parameters()], [*model.parameters()], 1 - keep)
        if step % (2 * epoch) == 0 or step == steps:
            T.log("pairs", step // epoch, f"loss {loss.item():.3f}", report(mean, rows["dev"]))
    T.log("own", report(mean, rows["own_dev"]))
    torch.save(mean.state_dict(), args.work / f"{args.name}.pt")


if __name__ == "__main__":
    main()
