"""FollowTheMoney entities as JSON lines, for OpenAleph and its tools.

Persons, organisations, places, events and programmes become FtM things, documents `Article`s,
mentions `Mention`s, and factual statements FtM's links: `Membership`, `Occupancy`, `Ownership`,
`Payment`, `Succession`, else `UnknownLink` with the predicate as its role. Each link names its
document as `proof` and quotes the sentence as `summary`. Laws, topics and roles have no schema in
FtM and stand as text only. Schemata: https://followthemoney.tech/explorer/
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from kg.exporters.columns import clean
from kg.exporters.ftm_links import link
from kg.iri import BASE, digest
from kg.network.reading import documents, entities, facts

if TYPE_CHECKING:
    from kg.network.rows import DocumentRow, EntityRow, FactRow, Selects

Properties = dict[str, list[str]]

_SCHEMATA = {
    "Person": "Person", "Organization": "Organization", "Place": "Address",
    "Facility": "Address", "Event": "Event", "FundingInstrument": "Project", "Project": "Project",
}  # fmt: skip
# Bodies of the state by their names; the store does not tell kinds of organisations apart.
_PUBLIC = re.compile(
    r"ministerium|Europäische Kommission|Generaldirektion|Parlament|Bundestag|Bundesrat|Landtag|"
    r"Bundesregierung|Landesregierung|Staatskanzlei|Senatskanzlei|Bundeskanzleramt|agentur für|"
    r"Bundesamt|Landesamt|Bundesanstalt|Bundesnetzagentur|Rechnungshof|gericht\b|Stadtrat|"
    r"Europäischer Rat|Rat der Europäischen Union"
)
_WIKIDATA = re.compile(r"https?://www\.wikidata\.org/entity/(Q\d+)")
# FtM languages are ISO 639-3.
_LANGUAGES = {"de": "deu", "en": "eng", "fr": "fra"}

_NAMES = """
SELECT ?entity ?alias ?match WHERE {
  { ?entity skos:altLabel ?alias } UNION { ?entity skos:exactMatch ?match }
  ?entity kg:linkStatus ?status .
}
"""
_TEXTS = """
SELECT ?document ?content ?language ?author WHERE {
  ?document kg:hasText ?text . ?text kg:text ?content .
  OPTIONAL { ?document schema:inLanguage ?language }
  OPTIONAL { ?document kg:authorName ?author }
}
"""
_MENTIONS = """
SELECT ?mention ?entity ?text ?name WHERE {
  ?mention a kg:Mention ; oa:hasBody ?entity ; oa:hasTarget ?span .
  ?span oa:hasSource ?text ; oa:hasSelector ?selector . ?selector oa:exact ?name .
}
"""


def write_ftm(store: "Selects", output: BinaryIO) -> int:
    """Write one FtM entity per line, sorted by id, and return their number."""
    lines = sorted(set(_lines(store)))
    output.writelines(line.encode() for _, line in lines)
    return len(lines)


def ftm_id(iri: str) -> str:
    """Return the FtM id of an IRI of ours: "kg-" and its path, hyphens between."""
    start = f"{BASE}id/"
    if iri.startswith(start) and "#" not in iri:
        return "kg-" + iri.removeprefix(start).replace("/", "-")
    return "kg-" + digest("ftm", iri)


def _lines(store: "Selects") -> Iterator[tuple[str, str]]:
    named = entities(store)
    known = {iri: entity for iri, entity in named.items() if entity.type in _SCHEMATA}
    names = {iri: entity.name for iri, entity in named.items()}
    articles = documents(store)
    stated = facts(store, {i: d.published for i, d in articles.items()}, modalities=("factual",))
    schemata = _schemata(known, stated)
    things = _things(store, known)
    for fact in stated:
        found = link(fact, schemata, names, ftm_id)
        for iri, values in ((fact.subject, found.of_subject), (fact.object, found.of_object)):
            for name, value in values:
                things[iri][name].append(value)
        for entity in found.links:
            properties = entity.properties | _provenance(fact, articles)
            yield _line(entity.id, entity.schema, properties)
        for entity in found.posts:
            yield _line(entity.id, entity.schema, entity.properties)
    for iri, properties in things.items():
        yield _line(ftm_id(iri), schemata[iri], properties)
    yield from _articles(store, articles)
    yield from _mentions(store, articles, schemata)


def _schemata(known: Mapping[str, "EntityRow"], stated: Iterable["FactRow"]) -> dict[str, str]:
    owned = {fact.object for fact in stated if fact.predicate == "owns"}
    return {iri: _schema(entity, owned=iri in owned) for iri, entity in known.items()}


def _schema(entity: "EntityRow", *, owned: bool) -> str:
    schema = _SCHEMATA[entity.type]
    if schema != "Organization":
        return schema
    # Only an Asset can be owned, and of the organisations only a Company is one.
    if owned:
        return "Company"
    return "PublicBody" if _PUBLIC.search(entity.name) else schema


def _things(store: "Selects", known: Mapping[str, "EntityRow"]) -> dict[str, Properties]:
    things: dict[str, Properties] = {}
    for iri, entity in known.items():
        things[iri] = defaultdict(list, {"name": [entity.name]})
        if entity.type in ("Place", "Facility"):
            things[iri]["full"].append(entity.name)
    for row in store.select(_NAMES):
        iri, alias = str(row["entity"]), row["alias"]
        if iri not in things:
            continue
        if alias is not None:
            things[iri]["alias"].append(str(alias))
        elif found := _WIKIDATA.fullmatch(str(row["match"])):
            things[iri]["wikidataId"].append(found[1])
    return things


def _provenance(fact: "FactRow", articles: Mapping[str, "DocumentRow"]) -> Properties:
    found: Properties = {"proof": [ftm_id(fact.document)], "recordId": [fact.fact]}
    if fact.sentences:
        found["summary"] = [text for _, text in fact.sentences]
    if fact.first and fact.last:
        if fact.first == fact.last:
            found["date"] = [fact.first.isoformat()]
        else:
            found |= {"startDate": [fact.first.isoformat()], "endDate": [fact.last.isoformat()]}
    article = articles.get(fact.document)
    if article and article.publisher:
        found["publisher"] = [article.publisher]
    if article and article.url:
        found["sourceUrl"] = [article.url]
    return found


def _articles(store: "Selects", articles: Mapping[str, "DocumentRow"]) -> Iterator[tuple[str, str]]:
    more: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in store.select(_TEXTS):
        for name in ("content", "language", "author"):
            if row[name] is not None:
                more[str(row["document"])][name].add(str(row[name]))
    for iri, article in articles.items():
        found = more[iri]
        properties = {
            "title": [article.title],
            "fileName": [article.source],
            "bodyText": sorted(found["content"]),
            "author": sorted(found["author"]),
            "language": [_LANGUAGES.get(name, name) for name in sorted(found["language"])],
            "publishedAt": [article.published.isoformat()] if article.published else [],
            "publisher": [article.publisher] if article.publisher else [],
            "sourceUrl": [article.url] if article.url else [],
        }
        yield _line(ftm_id(iri), "Article", properties)


def _mentions(
    store: "Selects", articles: Mapping[str, "DocumentRow"], schemata: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    document_of = {article.text: iri for iri, article in articles.items()}
    legal = {"Person", "Organization", "PublicBody", "Company"}
    for row in store.select(_MENTIONS):
        entity, text = str(row["entity"]), str(row["text"])
        if schemata.get(entity) in legal and text in document_of:
            properties = {
                "document": [ftm_id(document_of[text])],
                "name": [str(row["name"])],
                "resolved": [ftm_id(entity)],
                "detectedSchema": [schemata[entity]],
            }
            yield _line(ftm_id(str(row["mention"])), "Mention", properties)


def _line(entity_id: str, schema: str, properties: Mapping[str, Iterable[str]]) -> tuple[str, str]:
    kept = {
        name: sorted({clean(value) for value in values})
        for name, values in properties.items()
        if values
    }
    entity = {"id": entity_id, "schema": schema, "properties": kept}
    return entity_id, json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n"
