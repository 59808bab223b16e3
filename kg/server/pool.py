"""Which query process answers which request, and when.

Quick queries must not wait for slow ones. Each has a second in one of the quick places; then it
moves to a place for slow ones and makes room. Where those are taken and others wait, it is stopped
and runs again, from its start, when its turn comes: a query changes nothing.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kg.server.process import Answer, QueryProcess, Request
from kg.server.settings import Settings

_QUICK_SECONDS = 1.0
_BUSY = Answer("busy", message="all query processes are busy; try again later")


class _Places:
    """So many requests may run at once; `waiting` others wait for a place, in their order."""

    def __init__(self, number: int, wait: float) -> None:
        self._free = asyncio.Semaphore(number)
        self._wait = wait
        self.waiting = 0

    @property
    def taken(self) -> bool:
        """Whether there is none free."""
        return self._free.locked()

    async def enter(self) -> bool:
        """Take a place; False if there is none for too long."""
        self.waiting += 1
        try:
            async with asyncio.timeout(self._wait):
                await self._free.acquire()
        except TimeoutError:
            return False
        finally:
            self.waiting -= 1
        return True

    def leave(self) -> None:
        """Give the place to the next one."""
        self._free.release()


class Pool:
    """Hands each request to a free process; one that exceeds its time is killed, not waited for."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._idle: list[QueryProcess] = []
        self._all: set[QueryProcess] = set()
        half = max(1, settings.workers // 2)
        self._quick = _Places(max(1, settings.workers - half), settings.wait)
        self._slow = _Places(half, settings.wait)
        self._updating = asyncio.Lock()
        self._generation = 0

    async def ask(self, request: Request) -> Answer:
        """Answer a request, after waiting for a free process where all are busy."""
        try:
            if not request.writes:
                return await self._quickly(request) or await self._slowly(request)
            async with self._updating:
                answer = await self._slowly(request)
                self._generation += 1
                return answer
        except (TimeoutError, asyncio.IncompleteReadError, ConnectionError):
            return Answer("failed", message="a query process could not be started")

    async def warm(self) -> None:
        """Start a process per core, so that the first questions do not wait for them."""
        for _ in range(min(os.cpu_count() or 1, self._settings.workers)):
            await self._quick.enter()
            try:
                self._idle.append(await self._start())
            except (TimeoutError, asyncio.IncompleteReadError, OSError):
                return  # fails again, and is answered, with the first question
            finally:
                self._quick.leave()

    async def close(self) -> None:
        """Stop all processes."""
        for process in list(self._all):
            await process.kill()

    async def _quickly(self, request: Request) -> Answer | None:
        """Return the answer; None if it takes more than a second and has to wait for its turn."""
        if not await self._quick.enter():
            return _BUSY
        held = self._quick
        try:
            async with self._asked(request) as answer:
                while not await _done(answer, _QUICK_SECONDS):
                    if not self._slow.taken:
                        await self._slow.enter()  # at once
                        self._quick.leave()
                        held = self._slow
                        return await answer
                    if self._quick.waiting:
                        return None
                return answer.result()
        finally:
            held.leave()

    async def _slowly(self, request: Request) -> Answer:
        if not await self._slow.enter():
            return _BUSY
        try:
            async with self._asked(request) as answer:
                return await answer
        finally:
            self._slow.leave()

    @asynccontextmanager
    async def _asked(self, request: Request) -> AsyncIterator["asyncio.Task[Answer]"]:
        """Let a process answer; it is killed if the answer is not there at the end."""
        process = await self._free()
        answer = asyncio.create_task(process.ask(request, self._generation))
        try:
            yield answer
        finally:
            answer.cancel()
            await asyncio.wait({answer})
            if process.lives:
                self._idle.append(process)
            else:
                self._all.discard(process)

    async def _free(self) -> QueryProcess:
        while self._idle:
            process = self._idle.pop()
            if process.lives:
                return process
            self._all.discard(process)
        return await self._start()

    async def _start(self) -> QueryProcess:
        process = await QueryProcess.start(self._settings)
        self._all.add(process)
        return process


async def _done(task: "asyncio.Task[Answer]", seconds: float) -> bool:
    done, _ = await asyncio.wait({task}, timeout=seconds)
    return bool(done)
