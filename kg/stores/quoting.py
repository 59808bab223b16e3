"""Writes values as SPARQL terms, so that a value can never become part of a query's structure."""

import re

from kg.errors import QueryError

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")


def literal(text: str, language: str = "") -> str:
    """Return a text as a literal, with a language tag where one is given."""
    escaped = "".join(_ESCAPES.get(character, character) for character in text)
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


def iri(text: str) -> str:
    """Return an absolute IRI in angle brackets.

    Raises:
        QueryError: the text is none.
    """
    if not _IRI.fullmatch(text):
        raise QueryError(f"not an absolute IRI: {text!r}")
    return f"<{text}>"
