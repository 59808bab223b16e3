"""The Graph Store Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/) for named graphs.

Written this way, a graph also counts in the default graph: the union of all named graphs is kept,
as by `kg ingest`. So a `kg` on another machine can use this server as its store.
"""

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import QueryError
from kg.server.endpoint import ERROR_STATUS, check_write, read_body, refuse
from kg.server.negotiation import MEDIA_TYPES, acceptable
from kg.server.pool import Pool
from kg.server.process import Answer
from kg.server.process import Request as Question
from kg.server.protocol import ProtocolError
from kg.server.settings import Settings
from kg.stores.quoting import iri

_FORMATS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
}


class GraphStore:
    """Gets, replaces, extends and removes named graphs; `?default` may only be read."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool = pool
        self._settings = settings

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        try:
            graph = _graph(request)
            if request.method in ("GET", "HEAD"):
                return await self._get(graph, request)
            return await self._write(graph, request)
        except ProtocolError as error:
            return refuse(error.status, str(error))

    async def _get(self, graph: str, request: Request) -> Response:
        part = f"GRAPH {iri(graph)} {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
        formats = acceptable(request.headers.get("accept", ""))
        answer = await self._pool.ask(
            Question(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {part} }}", formats)
        )
        if answer.status == "ok" and graph and not await self._knows(graph):
            raise ProtocolError(404, f"no graph {graph}")
        return _checked(answer) or Response(answer.body, media_type=MEDIA_TYPES[answer.format])

    async def _knows(self, graph: str) -> bool:
        answer = await self._pool.ask(Question(f"ASK {{ GRAPH {iri(graph)} {{ ?s ?p ?o }} }}"))
        return b"true" in answer.body

    async def _write(self, graph: str, request: Request) -> Response:
        check_write(request, self._settings)
        if not graph:
            raise ProtocolError(403, "the default graph is the union of the named graphs")
        media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
        chosen = _FORMATS.get(media_type, "")
        if request.method != "DELETE" and not chosen:
            raise ProtocolError(415, f"a graph is one of {', '.join(_FORMATS)}")
        data = await read_body(request, self._settings.max_graph)
        question = Question(formats=(chosen,), method=request.method, graph=graph, data=data)
        answer = await self._pool.ask(question)
        return _checked(answer) or Response(status_code=201 if answer.format == "new" else 204)


def _graph(request: Request) -> str:
    named = request.query_params.getlist("graph")
    default = "default" in request.query_params
    if len(named) + default != 1:
        raise ProtocolError(400, "name one graph: ?graph=IRI, or ?default")
    try:
        return iri(named[0])[1:-1] if named else ""
    except QueryError as error:
        raise ProtocolError(400, str(error)) from error


def _checked(answer: Answer) -> Response | None:
    if answer.status == "ok":
        return None
    return refuse(ERROR_STATUS[answer.status], answer.message)
