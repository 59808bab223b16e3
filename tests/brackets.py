"""Reads texts of tests in which mentions are marked: "[[Jülich|LOC]] wächst."."""

import re

from kg.model import Mention

_MARK = re.compile(r"\[\[(.+?)\|([A-Z]+)\]\]")


def read_marked(marked: str) -> tuple[str, list[Mention]]:
    """Return the text without the marks, and the mentions in their order."""
    text, spans, position = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        position = match.end()
    text += marked[position:]
    return text, [Mention.of(text, a, b, label) for a, b, label in spans]  # type: ignore[arg-type]
