"""CoNLL columns: one token a line with its IOB2 label, sentences apart by an empty line."""

import re
from collections.abc import Iterator

from kg.model import Analysis, Mention, Span

# Words with inner hyphens, dots or apostrophes, numbers with separators, single other signs.
_TOKEN = re.compile(r"\w+(?:[-–'’.,:/]\w+)*|[^\w\s]")


def to_conll(analysis: Analysis) -> str:
    """Return the document in CoNLL form, tab-separated, headed by "# document" and "# title".

    Tokens never cross the border of a mention, so that every mention is a whole number of tokens.
    """
    document = analysis.document
    lines = [f"# document = {document.source}", f"# title = {document.title}"]
    for sentence in analysis.sentences or (Span(0, len(document.text)),):
        lines += [f"{document.text[s:e]}\t{label}" for s, e, label in _labelled(analysis, sentence)]
        lines.append("")
    return "\n".join(lines) + "\n"


def _labelled(analysis: Analysis, sentence: Span) -> Iterator[tuple[int, int, str]]:
    """Yield the tokens of a sentence with their labels."""
    text, position = analysis.document.text, sentence.start
    for mention in _inside(analysis.mentions, sentence):
        yield from ((s, e, "O") for s, e in _tokens(text, position, mention.span.start))
        prefix = "B"
        for start, end in _tokens(text, mention.span.start, mention.span.end):
            yield start, end, f"{prefix}-{mention.label}"
            prefix = "I"
        position = mention.span.end
    yield from ((s, e, "O") for s, e in _tokens(text, position, sentence.end))


def _inside(mentions: tuple[Mention, ...], sentence: Span) -> list[Mention]:
    return [m for m in mentions if sentence.start <= m.span.start and m.span.end <= sentence.end]


def _tokens(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _TOKEN.finditer(text, start, end))
