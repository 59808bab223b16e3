"""The knowledge base that ships with `kg`: known entities and the names they go by.

The file is a gzipped text: a header line, one line per entry, an empty line, one line per name
key. Entries stay unparsed until they are asked for, so loading takes a few ten milliseconds.
`training/kb` compiles it; `data/SOURCES.md` names sources and licences.
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files

from kg.errors import KgError
from kg.iri import kb_entity_iri
from kg.linking.names import name_key, same_name
from kg.model import Entity
from kg.vocab import ENTITY_TYPES

FORMAT = "kg-kb 1"
_EXPAND = {
    "wd": "http://www.wikidata.org/entity/",
    "corp": "http://publications.europa.eu/resource/authority/corporate-body/",
    "country": "http://publications.europa.eu/resource/authority/country/",
    "place": "http://publications.europa.eu/resource/authority/place/",
    "prog": "http://publications.europa.eu/resource/authority/eu-programme/",
    "gn": "https://sws.geonames.org/",
    "celex": "http://data.europa.eu/eli/celex/",
    "gii": "https://www.gesetze-im-internet.de/",
}


@dataclass(frozen=True, slots=True)
class Office:
    """A role a person held, with first and last month ("2025-05"); empty means open."""

    name: str
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One known entity.

    `kind` is finer than `type` (ministry, dg, party, city, land, country …); `setting` is "eu",
    "int" or the ISO code of the country whose texts speak of it; `weak` aliases name it only in a
    fitting context; `parent` and `place` are ids of other entries; `valid` is "1993-" or
    "2021-2024"; `weight` is a population or a rank; `source` names the source of the entry.
    """

    id: str
    type: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    setting: str = ""
    parent: str = ""
    place: str = ""
    valid: str = ""
    weight: int = 0
    matches: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    source: str = ""

    @property
    def iri(self) -> str:
        """The entry's permanent IRI."""
        return kb_entity_iri(ENTITY_TYPES[self.type][0], self.id)

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all aliases, weak ones last; the name may be among the weak ones."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.weak)))

    def to_entity(self) -> Entity:
        """Return the entity as the other stages see it."""
        return _to_entity(self)

    def valid_in(self, year: int) -> bool:
        """Tell whether the entry existed in the year."""
        first, dash, last = self.valid.partition("-")
        if not dash:
            return True
        return (not first or int(first) <= year) and (not last or year <= int(last))


@lru_cache(maxsize=8192)
def _to_entity(entry: Entry) -> Entity:
    return Entity(entry.iri, entry.type, entry.name, entry.aliases, entry.matches, "linked")


@dataclass(frozen=True, slots=True)
class NameHit:
    """An entry found under a name; `weak` where the name alone does not decide."""

    entry: Entry
    alias: str
    weak: bool


@dataclass(frozen=True)
class KnowledgeBase:
    """Entries by id and by name. `version` changes whenever the content does."""

    version: str
    _lines: dict[str, str] = field(repr=False)
    _keys: dict[str, str] = field(repr=False)
    _cache: dict[str, Entry] = field(default_factory=dict, repr=False)
    _hits: dict[tuple[str, bool], tuple[NameHit, ...]] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self._lines)

    def __contains__(self, entry_id: str) -> bool:
        return entry_id in self._lines

    def __iter__(self) -> Iterator[Entry]:
        return (self.entry(entry_id) for entry_id in self._lines)

    def entry(self, entry_id: str) -> Entry:
        """Return the entry; raise `KeyError` for an unknown id."""
        if entry_id not in self._cache:
            self._cache[entry_id] = parse_entry(self._lines[entry_id])
        return self._cache[entry_id]

    def find(self, name: str, *, place: bool = False) -> tuple[NameHit, ...]:
        """Return the entries that the name, in any case form, may mean; in file order.

        `place` applies the stricter rule for names of places.
        """
        if (name, place) not in self._hits:
            if len(self._hits) > 100_000:
                self._hits.clear()
            self._hits[name, place] = tuple(self._search(name, place=place))
        return self._hits[name, place]

    def _search(self, name: str, *, place: bool) -> Iterator[NameHit]:
        for entry_id in self._keys.get(name_key(name), "").split():
            entry = self.entry(entry_id)
            sure = (entry.name, *entry.aliases) if entry.name not in entry.weak else entry.aliases
            strong = next((a for a in sure if _is(name, a, place)), None)
            weak = None if strong else next((a for a in entry.weak if _is(name, a, place)), None)
            if alias := strong or weak:
                yield NameHit(entry, alias, weak=strong is None)

    def by_iri(self, iri: str) -> Entry | None:
        """Return the entry with this IRI, or None."""
        entry_id = iri.rsplit("/", 1)[-1]
        entry = self.entry(entry_id) if entry_id in self._lines else None
        return entry if entry is not None and entry.iri == iri else None

    @cached_property
    def surnames(self) -> dict[str, tuple[str, ...]]:
        """The ids of known persons by folded surname, for bare names beside an office."""
        found: dict[str, list[str]] = {}
        for entry_id, line in self._lines.items():
            if "\tPerson\t" in line:
                name = line.split("\t", 4)[3].split(" (")[0]
                found.setdefault(name.rsplit(" ", 1)[-1].casefold(), []).append(entry_id)
        return {surname: tuple(ids) for surname, ids in found.items()}


def _is(name: str, alias: str, place: bool) -> bool:  # noqa: FBT001 - private and always named
    return same_name(name, alias, place=place)


def format_entry(entry: Entry) -> str:
    """Return the entry's line in the file."""
    offices = "|".join(f"{o.name}@{o.first}..{o.last}" for o in entry.offices)
    fields = (
        entry.id, entry.type, entry.kind, entry.name, "|".join(entry.aliases),
        "|".join(entry.weak), entry.setting, entry.parent, entry.place, entry.valid,
        str(entry.weight or ""), " ".join(entry.matches), offices, entry.source,
    )  # fmt: skip
    return "\t".join(fields)


def parse_entry(line: str) -> Entry:
    """Read one line of the file."""
    (entry_id, kind_type, kind, name, aliases, weak, setting, parent, place, valid, weight,
     matches, offices, source) = line.split("\t")  # fmt: skip
    return Entry(
        entry_id, kind_type, kind, name, _split(aliases), _split(weak), setting, parent, place,
        valid, int(weight or 0), tuple(map(_expand, matches.split())),
        tuple(map(_office, _split(offices))), source,
    )  # fmt: skip


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


def _expand(match: str) -> str:
    prefix, _, rest = match.partition(":")
    return _EXPAND[prefix] + rest if prefix in _EXPAND else match


def _office(text: str) -> Office:
    name, _, period = text.partition("@")
    first, _, last = period.partition("..")
    return Office(name, first, last)


def parse_kb(text: str) -> KnowledgeBase:
    """Read a knowledge base from the text of its file; raise `KgError` for another format."""
    header, _, body = text.partition("\n")
    if not header.startswith(FORMAT + " "):
        raise KgError(f"not a knowledge base of format {FORMAT!r}: {header[:40]!r}")
    entries, _, keys = body.partition("\n\n")
    lines = {line[: line.index("\t")]: line for line in entries.split("\n") if line}
    index = dict(line.split("\t", 1) for line in keys.split("\n") if line)
    return KnowledgeBase(header.removeprefix(FORMAT + " "), lines, index)


def load_kb() -> KnowledgeBase:
    """Load the knowledge base that ships with the package."""
    data = (files("kg.linking") / "data" / "kb.txt.gz").read_bytes()
    return parse_kb(gzip.decompress(data).decode())
