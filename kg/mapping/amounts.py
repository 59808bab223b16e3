"""Sums, quantities and dates as quads, each at its place in the text."""

from collections.abc import Sequence
from datetime import date

from kg.mapping.graph import GraphBuilder, Position, day, decimal, string
from kg.model import Amount, DateExpression
from kg.vocab import KG, SCHEMA


def map_amounts(amounts: Sequence[Amount], builder: GraphBuilder, position: Position) -> None:
    """Describe each sum of money (with a currency) and each quantity (without)."""
    for amount in amounts:
        map_amount(amount, builder, position)


def map_amount(amount: Amount, builder: GraphBuilder, position: Position) -> str:
    """Describe an amount in full units and return its node."""
    node, add = position.part("amount", amount.start, amount.end), builder.add
    builder.add_type(node, KG + ("Amount" if amount.currency else "Quantity"))
    for name, number in (
        ("value", amount.value),
        ("minValue", amount.min_value),
        ("maxValue", amount.max_value),
    ):
        if number is not None:
            add(node, SCHEMA + name, decimal(number))
    add(node, KG + "qualifier", string(amount.qualifier))
    add(node, KG + "rawText", string(amount.text))
    if amount.currency:
        add(node, SCHEMA + "currency", string(amount.currency))
    if amount.unit:
        add(node, SCHEMA + "unitText", string(amount.unit))
    if amount.counted:
        builder.add_name(node, KG + "counted", amount.counted)
    if amount.period:
        add(node, KG + "period", string(amount.period))
    return node


def map_dates(dates: Sequence[DateExpression], builder: GraphBuilder, position: Position) -> None:
    """Describe each date expression."""
    for expression in dates:
        map_date(expression, builder, position)


def map_date(expression: DateExpression, builder: GraphBuilder, position: Position) -> str:
    """Describe a date expression, with the days that it can mean, and return its node."""
    node = position.part("date", expression.start, expression.end)
    builder.add_type(node, KG + "DateExpression")
    builder.add(node, KG + "rawText", string(expression.text))
    builder.add(node, KG + "precision", string(expression.precision))
    if expression.value:
        builder.add(node, KG + "dateValue", string(expression.value))
    map_days(node, expression.first, expression.last, builder)
    return node


def map_days(node: str, first: date | None, last: date | None, builder: GraphBuilder) -> None:
    """State a first and a last day.

    Always whole days: SPARQL does not compare an xsd:date with a month or a year.
    """
    if first is not None:
        builder.add(node, SCHEMA + "startDate", day(first))
    if last is not None:
        builder.add(node, SCHEMA + "endDate", day(last))


def map_validity(node: str, expression: DateExpression, builder: GraphBuilder) -> None:
    """State since and until when something holds.

    "2026" says when it began or was; only a period, or an end alone, says when it ends.
    """
    ends = expression.precision == "range" or expression.first is None
    map_days(node, expression.first, expression.last if ends else None, builder)
