import io
import json
import shutil
import subprocess
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kg.errors import ExportError
from kg.exporters.gexf import write_gexf
from kg.exporters.spells import spells
from kg.network import project

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent.parent / "data" / "gexf-1.3" / "gexf.rng"))
NAMES = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}


def gexf(network: nx.Graph, **options) -> bytes:
    output = io.BytesIO()
    write_gexf(network, output, **options)
    return output.getvalue()


def valid(data: bytes) -> etree._Element:
    root = etree.fromstring(data)
    SCHEMA.assertValid(root)
    return root


def looked_at(network: nx.Graph) -> nx.Graph:
    shown = network.copy()
    for position, (_, data) in enumerate(shown.nodes(data=True)):
        data |= {"x": position * 10, "y": -3.5, "size": 4, "color": "#ff8000"}
    return shown


@pytest.mark.parametrize("time", [None, "spells", "timestamps"])
def test_every_network_is_valid_gexf_1_3(network, time):
    valid(gexf(network, time=time))
    valid(gexf(looked_at(network), time=time, description="Wer fördert <wen> & warum?"))


def test_odd_values_are_valid_and_none_is_left_out(odd_network):
    root = valid(gexf(odd_network))

    labels = [node.get("label") for node in root.iterfind(".//g:node", NAMES)]
    assert labels == ["7", "Steuer", 'Müller & Söhne <"GmbH">']
    values = root.xpath("//g:node[@id='b']//g:attvalue/@value", namespaces=NAMES)
    assert values == ["eins\ntwei\tdrei"]
    weights = root.xpath("//g:edge/@weight", namespaces=NAMES)
    assert weights == ["2.0"]
    assert root.xpath("//g:node[@id='7']//g:attvalue/@value", namespaces=NAMES) == [
        "1099511627776", "Infinity", "eins | zwei",
    ]  # fmt: skip


def test_columns_have_the_narrowest_type(odd_network):
    root = valid(gexf(odd_network))

    types = {a.get("title"): a.get("type") for a in root.iterfind(".//g:attribute", NAMES)}
    assert types == {
        "alive": "boolean", "count": "long", "note": "string", "score": "double",
        "tags": "string", "predicate": "string", "share": "double",
    }  # fmt: skip


def test_networkx_reads_the_same_network_back(network):
    back = nx.read_gexf(io.BytesIO(gexf(network)))

    assert dict(back.nodes(data=True)).keys() == dict(network.nodes(data=True)).keys()
    for node, data in network.nodes(data=True):
        assert back.nodes[node] == data
    # networkx makes a simple graph of a file without parallel edges, and gives edges ids
    assert sorted(_edges(back)) == sorted(_edges(network))


def _edges(network):
    for source, target, data in network.edges(data=True):
        ends = (source, target) if network.is_directed() else tuple(sorted((source, target)))
        kept = {name: value for name, value in data.items() if name != "id"}
        yield (*ends, json.dumps(kept, sort_keys=True))


def test_direction_kind_and_edge_labels(store):
    money, together = (
        valid(gexf(project(store, "money"))),
        valid(gexf(project(store, "comentions"))),
    )

    assert money.find("g:graph", NAMES).get("defaultedgetype") == "directed"
    assert together.find("g:graph", NAMES).get("defaultedgetype") == "undirected"
    assert [edge.get("kind") for edge in money.iterfind(".//g:edge", NAMES)] == [
        "funds",
        "funds (planned)",
    ]


def test_looks_become_viz_elements(network):
    root = valid(gexf(looked_at(network)))

    node = root.find(".//g:node", NAMES)
    assert node.find("viz:size", NAMES).attrib == {"value": "4.0"}
    assert node.find("viz:color", NAMES).attrib == {"r": "255", "g": "128", "b": "0"}
    assert node.find("viz:position", NAMES).attrib == {"x": "0.0", "y": "-3.5"}
    titles = {a.get("title") for a in root.iterfind(".//g:attribute", NAMES)}
    assert not titles & {"x", "y", "size", "color"}


def test_spells_give_gephi_its_time_line(store):
    root = valid(gexf(project(store, "money"), time="spells"))

    graph = root.find("g:graph", NAMES)
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert (graph.get("start"), graph.get("end")) == ("2025-01-10", "2026-02-01")
    edge = root.find(".//g:edge[@kind='funds (planned)']", NAMES)
    assert [dict(spell.attrib) for spell in edge.iterfind(".//g:spell", NAMES)] == [
        {"start": "2025-03-05", "end": "2025-03-05"}
    ]
    assert all(node.find("g:spells", NAMES) is not None for node in root.iter("{*}node"))


