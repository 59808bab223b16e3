"""Facts as quads: a statement with its evidence, and the direct triple of a factual one."""

from collections import defaultdict
from collections.abc import Sequence

from kg.iri import BASE, digest
from kg.mapping.amounts import map_amount, map_date, map_validity
from kg.mapping.graph import GraphBuilder, Position, confidence, day, german, string
from kg.mapping.roles import map_role
from kg.model import Document, Fact
from kg.text import fold
from kg.vocab import DCTERMS, KG, ORG, PROV, RDF


def map_facts(
    document: Document,
    facts: Sequence[Fact],
    run_node: str,
    builder: GraphBuilder,
    position: Position,
) -> None:
    """State each fact once; what the document says twice keeps the evidence of both places.

    Only a factual fact becomes a direct triple, so that a plan never answers as if it were done.
    """
    same: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        same[_statement_iri(document, fact)].append(fact)
    for node, group in same.items():
        best = max(group, key=lambda fact: fact.confidence)
        _map_statement(node, best, document, run_node, builder)
        for fact in group:
            for span in fact.evidence:
                builder.add(node, KG + "evidence", position.span(span.start, span.end))
        _map_qualifiers(node, best, document, builder, position)
        if best.modality == "factual":
            builder.add(best.subject.iri, KG + best.predicate, best.object.iri)


def _statement_iri(document: Document, fact: Fact) -> str:
    parts = (
        document.iri,
        fact.subject.iri,
        fact.predicate,
        fact.object.iri,
        fact.modality,
        fold(fact.role or ""),
        f"{fact.amount.start},{fact.amount.end}" if fact.amount else "",
        (fact.valid and fact.valid.value) or "",
        fold(fact.share or ""),
    )
    return f"{BASE}id/stmt/{digest('stmt', *parts)}"


def _map_statement(
    node: str, fact: Fact, document: Document, run_node: str, builder: GraphBuilder
) -> None:
    add = builder.add
    builder.add_type(node, KG + "Statement")
    add(node, RDF + "subject", fact.subject.iri)
    add(node, RDF + "predicate", KG + fact.predicate)
    add(node, RDF + "object", fact.object.iri)
    add(node, KG + "modality", KG + fact.modality.capitalize())
    add(node, KG + "confidence", confidence(fact.confidence))
    add(node, DCTERMS + "source", document.iri)
    add(node, PROV + "wasGeneratedBy", run_node)
    if fact.rule:
        add(node, KG + "rule", string(fact.rule))


def _map_qualifiers(
    node: str, fact: Fact, document: Document, builder: GraphBuilder, position: Position
) -> None:
    add = builder.add
    as_of = fact.as_of or document.published
    if as_of:
        add(node, KG + "asOf", day(as_of))
    if fact.valid:
        add(node, KG + "valid", map_date(fact.valid, builder, position))
        map_validity(node, fact.valid, builder)
    if fact.via:
        add(node, KG + "via", fact.via.iri)
    if fact.attributed_to:
        add(node, KG + "attributedTo", fact.attributed_to.iri)
    if fact.share:
        add(node, KG + "share", string(fact.share))
    if fact.amount:
        _map_money(node, fact, builder, position)
    if fact.purpose:
        add(node, KG + "purposeText", german(fact.purpose))
    if fact.predicate == "holdsRole" or (fact.role and fact.predicate == "memberOf"):
        _map_role(node, fact, document, builder)
    elif fact.role:  # the part that somebody plays in an event, a project, a plan
        add(node, KG + "roleLabel", german(fact.role))


def _map_money(node: str, fact: Fact, builder: GraphBuilder, position: Position) -> None:
    if fact.amount is None:
        return
    amount = map_amount(fact.amount, builder, position)
    builder.add(node, KG + "amount", amount)
    if fact.purpose:
        builder.add(amount, KG + "purposeText", german(fact.purpose))


def _map_role(node: str, fact: Fact, document: Document, builder: GraphBuilder) -> None:
    """Make the role a membership; one without an organisation where the text names none."""
    role, body = fact.role or fact.object.name, fact.object.iri if fact.role else ""
    role_node = map_role(role, builder)
    builder.add(node, KG + "roleLabel", german(role))
    if fact.modality != "factual":
        return
    key = digest("membership", fact.subject.iri, body, fold(role))
    membership, add = f"{BASE}id/membership/{key}", builder.add
    builder.add_type(membership, ORG + "Membership")
    add(membership, ORG + "member", fact.subject.iri)
    if body:
        add(membership, ORG + "organization", body)
    add(membership, ORG + "role", role_node)
    add(membership, KG + "roleLabel", german(role))
    if as_of := fact.as_of or document.published:
        add(membership, KG + "asOf", day(as_of))
    if fact.valid:
        map_validity(membership, fact.valid, builder)
    add(node, KG + "membership", membership)
