"""A process that answers queries on a view of the store, or runs updates on the store itself.

Run as `python -m kg.server.worker STORE MEMORY`; messages come on standard input, see
`kg.server.frames`. It ends with its parent.
"""

import contextlib
import io
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError, QueryError, StoreError, StoreLockedError
from kg.server.frames import Header, pack, read
from kg.stores import open_store
from kg.stores.dataset import Dataset
from kg.stores.dump import AnswerFormatError
from kg.stores.embedded import EmbeddedStore
from kg.stores.snapshot import fingerprint

# While an ingest writes, a reader looks at the newest state every two seconds, not at each query.
_FRESH_SECONDS = 2.0


class AnswerTooLargeError(QueryError):
    """An answer is longer than the server sends."""


class Reader:
    """Answers queries on a view of the store that is at most some seconds old."""

    def __init__(self, location: Path) -> None:
        self.location = location
        self._store: EmbeddedStore | None = None
        self._seen: object = None
        self._generation = -1
        self._checked = 0.0

    def store(self, generation: int) -> EmbeddedStore:
        """Return the store, opened again if it changed; at once after an update of this server."""
        now = time.monotonic()
        due = generation != self._generation or now - self._checked > _FRESH_SECONDS
        if self._store is None or due:
            self._refresh()
            self._generation, self._checked = generation, time.monotonic()
        if self._store is None:
            raise StoreError(f"{self.location}: the store cannot be opened")
        return self._store

    def close(self) -> None:
        """Give the view back."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _refresh(self) -> None:
        try:
            present = fingerprint(self.location / "oxigraph")
        except OSError as error:
            raise StoreError(f"{self.location}: cannot be read ({error.strerror})") from error
        if self._store is not None and present == self._seen:
            return
        opened = open_store(self.location, read_only=True)
        if self._store is not None:
            self._store.close()
        self._store, self._seen = _embedded(opened), present


class _Limited(io.BytesIO):
    """A buffer that refuses to grow beyond a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: "bytes | bytearray | memoryview", /) -> int:  # type: ignore[override]
        if self.tell() + len(data) > self._limit:
            raise AnswerTooLargeError(
                f"the answer is larger than {self._limit:,} bytes; add LIMIT or ask for less"
            )
        return super().write(data)


def answer(reader: Reader, header: Header, body: bytes) -> bytes:
    """Return the message that answers one request; a `KgError` becomes its text and kind."""
    try:
        if header["kind"] == "write graph":
            return _write_graph(reader, header, body)
        if header["kind"] == "page":
            return pack({"status": "ok", "format": "json"}, _page(reader, header, body))
        sparql = body.decode()
        if header["kind"] == "update":
            return _update(reader, header, sparql)
        output = _Limited(header["max_answer"])
        chosen = reader.store(header["generation"]).write_answer(
            sparql,
            output,
            *header["formats"],
            dataset=Dataset(tuple(header["default"]), tuple(header["named"])),
            base_iri=header["base"],
        )
        return pack({"status": "ok", "format": chosen}, output.getvalue())
    except AnswerTooLargeError as error:
        return pack({"status": "too large", "message": str(error)})
    except AnswerFormatError as error:
        return pack({"status": "unacceptable", "message": str(error)})
    except StoreLockedError as error:
        return pack({"status": "locked", "message": str(error)})
    except QueryError as error:
        return pack({"status": "wrong", "message": str(error)})
    except KgError as error:
        return pack({"status": "failed", "message": str(error)})


def _page(reader: Reader, header: Header, body: bytes) -> bytes:
    """Answer several SELECTs from one state of the store, as rows of plain values."""
    store, room, tables = reader.store(header["generation"]), header["max_answer"], []
    for sparql in json.loads(body):
        output = _Limited(room)
        store.write_answer(sparql, output, "json")
        room -= output.tell()
        rows = json.loads(output.getvalue())["results"]["bindings"]
        tables.append([{name: term["value"] for name, term in row.items()} for row in rows])
    return json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()


def _update(reader: Reader, header: Header, sparql: str) -> bytes:
    # Opened for each update, so that an ingest can have the store in between.
    with open_store(reader.location) as store:
        _embedded(store).update(sparql, base_iri=header["base"])
    return pack({"status": "ok", "format": ""})


def _write_graph(reader: Reader, header: Header, body: bytes) -> bytes:
    graph = header["graph"]
    with open_store(reader.location) as opened:
        store = _embedded(opened)
        if header["method"] != "DELETE":
            new = store.write_graph(
                graph, body, header["formats"][0], merge=header["method"] == "POST"
            )
            return pack({"status": "ok", "format": "new" if new else ""})
        known = graph in store.graphs()
        store.drop_graph(graph)
    return pack({"status": "ok" if known else "missing", "message": f"no graph {graph}"})


def _embedded(store: object) -> EmbeddedStore:
    if not isinstance(store, EmbeddedStore):
        raise StoreError("only a store in a folder can be served")
    return store


def _end_with_parent(parent: int) -> None:
    # A query cannot be interrupted, so a process whose server was killed would run on.
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _limit_memory(size: int) -> None:
    if sys.platform != "win32" and size:
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def main(location: str, memory: int, source: BinaryIO, target: BinaryIO) -> None:
    """Answer messages until the stream ends."""
    _limit_memory(memory)
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    reader = Reader(Path(location))
    # Started and opened before the first question's time runs; what fails here fails there, too.
    with contextlib.suppress(KgError, OSError):
        reader.store(0)
    target.write(pack({"status": "ready"}))
    target.flush()
    while (message := read(source)) is not None:
        header, body = message
        target.write(answer(reader, header, body))
        target.flush()
    reader.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.stdin.buffer, sys.stdout.buffer)
