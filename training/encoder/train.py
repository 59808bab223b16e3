"""Trains the encoder on a CPU: masked words first, then names, tags and trees.

Stages (`python -m training.encoder.train STAGE… --data DIR --work DIR`), each resumable from the
files that the one before left in WORK: `prepare` (tokens and word types), `pretrain=SECONDS`
(masked words of the raw text), `teach=SECONDS` (names, sentence starts, tags and trees from gold).
Seeds are fixed; stages that run for a time depend on the machine's speed.
"""

import argparse
import copy
import math
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kg.nlp.features import COLUMNS, FLAGS, flags, rows
from kg.nlp.tokens import norm, spans
from training.encoder import data as D
from training.encoder.network import VECTOR, Encoder, Heads

BEGIN = time.time()


def log(*words: object) -> None:
    """Print a line with the seconds since the start."""
    print(f"[{time.time() - BEGIN:6.0f}]", *words, flush=True)


# ---------------------------------------------------------------- prepare


def gold_texts(folder: Path) -> tuple[dict[str, list[D.Text]], D.Conllu]:
    """Return all labelled texts by split: train, dev, trees, trees_dev."""
    rng = random.Random(1)
    use = {
        "policy_train": 1.0, "policy2_train": 1.0, "germeval_dev": 1.0, "europarl_train": 0.6,
        "europarl_dev": 0.6, "ler_dev": 0.3, "smartdata": 0.5, "mobie_train": 0.3, "zh_gszh": 0.4,
        "zh_krp_19jhd": 0.7, "zh_rrb_19jhd": 0.5, "zh_rrb_20jhd": 0.7, "pud": 1.0,
    }  # fmt: skip
    share = {"ler_dev": 0.4, "mobie_train": 0.3, "zh_gszh": 0.5}
    single = {"germeval_dev", "europarl_train", "europarl_dev", "pud"}
    train: list[D.Text] = []
    for corpus, weight in use.items():
        rows_ = list(D.read_jsonl(folder / f"{corpus}.jsonl.gz"))
        rows_ = rng.sample(rows_, int(len(rows_) * share.get(corpus, 1.0)))
        texts = [t for row in rows_ for t in D.from_gold(row, corpus, weight)]
        for text in texts:
            text.corpus = corpus
        train += D.joined(texts, rng, most=4) if corpus in single else texts
    train += [a for t in train if (a := D.augmented(t, rng)) is not None]
    dev = [
        t for name in ("policy_dev", "policy2_dev")
        for row in D.read_jsonl(folder / f"{name}.jsonl.gz") for t in D.from_gold(row, name, 1.0)
    ]  # fmt: skip
    conllu = D.Conllu()
    bank = [t for name in ("de_gsd-ud-dev", "de_pud-ud-test")
            for t in conllu.read(folder / f"{name}.conllu.gz")]  # fmt: skip
    rng.shuffle(bank)
    held, bank = bank[:150], bank[150:]
    return {
        "train": [t for t in train if t.forms], "dev": dev, "trees": D.joined(bank, rng, most=4),
        "trees_dev": D.joined(held, rng, most=4),
    }, conllu  # fmt: skip


def relation_rows(folder: Path) -> dict[str, list[dict]]:
    """Return the relation paragraphs by split."""
    found: dict[str, list[dict]] = {"train": [], "dev": []}
    for name in ("relations", "relations2"):
        for split in found:
            found[split] += list(D.read_jsonl(folder / f"{name}_{split}.jsonl.gz"))
    return found


