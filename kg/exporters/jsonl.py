"""One JSON object per document: the text, its mentions, amounts, dates and facts.

Offsets are half-open ranges of code points into `text`. Sums are numbers in full units. Keys that
do not apply are left out.
"""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from kg.model import Amount, Analysis, DateExpression, Entity, Fact, Link, Mention

Record = dict[str, Any]


def to_jsonl(analysis: Analysis, links: Sequence[Link], facts: Sequence[Fact]) -> str:
    """Return what was found in a document as one line of JSON with its newline."""
    return json.dumps(to_record(analysis, links, facts), ensure_ascii=False) + "\n"


def to_record(analysis: Analysis, links: Sequence[Link], facts: Sequence[Fact]) -> Record:
    """Return what was found in a document as plain values that JSON can hold."""
    document = analysis.document
    by_mention = {link.mention: link for link in links}
    mentions = [_mention(m, by_mention.get(i)) for i, m in enumerate(analysis.mentions)]
    return {
        "document": document.iri,
        "source": document.source,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "text": document.text,
        "mentions": mentions,
        "amounts": [_amount(amount) for amount in analysis.amounts],
        "dates": [_date(expression) for expression in analysis.dates],
        "facts": [_fact(fact, document.text) for fact in facts],
    }


def _mention(mention: Mention, link: Link | None) -> Record:
    record: Record = {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "label": mention.label,
    }
    if link is not None and link.entity is not None:
        entity = link.entity
        record["entity"] = {**_entity(entity), "type": entity.type, "status": entity.status}
        record["score"] = link.score
    return record


def _entity(entity: Entity) -> Record:
    return {"name": entity.name, "iri": entity.iri}


def _amount(amount: Amount) -> Record:
    return _present(
        start=amount.start,
        end=amount.end,
        text=amount.text,
        value=_number(amount.value),
        min_value=_number(amount.min_value),
        max_value=_number(amount.max_value),
        currency=amount.currency,
        unit=amount.unit,
        counted=amount.counted,
        qualifier=amount.qualifier,
        period=amount.period,
    )


def _date(expression: DateExpression) -> Record:
    return _present(
        start=expression.start,
        end=expression.end,
        text=expression.text,
        value=expression.value,
        precision=expression.precision,
        first=expression.first.isoformat() if expression.first else None,
        last=expression.last.isoformat() if expression.last else None,
    )


def _fact(fact: Fact, text: str) -> Record:
    date = fact.valid.value if fact.valid and fact.valid.value else None
    return _present(
        subject=_entity(fact.subject),
        predicate=fact.predicate,
        object=_entity(fact.object),
        role=fact.role,
        amount=_amount(fact.amount) if fact.amount else None,
        share=fact.share,
        purpose=fact.purpose,
        via=_entity(fact.via) if fact.via else None,
        date=date or (fact.as_of.isoformat() if fact.as_of else None),
        as_of=fact.as_of.isoformat() if fact.as_of else None,
        attributed_to=_entity(fact.attributed_to) if fact.attributed_to else None,
        modality=fact.modality,
        confidence=fact.confidence,
        rule=fact.rule or None,
        evidence=[
            {"start": s.start, "end": s.end, "text": text[s.start : s.end]} for s in fact.evidence
        ],
    )


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _present(**values: object) -> Record:
    return {key: value for key, value in values.items() if value is not None}
