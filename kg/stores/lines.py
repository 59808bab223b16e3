"""Quads as the lines of N-Triples: what engines send and bulk loading takes.

A line costs a tenth of the objects for it, to make, to send and to load.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Literal, Quad
from kg.stores.terms import Triple, to_triples

Content = Iterable[Quad] | bytes
"""What a graph holds: quads, whose graph name is not looked at, or the N-Triples of `to_lines`."""

# An absolute IRI by its outer form: https://www.w3.org/TR/n-triples/#grammar-production-IRIREF,
# without escapes, which ours do not need.
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*')
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_BLOCK = 1_000_000  # bytes
_TO_ESCAPE = re.compile(r'[\\"\n\r]')


def to_lines(quads: Iterable[Quad]) -> bytes:
    """Return one line of N-Triples per quad, in their order.

    Raises:
        StoreError: an IRI is not absolute or holds what no IRI may hold.
    """
    nodes = _Nodes()
    return "".join(
        f"{nodes[s]} {nodes[p]} {nodes[o] if isinstance(o, str) else _literal(o, nodes)} .\n"
        for s, p, o, _ in quads
    ).encode()


class _Nodes(dict[str, str]):
    """IRIs as they are written, each looked at once."""

    def __missing__(self, iri: str) -> str:
        if not _IRI.fullmatch(iri):
            raise StoreError(f"not an IRI: {iri!r}")
        self[iri] = f"<{iri}>"
        return self[iri]


def _literal(literal: Literal, nodes: _Nodes) -> str:
    value, datatype, language = literal
    if _TO_ESCAPE.search(value):
        value = value.translate(_ESCAPES)
    if language:
        return f'"{value}"@{language}'
    return f'"{value}"^^{nodes[datatype]}' if datatype else f'"{value}"'


def lines_of(content: Content) -> bytes:
    """Return the lines of what a graph is to hold."""
    return content if isinstance(content, bytes) else to_lines(content)


def with_union(graph: ox.NamedNode, lines: bytes) -> Iterator[bytes]:
    """Yield the N-Quads that put triples into the default graph and into a named one, in blocks."""
    yield lines
    end, stream = f" {graph} .\n".encode(), BytesIO(lines)
    while block := stream.readlines(_BLOCK):
        # No literal holds a line break, so this is the end of each line.
        yield b"".join(block).replace(b" .\n", end)


def triples_of(content: Content) -> set[Triple]:
    """Return what a graph is to hold as terms."""
    if not isinstance(content, bytes):
        return to_triples(content)
    found = ox.parse(content, ox.RdfFormat.N_TRIPLES)
    return {(quad.subject, quad.predicate, quad.object) for quad in found}
