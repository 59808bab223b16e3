"""Find stored entities by name, and the nearest names for a typing slip."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from kg.errors import DecisionError
from kg.model import LinkStatus, Value
from kg.text import fold
from kg.vocab import ENTITY_TYPES

_TYPES = {iri: name for name, (_, iri) in ENTITY_TYPES.items()}
_ENTITIES = f"""
SELECT ?entity ?name ?type ?status (COUNT(DISTINCT ?mention) AS ?mentions) WHERE {{
  VALUES ?type {{ {" ".join(f"<{iri}>" for iri in _TYPES)} }}
  ?entity a ?type ; skos:prefLabel ?name ; kg:linkStatus ?status .
  OPTIONAL {{ ?mention oa:hasBody ?entity }}
}} GROUP BY ?entity ?name ?type ?status
"""
_ALIASES = (
    "SELECT DISTINCT ?entity ?alias WHERE { ?entity kg:linkStatus [] ; skos:altLabel ?alias }"
)
NEAREST = 5


_OPEN = """
SELECT ?entity ?candidate (COUNT(?mention) AS ?mentions) WHERE {
  ?mention oa:hasBody ?entity ; kg:candidate ?candidate . ?entity kg:linkStatus "ambiguous"
} GROUP BY ?entity ?candidate ORDER BY DESC(?mentions) ?candidate
"""


class Select(Protocol):
    """What looking up needs of a store."""

    def select(self, sparql: str) -> list[dict[str, Value]]:
        """Answer a SELECT query with one dict per row."""


@dataclass(frozen=True, slots=True)
class StoredEntity:
    """An entity as the store has it; `mentions` counts its mentions in all documents."""

    iri: str
    name: str
    type: str
    status: LinkStatus
    mentions: int = 0
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)


def stored_entities(store: Select) -> list[StoredEntity]:
    """Return all entities of the store, the most mentioned first."""
    aliases: dict[str, list[str]] = {}
    for row in store.select(_ALIASES):
        aliases.setdefault(str(row["entity"]), []).append(str(row["alias"]))
    found: dict[str, StoredEntity] = {}
    for row in sorted(store.select(_ENTITIES), key=lambda r: (str(r["entity"]), str(r["name"]))):
        iri, name = str(row["entity"]), str(row["name"])
        if iri in found:
            aliases.setdefault(iri, []).append(name)
            continue
        status: LinkStatus = "new"
        if row["status"] == "linked":
            status = "linked"
        elif row["status"] == "ambiguous":
            status = "ambiguous"
        mentions = row["mentions"]
        found[iri] = StoredEntity(
            iri, name, _TYPES[str(row["type"])], status,
            int(mentions) if isinstance(mentions, int) else 0,
        )  # fmt: skip
    entities = [
        StoredEntity(
            e.iri, e.name, e.type, e.status, e.mentions, _others(aliases.get(e.iri), e.name)
        )
        for e in found.values()
    ]
    return sorted(entities, key=lambda e: (-e.mentions, e.name, e.iri))


def _others(names: list[str] | None, name: str) -> tuple[str, ...]:
    return tuple(sorted(set(names or ()) - {name}))


def find_entities(entities: Iterable[StoredEntity], name: str) -> list[StoredEntity]:
    """Return the entities with this IRI, name or alias; names come before aliases."""
    wanted, entities = fold(name), list(entities)
    named = [e for e in entities if e.iri == name or fold(e.name) == wanted]
    return named or [e for e in entities if any(fold(a) == wanted for a in e.aliases)]


def nearest_names(entities: Iterable[StoredEntity], name: str) -> list[str]:
    """Return the stored names that are most like the one asked for, best first."""
    from rapidfuzz import fuzz, process

    names = list(dict.fromkeys(n for e in entities for n in e.names))
    found = process.extract(name, names, scorer=fuzz.WRatio, limit=NEAREST, score_cutoff=60)
    return [match for match, _, _ in found]


def one_entity(entities: Iterable[StoredEntity], name: str) -> StoredEntity:
    """Return the one entity of that name; raise `DecisionError` for none or several."""
    entities = list(entities)
    found = find_entities(entities, name)
    if not found:
        near = nearest_names(entities, name)
        hint = f"; did you mean {', '.join(map(repr, near))}?" if near else ""
        raise DecisionError(f"no entity is called {name!r}{hint}")
    if len(found) > 1:
        choices = ", ".join(f"{e.iri} ({e.type}, {e.mentions} mentions)" for e in found)
        raise DecisionError(f"{name!r} is not unique, give the IRI: {choices}")
    return found[0]


def open_choices(store: Select) -> dict[str, list[str]]:
    """Return, for each entity that was left open, the IRIs that it may be, likeliest first."""
    found: dict[str, list[str]] = {}
    for row in store.select(_OPEN):
        found.setdefault(str(row["entity"]), []).append(str(row["candidate"]))
    return found
