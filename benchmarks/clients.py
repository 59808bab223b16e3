"""Many clients at once ask `kg serve` while `kg ingest` writes: errors, wrong answers, memory.

A store is filled with some of our varied articles; then the server and an ingest of more articles
run side by side, and the clients ask without a pause. Each answer is checked: what the store held
before must be there unchanged, and what comes must come as whole documents. The exit code is 1 if
an answer was an error or wrong.

Run: python benchmarks/clients.py [--clients 200 --seconds 30]
"""

import argparse
import asyncio
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from articles import write

from kg.stores import open_store

ASK = "ASK { %s }"
# Never true: a title without its text, a graph's document that the default graph lacks.
HALF = (
    "?d schema:headline ?t FILTER NOT EXISTS { ?d kg:hasText/kg:text ?x }",
    "GRAPH ?g { ?d kg:hasText ?t } FILTER NOT EXISTS { ?d kg:hasText ?t }",
    # With two patterns inside, FILTER NOT EXISTS would look at each pair of mentions.
    "{ ?m a kg:Mention } MINUS { ?m oa:hasTarget/oa:exact ?x }",
)
STORED = """SELECT ?d ?text (COUNT(?m) AS ?n) WHERE {
  ?d kg:hasText ?t . ?t kg:text ?text . ?s oa:hasSource ?t . ?m oa:hasTarget ?s
} GROUP BY ?d ?text"""
ACTORS = """SELECT ?e (COUNT(?m) AS ?n) WHERE { ?m oa:hasBody ?e . ?e a schema:Organization }
GROUP BY ?e ORDER BY DESC(?n) LIMIT 20"""


@dataclass(frozen=True)
class Question:
    """An address with its parameters, and whether an answer is right."""

    path: str
    parameters: dict[str, str]
    right: Callable[[object], bool]


@dataclass
class Seen:
    """What came back: status codes, wrong answers, seconds per answer, memory in MB over time."""

    statuses: Counter[int | str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def questions(location: Path) -> list[Question]:
    """Return questions whose answers an ingest must not change, or in a known direction only."""
    with open_store(location, read_only=True) as store:
        documents, actors = store.select(STORED), store.select(ACTORS)
    asked = [Question("/sparql", {"query": ASK % half}, _is_false) for half in HALF]
    for row in documents:
        right = _has_document(str(row["text"]), int(str(row["n"])))
        asked.append(Question("/api/document", {"iri": str(row["d"])}, right))
    for row in actors:
        query = f"SELECT (COUNT(?m) AS ?n) WHERE {{ ?m oa:hasBody <{row['e']}> }}"
        asked.append(Question("/sparql", {"query": query}, _at_least(int(str(row["n"])))))
        asked.append(Question("/api/entity", {"iri": str(row["e"])}, _has_card))
    return asked


def _is_false(answer: object) -> bool:
    return isinstance(answer, dict) and answer["boolean"] is False


def _has_card(answer: object) -> bool:
    return isinstance(answer, dict) and bool(answer["card"]) and bool(answer["documents"])


def _has_document(text: str, mentions: int) -> Callable[[object], bool]:
    return lambda page: (
        isinstance(page, dict) and page["text"] == text and len(page["mentions"]) == mentions
    )


def _at_least(count: int) -> Callable[[object], bool]:
    def right(answer: object) -> bool:
        rows = answer["results"]["bindings"] if isinstance(answer, dict) else []
        return len(rows) == 1 and int(rows[0]["n"]["value"]) >= count

    return right


async def besiege(base: str, asked: list[Question], clients: int, seconds: float, pid: int) -> Seen:
    """Let the clients ask for so long, each its own sequence of questions."""
    seen, end = Seen(), time.monotonic() + seconds
    limits = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    async with httpx.AsyncClient(base_url=base, timeout=120, limits=limits) as http:
        watch = asyncio.create_task(_watch(pid, seen))
        await asyncio.gather(*(_client(http, asked, n, end, seen) for n in range(clients)))
        watch.cancel()
    return seen


async def _client(
    http: httpx.AsyncClient, asked: list[Question], number: int, end: float, seen: Seen
) -> None:
    chance = random.Random(number)
    while time.monotonic() < end:
        question = chance.choice(asked)
        started = time.monotonic()
        try:
            response = await http.get(question.path, params=question.parameters)
        except httpx.TransportError as error:
            seen.statuses[type(error).__name__] += 1
            continue
        seen.seconds.append(time.monotonic() - started)
        seen.statuses[response.status_code] += 1
        if response.status_code == 200 and not question.right(json.loads(response.text)):
            seen.wrong.append(f"{question.path} {question.parameters}: {response.text[:200]}")


async def _watch(pid: int, seen: Seen) -> None:
    while True:
        seen.memory.append(sum(map(_proportional_mb, [pid, *_children(pid)])))
        await asyncio.sleep(1)


def _children(pid: int) -> list[int]:
    try:
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _proportional_mb(pid: int) -> float:
    """Return the memory of a process, with its share of what several use."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def measure(folder: Path, clients: int, seconds: float, before: int, more: int) -> tuple[Seen, int]:
    """Return what the clients saw, and how many documents came meanwhile."""
    store, later = folder / "store", write(folder / "later", before + more)
    first = write(folder / "first", before)
    subprocess.run(_kg("ingest", str(first), "--store", str(store)), check=True, stdout=2)
    asked = questions(store)
    port = _free_port()
    server = subprocess.Popen(_kg("serve", "--store", str(store), "--port", str(port)), stderr=-3)
    ingest = None
    try:
        _wait(f"http://127.0.0.1:{port}")
        ingest = subprocess.Popen(
            _kg("ingest", str(later), "--store", str(store), "--workers", "1"),
            stdout=-3, stderr=-3, start_new_session=True,
        )  # fmt: skip
        base = f"http://127.0.0.1:{port}"
        seen = asyncio.run(besiege(base, asked, clients, seconds, server.pid))
    finally:
        if ingest:
            os.killpg(ingest.pid, signal.SIGTERM)
            ingest.wait()
        server.send_signal(signal.SIGINT)
        server.wait(30)
    with open_store(store, read_only=True) as opened:
        return seen, len(opened.documents()) - before


def _kg(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "kg", *arguments]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(base: str) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            httpx.get(f"{base}/sparql", params={"query": "ASK {}"}, timeout=60)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError("kg serve did not start")


def main() -> int:
    """Print what came back and return 1 if anything was wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--clients", type=int, default=200)
    options.add_argument("--seconds", type=float, default=30)
    options.add_argument("--before", type=int, default=60, help="documents stored at the start")
    options.add_argument("--more", type=int, default=3000, help="documents to ingest meanwhile")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        seen, came = measure(Path(folder), given.clients, given.seconds, given.before, given.more)
    spent = sorted(seen.seconds)
    print(f"answers: {dict(seen.statuses)}, wrong: {len(seen.wrong)}", *seen.wrong[:5], sep="\n  ")
    print(
        f"seconds: median {statistics.median(spent):.2f}, p95 {spent[int(len(spent) * 0.95)]:.2f}"
    )
    print(f"memory of the server, MB: first {seen.memory[0]:.0f}, most {max(seen.memory):.0f}, "
          f"last {seen.memory[-1]:.0f}")  # fmt: skip
    print(f"documents that came meanwhile: {came}")
    return 1 if seen.wrong or set(seen.statuses) != {200} else 0


if __name__ == "__main__":
    sys.exit(main())
