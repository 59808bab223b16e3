"""The explorer's questions as SPARQL; values go in as terms only."""

from kg.errors import QueryError
from kg.stores.quoting import iri, literal
from kg.vocab import ENTITY_TYPES

_CLASSES = " ".join(f"<{node}>" for name, (_, node) in ENTITY_TYPES.items() if name != "Role")


def search(text: str) -> str:
    """Ask for entities whose names hold a text; those that begin with it come first."""
    wanted = literal(text.strip().lower())
    return f"""
SELECT ?entity ?name ?class ?status (COUNT(?mention) AS ?mentions) WHERE {{
  {{ SELECT DISTINCT ?entity ?name ?class ?status WHERE {{
      VALUES ?class {{ {_CLASSES} }}
      ?entity a ?class ; skos:prefLabel|skos:altLabel ?label .
      FILTER(CONTAINS(LCASE(STR(?label)), {wanted}))
      ?entity skos:prefLabel ?name ; kg:linkStatus ?status .
    }} LIMIT 200 }}
  OPTIONAL {{ ?mention oa:hasBody ?entity }}
}}
GROUP BY ?entity ?name ?class ?status
ORDER BY DESC(STRSTARTS(LCASE(STR(?name)), {wanted})) DESC(?mentions) ?name
LIMIT 15"""


def card(entity: str) -> str:
    """Ask for names, class, status and matches of an entity."""
    return f"""
SELECT ?name ?class ?status ?other ?match ?start ?end WHERE {{
  BIND({iri(entity)} AS ?entity)
  ?entity a ?class ; skos:prefLabel ?name .
  OPTIONAL {{ ?entity kg:linkStatus ?status }}
  OPTIONAL {{ ?entity skos:altLabel ?other }}
  OPTIONAL {{ ?entity skos:exactMatch ?match }}
  OPTIONAL {{ ?entity schema:startDate ?start }}
  OPTIONAL {{ ?entity schema:endDate ?end }}
}} LIMIT 200"""


def documents_of(entity: str) -> str:
    """Ask in which documents an entity is mentioned."""
    return f"""
SELECT ?document ?title ?date ?publisher (COUNT(?mention) AS ?mentions) WHERE {{
  ?mention oa:hasBody {iri(entity)} ; oa:hasTarget ?span .
  ?span oa:hasSource ?text .
  ?document kg:hasText ?text ; schema:headline ?title .
  OPTIONAL {{ ?document schema:datePublished ?date }}
  OPTIONAL {{ ?document kg:publisherName ?publisher }}
}}
GROUP BY ?document ?title ?date ?publisher
ORDER BY DESC(?date) ?title LIMIT 200"""


def roles_of(entity: str) -> str:
    """Ask for the roles of a person, or the roles held in a body."""
    return f"""
SELECT ?role ?person ?personName ?body ?bodyName ?start ?end (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE {{
  {{ ?membership org:member {iri(entity)} }} UNION {{ ?membership org:organization {iri(entity)} }}
  ?membership org:member ?person ; kg:roleLabel ?role .
  ?person skos:prefLabel ?personName .
  OPTIONAL {{ ?membership org:organization ?body . ?body skos:prefLabel ?bodyName }}
  OPTIONAL {{ ?membership schema:startDate ?start }}
  OPTIONAL {{ ?membership schema:endDate ?end }}
  OPTIONAL {{ ?membership kg:asOf ?day }}
}}
GROUP BY ?membership ?role ?person ?personName ?body ?bodyName ?start ?end
ORDER BY ?first ?role LIMIT 300"""  # noqa: E501 - one line per clause reads best


def facts_of(entity: str) -> str:
    """Ask for the statements about an entity, newest first, with sentence and place."""
    # The optional parts stand first: behind many patterns the engine takes them for large, and
    # reads all statements of the store for each.
    return f"""
SELECT ?statement ?subject ?subjectName ?subjectClass ?predicate ?object ?objectName ?objectClass
  ?modality ?confidence ?rule ?role ?date ?sentence ?start ?end ?document ?title WHERE {{
  {{ SELECT * WHERE {{
      {_statements(entity)}
      OPTIONAL {{ ?statement kg:rule ?rule }}
      OPTIONAL {{ ?statement kg:roleLabel ?role }}
      OPTIONAL {{ ?statement kg:asOf ?date }}
  }} }}
  ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    kg:modality ?modality ; kg:confidence ?confidence ; dcterms:source ?document ;
    kg:evidence ?span .
  ?subject skos:prefLabel ?subjectName ; a ?subjectClass .
  ?object skos:prefLabel ?objectName ; a ?objectClass .
  ?span oa:exact ?sentence ; oa:start ?start ; oa:end ?end .
  ?document schema:headline ?title .
}}
ORDER BY DESC(?date) ?predicate ?start LIMIT 300"""


