import io
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ExportError, QueryError, StoreError, StoreLockedError
from kg.model import Literal, Quad, Solutions
from kg.stores import open_store
from kg.stores.embedded import EmbeddedStore
from kg.vocab import KG, SCHEMA, SKOS, XSD

G1, G2 = "https://kg.example/graph/doc/a", "https://kg.example/graph/doc/b"
BERLIN = "https://kg.example/id/place/berlin"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def quad(subject: str, predicate: str, value: str | Literal, graph: str = G1) -> Quad:
    return Quad(subject, predicate, value, graph)


def label(text: str, graph: str = G1) -> Quad:
    return quad(BERLIN, SKOS + "prefLabel", Literal(text, language="de"), graph)


def dumped(store: EmbeddedStore, dump_format: str = "nq") -> str:
    output = io.BytesIO()
    store.dump(dump_format, output)
    return output.getvalue().decode()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with open_store(tmp_path / "store") as opened:
        yield opened


def count(store: EmbeddedStore, pattern: str = "?s ?p ?o") -> object:
    return store.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")[0]["n"]


def test_query_without_graph_counts_a_triple_of_two_graphs_once(store: EmbeddedStore) -> None:
    store.replace_graph(G1, [label("Berlin")])
    store.replace_graph(G2, [label("Berlin", G2)])

    assert count(store) == 1
    assert count(store, "GRAPH ?g { ?s ?p ?o }") == 2


def test_replacing_a_graph_removes_what_only_it_stated(store: EmbeddedStore) -> None:
    store.replace_graph(G1, [label("Berlin"), label("Spree-Athen")])
    store.replace_graph(G2, [label("Berlin", G2)])

    store.replace_graph(G1, [label("Bärlin")])

    answer = store.query("SELECT ?l WHERE { ?s skos:prefLabel ?l } ORDER BY ?l")
    assert isinstance(answer, Solutions)
    assert [str(row[0].value) for row in answer.rows if isinstance(row[0], Literal)] == [
        "Berlin",
        "Bärlin",
    ]


def test_dropping_a_graph_leaves_no_trace_of_it(store: EmbeddedStore) -> None:
    store.replace_graph(G2, [label("Berlin", G2)])
    before = dumped(store)
    store.replace_graph(G1, [label("Berlin"), label("Spree-Athen")])

    store.drop_graph(G1)
    store.drop_graph("https://kg.example/graph/doc/unknown")

    assert dumped(store) == before
    assert store.graphs() == [G2]
    assert count(store) == 1


def test_batches_equal_single_writes(tmp_path: Path) -> None:
    graphs = {
        f"https://kg.example/graph/doc/{n}": [label("Berlin"), label(f"Name {n}")]
        for n in range(12)
    }
    with open_store(tmp_path / "one") as one, open_store(tmp_path / "two") as two:
        for graph, quads in graphs.items():
            one.replace_graph(graph, quads)
        two.replace_graph(next(iter(graphs)), [label("veraltet")])
        two.replace_graphs(graphs.items())

        assert dumped(one) == dumped(two)
        assert dumped(one, "ttl") == dumped(two, "ttl")
        assert dumped(one).count("\n") == 24


def test_many_files_of_a_large_load_are_merged_on_closing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(location: Path) -> int:
        with open_store(location) as store:
            for batch in range(4):
                graphs = [f"https://kg.example/graph/doc/{batch}-{n}" for n in range(5)]
                store.replace_graphs(
                    (g, [label(f"Name {g} {n}") for n in range(40)]) for g in graphs
                )
        return len(list((location / "oxigraph").glob("*.sst")))

    monkeypatch.setattr("kg.stores.waiting._BYTES", 100)  # so each graph is loaded by itself
    small = load(tmp_path / "small")
    monkeypatch.setattr("kg.stores.disk._MERGE_FROM_QUADS", 100)

    assert load(tmp_path / "large") < small
    with open_store(tmp_path / "large") as large, open_store(tmp_path / "small") as other:
        assert dumped(large) == dumped(other)


def test_a_batch_that_names_a_graph_twice_keeps_the_last(store: EmbeddedStore) -> None:
    store.replace_graphs([(G1, [label("alt")]), (G1, [label("neu")])])

    assert count(store) == 1
    assert store.query('ASK { ?s skos:prefLabel "neu"@de }') is True


