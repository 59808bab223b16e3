import io

import networkx as nx
from lxml import etree

from kg.exporters.graphml import write_graphml


def graphml(network: nx.Graph) -> bytes:
    output = io.BytesIO()
    write_graphml(network, output)
    return output.getvalue()


def test_networkx_reads_the_same_network_back(network):
    back = nx.read_graphml(io.BytesIO(graphml(network)))

    assert back.is_directed() == network.is_directed()
    assert back.number_of_edges() == network.number_of_edges()
    for node, data in network.nodes(data=True):
        read = {name: value for name, value in back.nodes[node].items() if name != "shape_type"}
        assert read == data
    weights = sorted(weight for *_, weight in back.edges(data="weight"))
    assert weights == sorted(weight for *_, weight in network.edges(data="weight"))


def test_odd_values_are_well_formed_and_typed(odd_network):
    back = nx.read_graphml(io.BytesIO(graphml(odd_network)))

    assert back.nodes["b"]["label"] == 'Müller & Söhne <"GmbH">'
    assert back.nodes["b"]["note"] == "eins\ntwei\tdrei"
    assert "score" not in back.nodes["b"]
    assert back.nodes["a"] == {
        "label": "Steuer", "score": 1.5, "alive": True, "count": 3, "shape_type": "ellipse",
    }  # fmt: skip
    assert back.nodes["7"]["count"] == 2**40


def test_looks_stand_where_yed_reads_them():
    network = nx.Graph()
    network.add_node("a", label="Ärzte", x=1, y=2, size=30, color="#FF8000")

    root = etree.fromstring(graphml(network))
    y = {"y": "http://www.yworks.com/xml/graphml"}
    assert root.find(".//y:Geometry", y).attrib == {
        "height": "30.0", "width": "30.0", "x": "1.0", "y": "2.0",
    }  # fmt: skip
    assert root.find(".//y:Fill", y).get("color") == "#ff8000"
    assert root.find(".//y:NodeLabel", y).text == "Ärzte"


def test_bytes_are_the_same_each_time(network):
    assert graphml(network) == graphml(network.copy())
