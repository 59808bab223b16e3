"""Reads requests of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/)."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
# No request of ours has more; more is an attack on the parser.
_MOST_FIELDS = 1_000

Pairs = list[tuple[str, str]]


class ProtocolError(Exception):
    """A request that is refused, with its HTTP status and reason."""

    def __init__(self, status: int, reason: str) -> None:
        self.status = status
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or update with the graphs that the request names."""

    text: str
    update: bool = False
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def read_operation(
    method: str, query_string: str, content_type: str, body: bytes
) -> Operation | None:
    """Return what a request asks for; None for a GET without a query (service description).

    Raises:
        ProtocolError: the request does not follow the protocol.
    """
    parameters = _pairs(query_string)
    if method == "GET":
        if _values(parameters, "update"):
            raise ProtocolError(400, "an update is sent by POST")
        return _operation(parameters, "query") if _values(parameters, "query") else None
    media_type, charset = _media_type(content_type)
    text = _decode(body, charset)
    if media_type == FORM:
        return _from_form(parameters + _pairs(text))
    if media_type not in (QUERY, UPDATE):
        raise ProtocolError(
            415, f"POST takes {FORM}, {QUERY} or {UPDATE}, not {media_type or 'nothing'}"
        )
    if _values(parameters, "query") or _values(parameters, "update"):
        raise ProtocolError(400, "the body is the query; the address must not have another")
    kind = "query" if media_type == QUERY else "update"
    return _operation([*parameters, (kind, text)], kind)


def _from_form(fields: Pairs) -> Operation:
    kinds = [kind for kind in ("query", "update") if _values(fields, kind)]
    if len(kinds) != 1:
        raise ProtocolError(400, "a request holds one query or one update")
    return _operation(fields, kinds[0])


def _operation(fields: Pairs, kind: str) -> Operation:
    texts = _values(fields, kind)
    if len(texts) != 1:
        raise ProtocolError(400, f"a request holds one {kind}, not {len(texts)}")
    prefix = "using-" if kind == "update" else ""
    return Operation(
        texts[0],
        kind == "update",
        tuple(_values(fields, f"{prefix}{'' if prefix else 'default-'}graph-uri")),
        tuple(_values(fields, f"{prefix}named-graph-uri")),
    )


def _values(fields: Sequence[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in fields if key == name]


def _pairs(text: str) -> Pairs:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise ProtocolError(400, "the parameters are not UTF-8") from error
    except ValueError as error:
        raise ProtocolError(400, "too many parameters") from error


def _media_type(content_type: str) -> tuple[str, str]:
    media_type, *parameters = (part.strip().lower() for part in content_type.split(";"))
    found = [p.partition("=")[2].strip("\"' ") for p in parameters if p.startswith("charset")]
    return media_type, found[0] if found else "utf-8"


def _decode(body: bytes, charset: str) -> str:
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise ProtocolError(415, f"the protocol takes UTF-8, not {charset}")
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise ProtocolError(400, "the body is not UTF-8") from error
