"""The document, its text and its mentions as quads."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from kg.iri import BASE, digest
from kg.mapping.graph import (
    GraphBuilder,
    Position,
    confidence,
    day,
    integer,
    string,
    tagged,
)
from kg.mapping.roles import map_role
from kg.model import Analysis, Document, Link, Mention
from kg.vocab import KG, OA, PROV, SCHEMA


def map_document(
    document: Document, run_node: str, builder: GraphBuilder, position: Position
) -> None:
    """Describe the document, the exact text that offsets refer to, and who made its graph."""
    node, text_node, add = document.iri, position.text_node, builder.add
    builder.add_type(node, SCHEMA + "NewsArticle")
    add(node, SCHEMA + "headline", tagged(document.title or document.source, document.language))
    add(node, SCHEMA + "inLanguage", string(document.language))
    add(node, KG + "sourceLocation", string(document.source))
    add(node, KG + "hasText", text_node)
    if document.published:
        add(node, SCHEMA + "datePublished", day(document.published))
    if document.url:
        builder.add_iri(node, SCHEMA + "url", document.url)
    if document.publisher:
        add(node, KG + "publisherName", string(document.publisher))
    for author in document.authors:
        add(node, KG + "authorName", string(author))
    map_history(document, builder, position)
    builder.add_type(text_node, KG + "TextSnapshot")
    add(text_node, KG + "sha256", string(document.sha256))
    add(text_node, KG + "length", integer(len(document.text)))
    add(text_node, KG + "text", string(document.text))
    if document.pages:
        starts = " ".join(map(str, document.pages))
        add(text_node, KG + "pageStarts", string(starts))
    add(builder.graph, PROV + "wasGeneratedBy", run_node)


def map_history(document: Document, builder: GraphBuilder, position: Position) -> None:
    """Note where else the text was found, and which texts stood there before, with their dates."""
    for place in document.further:
        builder.add(document.iri, KG + "furtherSource", string(place))
    for text in document.earlier:
        builder.add(position.text_node, PROV + "wasRevisionOf", text.node)
        builder.add_type(text.node, KG + "EarlierText")
        builder.add(text.node, KG + "sha256", string(text.sha256))
        if text.published:
            builder.add(text.node, SCHEMA + "datePublished", day(text.published))


def map_mentions(
    analysis: Analysis, links: Sequence[Link], builder: GraphBuilder, position: Position
) -> None:
    """Describe each mention: where it stands, its label, and what it denotes where that is known.

    A mention that denotes nothing we know (a person rejected it, or a sum without a number) has
    no body.
    """
    by_mention = {link.mention: link for link in links}
    sentence_at = _finder(analysis.sentences)
    body_of = _bodies(analysis, builder, position)
    for index, mention in enumerate(analysis.mentions):
        span = position.span(mention.span.start, mention.span.end)
        node = f"{BASE}id/ann/{digest('ann', span, mention.label)}"
        builder.add_type(node, KG + "Mention")
        builder.add(node, OA + "hasTarget", span)
        builder.add(node, KG + "nerLabel", string(mention.label))
        if mention.score < 1:
            builder.add(node, KG + "confidence", confidence(mention.score))
        if sentence := sentence_at(mention.span.start, mention.span.end):
            builder.add(node, KG + "inSentence", position.span(sentence.start, sentence.end))
        if link := by_mention.get(index):
            _map_link(node, link, builder)
        elif body := body_of(mention):
            builder.add(node, OA + "hasBody", body)


def _map_link(node: str, link: Link, builder: GraphBuilder) -> None:
    if link.entity is None:
        return
    builder.add(node, OA + "hasBody", link.entity.iri)
    builder.add(node, KG + "linkConfidence", confidence(link.score))
    if link.entity.status == "ambiguous":
        for candidate in link.candidates:
            builder.add(node, KG + "candidate", candidate.entity.iri)


def _bodies(
    analysis: Analysis, builder: GraphBuilder, position: Position
) -> Callable[[Mention], str | None]:
    amount_at, date_at = _finder(analysis.amounts), _finder(analysis.dates)

    def body(mention: Mention) -> str | None:
        start, end = mention.span.start, mention.span.end
        if mention.label == "ROLE":
            return map_role(mention.text, builder)
        if mention.label == "DATE":
            date = date_at(start, end)
            return position.part("date", date.start, date.end) if date else None
        amount = amount_at(start, end)
        return position.part("amount", amount.start, amount.end) if amount else None

    return body


class _Ranged(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_R = TypeVar("_R", bound=_Ranged)


def _finder(ranges: Sequence[_R]) -> Callable[[int, int], _R | None]:
    """Return what finds the last of some disjoint ranges that overlaps with another one."""
    ordered = sorted(ranges, key=lambda found: found.start)
    starts = [found.start for found in ordered]

    def find(start: int, end: int) -> _R | None:
        place = bisect_left(starts, end) - 1
        return ordered[place] if place >= 0 and ordered[place].end > start else None

    return find
