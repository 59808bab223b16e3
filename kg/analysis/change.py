"""What changed between two periods, told from chance."""

from math import erfc, log, sqrt
from typing import Any

import networkx as nx

from kg.analysis.arrays import Arrays, name_of, ranks, sentences_of
from kg.analysis.table import Table

# Of the changes called strong, about this share is chance (Benjamini and Hochberg 1995): with a
# thousand actors, fifty would pass a test at 5 % without any change.
FALSE_DISCOVERIES = 0.1


def change(before: nx.Graph, after: nx.Graph, *, top: int | None = 20) -> Table:
    """Return who gained and who lost between two networks of one kind, the surest first.

    "share" is a node's part of all strength in its period. "G²" compares its sentences with those
    of all others in both periods (Dunning 1993). A change is "strong" where that is more than
    chance would do among so many nodes, at a false discovery rate of one in ten; a "weak" one may
    be a matter of single articles.
    """
    strengths = [_strengths(network) for network in (before, after)]
    sentences = [sentences_of(network) for network in (before, after)]
    totals = [sum(counted.values()) for counted in sentences]
    places = [_ranked(strength) for strength in strengths]
    rows = []
    for node in sorted({*before, *after}, key=str):
        shares = [strength.get(node, 0.0) for strength in strengths]
        counted = [known.get(node, 0) for known in sentences]
        sure = _log_likelihood(counted[0], counted[1], totals[0], totals[1])
        named = after if node in after else before
        row = (
            name_of(named, node),
            named.nodes[node].get("type"),
            _what(node, before, after, shares[1] - shares[0]),
            shares[0],
            shares[1],
            shares[1] - shares[0],
            places[0].get(node),
            places[1].get(node),
            counted[0],
            counted[1],
            sure,
            str(node),
        )
        rows.append(row)
    rows.sort(key=lambda row: (-round(row[10], 9), -round(abs(row[5]), 12), row[0]))
    bound = _discoveries([row[10] for row in rows])
    judged = tuple(
        (*row[:-1], "strong" if place < bound else "weak", row[-1])
        for place, row in enumerate(rows[:top])
    )
    return Table(_COLUMNS, judged, _notes(before, after))


_COLUMNS = (
    "name", "type", "change", "share before", "share after", "difference", "rank before",
    "rank after", "sentences before", "sentences after", "G²", "trust", "iri",
)  # fmt: skip


def _discoveries(ordered: list[float]) -> int:
    """Return how many of the largest G² values are discoveries."""
    passed = 0
    for place, value in enumerate(ordered, start=1):
        # The tail of chi-squared with one degree of freedom.
        if erfc(sqrt(max(value, 0.0) / 2)) <= FALSE_DISCOVERIES * place / len(ordered):
            passed = place
    return passed


def _strengths(network: nx.Graph) -> dict[Any, float]:
    arrays = Arrays.of(network)
    values = arrays.strengths()
    total = float(values.sum())
    shares = values / total if total else values
    return dict(zip(arrays.nodes, shares.tolist(), strict=True))


def _ranked(shares: dict[Any, float]) -> dict[Any, int]:
    return dict(zip(shares, ranks(round(share, 12) for share in shares.values()), strict=True))


def _what(node: object, before: nx.Graph, after: nx.Graph, difference: float) -> str:
    if node not in before:
        return "new"
    if node not in after:
        return "gone"
    return "up" if difference > 1e-12 else "down" if difference < -1e-12 else "same"


def _log_likelihood(one: int, other: int, total_one: int, total_other: int) -> float:
    if not total_one or not total_other:
        return 0.0
    both = (one + other) / (total_one + total_other)
    return 2 * sum(
        count * log(count / (total * both))
        for count, total in ((one, total_one), (other, total_other))
        if count
    )


def _notes(before: nx.Graph, after: nx.Graph) -> tuple[str, ...]:
    def edges(network: nx.Graph) -> set[tuple[str, ...]]:
        keys = network.edges(keys=True) if network.is_multigraph() else network.edges()
        return {tuple(map(str, edge)) for edge in keys}

    old, new = edges(before), edges(after)
    return (
        f"{len(before)} nodes and {len(old)} edges before, {len(after)} and {len(new)} after; "
        f"{len(new - old)} edges are new, {len(old - new)} gone, {len(old & new)} stayed.",
    )
