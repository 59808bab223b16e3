"""Fetch addresses politely and safely: http(s) only, public hosts, bounded size and time.

Every hop of a redirect is checked again, and the connection goes to the very address that was
checked, so that a second name look-up cannot lead elsewhere.
"""

import ipaddress
import logging
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from kg.errors import SourceError, SourceGoneError
from kg.readers.addresses import check_scheme, checked_address, uses_proxy
from kg.readers.blob import MEGABYTE
from kg.readers.document import one_line
from kg.readers.robots import ALLOW_ALL, FORBID_ALL, Rules, parse_robots

if TYPE_CHECKING:
    import httpx

_LOG = logging.getLogger(__name__)
_AGAIN = frozenset({429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class Manners:
    """How sites are visited; times in seconds.

    `delay` lies between two requests to one host; a longer Crawl-delay of the site wins, and
    allowed private hosts need none. `deadline` bounds one answer as a whole, `timeout` each wait
    for data. Private addresses (loopback, local networks) are refused unless `allow_private`.
    """

    user_agent: str = "kg/0.1 (knowledge graph of policy news)"
    delay: float = 1.0
    retries: int = 3
    backoff: float = 1.0
    timeout: float = 15.0
    deadline: float = 120.0
    redirects: int = 5
    size: int = 40 * MEGABYTE
    obey_robots: bool = True
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; `url` is the address after redirects, `status` 200 or 304."""

    status: int
    url: str
    data: bytes = b""
    media_type: str = ""
    charset: str | None = None
    etag: str = ""
    modified: str = ""


@dataclass
class Fetcher:
    """Fetches addresses one at a time and remembers what hosts ask for."""

    manners: Manners = field(default_factory=Manners)
    _robots: dict[str, Rules] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)
    _clients: "dict[bool, httpx.Client]" = field(default_factory=dict)

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        for client in self._clients.values():
            client.close()

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Answer:
        """Return the answer, with status 304 where nothing changed since `etag` or `modified`.

        Raises `SourceGoneError` for 404 and 410, `SourceError` for every other failure.
        """
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value}
        return self._follow(url, headers, robots=self.manners.obey_robots)

    def _follow(self, url: str, headers: dict[str, str], *, robots: bool) -> Answer:
        current = url
        for _ in range(self.manners.redirects + 1):
            check_scheme(current, url)
            if robots:
                self._check_robots(current, url)
            answer, target = self._patiently(current, url, headers)
            if target is None:
                return answer
            current = urljoin(current, target)
        raise SourceError(url, f"redirects more than {self.manners.redirects} times")

    def _check_robots(self, current: str, url: str) -> None:
        parts = urlsplit(current)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._fetch_robots(f"{origin}/robots.txt")
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if not self._robots[origin].allows(path):
            raise SourceError(url, "is forbidden by the robots.txt of its site")

    def _fetch_robots(self, url: str) -> Rules:
        """Return the rules of a site: none means all is allowed, a broken server nothing."""
        try:
            answer = self._follow(url, {}, robots=False)
        except SourceGoneError:
            return ALLOW_ALL
        except _StatusError as error:
            return FORBID_ALL if error.status >= 500 else ALLOW_ALL
        text = answer.data[:500_000].decode("utf-8", errors="replace")
        return parse_robots(text, self.manners.user_agent)

    def _patiently(
        self, current: str, url: str, headers: dict[str, str]
    ) -> tuple[Answer, str | None]:
        """Try again after a passing failure, waiting longer each time."""
        for attempt in range(self.manners.retries + 1):
            wait = self.manners.backoff * 2**attempt
            try:
                return self._once(current, url, headers)
            except _PassingError as error:
                if attempt == self.manners.retries:
                    raise
                wait = min(max(wait, error.wait), _LONGEST_WAIT)
                _LOG.info("%s: %s; again in %.0f s", url, error.reason, wait)
            time.sleep(wait)
        raise SourceError(url, "cannot be fetched")

    def _once(self, current: str, url: str, headers: dict[str, str]) -> tuple[Answer, str | None]:
        """Send one request; return the answer, or the target of a redirect beside it."""
        import httpx

        deadline = time.monotonic() + self.manners.deadline
        try:
            response = self._send(current, url, headers)
            try:
                return self._answer(response, current, url, deadline)
            finally:
                response.close()
        except httpx.TimeoutException as error:
            raise _PassingError(
                url, f"does not answer within {self.manners.timeout:g} s"
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise _PassingError(url, f"cannot be fetched ({one_line(str(error))[:120]})") from error

    def _client(self, *, proxied: bool) -> "httpx.Client":
        """Return the client that goes through the proxy of the environment, or the other one."""
        import httpx

        if proxied not in self._clients:
            self._clients[proxied] = httpx.Client(
                timeout=self.manners.timeout,
                # No connection is kept: it would be shared by all names of one address.
                limits=httpx.Limits(max_keepalive_connections=0),
                trust_env=proxied,
                verify=httpx.create_ssl_context(trust_env=True),
            )
        return self._clients[proxied]

    def _send(self, current: str, url: str, headers: dict[str, str]) -> "httpx.Response":
        parts = urlsplit(current)
        host, port = parts.hostname or "", parts.port or {"http": 80, "https": 443}[parts.scheme]
        headers = {
            **headers,
            "User-Agent": self.manners.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Language": "de,en;q=0.5",
            "Accept-Encoding": "gzip",
        }
        proxied = uses_proxy(parts.scheme, host)
        client = self._client(proxied=proxied)
        request = client.build_request("GET", current, headers=headers)
        if not proxied:
            address = checked_address(host, port, url, allow_private=self.manners.allow_private)
            self._wait(parts.netloc, address)
            # The request keeps its Host header; the name is also what the certificate must show.
            request.extensions["sni_hostname"] = request.url.raw_host.decode("ascii")
            request.url = request.url.copy_with(host=address)
        return client.send(request, stream=True)

    def _wait(self, host: str, address: str) -> None:
        """Sleep until the host may be asked again."""
        asked = max((rules.delay or 0 for rules in self._rules_of(host)), default=0)
        if ipaddress.ip_address(address).is_global:
            now = time.monotonic()
            due = self._next.get(host, now)
            self._next[host] = max(now, due) + max(self.manners.delay, asked)
            if due > now:
                time.sleep(due - now)

    def _rules_of(self, host: str) -> Iterator[Rules]:
        return (rules for origin, rules in self._robots.items() if origin.endswith(f"//{host}"))

    def _answer(
        self, response: "httpx.Response", current: str, url: str, deadline: float
    ) -> tuple[Answer, str | None]:
        status, headers = response.status_code, response.headers
        if status in _REDIRECTS and headers.get("location"):
            return Answer(status, current), str(headers["location"])
        if status in (404, 410):
            raise SourceGoneError(url, f"is gone (HTTP {status})")
        if status in _AGAIN:
            raise _PassingError(url, f"answers HTTP {status}", status, _seconds(headers))
        if status not in (200, 304):
            raise _StatusError(url, f"answers HTTP {status}", status)
        kind = Message()
        kind["content-type"] = headers.get("content-type", "")
        data = b"" if status == 304 else self._body(response, url, deadline)
        return Answer(
            status,
            current,
            data,
            kind.get_content_type() if headers.get("content-type") else "",
            kind.get_content_charset(),
            str(headers.get("etag", "")),
            str(headers.get("last-modified", "")),
        ), None

    def _body(self, response: "httpx.Response", url: str, deadline: float) -> bytes:
        encoding = response.headers.get("content-encoding", "identity").lower()
        if encoding not in ("identity", "gzip", "x-gzip", "deflate", ""):
            raise SourceError(url, f"answers in an encoding that was not asked for ({encoding!r})")
        unpack = zlib.decompressobj(47) if encoding not in ("identity", "") else None
        data = bytearray()
        for chunk in response.iter_raw():
            room = self.manners.size - len(data) + 1
            try:
                data += unpack.decompress(chunk, room) if unpack else chunk
            except zlib.error as error:
                raise SourceError(url, "answers with damaged compression") from error
            if len(data) > self.manners.size:
                raise SourceError(url, f"is larger than {self.manners.size // MEGABYTE} MB")
            if time.monotonic() > deadline:
                raise SourceError(url, f"takes longer than {self.manners.deadline:g} s")
        return bytes(data)


class _StatusError(SourceError):
    """The server answered with a status that says no."""

    def __init__(self, location: str, reason: str, status: int = 0) -> None:
        super().__init__(location, reason)
        self.status = status


class _PassingError(_StatusError):
    """A failure that may be over in a moment; `wait` is what the server asks for, in seconds."""

    def __init__(self, location: str, reason: str, status: int = 0, wait: float = 0) -> None:
        super().__init__(location, reason, status)
        self.wait = wait


def _seconds(headers: "httpx.Headers") -> float:
    value = headers.get("retry-after", "")
    return float(value) if value.isdigit() else 0
