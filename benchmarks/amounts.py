"""How fast the amount and date grammars are, and what hostile lines cost.

    python benchmarks/amounts.py [FILE]

FILE is plain German text; without it the gold sentences are repeated. Times are processor time of
one core. The rate for plain text is the measure; a hostile line shows that time grows linearly.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.nlp.amounts import parse_amounts
from kg.nlp.dates import parse_dates

GOLD = Path(__file__).parents[1] / "corpus" / "gold" / "amounts.jsonl"
SIZE = 1_000_000
HOSTILE = ("1", "1 ", "Millionen ", "Hundert Millionen ", "5 Mio. ", "1 000 ", "5-", "½", "5 kr ")


def gold_text() -> str:
    """Return the gold sentences, repeated to two million characters."""
    lines = GOLD.read_text("utf-8").splitlines()
    text = "\n".join(json.loads(line)["text"] for line in lines)
    return text * (2 * SIZE // len(text) + 1)


def measure(name: str, parse: Callable[[str], tuple[object, ...]], text: str) -> None:
    """Print the rate of one grammar on one text."""
    start = time.process_time()
    found = len(parse(text))
    seconds = time.process_time() - start
    rate = len(text) / max(seconds, 1e-9) / 1e6
    print(f"{name:32} {len(text):>9} chars {seconds:7.2f} s {rate:7.2f} M chars/s {found:>7} found")


def main() -> None:
    """Measure plain text first, then hostile lines."""
    text = Path(sys.argv[1]).read_text("utf-8") if len(sys.argv) > 1 else gold_text()
    parse_amounts("1 Mio. Euro für 2 Kliniken")  # names of currencies are loaded once
    measure("amounts, plain text", parse_amounts, text)
    measure("dates, plain text", parse_dates, text)
    for piece in HOSTILE:
        line = (piece * (SIZE // len(piece) + 1))[:SIZE]
        measure(f"amounts, {piece!r} repeated", parse_amounts, line)


if __name__ == "__main__":
    main()
