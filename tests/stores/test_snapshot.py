import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from kg.model import Literal, Quad
from kg.stores import open_store
from kg.stores.snapshot import fingerprint, take_snapshot

GRAPH = "https://kg.example/graph/doc/a"

_WRITER = textwrap.dedent("""
    import sys
    from kg.model import Literal, Quad
    from kg.stores import open_store
    store = open_store(sys.argv[1])
    def quads(n, g):
        return [Quad("https://a.example/s", f"https://a.example/p{k}", Literal(f"{n}"), g)
                for k in range(20)]
    n = 0
    while True:
        n += 1
        graphs = [f"https://kg.example/graph/doc/{n * 10 + k}" for k in range(6)]
        store.replace_graphs((g, quads(n, g)) for g in graphs)
        store.replace_graph("https://kg.example/graph/doc/0", quads(n, "x"))
        if n > 3:
            store.drop_graph(f"https://kg.example/graph/doc/{(n - 3) * 10}")
        print(n, flush=True)
""")


def write(location: Path, text: str) -> None:
    with open_store(location) as store:
        store.replace_graph(
            GRAPH, [Quad("https://a.example/s", "https://a.example/p", Literal(text), GRAPH)]
        )


def test_readers_see_whole_states_while_a_writer_works(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        sizes, newest, until = set(), 0, time.monotonic() + 4
        while time.monotonic() < until:
            with open_store(tmp_path, read_only=True) as reader:
                rows = reader.select(
                    "SELECT ?g (COUNT(*) AS ?n) (MAX(?o) AS ?v) "
                    "WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
                )
                union = reader.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")[0]["n"]
                values = {row["v"] for row in rows}
                sizes |= {row["n"] for row in rows}
                assert union == 20 * len(values)
                newest = max(newest, *(int(str(value)) for value in values))
        writer.kill()

    assert sizes == {20}
    assert newest > 2
    assert list((tmp_path / "readers").iterdir()) == []


def test_a_reader_keeps_its_state_after_the_writer_replaced_everything(tmp_path: Path) -> None:
    write(tmp_path, "alt")

    with open_store(tmp_path, read_only=True) as reader:
        for number in range(30):
            write(tmp_path, f"neu {number}")

        assert reader.query("ASK { ?s ?p 'alt' }") is True
    with open_store(tmp_path, read_only=True) as reader:
        assert reader.query("ASK { ?s ?p 'neu 29' }") is True


def test_views_of_dead_readers_are_removed(tmp_path: Path) -> None:
    write(tmp_path, "x")
    code = (
        "import os, sys; from kg.stores import open_store; "
        "open_store(sys.argv[1], read_only=True); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert len(list((tmp_path / "readers").iterdir())) == 1

    with open_store(tmp_path, read_only=True):
        assert len(list((tmp_path / "readers").iterdir())) == 1
    assert list((tmp_path / "readers").iterdir()) == []


def test_without_links_the_store_itself_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "x")

    def refuse(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)

    assert take_snapshot(tmp_path / "oxigraph").path == tmp_path / "oxigraph"
    with open_store(tmp_path, read_only=True) as reader:
        assert reader.query("ASK { ?s ?p 'x' }") is True


def test_the_fingerprint_changes_with_the_store(tmp_path: Path) -> None:
    write(tmp_path, "a")
    first = fingerprint(tmp_path / "oxigraph")
    assert fingerprint(tmp_path / "oxigraph") == first

    write(tmp_path, "b")

    assert fingerprint(tmp_path / "oxigraph") != first
