"""The SPARQL endpoint as an HTTP resource."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.server.description import service_description
from kg.server.negotiation import MEDIA_TYPES, acceptable
from kg.server.pool import Pool
from kg.server.process import Answer
from kg.server.process import Request as Question
from kg.server.protocol import Operation, ProtocolError, read_operation
from kg.server.settings import Settings
from kg.server.using import add_using

ERROR_STATUS = {
    "wrong": 400, "missing": 404, "unacceptable": 406, "too large": 413,
    "timeout": 503, "busy": 503, "locked": 503, "crashed": 500, "failed": 500,
}  # fmt: skip


class SparqlEndpoint:
    """Answers queries by GET and POST, updates by POST where they are allowed."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool = pool
        self._settings = settings

    async def __call__(self, request: Request) -> Response:
        """Answer one request; what is refused says why in a line of text."""
        try:
            body = await read_body(request, self._settings.max_request)
            operation = read_operation(
                request.method, request.url.query, request.headers.get("content-type", ""), body
            )
            if operation is None:
                return self._describe(request)
            if operation.update:
                check_write(request, self._settings)
            return await self._answer(operation, request)
        except ProtocolError as error:
            return refuse(error.status, str(error))

    async def _answer(self, operation: Operation, request: Request) -> Response:
        formats = acceptable(request.headers.get("accept", ""))
        if not formats:
            raise ProtocolError(406, f"no format fits; known: {', '.join(MEDIA_TYPES.values())}")
        text, default, named = operation.text, operation.default, operation.named
        if operation.update:
            text, default, named = add_using(text, default, named), (), ()
        answer = await self._pool.ask(
            Question(text, formats, default, named, _address(request), operation.update)
        )
        return _response(answer)

    def _describe(self, request: Request) -> Response:
        formats = acceptable(request.headers.get("accept", ""))
        if "ttl" not in formats:
            raise ProtocolError(406, "the service description is Turtle")
        text = service_description(_address(request), allow_update=self._settings.allow_update)
        return Response(text, media_type=MEDIA_TYPES["ttl"])


def check_write(request: Request, settings: Settings) -> None:
    """Refuse to write where it is not allowed, or for a page of another site.

    Raises:
        ProtocolError: it is refused.
    """
    if not settings.allow_update:
        raise ProtocolError(403, "updates are not allowed; start with --allow-update")
    # A page of another site can send a form here, but not hide where it came from.
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise ProtocolError(403, "updates from other sites are not allowed")


async def read_body(request: Request, limit: int) -> bytes:
    """Return the body of a request.

    Raises:
        ProtocolError: it is longer than the limit.
    """
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise ProtocolError(413, f"a request has at most {limit:,} bytes")
        parts.append(part)
    return b"".join(parts)


def refuse(status: int, reason: str) -> Response:
    """Return an error as one line of text."""
    headers = {"retry-after": "5"} if status == 503 else {}
    return PlainTextResponse(" ".join(reason.split()) + "\n", status, headers)


def _response(answer: Answer) -> Response:
    if answer.status != "ok":
        return refuse(ERROR_STATUS[answer.status], answer.message)
    if not answer.format:
        return Response(status_code=204)
    return Response(answer.body, media_type=MEDIA_TYPES[answer.format])


def _address(request: Request) -> str:
    return str(request.url.replace(query="", fragment=""))
