"""Build a `Document`: the one place where text is cleaned, digested and given its identity."""

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from kg.errors import SourceError
from kg.iri import document_iri
from kg.model import Document
from kg.text import normalise

_SURROGATES = re.compile("[\ud800-\udfff]")
_BULLET = re.compile(r"^(?:[•●◦▪‣*·–—>#|\-]+\s+)+")
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|wt_\w+|at_\w+|pk_\w+)\Z", re.I)
_TITLE_LENGTH = 120
_SPACE = re.compile(r"\s+")
_URL_SAFE = "%/:=&?~+!$,;'@()*[]"  # kept as written; all else would not be legal in an IRI


def clean(text: str) -> str:
    """Return `text` as documents hold it: normalised, encodable, no blanks around the whole."""
    return _SURROGATES.sub("\ufffd", normalise(text))


def one_line(text: str | None) -> str:
    """Return `text` on one line without bullet, for titles and names."""
    return _BULLET.sub("", _SPACE.sub(" ", clean(text or "")).strip())


def make_document(
    text: str,
    *,
    source: str,
    title: str,
    published: date | None = None,
    publisher: str | None = None,
    authors: Iterable[str] = (),
    url: str | None = None,
    pages: tuple[int, ...] = (),
) -> Document:
    """Build the document for an already cleaned `text`; where the title is empty, its first line.

    Its identity is the canonical `url` where it has one, else the digest of the text. Raises
    `SourceError` where there is no text.
    """
    if not text.strip():
        raise SourceError(source, "holds no text")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    address = canonical_url(url)
    return Document(
        iri=document_iri(address or sha256),
        text=text,
        title=one_line(title) or one_line(text[:_TITLE_LENGTH].lstrip().splitlines()[0]),
        source=source,
        sha256=sha256,
        published=published,
        publisher=one_line(publisher) or None,
        authors=tuple(dict.fromkeys(name for name in map(one_line, authors) if name)),
        url=address,
        pages=pages,
    )


def canonical_url(url: str | None) -> str | None:
    """Return the address without fragment, tracking parameters and default port.

    None for what is not an absolute http(s) address. Two spellings of one address become equal;
    the order of parameters is kept, because some sites give it a meaning.
    """
    try:
        parts = urlsplit((url or "").strip())
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    default = {"http": 80, "https": 443}[parts.scheme.lower()]
    netloc = f"[{host}]" if ":" in host else host
    if port not in (None, default):
        netloc += f":{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not _TRACKING.match(pair[0])]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    path = quote(parts.path, safe=_URL_SAFE) or "/"
    return urlunsplit((parts.scheme.lower(), netloc, path, quote(query, safe=_URL_SAFE), ""))
