"""An entity's card: what all documents together say about it."""

from dataclasses import dataclass

from kg.linking.lookup import Select, StoredEntity
from kg.model import Value

_SENTENCES = """
SELECT ?sentence ?title ?source ?published (COUNT(?mention) AS ?mentions) WHERE {{
  ?mention oa:hasBody <{iri}> ; oa:hasTarget ?span .
  ?span oa:hasSource ?text . ?document kg:hasText ?text ; schema:headline ?title .
  OPTIONAL {{ ?mention kg:inSentence/oa:exact ?sentence }}
  OPTIONAL {{ ?document kg:sourceLocation ?source }}
  OPTIONAL {{ ?document schema:datePublished ?published }}
}} GROUP BY ?sentence ?title ?source ?published ORDER BY DESC(?published) ?title ?sentence
"""
_ROLES = """
SELECT ?person ?role ?organisation (MIN(?date) AS ?first) (MAX(?date) AS ?last) WHERE {{
  {{ ?m org:member <{iri}> .
     OPTIONAL {{ ?m org:organization ?o . ?o skos:prefLabel ?organisation }} }}
  UNION {{ ?m org:organization <{iri}> ; org:member ?p . ?p skos:prefLabel ?person }}
  ?m kg:roleLabel ?role .
  OPTIONAL {{ ?m kg:asOf|schema:startDate|schema:endDate ?date }}
}} GROUP BY ?person ?role ?organisation ORDER BY ?first ?role ?person
"""
_COMPANY = """
SELECT ?name (COUNT(DISTINCT ?sentence) AS ?sentences) WHERE {{
  ?mention oa:hasBody <{iri}> ; kg:inSentence ?sentence .
  ?beside kg:inSentence ?sentence ; oa:hasBody ?body .
  FILTER(?body != <{iri}>) ?body kg:linkStatus [] ; skos:prefLabel ?name .
}} GROUP BY ?body ?name ORDER BY DESC(?sentences) ?name LIMIT {limit}
"""
_AMOUNTS = """
SELECT DISTINCT ?predicate ?wording ?modality ?other ?published WHERE {{
  ?s rdf:subject|rdf:object <{iri}> ; rdf:predicate ?predicate ; kg:amount/kg:rawText ?wording ;
     kg:modality ?modality ; rdf:subject|rdf:object ?o ; dcterms:source ?d .
  FILTER(?o != <{iri}>) ?o skos:prefLabel ?other .
  OPTIONAL {{ ?d schema:datePublished ?published }}
}} ORDER BY DESC(?published) ?wording ?other LIMIT {limit}
"""
# Without those that the lists of roles and amounts hold.
_FACTS = """
SELECT DISTINCT ?subject ?predicate ?object ?modality ?share ?date WHERE {{
  ?s rdf:subject|rdf:object <{iri}> ; rdf:subject ?a ; rdf:predicate ?predicate ; rdf:object ?b ;
     kg:modality ?modality .
  ?a skos:prefLabel ?subject . ?b skos:prefLabel ?object .
  FILTER NOT EXISTS {{ ?s kg:amount ?amount }}
  FILTER(?predicate != kg:memberOf || NOT EXISTS {{ ?s kg:roleLabel ?role }})
  OPTIONAL {{ ?s kg:share ?share }}
  OPTIONAL {{ ?s kg:asOf ?date }}
}} ORDER BY ?predicate DESC(?date) ?subject ?object LIMIT {limit}
"""
_MATCHES = "SELECT DISTINCT ?match WHERE {{ <{iri}> skos:exactMatch ?match }} ORDER BY ?match"

Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Card:
    """What the store says about one entity; facts by kind, lists newest first where dated."""

    entity: StoredEntity
    matches: tuple[str, ...]
    roles: tuple[Row, ...]
    company: tuple[Row, ...]
    facts: tuple[Row, ...]
    amounts: tuple[Row, ...]
    sentences: tuple[Row, ...]


def read_card(store: Select, entity: StoredEntity, *, limit: int = 10) -> Card:
    """Collect the card; `limit` bounds each list but that of roles."""

    def ask(query: str) -> tuple[Row, ...]:
        return tuple(store.select(query.format(iri=entity.iri, limit=limit)))

    return Card(
        entity,
        tuple(str(row["match"]) for row in ask(_MATCHES)),
        ask(_ROLES), ask(_COMPANY), ask(_FACTS), ask(_AMOUNTS), ask(_SENTENCES)[:limit],
    )  # fmt: skip


def sentences_of(store: Select, iri: str, *, limit: int = 3) -> list[str]:
    """Return the newest sentences that mention the entity."""
    rows = store.select(_SENTENCES.format(iri=iri))
    return [" ".join(str(row["sentence"]).split()) for row in rows if row["sentence"]][:limit]
