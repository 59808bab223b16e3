"""What a store holds: its documents and its counts, by SPARQL alone."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from operator import attrgetter

from kg.model import Document, EarlierText, StoredDocument, Value
from kg.vocab import KG, ORG, SCHEMA

Select = Callable[[str], list[dict[str, Value]]]

# No ORDER BY here: over a damaged file it makes the engine gather errors without end.
_DOCUMENTS = """
SELECT ?iri ?graph ?title ?source ?sha256 ?run ?url ?published ?publisher WHERE {
  GRAPH ?graph {
    ?graph prov:wasGeneratedBy ?run .
    ?iri kg:hasText ?text ; schema:headline ?title ; kg:sourceLocation ?source .
    ?text kg:sha256 ?sha256 .
    OPTIONAL { ?iri schema:url ?url }
    OPTIONAL { ?iri schema:datePublished ?published }
    OPTIONAL { ?iri kg:publisherName ?publisher }
  }
}
"""

_FURTHER = "SELECT ?iri ?place WHERE { ?iri kg:furtherSource ?place }"
_EARLIER = """
SELECT ?iri ?node ?sha256 ?published WHERE {
  ?node a kg:EarlierText ; kg:sha256 ?sha256 .
  ?text prov:wasRevisionOf ?node . ?iri kg:hasText ?text .
  OPTIONAL { ?node schema:datePublished ?published }
}
"""
_TEXT = """
SELECT ?text ?language ?pages WHERE {{
  <{iri}> schema:inLanguage ?language ; kg:hasText ?node . ?node kg:text ?text .
  OPTIONAL {{ ?node kg:pageStarts ?pages }}
}}
"""
_AUTHORS = "SELECT ?name WHERE {{ <{iri}> kg:authorName ?name }} ORDER BY ?name"

_COUNTED = {
    "persons": SCHEMA + "Person", "organisations": SCHEMA + "Organization",
    "places": SCHEMA + "Place", "facilities": KG + "Facility", "events": SCHEMA + "Event",
    "programmes": KG + "FundingInstrument", "projects": KG + "Project",
    "laws": SCHEMA + "Legislation", "topics": KG + "Topic", "amounts": KG + "Amount",
    "memberships": ORG + "Membership", "facts": KG + "Statement", "mentions": KG + "Mention",
}  # fmt: skip


def documents(select: Select) -> list[StoredDocument]:
    """Return the documents, sorted by IRI."""
    further: defaultdict[str, list[str]] = defaultdict(list)
    for row in select(_FURTHER):
        further[str(row["iri"])].append(str(row["place"]))
    earlier: defaultdict[str, list[EarlierText]] = defaultdict(list)
    for row in select(_EARLIER):
        text = EarlierText(str(row["node"]), str(row["sha256"]), _date(row["published"]))
        earlier[str(row["iri"])].append(text)
    found = sorted((_document(row) for row in select(_DOCUMENTS)), key=attrgetter("iri"))
    return [
        replace(
            one,
            further=tuple(sorted(further[one.iri])),
            earlier=tuple(sorted(earlier[one.iri], key=attrgetter("node"))),
        )
        if one.iri in further or one.iri in earlier
        else one
        for one in found
    ]


def read_document(select: Select, stored: StoredDocument) -> Document:
    """Return a stored document as it was read, with its text; authors in alphabetical order."""
    row = select(_TEXT.format(iri=stored.iri))[0]
    pages = _text(row["pages"]) or ""
    return Document(
        iri=stored.iri,
        text=str(row["text"]),
        title=stored.title,
        source=stored.source,
        sha256=stored.sha256,
        published=stored.published,
        publisher=stored.publisher,
        authors=tuple(str(found["name"]) for found in select(_AUTHORS.format(iri=stored.iri))),
        language=str(row["language"]),
        url=stored.url,
        pages=tuple(map(int, pages.split())),
        further=stored.further,
        earlier=stored.earlier,
    )


def _document(row: dict[str, Value]) -> StoredDocument:
    return StoredDocument(
        iri=str(row["iri"]),
        graph=str(row["graph"]),
        title=str(row["title"]),
        source=str(row["source"]),
        sha256=str(row["sha256"]),
        run=str(row["run"]),
        url=_text(row["url"]),
        published=_date(row["published"]),
        publisher=_text(row["publisher"]),
    )


def _date(value: Value) -> date | None:
    return value if isinstance(value, date) else None


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def statistics(select: Select) -> dict[str, int]:
    """Return how many things of each kind the store holds, in a fixed order, and its triples."""
    counts = {"documents": _count(select, "?x kg:hasText ?text")}
    counts |= {name: _count(select, f"?x a <{iri}>") for name, iri in _COUNTED.items()}
    return counts | {"triples": _count(select, "?x ?p ?o")}


def _count(select: Select, pattern: str) -> int:
    value = select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")[0]["n"]
    return value if isinstance(value, int) else 0
