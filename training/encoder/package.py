"""Assemble the trained weights into the spaCy pipeline that ships with `kg`.

python -m training.encoder.package --work DIR --version 0.1.0 OUTPUT
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch
from spacy.language import Language
from spacy.vectors import Vectors

import kg.nlp.factories  # noqa: F401 - registers our factories
from kg.nlp.encoder import Floats
from training.encoder import data as D

PIPES = (
    "kg_encoder", "kg_sentences", "kg_names", "kg_amounts", "kg_dates", "kg_entities",
    "kg_consistency", "kg_syntax", "kg_relations",
)  # fmt: skip


def floret_vectors(nlp: Language, path: Path, scale: float) -> Vectors:
    """Read a `.floret` table; values are divided by `scale`, as the encoder was trained."""
    with path.open(encoding="utf-8") as file:
        header = file.readline().split()
        rows, width, minn, maxn, hashes, seed, bow, eow = [*header, "<", ">"][:8]
        table = np.zeros((int(rows), int(width)), np.float32)
        for line in file:
            number, *values = line.rstrip().split(" ")
            table[int(number)] = np.array(values, np.float32) / scale
    # three digits are far below the noise of the vectors and make the packed file smaller
    table = np.round(table, 3).astype(np.float32)
    return Vectors(
        strings=nlp.vocab.strings, data=table, mode="floret", minn=int(minn), maxn=int(maxn),
        hash_count=int(hashes), hash_seed=int(seed), bow=bow, eow=eow,
    )  # fmt: skip


def chosen(weights: dict[str, torch.Tensor], *prefixes: str, under: str = "") -> dict[str, Floats]:
    """Return the weights whose names start with one of the prefixes, as arrays."""
    return {
        under + name: value.float().numpy()
        for name, value in weights.items()
        if name.startswith(prefixes)
    }


def assemble(args: argparse.Namespace) -> Language:
    """Return the pipeline with its weights."""
    state = torch.load(args.work / "prepared.pt", weights_only=False)
    taught = torch.load(args.work / f"{args.taught}.pt")
    config: dict[str, Any] = {"nlp": {"tokenizer": {"@tokenizers": "kg.policy_tokenizer.v1"}}}
    nlp = spacy.blank("de", config=config)
    nlp.meta.update(META | {"version": args.version})
    for name in PIPES:
        nlp.add_pipe(name)
    nlp.vocab.vectors = floret_vectors(nlp, args.vectors, state["scale"])
    encoder = nlp.get_pipe("kg_encoder")
    encoder.weights = chosen(taught["encoder"], "words.", "gap.", "stack.", under="encoder.")
    encoder.words = D.read_words(args.work / "words.tsv.gz")
    heads = taught["heads"]
    nlp.get_pipe("kg_names").weights = chosen(heads, "token.ner.", under="heads.")
    nlp.get_pipe("kg_sentences").weights = chosen(heads, "token.start.", under="heads.")
    syntax = nlp.get_pipe("kg_syntax")
    trees = (
        "token.upos.",
        "token.xpos.",
        "token.feats.",
        "child.",
        "head.",
        "arc_bias.",
        "rel_",
        "rel.",
    )
    syntax.weights = chosen(heads, *trees, under="heads.")
    syntax.names = state["tags"]
    relations = args.work / f"{args.pairs}.pt"
    if relations.exists():
        nlp.get_pipe("kg_relations").weights = chosen(torch.load(relations), "")
    else:
        nlp.remove_pipe("kg_relations")
    return nlp


# Heads that only the treebanks teach.
TREES = (
    "token.upos.", "token.xpos.", "token.feats.", "child.", "head.", "arc_bias.", "rel_", "rel.",
)  # fmt: skip
META = {
    "name": "kg_policy",
    "description": "Names, amounts, dates, sentences, tags and relations in German policy texts",
    "author": "the kg developers",
    "license": "CC BY-SA 4.0",
}


def main() -> None:
    """Write the pipeline's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--taught", default="taught")
    parser.add_argument("--pairs", default="pairs")
    parser.add_argument("--version", default="0.1.0")
    args = parser.parse_args()
    nlp = assemble(args)
    nlp.to_disk(args.output)
    meta = json.loads((args.output / "meta.json").read_text("utf-8"))
    print(meta["lang"], meta["name"], meta["version"], nlp.pipe_names)


if __name__ == "__main__":
    main()
