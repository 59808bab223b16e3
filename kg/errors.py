"""Everything `kg` raises on purpose.

    KgError
    ├── SourceError        one source cannot be read; the run goes on
    │   └── SourceGoneError    its server says that it exists no longer
    ├── ModelError         a language pipeline cannot be loaded or does not fit
    ├── StoreError         the store cannot be opened, read or written
    │   └── StoreLockedError   another process writes to the store
    ├── QueryError         a SPARQL query is wrong or was stopped
    ├── OntologyError      an ontology or shapes file is wrong
    ├── DecisionError      a person's correction cannot be applied
    ├── GoldError          a gold file is wrong
    ├── EngineError        a cluster cannot be used
    ├── NetworkError       a network or an analysis was asked for that there is not
    └── ExportError        an export cannot be written

A message says what failed, on what, and what to do; it is one line.
"""


class KgError(Exception):
    """Anything that `kg` reports to its user as one clear line."""


class SourceError(KgError):
    """One source cannot be read; `location` names it, the rest of the run goes on."""

    def __init__(self, location: str, reason: str) -> None:
        self.location = location
        self.reason = reason
        shown = location if location.isprintable() else repr(location)
        super().__init__(f"{shown}: {reason}")

    def __reduce__(self) -> tuple[type["SourceError"], tuple[str, str]]:
        """Pickle the parts: workers on other machines report failures, too."""
        return type(self), (self.location, self.reason)


class SourceGoneError(SourceError):
    """The server of a source says that it exists no longer (HTTP 404 or 410)."""


class ModelError(KgError):
    """A language pipeline cannot be loaded or does not fit."""


class StoreError(KgError):
    """The store cannot be opened, read or written."""


class StoreLockedError(StoreError):
    """Another process writes to the store."""


class QueryError(KgError):
    """A SPARQL query is wrong or was stopped."""


class OntologyError(KgError):
    """An ontology or shapes file is wrong."""


class DecisionError(KgError):
    """A person's correction cannot be applied."""


class GoldError(KgError):
    """A gold file is wrong."""


class NetworkError(KgError):
    """A network or an analysis was asked for that there is not."""


class EngineError(KgError):
    """A cluster cannot be reached or does not fit."""


class ExportError(KgError):
    """An export cannot be written."""
