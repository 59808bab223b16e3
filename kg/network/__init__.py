"""Networks: which facts of a store become the edges of a networkx graph.

Kinds, with what joins two nodes:

    actors        persons and organisations: any fact between two, and events both took part in
    comentions    entities named in one sentence (or paragraph, document), undirected
    money         payer → recipient, weighted by value; planned and factual are edges apart
    affiliations  person → organisation: offices, memberships, affiliations
    events        persons and organisations → event → place
    places        whatever lies or takes place somewhere → place
    facts         all of them

All but comentions are `networkx.MultiDiGraph`s; the key of an edge is its predicate, with the
modality where it is not factual ("funds (planned)"). Nodes are IRIs. Attributes are plain text
and numbers and may be missing where nothing is known; docs/networks.md describes each.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

from kg.errors import NetworkError
from kg.model import Modality
from kg.network.reading import documents, entities, facts, mention_counts
from kg.network.rows import DocumentRow, EntityRow, FactRow, Selects
from kg.network.selection import Selection, selection
from kg.vocab import ENTITY_TYPES

if TYPE_CHECKING:
    import networkx as nx

    from kg.network.building import Attributes, Bundle
    from kg.network.comentions import Unit

__all__ = ["KINDS", "Kind", "Selects", "project"]

Kind = Literal["actors", "comentions", "money", "affiliations", "events", "places", "facts"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_ACTORS = frozenset({"Person", "Organization"})
_PLACES = frozenset({"Place", "Facility"})
_THINGS = frozenset(ENTITY_TYPES) - {"Role"}


@dataclass(frozen=True, slots=True)
class _Recipe:
    """What a kind of network takes where the caller does not say otherwise."""

    types: frozenset[str]
    predicates: tuple[str, ...] = ()
    modalities: tuple[Modality, ...] = ("factual",)


_RECIPES: Mapping[Kind, _Recipe] = {
    "actors": _Recipe(_ACTORS),
    "comentions": _Recipe(_THINGS - {"Topic"}),
    "money": _Recipe(_THINGS, ("funds", "receives"), ("factual", "planned")),
    "affiliations": _Recipe(_THINGS - {"Topic"}, ("memberOf", "holdsRole", "affiliatedWith")),
    "events": _Recipe(_THINGS, ("participatesIn", "organizes", "takesPlaceIn")),
    "places": _Recipe(_THINGS),
    "facts": _Recipe(_THINGS),
}


@dataclass(frozen=True, slots=True)
class _Content:
    """What the store holds of the chosen documents."""

    entities: Mapping[str, EntityRow]
    documents: Mapping[str, DocumentRow]

    def of_types(self, types: Iterable[str]) -> set[str]:
        wanted = frozenset(types)
        return {iri for iri, entity in self.entities.items() if entity.type in wanted}


def project(
    store: Selects,
    kind: Kind = "actors",
    *,
    since: date | str | None = None,
    until: date | str | None = None,
    types: str | Iterable[str] | None = None,
    sources: str | Iterable[str] | None = None,
    min_confidence: float = 0.0,
    modality: str | Iterable[str] | None = None,
    unit: "Unit" = "sentence",
    min_count: int = 1,
    min_significance: float = 0.0,
    currency: str | None = "EUR",
) -> "nx.Graph":
    """Return the network of one kind as a networkx graph.

    Args:
        store: anything with `select`, such as `kg.open_store()`.
        kind: one of `KINDS`.
        since: first day; a fact counts where the time it is stated for overlaps the period.
        until: last day, included.
        types: entity types that both ends must have, instead of the kind's own.
        sources: publishers, hosts, documents' IRIs or beginnings of their locations.
        min_confidence: least confidence of a fact, 0 to 1; co-mentions have none.
        modality: instead of the kind's own: "factual", for money also "planned".
        unit: for comentions: "sentence", "paragraph" or "document".
        min_count: least number of facts, or of units named together in, behind an edge.
        min_significance: for comentions: least G² (3.84 is the 5 % level).
        currency: for money: ISO 4217 code, None for all.

    `graph.graph` says what was asked for and, under "left_out", what did not become an edge.

    Raises:
        NetworkError: there is no such kind, type, modality or unit, or a date is none.
    """
    recipe = _recipe(kind)
    chosen = selection(since, until, types, sources)
    found = documents(store)
    content = _Content(entities(store), _chosen(found, chosen, by_date=kind == "comentions"))
    wanted = content.of_types(chosen.types or recipe.types)
    if kind == "comentions":
        edges, left_out = _comentions(
            store, content, wanted, unit, min_count=min_count, min_significance=min_significance
        )
    else:
        rows = facts(
            store,
            {iri: document.published for iri, document in found.items()},
            predicates=recipe.predicates,
            modalities=_modalities(modality, recipe),
            min_confidence=min_confidence,
        )
        rows = [fact for fact in rows if chosen.takes_fact(fact, content.documents)]
        edges, left_out = _EDGES.get(kind, _fact_edges)(rows, content, wanted, currency)
        edges = _often(edges, min_count, left_out)
    network = _build(kind, edges, content, store)
    network.graph.update(_description(kind, chosen, left_out))
    return network


def _recipe(kind: Kind) -> _Recipe:
    if kind not in _RECIPES:
        raise NetworkError(f"unknown kind of network {kind!r}; known: {', '.join(KINDS)}")
    return _RECIPES[kind]


def _modalities(modality: str | Iterable[str] | None, recipe: _Recipe) -> list[str]:
    if modality is None:
        return list(recipe.modalities)
    chosen = [modality] if isinstance(modality, str) else list(modality)
    unknown = [name for name in chosen if name not in get_args(Modality)]
    if unknown:
        known = ", ".join(get_args(Modality))
        raise NetworkError(f"unknown modality {unknown[0]!r}; known: {known}")
    return chosen


def _chosen(
    found: Mapping[str, DocumentRow], chosen: Selection, *, by_date: bool
) -> dict[str, DocumentRow]:
    return {
        iri: document
        for iri, document in found.items()
        if chosen.takes_document(document)
        and (not by_date or chosen.covers(document.published, document.published))
    }


_Edges = tuple[dict["Bundle", "Attributes"], Counter[str]]


def _comentions(
    store: Selects,
    content: _Content,
    wanted: set[str],
    unit: "Unit",
    *,
    min_count: int,
    min_significance: float,
) -> _Edges:
    from kg.network.comentions import UNITS, comention_edges

    if unit not in UNITS:
        raise NetworkError(f"unknown unit {unit!r}; known: {', '.join(UNITS)}")
    return comention_edges(
        store,
        wanted,
        content.documents,
        unit=unit,
        min_count=min_count,
        min_significance=min_significance,
    )


def _between(rows: Iterable[FactRow], wanted: set[str]) -> list[FactRow]:
    return [fact for fact in rows if fact.subject in wanted and fact.object in wanted]


def _fact_edges(
    rows: list[FactRow], content: _Content, wanted: set[str], currency: str | None
) -> _Edges:
    from kg.network.building import bundle, fact_edge

    del content, currency
    groups = bundle(_between(rows, wanted))
    return {key: fact_edge(group) for key, group in groups.items()}, Counter()


def _actor_edges(
    rows: list[FactRow], content: _Content, wanted: set[str], currency: str | None
) -> _Edges:
    from kg.network.events import same_event_edges

    edges, _ = _fact_edges(rows, content, wanted, currency)
    met, left_out = same_event_edges(rows, wanted)
    return edges | met, left_out


def _money_edges(
    rows: list[FactRow], content: _Content, wanted: set[str], currency: str | None
) -> _Edges:
    from kg.network.money import money_edges

    return money_edges(_between(rows, wanted), content.entities, currency)


def _affiliation_edges(
    rows: list[FactRow], content: _Content, wanted: set[str], currency: str | None
) -> _Edges:
    persons = content.of_types({"Person"})
    return _fact_edges([f for f in rows if f.subject in persons], content, wanted, currency)


def _place_edges(
    rows: list[FactRow], content: _Content, wanted: set[str], currency: str | None
) -> _Edges:
    places = content.of_types(_PLACES)
    placed = [f for f in rows if f.subject in places or f.object in places]
    return _fact_edges(placed, content, wanted, currency)


_EDGES: Mapping[Kind, Callable[[list[FactRow], _Content, set[str], str | None], _Edges]] = {
    "actors": _actor_edges,
    "money": _money_edges,
    "affiliations": _affiliation_edges,
    "places": _place_edges,
}


def _often(
    edges: dict["Bundle", "Attributes"], min_count: int, left_out: Counter[str]
) -> dict["Bundle", "Attributes"]:
    kept = {key: edge for key, edge in edges.items() if edge["count"] >= min_count}
    if len(kept) < len(edges):
        left_out[f"edges of fewer than {min_count} facts"] += len(edges) - len(kept)
    return kept


def _build(
    kind: Kind, edges: Mapping["Bundle", "Attributes"], content: _Content, store: Selects
) -> "nx.Graph":
    import networkx as nx

    from kg.network.building import build

    new = nx.Graph if kind == "comentions" else nx.MultiDiGraph
    return build(edges, content.entities, mention_counts(store), content.documents, new=new)


def _description(kind: Kind, chosen: Selection, left_out: Counter[str]) -> dict[str, str]:
    described = {
        "kind": kind,
        "since": chosen.since.isoformat() if chosen.since else "",
        "until": chosen.until.isoformat() if chosen.until else "",
        "sources": ", ".join(chosen.sources or ()),
        "left_out": ", ".join(f"{number} {what}" for what, number in sorted(left_out.items())),
    }
    return {name: text for name, text in described.items() if text}
