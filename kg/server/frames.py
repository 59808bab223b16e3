"""Messages between the server and its workers: a line of JSON, then a body of stated length."""

import json
from typing import Any, BinaryIO

Header = dict[str, Any]


def pack(header: Header, body: bytes = b"") -> bytes:
    """Return a message as bytes."""
    return json.dumps({**header, "length": len(body)}).encode() + b"\n" + body


def read(stream: BinaryIO) -> tuple[Header, bytes] | None:
    """Read the next message; None at the end of the stream."""
    line = stream.readline()
    if not line:
        return None
    header = json.loads(line)
    return header, stream.read(header["length"])
