"""Cuts a Doc into the pieces that the encoder reads: paragraphs of at most 256 tokens."""

import itertools
from dataclasses import dataclass

import numpy as np
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
    if not len(doc):
        return []
    space, spaced = doc.to_array(["IS_SPACE", "SPACY"]).T.astype(bool)
    words = np.flatnonzero(~space)
    gaps = np.ones(len(doc) + 1, np.int64)
    gaps[1:] = spaced | space
    borders = [0]
    for token in np.flatnonzero(space).tolist():
        after = int(np.searchsorted(words, token))
        breaks = doc[token].text.count("\n")
        if breaks >= 2:
            borders.append(after)
        if breaks and after < len(words):
            gaps[words[after]] = 2
    borders.append(len(words))
    found = []
    for start, end in itertools.pairwise(sorted(set(borders))):
        piece = Piece(words[start:end].tolist(), gaps[words[start:end]].tolist())
        piece.gaps[0] = 2
        found += _cut(doc, piece)
    return found


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
