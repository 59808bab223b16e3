"""Between our plain terms and those of pyoxigraph."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Literal, Quad, Term
from kg.vocab import XSD

_STRING = XSD + "string"
DEFAULT_GRAPH = ox.DefaultGraph()
Triple = tuple[
    ox.NamedNode | ox.BlankNode | ox.Triple,
    ox.NamedNode,
    ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
]


def to_node(iri: str) -> ox.NamedNode:
    """Return the node of an IRI.

    Raises:
        StoreError: the text is no absolute IRI.
    """
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise StoreError(f"not an IRI: {iri!r} ({error})") from error


def to_term(value: Term) -> ox.NamedNode | ox.Literal:
    """Return pyoxigraph's form of an IRI or a literal."""
    if isinstance(value, str):
        return to_node(value)
    if value.language:
        return ox.Literal(value.value, language=value.language)
    if value.datatype:
        return ox.Literal(value.value, datatype=to_node(value.datatype))
    return ox.Literal(value.value)


def from_term(term: object) -> Term | None:
    """Return our form of a term; a string literal has no datatype, a triple term is its text."""
    match term:
        case None:
            return None
        case ox.NamedNode():
            return term.value
        case ox.Literal(language=str(language)):
            return Literal(term.value, language=language)
        case ox.Literal():
            datatype = term.datatype.value
            return Literal(term.value, None if datatype == _STRING else datatype)
        case _:
            return str(term)


def to_triples(quads: Iterable[Quad]) -> set[Triple]:
    """Return the triples of some quads without their graph."""
    return {(to_node(q.subject), to_node(q.predicate), to_term(q.object)) for q in quads}


def to_update(
    graph: ox.NamedNode, *, gone: set[Triple], orphans: set[Triple], added: set[Triple], drop: bool
) -> str:
    """Return the update that takes triples from a graph and adds some, the union likewise.

    `orphans` are those of `gone` that no other graph states; `drop` removes the graph.
    """
    parts = (
        f"DELETE DATA {{ {_block(orphans)} GRAPH {graph} {{ {_block(gone)} }} }}",
        f"INSERT DATA {{ {_block(added)} GRAPH {graph} {{ {_block(added)} }} }}",
        *((f"DROP SILENT GRAPH {graph}",) if drop else ()),
    )
    return ";\n".join(parts)


def _block(triples: set[Triple]) -> str:
    # str() of pyoxigraph's terms is N-Triples with all escapes, so nothing is pasted unescaped.
    return " ".join(f"{s} {p} {o} ." for s, p, o in triples)


def from_quads(quads: Iterable[ox.Quad]) -> Iterator[Quad]:
    """Yield our form of quads; the default graph is the empty string."""
    for quad in quads:
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else _iri(quad.graph_name)
        yield Quad(_iri(quad.subject), quad.predicate.value, _object(quad.object), graph)


def from_triple(triple: ox.Triple) -> Quad:
    """Return the quad of a constructed triple; its graph is the empty string."""
    return Quad(_iri(triple.subject), triple.predicate.value, _object(triple.object), "")


def _iri(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def _object(term: object) -> Term:
    value = from_term(term)
    return "" if value is None else value