def prepare(args: argparse.Namespace) -> None:
    """Number the word types of all texts and a part of the raw text; write WORK/prepared.pt."""
    import floret

    types: dict[str, int] = {"<unk>": 0}
    stream: list[int] = []
    gaps: list[int] = []
    rng = random.Random(args.seed)
    with args.raw.open(encoding="utf-8") as file:
        for line in file:
            if len(stream) >= args.raw_tokens:
                break
            if rng.random() < args.raw_share:
                found = list(spans(line))
                gaps += D.gap_codes(line, found)
                stream += [types.setdefault(norm(line[a:b]), len(types)) for a, b in found]
    log("raw tokens", len(stream), "types", len(types))
    texts, conllu = gold_texts(args.data)
    relations = relation_rows(args.data)
    for group in texts.values():
        for text in group:
            text.ids = np.array([types.setdefault(f, len(types)) for f in text.forms], np.int32)
    for group in relations.values():
        for row in group:
            row["tokens"] = list(spans(row["text"]))
            row["gaps"] = D.gap_codes(row["text"], row["tokens"])
            forms = [norm(row["text"][a:b]) for a, b in row["tokens"]]
            row["ids"] = [types.setdefault(f, len(types)) for f in forms]
    words = D.read_words(args.work / "words.tsv.gz")
    model = floret.load_model(str(args.work / "floret.bin"))
    names = list(types)
    table = {
        "rows": torch.tensor([rows(n) for n in names]).view(-1, COLUMNS),
        "flags": torch.tensor([flags(n, words) for n in names]).view(-1, len(FLAGS)),
        "vector": torch.from_numpy(np.stack([model.get_word_vector(n) for n in names])).float(),
    }
    scale = float(table["vector"].std())
    table["vector"] /= scale
    state = {
        "table": table, "names": names, "scale": scale, "stream": np.array(stream, np.int32),
        "gap": np.array(gaps, np.int8), "texts": texts, "tags": conllu.names, "relations": relations,
    }  # fmt: skip
    torch.save(state, args.work / "prepared.pt")
    log("types", len(names), {k: (len(v), sum(len(t.forms) for t in v)) for k, v in texts.items()})


# ---------------------------------------------------------------- pre-training


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
    torch.save(encoder.state_dict(), args.work / "pretrained.pt")


def autocast(args: argparse.Namespace) -> torch.autocast:
    """Return bfloat16 arithmetic if asked for."""
    return torch.autocast("cpu", torch.bfloat16, enabled=args.bf16)


# ---------------------------------------------------------------- batches


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


# ---------------------------------------------------------------- evaluation


def decode(scores: np.ndarray) -> list[tuple[int, int, int]]:
    """Return (first, last, label) spans of the best legal tag sequence of [T, TAGS] log scores."""
    legal = transitions()
    count = scores.shape[0]
    best = np.where(START, scores[0], -1e9)
    back = np.zeros((count, scores.shape[1]), np.int64)
    for k in range(1, count):
        total = best[:, None] + legal
        back[k] = total.argmax(0)
        best = total.max(0) + scores[k]
    best = np.where(END, best, -1e9)
    path = [int(best.argmax())]
    for k in range(count - 1, 0, -1):
        path.append(int(back[k, path[-1]]))
    path.reverse()
    found, first = [], 0
    for k, tag in enumerate(path):
        if tag == 0:
            continue
        label, place = divmod(tag - 1, 4)
        if place in (0, 3):
            first = k
        if place in (2, 3):
            found.append((first, k, label))
    return found


def transitions() -> np.ndarray:
    """Return 0 for legal tag bigrams and -1e9 for others."""
    n = len(D.TAGS)
    table = np.full((n, n), -1e9, np.float32)
    for i in range(n):
        for j in range(n):
            a, b = (i - 1) % 4 if i else 3, (j - 1) % 4 if j else 0
            inside = i > 0 and a in (0, 1)
            same = i > 0 and j > 0 and (i - 1) // 4 == (j - 1) // 4
            if (inside and same and b in (1, 2)) or (not inside and (j == 0 or b in (0, 3))):
                table[i, j] = 0
    return table


START = np.array([t == 0 or (t - 1) % 4 in (0, 3) for t in range(len(D.TAGS))])
END = np.array([t == 0 or (t - 1) % 4 in (2, 3) for t in range(len(D.TAGS))])


