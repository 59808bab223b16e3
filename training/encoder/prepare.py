"""Tokenise all texts and number their words."""

import argparse
import random
from pathlib import Path

import numpy as np
import torch

from kg.nlp.features import COLUMNS, FLAGS, flags, rows
from kg.nlp.tokens import norm, spans
from training.encoder import data as D
from training.encoder.paragraphs import own_rows
from training.encoder.steps import log
from training.encoder.treebank import Treebank


def gold_texts(folder: Path) -> tuple[dict[str, list[D.Text]], Treebank]:
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
    own = list(own_rows())
    train += _own(own, "train")
    train += [a for t in train if (a := D.augmented(t, rng)) is not None]
    dev = [
        t for name in ("policy_dev", "policy2_dev")
        for row in D.read_jsonl(folder / f"{name}.jsonl.gz") for t in D.from_gold(row, name, 1.0)
    ]  # fmt: skip
    treebank = Treebank()
    bank = [t for name in ("de_gsd-ud-dev", "de_pud-ud-test")
            for t in treebank.read(folder / f"{name}.conllu.gz")]  # fmt: skip
    rng.shuffle(bank)
    held, bank = bank[:150], bank[150:]
    return {
        "train": [t for t in train if t.forms], "dev": dev, "own_dev": _own(own, "dev"),
        "trees": D.joined(bank, rng, most=4),
        "trees_dev": D.joined(held, rng, most=4),
    }, treebank  # fmt: skip


def _own(rows_: list[tuple[str, dict]], split: str) -> list[D.Text]:
    """Return our own paragraphs of one split."""
    texts = [t for found, row in rows_ if found == split for t in D.from_gold(row, "own", 1.0)]
    for text in texts:
        text.corpus = "own"
    return texts


def relation_rows(folder: Path) -> dict[str, list[dict]]:
    """Return the relation paragraphs by split: train, dev and, of the later ones, own_dev."""
    found: dict[str, list[dict]] = {"train": [], "dev": [], "own_dev": []}
    for name in ("relations", "relations2"):
        for split in ("train", "dev"):
            found[split] += list(D.read_jsonl(folder / f"{name}_{split}.jsonl.gz"))
    for split, row in own_rows():
        found["train" if split == "train" else "own_dev"].append({**row, "own": True})
    return found


def prepare(args: argparse.Namespace) -> None:
    """Write WORK/prepared.pt: all texts and a part of the raw text as word numbers."""
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
    texts, treebank = gold_texts(args.data)
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
        "gap": np.array(gaps, np.int8), "texts": texts, "tags": treebank.names,
        "relations": relations,
    }  # fmt: skip
    torch.save(state, args.work / "prepared.pt")
    log("types", len(names), {k: (len(v), sum(len(t.forms) for t in v)) for k, v in texts.items()})
