"""The SPARQL endpoint over real HTTP."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
import roundtable as rt
from serving import serving

from kg.iri import RUNS_GRAPH, document_graph
from kg.mapping import run_quads, to_quads
from kg.model import Literal, Quad
from kg.stores import open_store

JSON = "application/sparql-results+json"
SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
FORM = "application/x-www-form-urlencoded"
G1, G2 = "http://a.example/g1", "http://a.example/g2"


def fill(location: Path) -> None:
    with open_store(location) as store:
        quads = to_quads(rt.analysis(), rt.links(), rt.facts(), rt.RUN)
        store.replace_graph(document_graph(rt.document().iri), quads)
        store.replace_graph(RUNS_GRAPH, run_quads(rt.RUN))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("store")
    fill(folder)
    with serving(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with serving(tmp_path_factory.mktemp("empty"), "--allow-update") as opened:
        yield opened


def ask(client: httpx.Client, query: str, **parameters: object) -> bool:
    response = client.get(
        "/sparql", params={"query": query, **parameters}, headers={"accept": JSON}
    )
    assert response.status_code == 200, response.text
    return bool(response.json()["boolean"])


def update(client: httpx.Client, text: str, **parameters: object) -> httpx.Response:
    return client.post(
        "/sparql", params=parameters, content=text.encode(),
        headers={"content-type": "application/sparql-update"},
    )  # fmt: skip


TRIPLE = "CONSTRUCT { <a:s> <a:p> 1 } {}"
PERSONS = "SELECT ?n WHERE { ?p a schema:Person ; skos:prefLabel ?n } ORDER BY ?n"


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_a_query_comes_in_three_ways(client: httpx.Client, way: str) -> None:
    headers = {"accept": JSON}
    if way == "get":
        response = client.get("/sparql", params={"query": PERSONS}, headers=headers)
    elif way == "form":
        response = client.post("/sparql", data={"query": PERSONS}, headers=headers)
    else:
        headers["content-type"] = "application/sparql-query; charset=utf-8"
        response = client.post("/sparql", content=PERSONS.encode(), headers=headers)

    rows = response.json()["results"]["bindings"]
    assert [row["n"]["value"] for row in rows] == ["Henrike Brauckmann", "Jörg Öztürk"]


@pytest.mark.parametrize(
    ("query", "accept", "media_type", "part"),
    [
        (PERSONS, "", JSON, '"Jörg Öztürk"'),
        (PERSONS, "*/*", JSON, '"Jörg Öztürk"'),
        (PERSONS, "application/sparql-results+xml", "application/sparql-results+xml", "<sparql"),
        (PERSONS, "text/csv", "text/csv; charset=utf-8", "n\r\nHenrike"),
        (PERSONS, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?n\n"),
        (PERSONS, "text/turtle, text/csv;q=0.5", "text/csv; charset=utf-8", "Jörg"),
        (PERSONS, "text/csv;q=0.2, application/json", JSON, "bindings"),
        ("ASK {}", "application/xml", "application/sparql-results+xml", "<boolean>true"),
        (TRIPLE, "", "text/turtle; charset=utf-8", "<a:s> <a:p> 1"),
        (TRIPLE, "application/n-triples", "application/n-triples", "<a:s>"),
        (TRIPLE, "application/ld+json", "application/ld+json", "a:s"),
        (TRIPLE, "application/rdf+xml", "application/rdf+xml", "<rdf:RDF"),
    ],
)  # fmt: skip
def test_the_accept_header_chooses_the_format(
    client: httpx.Client, query: str, accept: str, media_type: str, part: str
) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"accept": accept})

    assert (response.status_code, response.headers["content-type"]) == (200, media_type)
    assert part in response.text


@pytest.mark.parametrize(
    ("method", "address", "content_type", "body", "status"),
    [
        ("PUT", "/sparql?query=ASK%7B%7D", "", b"", 405),
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "", b"", 400),
        ("GET", "/sparql?update=CLEAR%20ALL", "", b"", 400),
        ("GET", "/sparql?query=ASK%20%7B", "", b"", 400),
        ("GET", "/sparql?query=%ff", "", b"", 400),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=kein%20IRI", "", b"", 400),
        ("POST", "/sparql", "text/plain", b"ASK {}", 415),
        ("POST", "/sparql", "", b"ASK {}", 415),
        ("POST", "/sparql", "application/sparql-query; charset=UTF-16", b"ASK {}", 415),
        ("POST", "/sparql", "application/sparql-query", b"ASK { ?s ?p '\xff' }", 400),
        ("POST", "/sparql?query=ASK%7B%7D", "application/sparql-query", b"ASK {}", 400),
        ("POST", "/sparql", FORM, b"query=ASK{}&update=CLEAR", 400),
        ("POST", "/sparql", FORM, b"a=b", 400),
        ("POST", "/sparql", FORM, b"a&" * 5000, 400),
        ("POST", "/sparql", "application/sparql-query", b"#" * (5 << 20), 413),
        ("POST", "/sparql", "application/sparql-update", b"CLEAR ALL", 403),
    ],
)  # fmt: skip
def test_a_bad_request_is_refused(
    client: httpx.Client, method: str, address: str, content_type: str, body: bytes, status: int
) -> None:
    headers = {"content-type": content_type} if content_type else {}
    response = client.request(method, address, content=body, headers=headers)

    assert response.status_code == status
    assert "Traceback" not in response.text


def test_a_wrong_query_is_a_400_with_the_reason(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT * { ?s a schma:Person }"})

    assert response.status_code == 400
    assert response.text.startswith("wrong query at line 1, column 17: the prefix schma:")


def test_a_format_that_does_not_fit_the_query_is_refused(client: httpx.Client) -> None:
    wrong = client.get("/sparql", params={"query": PERSONS}, headers={"accept": "text/turtle"})
    unknown = client.get("/sparql", params={"query": PERSONS}, headers={"accept": "image/png"})

    assert (wrong.status_code, unknown.status_code) == (406, 406)


@pytest.mark.parametrize("text", ["SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"])
def test_a_query_that_would_fetch_is_refused(client: httpx.Client, text: str) -> None:
    response = client.get("/sparql", params={"query": text})

    assert response.status_code == 400
    assert "SERVICE is refused" in response.text


def test_the_service_description_names_what_is_supported(
    client: httpx.Client, writable: httpx.Client
) -> None:
    response = client.get("/sparql", headers={"accept": "text/turtle"})

    assert response.headers["content-type"].startswith("text/turtle")
    assert "sd:SPARQL11Query ;" in response.text
    assert "sd:SPARQL11Update" in writable.get("/sparql").text
    assert client.get("/sparql", headers={"accept": "image/png"}).status_code == 406


def test_a_slow_query_is_stopped_and_stops_no_other(tmp_path: Path) -> None:
    fill(tmp_path)
    with serving(tmp_path, "--timeout", "3", "--workers", "3") as client:
        answers: list[httpx.Response] = []
        address = f"{str(client.base_url).rstrip('/')}/sparql?query={quote(SLOW)}"
        slow = threading.Thread(target=lambda: answers.append(httpx.get(address, timeout=120)))
        slow.start()
        quick = 0
        while slow.is_alive():
            assert ask(client, "ASK { ?p a schema:Person }")
            quick += 1
        slow.join()

        assert quick >= 2
        assert answers[0].status_code == 503
        assert "stopped after 3 seconds" in answers[0].text
        assert ask(client, "ASK { ?p a schema:Person }")


def test_a_query_that_needs_too_much_memory_ends_alone(tmp_path: Path) -> None:
    fill(tmp_path)
    query = (
        "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?x) "
        "WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    )
    with serving(tmp_path, "--memory", "256", "--timeout", "120") as client:
        response = client.get("/sparql", params={"query": query}, timeout=180)

        assert response.status_code == 500
        assert "too much memory" in response.text
        assert ask(client, "ASK { ?p a schema:Person }")


def test_an_answer_beyond_the_limit_is_refused(client: httpx.Client) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g a ?h }"
    response = client.get("/sparql", params={"query": query})

    assert response.status_code in (413, 503)
    assert "add LIMIT" in response.text or "stopped" in response.text


def test_updates_are_seen_at_once(writable: httpx.Client) -> None:
    for number in range(5):
        assert update(writable, f"INSERT DATA {{ <a:s> <a:p> {number} }}").status_code == 204
        assert ask(writable, f"ASK {{ <a:s> <a:p> {number} }}")
    assert writable.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 204
    assert not ask(writable, "ASK { <a:s> <a:p> 1 }")


def test_graphs_of_the_request_replace_those_of_the_store(writable: httpx.Client) -> None:
    update(writable, f"CLEAR ALL ; INSERT DATA {{ GRAPH <{G1}> {{ <a:s> <a:p> 1 }} "
                     f"GRAPH <{G2}> {{ <a:s> <a:p> 1 . <a:s> <a:p> 2 }} }}")  # fmt: skip

    def count(pattern: str, **parameters: object) -> str:
        response = writable.get(
            "/sparql", params={"query": f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", **parameters}
        )
        return str(response.json()["results"]["bindings"][0]["n"]["value"])

    assert count("?s ?p ?o") == "0"
    assert count("?s ?p ?o", **{"default-graph-uri": [G1, G2]}) == "2"
    assert count("?s ?p ?o", **{"default-graph-uri": G2}) == "2"
    assert count("?s ?p ?o", **{"named-graph-uri": G2}) == "0"
    assert count("GRAPH ?g { ?s ?p ?o }", **{"named-graph-uri": G1}) == "1"
    assert count("GRAPH ?g { ?s ?p ?o }", **{"default-graph-uri": G1}) == "0"
    both = {"default-graph-uri": [G1, G2], "named-graph-uri": G2}
    assert count("GRAPH ?g { ?s ?p ?o }", **both) == "2"


def test_using_graph_uri_is_what_where_reads(writable: httpx.Client) -> None:
    update(writable, f"CLEAR ALL ; INSERT DATA {{ GRAPH <{G1}> {{ <a:s> <a:p> 1 }} "
                     f"GRAPH <{G2}> {{ <a:s> <a:p> 2 }} }}")  # fmt: skip

    response = update(
        writable, "INSERT { <a:t> <a:p> ?o } WHERE { ?s <a:p> ?o }", **{"using-graph-uri": G2}
    )

    assert response.status_code == 204
    assert ask(writable, "ASK { <a:t> <a:p> 2 FILTER NOT EXISTS { <a:t> <a:p> 1 } }")
    refused = update(writable, "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
                     **{"using-graph-uri": G2})  # fmt: skip
    assert refused.status_code == 400


def test_a_wrong_update_changes_nothing(writable: httpx.Client) -> None:
    update(writable, "CLEAR ALL ; INSERT DATA { <a:s> <a:p> 1 }")

    for text in (
        "CLEAR XYZ",
        "CLEAR ALL ; LOAD <http://127.0.0.1:1/>",
        "CLEAR ALL ; INSERT DATA {",
    ):
        assert update(writable, text).status_code == 400

    assert ask(writable, "ASK { <a:s> <a:p> 1 }")


def test_another_site_cannot_update_through_a_browser(writable: httpx.Client) -> None:
    foreign = writable.post(
        "/sparql", data={"update": "CLEAR ALL"}, headers={"origin": "https://evil.example"}
    )
    own = writable.post(
        "/sparql", data={"update": "INSERT DATA { <a:s> <a:o> 1 }"},
        headers={"origin": str(writable.base_url).rstrip("/")},
    )  # fmt: skip

    assert (foreign.status_code, own.status_code) == (403, 204)


def test_an_update_beside_another_writer_says_so(tmp_path: Path) -> None:
    with serving(tmp_path, "--allow-update") as client:
        with open_store(tmp_path):
            response = update(client, "INSERT DATA { <a:s> <a:p> 1 }")
        assert response.status_code == 503
        assert "another process writes" in response.text
        assert update(client, "INSERT DATA { <a:s> <a:p> 1 }").status_code == 204


def test_readers_see_an_ingest_within_seconds(tmp_path: Path) -> None:
    fill(tmp_path)
    with serving(tmp_path) as client:
        assert not ask(client, "ASK { <a:s> <a:p> 'neu' }")
        with open_store(tmp_path) as store:
            store.replace_graph(G1, [Quad("a:s", "a:p", Literal("neu"), G1)])
            until = time.monotonic() + 10
            while not ask(client, "ASK { <a:s> <a:p> 'neu' }"):
                assert time.monotonic() < until
                time.sleep(0.1)


def test_many_clients_beside_a_writer_get_right_answers(tmp_path: Path) -> None:
    fill(tmp_path)
    stop = threading.Event()

    def write() -> None:
        with open_store(tmp_path) as store:
            number = 0
            while not stop.is_set():
                number += 1
                graphs = [f"http://a.example/{number % 40}/{k}" for k in range(6)]
                store.replace_graphs(
                    (g, [Quad("a:s", f"a:p{n}", Literal(str(number)), g) for n in range(10)])
                    for g in graphs
                )

    async def read_many(base: str) -> list[tuple[int, object]]:
        limits = httpx.Limits(max_connections=100)
        async with httpx.AsyncClient(base_url=base, timeout=60, limits=limits) as client:

            async def one() -> tuple[int, object]:
                query = "SELECT (COUNT(*) AS ?n) { ?p a schema:Person }"
                response = await client.get("/sparql", params={"query": query})
                answer = json.loads(response.text)["results"]["bindings"][0]["n"]["value"]
                return response.status_code, answer

            return [
                answer
                for _ in range(5)
                for answer in await asyncio.gather(*(one() for _ in range(100)))
            ]

    with serving(tmp_path) as client:
        writer = threading.Thread(target=write)
        writer.start()
        try:
            answers = asyncio.run(read_many(str(client.base_url)))
        finally:
            stop.set()
            writer.join()

    assert set(answers) == {(200, "2")}
    assert len(answers) == 500


def test_cors_is_off_unless_asked_for(client: httpx.Client, tmp_path: Path) -> None:
    origin = {"origin": "https://site.example"}
    assert "access-control-allow-origin" not in client.get("/sparql", headers=origin).headers

    fill(tmp_path)
    with serving(tmp_path, "--cors", "https://site.example") as open_to_one:
        headers = open_to_one.get("/sparql", headers=origin).headers
        other = open_to_one.get("/sparql", headers={"origin": "https://x.example"}).headers

    assert headers["access-control-allow-origin"] == "https://site.example"
    assert "access-control-allow-origin" not in other


def test_a_foreign_host_name_is_refused(client: httpx.Client) -> None:
    response = client.get("/sparql", headers={"host": "rebound.example"})

    assert response.status_code == 400


def test_a_missing_store_ends_with_one_line(tmp_path: Path) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "kg", "serve", "--store", str(tmp_path / "nichts")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("no store there; `kg ingest` makes one")
