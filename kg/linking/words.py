"""Word lists that ship with the package, one word or tab-separated pair per line."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def _lines(name: str) -> Iterator[str]:
    text = (files("kg.linking") / "data" / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of `data/NAME.txt`; several may stand on a line."""
    return frozenset(word for line in _lines(f"{name}.txt") for word in line.split())


@cache
def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of `data/NAME.tsv`."""
    return tuple((left, right) for left, right in (x.split("\t") for x in _lines(f"{name}.tsv")))
