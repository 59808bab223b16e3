"""Quads as N-Triples say the same as the engine's own terms, whatever stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.model import Literal, Quad
from kg.stores import open_store
from kg.stores.lines import lines_of, to_lines, triples_of
from kg.stores.terms import to_triples
from kg.vocab import SKOS, XSD

S, G = "https://kg.example/id/a", "https://kg.example/graph/doc/a"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS)
def test_any_text_reads_back(text: str) -> None:
    objects = [
        Literal(text), Literal(text, language="de"), Literal(text, XSD + "token"), S + "/ü#x=1,2",
    ]  # fmt: skip
    quads = [Quad(S, SKOS + "note", value, G) for value in objects]
    lines = to_lines(quads)

    assert lines.count(b"\n") == 4
    assert triples_of(lines) == to_triples(quads) == triples_of(quads)
    assert lines_of(lines) == lines == lines_of(quads)


@pytest.mark.parametrize(
    "bad", ["http://a> <http://b", "http://a\nb", "http://a b", 'http://"', "a", ":b"]
)
def test_an_iri_cannot_end_its_line(bad: str) -> None:
    for quad in (
        Quad(bad, SKOS + "note", S, G),
        Quad(S, SKOS + "note", bad, G),
        Quad(S, SKOS + "note", Literal("1", bad), G),
    ):
        with pytest.raises(StoreError, match="not an IRI"):
            to_lines([quad])


@pytest.mark.parametrize("graphs", [1, 6])
def test_a_graph_with_a_relative_iri_is_refused_as_a_whole(tmp_path, graphs: int) -> None:
    good = [(f"{G}/{n}", [Quad(S, SKOS + "note", Literal("x"), G)]) for n in range(graphs)]
    with open_store(tmp_path / "store") as store:
        with pytest.raises(StoreError, match="IRI"):
            store.replace_graphs([*good, (G, [good[0][1][0], Quad("a", SKOS + "note", S, G)])])

        assert store.graphs() == [name for name, _ in good]


@pytest.mark.parametrize("large", [8_000_000, 300, 10])
def test_small_and_large_graphs_are_written_alike(tmp_path, monkeypatch, large: int) -> None:
    monkeypatch.setattr("kg.stores.waiting._BYTES", large)
    monkeypatch.setattr("kg.stores.lines._BLOCK", 100)
    quads = [Quad(S, SKOS + "note", Literal(f"Zeile .\n {n} .\n"), G) for n in range(9)]
    with open_store(tmp_path / "store") as store:
        store.replace_graph(G, to_lines(quads))

        assert sorted(store.quads(G)) == sorted(quads)
        assert store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").records() == [{"n": 9}]
