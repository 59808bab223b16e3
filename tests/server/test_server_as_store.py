"""Every command that asks gives the same answer from a server as from a folder.

Servers are Oxigraph's own and `kg serve`.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from serving import serving
from small_corpus import fill
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import StoreError
from kg.stores import open_store
from kg.stores.embedded import EmbeddedStore
from kg.stores.named import named_queries

run = CliRunner()
COMMANDS = [
    ("stats",),
    ("query", "SELECT ?n (COUNT(?m) AS ?c) { ?m oa:hasBody ?e . ?e skos:prefLabel ?n } "
     "GROUP BY ?n ORDER BY ?n", "--format", "csv"),
    ("query", "ASK { ?x a schema:Person }"),
    ("query", "CONSTRUCT WHERE { ?x a schema:Person ; skos:prefLabel ?n }", "--format", "ttl"),
    ("show", "Karl Wieland"), ("show", "Karl Wieland", "--format", "json"),
    ("why", "Karl Wieland", "SPD"),
    ("analyze", "centrality"), ("analyze", "communities"), ("analyze", "brokers"),
    ("analyze", "path", "Karl Wieland", "SPD"), ("analyze", "timeline"), ("analyze", "summary"),
    ("analyze", "change", "--at", "2026-01-01"),
    ("export", "--kind", "money", "--format", "csv"), ("export", "--format", "gexf"),
    ("export", "--format", "ftm"), ("export", "--format", "nq"), ("export", "--format", "ttl"),
]  # fmt: skip


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    with fill(tmp_path_factory.mktemp("local") / "store") as opened:
        yield opened


@pytest.fixture(scope="module", params=["oxigraph", "kg serve"])
def address(
    request: pytest.FixtureRequest, local: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    if request.param == "kg serve":
        with serving(tmp_path_factory.mktemp("served"), "--allow-update") as client:
            yield copied(local, str(client.base_url))
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [str(Path(sys.executable).parent / "oxigraph"), "serve", "--bind", bind]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            httpx.get(f"http://{bind}/")
            break
        except httpx.ConnectError:
            time.sleep(0.05)
    yield copied(local, f"http://{bind}")
    process.terminate()
    process.wait()


def copied(local: EmbeddedStore, address: str) -> str:
    with open_store(address) as server:
        server.replace_graphs((graph, [*local.quads(graph)]) for graph in local.graphs())
    return address


def answer(store: object, *command: str) -> str:
    done = run.invoke(app, [*command, "--store", str(store)])

    assert done.exit_code == 0, done.output
    return str(done.stdout)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command)[:30])
def test_the_answer_is_that_of_a_folder(
    command: tuple[str, ...], address: str, local: EmbeddedStore
) -> None:
    assert answer(address, *command) == answer(local.location, *command)


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_a_named_query_gives_the_same_rows(name: str, address: str, local: EmbeddedStore) -> None:
    here, there = (
        answer(store, "query", "--name", name, "--format", "csv").splitlines()
        for store in (local.location, address)
    )

    assert there[0] == here[0]
    # The order within GROUP_CONCAT is the engine's.
    assert sorted(map(_parts, there)) == sorted(map(_parts, here))


def _parts(row: str) -> list[list[str]]:
    return [sorted(cell.split("; ")) for cell in row.split(",")]


def test_a_server_that_takes_no_updates_says_so(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    with (
        serving(tmp_path) as client,
        open_store(str(client.base_url)) as server,
        pytest.raises(StoreError, match="--allow-update"),
    ):
        server.replace_graph("https://kg.example/graph/doc/a", [])
