"""Reads facts, mentions, entities and documents out of a store, by SPARQL alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from kg.model import Value
from kg.network.rows import DocumentRow, EntityRow, FactRow, MentionRow, Money, Selects
from kg.vocab import ENTITY_TYPES, KG

_TYPE_NAMES = {iri: name for name, (_, iri) in ENTITY_TYPES.items()}

_ENTITIES = """
SELECT ?iri ?type ?name ?status WHERE {{
  VALUES ?type {{ {types} }}
  ?iri a ?type ; skos:prefLabel ?name .
  OPTIONAL {{ ?iri kg:linkStatus ?status }}
}}
"""
_DOCUMENTS = """
SELECT ?iri ?text ?title ?source ?url ?publisher ?published WHERE {
  ?iri kg:hasText ?text .
  OPTIONAL { ?iri schema:headline ?title }
  OPTIONAL { ?iri kg:sourceLocation ?source }
  OPTIONAL { ?iri schema:url ?url }
  OPTIONAL { ?iri kg:publisherName ?publisher }
  OPTIONAL { ?iri schema:datePublished ?published }
}
"""
_FACTS = """
SELECT ?fact ?subject ?predicate ?object ?modality ?confidence ?document ?asOf ?start ?end ?role
       ?via ?purpose ?share ?value ?min ?max ?currency ?qualifier ?per WHERE {{
  {predicates} {modalities}
  ?fact a kg:Statement ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
        kg:modality ?modality ; kg:confidence ?confidence ; dcterms:source ?document .
  FILTER(?confidence >= {confidence})
  OPTIONAL {{ ?fact kg:asOf ?asOf }}
  OPTIONAL {{ ?fact schema:startDate ?start }}
  OPTIONAL {{ ?fact schema:endDate ?end }}
  OPTIONAL {{ ?fact kg:roleLabel ?role }}
  OPTIONAL {{ ?fact kg:via ?via }}
  OPTIONAL {{ ?fact kg:purposeText ?purpose }}
  OPTIONAL {{ ?fact kg:share ?share }}
  OPTIONAL {{
    ?fact kg:amount ?amount . ?amount schema:currency ?currency .
    OPTIONAL {{ ?amount schema:value ?value }}
    OPTIONAL {{ ?amount schema:minValue ?min }}
    OPTIONAL {{ ?amount schema:maxValue ?max }}
    OPTIONAL {{ ?amount kg:qualifier ?qualifier }}
    OPTIONAL {{ ?amount kg:period ?per }}
  }}
}}
"""
_EVIDENCE = """
SELECT ?fact ?span ?text WHERE {{
  {predicates} {modalities}
  ?fact a kg:Statement ; rdf:predicate ?predicate ; kg:modality ?modality ; kg:evidence ?span .
  ?span oa:hasSelector ?selector . ?selector oa:exact ?text .
}}
"""
_MENTIONS = """
SELECT ?entity ?text ?sentence ?start WHERE {
  ?mention a kg:Mention ; oa:hasBody ?entity ; oa:hasTarget ?span .
  ?span oa:hasSource ?text ; oa:hasSelector ?selector . ?selector oa:start ?start .
  ?entity skos:prefLabel ?name .
  OPTIONAL { ?mention kg:inSentence ?sentence }
}
"""
_COUNTS = """
SELECT ?entity ?text (COUNT(DISTINCT ?mention) AS ?mentions) WHERE {
  ?mention a kg:Mention ; oa:hasBody ?entity ; oa:hasTarget ?span .
  ?span oa:hasSource ?text .
} GROUP BY ?entity ?text
"""


def entities(store: Selects) -> dict[str, EntityRow]:
    """Return all entities by IRI; of several names the first in order stands."""
    types = " ".join(f"<{iri}>" for _, iri in ENTITY_TYPES.values())
    found: dict[str, EntityRow] = {}
    for row in store.select(_ENTITIES.format(types=types)):
        iri, type_name = str(row["iri"]), _TYPE_NAMES[str(row["type"])]
        entity = EntityRow(iri, type_name, str(row["name"]), _text(row["status"]) or "")
        known = found.get(iri)
        if known is None or (entity.name, entity.type) < (known.name, known.type):
            found[iri] = entity
    return found


def documents(store: Selects) -> dict[str, DocumentRow]:
    """Return all documents by IRI."""
    found: dict[str, DocumentRow] = {}
    for row in store.select(_DOCUMENTS):
        iri = str(row["iri"])
        found[iri] = DocumentRow(
            iri=iri,
            text=str(row["text"]),
            title=_text(row["title"]) or iri,
            source=_text(row["source"]) or _text(row["url"]) or iri,
            url=_text(row["url"]),
            publisher=_text(row["publisher"]),
            published=_day(row["published"]),
        )
    return found


def facts(
    store: Selects,
    published: Mapping[str, date | None],
    *,
    predicates: Iterable[str] = (),
    modalities: Iterable[str] = (),
    min_confidence: float = 0.0,
) -> list[FactRow]:
    """Return the statements, sorted by IRI, each once; `published` dates the documents.

    `predicates` are local names, `modalities` as in `kg.model.Modality`; empty means all.
    """
    terms = {
        "predicates": _values("predicate", predicates),
        "modalities": _values("modality", (name.capitalize() for name in modalities)),
    }
    sentences = _sentences(store, terms)
    found: dict[str, FactRow] = {}
    query = _FACTS.format(confidence=Decimal(str(min_confidence)), **terms)
    for row in store.select(query):
        fact = _fact(row, sentences, published)
        known = found.get(fact.fact)
        if known is None or _order(fact) < _order(known):
            found[fact.fact] = fact
    return [found[iri] for iri in sorted(found)]


def _values(variable: str, names: Iterable[str]) -> str:
    iris = " ".join(f"<{KG}{name}>" for name in sorted(names))
    return f"VALUES ?{variable} {{ {iris} }}" if iris else ""


def _sentences(store: Selects, terms: Mapping[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in store.select(_EVIDENCE.format(**terms)):
        found[str(row["fact"])].add((str(row["span"]), str(row["text"])))
    return {fact: tuple(sorted(spans)) for fact, spans in found.items()}


def _fact(
    row: Mapping[str, Value],
    sentences: Mapping[str, tuple[tuple[str, str], ...]],
    published: Mapping[str, date | None],
) -> FactRow:
    fact, document = str(row["fact"]), str(row["document"])
    as_of = _day(row["asOf"]) or published.get(document)
    first, last = period(_day(row["start"]), _day(row["end"]), as_of)
    return FactRow(
        fact=fact,
        subject=str(row["subject"]),
        predicate=_local(row["predicate"]),
        object=str(row["object"]),
        modality=_local(row["modality"]).lower(),
        confidence=_number(row["confidence"]) or 0.0,
        document=document,
        first=first,
        last=last,
        role=_text(row["role"]),
        money=_money(row),
        via=_text(row["via"]),
        purpose=_text(row["purpose"]),
        share=_text(row["share"]),
        sentences=sentences.get(fact, ()),
    )


def period(
    start: date | None, end: date | None, as_of: date | None
) -> tuple[date | None, date | None]:
    """Return the first and last day for which something is stated.

    What began in 2020 and is stated in October 2025 holds at least until then; "bis 2029" holds
    from the day of the statement; "bis 2023", stated later, held on the last day of 2023.
    """
    first = start or (min(as_of, end) if as_of and end else as_of or end)
    if first is None:
        return None, None
    return first, end if end and end >= first else max(first, as_of or first)


def _money(row: Mapping[str, Value]) -> Money | None:
    currency = _text(row["currency"])
    value = estimate(*(_number(row[name]) for name in ("value", "min", "max")))
    if currency is None or value is None:
        return None
    return Money(value, currency, _text(row["qualifier"]) or "exact", _text(row["per"]) or "")


def estimate(value: float | None, least: float | None, most: float | None) -> float | None:
    """Return one number for an amount: the stated value, the middle of a range, or its one end."""
    if value is not None:
        return value
    if least is not None and most is not None:
        return (least + most) / 2
    return least if least is not None else most


def mentions(store: Selects) -> Iterator[MentionRow]:
    """Yield each mention of each entity once, in no order."""
    seen: set[MentionRow] = set()
    for row in store.select(_MENTIONS):
        start = row["start"]
        mention = MentionRow(
            entity=str(row["entity"]),
            text=str(row["text"]),
            sentence=_text(row["sentence"]),
            start=start if isinstance(start, int) else 0,
        )
        if mention not in seen:
            seen.add(mention)
            yield mention


def mention_counts(store: Selects) -> dict[str, dict[str, int]]:
    """Return per entity how often each text mentions it."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in store.select(_COUNTS):
        number = row["mentions"]
        found[str(row["entity"])][str(row["text"])] = number if isinstance(number, int) else 0
    return found


def _order(fact: FactRow) -> tuple[str, ...]:
    return tuple(map(str, (fact.role, fact.money, fact.via, fact.purpose, fact.first, fact.last)))


def _local(value: Value) -> str:
    return str(value).rsplit("#", 1)[-1]


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _number(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float | Decimal) else None


def _day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
