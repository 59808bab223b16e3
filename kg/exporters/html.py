"""One self-contained page: the article with its names marked, beside it the facts it states.

No script and nothing from the net: colours, sentence targets and the legend are CSS. A fact links
to the sentence that says it, and the sentence lights up.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from kg.exporters.page import PAGE, STYLE
from kg.model import LABELS, Amount, Analysis, Document, Entity, Fact, Link, Mention, Span

_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Roles and memberships", ("memberOf", "holdsRole", "affiliatedWith", "succeeds")),
    ("Money", ("funds", "receives", "costs")),
    ("Events", ("participatesIn", "organizes", "takesPlaceIn", "meets")),
    ("Positions", ("demands", "supports", "opposes")),
)
_VERBS = {
    "memberOf": "belongs to", "holdsRole": "is", "affiliatedWith": "works with",
    "succeeds": "succeeds", "funds": "funds", "receives": "receives money for",
    "costs": "has", "participatesIn": "takes part in", "organizes": "organises",
    "takesPlaceIn": "takes place in", "meets": "meets", "demands": "demands",
    "supports": "supports", "opposes": "opposes", "partOf": "is part of",
    "locatedIn": "lies in", "owns": "owns", "cooperatesWith": "works together with",
    "commissions": "commissions", "runs": "runs", "about": "is about",
}  # fmt: skip


def to_html(analysis: Analysis, links: Sequence[Link], facts: Sequence[Fact]) -> str:
    """Return the page of one document."""
    document = analysis.document
    return PAGE.format(
        language=escape(document.language),
        title=escape(document.title or document.source),
        style=STYLE,
        byline=_byline(document),
        legend=_legend(analysis.mentions),
        article=_article(analysis, links, facts),
        facts=_fact_list(facts, document) or "<p>No facts found.</p>",
        count=len(facts),
    )


def _byline(document: Document) -> str:
    parts = [document.published.isoformat() if document.published else "", document.publisher or ""]
    if document.url and document.url.startswith(("http://", "https://")):
        parts.append(f'<a href="{escape(document.url)}">{escape(document.url)}</a>')
    elif document.source:
        parts.append(escape(document.source))
    parts[1] = escape(parts[1])
    return " · ".join(part for part in parts if part)


def _legend(mentions: Iterable[Mention]) -> str:
    found = [mention.label for mention in mentions]
    return "".join(
        f'<span class="{label}">{label} <b>{found.count(label)}</b></span>'
        for label in LABELS
        if label in found
    )


def _article(analysis: Analysis, links: Sequence[Link], facts: Sequence[Fact]) -> str:
    """Render line by line; sentences that carry facts become targets, mentions become marks."""
    document, text = analysis.document, analysis.document.text
    evidence = sorted({span for fact in facts for span in fact.evidence})
    titles = _titles(analysis, links)
    lines, position = [], 0
    for line in text.split("\n"):
        span = (position, position + len(line))
        position += len(line) + 1
        if not line.strip():
            continue
        tag = "h2" if line.strip("•*# ").strip() == document.title.strip() else "p"
        content = "".join(_line(text, span, evidence, analysis.mentions, titles))
        lines.append(f"<{tag}>{content}</{tag}>")
    return "\n".join(lines)


def _line(
    text: str,
    line: tuple[int, int],
    evidence: Sequence[Span],
    mentions: Sequence[Mention],
    titles: dict[int, str],
) -> Iterator[str]:
    position, end = line
    for span in evidence[bisect_right(evidence, position, key=lambda found: found.end) :]:
        start, stop = max(span.start, position), min(span.end, end)
        if start >= stop:
            break
        yield _marked(text, position, start, mentions, titles)
        inner = _marked(text, start, stop, mentions, titles)
        # The id belongs to the first line of a sentence that a line break divides.
        anchor = f' id="s{span.start}"' if start == span.start else ""
        yield f'<span class="says"{anchor}>{inner}</span>'
        position = stop
    yield _marked(text, position, end, mentions, titles)


def _marked(
    text: str, start: int, end: int, mentions: Sequence[Mention], titles: dict[int, str]
) -> str:
    parts, position = [], start
    for index in range(bisect_right(mentions, start, key=_end), len(mentions)):
        mention = mentions[index]
        if mention.span.start >= end:
            break
        first, last = max(mention.span.start, position), min(mention.span.end, end)
        if first >= last:
            continue
        parts.append(escape(text[position:first]))
        title = escape(titles.get(index, mention.label))
        inner = escape(text[first:last])
        parts.append(f'<mark class="{mention.label}" title="{title}">{inner}</mark>')
        position = last
    parts.append(escape(text[position:end]))
    return "".join(parts)


def _end(mention: Mention) -> int:
    return mention.span.end


def _titles(analysis: Analysis, links: Sequence[Link]) -> dict[int, str]:
    """Return what the pointer shows over a mention: the entity, the sum, the date."""
    titles = {
        link.mention: f"{link.entity.name} ({link.entity.status})" for link in links if link.entity
    }
    sums = {amount.start: _sum(amount) for amount in analysis.amounts}
    days = {date.start: date.value for date in analysis.dates if date.value}
    for index, mention in enumerate(analysis.mentions):
        known = sums.get(mention.span.start) or days.get(mention.span.start)
        if known:
            titles[index] = known
    return titles


def _sum(amount: Amount) -> str:
    unit = amount.currency or amount.unit or amount.counted or ""
    low, high = amount.min_value, amount.max_value
    if amount.value is not None:
        number = f"{amount.value:,f}"
    elif low is not None and high is not None:
        number = f"{low:,f} – {high:,f}"
    elif low is not None or high is not None:
        number = f"≥ {low:,f}" if low is not None else f"≤ {high:,f}"
    else:
        number = amount.text
    return f"{number} {unit}".strip() + (" (approx.)" if amount.qualifier == "approx" else "")


def _fact_list(facts: Sequence[Fact], document: Document) -> str:
    sections = []
    named = {predicate for _, predicates in _KINDS for predicate in predicates}
    rest = tuple(sorted({fact.predicate for fact in facts} - named))
    for title, predicates in (*_KINDS, ("More", rest)):
        items = [_fact(fact, document) for fact in facts if fact.predicate in predicates]
        if items:
            sections.append(f"<h3>{title}</h3>\n<ul>\n{''.join(items)}</ul>")
    return "\n".join(sections)


def _fact(fact: Fact, document: Document) -> str:
    verb = _VERBS.get(fact.predicate, fact.predicate)
    head = f"{_name(fact.subject)} <i>{escape(verb)}</i> {_name(fact.object)}"
    notes = "".join(f"<span>{escape(note)}</span>" for note in _notes(fact))
    target = fact.evidence[0].start
    quotes = " … ".join(document.text[s.start : s.end] for s in fact.evidence)
    return (
        f'<li class="{fact.modality}"><div>{head}</div><div class="notes">{notes}</div>'
        f'<a href="#s{target}">{escape(" ".join(quotes.split()))}</a></li>\n'
    )


def _name(entity: Entity) -> str:
    return (
        f'<b class="{escape(entity.type)}" title="{escape(entity.iri)}">{escape(entity.name)}</b>'
    )


def _notes(fact: Fact) -> Iterator[str]:
    if fact.modality != "factual":
        yield fact.modality
    if fact.role:
        yield fact.role
    if fact.amount:
        yield fact.amount.text
    if fact.share:
        yield fact.share
    if fact.via:
        yield f"through {fact.via.name}"
    if fact.purpose and fact.purpose != fact.object.name:
        yield f"for {fact.purpose}"
    if fact.valid:
        yield fact.valid.text
    if fact.attributed_to:
        yield f"says {fact.attributed_to.name}"
    yield f"{fact.confidence:.0%}"
