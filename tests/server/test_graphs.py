"""The Graph Store Protocol, and `kg` itself as a client of `kg serve`."""

import io
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import roundtable as rt
from serving import serving

from kg.iri import document_graph
from kg.mapping import to_quads
from kg.stores import open_store

GRAPH = "http://a.example/g"
TURTLE = {"content-type": "text/turtle"}
TRIPLES = "<http://a.example/s> <http://a.example/p> 1 , 2 ."


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    with serving(tmp_path, "--allow-update") as opened:
        yield opened


def call(client: httpx.Client, method: str, content: str = "", graph: str = GRAPH, **headers: str):
    return client.request(
        method, "/store", params={"graph": graph}, content=content.encode(),
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )  # fmt: skip


def count(client: httpx.Client, pattern: str = "?s ?p ?o") -> int:
    query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
    rows = client.get("/query", params={"query": query}).json()["results"]["bindings"]
    return int(rows[0]["n"]["value"])


def test_a_graph_is_put_read_extended_and_removed(client: httpx.Client) -> None:
    assert call(client, "GET").status_code == 404
    assert call(client, "PUT", TRIPLES, content_type="text/turtle").status_code == 201
    assert (
        call(client, "PUT", TRIPLES, content_type="text/turtle; charset=utf-8").status_code == 204
    )
    more = "<http://a.example/s> <http://a.example/p> <http://a.example/o> .\n"
    assert call(client, "POST", more, content_type="application/n-triples").status_code == 204

    read = call(client, "GET", accept="application/n-triples")

    assert read.headers["content-type"] == "application/n-triples"
    assert len(read.text.splitlines()) == 3
    assert (count(client), count(client, "GRAPH ?g { ?s ?p ?o }")) == (3, 3)
    assert len(client.get("/store?default", headers={"accept": "text/turtle"}).text) > 20
    assert call(client, "DELETE").status_code == 204
    assert call(client, "DELETE").status_code == 404
    assert count(client) == 0


def test_the_default_graph_stays_the_union(client: httpx.Client) -> None:
    for graph in (GRAPH, f"{GRAPH}2"):
        call(client, "PUT", TRIPLES, graph, content_type="text/turtle")
    assert count(client) == 2

    call(client, "DELETE")

    assert count(client) == 2


@pytest.mark.parametrize(
    ("method", "query", "content_type", "body", "status"),
    [
        ("PUT", "", "text/turtle", TRIPLES, 400),
        ("PUT", "?default", "text/turtle", TRIPLES, 403),
        ("PUT", "?graph=kein%20IRI", "text/turtle", TRIPLES, 400),
        ("PUT", f"?graph={GRAPH}&default", "text/turtle", TRIPLES, 400),
        ("PUT", f"?graph={GRAPH}", "text/plain", TRIPLES, 415),
        ("PUT", f"?graph={GRAPH}", "text/turtle", "kein Turtle", 400),
        ("PUT", f"?graph={GRAPH}", "text/turtle", "[] <a:p> 1 .", 400),
        ("PATCH", f"?graph={GRAPH}", "text/turtle", TRIPLES, 405),
    ],
)
def test_bad_requests_are_refused(
    client: httpx.Client, method: str, query: str, content_type: str, body: str, status: int
) -> None:
    response = client.request(
        method, f"/store{query}", content=body, headers={"content-type": content_type}
    )

    assert response.status_code == status
    assert count(client) == 0


def test_graphs_are_not_written_unless_allowed(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    with serving(tmp_path) as client:
        assert call(client, "PUT", TRIPLES, content_type="text/turtle").status_code == 403
        assert call(client, "DELETE").status_code == 403


def test_kg_stores_into_kg_serve_as_into_a_folder(client: httpx.Client, tmp_path: Path) -> None:
    graph = document_graph(rt.document().iri)
    quads = to_quads(rt.analysis(), rt.links(), rt.facts(), rt.RUN)

    def dumped(store) -> bytes:
        output = io.BytesIO()
        store.dump("nq", output)
        return output.getvalue()

    with open_store(tmp_path / "local") as local:
        local.replace_graph(graph, quads)
        expected, counted = dumped(local), local.statistics()
    with open_store(str(client.base_url)) as remote:
        remote.replace_graph(graph, quads[:100])
        remote.replace_graph(graph, quads)
        assert dumped(remote) == expected
        assert remote.statistics() == counted
        remote.drop_graph(graph)
        assert remote.graphs() == []
    assert count(client) == 0
