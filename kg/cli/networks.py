"""The options by which `kg export`, `kg analyze` and `kg plot` choose a network."""

import inspect
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import DEFAULT_STORE, StoreOption

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

    from kg.network import Selects

_NETWORK = "Which network"


class Kind(StrEnum):
    """The kinds of `kg.network.project`."""

    actors = "actors"
    comentions = "comentions"
    money = "money"
    affiliations = "affiliations"
    events = "events"
    places = "places"
    facts = "facts"


class Unit(StrEnum):
    """Where two must stand to be named together."""

    sentence = "sentence"
    paragraph = "paragraph"
    document = "document"


@dataclass(frozen=True)
class NetworkOptions:
    """What was asked for; the fields are the shared options, with their defaults and help."""

    kind: Annotated[Kind, typer.Option(help="What joins two nodes.", rich_help_panel=_NETWORK)] = (
        Kind.actors
    )
    since: Annotated[
        str | None,
        typer.Option(help="First day.", metavar="YYYY-MM-DD", rich_help_panel=_NETWORK),
    ] = None
    until: Annotated[
        str | None,
        typer.Option(help="Last day.", metavar="YYYY-MM-DD", rich_help_panel=_NETWORK),
    ] = None
    types: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            help="Only nodes of this type (Person, Organization, Place, …); repeatable.",
            rich_help_panel=_NETWORK,
        ),
    ] = None
    sources: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            help="Only documents of this publisher, host, or beginning of a location; repeatable.",
            rich_help_panel=_NETWORK,
        ),
    ] = None
    min_confidence: Annotated[
        float,
        typer.Option(help="Least confidence of a fact.", min=0, max=1, rich_help_panel=_NETWORK),
    ] = 0.0
    modality: Annotated[
        list[str] | None,
        typer.Option(
            help="factual, planned, demanded, possible, negated, reported; repeatable.",
            show_default="factual, for money also planned",
            rich_help_panel=_NETWORK,
        ),
    ] = None
    min_count: Annotated[
        int,
        typer.Option(
            help="Least number of facts or shared sentences of an edge.",
            min=1,
            rich_help_panel=_NETWORK,
        ),
    ] = 1
    unit: Annotated[
        Unit, typer.Option(help="For comentions: named together in a …", rich_help_panel=_NETWORK)
    ] = Unit.sentence
    min_significance: Annotated[
        float,
        typer.Option(
            help="For comentions: least G² (3.84 is 5 %, 6.63 is 1 %).",
            rich_help_panel=_NETWORK,
        ),
    ] = 0.0
    currency: Annotated[
        str,
        typer.Option(
            help="For money: ISO 4217 code, or all.", rich_help_panel=_NETWORK, metavar="CODE"
        ),
    ] = "EUR"
    store: StoreOption = DEFAULT_STORE

    def between(self, since: str | None, until: str | None) -> "NetworkOptions":
        """Return the options for another period."""
        return replace(self, since=since, until=until)

    def of_kind(self, kind: Kind) -> "NetworkOptions":
        """Return the options for another kind."""
        return replace(self, kind=kind)

    def project(self, store: "Selects") -> "nx.Graph":
        """Return the network out of an open store."""
        from kg.network import project

        return project(
            store,
            self.kind.value,
            since=self.since,
            until=self.until,
            types=self.types or None,
            sources=self.sources or None,
            min_confidence=self.min_confidence,
            modality=self.modality or None,
            unit=self.unit.value,
            min_count=self.min_count,
            min_significance=self.min_significance,
            currency=None if self.currency.lower() == "all" else self.currency.upper(),
        )

    @contextmanager
    def opened(self) -> "Iterator[Any]":
        """Open the store to read."""
        from kg.stores import open_store

        with open_store(self.store, read_only=True) as store:
            yield store


def on_network(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the shared options: its first parameter gets them as `NetworkOptions`."""
    _, *own = inspect.signature(command).parameters.values()
    shared = list(inspect.signature(NetworkOptions).parameters.values())
    names = {parameter.name for parameter in shared}

    def run(**given: Any) -> None:  # noqa: ANN401 - typer passes each option's own type
        options = NetworkOptions(**{name: given.pop(name) for name in names})
        command(options, **given)

    parameters = sorted(
        [*own, *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in shared)],
        key=lambda parameter: parameter.kind,
    )
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run
