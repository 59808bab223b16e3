"""The networks of our own articles (gold) as files."""

import io
import json

import goldstore
import networkx as nx
import pytest
from test_gexf import gexf, valid

from kg.analysis.looks import looks
from kg.exporters.ftm import write_ftm
from kg.network import KINDS, project
from kg.stores import open_store


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    location = tmp_path_factory.mktemp("corpus") / "store"
    goldstore.fill(location)
    with open_store(location, read_only=True) as store:
        yield store


@pytest.mark.parametrize("kind", KINDS)
def test_gexf_of_the_corpus_is_valid_and_whole(corpus, kind):
    network = project(corpus, kind)
    shown = looks(network, color="community", layout="force")
    assert len(network) > 5

    for time in (None, "spells", "timestamps"):
        data = gexf(shown, time=time)
        valid(data)
        back = nx.read_gexf(io.BytesIO(data))
        assert back.number_of_edges() == network.number_of_edges()
        assert dict(back.nodes(data="type")) == dict(network.nodes(data="type"))
        assert sorted(w for *_, w in back.edges(data="weight")) == sorted(
            w for *_, w in network.edges(data="weight")
        )


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_followthemoney_takes_the_corpus(corpus):
    ftm = pytest.importorskip("followthemoney")
    output = io.BytesIO()
    assert write_ftm(corpus, output) > 500

    for line in output.getvalue().splitlines():
        entity = json.loads(line)
        kept = ftm.model.get_proxy(entity).to_dict()["properties"]
        assert {name: sorted(values) for name, values in kept.items()} == entity["properties"]
