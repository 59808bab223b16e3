"""How good the encoder is on development texts while it trains."""

import random
from collections import Counter
from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor

from kg.model import LABELS
from kg.nlp.tagging import TAGS, best_path, mentions
from training.encoder import data as D
from training.encoder.network import Encoder, Heads
from training.encoder.steps import batches, tensors


def gold_spans(kinds: list[int]) -> set[tuple[int, int, int]]:
    """Return the gold spans (first token, last token, label) of a fully annotated text."""
    return set(mentions(np.array([k if k < len(TAGS) else 0 for k in kinds])))


@torch.no_grad()
def evaluate(encoder: Encoder, heads: Heads, table: dict[str, Tensor], texts: list[D.Text]) -> str:
    """Return F1 per label on fully annotated texts."""
    hits, said, gold = Counter(), Counter(), Counter()
    encoder.eval(), heads.eval()
    for batch in batches(texts, random.Random(0), tokens=4096):
        b = tensors(batch)
        logs = heads(encoder(table, b["ids"], b["gaps"], b["pad"]), "ner").log_softmax(-1).numpy()
        for k, text in enumerate(batch):
            found = set(mentions(best_path(logs[k, : len(text.forms)])))
            truth = gold_spans(text.kinds)
            for name, spans_ in ((hits, found & truth), (said, found), (gold, truth)):
                for s in spans_:
                    name[LABELS[s[2]]] += 1

    def f(labels: Iterable[str]) -> float:
        return 200 * sum(hits[x] for x in labels) / max(1, sum(said[x] + gold[x] for x in labels))

    parts = [f"{label} {f([label]):.1f}" for label in LABELS]
    return f"ALL {f(LABELS):.2f} PLO {f(['PER', 'ORG', 'LOC']):.2f} | " + " ".join(parts)


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
