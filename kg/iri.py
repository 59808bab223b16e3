"""IRIs derived from content alone: never from a clock, a counter or chance.

The scheme version is part of every hash, so that a changed normaliser cannot mix two schemes.
"""

import base64
import hashlib

from kg.text import fold, slug

BASE = "https://kg.example/"
SCHEME = "v1"


def digest(*parts: str, length: int = 16) -> str:
    """Return the first `length` base32 characters of SHA-256 over the parts."""
    data = "\x1f".join((SCHEME, *parts)).encode()
    enough = -(-length * 5 // 8)  # bytes: a character holds five bits
    return base64.b32encode(hashlib.sha256(data).digest()[:enough]).decode().lower()[:length]


def document_iri(identity: str) -> str:
    """Return the IRI of the document with this identity (canonical URL, else text digest)."""
    return f"{BASE}id/doc/{digest('doc', identity)}"


def document_graph(document: str) -> str:
    """Return the named graph that holds everything derived from the document."""
    return f"{BASE}graph/doc/{document.rsplit('/', 1)[-1]}"


def text_iri(document: str, sha256: str) -> str:
    """Return the IRI of the text with this SHA-256 that the document has or had."""
    return f"{document}/text/{sha256[:12]}"


def kb_graph(source: str) -> str:
    """Return the named graph of one knowledge-base source."""
    return f"{BASE}graph/kb/{source}"


RUNS_GRAPH = f"{BASE}graph/runs"
DECISIONS_GRAPH = f"{BASE}graph/decisions"


def kb_entity_iri(kind: str, kb_id: str) -> str:
    """Return the IRI of a knowledge-base entry; `kb_id` is ours and permanent."""
    return f"{BASE}id/{kind}/{kb_id}"


def new_entity_iri(kind: str, name: str, *, scope: str = "") -> str:
    """Return the IRI of an entity that the knowledge base does not know.

    `scope` is the document's IRI where the name alone does not identify (a bare surname, a
    generic head, an event); empty for full names, which are global.
    """
    key = digest(kind, fold(name), scope, length=10)
    return f"{BASE}id/{kind}/{slug(name)}-{key}".replace("/-", "/")


def run_iri(*versions: str) -> str:
    """Return the IRI of the run made by these versions."""
    return f"{BASE}id/run/{digest('run', *versions, length=12)}"