def test_adding_to_a_graph_keeps_what_it_has(store: EmbeddedStore) -> None:
    store.replace_graph(G1, [label("Berlin")])

    store.add_to_graph(G1, [label("Spree-Athen")])

    assert count(store) == 2


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\r"), min_size=0, max_size=30
) | st.sampled_from(["\\u0041", '"""', "} DROP ALL ; {", "\\", "\n\t", "a\\nb", "😀"])


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from([G1, G2]), st.lists(TEXTS, max_size=4)), max_size=6))
def test_default_graph_is_always_the_union(writes: list[tuple[str, list[str]]]) -> None:
    import tempfile

    expected: dict[str, set[str]] = {}
    with tempfile.TemporaryDirectory() as folder, open_store(folder) as store:
        for graph, texts in writes:
            store.replace_graph(graph, [label(text) for text in texts])
            expected[graph] = set(texts)

        union = {row["o"] for row in store.select("SELECT ?o WHERE { ?s ?p ?o }")}
        assert union == set().union(*expected.values())
        for graph, texts_of_graph in expected.items():
            kept = {q.object.value for q in store.quads(graph) if isinstance(q.object, Literal)}
            assert kept == texts_of_graph


def test_nquads_are_sorted_and_do_not_depend_on_the_order_of_writing(tmp_path: Path) -> None:
    with open_store(tmp_path / "one") as one, open_store(tmp_path / "two") as two:
        one.replace_graph(G1, [label("Zwickau"), label("Aachen\nzwei Zeilen")])
        one.replace_graph(G2, [label("Köln")])
        two.replace_graph(G2, [label("Köln")])
        two.replace_graph(G1, [label("Aachen\nzwei Zeilen"), label("Zwickau")])

        lines = dumped(one).splitlines()
        assert lines == sorted(lines)
        assert len(lines) == 3
        for dump_format in ("nq", "nt", "ttl", "trig", "jsonld"):
            assert dumped(one, dump_format) == dumped(two, dump_format)


def test_a_large_dump_is_sorted_through_files(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.replace_graph(G1, [label(f"Name {n}") for n in range(10)])
    whole = dumped(store)

    monkeypatch.setattr("kg.stores.dump._LINES_IN_MEMORY", 3)

    assert dumped(store) == whole
    assert len(whole.splitlines()) == 10


def test_an_unknown_dump_format_is_named(store: EmbeddedStore) -> None:
    with pytest.raises(ExportError, match=r"'n3'.*nq, trig"):
        dumped(store, "n3")


def test_rows_come_as_python_values(store: EmbeddedStore) -> None:
    store.replace_graph(
        G1,
        [
            quad(BERLIN, SCHEMA + "value", Literal("20000000000", XSD + "decimal")),
            quad(BERLIN, SCHEMA + "datePublished", Literal("2025-10-21", XSD + "date")),
            quad(BERLIN, KG + "length", Literal("12", XSD + "integer")),
        ],
    )

    rows = store.select(
        "SELECT * WHERE { ?s schema:value ?v ; schema:datePublished ?d ; kg:length ?n "
        "OPTIONAL { ?s schema:url ?u } FILTER(?v > 1e9) }"
    )

    assert [(str(r["v"]), str(r["d"]), r["n"], r["u"], r["s"]) for r in rows] == [
        ("20000000000", "2025-10-21", 12, None, BERLIN)
    ]
    assert [type(rows[0][name]).__name__ for name in "vdn"] == ["Decimal", "date", "int"]


def test_construct_gives_quads(store: EmbeddedStore) -> None:
    store.replace_graph(G1, [label("Berlin")])

    answer = store.query("CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s skos:prefLabel ?l }")

    assert answer == [
        Quad(
            BERLIN,
            "http://www.w3.org/2000/01/rdf-schema#label",
            Literal("Berlin", language="de"),
            "",
        )
    ]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * WHERE { ?s a schma:Person }", r"line 1, column \d+: .*schma.*mean schema:"),
        ("SELECT * WHERE {\n ?s a zz:X }", r"line 2, column \d+: .*PREFIX zz:"),
        ("SELECT * WHERE { ?s a schema:Person", r"ends too early; 1 closing brace missing"),
        ("SELECT ?x (COUNT(*) AS ?n) WHERE { ?x a ?y }", "GROUP BY"),
        ("", "empty"),
        ("SELEKT * WHERE { ?s ?p ?o }", "starts with SELECT"),
        ("INSERT DATA { <a:b> <a:b> 1 }", "update"),
        ("SELECT * WHERE { ?s ?p }", "line 1, column"),
    ],
)
def test_a_wrong_query_is_explained_in_one_line(
    store: EmbeddedStore, query: str, message: str
) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        store.query(query)

    assert "\n" not in str(caught.value)


