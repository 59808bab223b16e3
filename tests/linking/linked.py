"""Link a text by hand: `[[Merz|PER]]` marks mentions, `(PER>ROLE)` pairs come as relations."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from kg.iri import document_iri
from kg.linking import Decisions, KnowledgeBase, Linker, load_kb
from kg.model import Analysis, Document, Entity, Link, Relation, Span
from tests.brackets import read_marked


@cache
def kb() -> KnowledgeBase:
    return load_kb()


@cache
def linker() -> Linker:
    return Linker(kb())


def analysis(
    marked: str,
    *,
    name: str = "text",
    published: date | None = date(2025, 11, 3),
    relations: Sequence[tuple[str, str, str]] = (),
) -> Analysis:
    """One sentence per line; a relation names its ends by their first mention's text."""
    text, found = read_marked(marked)
    index = {}
    for i, mention in enumerate(found):
        index.setdefault(mention.text, i)
    document = Document(
        document_iri(name), text, name, f"{name}.txt", hashlib.sha256(text.encode()).hexdigest(),
        published,
    )  # fmt: skip
    return Analysis(
        document,
        tuple(Span(*line.span()) for line in re.finditer(r"[^\n]+", text)),
        tuple(found),
        relations=tuple(Relation(n, index[a], index[b]) for n, a, b in relations),
    )


def links(marked: str, *, decisions: Decisions | None = None, **more: object) -> list[Link]:
    used = linker() if decisions is None else Linker(kb(), decisions)
    return list(used.link(analysis(marked, **more)))  # type: ignore[arg-type]


def entities(marked: str, **more: object) -> list[Entity]:
    """The entity of each mention, in text order."""
    return [link.entity for link in links(marked, **more) if link.entity is not None]  # type: ignore[arg-type]


def ids(marked: str, **more: object) -> list[str]:
    """The knowledge-base id of each mention, "" for a new thing, "?" where it is left open."""
    signs = {"new": "", "ambiguous": "?"}
    return [signs.get(e.status, e.iri.rsplit("/", 1)[-1]) for e in entities(marked, **more)]
