"""Paragraphs with gold relations as arrays: hidden states, tags, candidate pairs, features."""

import random

import numpy as np
import torch
from torch import Tensor, nn

from kg.model import Mention, Span
from kg.nlp import pairs as P
from kg.nlp.relation_rules import relations_by_rule
from kg.nlp.scoring import ranges
from kg.nlp.tagging import tags
from training.encoder import steps as T
from training.encoder.network import Encoder, Heads


def first_tokens(row: dict, starts: np.ndarray) -> list[int]:
    """Return the first token of each sentence that the encoder sees."""
    return [k for k in range(len(row["tokens"])) if k == 0 or starts[k] or row["gaps"][k] == 2]


def sentences(row: dict, firsts: list[int]) -> list[Span]:
    """Return the sentences as spans of the text."""
    tokens = row["tokens"]
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
    firsts = first_tokens(row, starts)
    for r in relations_by_rule(row["text"], sentences(row, firsts), mentions):
        if (r.head, r.child) in index:
            votes[index[r.head, r.child], P.NAMES.index(r.name)] = 1
    seen = P.features(row["text"], [(s["start"], s["end"]) for s in spans], pairs)
    feature = np.concatenate([np.array(seen, np.float32).reshape(-1, P.FEATURES), votes], 1)
    return {
        "ids": row["ids"], "gaps": row["gaps"], "tags": marked, "place": place, "pairs": pairs,
        "missing": len(row["relations"]) - sum(p in index for p in gold), "features": feature,
        "labels": ids, "ranges": ranges(place, pairs, firsts, len(tokens)),
        "gold": [gold.get(p, (0, 0)) for p in pairs],
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
    out["static"] = nn.utils.rnn.pad_sequence([r["static"] for r in rows], batch_first=True)
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
    places = [r["ranges"] + [k * width, 0] for k, r in enumerate(rows)]
    for name, (start, count) in zip(
        ("between", "before", "after"), torch.from_numpy(np.concatenate(places)).permute(1, 2, 0),
        strict=True,
    ):  # fmt: skip
        out[f"{name}_start"], out[f"{name}_count"] = start, count
    gold = torch.tensor([g for r in rows for g in r["gold"]], dtype=torch.long)
    out["name"], out["modality"] = gold[:, 0], gold[:, 1]
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
