"""Words as numbers: what the encoder knows of a word before it sees its neighbours.

All features depend on the word alone, so the vector of a word is computed once and kept.
"""

import re
import zlib
from collections.abc import Mapping

FORM_ROWS = 20_000
PREFIX_ROWS = 8_000
SUFFIX_ROWS = 12_000
SHAPE_ROWS = 512
# Two rows of the form table, three of the prefix table, three of the suffix table, one shape.
COLUMNS = 9
# Bits of the word list: what kinds of names the word is known from.
FLAGS = (
    "city", "country", "place_part", "first_name", "last_name", "organisation", "organisation_part",
    "party", "law", "role", "programme_part", "legal_form", "wiki_person", "wiki_organisation",
    "wiki_place",
)  # fmt: skip
_RUNS = re.compile(r"(.)\1{2,}")
_DIGITS = re.compile(r"\d")


def _row(kind: str, text: str, rows: int) -> int:
    return zlib.crc32(f"{kind}{text}".encode()) % rows


def _char_kind(char: str) -> str:
    if char.isdigit():
        return "d"
    if char.isupper():
        return "X"
    return "x" if char.isalpha() else char


def shape(form: str) -> str:
    """Return the word's shape, runs cut to two: "Xxx", "XX", "dd.d", "XX-Xxx"."""
    return _RUNS.sub(r"\1\1", "".join(map(_char_kind, form)))[:12]


def rows(form: str) -> tuple[int, ...]:
    """Return the `COLUMNS` table rows of a word: form twice, prefixes, suffixes, shape.

    Digits count as one and the same, case only in the shape.
    """
    word = _DIGITS.sub("0", form.casefold())
    return (
        _row("f", word, FORM_ROWS),
        _row("g", word, FORM_ROWS),
        *(_row("p", word[:n], PREFIX_ROWS) for n in (2, 3, 5)),
        *(_row("s", word[-n:], SUFFIX_ROWS) for n in (2, 4, 6)),
        _row("h", shape(form), SHAPE_ROWS),
    )


def flags(form: str, words: Mapping[str, int]) -> tuple[float, ...]:
    """Return one 0 or 1 per entry of `FLAGS`; genitive forms and hyphen heads count, too."""
    bits = words.get(form, 0)
    if not bits and len(form) > 3:
        if form[-1] == "s":
            bits = words.get(form[:-1], 0)
        elif form.isupper():
            bits = words.get(form.capitalize(), 0)
    return tuple(float(bits >> k & 1) for k in range(len(FLAGS)))
