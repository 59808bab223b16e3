import csv
import io
import zipfile

import networkx as nx
import pytest

from kg.exporters.tables import write_edges, write_nodes, write_tables


def rows(write, network: nx.Graph) -> list[dict[str, str]]:
    output = io.StringIO()
    write(network, output)
    return list(csv.DictReader(io.StringIO(output.getvalue())))


def test_tables_hold_the_network(network):
    nodes, edges = rows(write_nodes, network), rows(write_edges, network)

    names = {row["Id"]: row["Label"] for row in nodes}
    assert names == dict(network.nodes(data="label"))
    assert len(edges) == network.number_of_edges()
    for row in edges:
        assert names[row["Source"]] == row["Source name"]
        assert row["Type"] == ("Directed" if network.is_directed() else "Undirected")
    assert sorted(float(row["Weight"]) for row in edges) == sorted(
        weight for *_, weight in network.edges(data="weight")
    )


def test_columns_that_gephi_knows_come_first(network):
    output = io.StringIO()
    write_edges(network, output)

    head = output.getvalue().splitlines()[0]
    assert head.startswith("Source,Target,Type,Kind,Label,Weight,Source name,Target name,")


def test_odd_values(odd_network):
    nodes = {row["Id"]: row for row in rows(write_nodes, odd_network)}

    assert list(nodes) == ["7", "a", "b"]
    assert nodes["b"]["Label"] == 'Müller & Söhne <"GmbH">'
    assert nodes["b"]["score"] == ""
    assert nodes["a"]["alive"] == "true"


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("net.csv", ["net.nodes.csv", "net.csv"]),
        ("net", ["net/nodes.csv", "net/edges.csv"]),
        ("net.zip", ["net.zip"]),
    ],
)
def test_where_tables_are_written(network, tmp_path, name, files):
    written = write_tables(network, tmp_path / name)

    assert written == [tmp_path / file for file in files]
    first = [path.read_bytes() for path in written]
    assert first == [path.read_bytes() for path in write_tables(network, tmp_path / name)]


def test_archive_holds_both_tables(network, tmp_path):
    write_tables(network, tmp_path / "net.zip")
    write_tables(network, tmp_path / "net")

    with zipfile.ZipFile(tmp_path / "net.zip") as archive:
        for name in ("nodes.csv", "edges.csv"):
            assert archive.read(name) == (tmp_path / "net" / name).read_bytes()