def test_select_refuses_other_forms(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="not a SELECT"):
        store.select("ASK { ?s ?p ?o }")


def test_a_second_writer_gets_a_clear_error(tmp_path: Path) -> None:
    with open_store(tmp_path):
        program = (
            "import sys; from kg.stores import open_store; from kg.errors import StoreLockedError\n"
            "try: open_store(sys.argv[1])\n"
            "except StoreLockedError as error: print(error)"
        )
        other = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)],
            capture_output=True,
            text=True,
            check=True,
        )
        with pytest.raises(StoreLockedError):
            open_store(tmp_path)

    assert "another process writes" in other.stdout


def test_the_lock_is_released_on_close(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    store = open_store(tmp_path)
    store.close()
    store.close()

    with pytest.raises(StoreError, match="closed"):
        store.query("ASK {}")


def test_a_reader_works_beside_a_writer_and_cannot_write(store: EmbeddedStore) -> None:
    store.replace_graph(G1, [label("Berlin")])

    with open_store(store.location, read_only=True) as reader:
        store.replace_graph(G2, [label("Köln")])

        assert count(reader) == 1
        with pytest.raises(StoreError, match="read only"):
            reader.replace_graph(G1, [])
        with pytest.raises(StoreError, match="read only"):
            reader.drop_graph(G1)


def test_a_reader_of_a_missing_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store there; `kg ingest`"):
        open_store(tmp_path / "missing", read_only=True)

    assert not (tmp_path / "missing").exists()


def test_a_file_in_place_of_the_store_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("kein Verzeichnis")

    with pytest.raises(StoreError, match="cannot open"):
        open_store(tmp_path / "store")


@pytest.mark.parametrize("read_only", [True, False])
def test_a_corrupt_store_is_an_error(tmp_path: Path, *, read_only: bool) -> None:
    with open_store(tmp_path) as store:
        store.replace_graph(G1, [label("Berlin")])
    for file in (tmp_path / "oxigraph").glob("MANIFEST*"):
        file.write_bytes(b"kaputt" * 100)

    with pytest.raises(StoreError, match=str(tmp_path)):
        open_store(tmp_path, read_only=read_only)


def test_a_word_that_is_no_iri_is_refused_before_anything_is_written(store: EmbeddedStore) -> None:
    store.replace_graph(G1, [label("Berlin")])

    with pytest.raises(StoreError, match="not an IRI"):
        store.replace_graph(G1, [quad("kein IRI", SKOS + "prefLabel", Literal("x"))])

    assert count(store) == 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdflib_sees_the_same_and_its_default_graph_is_the_union(store: EmbeddedStore) -> None:
    store.replace_graph(G1, [label("Berlin"), quad(BERLIN, TYPE, SCHEMA + "Place")])
    store.replace_graph(G2, [label("Berlin", G2)])
    store.add_to_graph(G2, [quad(BERLIN, SCHEMA + "value", Literal("1.5", XSD + "decimal"))])

    dataset = store.to_rdflib()

    rows = dataset.query(
        "SELECT ?l ?v WHERE { ?s a schema:Place ; skos:prefLabel ?l ; schema:value ?v }"
    )
    assert [tuple(map(str, row)) for row in rows] == [("Berlin", "1.5")]
    assert len(list(dataset.quads((None, None, None, None)))) == 4


def test_a_killed_writer_leaves_whole_documents(tmp_path: Path) -> None:
    program = textwrap.dedent("""
        import sys
        from kg.model import Literal, Quad
        from kg.stores import open_store
        store = open_store(sys.argv[1])
        for n in range(10**6):
            g = f"https://kg.example/graph/doc/{n % 7}"
            text = lambda k: Literal(f"{n} {k}")
            quad = lambda k: Quad("https://a.example/s", "https://a.example/p", text(k), g)
            store.replace_graph(g, map(quad, range(50)))
            print(n, flush=True)
    """)
    for stop_after in (3, 11):
        writer = subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        for line in writer.stdout:
            if int(line) >= stop_after:
                break
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()

        with open_store(tmp_path) as store:
            sizes = store.select(
                "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
            )
            assert {row["n"] for row in sizes} == {50}
            assert count(store) == 50 * len(sizes)
