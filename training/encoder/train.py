"""Trains the encoder on a CPU: masked words first, then names, tags and trees.

Stages (`python -m training.encoder.train STAGE… --data DIR --work DIR`), each resumable from the
files that the one before left in WORK: `prepare` (tokens and word types), `pretrain=SECONDS`
(masked words of the raw text), `teach=SECONDS` (names, sentence starts, tags and trees from gold).
Seeds are fixed; stages that run for a time depend on the machine's speed.
"""

import argparse
from pathlib import Path

import torch

from training.encoder.prepare import prepare
from training.encoder.pretrain import pretrain
from training.encoder.steps import log
from training.encoder.teach import teach


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
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--report", type=float, default=240)
    parser.add_argument("--start", default="pretrained", help="weights to start from")
    parser.add_argument("--name", default="taught", help="weights to write")
    parser.add_argument("--resume", action="store_true", help="go on from earlier pre-training")
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
