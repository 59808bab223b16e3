"""Refuses SPARQL that would make the store fetch from the network.

Oxigraph runs SERVICE and LOAD without a switch to turn them off, so the words are looked for
where SPARQL would read them as keywords: outside comments, strings, IRIs, variables, prefixed
names and language tags (https://www.w3.org/TR/sparql11-query/#sparqlGrammar).
"""

import re

from kg.errors import QueryError

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# What holds no keyword: IRIs, strings, comments, variables, tags, escapes, prefixed names; for
# expressions compiled with VERBOSE and DOTALL.
OPAQUE = r"""
        <[^<>"{}|^`\\\x00-\x20]*>
      | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
      | '''(?:[^'\\]|\\.|'(?!''))*'''
      | "(?:[^"\\\n\r]|\\.)*"
      | '(?:[^'\\\n\r]|\\.)*'
      | \#[^\n\r]*
      | [?$@]\w+
      | \\.
      | (?:\w(?:[\w.\-]*[\w\-])?)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*
"""
_TOKEN = re.compile(rf"(?P<skip>{OPAQUE}) | (?P<word>\w+)", re.VERBOSE | re.DOTALL)
_NETWORK_WORDS = {"service", "load"}


def refuse_network(sparql: str) -> None:
    """Raise a `QueryError` if a query or update would fetch anything.

    Unicode escapes are resolved first, as the SPARQL grammar does, so a keyword cannot hide in
    them. Where this reading and that of the engine could differ, it errs to refusal.
    """
    for match in _TOKEN.finditer(_ESCAPE.sub(_character, sparql)):
        word = match["word"]
        if word and word.lower() in _NETWORK_WORDS:
            raise QueryError(f"{word.upper()} is refused: a query never fetches from the network")


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]
