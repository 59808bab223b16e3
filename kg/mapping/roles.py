"""Roles as quads: the office as written, one node per wording."""

from kg.iri import new_entity_iri
from kg.mapping.graph import GraphBuilder
from kg.vocab import ORG, SKOS


def map_role(label: str, builder: GraphBuilder) -> str:
    """Describe a role and return its node; wordings that differ in case are one role."""
    name = " ".join(label.split())
    node = new_entity_iri("role", name)
    builder.add_type(node, ORG + "Role")
    builder.add_name(node, SKOS + "prefLabel", name)
    return node
