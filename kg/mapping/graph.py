"""Collects the quads of one named graph and makes the nodes for places in a text."""

import re
from bisect import bisect_right
from datetime import date
from decimal import Decimal
from urllib.parse import quote

from kg.iri import text_iri
from kg.model import Document, Entity, Literal, Quad, Term
from kg.vocab import ENTITY_TYPES, KG, OA, RDF, SKOS, XSD

_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]|%(?![0-9A-Fa-f]{2})')
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")


def string(text: str) -> Literal:
    """Return a literal without language: data about the text, such as an identifier."""
    return Literal(text)


def german(text: str) -> Literal:
    """Return a literal with the language tag "de"."""
    return Literal(text, language="de")


def tagged(text: str, language: str) -> Literal:
    """Return a literal in a language, German where the language is not known."""
    return Literal(text, language=language if _LANGUAGE.fullmatch(language) else "de")


def integer(number: int) -> Literal:
    """Return an xsd:integer."""
    return Literal(str(number), XSD + "integer")


def decimal(number: Decimal) -> Literal:
    """Return an xsd:decimal in the shortest form, without exponent and trailing zeros."""
    text = f"{number:f}"
    return Literal(text.rstrip("0").rstrip(".") if "." in text else text, XSD + "decimal")


def confidence(score: float) -> Literal:
    """Return a score between 0 and 1 with two digits: more would not be the same everywhere."""
    return decimal(Decimal(f"{min(max(score, 0.0), 1.0):.2f}"))


def day(value: date) -> Literal:
    """Return an xsd:date."""
    return Literal(value.isoformat(), XSD + "date")


class GraphBuilder:
    """The quads of one named graph, each once."""

    def __init__(self, graph: str) -> None:
        self.graph = graph
        self._quads: set[Quad] = set()

    def add(self, subject: str, predicate: str, value: Term) -> None:
        """Add one statement; a value that is a `str` is an IRI."""
        self._quads.add(Quad(subject, predicate, value, self.graph))

    def add_type(self, subject: str, class_iri: str) -> None:
        """State the class of a node."""
        self.add(subject, RDF + "type", class_iri)

    def add_name(self, subject: str, predicate: str, text: str) -> None:
        """Add a German name; all labels carry a language tag."""
        self.add(subject, predicate, german(text))

    def add_iri(self, subject: str, predicate: str, iri: str) -> None:
        """Add a link that comes from outside; characters that no IRI may hold are escaped.

        A link that is no absolute IRI even then becomes a string.
        """
        escaped = _NOT_IN_IRI.sub(lambda match: quote(match[0], safe=""), iri.strip())
        self.add(subject, predicate, escaped if _ABSOLUTE.match(escaped) else string(iri))

    def add_entity(self, entity: Entity) -> None:
        """State an entity's one class, its name and how it was linked."""
        self.add_type(entity.iri, ENTITY_TYPES[entity.type][1])
        self.add_name(entity.iri, SKOS + "prefLabel", entity.name)
        self.add(entity.iri, KG + "linkStatus", string(entity.status))

    def quads(self) -> list[Quad]:
        """Return the quads, sorted."""
        return sorted(self._quads, key=_order)


def _order(quad: Quad) -> tuple[str, str, str, str, str]:
    value = quad.object
    if isinstance(value, str):
        return quad.subject, quad.predicate, value, "", ""
    return quad.subject, quad.predicate, value.value, value.datatype or "", value.language or ""


class Position:
    """Makes the nodes for ranges of one document's text, each described once."""

    def __init__(self, document: Document, builder: GraphBuilder) -> None:
        self.text_node = text_iri(document.iri, document.sha256)
        self._document = document
        self._builder = builder
        self._made: set[tuple[int, int]] = set()

    def span(self, start: int, end: int) -> str:
        """Return the node of a half-open range of code points, with its wording.

        The node is target and selector at once (Web Annotation), which saves a node per mention.
        """
        node = f"{self.text_node}#char={start},{end}"
        if (start, end) not in self._made:
            self._made.add((start, end))
            self._describe(node, start, end)
        return node

    def part(self, kind: str, start: int, end: int) -> str:
        """Return the IRI of a thing that a range of the text stands for, such as an amount."""
        return f"{self.text_node}#{kind}={start},{end}"

    def _describe(self, node: str, start: int, end: int) -> None:
        add = self._builder.add
        self._builder.add_type(node, KG + "Span")
        add(node, OA + "hasSource", self.text_node)
        add(node, OA + "hasSelector", node)
        add(node, OA + "start", integer(start))
        add(node, OA + "end", integer(end))
        add(node, OA + "exact", string(self._document.text[start:end]))
        if self._document.pages:
            add(node, KG + "page", integer(max(bisect_right(self._document.pages, start), 1)))
