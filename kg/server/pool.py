"""The processes that answer queries: started when needed, stopped when they take too long."""

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass

from kg.server.frames import Header, pack
from kg.server.settings import Settings

# A process starts in a tenth of a second; a machine under heavy load takes its time.
_START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Request:
    """One query or update, a page of SELECTs, or a graph to write by `method` (PUT, POST, DELETE).

    `formats` in order of preference, or the format of the graph's `data`; graphs by IRI. The
    SELECTs of a `page` are answered from one state of the store, as JSON: for each a list of its
    rows, each an object of plain values.
    """

    sparql: str = ""
    formats: tuple[str, ...] = ("json",)
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    base: str | None = None
    update: bool = False
    method: str = ""
    graph: str = ""
    data: bytes = b""
    page: tuple[str, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether it changes the store."""
        return self.update or bool(self.method)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request.

    `status` is "ok", or why there is no answer: "wrong", "unacceptable", "too large", "timeout",
    "busy", "crashed", "locked", "missing", "failed"; then `message` says more.
    """

    status: str
    body: bytes = b""
    format: str = ""
    message: str = ""


class Pool:
    """Hands each request to a free process; one that exceeds its time is killed, not waited for."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._idle: list[Process] = []
        self._all: set[Process] = set()
        self._slots = asyncio.Semaphore(settings.workers)
        self._updating = asyncio.Lock()
        self._generation = 0

    async def ask(self, request: Request) -> Answer:
        """Answer a request, after waiting for a free process where all are busy."""
        if request.writes:
            async with self._updating:
                answer = await self._ask(request)
                self._generation += 1
                return answer
        return await self._ask(request)

    async def warm(self) -> None:
        """Start a process per core, so that the first questions do not wait for them."""
        for _ in range(min(os.cpu_count() or 1, self._settings.workers)):
            async with self._slots:
                # What fails here fails again, and is answered, with the first question.
                with contextlib.suppress(TimeoutError, asyncio.IncompleteReadError, OSError):
                    self._idle.append(await self._start())

    async def close(self) -> None:
        """Stop all processes."""
        for process in list(self._all):
            await self._kill(process)

    async def _ask(self, request: Request) -> Answer:
        try:
            await asyncio.wait_for(self._slots.acquire(), self._settings.wait)
        except TimeoutError:
            return Answer("busy", message="all query processes are busy; try again later")
        try:
            return await self._exchange(await self._free(), request)
        except (TimeoutError, asyncio.IncompleteReadError, ConnectionError):
            return Answer("failed", message="a query process could not be started")
        finally:
            self._slots.release()

    async def _exchange(self, process: Process, request: Request) -> Answer:
        limit, done = self._settings.timeout, False
        try:
            answer = await asyncio.wait_for(self._talk(process, request), limit)
            done = True
        except TimeoutError:
            return Answer("timeout", message=f"stopped after {limit:g} seconds; ask for less")
        except (asyncio.IncompleteReadError, ConnectionError, json.JSONDecodeError):
            return Answer("crashed", message="the query ended its process: too much memory, likely")
        finally:
            # Also when the client went away: its query must not run on.
            if done:
                self._idle.append(process)
            else:
                await self._kill(process)
        return answer

    async def _talk(self, process: Process, request: Request) -> Answer:
        if process.stdin is None:
            raise ConnectionError
        text = json.dumps(request.page) if request.page else request.sparql
        process.stdin.write(pack(self._header(request), request.data or text.encode()))
        await process.stdin.drain()
        header, body = await self._read(process)
        return Answer(header["status"], body, header.get("format", ""), header.get("message", ""))

    async def _read(self, process: Process) -> tuple[Header, bytes]:
        if process.stdout is None:
            raise ConnectionError
        header = json.loads(await process.stdout.readuntil(b"\n"))
        return header, await process.stdout.readexactly(header["length"])

    def _header(self, request: Request) -> Header:
        return {
            "kind": _kind(request),
            "method": request.method,
            "graph": request.graph,
            "formats": request.formats,
            "default": request.default,
            "named": request.named,
            "base": request.base,
            "generation": self._generation,
            "max_answer": self._settings.max_answer,
        }

    async def _free(self) -> Process:
        while self._idle:
            process = self._idle.pop()
            if process.returncode is None:
                return process
            self._all.discard(process)
        return await self._start()

    async def _start(self) -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kg.server.worker",
            self._settings.store, str(self._settings.memory),
            stdin=PIPE, stdout=PIPE,
        )  # fmt: skip
        self._all.add(process)
        try:
            await asyncio.wait_for(self._read(process), _START_SECONDS)
        except BaseException:
            await self._kill(process)
            raise
        return process

    async def _kill(self, process: Process) -> None:
        self._all.discard(process)
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _kind(request: Request) -> str:
    if request.method:
        return "write graph"
    return "page" if request.page else "update" if request.update else "query"
