"""Networks of three small articles, with weights worked out by hand (see small_corpus)."""

from datetime import date

import networkx as nx
import pytest
from small_corpus import ARTICLES, Article, Stated, fill, iri

from kg.errors import NetworkError
from kg.network import KINDS, project

COMMISSION, HARBOUR, JENA = map(
    iri, ("Europäische Kommission", "Hafen Stade GmbH", "Universität Jena")
)
BRAUCKMANN, OEZTUERK, HALLBAUER = map(iri, ("Henrike Brauckmann", "Jörg Öztürk", "Ruth Hallbauer"))


def names(network: nx.Graph) -> set[str]:
    return {label for _, label in network.nodes(data="label")}


def test_actors_are_joined_by_facts_and_by_events_they_shared(store):
    network = project(store, "actors")

    assert isinstance(network, nx.MultiDiGraph)
    assert set(network[BRAUCKMANN][OEZTUERK]) == {"meets", "sameEvent"}
    assert set(network[COMMISSION][HARBOUR]) == {"funds"}
    assert "Forum Rechenkraft" not in names(network)


def test_edge_keeps_facts_sentences_documents_dates_and_confidence(store):
    edge = project(store)[COMMISSION][HARBOUR]["funds"]

    assert edge["count"] == 3
    assert edge["sentences"] == 2  # the same press release printed twice is one sentence
    assert edge["weight"] == 2.0
    assert edge["documents"] == 3
    assert (edge["first"], edge["last"]) == ("2025-01-10", "2026-02-01")
    assert edge["dates"] == "2025-01-10 2025-03-05 2026-02-01"
    assert edge["confidence"] == 0.9
    facts = edge["facts"].split()
    assert len(facts) == 3
    assert store.select(f"SELECT ?s WHERE {{ <{facts[0]}> rdf:subject ?s }}") == [{"s": COMMISSION}]


def test_evidence_leads_to_the_sentence(store):
    edge = project(store)[BRAUCKMANN][iri("Verband Digitale Zukunft")]["memberOf"]

    (row,) = store.select(f"SELECT ?text WHERE {{ <{edge['evidence']}> oa:exact ?text }}")
    assert row["text"].startswith("Henrike Brauckmann, Vorsitzende des Verband")
    assert edge["role"] == "Vorsitzende"


def test_guests_of_an_event_of_three_get_half_a_weight_each(store):
    network = project(store)

    shared = [d for *_, key, d in network.edges(keys=True, data=True) if key == "sameEvent"]
    assert [edge["weight"] for edge in shared] == [0.5, 0.5, 0.5]
    assert network.has_edge(*sorted((OEZTUERK, HALLBAUER)), key="sameEvent")


def test_node_has_name_type_mentions_documents_and_dates(store):
    node = project(store).nodes[COMMISSION]

    assert node == {
        "label": "Europäische Kommission",
        "type": "Organization",
        "count": 4,
        "documents": 3,
        "first": "2025-01-10",
        "last": "2026-02-01",
        "dates": "2025-01-10 2025-03-05 2026-02-01",
        "status": "new",
    }


def test_money_adds_distinct_sums_and_keeps_plans_apart(store):
    edges = project(store, "money")[COMMISSION][HARBOUR]

    assert set(edges) == {"funds", "funds (planned)"}
    assert edges["funds"]["value"] == edges["funds"]["weight"] == 25_000_000.0
    assert edges["funds"]["amounts"] == 2
    assert edges["funds"]["count"] == 3
    assert edges["funds (planned)"]["value"] == 50_000_000.0
    assert edges["funds (planned)"]["via"] == "InvestAI"


def test_money_says_what_it_left_out(store):
    network = project(store, "money")

    assert network.number_of_edges() == 2
    assert network.graph["left_out"] == "1 facts in USD"


def test_money_of_all_currencies_keeps_them_apart(store):
    network = project(store, "money", currency=None)

    assert set(network[iri("Verband Digitale Zukunft")][JENA]) == {"funds USD"}
    assert set(network[COMMISSION][HARBOUR]) == {"funds EUR", "funds (planned) EUR"}


def test_affiliations_go_from_person_to_organisation(store):
    network = project(store, "affiliations")

    pairs = {(network.nodes[a]["label"], network.nodes[b]["label"]) for a, b in network.edges()}
    assert pairs == {
        ("Henrike Brauckmann", "Verband Digitale Zukunft"),
        ("Karl Wieland", "SPD"),
    }


def test_events_join_guests_event_and_place(store):
    network = project(store, "events")

    forum = iri("Forum Rechenkraft")
    assert set(network.predecessors(forum)) == {BRAUCKMANN, OEZTUERK, HALLBAUER}
    assert set(network.successors(forum)) == {iri("Brüssel")}


def test_places_keep_what_has_a_place_at_one_end(store):
    assert names(project(store, "places")) == {"Forum Rechenkraft", "Brüssel"}


def test_a_plan_is_no_fact_unless_it_is_asked_for(store):
    assert "funds (planned)" not in project(store, "facts")[COMMISSION][HARBOUR]
    assert set(project(store, "facts", modality="planned")[COMMISSION][HARBOUR]) == {
        "funds (planned)"
    }


