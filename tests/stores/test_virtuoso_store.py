"""Virtuoso as the store, where Debian's `virtuoso-opensource` is installed."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from test_sparql_store import BERLIN, G1, G2, dumped, free_port, label, names, place

from kg.errors import QueryError, StoreError
from kg.model import Literal, Quad, Solutions
from kg.stores import open_store
from kg.stores.sparql import SparqlStore
from kg.vocab import RDF, SCHEMA, XSD

_INI = Path("/usr/share/virtuoso-opensource-7/virtuoso.ini")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (shutil.which("virtuoso-t") and _INI.exists()), reason="not installed"),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("virtuoso"), free_port()
    text = _INI.read_text(encoding="utf-8")
    text = text.replace("/var/lib/virtuoso-opensource-7/db", str(folder))
    for old, new in (("1111", free_port()), ("8890", port)):
        text = text.replace(f"= {old}\n", f"= 127.0.0.1:{new}\n")
    (folder / "virtuoso.ini").write_text(text, encoding="utf-8")
    process = subprocess.Popen(
        ["virtuoso-t", "+foreground", "+configfile", str(folder / "virtuoso.ini")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_for(f"http://127.0.0.1:{port}/sparql")
    yield f"http://127.0.0.1:{port}/sparql"
    process.terminate()
    process.wait()


def wait_for(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            httpx.get(address)
        except httpx.HTTPError:
            continue
        return
    pytest.fail("Virtuoso did not start")


@pytest.fixture
def store(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[SparqlStore]:
    monkeypatch.setenv("KG_STORE_USER", "dba")
    monkeypatch.setenv("KG_STORE_PASSWORD", "dba")
    with open_store(server) as opened:
        assert isinstance(opened, SparqlStore)
        for graph in opened.graphs():
            opened.drop_graph(graph)
        yield opened


def test_graphs_are_replaced_added_to_and_dropped(store: SparqlStore) -> None:
    store.replace_graphs([(G1, [label('Berlin "an der\nSpree" ß')]), (G2, [place(G2)])])
    store.replace_graph(G1, [label("Spree-Athen")])
    store.add_to_graph(G1, [place()])
    store.drop_graph(G2)

    assert names(store) == ["Spree-Athen"]
    assert set(store.quads()) == {label("Spree-Athen"), place()}


def test_a_dump_keeps_datatypes_and_languages(store: SparqlStore) -> None:
    literals = [("3.5", "decimal"), ("20000000000", "decimal"), ("3", "integer")]
    literals += [("2025-03-01", "date")]  # it turns true into 1, but we store no booleans
    quads = [Quad(BERLIN, SCHEMA + "value", Literal(v, XSD + kind), G1) for v, kind in literals]
    store.replace_graph(G1, [*quads, label("Köln")])

    assert set(store.quads()) == {*quads, label("Köln")}
    assert '"Köln"@de' in dumped(store)


@pytest.mark.parametrize("order", ["", "ORDER BY ?x"])
def test_an_answer_cut_at_ten_thousand_rows_is_fetched_whole(
    store: SparqlStore, order: str
) -> None:
    places = [f"{BERLIN}/{n:05}" for n in range(25_000)]
    store.replace_graph(G2, [Quad(p, RDF + "type", SCHEMA + "Place", G2) for p in places])
    found = store.query(f"SELECT ?x {{ ?x a schema:Place }} {order}")

    assert isinstance(found, Solutions)
    rows = [row[0] for row in found.rows]
    assert (rows if order else sorted(map(str, rows))) == places


def test_without_a_login_writing_is_refused_in_one_line(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KG_STORE_USER", raising=False)
    with open_store(server) as opened, pytest.raises(StoreError, match="KG_STORE_USER"):
        opened.replace_graph(G1, [place()])


def test_a_wrong_query_is_one_line(store: SparqlStore) -> None:
    with pytest.raises(QueryError) as caught:
        store.query("SELECT ?x WHERE { ?x a }")

    assert "\n" not in str(caught.value)
