"""Says in one line what is wrong with a SPARQL query, where, and what may help."""

import difflib
import re

from kg.vocab import PREFIXES

_WHERE = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
_PREFIXED = re.compile(r"([A-Za-z][\w.-]*)?:[\w%]*\Z")
_FORMS = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_UPDATES = re.compile(
    r"\s*(?:(?:PREFIX|BASE)\b[^\n]*\s+)*(INSERT|DELETE|DROP|CLEAR|CREATE|COPY|MOVE|ADD|WITH)\b",
    re.IGNORECASE,
)


def explain(sparql: str, message: str) -> str:
    """Return one line with line, column, reason and hint for a parser's message."""
    found = _WHERE.match(message)
    if not found:
        return f"wrong query: {' '.join(message.split())}"
    line, column, expected = int(found[1]), int(found[2]), found[3]
    before, after = _split(sparql, line, column)
    name = _PREFIXED.search(before) if "Prefix not found" in expected else None
    if name:  # the parser stops behind the name
        column -= len(name[0])
    reason = _unknown_prefix(name[1] or "") if name else _reason(sparql, after, expected)
    return f"wrong query at line {line}, column {column}: {reason}"


def _reason(sparql: str, after: str, expected: str) -> str:
    if not sparql.strip():
        return "the query is empty"
    if _UPDATES.match(sparql):
        return "this is an update, and queries only read"
    if not _FORMS.search(sparql):
        return "a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE"
    if "unbound" in expected:
        return "SELECT names a variable that the groups do not give; add it to GROUP BY"
    if not after.strip():
        return f"the query ends too early{_unclosed(sparql)}"
    near = after.split("\n")[0].strip()[:30] or after.strip().split()[0][:30]
    return f"not understood from {near!r}{_expectation(expected)}{_unclosed(sparql)}"


def _split(sparql: str, line: int, column: int) -> tuple[str, str]:
    lines = sparql.split("\n")
    offset = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
    return sparql[:offset], sparql[offset:]


def _unknown_prefix(name: str) -> str:
    near = difflib.get_close_matches(name, PREFIXES, n=1)
    hint = f"did you mean {near[0]}:?" if near else f"declare it: PREFIX {name}: <…>"
    return f"the prefix {name}: is not declared; {hint} (ready: {', '.join(PREFIXES)})"


def _unclosed(sparql: str) -> str:
    missing = sparql.count("{") - sparql.count("}")
    if missing > 0:
        return f"; {missing} closing brace{'s' if missing > 1 else ''} missing"
    return "; a closing brace too many" if missing < 0 else ""


def _expectation(expected: str) -> str:
    words = re.findall(r'"([^"\s]+)"|(?:^|, )([A-Z]{2,})\b', " ".join(expected.split()))
    readable = [quoted or word for quoted, word in words][:6]
    return f"; expected for instance {' '.join(readable)}" if readable else ""
