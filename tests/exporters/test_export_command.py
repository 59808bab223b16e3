import io
import subprocess
import sys

import networkx as nx
import pytest
import rdflib
from small_corpus import fill
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import ExportError

run = CliRunner()


@pytest.fixture(scope="module")
def location(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export") / "store"
    fill(folder).close()
    return folder


def export(location, *arguments):
    return run.invoke(app, ["export", "--store", str(location), *map(str, arguments)])


@pytest.mark.parametrize("name", ["n.gexf", "n.graphml", "n.csv", "n.zip", "n.ttl", "n.nq",
                                  "n.trig", "n.jsonld", "n.nt"])  # fmt: skip
def test_format_follows_the_ending_and_bytes_are_the_same_each_time(location, tmp_path, name):
    first = export(location, "--output", tmp_path / name)
    content = (tmp_path / name).read_bytes()
    export(location, "--output", tmp_path / name)

    assert first.exit_code == 0, first.output
    assert first.stdout == ""
    assert content
    assert (tmp_path / name).read_bytes() == content
    assert not list(tmp_path.glob("*.part"))


def test_gexf_opens_in_networkx_with_time_and_looks(location, tmp_path):
    done = export(
        location, "--kind", "money", "--time", "spells", "--layout", "force",
        "--color", "community", "--size", "pagerank", "-o", tmp_path / "money.gexf",
    )  # fmt: skip

    network = nx.read_gexf(tmp_path / "money.gexf")
    assert done.stderr.splitlines() == [
        f"{tmp_path}/money.gexf: 2 nodes, 2 edges",
        "Left out: 1 facts in USD.",
    ]
    assert network.graph["mode"] == "dynamic"
    assert all({"position", "color", "size"} <= viz.keys() for _, viz in network.nodes(data="viz"))


def test_filters_reach_the_network(location):
    done = export(
        location, "--kind", "actors", "--type", "Person", "--since", "2025-01-01",
        "--until", "2025-12-31", "--min-confidence", "0.6", "--format", "graphml",
    )  # fmt: skip

    network = nx.read_graphml(io.BytesIO(done.stdout_bytes))
    assert {label for _, label in network.nodes(data="label")} == {
        "Henrike Brauckmann", "Jörg Öztürk", "Ruth Hallbauer",
    }  # fmt: skip
    assert network.number_of_edges() == 3


def test_csv_to_standard_output_is_the_table_of_edges(location):
    done = export(location, "--kind", "money", "--format", "csv")

    assert done.stdout.splitlines()[0].startswith("Source,Target,Type,Kind,Label,Weight")
    assert len(done.stdout.splitlines()) == 3


# rdflib calls what it deprecates itself
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
def test_rdf_is_read_by_rdflib(location):
    turtle, quads = (export(location, "--format", name).stdout for name in ("ttl", "nq"))

    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=quads, format="nquads")
    assert set(graph) == {quad[:3] for quad in dataset.quads()}


def test_ftm_is_one_entity_a_line(location):
    done = export(location, "--format", "ftm")

    assert done.exit_code == 0
    assert done.stderr.strip() == f"{len(done.stdout.splitlines())} entities"


def test_unknown_ending_is_misuse(location, tmp_path):
    done = export(location, "--output", tmp_path / "network.xlsx")

    assert done.exit_code == 2
    assert "--format" in done.output


def test_missing_folder_is_told_in_one_line(location, tmp_path):
    done = export(location, "--output", tmp_path / "missing" / "n.gexf")

    assert isinstance(done.exception, ExportError)
    assert str(done.exception).endswith("missing/n.gexf: cannot write: No such file or directory")


def test_command_in_a_process_of_its_own_with_another_hash_seed(location):
    def bytes_with(seed):
        done = subprocess.run(
            [sys.executable, "-m", "kg", "export", "--store", location, "--layout", "force"],
            capture_output=True, check=True, env={"PYTHONHASHSEED": seed},
        )  # fmt: skip
        return done.stdout

    assert bytes_with("1") == bytes_with("2")
