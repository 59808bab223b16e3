"""What a network is made of, as a store tells it."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kg.model import Value


class Selects(Protocol):
    """What a network needs of a store: SELECT queries with the project's prefixes known."""

    def select(self, sparql: str) -> list[dict[str, Value]]:
        """Return one dict of plain Python values per row."""
        ...


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity as the store names it; `type` is a name of `kg.vocab.ENTITY_TYPES`."""

    iri: str
    type: str
    name: str
    status: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document; `text` is the IRI of the text that spans refer to."""

    iri: str
    text: str
    title: str
    source: str
    url: str | None
    publisher: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in full units; `value` is the stated one, or else what `estimate` makes of a range.

    `per` says what the sum is per ("year", "head"); empty for a sum as a whole.
    """

    value: float
    currency: str
    qualifier: str
    per: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One statement of one document.

    `first` and `last` bound the time for which the document states it: the stated period, else
    the day as of which it is stated, else the document's date. `sentences` are (span IRI, text).
    """

    fact: str
    subject: str
    predicate: str
    object: str
    modality: str
    confidence: float
    document: str
    first: date | None
    last: date | None
    role: str | None = None
    money: Money | None = None
    via: str | None = None
    purpose: str | None = None
    share: str | None = None
    sentences: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention of an entity: its sentence's IRI where it is known, and where it starts."""

    entity: str
    text: str
    sentence: str | None
    start: int
