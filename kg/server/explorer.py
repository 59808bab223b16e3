"""The explorer's data as JSON: search, entity, document, money, network, named queries."""

import json
from collections.abc import Awaitable, Callable
from datetime import date

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.errors import QueryError
from kg.server import questions
from kg.server.endpoint import ERROR_STATUS, refuse
from kg.server.pool import Pool
from kg.server.process import Request as Question
from kg.server.protocol import ProtocolError
from kg.stores.named import named_queries, named_query

Row = dict[str, str]
_LONGEST_SEARCH = 200


class Explorer:
    """Answers the questions that the explorer's page asks."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def routes(self) -> list[Route]:
        """Return the addresses below /api/."""
        handlers: dict[str, Callable[[Request], Awaitable[object]]] = {
            "counts": self._counts,
            "actors": self._actors,
            "search": self._search,
            "entities": self._entities,
            "entity": self._entity,
            "documents": self._documents,
            "document": self._document,
            "money": self._money,
            "network": self._network,
            "queries": self._queries,
            "query/{name}": self._query,
            "query/{name}/text": self._query_text,
        }
        return [
            Route(f"/api/{path}", _json(handler), methods=["GET"])
            for path, handler in handlers.items()
        ]

    async def _counts(self, _: Request) -> object:
        return await self._rows(questions.COUNTS)

    async def _actors(self, _: Request) -> object:
        return await self._rows(questions.ACTORS)

    async def _search(self, request: Request) -> object:
        text = _words(request)
        return await self._rows(questions.search(text)) if text.strip() else []

    async def _entities(self, request: Request) -> object:
        return await self._rows(questions.entities(_parameter(request, "type")))

    async def _entity(self, request: Request) -> object:
        node = _parameter(request, "iri")
        found = await self._tables(*(ask(node) for ask in questions.ENTITY_PAGE.values()))
        page: dict[str, list[Row]] = dict(zip(questions.ENTITY_PAGE, found, strict=True))
        if not page["card"]:
            raise ProtocolError(404, "the store does not know this entity")
        amounts = {row["statement"]: row for row in page.pop("amounts")}
        page["facts"] = [fact | amounts.get(fact["statement"], {}) for fact in page["facts"]]
        return page

    async def _documents(self, request: Request) -> object:
        return await self._rows(questions.documents(_words(request)))

    async def _document(self, request: Request) -> object:
        node = _parameter(request, "iri")
        about, mentions, facts = await self._tables(
            questions.document(node), questions.mentions_in(node), questions.facts_in(node)
        )
        if not about:
            raise ProtocolError(404, "the store does not know this document")
        return {**about[0], "mentions": mentions, "facts": facts}

    async def _money(self, _: Request) -> object:
        return await self._rows(questions.MONEY)

    async def _network(self, request: Request) -> object:
        since, until = (_day(request.query_params.get(name, "")) for name in ("since", "until"))
        least = request.query_params.get("least", "1")
        if not least.isascii() or not least.isdecimal() or len(least) > 9:
            raise ProtocolError(400, "least is a whole number")
        return await self._rows(questions.network(since, until, int(least)))

    async def _queries(self, _: Request) -> object:
        return [
            {
                "name": query.name,
                "title": query.title,
                "german": query.german,
                "text": query.text,
                "parameters": [
                    {"name": p.name, "about": p.about, "kind": p.kind, "default": plain(p.default)}
                    for p in query.parameters
                ],
            }
            for query in named_queries()
        ]

    async def _query(self, request: Request) -> object:
        query = named_query(request.path_params["name"])
        return await self._rows(query.bind(dict(request.query_params)))

    async def _query_text(self, request: Request) -> object:
        query = named_query(request.path_params["name"])
        return {"text": query.bind(dict(request.query_params))}

    async def _rows(self, sparql: str) -> list[Row]:
        return (await self._tables(sparql))[0]

    async def _tables(self, *sparql: str) -> list[list[Row]]:
        """Answer the questions of a page from one state of the store, by one process."""
        answer = await self._pool.ask(Question(page=sparql))
        if answer.status != "ok":
            raise ProtocolError(ERROR_STATUS[answer.status], answer.message)
        tables: list[list[Row]] = json.loads(answer.body)
        return tables


def _json(
    handler: Callable[[Request], Awaitable[object]],
) -> Callable[[Request], Awaitable[Response]]:
    async def respond(request: Request) -> Response:
        try:
            return JSONResponse(await handler(request), headers={"cache-control": "no-store"})
        except ProtocolError as error:
            return refuse(error.status, str(error))
        except QueryError as error:
            return refuse(400, str(error))

    return respond


def plain(term: str) -> str:
    """Return the value of a SPARQL term of a shipped query, as a person writes it."""
    return term.removeprefix('"').split('"')[0]


def _words(request: Request) -> str:
    text = request.query_params.get("q", "")
    if len(text) > _LONGEST_SEARCH:
        raise ProtocolError(400, "the search is too long")
    return text


def _parameter(request: Request, name: str) -> str:
    values = request.query_params.getlist(name)
    if len(values) != 1:
        raise ProtocolError(400, f"the request has one {name}")
    return values[0]


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise ProtocolError(400, f"{text!r} is no date; write it like 2025-01-31") from error
