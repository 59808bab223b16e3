"""What all network files share: clean text, typed columns, one fixed order.

Networks may come from anywhere, so values are taken as they are: None is left out, dates become
ISO 8601, collections one string, and characters that XML 1.0 forbids are dropped.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from kg.errors import ExportError

if TYPE_CHECKING:
    import networkx as nx

Type = Literal["boolean", "integer", "long", "double", "string"]
Plain = str | int | float | bool

# https://www.w3.org/TR/xml/#charsets, less the C1 controls, which it discourages
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INT32, _INT64 = 2**31, 2**63
_SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class Edge:
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
            kind = _type(value)
            if kind is not None and found.get(name) != kind:
                found[name] = _common(found[name], kind) if name in found else kind
    return {str(name): found[name] for name in sorted(found, key=str)}


def _type(value: object) -> Type | None:
    # The exact classes first: this runs for every attribute of every edge.
    kind = type(value)
    if kind is str:
        return "string"
    if kind is float:
        return "double"
    if kind is int:
        return _integer(value)  # type: ignore[arg-type]
    if kind is bool:
        return "boolean"
    simple = plain(value)
    return None if simple is None else _type(simple) if type(simple) is not kind else "string"


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
    directed, multigraph = network.is_directed(), network.is_multigraph()
    for node, source in ids.items():
        neighbours = network.adj[node]
        for other in sorted(neighbours, key=rank.__getitem__):
            if not directed and rank[other] < rank[node]:
                continue
            if not multigraph:
                data = neighbours[other]
                yield Edge(source, ids[other], _kind(data), data)
                continue
            parallel = neighbours[other]
            for key in sorted(parallel, key=str):
                data = parallel[key]
                kind = key if isinstance(key, str) else _kind(data)
                yield Edge(source, ids[other], kind, data)


def _kind(data: Mapping[str, Any]) -> str | None:
    kind = data.get("predicate")
    return kind if isinstance(kind, str) else None