def amounts_of(entity: str) -> str:
    """Ask for the sums of the statements about an entity."""
    return f"""
SELECT ?statement ?value ?least ?most ?currency ?qualifier ?wording WHERE {{
  {_statements(entity)}
  ?statement kg:amount ?amount .
  ?amount kg:rawText ?wording ; kg:qualifier ?qualifier .
  OPTIONAL {{ ?amount schema:currency ?currency }}
  OPTIONAL {{ ?amount schema:value ?value }}
  OPTIONAL {{ ?amount schema:minValue ?least }}
  OPTIONAL {{ ?amount schema:maxValue ?most }}
}} LIMIT 2000"""


def _statements(entity: str) -> str:
    node = iri(entity)
    return (
        f"{{ SELECT DISTINCT ?statement WHERE {{ {{ ?statement rdf:subject {node} }} "
        f"UNION {{ ?statement rdf:object {node} }} UNION {{ ?statement kg:via {node} }} }} }}"
    )


def company_of(entity: str) -> str:
    """Ask who stands in the same sentences as an entity."""
    # Counted first and named then: the engine would look at all names of the store otherwise.
    return f"""
SELECT ?other ?name ?class ?sentences WHERE {{
  {{ SELECT ?other (COUNT(DISTINCT ?sentence) AS ?sentences) WHERE {{
      ?mention oa:hasBody {iri(entity)} ; kg:inSentence ?sentence .
      ?beside kg:inSentence ?sentence ; oa:hasBody ?other .
      FILTER(?other != {iri(entity)})
    }} GROUP BY ?other ORDER BY DESC(?sentences) LIMIT 400 }}
  ?other a ?class ; skos:prefLabel ?name .
  FILTER(?class != org:Role)
}}
ORDER BY DESC(?sentences) ?name LIMIT 40"""


# What an entity's page asks, by the names that the page knows.
ENTITY_PAGE = {
    "card": card, "documents": documents_of, "roles": roles_of, "facts": facts_of,
    "amounts": amounts_of, "company": company_of,
}  # fmt: skip


def document(node: str) -> str:
    """Ask for a document's metadata and text."""
    return f"""
SELECT ?title ?date ?publisher ?url ?source ?language ?text WHERE {{
  BIND({iri(node)} AS ?document)
  ?document schema:headline ?title ; kg:sourceLocation ?source ; schema:inLanguage ?language ;
    kg:hasText/kg:text ?text .
  OPTIONAL {{ ?document schema:datePublished ?date }}
  OPTIONAL {{ ?document kg:publisherName ?publisher }}
  OPTIONAL {{ ?document schema:url ?url }}
}} LIMIT 1"""


def mentions_in(node: str) -> str:
    """Ask for the mentions in a document."""
    return f"""
SELECT ?start ?end ?label ?entity ?name WHERE {{
  {iri(node)} kg:hasText ?text .
  ?span oa:hasSource ?text ; oa:start ?start ; oa:end ?end .
  ?mention oa:hasTarget ?span ; kg:nerLabel ?label .
  OPTIONAL {{ ?mention oa:hasBody ?entity OPTIONAL {{ ?entity skos:prefLabel ?name }} }}
}} ORDER BY ?start LIMIT 20000"""


def facts_in(node: str) -> str:
    """Ask for the statements of a document in the order of the text."""
    # The optional parts stand first, as in `facts_of`.
    return f"""
SELECT ?statement ?subject ?subjectName ?predicate ?object ?objectName ?modality ?role ?wording
  ?start ?end WHERE {{
  {{ SELECT * WHERE {{
      ?statement dcterms:source {iri(node)} .
      OPTIONAL {{ ?statement kg:roleLabel ?role }}
      OPTIONAL {{ ?statement kg:amount/kg:rawText ?wording }}
  }} }}
  ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    kg:modality ?modality ; kg:evidence ?span .
  ?subject skos:prefLabel ?subjectName .
  ?object skos:prefLabel ?objectName .
  ?span oa:start ?start ; oa:end ?end .
}} ORDER BY ?start ?predicate LIMIT 2000"""


def documents(words: str = "") -> str:
    """Ask for the newest documents, or for those whose title or publisher holds some words."""
    wanted = literal(words.strip().lower())
    held = f"FILTER(CONTAINS(LCASE(CONCAT(?title, ' ', COALESCE(?publisher, ''))), {wanted}))"
    return f"""
SELECT ?document ?title ?date ?publisher WHERE {{
  ?document kg:hasText ?text ; schema:headline ?title .
  OPTIONAL {{ ?document schema:datePublished ?date }}
  OPTIONAL {{ ?document kg:publisherName ?publisher }}
  {held if words.strip() else ""}
}} ORDER BY DESC(?date) ?title LIMIT 500"""


