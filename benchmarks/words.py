"""Words a second on one core: the shipped pipeline, a blank German tokeniser, bare CNN NER.

    python -m benchmarks.words

All three read the same varied articles in one run; a word is what white space parts. The CNN is
spaCy's default entity recogniser (hashed embeddings of width 96, four layers), untrained: its
speed does not depend on what it learned.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # one core, before numpy comes in

import spacy
from spacy.language import Language

from benchmarks.articles import articles
from benchmarks.measuring import seconds
from kg.nlp import load_nlp

ARTICLES = 200
MODEL = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 96,
    "depth": 4,
    "embed_size": 2000,
    "window_size": 1,
    "maxout_pieces": 3,
    "subword_features": True,
}


def cnn() -> Language:
    """Return a blank German pipeline with a CNN entity recogniser of random weights."""
    nlp = spacy.blank("de")
    ner = nlp.add_pipe("ner", config={"model": {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner",
        "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True,
        "tok2vec": MODEL,
    }})  # fmt: skip
    for label in ("PER", "ORG", "LOC"):
        ner.add_label(label)  # type: ignore[attr-defined]
    nlp.initialize()
    return nlp


def main() -> None:
    """Print one line per pipeline, the slowest first."""
    texts = [text for _, text in articles(ARTICLES)]
    words = sum(len(text.split()) for text in texts)
    shipped = load_nlp()
    pipelines = {
        "kg, all components": (shipped, ()),
        "kg, as kg ingest runs it (no tags and trees)": (shipped, ("kg_syntax",)),
        "kg, names, amounts and dates only": (shipped, ("kg_syntax", "kg_relations")),
        "bare CNN NER": (cnn(), ()),
        "blank German tokeniser": (spacy.blank("de"), ()),
    }
    for name, (nlp, disabled) in pipelines.items():
        taken = seconds(lambda nlp=nlp, off=disabled: list(nlp.pipe(texts, disable=list(off))))
        print(f"{name:<48}{words / taken:>10,.0f} words/s")


if __name__ == "__main__":
    main()
