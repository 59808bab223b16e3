"""The web application: the SPARQL endpoint, the explorer's data, and its page."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.endpoint import SparqlEndpoint
from kg.server.explorer import Explorer
from kg.server.graphs import GraphStore
from kg.server.pool import Pool
from kg.server.settings import Settings

_STATIC = Path(__file__).parent / "static"
# Nothing from outside, nothing inline, nothing framed: a name in a text can never become a script.
_HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        b"connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)

Handler = Callable[[Request], Awaitable[Response]]


def create_app(settings: Settings) -> Starlette:
    """Return the application; its query processes end with it."""
    pool = Pool(settings)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        warming = asyncio.create_task(pool.warm())
        yield
        warming.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await warming
        await pool.close()

    endpoint, graphs = SparqlEndpoint(pool, settings), GraphStore(pool, settings)
    return Starlette(
        routes=[
            *(
                Route(path, endpoint.__call__, methods=["GET", "POST"])
                for path in ("/sparql", "/sparql/", "/query", "/update")
            ),
            Route("/store", graphs.__call__, methods=["GET", "PUT", "POST", "DELETE"]),
            *Explorer(pool).routes(),
            Route("/", _page, methods=["GET"]),
            Mount("/static", StaticFiles(directory=_STATIC)),
        ],
        middleware=_middleware(settings),
        lifespan=lifespan,
    )


async def _page(_: Request) -> Response:
    return Response((_STATIC / "index.html").read_bytes(), media_type="text/html; charset=utf-8")


def _middleware(settings: Settings) -> list[Middleware]:
    # Only by the names of this machine: a foreign page whose address is pointed here by a
    # rebound domain name must not read the store.
    hosts = ["localhost", "127.0.0.1", settings.host]
    everyone = settings.host in ("0.0.0.0", "::")  # noqa: S104 - asked for by name
    chosen = [Middleware(TrustedHostMiddleware, allowed_hosts=["*"] if everyone else hosts)]
    if settings.cors:
        chosen.append(
            Middleware(CORSMiddleware, allow_origins=list(settings.cors), allow_methods=["*"])
        )
    return [*chosen, Middleware(_SecurityHeaders)]


class _SecurityHeaders:
    """Adds the headers that keep a browser from doing more than it should."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
                if scope["path"].startswith("/static/"):
                    # Asked for again each time by its tag, so that an update of kg is seen.
                    message["headers"].append((b"cache-control", b"no-cache"))
            await send(message)

        await self._app(scope, receive, with_headers)
