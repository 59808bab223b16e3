"""What a writer will load in bulk: on disk already, where a kill does not reach it.

Bulk loading costs a fraction of single writes, the more so the more is loaded at once. What waits
lies in files of N-Quads beside the store. Each record ends with a comment that states its length
and checksum, so what a kill or a full disk cut off is known. Loading a record twice changes
nothing; the next writer loads what an earlier one left.
"""

import os
import re
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import BinaryIO

# The engine takes 4 to 6 times as much memory while it loads them. Smaller portions make it merge
# more: 10,000 articles took 74 ms of processor time each with 30 MB, 67 with 50 and 66 with 75.
_BYTES = 50_000_000
# So late do readers beside a writer see a document: soon in a short run, and in a long one after
# a share of the time it took so far, since each load makes the engine merge more.
_SECONDS = 10.0
_SECONDS_AT_MOST = 30.0
_SHARE = 0.25
_END = re.compile(rb"#kg (\d+) ([0-9a-f]{8})\n")


class Waiting:
    """Records of N-Quads that wait to be loaded; `graphs` are those that they name.

    `path` is their file, legal N-Quads as a whole.
    """

    def __init__(self, path: Path) -> None:
        """Find what an earlier writer left in the file; cut off half a record."""
        self.graphs: set[str] = set()
        self.quads = 0
        self.path = path
        self._file: BinaryIO | None = None
        self._bytes = self._recovered()
        self._begun = self._since = monotonic()

    def __bool__(self) -> bool:
        return self._bytes > 0

    @property
    def due(self) -> bool:
        """Whether there is enough to load, or something waits for long."""
        now = monotonic()
        patience = max(_SECONDS, min(_SHARE * (now - self._begun), _SECONDS_AT_MOST))
        return self._bytes >= _BYTES or bool(self and now - self._since >= patience)

    @property
    def is_large(self) -> bool:
        """Whether bulk loading pays; a transaction holds all it writes in memory."""
        return self._bytes > _BYTES // 50

    def add(self, graph: str, blocks: Iterable[bytes]) -> None:
        """Append N-Quads of a graph as one record; an error leaves what was there.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        file = self._file = self._file or self.path.open("ab", buffering=0)
        if not self:
            self._since = monotonic()
        length = checksum = quads = 0
        try:
            for block in blocks:
                _write(file, block)
                length, checksum = length + len(block), zlib.crc32(block, checksum)
                quads += block.count(b"\n")
            end = b"#kg %d %08x\n" % (length, checksum)
            _write(file, end)
        except OSError:
            file.truncate(self._bytes)
            raise
        self._bytes += length + len(end)
        self.quads += quads
        self.graphs.add(graph)

    def clear(self) -> None:
        """Forget what was loaded."""
        if self._file is not None:
            self._file.truncate(0)
        elif self:  # of an earlier writer
            os.truncate(self.path, 0)
        self._bytes = self.quads = 0
        self.graphs = set()

    def close(self) -> None:
        """Close the file and remove it where nothing waits."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if not self:
            self.path.unlink(missing_ok=True)

    def _recovered(self) -> int:
        """Return how many bytes of the file are whole records; cut off the rest."""
        whole = place = checksum = quads = 0
        with suppress(FileNotFoundError), self.path.open("r+b") as file:
            for line in file:
                if end := _END.fullmatch(line):
                    if int(end[1]) != place - whole or int(end[2], 16) != checksum:
                        break
                    whole = place = place + len(line)
                    self.quads, checksum = quads, 0
                    continue
                place, checksum = place + len(line), zlib.crc32(line, checksum)
                quads += 1
            file.truncate(whole)
        return whole


def _write(file: BinaryIO, data: bytes) -> None:
    """Write all of it: an unbuffered file may take a part."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]
