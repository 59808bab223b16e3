"""The ontology and its shapes: where they lie, what they say, and whether data fits them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OntologyError
from kg.model import Quad, Term
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

# pySHACL takes about 80 µs per triple; batches of this size keep its memory near 100 MB.
_TRIPLES_PER_BATCH = 20_000


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One place where data do not fit the shapes; all in readable form."""

    message: str
    focus: str
    path: str = ""
    value: str = ""


def ontology_file(name: str) -> Path:
    """Return the path of "kg.ttl" or "shapes.ttl": in the wheel, or in the source tree."""
    packaged = Path(str(files("kg"))) / "ontologies" / name
    source = Path(str(files("kg"))).parent / "ontologies" / name
    for path in (packaged, source):
        if path.exists():
            return path
    raise OntologyError(f"{name} is missing from the installation of kg; install it again")


@cache
def ontology() -> "rdflib.Graph":
    """Return the ontology; it is read once."""
    return _parse(ontology_file("kg.ttl"))


def validate(
    documents: Iterable[Iterable[Quad]], shared: Iterable[Quad] = (), *, shapes: Path | None = None
) -> Iterator[Violation]:
    """Yield where documents' quads do not fit the shapes, batch by batch.

    Args:
        documents: the quads of each document.
        shared: what each of them refers to, such as the runs.
        shapes: another shapes file than the one that ships.

    Raises:
        OntologyError: the shapes file is wrong, or pySHACL is not installed.
    """
    try:
        import pyshacl
    except ImportError as error:
        raise OntologyError("validation needs pySHACL: pip install 'kg[shacl]'") from error
    shapes_graph = _parse(shapes or ontology_file("shapes.ttl"))
    common = list(shared)
    for batch in _batches(documents):
        data = to_graph([*batch, *common])
        conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes_graph, advanced=True)
        if not conforms:
            yield from sorted(_violations(report, data))


def to_graph(quads: Iterable[Quad]) -> "rdflib.Graph":
    """Return the union of the quads' graphs as an rdflib graph."""
    from rdflib import Graph, URIRef

    graph = Graph()
    for quad in quads:
        graph.add((to_node(quad.subject), URIRef(quad.predicate), to_node(quad.object)))
    return graph


def to_node(term: Term) -> "Node":
    """Return rdflib's form of a term; a literal keeps its lexical form."""
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, str):
        return BNode(term[2:]) if term.startswith("_:") else URIRef(term)
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = URIRef(term.datatype) if term.datatype else None
    return Literal(term.value, datatype=datatype, normalize=False)


def compact(iri: str) -> str:
    """Return an IRI with a known prefix where it has one: "kg:funds"."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _parse(path: Path) -> "rdflib.Graph":
    from rdflib import Graph
    from rdflib.exceptions import ParserError
    from rdflib.plugins.parsers.notation3 import BadSyntax

    try:
        return Graph().parse(path, format="turtle")
    except (BadSyntax, ParserError, UnicodeDecodeError) as error:
        raise OntologyError(f"{path}: not Turtle: {' '.join(str(error).split())}") from error
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read: {error.strerror}") from error


def _batches(documents: Iterable[Iterable[Quad]]) -> Iterator[list[Quad]]:
    batch: list[Quad] = []
    for quads in documents:
        batch.extend(quads)
        if len(batch) >= _TRIPLES_PER_BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _violations(report: "rdflib.Graph", data: "rdflib.Graph") -> Iterator[Violation]:
    from rdflib import RDF, SH, SKOS, URIRef

    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        name = data.value(focus, SKOS.prefLabel)
        path = report.value(result, SH.resultPath)
        value = report.value(result, SH.value)
        yield Violation(
            message=str(report.value(result, SH.resultMessage) or ""),
            focus=f"{focus} ({name})" if name else str(focus),
            path=compact(str(path)) if isinstance(path, URIRef) else "",
            value="" if value is None else str(value),
        )
