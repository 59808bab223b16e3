"""Which process answers which request: quick ones must not wait for slow ones."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kg.model import Literal, Quad
from kg.server import pool as pool_module
from kg.server.pool import Pool
from kg.server.process import Answer, Request
from kg.server.settings import Settings
from kg.stores import open_store

QUICK = Request('ASK { ?s ?p "1" }')
SLOW = Request("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }")


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    with open_store(tmp_path) as store:
        quads = [Quad("a:s", f"a:p{n}", Literal(str(n)), "a:g") for n in range(100)]
        store.replace_graph("a:g", quads)
    return tmp_path


@asynccontextmanager
async def opened(
    store: Path, workers: int, *, timeout: float = 30, wait: float = 60
) -> AsyncIterator[Pool]:
    pool = Pool(Settings(str(store), workers=workers, timeout=timeout, wait=wait))
    try:
        yield pool
    finally:
        await pool.close()


def test_more_slow_queries_than_processes_stop_no_quick_one(filled: Path) -> None:
    async def statuses() -> list[str]:
        ended: list[str] = []

        async def ask(pool: Pool, request: Request) -> None:
            ended.append((await pool.ask(request)).status)

        async with opened(filled, 4, timeout=6) as pool, asyncio.TaskGroup() as tasks:
            for _ in range(4):
                tasks.create_task(ask(pool, SLOW))
            for _ in range(20):
                tasks.create_task(ask(pool, QUICK))
        return ended

    assert asyncio.run(statuses()) == ["ok"] * 20 + ["timeout"] * 4


@pytest.mark.parametrize("workers", [1, 3])
def test_a_query_that_was_stopped_for_others_is_answered_later(
    filled: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr(pool_module, "_QUICK_SECONDS", 0.0)

    async def answers() -> list[Answer]:
        async with opened(filled, workers) as pool:
            return await asyncio.gather(*(pool.ask(QUICK) for _ in range(12)))

    found = asyncio.run(answers())

    assert {answer.status for answer in found} == {"ok"}
    assert all(b"true" in answer.body for answer in found)


def test_who_waits_too_long_is_told_so(filled: Path) -> None:
    async def statuses() -> list[str]:
        async with opened(filled, 1, timeout=4, wait=1.5) as pool:
            asked = [asyncio.create_task(pool.ask(SLOW)) for _ in range(3)]
            return sorted(answer.status for answer in await asyncio.gather(*asked))

    assert asyncio.run(statuses()) == ["busy", "timeout", "timeout"]


def test_a_client_that_goes_away_leaves_its_place_to_others(filled: Path) -> None:
    async def answer() -> Answer:
        async with opened(filled, 1, timeout=600) as pool:
            gone = [asyncio.create_task(pool.ask(SLOW)) for _ in range(5)]
            await asyncio.wait(gone, timeout=2)
            for task in gone:
                task.cancel()
            await asyncio.wait(gone)
            return await pool.ask(QUICK)

    assert asyncio.run(answer()).status == "ok"


def test_a_store_that_is_not_there_is_said(tmp_path: Path) -> None:
    async def answer() -> Answer:
        async with opened(tmp_path / "none", 2) as pool:
            return await pool.ask(QUICK)

    assert asyncio.run(answer()).status == "failed"