def test_timestamps_are_single_days(store):
    root = valid(gexf(project(store, "money"), time="timestamps"))

    assert root.find("g:graph", NAMES).get("timerepresentation") == "timestamp"
    stamps = root.xpath("//g:edge[1]//g:spell/@timestamp", namespaces=NAMES)
    assert stamps == ["2025-01-10", "2025-03-05", "2026-02-01"]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (None, []),
        ("", []),
        ("2025-10-21", [("2025-10-21", "2025-10-21")]),
        ("2026-01-01/2026-12-31 2025-10-21", [("2025-10-21",) * 2, ("2026-01-01", "2026-12-31")]),
        # Gephi refuses intervals that overlap
        ("2025-01-01/2025-06-30 2025-06-30/2025-12-31", [("2025-01-01", "2025-12-31")]),
        ("2025-01-01/2025-12-31 2025-03-01", [("2025-01-01", "2025-12-31")]),
    ],
)
def test_spells_of_dates(dates, expected):
    assert spells(dates) == expected


@pytest.mark.parametrize("dates", ["2025", "2025-13-01", "2026-01-01/2025-01-01", 2025, "gestern"])
def test_wrong_dates_are_refused(dates):
    with pytest.raises(ExportError):
        spells(dates)


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ({"color": "rot"}, "a colour is written \"#rrggbb\", not 'rot'"),
        ({"size": -1}, "size must not be negative: -1"),
        ({"x": float("nan"), "y": 0}, "x must be a finite number, not nan"),
    ],
)
def test_wrong_looks_are_refused(attributes, message):
    network = nx.Graph()
    network.add_node("a", **attributes)

    with pytest.raises(ExportError, match="^" + message.split("'")[0]):
        gexf(network)


def test_nodes_that_would_become_one_are_refused():
    network = nx.Graph()
    network.add_nodes_from([1, "1"])

    with pytest.raises(ExportError, match="two nodes have the same id"):
        gexf(network)


def test_bytes_do_not_depend_on_the_order_of_adding(odd_network):
    other = nx.MultiDiGraph()
    for node, data in reversed(list(odd_network.nodes(data=True))):
        other.add_node(node, **dict(reversed(data.items())))
    for source, target, key, data in reversed(list(odd_network.edges(keys=True, data=True))):
        other.add_edge(source, target, key=key, **dict(reversed(data.items())))

    assert gexf(odd_network) == gexf(other)


def test_undirected_bytes_do_not_depend_on_the_order_of_adding():
    one, other = nx.Graph([("a", "b"), ("c", "b")]), nx.Graph([("b", "c"), ("b", "a")])

    assert gexf(one) == gexf(other)


TEXT = st.text(max_size=20)
VALUES = st.none() | TEXT | st.integers() | st.floats() | st.booleans()


@settings(max_examples=60)
@given(st.dictionaries(TEXT, st.dictionaries(st.sampled_from("pqr"), VALUES), max_size=5))
def test_any_attributes_give_a_valid_file(nodes):
    network = nx.DiGraph()
    for node, data in nodes.items():
        network.add_node(f"n{len(network)}{node}", **data)
    network.add_edges_from(zip(network, list(network)[1:], strict=False), weight=1)

    valid(gexf(network))


GRAPHOLOGY = """
const graph = require("graphology-gexf").parse(require("graphology").MultiGraph, require("fs")
  .readFileSync(0, "utf8"), {respectInputGraphType: true});
console.log(JSON.stringify(graph.export()));
"""


@pytest.mark.skipif(
    not shutil.which("node")
    or subprocess.run(["node", "-e", "require('graphology-gexf')"], capture_output=True).returncode,
    reason="needs Node with graphology and graphology-gexf (NODE_PATH)",
)
def test_graphology_reads_the_same_network(network):
    done = subprocess.run(
        ["node", "-e", GRAPHOLOGY], input=gexf(network), capture_output=True, check=True
    )
    graph = json.loads(done.stdout)

    assert {n["key"]: n["attributes"]["type"] for n in graph["nodes"]} == dict(
        network.nodes(data="type")
    )
    assert sorted(e["attributes"]["weight"] for e in graph["edges"]) == sorted(
        weight for *_, weight in network.edges(data="weight")
    )
    assert sorted((e["source"], e["target"]) for e in graph["edges"]) == sorted(
        (source, target) for source, target in network.edges()
    )
