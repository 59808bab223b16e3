"""Train the floret vectors: tokenise raw and labelled texts, then CBOW over character n-grams.

    python -m training.encoder.vectors --raw FILE --data DIR --work DIR

Writes WORK/tokens.txt, WORK/floret.bin and WORK/vectors.floret. Lines are shuffled with a fixed
seed; with more than one thread floret itself is not reproducible to the bit.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from kg.nlp.tokens import norm, spans
from training.encoder import data as D

# Labelled texts bring news, law and minutes among the debates: these count several times.
REPEAT, REPEAT_POLICY = 3, 6


def lines(raw: Path, folder: Path) -> Iterator[str]:
    """Yield raw paragraphs once and labelled texts several times."""
    with raw.open(encoding="utf-8") as file:
        yield from file
    for path in sorted(folder.glob("*.jsonl.gz")):
        if "relations" in path.name or "_test" in path.name:
            continue
        times = REPEAT_POLICY if path.name.startswith("policy") else REPEAT
        for row in D.read_jsonl(path):
            yield from [row["text"].replace("\n", " ")] * times


def tokenise(raw: Path, folder: Path, output: Path) -> None:
    """Write one tokenised paragraph a line, shuffled."""
    texts = list(lines(raw, folder))
    random.Random(1).shuffle(texts)
    with output.open("w", encoding="utf-8") as file:
        for text in texts:
            file.write(" ".join(norm(text[a:b]) for a, b in spans(text)) + "\n")


def main() -> None:
    """Tokenise and train."""
    import floret

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raw", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    tokens = args.work / "tokens.txt"
    if not tokens.exists():
        tokenise(args.raw, args.data, tokens)
    model = floret.train_unsupervised(
        str(tokens), model="cbow", mode="floret", hashCount=2, bucket=50_000, minn=4, maxn=5,
        minCount=10, dim=128, epoch=3, ws=5, neg=10, lr=0.05, thread=args.threads,
    )  # fmt: skip
    model.save_model(str(args.work / "floret.bin"))
    model.save_floret_vectors(str(args.work / "vectors.floret"))


if __name__ == "__main__":
    main()
