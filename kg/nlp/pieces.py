"""Cuts a Doc into the pieces that the encoder reads: paragraphs of at most 256 tokens."""

from dataclasses import dataclass

from spacy.tokens import Doc

LONGEST = 256
_FINAL = frozenset({".", "!", "?", ":", ";"})


@dataclass(slots=True)
class Piece:
    """Token numbers of one piece in order, white space left out, and the gap before each.

    Gap codes: 0 nothing, 1 a space, 2 a line break or the start of the piece.
    """

    tokens: list[int]
    gaps: list[int]


def pieces(doc: Doc) -> list[Piece]:
    """Return the pieces of a Doc in order; together they hold every token but white space."""
    found: list[Piece] = []
    current = Piece([], [])
    gap = 2
    for token in doc:
        if token.is_space:
            breaks = token.text.count("\n")
            if breaks >= 2 and current.tokens:
                found.append(current)
                current = Piece([], [])
            gap = 2 if breaks or gap == 2 else 1
            continue
        current.tokens.append(token.i)
        current.gaps.append(gap if current.tokens[1:] else 2)
        gap = 1 if token.whitespace_ else 0
    if current.tokens:
        found.append(current)
    return [part for piece in found for part in _cut(doc, piece)]


def _cut(doc: Doc, piece: Piece) -> list[Piece]:
    """Split a piece that is too long, behind the last sentence mark of its second half."""
    parts: list[Piece] = []
    start, end = 0, len(piece.tokens)
    while end - start > LONGEST:
        middle, last = start + LONGEST // 2, start + LONGEST
        marks = [k for k in range(middle, last) if doc[piece.tokens[k]].text in _FINAL]
        stop = marks[-1] + 1 if marks else last
        parts.append(Piece(piece.tokens[start:stop], piece.gaps[start:stop]))
        start = stop
    parts.append(Piece(piece.tokens[start:], piece.gaps[start:]))
    for part in parts[1:]:
        part.gaps[0] = 2
    return parts
