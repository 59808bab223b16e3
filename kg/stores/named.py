"""The named queries that ship with `kg`: `kg/queries/*.rq`.

Each file is a complete query. Its first comment says what it asks, its second the same in German.
A line `VALUES ?since { "…"^^xsd:date } # param date: what it means` declares a parameter with
its default. Binding a value replaces the term in that line by another well-formed term.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from importlib.resources import files

from kg.errors import QueryError
from kg.stores.quoting import literal

_PARAMETER = re.compile(
    r"VALUES \?(?P<name>\w+) \{ (?P<term>.+) \} # param (?P<kind>\w+): (?P<about>.+)"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a named query can be asked for; `default` is a SPARQL term."""

    name: str
    kind: str
    about: str
    default: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that ships with `kg`; what it asks is said in English and in German."""

    name: str
    title: str
    text: str
    german: str = ""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters in the order of the text, each once."""
        found = {
            match["name"]: Parameter(match["name"], match["kind"], match["about"], match["term"])
            for match in _PARAMETER.finditer(self.text)
        }
        return tuple(found.values())

    def bind(self, values: Mapping[str, str]) -> str:
        """Return the query with these values; others keep their defaults.

        Raises:
            QueryError: the query has no such parameter, or the value is not of its kind.
        """
        kinds = {parameter.name: parameter.kind for parameter in self.parameters}
        unknown = sorted(set(values) - set(kinds))
        if unknown:
            known = ", ".join(kinds) or "none"
            raise QueryError(f"{self.name} has no parameter {unknown[0]!r}; it has: {known}")
        terms = {name: _term(name, kinds[name], value) for name, value in values.items()}

        def replace(match: re.Match[str]) -> str:
            term = terms.get(match["name"], match["term"])
            return f"VALUES ?{match['name']} {{ {term} }}"

        return _PARAMETER.sub(replace, self.text)


def named_queries() -> list[NamedQuery]:
    """Return the queries that ship with `kg`, sorted by name."""
    folder = files("kg") / "queries"
    texts = {
        entry.name.removesuffix(".rq"): entry.read_text(encoding="utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith(".rq")
    }
    return [_read(name, text) for name, text in sorted(texts.items())]


def named_query(name: str) -> NamedQuery:
    """Return the query of this name.

    Raises:
        QueryError: there is none; the message names the nearest.
    """
    queries = {query.name: query for query in named_queries()}
    if name in queries:
        return queries[name]
    near = get_close_matches(name, queries, n=1)
    hint = f"did you mean {near[0]!r}?" if near else "`kg query --list` shows all"
    raise QueryError(f"there is no query named {name!r}; {hint}")


def _read(name: str, text: str) -> NamedQuery:
    title, german, query = text.split("\n", 2)
    return NamedQuery(name, title.lstrip("# "), query, german.removeprefix("# Deutsch: "))


def _term(name: str, kind: str, value: str) -> str:
    try:
        if kind == "date":
            return f'"{date.fromisoformat(value).isoformat()}"^^xsd:date'
        if kind == "number":
            return f'"{_finite(value):f}"^^xsd:decimal'
    except (ValueError, InvalidOperation) as error:
        example = {"date": "2025-01-31", "number": "1000000"}[kind]
        raise QueryError(f"{name}={value!r} is no {kind}; write it like {example}") from error
    return literal(value, "de" if kind == "name" else "")


def _finite(value: str) -> Decimal:
    number = Decimal(value)
    if not number.is_finite():
        raise InvalidOperation
    return number
