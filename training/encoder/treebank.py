"""Reads Universal Dependencies onto our own tokens."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from kg.nlp.tokens import norm, spans
from training.encoder.data import IGNORE, Text, gap_codes

UNKNOWN = (-1, -1, -1, -1, -1)
Placed = tuple[int, int, list[str]]


class Treebank:
    """Numbers tags by order of first sight; `names` holds them per column."""

    def __init__(self) -> None:
        self.names: dict[str, list[str]] = {"upos": [], "xpos": [], "feats": [], "deprel": []}
        self.stts = True

    def number(self, column: str, name: str) -> int:
        """Return the number of a tag, new ones are added."""
        names = self.names[column]
        if name not in names:
            names.append(name)
        return names.index(name)

    def read(self, path: Path) -> list[Text]:
        """Return one `Text` per sentence; of the treebanks only GSD carries STTS tags."""
        self.stts = "gsd" in path.name
        with gzip.open(path, "rt", encoding="utf-8") as file:
            blocks = file.read().strip().split("\n\n")
        return [self.sentence(block) for block in blocks]

    def sentence(self, block: str) -> Text:
        """Align one sentence; tokens that are cut otherwise than ours stay unknown."""
        found = re.search(r"^# text = (.*)$", block, re.M)
        text = found[1] if found else ""
        tokens = list(spans(text))
        rows = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
        placed = list(place(text, rows))
        home = {row[0]: _token_at(tokens, start, end) for start, end, row in placed}
        first: dict[tuple[int, int], list[str]] = {}
        for start, end, row in placed:
            first.setdefault((start, end), row)
        ud = [
            self._values(k, first[span], home, fused=_fused(span, placed))
            if span in first
            else UNKNOWN
            for k, span in enumerate(tokens)
        ]
        forms = [norm(text[a:b]) for a, b in tokens]
        starts = [1] + [0] * (len(tokens) - 1)
        return Text(forms, gap_codes(text, tokens), [IGNORE] * len(tokens), starts, ud)

    def _values(
        self, token: int, row: list[str], home: dict[str, int], *, fused: bool
    ) -> tuple[int, int, int, int, int]:
        """Return upos, xpos, feats, head and label numbers; a root is its own head."""
        upos, xpos = ("ADP", "APPRART") if fused else (row[3], row[4])
        root = row[6] == "0"
        return (
            self.number("upos", upos),
            self.number("xpos", xpos) if self.stts else -1,
            self.number("feats", row[5]),
            token if root else home.get(row[6], -1),
            self.number("deprel", "root" if root else row[7].split(":")[0]),
        )


def place(text: str, rows: list[list[str]]) -> Iterator[Placed]:
    """Yield (start, end, row) per syntactic word; the words of "zum" share its range."""
    position, fused_until = 0, 0
    start = end = 0
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0] or int(row[0]) > fused_until:
            start = text.index(row[1], position)
            end = position = start + len(row[1])
        if "-" in row[0]:
            fused_until = int(row[0].split("-")[1])
        else:
            yield start, end, row


def _fused(span: tuple[int, int], placed: list[Placed]) -> bool:
    return sum((start, end) == span for start, end, _ in placed) > 1


def _token_at(tokens: list[tuple[int, int]], start: int, end: int) -> int:
    return next((k for k, (a, b) in enumerate(tokens) if a < end and b > start), -1)
