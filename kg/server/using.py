"""Adds the graphs of `using-graph-uri` to an update as USING clauses.

The SPARQL protocol lets a request name the graphs that the WHERE parts of its updates read. The
engine has no parameter for them, so they are written into the text, at the places that the
grammar gives them, found by its tokens.
"""

import re
from collections.abc import Iterator, Sequence

from kg.errors import QueryError
from kg.server.protocol import ProtocolError
from kg.stores.guard import OPAQUE
from kg.stores.quoting import iri

_TOKEN = re.compile(
    rf"(?P<opaque>{OPAQUE}) | (?P<word>\w+) | (?P<mark>[{{}}])", re.VERBOSE | re.DOTALL
)


def add_using(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Return the update with the graphs for its WHERE parts.

    Raises:
        ProtocolError: a graph is no IRI, or the update names graphs itself (USING, WITH).
    """
    if not (default or named):
        return update
    try:
        clauses = "".join(f"USING {iri(graph)} " for graph in default)
        clauses += "".join(f"USING NAMED {iri(graph)} " for graph in named)
    except QueryError as error:
        raise ProtocolError(400, str(error)) from error
    parts, cursor = [], 0
    for place, inserted in _insertions(update, clauses):
        parts += [update[cursor:place], inserted]
        cursor = place
    return "".join((*parts, update[cursor:]))


def _insertions(update: str, clauses: str) -> Iterator[tuple[int, str]]:
    """Yield where the clauses go: before each WHERE that stands outside of braces.

    DELETE WHERE { P } is short for DELETE { P } WHERE { P }, where alone a clause can stand.
    """
    depth, before = 0, ""
    for token in _TOKEN.finditer(update):
        word = (token["word"] or "").upper()
        if token["mark"]:
            depth += 1 if token["mark"] == "{" else -1
        elif depth == 0 and word in ("USING", "WITH"):
            raise ProtocolError(400, f"using-graph-uri and {word} exclude each other")
        elif depth == 0 and word == "WHERE" and before == "DELETE":
            yield token.start(), f"{_group(update, token.end())} {clauses}"
        elif depth == 0 and word == "WHERE":
            yield token.start(), clauses
        if not (token["opaque"] or "").startswith("#"):
            before = word


def _group(update: str, start: int) -> str:
    """Return the braces that follow, with what they hold."""
    depth, opened = 0, start
    for token in _TOKEN.finditer(update, start):
        if token["mark"] == "{":
            opened = token.start() if depth == 0 else opened
            depth += 1
        elif token["mark"] == "}":
            depth -= 1
            if depth == 0:
                return update[opened : token.end()]
    raise ProtocolError(400, "DELETE WHERE without its braces")
