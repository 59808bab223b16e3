"""What all network files share: clean text, typed columns, one fixed order.

Networks may come from anywhere, so values are taken as they are: None is left out, dates become
ISO 8601, collections one string, and characters that XML 1.0 forbids are dropped.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from kg.errors import ExportError

if TYPE_CHECKING:
    import networkx as nx

Type = Literal["boolean", "integer", "long", "double", "string"]
Plain = str | int | float | bool

# https://www.w3.org/TR/xml/#charsets, less the C1 controls, which it discourages
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INT32, _INT64 = 2**31, 2**63
_SEPARATOR = " | "


class Edge(NamedTuple):
    """One edge in file order; `kind` tells parallel edges apart."""

    source: str
    target: str
    kind: str | None
    data: Mapping[str, Any]


def clean(text: str) -> str:
    """Return the text without the characters that XML 1.0 forbids."""
    return FORBIDDEN.sub("", text) if FORBIDDEN.search(text) else text


def plain(value: object) -> Plain | None:
    """Return the value as files know it; None where there is nothing to write."""
    match value:
        case str():
            return clean(value)
        case bool() | int() | float() | None:
            return value
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case datetime() | date():
            return value.isoformat()
        case Set():
            return _joined(sorted(value, key=str))
        case list() | tuple():
            return _joined(value)
        case _:
            return _number(value)


def _joined(values: Iterable[object]) -> str | None:
    return _SEPARATOR.join(str(plain(value)) for value in values if value is not None) or None


def _number(value: object) -> Plain:
    # numpy's scalars are neither int nor float, but give one
    item = getattr(value, "item", None)
    taken = item() if callable(item) else str(value)
    return taken if isinstance(taken, bool | int | float) else clean(str(taken))


def column_types(rows: Iterable[Mapping[str, Any]]) -> dict[str, Type]:
    """Return the columns of some attribute mappings, sorted by name, each with its narrowest type.

    Mixed integers and floats are doubles, any other mixture is text. A column that is always None
    is left out.
    """
    found: dict[str, Type] = {}
    for row in rows:
        for name, value in row.items():
            kind = _EXACT.get(type(value))
            if kind is None:
                kind = _integer(value) if type(value) is int else _type(value)
            if kind is not None and found.get(name) != kind:
                found[name] = _common(found[name], kind) if name in found else kind
    return {str(name): found[name] for name in sorted(found, key=str)}


# Most values are of these exact classes; asking here first halves the time.
_EXACT: Mapping[type, Type] = {str: "string", float: "double", bool: "boolean"}


def _type(value: object) -> Type | None:
    simple = plain(value)
    match simple:
        case None:
            return None
        case bool():
            return "boolean"
        case int():
            return _integer(simple)
        case float():
            return "double"
        case _:
            return "string"


def _integer(value: int) -> Type:
    if -_INT32 <= value < _INT32:
        return "integer"
    return "long" if -_INT64 <= value < _INT64 else "double"


_NUMBERS: tuple[Type, ...] = ("integer", "long", "double")


def _common(one: Type, other: Type) -> Type:
    if one in _NUMBERS and other in _NUMBERS:
        return max(one, other, key=_NUMBERS.index)
    return "string"


def text_of(value: object, kind: Type) -> str | None:
    """Return a value as the text of its column; None where there is nothing to write."""
    simple = plain(value)
    if simple is None:
        return None
    if isinstance(simple, bool):
        return "true" if simple else "false"
    if kind == "double":
        return _double(float(simple))
    return str(simple)


def _double(value: float) -> str:
    # Java's names for what is no number: Gephi, yEd and Cytoscape parse with Double.parseDouble.
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(value)


def sorted_nodes(network: "nx.Graph") -> dict[Any, str]:
    """Return each node with its id in files, sorted by id.

    Raises:
        ExportError: two nodes have the same id as text.
    """
    ids = {node: clean(str(node)) for node in network}
    ordered = dict(sorted(ids.items(), key=lambda item: item[1]))
    if len(set(ordered.values())) < len(ordered):
        raise ExportError("two nodes have the same id once written as text; rename one of them")
    return ordered


def sorted_edges(network: "nx.Graph", ids: dict[Any, str]) -> Iterator[Edge]:
    """Yield each edge once, sorted by source, target and kind; only one node's edges at a time.

    An undirected edge stands at its first node in file order.
    """
    rank = {node: position for position, node in enumerate(ids)}
    nodes, targets = list(ids), list(ids.values())
    multigraph = network.is_multigraph()
    # Plain dicts: the views of networkx would take twice as long.
    adjacency = dict(network.adjacency())
    for mine, (node, source) in enumerate(ids.items()):
        neighbours = adjacency[node]
        first = 0 if network.is_directed() else mine
        for place in sorted(p for other in neighbours if (p := rank[other]) >= first):
            target, data = targets[place], neighbours[nodes[place]]
            if not multigraph:
                yield Edge(source, target, _kind(data), data)
                continue
            for key in sorted(data, key=str):
                kind = key if isinstance(key, str) else _kind(data[key])
                yield Edge(source, target, kind, data[key])


def _kind(data: Mapping[str, Any]) -> str | None:
    kind = data.get("predicate")
    return kind if isinstance(kind, str) else None
