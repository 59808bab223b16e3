"""The data that flows through `kg`: frozen plain values, one family for all stages.

Document → Analysis (sentences, mentions, amounts, dates, relations) → Link per entity mention
→ Fact → Quad. Offsets are zero-based, half-open ranges of code points into `Document.text`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal as OneOf
from typing import NamedTuple

from kg.vocab import XSD

Label = OneOf["PER", "ORG", "LOC", "LAW", "PROG", "EVENT", "ROLE", "MONEY", "QUANTITY", "DATE"]
LABELS: tuple[Label, ...] = (
    "PER", "ORG", "LOC", "LAW", "PROG", "EVENT", "ROLE", "MONEY", "QUANTITY", "DATE"
)  # fmt: skip
ENTITY_LABELS: tuple[Label, ...] = ("PER", "ORG", "LOC", "LAW", "PROG", "EVENT")

Modality = OneOf["factual", "planned", "demanded", "possible", "negated", "reported"]
Qualifier = OneOf["exact", "approx", "min", "max", "range"]
Precision = OneOf["day", "month", "quarter", "year", "range"]
LinkStatus = OneOf["linked", "new", "ambiguous"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}, {self.end}")


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A text that a document had before; `node` is the IRI that stood for it in the store."""

    node: str
    sha256: str
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text with what its source says about it.

    `text` is NFC with `\\n` newlines; `iri` derives from the canonical URL, else from the content;
    `source` is the canonical URL or the path as given; `sha256` is that of the UTF-8 text.
    `pages` holds the start offset of each page where the source has pages. The store knows
    `further` addresses or paths with the same text, and `earlier` texts from the same source.
    """

    iri: str
    text: str
    title: str
    source: str
    sha256: str
    published: date | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    language: str = "de"
    url: str | None = None
    pages: tuple[int, ...] = ()
    further: tuple[str, ...] = ()
    earlier: tuple[EarlierText, ...] = ()

    @property
    def place(self) -> str:
        """Where it is published, as far as is known: its address, else its source."""
        return self.url or self.source


@dataclass(frozen=True, slots=True)
class Mention:
    """A labelled span; `text` is always the document's slice."""

    span: Span
    text: str
    label: Label
    score: float = 1.0

    @classmethod
    def of(cls, text: str, start: int, end: int, label: Label, score: float = 1.0) -> "Mention":
        """Cut the mention out of `text`, so that text and offsets always agree."""
        return cls(Span(start, end), text[start:end], label, score)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money or a counted quantity in full units.

    Exactly one form: `value`, or `min_value` and/or `max_value` (ranges, "mindestens", "bis zu",
    "dreistelliger Millionenbetrag"); none of them only where the text names no number at all.
    `currency` is ISO 4217 for money, `unit` a documented code for quantities, `counted` the noun
    that is counted as written. `period` says what the amount is per or over ("year", "month",
    "head", "2025/2030"; several joined by a space). `named` is False for an amount that is no
    mention of its own: a sum whose currency stands elsewhere, the head of a compound.
    """

    start: int
    end: int
    text: str
    value: Decimal | None = None
    min_value: Decimal | None = None
    max_value: Decimal | None = None
    currency: str | None = None
    unit: str | None = None
    counted: str | None = None
    qualifier: Qualifier = "exact"
    period: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as written, in ISO 8601, with precision.

    `value` is "2025-10-21", "2025-10", "2026-Q3", "2026" or "2021/2027"; None while a relative
    expression is unresolved. `first` and `last` are the earliest and latest day it can mean.
    `named` is False for expressions that are no DATE mentions ("heute", "am Montag").
    """

    start: int
    end: int
    text: str
    value: str | None
    precision: Precision
    first: date | None = None
    last: date | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Relation:
    """What the text states between two mentions, as indexes into `Analysis.mentions`.

    In `Analysis.nominal_relations` an index below 0 is a nominal mention, `nominals[~index]`.
    Names are those of `kg.vocab.RELATIONS` (role_holder, role_at, member_of, pays …).
    """

    name: str
    head: int
    child: int
    modality: Modality = "factual"
    score: float = 1.0
    rule: str = "model"


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the language pipeline sees in one document; mentions are in text order, disjoint.

    `nominals` are definite nouns that stand for a body, "das Land": their span is the noun alone.
    """

    document: Document
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    amounts: tuple[Amount, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    relations: tuple[Relation, ...] = ()
    nominals: tuple[Mention, ...] = ()
    nominal_relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One real thing. `type` is a class name of `kg.vocab.ENTITY_TYPES`.

    `status` is "linked" for an entry of the knowledge base, "new" for a thing it does not know
    (NIL), "ambiguous" where several candidates were too close to choose.
    """

    iri: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    exact_matches: tuple[str, ...] = ()
    status: LinkStatus = "new"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a mention may denote, with its score between 0 and 1."""

    entity: Entity
    score: float


@dataclass(frozen=True, slots=True)
class Link:
    """The decision for one entity mention; `entity` is None where a person rejected the mention."""

    mention: int
    entity: Entity | None
    score: float = 1.0
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What one sentence (or two) states between two entities, with its evidence.

    `predicate` is a local name of the ontology ("memberOf", "funds", "participatesIn" …).
    `evidence` is never empty; `as_of` is the fact's own date or the document's; `valid` is the
    period or date the text gives. `amount` indexes `Analysis.amounts`.
    """

    subject: Entity
    predicate: str
    object: Entity
    evidence: tuple[Span, ...]
    modality: Modality = "factual"
    confidence: float = 1.0
    rule: str = ""
    role: str | None = None
    amount: Amount | None = None
    share: str | None = None
    valid: DateExpression | None = None
    as_of: date | None = None
    purpose: str | None = None
    via: Entity | None = None
    attributed_to: Entity | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a fact needs evidence")


