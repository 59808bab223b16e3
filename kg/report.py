"""What a run did: one `Outcome` per document or failed source, and their sum, the `RunReport`."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Literal as OneOf

Status = OneOf[
    "added", "changed", "unchanged", "duplicate", "skipped", "failed", "removed", "relinked"
]
Entities = frozenset[tuple[str, str]]
# What a report counts, by entity type.
_KINDS = {"Person": "persons", "Organization": "organisations", "Place": "places"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to one document, or to a source that gave none.

    `similar` is where another document with nearly the same text is: one of the store, or an
    earlier one of the run.
    """

    source: str
    status: Status
    document: str | None = None
    title: str | None = None
    reason: str | None = None
    similar: str | None = None
    mentions: int = 0
    amounts: int = 0
    facts: int = 0

    def record(self) -> dict[str, str | int]:
        """Return it as one flat record without what is unknown, for JSON Lines."""
        return {key: value for key, value in asdict(self).items() if value is not None}


@dataclass(frozen=True, slots=True)
class RunReport:
    """The sum of a run; entities are counted once each, over the documents analysed in it.

    `duplicate` counts sources found to have the text of a document that is known already;
    `relinked` counts stored documents that were made again because a person's decisions changed.
    `problems` holds what failed, was skipped or is nearly a copy, in the order met. `interrupted`
    says that a person stopped the run; what is counted was stored.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    duplicate: int = 0
    skipped: int = 0
    failed: int = 0
    removed: int = 0
    relinked: int = 0
    persons: int = 0
    organisations: int = 0
    places: int = 0
    amounts: int = 0
    facts: int = 0
    problems: tuple[Outcome, ...] = ()
    interrupted: bool = False

    @property
    def documents(self) -> int:
        """The documents that are in the store now and were met in this run."""
        return self.added + self.changed + self.unchanged

    @property
    def ok(self) -> bool:
        """Whether every source was read and nobody stopped the run."""
        return not (self.failed or self.interrupted)


@dataclass
class Tally:
    """Adds up the outcomes of a run."""

    statuses: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    problems: list[Outcome] = field(default_factory=list)
    # Hashes instead of IRIs: eight bytes per entity in a run over millions of documents.
    _entities: dict[str, set[int]] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.statuses[outcome.status] += 1
        self.found["amounts"] += outcome.amounts
        self.found["facts"] += outcome.facts
        if outcome.status in ("failed", "skipped") or outcome.similar:
            self.problems.append(outcome)

    def meet(self, entities: Entities) -> None:
        """Count the entities of one document, as (type, IRI), where they are new to the run."""
        for kind, iri in entities:
            self._entities.setdefault(kind, set()).add(hash(iri))

    def report(self, *, interrupted: bool = False) -> RunReport:
        """Return the sum."""
        kinds = {name: len(self._entities.get(kind, ())) for kind, name in _KINDS.items()}
        return RunReport(
            **self.statuses,
            **kinds,
            amounts=self.found["amounts"],
            facts=self.found["facts"],
            problems=tuple(self.problems),
            interrupted=interrupted,
        )
