import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.arrays import Arrays, ranks, sentences_of, simple
from kg.analysis.measures import betweenness, pagerank


@st.composite
def networks(draw):
    size = draw(st.integers(1, 8))
    ends = st.integers(0, size - 1)
    edges = draw(st.lists(st.tuples(ends, ends, st.floats(0.1, 9)), max_size=20))
    network = draw(st.sampled_from([nx.MultiDiGraph, nx.MultiGraph]))()
    network.add_nodes_from(range(size))
    network.add_weighted_edges_from(edges)
    return network


@settings(max_examples=80)
@given(networks())
def test_pagerank_is_that_of_networkx(network):
    ours = pagerank(Arrays.of(network, directed=network.is_directed()))

    theirs = nx.pagerank(network, tol=1e-12, max_iter=1000)
    assert ours == pytest.approx(np.array([theirs[node] for node in network]), abs=1e-7)


def test_pagerank_of_a_star_by_hand():
    # Undirected star with three leaves: c = 0.15/4 + 0.85·3l, l = 0.15/4 + 0.85·c/3.
    network = nx.star_graph(3)

    centre, *leaves = pagerank(Arrays.of(network))

    assert centre == pytest.approx((0.0375 + 0.85 * 3 * 0.0375) / (1 - 0.85**2))
    assert leaves == pytest.approx([(1 - centre) / 3] * 3)


def test_pagerank_of_nothing_and_of_strangers():
    lonely = nx.Graph()
    lonely.add_nodes_from("abcd")

    assert len(pagerank(Arrays.of(nx.Graph()))) == 0
    assert pagerank(Arrays.of(lonely)) == pytest.approx([0.25] * 4)


def test_strength_counts_both_ends_and_parallel_edges():
    network = nx.MultiDiGraph()
    network.add_edge("a", "b", weight=2)
    network.add_edge("a", "b", weight=3)
    network.add_edge("b", "c", weight=1)

    assert Arrays.of(network).strengths().tolist() == [5, 6, 1]


def test_money_keeps_its_direction_and_facts_do_not():
    network = nx.MultiDiGraph([("a", "b"), ("b", "c")])

    assert not Arrays.of(network).directed
    network.graph["kind"] = "money"
    assert Arrays.of(network).directed
    payer, _, recipient = pagerank(Arrays.of(network))
    assert recipient > payer


def test_betweenness_of_a_line_by_hand():
    found = betweenness(nx.path_graph(4))

    # Of the three pairs without node 1, two run over it.
    assert found.values == pytest.approx({0: 0, 1: 2 / 3, 2: 2 / 3, 3: 0})
    assert set(found.errors.values()) == {0.0}


def test_strong_edges_are_short():
    network = nx.Graph()
    network.add_edge("a", "b", weight=1)
    network.add_edge("a", "c", weight=10)
    network.add_edge("c", "b", weight=10)

    assert betweenness(network).values["c"] == 1.0


@pytest.mark.parametrize("engine", ["networkx", "networkit"])
def test_sampled_betweenness_is_near_the_exact_one_within_its_error(engine):
    if engine == "networkit":
        pytest.importorskip("networkit")
    network = nx.connected_watts_strogatz_graph(120, 4, 0.2, seed=3)

    exact = betweenness(network).values
    sampled = betweenness(network, engine=engine, pivots=60)

    assert sampled.pivots == 60
    errors = [abs(sampled.values[node] - exact[node]) for node in network]
    bounds = [4 * sampled.errors[node] + 0.005 for node in network]
    assert sum(e > b for e, b in zip(errors, bounds, strict=True)) <= 3


def test_simple_adds_up_both_directions_and_drops_loops():
    network = nx.MultiDiGraph()
    network.add_edge("a", "b", weight=1.0, sentences=1)
    network.add_edge("b", "a", weight=2.0, sentences=3)
    network.add_edge("a", "a", weight=9.0)

    assert dict(simple(network).edges) == {("a", "b"): {"weight": 3.0, "sentences": 4}}


def test_sentences_of_a_node_are_counted_once():
    network = nx.MultiGraph()
    network.add_edge("a", "b", evidence="s1 s2")
    network.add_edge("a", "c", evidence="s2")
    network.add_edge("a", "c", sentences=2)

    assert sentences_of(network) == {"a": 4, "b": 2, "c": 3}


def test_ranks_share_the_better_place():
    assert ranks([0.5, 0.9, 0.5, 0.1]) == [2, 1, 2, 4]
