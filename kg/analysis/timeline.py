"""What was stated when: the edges of a network in order of time, or counted by period."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Literal, get_args

import networkx as nx

from kg.analysis.arrays import name_of
from kg.analysis.table import Table
from kg.errors import NetworkError

Every = Literal["month", "quarter", "year"]
PERIODS: tuple[Every, ...] = get_args(Every)


def timeline(network: nx.Graph, *, top: int | None = None) -> Table:
    """Return one row per edge and day or period at which it is stated, the earliest first.

    An undated edge is counted in the notes. `top` keeps the latest rows.
    """
    rows, undated = [], 0
    for source, target, data in network.edges(data=True):
        dates = str(data.get("dates", "")).split()
        undated += not dates
        for dated in dates:
            first, _, last = dated.partition("/")
            rows.append(
                (
                    first,
                    last or first,
                    name_of(network, source),
                    str(data.get("label", "")),
                    name_of(network, target),
                    data.get("role"),
                    data.get("value"),
                    int(data.get("sentences", 0)),
                )
            )
    rows.sort(key=lambda row: tuple(str(cell or "") for cell in row))
    notes = (f"{undated} edges without a date.",) if undated else ()
    shown = rows if top is None else rows[-top:] if top else []
    return Table(_COLUMNS, tuple(shown), notes)


_COLUMNS = ("from", "to", "subject", "what", "object", "role", "value", "sentences")


def counts(network: nx.Graph, *, every: Every = "month") -> Table:
    """Return one row per period: edges stated in it, nodes they join, and how many are new.

    An edge is counted in each period in which a statement of it begins; periods between the first
    and the last are all there, with zeros.

    Raises:
        NetworkError: there is no such period.
    """
    if every not in PERIODS:
        raise NetworkError(f"unknown period {every!r}; known: {', '.join(PERIODS)}")
    edges: dict[str, set[int]] = defaultdict(set)
    nodes: dict[str, set[Any]] = defaultdict(set)
    for number, (source, target, dates) in enumerate(network.edges(data="dates", default="")):
        for dated in dates.split():
            period = _period(dated[:10], every)
            edges[period].add(number)
            nodes[period] |= {source, target}
    rows, seen_edges, seen_nodes = [], set[int](), set[Any]()
    for period in _between(min(edges, default=""), max(edges, default=""), every):
        new = len(edges[period] - seen_edges), len(nodes[period] - seen_nodes)
        rows.append((period, len(edges[period]), new[0], len(nodes[period]), new[1]))
        seen_edges |= edges[period]
        seen_nodes |= nodes[period]
    return Table((every, "edges", "new edges", "nodes", "new nodes"), tuple(rows))


def _period(day: str, every: Every) -> str:
    if every == "year":
        return day[:4]
    if every == "month":
        return day[:7]
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def _between(first: str, last: str, every: Every) -> Iterator[str]:
    """Yield all periods from the first to the last."""
    if not first:
        return
    year, part = int(first[:4]), 1
    while True:
        months = {"year": 12, "quarter": 3, "month": 1}[every]
        period = _period(f"{year:04}-{part:02}-01", every)
        if period > last:
            return
        if period >= first:
            yield period
        part += months
        if part > 12:
            year, part = year + 1, 1
