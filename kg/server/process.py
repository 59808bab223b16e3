"""A process that answers queries: what it is asked, what it answers, how it starts and ends."""

import asyncio
import contextlib
import json
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass
from typing import Self

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


class QueryProcess:
    """One `kg.server.worker`; it answers one request after the other."""

    def __init__(self, process: Process, settings: Settings) -> None:
        self._process = process
        self._settings = settings

    @classmethod
    async def start(cls, settings: Settings) -> Self:
        """Start a process and wait until it has opened the store.

        Raises:
            TimeoutError, asyncio.IncompleteReadError: it did not start.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kg.server.worker", settings.store, str(settings.memory),
            stdin=PIPE, stdout=PIPE,
        )  # fmt: skip
        started = cls(process, settings)
        try:
            await asyncio.wait_for(started._read(), _START_SECONDS)
        except BaseException:
            await started.kill()
            raise
        return started

    @property
    def lives(self) -> bool:
        """Whether it can be asked."""
        return self._process.returncode is None

    async def ask(self, request: Request, generation: int) -> Answer:
        """Return what it answers; kill it when it exceeds its time, dies or nobody waits for it.

        With another `generation` than before it looks at the newest state of the store.
        """
        limit, done = self._settings.timeout, False
        try:
            answer = await asyncio.wait_for(self._talk(request, generation), limit)
            done = True
        except TimeoutError:
            return Answer("timeout", message=f"stopped after {limit:g} seconds; ask for less")
        except (asyncio.IncompleteReadError, ConnectionError, json.JSONDecodeError):
            return Answer("crashed", message="the query ended its process: too much memory, likely")
        finally:
            # Also when the client went away: its query must not run on.
            if not done:
                await self.kill()
        return answer

    async def kill(self) -> None:
        """End it, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    async def _talk(self, request: Request, generation: int) -> Answer:
        if self._process.stdin is None:
            raise ConnectionError
        text = json.dumps(request.page) if request.page else request.sparql
        header = self._header(request, generation)
        self._process.stdin.write(pack(header, request.data or text.encode()))
        await self._process.stdin.drain()
        answer, body = await self._read()
        return Answer(answer["status"], body, answer.get("format", ""), answer.get("message", ""))

    async def _read(self) -> tuple[Header, bytes]:
        if self._process.stdout is None:
            raise ConnectionError
        header = json.loads(await self._process.stdout.readuntil(b"\n"))
        return header, await self._process.stdout.readexactly(header["length"])

    def _header(self, request: Request, generation: int) -> Header:
        return {
            "kind": _kind(request),
            "method": request.method,
            "graph": request.graph,
            "formats": request.formats,
            "default": request.default,
            "named": request.named,
            "base": request.base,
            "generation": generation,
            "max_answer": self._settings.max_answer,
        }


def _kind(request: Request) -> str:
    if request.method:
        return "write graph"
    return "page" if request.page else "update" if request.update else "query"