def entities(kind: str) -> str:
    """Ask for the entities of a type, the most named first.

    Raises:
        QueryError: there is no such type.
    """
    if kind not in ENTITY_TYPES:
        raise QueryError(f"{kind!r} is no type of entity; types are {', '.join(ENTITY_TYPES)}")
    # Counted first and named then, so that the engine names no more than are shown.
    return f"""
SELECT ?entity ?name ?class ?mentions WHERE {{
  {{ SELECT ?entity ?class (COUNT(?mention) AS ?mentions) WHERE {{
      BIND({iri(ENTITY_TYPES[kind][1])} AS ?class)
      ?entity a ?class .
      ?mention oa:hasBody ?entity
    }} GROUP BY ?entity ?class ORDER BY DESC(?mentions) LIMIT 500 }}
  ?entity skos:prefLabel ?name .
}} ORDER BY DESC(?mentions) ?name LIMIT 500"""


MONEY = """
SELECT ?statement ?payer ?payerName ?predicate ?taker ?takerName ?value ?least ?most ?currency
  ?qualifier ?wording ?modality ?date ?purpose ?sentence ?start ?end ?document ?title WHERE {
  { SELECT * WHERE {
      ?statement kg:amount ?amount .
      ?amount schema:currency ?currency ; kg:rawText ?wording ; kg:qualifier ?qualifier .
      OPTIONAL { ?amount schema:value ?value }
      OPTIONAL { ?amount schema:minValue ?least }
      OPTIONAL { ?amount schema:maxValue ?most }
      OPTIONAL { ?statement kg:asOf ?date }
      OPTIONAL { ?statement kg:purposeText ?purpose }
      BIND(COALESCE(?value, ?most, ?least) AS ?size)
    } ORDER BY DESC(?size) ?statement LIMIT 1500 }
  ?statement rdf:subject ?payer ; rdf:predicate ?predicate ; rdf:object ?taker ;
    kg:modality ?modality ; dcterms:source ?document ; kg:evidence ?span .
  ?payer skos:prefLabel ?payerName .
  ?taker skos:prefLabel ?takerName .
  ?span oa:exact ?sentence ; oa:start ?start ; oa:end ?end .
  ?document schema:headline ?title .
} ORDER BY DESC(?size) ?statement ?start LIMIT 2000"""

ACTORS = """
SELECT ?entity ?name ?class ?mentions WHERE {
  { SELECT ?entity (COUNT(?mention) AS ?mentions) WHERE { ?mention oa:hasBody ?entity }
    GROUP BY ?entity ORDER BY DESC(?mentions) LIMIT 200 }
  ?entity a ?class ; skos:prefLabel ?name .
  FILTER(?class IN (schema:Person, schema:Organization))
} ORDER BY DESC(?mentions) ?name LIMIT 15"""

COUNTS = f"""
SELECT ?class (COUNT(?thing) AS ?count) WHERE {{
  VALUES ?class {{ {_CLASSES} schema:NewsArticle kg:Amount kg:Statement kg:Mention }}
  ?thing a ?class
}} GROUP BY ?class"""


def network(since: str, until: str, least: int) -> str:
    """Ask for the strongest ties between entities: statements in documents of a period."""
    period = "".join(
        f'FILTER(?date {sign} "{day}"^^xsd:date) '
        for sign, day in ((">=", since), ("<=", until))
        if day
    )
    dated = f"?statement dcterms:source/schema:datePublished ?date . {period}" if period else ""
    return f"""
SELECT ?a ?aName ?aClass ?b ?bName ?bClass ?predicate ?strength ?factual WHERE {{
  {{ SELECT ?a ?predicate ?b (COUNT(?statement) AS ?strength)
      (SUM(IF(?modality = kg:Factual, 1, 0)) AS ?factual) WHERE {{
      ?statement rdf:subject ?a ; rdf:predicate ?predicate ; rdf:object ?b ; kg:modality ?modality .
      {dated}
    }} GROUP BY ?a ?predicate ?b
    HAVING (COUNT(?statement) >= {least}) ORDER BY DESC(?strength) ?a ?b LIMIT 400 }}
  ?a skos:prefLabel ?aName ; a ?aClass .
  ?b skos:prefLabel ?bName ; a ?bClass .
}}
ORDER BY DESC(?strength) ?aName ?bName LIMIT 400"""
