"""Who is central, and how sure that is."""

from collections.abc import Callable, Mapping
from typing import Literal, get_args

import networkx as nx

from kg.analysis.arrays import Arrays, Floats, is_flow, name_of, ranks, sentences_of
from kg.analysis.engine import Engine
from kg.analysis.measures import betweenness, pagerank, redrawn_betweenness
from kg.analysis.stability import FEWEST_SENTENCES, Interval, rank_intervals
from kg.analysis.table import Cell, Table
from kg.errors import NetworkError

Measure = Literal["pagerank", "strength", "betweenness"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
DRAWS = 200


def centrality(
    network: nx.Graph,
    *,
    by: Measure = "pagerank",
    top: int | None = 20,
    draws: int = DRAWS,
    engine: Engine = "auto",
    seed: int = 1,
) -> Table:
    """Return the most central nodes with strength, PageRank and betweenness.

    "strength" is the sum of a node's edge weights, for money what it gives and gets. "ranks" holds
    90 % of the ranks when the sentences are drawn again `draws` times; "trust" is "weak" where that
    is wide or rests on fewer than four sentences. Betweenness of large networks is sampled; "±" is
    its standard error.

    Raises:
        NetworkError: there is no such measure.
    """
    if by not in MEASURES:
        raise NetworkError(f"unknown measure {by!r}; known: {', '.join(MEASURES)}")
    arrays = Arrays.of(network)
    if not arrays.nodes:
        return Table(_COLUMNS, (), ("The network is empty.",))
    between = betweenness(network, engine=engine, seed=seed)
    values = {
        "strength": arrays.strengths().tolist(),
        "pagerank": pagerank(arrays).tolist(),
        "betweenness": [between.values[node] for node in arrays.nodes],
    }
    draws = _draws(network, by, draws)
    intervals = rank_intervals(network, _REDRAWN[by], draws=draws, seed=seed) if draws else None
    sentences = sentences_of(network)
    degrees = dict(network.degree())
    places = ranks(round(value, 12) for value in values[by])
    order = sorted(
        range(len(arrays.nodes)), key=lambda i: (places[i], name_of(network, arrays.nodes[i]))
    )
    rows = []
    for i in order[:top]:
        node = arrays.nodes[i]
        row: tuple[Cell, ...] = (
            places[i],
            name_of(network, node),
            network.nodes[node].get("type"),
            degrees[node],
            values["strength"][i],
            values["pagerank"][i],
            values["betweenness"][i],
            between.errors[node],
            sentences[node],
            *_trust(intervals[i] if intervals else None, sentences[node]),
            str(node),
        )
        rows.append(row)
    return Table(_COLUMNS, tuple(rows), _notes(network, by, len(rows), between.pivots, draws))


_COLUMNS = (
    "rank", "name", "type", "degree", "strength", "pagerank", "betweenness", "±", "sentences",
    "ranks", "trust", "iri",
)  # fmt: skip


def _strength(arrays: Arrays, weights: Floats) -> Floats:
    return arrays.strengths(weights)


_REDRAWN: Mapping[Measure, Callable[[Arrays, Floats], Floats]] = {
    "strength": _strength, "pagerank": pagerank, "betweenness": redrawn_betweenness,
}  # fmt: skip
# Betweenness is dear: it is drawn again only while that takes a second or two.
_BETWEENNESS_DRAWS = 40
_BETWEENNESS_WORK = 30_000


def _draws(network: nx.Graph, by: Measure, draws: int) -> int:
    if by != "betweenness":
        return draws
    small = len(network) * network.number_of_edges() <= _BETWEENNESS_WORK
    return min(draws, _BETWEENNESS_DRAWS) if small else 0


def _trust(interval: Interval | None, sentences: int) -> tuple[str | None, str]:
    if interval is None:
        return None, "weak" if sentences < FEWEST_SENTENCES else "not tested"
    weak = interval.is_weak(sentences)
    return f"{interval.best}–{interval.worst}", "weak" if weak else "strong"


def _notes(network: nx.Graph, by: Measure, shown: int, pivots: int, draws: int) -> tuple[str, ...]:
    size = len(network)
    notes = [f"{shown} of {size} nodes by {by}; edges are {_direction(network)}."]
    if draws:
        notes.append(f"ranks: 90 % of {draws} bootstrap draws of the sentences.")
    if pivots < size:
        notes.append(f"betweenness is sampled from {pivots} pivots; ± is its standard error.")
    if network.graph.get("left_out"):
        notes.append(f"Left out: {network.graph['left_out']}.")
    return tuple(notes)


def _direction(network: nx.Graph) -> str:
    return "flows from payer to recipient" if is_flow(network) else "taken as undirected"
