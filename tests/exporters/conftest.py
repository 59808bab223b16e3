import networkx as nx
import pytest
from small_corpus import fill

from kg.network import project


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    with fill(tmp_path_factory.mktemp("exporters") / "store") as opened:
        yield opened


@pytest.fixture(params=["actors", "comentions", "money"])
def network(store, request):
    return project(store, request.param)


@pytest.fixture
def odd_network():
    """Everything that breaks careless writers: None, dates, control characters, markup."""
    network = nx.MultiDiGraph()
    network.add_node("b", label='Müller & Söhne <"GmbH">', score=None, note="eins\ntwei\tdrei")
    network.add_node("a", label="Steu\x00er\x1b\ud800", score=1.5, alive=True, count=3)
    network.add_node(7, score=float("inf"), count=2**40, tags={"zwei", "eins"})
    network.add_edge("a", "b", key="funds", weight=2, share=None)
    network.add_edge("a", "b", key="funds (planned)", weight=float("nan"))
    network.add_edge("b", "b", predicate="owns", label="besitzt", share=50.5)
    return network
