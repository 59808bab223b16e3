"""Answers on networks small enough to know them by hand."""

import json
from datetime import date
from decimal import Decimal

import networkx as nx
import pytest
from small_corpus import iri

from kg.analysis import (
    Table,
    brokers,
    centrality,
    change,
    communities,
    community_table,
    counts,
    shortest_paths,
    summary,
    timeline,
)
from kg.analysis.looks import LARGEST, SMALLEST, TYPE_COLORS, looks, positions
from kg.analysis.paths import find_node
from kg.errors import NetworkError
from kg.network import project


def named(network: nx.Graph) -> nx.Graph:
    nx.set_node_attributes(network, {node: f"N{node}" for node in network}, "label")
    return network


def barbell(sentences: int = 1) -> nx.Graph:
    """Two groups of four, all joined inside, with one between them."""
    network = nx.Graph()
    for group in ("abcd", "wxyz"):
        for i, one in enumerate(group):
            for other in group[i + 1 :]:
                spans = " ".join(f"{one}{other}{n}" for n in range(sentences))
                network.add_edge(one, other, weight=float(sentences), evidence=spans)
    for end in "aw":
        network.add_edge("m", end, weight=1.0, sentences=1, evidence=f"m{end}")
    return named(network)


def test_centrality_orders_by_the_measure_with_shared_ranks():
    table = centrality(named(nx.star_graph(3)), by="strength")

    assert table.column("rank") == [1, 2, 2, 2]
    assert table.column("name") == ["N0", "N1", "N2", "N3"]
    assert table.column("strength") == [3, 1, 1, 1]
    assert table.column("betweenness") == [1, 0, 0, 0]


def test_a_rank_on_few_sentences_is_weak_and_on_many_is_strong():
    weak = centrality(barbell(), by="strength")
    network = barbell()
    for other in "abcdwxyz":
        spans = " ".join(f"hub {other} {n}" for n in range(20))
        network.add_edge("hub", other, weight=20.0, evidence=spans)
    strong = centrality(named(network), by="strength")

    assert set(weak.column("trust")) == {"weak"}
    assert strong.records()[0]["name"] == "Nhub"
    assert strong.records()[0]["ranks"] == "1–1"
    assert strong.records()[0]["trust"] == "strong"


@pytest.mark.parametrize("by", ["pagerank", "strength", "betweenness"])
def test_centrality_is_the_same_each_time(store, by):
    network = project(store)

    assert centrality(network, by=by) == centrality(network, by=by)


def test_centrality_of_the_corpus(store):
    rows = centrality(project(store, "money"), by="pagerank").records()

    assert [row["name"] for row in rows] == ["Hafen Stade GmbH", "Europäische Kommission"]
    assert rows[0]["strength"] == 75_000_000
    assert rows[0]["sentences"] == 3
    assert rows[0]["trust"] == "weak"


def test_unknown_measure_is_refused():
    with pytest.raises(NetworkError, match="unknown measure 'fame'; known: pagerank"):
        centrality(nx.Graph(), by="fame")


def test_empty_networks_give_empty_tables():
    empty = nx.MultiDiGraph()

    for table in (centrality(empty), community_table(empty), brokers(empty), timeline(empty)):
        assert table.rows == ()
    assert counts(empty).rows == ()
    assert dict(summary(empty).rows)["nodes"] == 0
    assert change(empty, empty).rows == ()


def test_communities_of_a_barbell_are_its_two_groups():
    found = communities(barbell())

    assert {frozenset(group) - {"m"} for group in found.groups} == {
        frozenset("abcd"),
        frozenset("wxyz"),
    }
    assert found.modularity > 0.3
    assert found.names[1].count(",") == 2


def test_modularity_is_that_of_networkx(store):
    network = project(store, "comentions")
    found = communities(network, resolution=0.7)

    assert found.modularity == pytest.approx(
        nx.community.modularity(network, found.groups, resolution=0.7)
    )


