"""A real SPARQL server as the store: Oxigraph's own."""

import io
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from kg.errors import QueryError, StoreError
from kg.model import Literal, Quad, Solutions
from kg.stores import open_store
from kg.stores.endpoint import Addresses
from kg.stores.sparql import SparqlStore
from kg.vocab import RDF, SCHEMA, SKOS, XSD

G1, G2 = "https://kg.example/graph/doc/a", "https://kg.example/graph/doc/b"
BERLIN = "https://kg.example/id/place/berlin"
OXIGRAPH = Path(sys.executable).parent / "oxigraph"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with started() as address:
        yield address


@contextmanager
def started(*options: str) -> Iterator[str]:
    address = f"127.0.0.1:{free_port()}"
    command = [str(OXIGRAPH), "serve", "--bind", address, *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(f"http://{address}/")
    yield f"http://{address}"
    process.terminate()
    process.wait()


def test_a_server_that_counts_triples_twice_is_refused() -> None:
    with (
        started("--union-default-graph") as address,
        open_store(address) as opened,
        pytest.raises(StoreError, match="sums would be wrong"),
    ):
        opened.replace_graph(G1, [place()])


def wait_for(address: str) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            httpx.get(address)
        except httpx.ConnectError:
            continue
        return
    pytest.fail("the server did not start")


@pytest.fixture
def store(server: str) -> Iterator[SparqlStore]:
    with open_store(server) as opened:
        assert isinstance(opened, SparqlStore)
        for graph in opened.graphs():
            opened.drop_graph(graph)
        yield opened


def label(text: str, graph: str = G1) -> Quad:
    return Quad(BERLIN, SKOS + "prefLabel", Literal(text, language="de"), graph)


def place(graph: str = G1) -> Quad:
    return Quad(BERLIN, RDF + "type", SCHEMA + "Place", graph)


def dumped(store: SparqlStore, dump_format: str = "nq") -> str:
    output = io.BytesIO()
    store.dump(dump_format, output)
    return output.getvalue().decode()


def names(store: SparqlStore) -> list[object]:
    return [row["n"] for row in store.select("SELECT DISTINCT ?n { ?x skos:prefLabel ?n }")]


def test_a_plain_query_sees_what_is_in_a_named_graph(store: SparqlStore) -> None:
    store.replace_graphs([(G1, [label('Berlin "an der\nSpree" \\ ß'), place()])])

    assert names(store) == ['Berlin "an der\nSpree" \\ ß']
    assert store.query("ASK { ?x a schema:Place }") is True
    assert store.query("ASK { ?x a schema:Person }") is False


def test_replacing_and_dropping_leave_what_other_graphs_state(store: SparqlStore) -> None:
    store.replace_graphs([(G1, [label("Berlin"), place()]), (G2, [place(G2)])])
    store.replace_graph(G1, [label("Spree-Athen")])

    assert names(store) == ["Spree-Athen"]
    assert store.query("ASK { ?x a schema:Place }") is True

    store.drop_graph(G2)

    assert store.query("ASK { ?x a schema:Place }") is False
    assert store.graphs() == [G1]


def test_adding_keeps_what_is_there(store: SparqlStore) -> None:
    store.replace_graph(G1, [place()])
    store.add_to_graph(G1, [label("Berlin")])

    assert set(store.quads()) == {place(), label("Berlin")}


def test_a_dump_equals_that_of_the_embedded_store(store: SparqlStore, tmp_path: Path) -> None:
    number = Quad(BERLIN, SCHEMA + "value", Literal("3.5", XSD + "decimal"), G1)
    graphs = [(G1, [label("Berlin"), place(), number]), (G2, [place(G2)])]
    store.replace_graphs(graphs)
    with open_store(tmp_path / "store") as embedded:
        embedded.replace_graphs(graphs)
        for dump_format in ("nq", "trig", "ttl"):
            output = io.BytesIO()
            embedded.dump(dump_format, output)

            assert dumped(store, dump_format) == output.getvalue().decode()


def test_answers_are_written_as_the_embedded_store_writes_them(store: SparqlStore) -> None:
    store.replace_graph(G1, [label("Köln"), place()])
    output = io.BytesIO()
    store.write_answer(
        "SELECT ?n ?none { ?x skos:prefLabel ?n OPTIONAL { ?x kg:partOf ?none } }", output, "tsv"
    )
    store.write_answer("CONSTRUCT WHERE { ?x a schema:Place }", output, "nt")
    store.write_answer("ASK { ?x a schema:Place }", output, "csv")

    assert output.getvalue().decode() == (
        f'?n\t?none\n"Köln"@de\t\n<{BERLIN}> <{RDF}type> <{SCHEMA}Place> .\ntrue\n'
    )


def test_an_answer_of_a_suspicious_size_is_checked_for_more(store: SparqlStore) -> None:
    quads = [Quad(f"{BERLIN}/{n}", RDF + "type", SCHEMA + "Place", G1) for n in range(10_000)]
    store.replace_graph(G1, quads)
    found = store.query("# alle\nPREFIX s: <https://schema.org/>\nSELECT ?x { ?x a s:Place }")

    assert isinstance(found, Solutions)
    assert len(found.rows) == 10_000


def test_wrong_and_fetching_queries_are_refused_in_one_line(store: SparqlStore) -> None:
    with pytest.raises(QueryError, match="refuses the query") as caught:
        store.query("SELECT ?x WHERE { ?x a }")
    with pytest.raises(QueryError, match="SERVICE"):
        store.query("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")

    assert "\n" not in str(caught.value)


def test_reading_only_refuses_to_write(server: str) -> None:
    with open_store(server, read_only=True) as opened, pytest.raises(StoreError, match="read only"):
        opened.drop_graph(G1)


def test_a_server_that_is_not_there_is_one_line() -> None:
    location = f"http://127.0.0.1:{free_port()}"
    with open_store(location) as opened, pytest.raises(StoreError, match="does not answer"):
        opened.documents()


@pytest.mark.parametrize(
    ("location", "environment", "expected"),
    [
        ("http://h:7878", {}, ("/query", "/update", "/store")),
        ("http://h:7878/query", {}, ("/query", "/update", "/store")),
        ("http://h:8890/sparql", {}, ("/sparql", "/sparql", "/sparql-graph-crud")),
        (
            "http://h:8890/sparql",
            {"KG_STORE_USER": "dba"},
            ("/sparql", "/sparql-auth", "/sparql-graph-crud-auth"),
        ),
        ("http://h/ds/sparql", {}, ("/ds/sparql", "/ds/update", "/ds/data")),
        ("http://h/repositories/x", {"KG_STORE_UPDATE": "http://h/u", "KG_STORE_GRAPHS": "http://h/g"},
         ("/repositories/x", "/u", "/g")),
    ],
)  # fmt: skip
def test_addresses_follow_the_layout_of_the_server(
    location: str, environment: dict[str, str], expected: tuple[str, str, str]
) -> None:
    found = Addresses.guess(location, environment)

    assert (
        tuple(httpx.URL(address).path for address in (found.query, found.update, found.graphs))
        == expected
    )