@dataclass(frozen=True, slots=True)
class Run:
    """The versions that made a result; no clock, so equal versions give an equal IRI."""

    model: str
    rules: str
    knowledge_base: str
    code: str = field(default="")


class Literal(NamedTuple):
    """An RDF literal: lexical form, datatype IRI or language tag."""

    value: str
    datatype: str | None = None
    language: str | None = None


class Quad(NamedTuple):
    """One RDF statement in its named graph; an object that is a `str` is an IRI."""

    subject: str
    predicate: str
    object: str | Literal
    graph: str


Term = str | Literal
Value = str | int | float | Decimal | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT query.

    `rows` hold terms in the order of `variables`: a `str` is an IRI (or "_:x" for a blank node),
    None is an unbound variable.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def records(self) -> list[dict[str, Value]]:
        """Return one dict of plain Python values per row, as `pandas.DataFrame` takes them."""
        return [dict(zip(self.variables, map(to_python, row), strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """What the store knows about one document; `run` is the IRI of the run that analysed it."""

    iri: str
    graph: str
    title: str
    source: str
    sha256: str
    run: str
    url: str | None = None
    published: date | None = None
    publisher: str | None = None
    further: tuple[str, ...] = ()
    earlier: tuple[EarlierText, ...] = ()

    @property
    def place(self) -> str:
        """Where it is published, as far as is known: its address, else its source."""
        return self.url or self.source


def to_python(term: Term | None) -> Value:
    """Return an IRI or text as `str`, numbers, booleans and dates as what they are in Python.

    A lexical form that its datatype does not allow stays text.
    """
    if not isinstance(term, Literal):
        return term
    convert = _CONVERTERS.get((term.datatype or "").removeprefix(XSD))
    try:
        return convert(term.value) if convert else term.value
    except (ValueError, ArithmeticError):
        return term.value


_CONVERTERS: dict[str, Callable[[str], Value]] = {
    "integer": int, "int": int, "long": int, "nonNegativeInteger": int,
    "decimal": Decimal, "double": float, "float": float,
    "boolean": lambda text: text in ("true", "1"),
    "date": date.fromisoformat, "dateTime": datetime.fromisoformat,
}  # fmt: skip