def test_communities_have_names_of_their_strongest_members_and_a_stability():
    table = community_table(barbell(sentences=8))

    assert table.column("members") == [5, 4]
    assert table.records()[0]["name"].startswith(("Na, ", "Nw, "))
    assert all(row["stability"] > 0.8 for row in table.records())
    assert set(table.column("trust")) == {"strong"}


def test_networkit_finds_the_same_communities():
    pytest.importorskip("networkit")

    assert communities(barbell(), engine="networkit").modularity == pytest.approx(
        communities(barbell()).modularity
    )


def test_the_broker_is_who_joins_two_camps():
    rows = brokers(barbell()).records()

    assert rows[0]["name"] in {"Nm", "Na", "Nw"}
    assert {row["name"] for row in rows} <= {"Nm", "Na", "Nw"}
    assert all(row["sole bridge"] for row in rows)
    assert all(row["trust"] == "weak" for row in rows if row["name"] == "Nm")


def test_path_with_its_sentences(store):
    (path,) = shortest_paths(project(store, "facts"), "Karl Wieland", "Europäische Kommission")

    assert path.names == (
        "Karl Wieland", "Universität Jena", "Hafen Stade GmbH", "Europäische Kommission",
    )  # fmt: skip
    labels = [[(step.label, step.forward) for step in steps] for steps in path.steps]
    assert labels == [[("opposes", True)], [("cooperatesWith", True)], [("funds", False)]]
    (row,) = store.select(
        f"SELECT ?text WHERE {{ <{path.steps[0][0].evidence[0]}> oa:exact ?text }}"
    )
    assert row["text"] == "Karl Wieland (SPD) kritisiert die Universität Jena."


def test_path_goes_around_a_hub():
    network = nx.star_graph(30)
    network.add_edges_from([(1, "x"), ("x", 2)])

    (path,) = shortest_paths(named(network), "N1", "N2")

    assert path.names == ("N1", "Nx", "N2")


def test_several_paths_come_in_order_of_cost(store):
    paths = shortest_paths(project(store, "facts"), "Henrike Brauckmann", "Jörg Öztürk", number=2)

    assert [len(path.names) for path in paths] == [2, 3]
    assert paths[0].cost < paths[1].cost


def test_name_may_be_a_part_but_not_of_several(store):
    network = project(store)

    assert find_node(network, "brauckmann") == iri("Henrike Brauckmann")
    assert find_node(network, iri("SPD")) == iri("SPD")
    with pytest.raises(NetworkError, match="give the whole name or the IRI"):
        find_node(network, "e")
    with pytest.raises(NetworkError, match=r"nobody .* 'Brauckman, H'; near: Henrike Brauckmann"):
        find_node(network, "Brauckman, H")


def test_unconnected_and_equal_ends_are_told(store):
    network = project(store, until="2025-12-31")

    with pytest.raises(NetworkError, match="nothing joins Ruth Hallbauer and Hafen Stade GmbH"):
        shortest_paths(network, "Hallbauer", "Hafen Stade GmbH")
    with pytest.raises(NetworkError, match="are the same node"):
        shortest_paths(network, "Hallbauer", iri("Ruth Hallbauer"))


def test_timeline_is_in_order_and_names_both_ends(store):
    rows = timeline(project(store, "money")).records()

    assert [(row["from"], row["what"]) for row in rows] == [
        ("2025-01-10", "funds"), ("2025-03-05", "funds"), ("2025-03-05", "funds (planned)"),
        ("2026-02-01", "funds"),
    ]  # fmt: skip
    assert rows[0]["subject"] == "Europäische Kommission"
    assert timeline(project(store, "money"), top=1).records() == rows[-1:]