def gold_spans(kinds: list[int]) -> set[tuple[int, int, int]]:
    """Return the gold spans of a fully annotated text."""
    found, first = set(), 0
    for k, kind in enumerate(kinds):
        if 0 < kind < len(D.TAGS):
            label, place = divmod(kind - 1, 4)
            if place in (0, 3):
                first = k
            if place in (2, 3):
                found.add((first, k, label))
    return found


def decode(scores: np.ndarray) -> list[tuple[int, int, int]]:
    """Return (first, last, label) spans of the best legal tag sequence of [T, TAGS] log scores."""
    legal = transitions()
    count = scores.shape[0]
    best = np.where(START, scores[0], -1e9)
    back = np.zeros((count, scores.shape[1]), np.int64)
    for k in range(1, count):
        total = best[:, None] + legal
        back[k] = total.argmax(0)
        best = total.max(0) + scores[k]
    best = np.where(END, best, -1e9)
    path = [int(best.argmax())]
    for k in range(count - 1, 0, -1):
        path.append(int(back[k, path[-1]]))
    path.reverse()
    found, first = [], 0
    for k, tag in enumerate(path):
        if tag == 0:
            continue
        label, place = divmod(tag - 1, 4)
        if place in (0, 3):
            first = k
        if place in (2, 3):
            found.append((first, k, label))
    return found


def transitions() -> np.ndarray:
    """Return 0 for legal tag bigrams and -1e9 for others."""
    n = len(D.TAGS)
    table = np.full((n, n), -1e9, np.float32)
    for i in range(n):
        for j in range(n):
            a, b = (i - 1) % 4 if i else 3, (j - 1) % 4 if j else 0
            inside = i > 0 and a in (0, 1)
            same = i > 0 and j > 0 and (i - 1) // 4 == (j - 1) // 4
            if (inside and same and b in (1, 2)) or (not inside and (j == 0 or b in (0, 3))):
                table[i, j] = 0
    return table


START = np.array([t == 0 or (t - 1) % 4 in (0, 3) for t in range(len(D.TAGS))])
END = np.array([t == 0 or (t - 1) % 4 in (2, 3) for t in range(len(D.TAGS))])


def gold_spans(kinds: list[int]) -> set[tuple[int, int, int]]:
    """Return the gold spans of a fully annotated text."""
    found, first = set(), 0
    for k, kind in enumerate(kinds):
        if 0 < kind < len(D.TAGS):
            label, place = divmod(kind - 1, 4)
            if place in (0, 3):
                first = k
            if place in (2, 3):
                found.add((first, k, label))
    return found


@torch.no_grad()
def evaluate(encoder: Encoder, heads: Heads, table: dict[str, Tensor], texts: list[D.Text]) -> str:
    """Return F1 per label on fully annotated texts."""
    hits, said, gold = Counter(), Counter(), Counter()
    encoder.eval(), heads.eval()
    for batch in batches(texts, random.Random(0), tokens=4096):
        b = tensors(batch)
        logs = heads(encoder(table, b["ids"], b["gaps"], b["pad"]), "ner").log_softmax(-1).numpy()
        for k, text in enumerate(batch):
            found = set(decode(logs[k, : len(text.forms)]))
            truth = gold_spans(text.kinds)
            for name, spans_ in ((hits, found & truth), (said, found), (gold, truth)):
                for s in spans_:
                    name[D.LABELS[s[2]]] += 1

    def f(labels: Any) -> float:
        return 200 * sum(hits[x] for x in labels) / max(1, sum(said[x] + gold[x] for x in labels))

    parts = [f"{label} {f([label]):.1f}" for label in D.LABELS]
    return f"ALL {f(D.LABELS):.2f} PLO {f(['PER', 'ORG', 'LOC']):.2f} | " + " ".join(parts)


