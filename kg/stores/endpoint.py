"""HTTP to a SPARQL 1.1 server: addresses, authentication, and errors in one line.

Environment: KG_STORE_USER and KG_STORE_PASSWORD log in (Basic or Digest, as the server asks);
KG_STORE_UPDATE and KG_STORE_GRAPHS name the update and the graph store address of a server whose
layout is not known here.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit, urlunsplit

import httpx

from kg.errors import QueryError, StoreError

_TIMEOUT = httpx.Timeout(connect=10, read=600, write=600, pool=10)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where one server answers queries, updates and the Graph Store Protocol."""

    query: str
    update: str
    graphs: str

    @classmethod
    def guess(cls, location: str, environment: Mapping[str, str]) -> Self:
        """Derive the addresses from one, by the layouts of servers in use.

        A bare server is Oxigraph's; "/sparql" at the root is Virtuoso's, with its addresses for
        users who log in where there is a user; "/NAME/sparql" or "/NAME/query" is Fuseki's.
        """
        parts = urlsplit(location)
        path = parts.path.rstrip("/")
        head, _, last = path.rpartition("/")
        if path in ("", "/query"):
            found = ("/query", "/update", "/store")
        elif path == "/sparql" and environment.get("KG_STORE_USER"):
            found = ("/sparql", "/sparql-auth", "/sparql-graph-crud-auth")
        elif path == "/sparql":
            found = ("/sparql", "/sparql", "/sparql-graph-crud")
        elif last in ("sparql", "query"):
            found = (path, f"{head}/update", f"{head}/data")
        else:
            found = (path, path, path)
        query, update, graphs = (urlunsplit(parts._replace(path=part)) for part in found)
        return cls(
            query,
            environment.get("KG_STORE_UPDATE", update),
            environment.get("KG_STORE_GRAPHS", graphs),
        )


class _AsAsked(httpx.Auth):
    """Logs in by the scheme that the server asks for, and remembers it."""

    def __init__(self, user: str, password: str) -> None:
        self._schemes = {
            "digest": httpx.DigestAuth(user, password),
            "basic": httpx.BasicAuth(user, password),
        }
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send the request, and again with a login where it is refused without one."""
        if self._chosen is None:
            response = yield request
            asked = response.headers.get("www-authenticate", "").split(" ")[0].lower()
            if response.status_code != httpx.codes.UNAUTHORIZED or asked not in self._schemes:
                return
            self._chosen = self._schemes[asked]
        yield from self._chosen.auth_flow(request)


class Endpoint:
    """One server; every failure is a `StoreError` or, for a wrong query, a `QueryError`."""

    def __init__(self, location: str, environment: Mapping[str, str]) -> None:
        self.location = location
        self.server = ""  # what it calls itself, once it has answered
        self._addresses = Addresses.guess(location, environment)
        user = environment.get("KG_STORE_USER")
        auth = _AsAsked(user, environment.get("KG_STORE_PASSWORD", "")) if user else None
        self._client = httpx.Client(
            auth=auth, timeout=_TIMEOUT, transport=httpx.HTTPTransport(retries=2)
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def query(self, sparql: str, accept: str) -> httpx.Response:
        """Answer a query."""
        response = self._send(
            "POST", self._addresses.query, data={"query": sparql}, headers={"accept": accept}
        )
        if response.status_code == httpx.codes.BAD_REQUEST:
            raise QueryError(f"{self.location} refuses the query: {_first_line(response)}")
        return self._checked(response)

    def update(self, sparql: str) -> None:
        """Run an update request; servers run one request as one transaction."""
        self._checked(self._send("POST", self._addresses.update, data={"update": sparql}))

    def put_graph(self, graph: str, ntriples: bytes) -> None:
        """Make the triples the whole content of a named graph."""
        self._graph("PUT", graph, ntriples)

    def add_to_graph(self, graph: str, ntriples: bytes) -> None:
        """Merge the triples into a named graph."""
        self._graph("POST", graph, ntriples)

    def drop_graph(self, graph: str) -> None:
        """Remove a named graph; one that is not there is fine."""
        response = self._send("DELETE", self._addresses.graphs, params={"graph": graph})
        if response.status_code != httpx.codes.NOT_FOUND:
            self._checked(response)

    def _graph(self, method: str, graph: str, ntriples: bytes) -> None:
        self._checked(
            self._send(
                method,
                self._addresses.graphs,
                params={"graph": graph},
                content=ntriples,
                # N-Triples are Turtle, and Turtle is what every server takes.
                headers={"content-type": "text/turtle; charset=utf-8"},
            )
        )

    def _send(self, method: str, address: str, **content: object) -> httpx.Response:
        try:
            response = self._client.request(method, address, **content)  # type: ignore[arg-type]
            self.server = response.headers.get("server", self.server)
            return response
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = str(error) or type(error).__name__
            raise StoreError(f"{self.location}: the server does not answer: {reason}") from error

    def _checked(self, response: httpx.Response) -> httpx.Response:
        if response.is_success:
            return response
        if response.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise StoreError(
                f"{self.location}: the server refuses access ({response.status_code}: "
                f"{_first_line(response)}); KG_STORE_USER and KG_STORE_PASSWORD log in"
            )
        address = response.request.url.copy_with(query=None)
        raise StoreError(f"{address}: error {response.status_code}: {_first_line(response)}")


def _first_line(response: httpx.Response) -> str:
    lines = [line.strip() for line in response.text.splitlines() if line.strip()]
    return lines[0][:300] if lines else response.reason_phrase
