"""The explorer's data, and attempts to break in through it."""

import http.client
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
import roundtable as rt
from serving import serving

from kg.iri import RUNS_GRAPH, document_graph
from kg.mapping import run_quads, to_quads
from kg.stores import open_store

EVIL = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("store")
    document = replace(rt.document(), title=EVIL)
    with open_store(folder) as store:
        quads = to_quads(rt.analysis(document), rt.links(), rt.facts(), rt.RUN)
        store.replace_graph(document_graph(document.iri), quads)
        store.replace_graph(RUNS_GRAPH, run_quads(rt.RUN))
    with serving(folder) as opened:
        yield opened


def get(client: httpx.Client, path: str, **parameters: str):
    response = client.get(f"/api/{path}", params=parameters)
    assert response.status_code == 200, response.text
    return response.json()


def test_search_finds_by_part_of_any_name(client: httpx.Client) -> None:
    assert [row["name"] for row in get(client, "search", q="BRAUCK")] == ["Henrike Brauckmann"]
    assert [row["name"] for row in get(client, "search", q="digitale")] == [
        "Verband Digitale Zukunft"
    ]
    assert get(client, "search", q="öztürk")[0]["class"] == "https://schema.org/Person"
    assert get(client, "search", q="  ") == []


def test_an_entity_page_has_roles_facts_company_and_documents(client: httpx.Client) -> None:
    page = get(client, "entity", iri=rt.BRAUCKMANN.iri)

    assert page["card"][0]["name"] == "Henrike Brauckmann"
    assert [row["role"] for row in page["roles"]] == ["Vorsitzende"]
    assert {row["predicate"].split("#")[1] for row in page["facts"]} == {
        "memberOf",
        "participatesIn",
    }
    assert all(row["sentence"] in rt.TEXT for row in page["facts"])
    assert {row["name"] for row in page["company"]} == {
        "Jörg Öztürk", "S&D", "Verband Digitale Zukunft",
    }  # fmt: skip
    assert [row["title"] for row in page["documents"]] == [EVIL]


def test_a_document_page_has_the_text_with_mentions_and_facts(client: httpx.Client) -> None:
    page = get(client, "document", iri=rt.document().iri)

    assert page["text"] == rt.TEXT
    assert len(page["mentions"]) == len(rt.MENTIONS)
    assert {rt.TEXT[int(m["start"]) : int(m["end"])] for m in page["mentions"]} == {
        surface for surface, _, _ in rt.MENTIONS
    }
    assert {fact["modality"].split("#")[1] for fact in page["facts"]} == {
        "Factual", "Planned", "Negated",
    }  # fmt: skip


def test_money_tells_planned_from_factual(client: httpx.Client) -> None:
    rows = get(client, "money")

    assert [(r["payerName"], r["modality"].split("#")[1], r.get("value"), r.get("least"))
            for r in rows] == [
        ("Europäische Kommission", "Planned", "20000000000", None),
        ("Niedersachsen", "Factual", None, "3500000"),
        ("Niedersachsen", "Factual", None, "3500000"),
    ]  # fmt: skip


def test_the_network_counts_statements_of_a_period(client: httpx.Client) -> None:
    edges = get(client, "network")

    assert {(e["aName"], e["predicate"].split("#")[1], e["bName"]) for e in edges} >= {
        ("Jörg Öztürk", "memberOf", "S&D")
    }
    assert get(client, "network", since="2026-01-01") == []
    assert len(get(client, "network", until="2025-12-31")) == len(edges)
    assert get(client, "network", least="2") == []


def test_entities_of_a_type_are_listed_by_mentions(client: httpx.Client) -> None:
    persons = get(client, "entities", type="Person")

    assert {row["name"] for row in persons} == {"Henrike Brauckmann", "Jörg Öztürk"}
    counts = [int(row["mentions"]) for row in persons]
    assert counts == sorted(counts, reverse=True)
    assert get(client, "entities", type="Legislation") == []


def test_documents_are_found_by_words_of_their_title(client: httpx.Client) -> None:
    assert len(get(client, "documents")) == 1
    assert [row["title"] for row in get(client, "documents", q="SCRIPT>alert")] == [EVIL]
    assert get(client, "documents", q="gibt es nicht") == []


def test_a_shipped_query_is_shown_with_its_values(client: httpx.Client) -> None:
    listed = {query["name"]: query for query in get(client, "queries")}
    text = get(client, "query/roles/text", name='Anna "B"')["text"]

    assert listed["roles"]["german"].startswith("Funktionen einer Person")
    assert listed["roles"]["parameters"][0]["default"] == "Ursula von der Leyen"
    assert listed["top-actors"]["parameters"][0]["default"] == "1900-01-01"
    assert listed["weak-facts"]["parameters"][0]["default"] == "0.7"
    assert 'VALUES ?name { "Anna \\"B\\""@de }' in text
    assert client.get("/sparql", params={"query": text}).status_code == 200


def test_named_queries_are_listed_and_answered(client: httpx.Client) -> None:
    listed = {query["name"]: query for query in get(client, "queries")}

    assert listed["roles"]["parameters"][0]["name"] == "name"
    [row] = get(client, "query/roles", name="Henrike Brauckmann")
    assert row["role"] == "Vorsitzende"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("entity", 400),
        ("entity?iri=a:b&iri=a:c", 400),
        ("entity?iri=kein", 400),
        ("entity?iri=a:b%3E%20%7D%20DROP%20ALL%20%23", 400),
        ("entity?iri=a:unbekannt", 404),
        ("document?iri=a:unbekannt", 404),
        ("network?since=gestern", 400),
        ("network?least=1)%20%7D", 400),
        ("network?least=%C2%B2", 400),
        ("search?q=" + "x" * 201, 400),
        ("query/nichts", 400),
        ("query/roles/text?unknown=b", 400),
        ("entities?type=Unding", 400),
        ("entities", 400),
        ("documents?q=" + "x" * 201, 400),
        ("query/..%2f..%2fmodel.py", 404),
        ("query/roles?name=a&unknown=b", 400),
        ("query/top-actors?since=%22%5E%5Exsd:date", 400),
        ("nichts", 404),
    ],
)
def test_bad_requests_are_refused_with_a_reason(
    client: httpx.Client, path: str, status: int
) -> None:
    response = client.get(f"/api/{path}")

    assert response.status_code == status
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    "value", ['"@de } ?s ?p ?o #', "\\", '"', "a\nb", "') } UNION { ?s ?p ?o } #", "\\u0022", EVIL]
)
def test_a_value_cannot_become_part_of_a_query(client: httpx.Client, value: str) -> None:
    assert get(client, "search", q=value) == []
    assert get(client, "query/roles", name=value) == []


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd",
     "/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd"],
)  # fmt: skip
def test_no_path_leads_out_of_the_static_files(client: httpx.Client, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", client.base_url.port)
    connection.request("GET", path)  # as it is: a client library would tidy the path

    assert connection.getresponse().status == 404
    connection.close()


def test_every_answer_carries_the_security_headers(client: httpx.Client) -> None:
    for path in ("/", "/sparql?query=ASK{}", "/api/counts", "/static/explorer.js", "/nichts"):
        headers = client.get(path).headers

        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in headers


def test_data_is_sent_as_json_and_never_as_a_page(client: httpx.Client) -> None:
    response = client.get("/api/document", params={"iri": rt.document().iri})

    assert EVIL in response.json()["title"]
    assert response.headers["content-type"] == "application/json"