def test_counts_by_period_have_no_gaps(store):
    table = counts(project(store, "money"), every="quarter")

    assert table.rows == (
        ("2025-Q1", 2, 2, 2, 2), ("2025-Q2", 0, 0, 0, 0), ("2025-Q3", 0, 0, 0, 0),
        ("2025-Q4", 0, 0, 0, 0), ("2026-Q1", 1, 0, 2, 0),
    )  # fmt: skip
    with pytest.raises(NetworkError, match="unknown period 'week'"):
        counts(project(store, "money"), every="week")


def test_summary_counts_what_there_is(store):
    found = dict(summary(project(store)).rows)

    assert found["nodes"] == 9
    assert found["edges"] == 10
    assert found["connected pairs"] == 9
    assert found["separate parts"] == 1
    assert found["nodes of type Organization"] == 5
    assert found["edges of kind sameEvent"] == 3
    assert found["first day"] == "2025-01-10"
    assert found["edges on one sentence"] == 9


def test_change_tells_new_and_gone_from_up_and_down(store):
    before, after = project(store, until="2025-12-31"), project(store, since="2026-01-01")

    rows = {row["name"]: row for row in change(before, after).records()}
    assert rows["Karl Wieland"]["change"] == "new"
    assert rows["Jörg Öztürk"]["change"] == "gone"
    assert rows["Europäische Kommission"]["change"] in {"up", "down"}
    assert rows["Karl Wieland"]["rank before"] is None
    assert all(row["trust"] == "weak" for row in rows.values())


def test_change_on_many_sentences_is_strong():
    def network(spans: int) -> nx.Graph:
        graph = nx.Graph()
        graph.add_edge("a", "b", weight=1.0, evidence=" ".join(map(str, range(spans))))
        graph.add_edge("c", "d", weight=1.0, evidence=" ".join(f"x{i}" for i in range(50)))
        return named(graph)

    rows = change(network(2), network(40)).records()
    assert [row["name"] for row in rows[:2]] == ["Na", "Nb"]
    assert rows[0]["trust"] == "strong"


def test_looks_give_sizes_by_area_and_colours_by_type(store):
    shown = looks(project(store, "money"), size="strength")

    sizes = [size for _, size in shown.nodes(data="size")]
    assert max(sizes) == LARGEST
    assert min(sizes) >= SMALLEST
    assert {color for _, color in shown.nodes(data="color")} == {TYPE_COLORS["Organization"]}


def test_looks_by_community_name_it():
    shown = looks(barbell(), color="community", size="betweenness")

    assert shown.nodes["b"]["community"] == shown.nodes["c"]["community"]
    assert shown.nodes["b"]["color"] != shown.nodes["x"]["color"]
    assert shown.nodes["b"]["community_name"].count(",") == 2


def test_layout_keeps_parts_apart_and_is_the_same_each_time():
    network = nx.disjoint_union(nx.path_graph(4), nx.cycle_graph(5))
    network.add_node("alone")

    places = positions(network)

    assert places == positions(network)
    assert len(set(places.values())) == len(network)
    left = [places[node][0] for node in range(4, 9)]
    assert max(left) < min(places[node][0] for node in range(4)) or places[0][1] < min(
        places[node][1] for node in range(4, 9)
    )


def test_layout_refuses_what_gephi_does_better():
    with pytest.raises(NetworkError, match="let Gephi lay it out"):
        positions(nx.empty_graph(3001))


def test_tables_are_json_csv_and_markdown():
    table = centrality(named(nx.star_graph(2)), draws=0)

    assert json.loads(table.to_json())["rows"][0]["name"] == "N0"
    assert table.to_csv().splitlines()[0].startswith("rank,name,type,degree")
    assert table.to_markdown().splitlines()[:2] == [
        "| rank | name | type | degree | strength | pagerank | betweenness | ± | sentences "
        "| ranks | trust |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]


def test_answers_to_queries_are_tables_to_look_at():
    table = Table.of([{"name": "SPD", "sum": Decimal("2.5"), "day": date(2025, 1, 2)}])

    assert table.rows == (("SPD", 2.5, "2025-01-02"),)
    assert Table.of([]).rows == ()
