"""Which network addresses may be asked: http(s), and nothing inside the own network."""

import ipaddress
import socket
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from kg.errors import SourceError


def check_scheme(current: str, url: str) -> None:
    """Raise `SourceError` unless `current`, reached from `url`, is an http(s) address."""
    try:
        parts = urlsplit(current)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if known:
        return
    target = "" if current == url else f"redirects to {current[:80]!r}, which "
    raise SourceError(url, f"{target}is no http or https address")


def uses_proxy(scheme: str, host: str) -> bool:
    """Say whether the environment names a proxy for the host; the proxy then finds the host."""
    return bool(getproxies().get(scheme)) and not proxy_bypass(host) and not _is_literal(host)


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or "." not in host
    return True


def checked_address(host: str, port: int, url: str, *, allow_private: bool) -> str:
    """Return the network address of a host; refuses private ones unless they are allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(url, f"has an unknown host ({host})") from error
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    public = [address for address in addresses if _is_public(address)]
    if len(public) < len(addresses) and not allow_private:
        raise SourceError(url, "lies at a private address; allow private addresses to read it")
    return addresses[0]


def _is_public(address: str) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None) or parsed
    return bool(mapped.is_global and not mapped.is_multicast)
