"""Gold files: JSON Lines, plain or gzipped, read one line at a time and checked.

A line is an object with `text` and, as the task needs, `spans`, `relations`, `entities`,
`amounts` and `facts`; offsets are half-open ranges of code points into `text`. `corpus/README.md`
describes each of them.
"""

import gzip
import json
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from kg.errors import GoldError
from kg.model import LABELS, Document, Label, Mention, Span
from kg.vocab import PREDICATES, RELATIONS

_MODALITIES = ("factual", "planned", "demanded", "possible", "negated", "reported")
# What a line must hold for each task, beside `text`.
NEEDS = {
    "ner": ("spans",),
    "relations": ("spans", "relations"),
    "links": ("spans", "entities"),
    "amounts": ("amounts",),
    "facts": ("spans", "entities", "facts"),
}


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A labelled range; labels may be others than those of `kg` (MISC in foreign corpora)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation between two spans, as indexes into the line's `spans`."""

    name: str
    head: int
    child: int
    modality: str


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A thing of the text: its mentions (indexes into `spans`) and all the forms it has there.

    `kb` is the knowledge-base id, None for a thing that only this text knows.
    """

    id: str
    name: str
    type: str
    kb: str | None
    spans: tuple[int, ...]
    surfaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldAmount:
    """A sum or quantity in full units; value, or least and greatest."""

    start: int
    end: int
    values: tuple[Decimal | None, Decimal | None, Decimal | None]
    unit: str | None
    qualifier: str
    label: str


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact in entity ids; no object means that any will do (the text names none).

    An optional fact is neither missed when it is absent nor wrong when it is found.
    """

    subject: str
    predicate: str
    object: str | None
    modality: str
    role: str | None
    amount: GoldAmount | None
    evidence: tuple[Span, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldText:
    """One line of a gold file."""

    number: int
    document: Document
    spans: tuple[GoldSpan, ...] = ()
    optional_spans: tuple[GoldSpan, ...] = ()
    relations: tuple[GoldRelation, ...] = ()
    entities: tuple[GoldEntity, ...] = ()
    amounts: tuple[GoldAmount, ...] = ()
    facts: tuple[GoldFact, ...] = ()

    def mentions(self) -> tuple[Mention, ...]:
        """Return the gold spans that have a label of `kg`, as mentions in the file's order.

        Raises:
            GoldError: a span has another label, so that indexes would not agree.
        """
        text = self.document.text
        known: dict[str, Label] = {name: name for name in LABELS}
        try:
            return tuple(Mention.of(text, s.start, s.end, known[s.label]) for s in self.spans)
        except KeyError as error:
            raise GoldError(
                f"line {self.number}: no label {error}; labels are {', '.join(LABELS)}"
            ) from None


def read_gold(location: str | Path, task: str) -> Iterator[GoldText]:
    """Yield the texts of a gold file, one line at a time; "-" is standard input.

    Raises:
        GoldError: the file cannot be read, or a line is not what the task needs; the message
            names file and line.
    """
    name = str(location)
    with _open(name) as lines:
        for number, line in _numbered(lines, name):
            if line.strip():
                yield _checked(line, number, name, task)


def _open(name: str) -> TextIO:
    if name == "-":
        return TextIOWrapper(sys.stdin.buffer, encoding="utf-8")
    try:
        with Path(name).open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        opener: Callable[..., Any] = gzip.open if packed else open
        stream: TextIO = opener(name, "rt", encoding="utf-8", newline="\n")
    except OSError as error:
        raise GoldError(f"{name}: {error.strerror or error}") from error
    return stream


def _numbered(lines: TextIO, name: str) -> Iterator[tuple[int, str]]:
    number = 0
    try:
        for number, line in enumerate(lines, 1):
            yield number, line
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise GoldError(f"{name}:{number + 1}: cannot be read: {error}") from error


def _checked(line: str, number: int, name: str, task: str) -> GoldText:
    try:
        data = json.loads(line)
        if not isinstance(data, dict):
            raise GoldError("not a JSON object")
        missing = [key for key in ("text", *NEEDS[task]) if key not in data]
        if missing:
            raise GoldError(f"no {', '.join(missing)}; the task {task} needs it")
        return parse_gold(data, number)
    except json.JSONDecodeError as error:
        raise GoldError(f"{name}:{number}: not JSON: {error}") from error
    except GoldError as error:
        raise GoldError(f"{name}:{number}: {error}") from None
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise GoldError(f"{name}:{number}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return f"no {error} in an entry" if isinstance(error, KeyError) else str(error)


def parse_gold(data: Mapping[str, Any], number: int = 1) -> GoldText:
    """Build a text from the object of one line; raises `GoldError` on anything out of range."""
    text = data["text"]
    if not isinstance(text, str):
        raise GoldError("text is not a string")
    spans = tuple(_span(entry, text) for entry in data.get("spans", ()))
    entities = tuple(_entity(entry, len(spans)) for entry in data.get("entities", ()))
    ids = {entity.id for entity in entities}
    return GoldText(
        number,
        _document(data, number),
        spans,
        tuple(_span(entry, text) for entry in data.get("optional_spans", ())),
        tuple(_relation(entry, len(spans)) for entry in data.get("relations", ())),
        entities,
        tuple(_amount(entry, text) for entry in data.get("amounts", ())),
        tuple(_fact(entry, text, ids) for entry in data.get("facts", ())),
    )


def _document(data: Mapping[str, Any], number: int) -> Document:
    published = data.get("date")
    return Document(
        iri=f"gold:{data.get('id', number)}",
        text=data["text"],
        title=str(data.get("title", "")),
        source=str(data.get("file", data.get("id", number))),
        sha256="",
        published=date.fromisoformat(published) if published else None,
        publisher=data.get("publisher"),
    )


def _range(entry: Mapping[str, Any], text: str) -> tuple[int, int]:
    start, end = entry["start"], entry["end"]
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise GoldError(f"{start!r} to {end!r} is no range of a text of {len(text)} characters")
    return start, end


def _span(entry: Mapping[str, Any], text: str) -> GoldSpan:
    label = entry["label"]
    if not isinstance(label, str):
        raise GoldError(f"a label is a string, not {label!r}")
    return GoldSpan(*_range(entry, text), label)


def _one_of(value: object, choices: tuple[str, ...], what: str) -> str:
    if value not in choices:
        raise GoldError(f"no {what} {value!r}; choose from {', '.join(choices)}")
    return str(value)


def _index(value: object, count: int) -> int:
    if type(value) is not int or not 0 <= value < count:
        raise GoldError(f"{value!r} is no index into {count} spans")
    return value


def _relation(entry: Mapping[str, Any], count: int) -> GoldRelation:
    return GoldRelation(
        _one_of(entry["name"], RELATIONS, "relation"),
        _index(entry["head"], count),
        _index(entry["child"], count),
        _one_of(entry.get("modality", "factual"), _MODALITIES, "modality"),
    )


def _entity(entry: Mapping[str, Any], count: int) -> GoldEntity:
    return GoldEntity(
        str(entry["id"]),
        str(entry["name"]),
        str(entry["type"]),
        entry.get("kb"),
        tuple(_index(index, count) for index in entry.get("spans", ())),
        tuple(entry.get("surfaces", ())),
    )


def _amount(entry: Mapping[str, Any], text: str) -> GoldAmount:
    start, end = _range(entry, text)
    numbers = [entry.get(key, entry.get(f"{key}_value")) for key in ("min", "max")]
    value, least, greatest = (
        None if number is None else Decimal(str(number))
        for number in (entry.get("value"), *numbers)
    )
    return GoldAmount(
        start,
        end,
        (value, least, greatest),
        entry.get("currency") or entry.get("unit"),
        str(entry.get("qualifier") or "exact"),
        str(entry.get("label") or ("MONEY" if entry.get("currency") else "QUANTITY")),
    )


def _fact(entry: Mapping[str, Any], text: str, ids: set[str]) -> GoldFact:
    for end in ("subject", "object"):
        if entry.get(end) is not None and entry[end] not in ids:
            raise GoldError(f"the {end} {entry[end]!r} of a fact is not among the entities")
    amount = entry.get("amount")
    return GoldFact(
        entry["subject"],
        _one_of(entry["predicate"], PREDICATES, "predicate"),
        entry.get("object"),
        _one_of(entry.get("modality", "factual"), _MODALITIES, "modality"),
        entry.get("role"),
        _amount(amount, text) if amount else None,
        tuple(Span(*_range(span, text)) for span in entry["evidence"]),
        bool(entry.get("optional", False)),
    )