@torch.no_grad()
def evaluate_trees(
    encoder: Encoder, heads: Heads, table: dict[str, Tensor], texts: list[D.Text]
) -> str:
    """Return accuracies of tags, arcs and sentence starts on held treebank texts."""
    encoder.eval(), heads.eval()
    right, total = Counter(), Counter()
    for batch in batches(texts, random.Random(0), tokens=4096):
        b = tensors(batch)
        hidden = encoder(table, b["ids"], b["gaps"], b["pad"])
        arcs = heads.arcs(hidden).masked_fill(~b["pad"][:, None, :], -1e4).argmax(-1)
        guess = {n: heads(hidden, n).argmax(-1) for n in ("upos", "xpos", "feats", "start")}
        guess["head"], guess["deprel"] = (
            arcs,
            heads.deprel(hidden, b["head"].clamp(min=0)).argmax(-1),
        )
        b["start"] = b["starts"]
        for name, value in guess.items():
            known = b[name] >= 0
            right[name] += int((value == b[name])[known].sum())
            total[name] += int(known.sum())
    return " ".join(f"{n} {100 * right[n] / max(1, total[n]):.1f}" for n in total)


# ---------------------------------------------------------------- gold


def build(
    args: argparse.Namespace, state: dict[str, Any], name: str | None
) -> tuple[Encoder, Heads]:
    """Return an encoder with heads, its weights from WORK/name.pt if that exists."""
    sizes = {"ner": len(D.TAGS), "start": 2, **{k: len(v) for k, v in state["tags"].items()}}
    encoder, heads = Encoder(args.layers), Heads(sizes)
    path = args.work / f"{name}.pt"
    if name is not None and path.exists():
        saved = torch.load(path)
        encoder.load_state_dict(saved.get("encoder", saved))
        if "heads" in saved:
            heads.load_state_dict(saved["heads"])
    return encoder, heads


WHOLE = {"policy_train", "policy2_train", "germeval_dev", "pud", "zh_rrb_20jhd"}
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
    groups = [*batches(pool, rng, tokens=tokens), *batches(state["texts"]["trees"], rng, tokens=tokens)]
    rng.shuffle(groups)
    return groups


def teach(args: argparse.Namespace, seconds: float) -> None:
    """Train on all gold for a fixed time; writes the averaged weights to WORK/OUT.pt."""
    state = torch.load(args.work / "prepared.pt", weights_only=False)
    table = state["table"]
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    encoder, heads = build(args, state, args.start)
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
        hide = (torch.rand(b["ids"].shape) < 0.05) & b["pad"]
        with autocast(args):
            hidden = encoder(table, b["ids"], b["gaps"], b["pad"], hide=hide, word_drop=0.15)
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
    log("trees", evaluate_trees(mean_encoder, mean_heads, table, state["texts"]["trees_dev"]))
    saved = {"encoder": mean_encoder.state_dict(), "heads": mean_heads.state_dict()}
    torch.save(saved, args.work / f"{args.name}.pt")


def main() -> None:
    """Run the named stages in order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stages", nargs="+")
    parser.add_argument("--data", type=Path, help="folder with the labelled texts")
    parser.add_argument("--raw", type=Path, help="raw text, one paragraph a line")
    parser.add_argument("--work", type=Path, required=True, help="folder for what is made")
    parser.add_argument("--raw-tokens", type=int, default=12_000_000)
    parser.add_argument("--raw-share", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--tokens", type=int, default=2048)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--report", type=float, default=240)
    parser.add_argument("--start", default="pretrained", help="weights to start from")
    parser.add_argument("--name", default="taught", help="weights to write")
    parser.add_argument("--bf16", action="store_true")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    for stage in args.stages:
        name, _, value = stage.partition("=")
        if name == "prepare":
            prepare(args)
        elif name == "pretrain":
            pretrain(args, float(value))
        elif name == "teach":
            teach(args, float(value))
        else:
            raise SystemExit(f"no stage {name}")
        log("stage", stage, "done")


if __name__ == "__main__":
    main()
