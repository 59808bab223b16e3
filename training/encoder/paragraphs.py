"""Reads our own labelled paragraphs, and says what is wrong with them.

    python -m training.encoder.paragraphs training/paragraphs/*.txt      # check
    python -m training.encoder.paragraphs --to FILE.jsonl.gz training/paragraphs/*.txt

A file is blocks parted by blank lines, marked as in `training/corpus/README.md`: one line of text
with `[[surface|LABEL key]]`, then `> name head child [modality]` lines. Every key is used once.
"""

import argparse
import gzip
import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from kg.nlp.amounts import parse_amounts
from kg.nlp.dates import parse_dates
from training.corpus.markup import SIGNATURES, Block, parse_source


def row(block: Block) -> dict:
    """Return text, spans and relations of one paragraph as the training reads them."""
    number = {m.key: k for k, m in enumerate(block.marks)}
    spans = [{"start": m.start, "end": m.end, "label": m.label} for m in block.marks]
    relations = [
        {"name": x.name, "head": number[x.head], "child": number[x.child], "modality": x.modality}
        for x in block.links
    ]
    return {"text": block.lines[0], "spans": spans, "relations": relations}


FOLDER = Path(__file__).parents[1] / "paragraphs"


def read_blocks(path: Path) -> list[Block]:
    """Return the paragraphs of one file; raise `GoldError` on broken markup."""
    return parse_source(path.name, "\n---\n" + path.read_text(encoding="utf-8")).blocks


def own_rows() -> Iterator[tuple[str, dict]]:
    """Yield split and row of all our paragraphs: one in eight, by its text, is for development."""
    for path in sorted(FOLDER.glob("*.txt")):
        for block in read_blocks(path):
            held = zlib.crc32(block.lines[0].encode()) % 8 == 0
            yield ("dev" if held else "train"), row(block)


def slips(block: Block) -> list[str]:
    """Return what breaks the guidelines in one paragraph, a line each."""
    found: list[str] = []
    if len(block.lines) != 1:
        found.append(f"{len(block.lines)} lines of text; write one line a paragraph")
    keys = [m.key for m in block.marks]
    found += [f"key {key} used twice" for key in {k for k in keys if keys.count(k) > 1}]
    label = {m.key: m.label for m in block.marks}
    for link in block.links:
        for end in (link.head, link.child):
            if end not in label:
                found.append(f"{link.name}: no mention {end}")
        if link.head in label and link.child in label:
            found += _mismatch(link.name, label[link.head], label[link.child])
    pairs = [(x.head, x.child) for x in block.links]
    found += [f"two relations on {p}" for p in {p for p in pairs if pairs.count(p) > 1}]
    return found + (_amounts(block) if not found else [])


def _mismatch(name: str, head: str, child: str) -> list[str]:
    if name == "same_as":
        return [] if head == child else [f"same_as joins {head} and {child}"]
    heads, children = SIGNATURES[name]
    fits = head in heads and child in children
    return [] if fits else [f"{name} cannot join {head} and {child}"]


def _amounts(block: Block) -> list[str]:
    """Compare MONEY, QUANTITY and DATE with the grammars, which decide their borders."""
    text = block.lines[0]
    marked = {(m.start, m.end) for m in block.marks if m.label in ("MONEY", "QUANTITY", "DATE")}
    found = (*parse_amounts(text), *parse_dates(text))
    read = {(m.start, m.end) for m in found if m.named}
    other = [(m.start, m.end) for m in block.marks]
    return [f"marked, but the grammar does not read {text[a:b]!r}" for a, b in marked - read] + [
        f"the grammar reads {text[a:b]!r}, unmarked"
        for a, b in read - marked
        if not any(a < d and c < b for c, d in other)
    ]


def main() -> None:
    """Check files, or write them as one gzipped JSON Lines file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--to", type=Path)
    args = parser.parse_args()
    rows, bad = [], 0
    for path in args.files:
        for block in read_blocks(path):
            wrong = slips(block)
            bad += bool(wrong)
            for line in wrong:
                print(f"{path.name}: {' '.join(block.lines)[:50]}…: {line}")
            rows.append((block, path.name))
    print(len(rows), "paragraphs,", bad, "with slips", file=sys.stderr)
    if args.to:
        with gzip.open(args.to, "wt", encoding="utf-8") as out:
            for block, name in rows:
                out.write(json.dumps({**row(block), "source": name}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