@pytest.mark.parametrize(
    ("since", "until", "sentences"),
    [
        ("2025-01-11", None, 2),
        (None, "2025-01-10", 1),
        (date(2026, 1, 1), date(2026, 12, 31), 1),
        ("2025-01-10", "2026-02-01", 2),
    ],
)
def test_period_takes_what_overlaps_it(store, since, until, sentences):
    network = project(store, since=since, until=until)

    assert network[COMMISSION][HARBOUR]["funds"]["sentences"] == sentences


@pytest.mark.parametrize(
    "source",
    ["Agentur Nord", "agentur.example", "https://agentur.example/", ARTICLES[1].iri],
)
def test_source_is_a_publisher_a_host_a_beginning_or_a_document(store, source):
    network = project(store, sources=source)

    assert network.has_edge(JENA, HARBOUR)
    assert BRAUCKMANN not in network


def test_types_hold_for_both_ends(store):
    assert names(project(store, types="Person")) == {
        "Henrike Brauckmann",
        "Jörg Öztürk",
        "Ruth Hallbauer",
    }


def test_confidence_bounds_facts(store):
    network = project(store, min_confidence=0.6)

    assert set(network[BRAUCKMANN][OEZTUERK]) == {"sameEvent"}


def test_min_count_drops_edges_of_few_facts(store):
    network = project(store, min_count=3)

    assert network.number_of_edges() == 1
    assert network.graph["left_out"] == "9 edges of fewer than 3 facts"


@pytest.mark.parametrize("kind", KINDS)
def test_attributes_are_plain_and_the_order_is_fixed(store, kind):
    one, other = project(store, kind), project(store, kind)

    values = [v for _, data in one.nodes(data=True) for v in data.values()]
    values += [v for *_, data in one.edges(data=True) for v in data.values()]
    values += one.graph.values()
    assert all(type(value) in (str, int, float) for value in values)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(data=True)) == list(other.edges(data=True))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"kind": "friends"}, "unknown kind of network 'friends'; known: actors, comentions"),
        ({"types": ["Dog"]}, "unknown type 'Dog'; known: Person"),
        ({"modality": "wished"}, "unknown modality 'wished'; known: factual"),
        ({"since": "gestern"}, "since: not a date like 2025-10-21: 'gestern'"),
        ({"since": "2026-01-01", "until": "2025-01-01"}, "ends (2025-01-01) before it starts"),
        ({"kind": "comentions", "unit": "word"}, "unknown unit 'word'; known: sentence"),
    ],
)
def test_wrong_wishes_get_one_clear_line(store, options, message):
    with pytest.raises(NetworkError) as error:
        project(store, **options)

    assert message in str(error.value)


def test_an_empty_store_gives_an_empty_network(tmp_path):
    with fill(tmp_path / "store", []) as store:
        assert len(project(store)) == 0
        assert len(project(store, "comentions")) == 0


def test_an_event_of_a_hundred_joins_nobody(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.network.events.LARGEST", 2)
    with fill(tmp_path / "store") as store:
        network = project(store)

    assert not any(key == "sameEvent" for *_, key in network.edges(keys=True))
    assert "1 events of more than 2 actors" in network.graph["left_out"]


def test_fact_without_any_date_is_kept_unless_a_period_is_asked_for(tmp_path):
    undated = Article(
        "x.example/u", None, "X", ["{Karl Wieland} ({SPD})."],
        [Stated(0, "Karl Wieland", "memberOf", "SPD")],
    )  # fmt: skip
    with fill(tmp_path / "store", [undated]) as store:
        network, in_period = project(store), project(store, since="2020-01-01")

    assert "dates" not in network[iri("Karl Wieland")][iri("SPD")]["memberOf"]
    assert len(in_period) == 0


def test_money_itself_is_no_recipient(tmp_path):
    money = ("20 Millionen Euro", 20_000_000, "EUR")
    article = Article(
        "x.example/m", date(2025, 5, 5), "X",
        ["Die {SPD} zahlt 20 Millionen Euro.", "{Karl Wieland} gibt 20 Millionen Euro Mittel."],
        [
            Stated(0, "SPD", "funds", "Mittel", amount=money, via="InvestAI"),
            Stated(1, "Karl Wieland", "funds", "Mittel", amount=money),
        ],
    )  # fmt: skip
    with fill(tmp_path / "store", [article]) as store:
        network = project(store, "money")

    wieland = iri("Karl Wieland")
    assert set(network.edges()) == {
        (iri("SPD"), iri("InvestAI")),
        (wieland, f"{wieland}#recipient"),
    }
    assert network.nodes[f"{wieland}#recipient"]["label"] == "recipient not named"


def test_who_receives_from_somebody_not_named_has_a_payer_of_its_own(tmp_path):
    article = Article(
        "x.example/r", date(2025, 5, 5), "X", ["Die {SPD} erhält 20 Millionen Euro."],
        [Stated(0, "SPD", "receives", "Wahlkampf", amount=("20 Millionen Euro", 2, "EUR"))],
    )  # fmt: skip
    with fill(tmp_path / "store", [article]) as store:
        network = project(store, "money")

    assert list(network.edges(keys=True)) == [(f"{iri('SPD')}#payer", iri("SPD"), "receives")]
