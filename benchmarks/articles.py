"""Makes a corpus of any size from our own articles: names, sums and dates are varied.

Every text is different and the same for the same number, on every machine.
"""

import json
import random
import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parents[1] / "corpus" / "gold"
FIRST = ["Anna", "Bruno", "Clara", "David", "Elif", "Frieda", "Georg", "Hanna", "Karim", "Nora"]
STEMS = ["Birken", "Dorn", "Eichen", "Felden", "Grün", "Hasel", "Linden", "Moor", "Rosen", "Wald"]
ENDS = ["bach", "berg", "feld", "hoff", "kamp", "mann", "meier", "müller", "stedt", "weiler"]


def articles(count: int) -> Iterator[tuple[str, str]]:
    """Yield (file name, text) of `count` articles of about 250 words."""
    for number, source in zip(range(count), cycle(golds()), strict=False):
        yield f"{number:07}.txt", _varied(source["text"], source["spans"], random.Random(number))


def golds() -> list[dict[str, Any]]:
    """Return the gold of our own articles, in a fixed order."""
    paths = sorted(GOLD.glob("articles_*.jsonl"))
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return [json.loads(line) for text in texts for line in text.split("\n") if line]


def write(folder: Path, count: int) -> Path:
    """Write the articles into `folder`, a thousand to a subfolder, and return it."""
    for name, text in articles(count):
        path = folder / name[:4] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _varied(text: str, spans: list[dict[str, object]], chance: random.Random) -> str:
    persons: dict[str, str] = {}
    pieces, end = [], 0
    for span in sorted(spans, key=lambda span: int(str(span["start"]))):
        start, stop = int(str(span["start"])), int(str(span["end"]))
        if start < end:
            continue
        pieces += [text[end:start], _other(text[start:stop], str(span["label"]), persons, chance)]
        end = stop
    return "".join([*pieces, text[end:]])


def _other(wording: str, label: str, persons: dict[str, str], chance: random.Random) -> str:
    """Return another name for a person (one per surname), other digits for sums, other years."""
    if label == "PER":
        first, _, last = wording.rpartition(" ")
        surname = persons.setdefault(last, chance.choice(STEMS) + chance.choice(ENDS))
        return f"{chance.choice(FIRST)} {surname}" if first else surname
    if label in ("MONEY", "QUANTITY"):
        return "".join(str(chance.randint(1, 9)) if c in "23456789" else c for c in wording)
    if label == "DATE":
        return re.sub(
            r"\b20[12]\d\b", lambda year: str(int(year[0]) - chance.randint(0, 6)), wording
        )
    return wording
