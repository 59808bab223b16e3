"""Names of the ontology: namespaces, entity types, relation and predicate names.

`ontologies/kg.ttl` is the reference; a test holds the two together.
"""

KG = "https://w3id.org/kgde/ontology#"
SCHEMA = "https://schema.org/"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCTERMS = "http://purl.org/dc/terms/"

PREFIXES = {
    "kg": KG, "schema": SCHEMA, "org": ORG, "prov": PROV, "oa": OA, "skos": SKOS, "rdf": RDF,
    "rdfs": RDFS, "owl": OWL, "xsd": XSD, "dcterms": DCTERMS,
}  # fmt: skip

# Entity type → (IRI path segment, queried class). Each entity node carries exactly one of these.
ENTITY_TYPES = {
    "Person": ("person", SCHEMA + "Person"),
    "Organization": ("org", SCHEMA + "Organization"),
    "Place": ("place", SCHEMA + "Place"),
    "Facility": ("facility", KG + "Facility"),
    "Event": ("event", SCHEMA + "Event"),
    "FundingInstrument": ("instrument", KG + "FundingInstrument"),
    "Project": ("project", KG + "Project"),
    "Legislation": ("law", SCHEMA + "Legislation"),
    "Topic": ("topic", KG + "Topic"),
    "Role": ("role", ORG + "Role"),
}
LABEL_TYPES = {
    "PER": "Person", "ORG": "Organization", "LOC": "Place", "LAW": "Legislation",
    "PROG": "FundingInstrument", "EVENT": "Event",
}  # fmt: skip

RELATIONS = (
    "same_as", "role_holder", "role_at", "member_of", "affiliated_with", "part_of", "located_in",
    "event_date", "participates", "organizes", "pays", "pays_for", "cost_of", "quantity_of",
    "date_of", "owns", "cooperates_with", "commissions", "runs",
    "demands", "supports", "opposes",
    "meets",
)  # fmt: skip

# Predicates of facts: local names in the KG namespace.
PREDICATES = (
    "memberOf", "holdsRole", "affiliatedWith", "partOf", "locatedIn", "participatesIn", "organizes",
    "takesPlaceIn", "funds", "receives", "costs", "owns", "cooperatesWith", "commissions", "runs",
    "demands",
    "supports", "opposes", "meets", "about", "succeeds",
)  # fmt: skip
