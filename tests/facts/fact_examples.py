"""Documents written by hand: text with "[[Jülich|LOC]]" marks, relations by the words they join."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brackets import read_marked

from kg.facts import ResolveCompound, build_facts
from kg.iri import document_iri, new_entity_iri
from kg.model import (
    Amount,
    Analysis,
    DateExpression,
    Document,
    Entity,
    Fact,
    Link,
    Mention,
    Modality,
    Relation,
    Span,
)
from kg.nlp.nominals import nominal_relations, nominals
from kg.vocab import ENTITY_TYPES, LABEL_TYPES

_SENTENCE = re.compile(r"[^\n]+?(?:(?<!\d)(?<!Mio)(?<!Mrd)[.!?][“]?(?= [A-ZÄÖÜ„])|(?=\n)|$)")
_DAY = date(2025, 10, 21)


@dataclass(frozen=True)
class Example:
    analysis: Analysis
    links: tuple[Link, ...]

    def facts(self, resolve_compound: ResolveCompound = lambda _: None) -> tuple[Fact, ...]:
        return build_facts(self.analysis, self.links, resolve_compound=resolve_compound)


Given = tuple[str, str, str] | tuple[str, str, str, Modality]


def example(marked: str, *given: Given, title: str = "Ohne Titel") -> Example:
    """Build an analysis; `given` are (relation, words of head, words of child[, modality])."""
    text, mentions = read_marked(marked)
    names = [m.text for m in mentions]
    relations = tuple(
        Relation(g[0], names.index(g[1]), names.index(g[2]), g[3] if len(g) > 3 else "factual", 0.9)
        for g in given
    )
    return Example(_analysis(text, title, mentions, relations), _links(mentions))


def _analysis(
    text: str, title: str, mentions: Sequence[Mention], relations: tuple[Relation, ...]
) -> Analysis:
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(document_iri(digest), text, title, "a.txt", digest, _DAY)
    sentences = tuple(
        Span(m.start() + len(m[0]) - len(m[0].lstrip()), m.end())
        for m in _SENTENCE.finditer(text)
        if m[0].strip()
    )
    amounts = tuple(
        Amount(m.span.start, m.span.end, m.text, value=Decimal(1), currency=currency)
        for m in mentions
        if (currency := {"MONEY": "EUR", "QUANTITY": None}.get(m.label, "")) != ""
    )
    dates = tuple(
        DateExpression(m.span.start, m.span.end, m.text, "2025-10-21", "day", _DAY, _DAY)
        for m in mentions
        if m.label == "DATE"
    )
    found = nominals(text, mentions)
    return Analysis(
        document,
        sentences,
        tuple(mentions),
        amounts,
        dates,
        relations,
        found,
        nominal_relations(text, sentences, mentions, found),
    )


def entity(name: str, label: str = "ORG") -> Entity:
    kind = LABEL_TYPES[label]  # type: ignore[index]
    return Entity(new_entity_iri(ENTITY_TYPES[kind][0], name), kind, name)


def _links(mentions: Sequence[Mention]) -> tuple[Link, ...]:
    return tuple(
        Link(i, entity(m.text, m.label)) for i, m in enumerate(mentions) if m.label in LABEL_TYPES
    )


def short(facts: Sequence[Fact]) -> set[tuple[str, str, str]]:
    """Return facts as (subject, predicate, object) names."""
    return {(f.subject.name, f.predicate, f.object.name) for f in facts}


def roundtable() -> Example:
    return example(
        "Fachgespräch zu Wasserstoffnetzen in Wien\n\n[[21.10.2025|DATE]]\n\n"
        "Die [[Europäische Kommission|ORG]] plant hohe Investitionen: Rund "
        "[[sieben Milliarden Euro|MONEY]] sollen investiert werden, um drei sogenannte "
        "„Wasserstoff-Hubs“ zu schaffen. Darüber diskutierten wir bei einem Fachgespräch in "
        "[[Wien|LOC]] mit [[Ilse Brandt|PER]], [[Stellvertretende Generaldirektorin|ROLE]] der "
        "[[DG Energie|ORG]] und dem [[EVP-Europaabgeordneten|ROLE]] [[Ole Kurz|PER]]. Eröffnet "
        "wurde die Veranstaltung von [[Lea Sommer|PER]], [[Leiterin|ROLE]] unseres "
        "[[Fachforums Energie|ORG]].",
        ("pays", "Europäische Kommission", "sieben Milliarden Euro", "planned"),
        ("role_holder", "Ilse Brandt", "Stellvertretende Generaldirektorin"),
        ("role_at", "Stellvertretende Generaldirektorin", "DG Energie"),
        ("role_holder", "Ole Kurz", "EVP-Europaabgeordneten"),
        ("role_holder", "Lea Sommer", "Leiterin"),
        ("role_at", "Leiterin", "Fachforums Energie"),
        title="Fachgespräch zu Wasserstoffnetzen in Wien",
    )
