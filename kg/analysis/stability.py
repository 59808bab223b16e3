"""How much a result depends on single sentences: bootstrap over the evidence.

The sentences of a network are drawn again with replacement (each counts Poisson(1) times), edges
get the weight of their drawn sentences, and the measure is taken anew. Edges that rest on the same
sentence change together. A rank that jumps about rests on too little.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import networkx as nx
import numpy as np

from kg.analysis.arrays import Arrays, Floats, evidence_of

# Fewer sentences than this never make a rank to trust.
FEWEST_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class Interval:
    """Between these ranks lie 90 % of the draws."""

    best: int
    worst: int

    def is_weak(self, sentences: int) -> bool:
        """Return whether the rank rests on few sentences or its interval is wider than it."""
        wide = self.worst - self.best > max(self.best, 3)
        return sentences < FEWEST_SENTENCES or wide


class Resampling:
    """Draws weights for the edges of a network."""

    def __init__(self, network: nx.Graph, arrays: Arrays) -> None:
        self._weights = arrays.weights
        numbers: dict[str, int] = {}
        edges, sentences = [], []
        for edge, evidence in enumerate(evidence_of(network)):
            # An edge without evidence is its own one sentence.
            for span in evidence or [f"edge {edge}"]:
                edges.append(edge)
                sentences.append(numbers.setdefault(span, len(numbers)))
        self._edges = np.array(edges, dtype=np.int64)
        self._sentences = np.array(sentences, dtype=np.int64)
        self._number = len(numbers)
        counts = np.bincount(self._edges, minlength=len(self._weights))
        self._counts = np.maximum(counts, 1)

    def draws(self, number: int, seed: int) -> Iterator[Floats]:
        """Yield the weights of each draw; equal seeds give equal draws."""
        generator = np.random.default_rng(seed)
        for _ in range(number):
            times = generator.poisson(1.0, self._number)
            drawn = np.bincount(self._edges, times[self._sentences], len(self._weights))
            yield self._weights * drawn / self._counts


def rank_intervals(
    network: nx.Graph,
    measure: Callable[[Arrays, Floats], Floats],
    *,
    draws: int,
    seed: int = 1,
) -> list[Interval]:
    """Return the 90 % interval of each node's rank under a measure, in the order of nodes."""
    arrays = Arrays.of(network)
    resampling = Resampling(network, arrays)
    ranks = np.array(
        [_ranks(measure(arrays, weights)) for weights in resampling.draws(draws, seed)]
    )
    best, worst = np.quantile(ranks, [0.05, 0.95], axis=0, method="nearest")
    return [Interval(int(b), int(w)) for b, w in zip(best, worst, strict=True)]


def _ranks(values: Floats) -> Floats:
    """Return ranks from 1; ties share the middle of their ranks."""
    from scipy.stats import rankdata

    ranks: Floats = rankdata(-values)
    return ranks
