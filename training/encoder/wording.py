"""Makes the table of `kg.nlp.wording`: which words around two mentions speak for which relation.

    python -m training.encoder.wording --data DIR kg/pipelines/de_kg_policy

Reads DIR/relations_train.jsonl.gz and our own paragraphs that are not held back, and writes
`kg_relations/words.tsv` of the pipeline. One logistic regression per relation over the pairs whose
labels it may join; the L1 penalty leaves few signs. About three minutes on two cores.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

from kg.model import Mention
from kg.nlp import load_nlp, pairs
from kg.nlp.analysing import with_mentions
from kg.nlp.relating import WORDS_FILE, work_of
from kg.nlp.wording import ANY, Wording, kind_of
from training.encoder.data import read_jsonl
from training.encoder.paragraphs import own_rows

SEEN = 3  # signs seen less often are left out
PENALTY = 1.0  # liblinear's C; with 0.3 a third of the signs is left, 0.5 F1 are lost
FIRST = 2.0  # the weight of the first paragraphs; they also come twice in the network's training
Labels = tuple[int, int]


def examples(rows: Iterable[dict], nlp: Language) -> Iterator[tuple[set[str], Labels, int]]:
    """Yield for each candidate pair its signs, its labels and the number of its relation."""
    for row in rows:
        text = row["text"]
        mentions = [Mention.of(text, s["start"], s["end"], s["label"]) for s in row["spans"]]
        gold = {(r["head"], r["child"]): pairs.NAMES.index(r["name"]) for r in row["relations"]}
        doc, number = with_mentions(text, mentions, nlp)
        for work in work_of(doc):
            worded = work.worded
            for i, j in work.asked.candidates:
                labels = worded.kinds[i], worded.kinds[j]
                kinds = ANY, kind_of(*labels, i < j)
                signs = {f"{kind}\t{sign}" for sign in worded.signs(i, j) for kind in kinds}
                pair = number[work.numbers[i]], number[work.numbers[j]]
                yield signs, labels, gold.get(pair, 0)


def matrix(signs: list[set[str]], columns: dict[str, int]) -> csr_array:
    """Return which pair has which sign, [pairs, signs]."""
    rows = [sorted(columns[sign] for sign in one if sign in columns) for one in signs]
    ends = np.cumsum([0, *map(len, rows)], dtype=np.int32)  # liblinear takes no longer indexes
    flat = np.fromiter((k for row in rows for k in row), np.int32, ends[-1])
    return csr_array((np.ones(ends[-1], np.float32), flat, ends), (len(rows), len(columns)))


def fitted(seen: csr_array, answers: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return how much each sign speaks for a relation, [signs], most of them 0."""
    model = LogisticRegression(
        solver="liblinear", l1_ratio=1, C=PENALTY, fit_intercept=False, tol=1e-3, random_state=0
    )
    return np.round(model.fit(seen, answers, sample_weight=weight).coef_[0], 2)


def table(found: list[tuple[set[str], Labels, int]], weight: np.ndarray) -> Wording:
    """Return the table that tells the relations of the examples."""
    signs, labels, names = zip(*found, strict=True)
    often = Counter(sign for one in signs for sign in one)
    kept = sorted(sign for sign, times in often.items() if times >= SEEN)
    seen = matrix(list(signs), {sign: k for k, sign in enumerate(kept)})
    allowed = [pairs.COMPATIBLE[pairs.LABELS[h], pairs.LABELS[c]] for h, c in labels]
    weights: dict[str, dict[str, float]] = {}
    for number, name in enumerate(pairs.NAMES[1:], 1):
        rows = np.array([k for k, numbers in enumerate(allowed) if number in numbers])
        speaks = fitted(seen[rows], np.array(names)[rows] == number, weight[rows])
        for k in np.flatnonzero(speaks):
            weights.setdefault(kept[k], {})[name] = float(speaks[k])
        print(name, np.count_nonzero(speaks), flush=True)
    return Wording((*sign.split("\t"), row) for sign, row in sorted(weights.items()))


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    nlp = load_nlp(str(args.pipeline))
    first = list(examples(read_jsonl(args.data / "relations_train.jsonl.gz"), nlp))
    later = list(examples((row for split, row in own_rows() if split == "train"), nlp))
    weight = np.repeat([FIRST, 1.0], [len(first), len(later)])
    made = table(first + later, weight)
    (args.pipeline / "kg_relations" / WORDS_FILE).write_text(made.write(), "utf-8")


if __name__ == "__main__":
    main()
