"""Choose the entry of the knowledge base that a mention means, or none, or leave it open."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.linking.adjectives import land_of
from kg.linking.context import Context, setting_of
from kg.linking.heads import generic_head
from kg.linking.knowledge import Entry, KnowledgeBase, NameHit
from kg.linking.names import is_acronym, name_key
from kg.linking.view import Occurrence
from kg.model import Label

TYPES: dict[Label, tuple[str, ...]] = {
    "PER": ("Person",),
    "ORG": ("Organization",),
    "LOC": ("Place",),
    "LAW": ("Legislation",),
    "PROG": ("FundingInstrument", "Project", "Facility"),
    "EVENT": ("Event",),
}
# Where the model may have mislabelled: which other types a sure name may have, and which kinds.
_FALLBACK: dict[Label, tuple[tuple[str, ...], frozenset[str]]] = {
    "ORG": (("Place",), frozenset(("country", "land"))),
    "LOC": (
        ("Organization",),
        frozenset(("institution", "government", "parliament", "ministry", "international")),
    ),
    "LAW": (("FundingInstrument", "Project"), frozenset(("programme",))),
    "PROG": (("Legislation", "Organization"), frozenset(("law", "agency", "institution"))),
    "EVENT": (("Project", "FundingInstrument"), frozenset(("programme",))),
}
_OWNER = re.compile(r"(?: \([^()]{2,15}\))? (?:des|der|im|beim|in der|bei der) ")
# A score below ACCEPT is no link; two candidates nearer than MARGIN are left to a person.
ACCEPT = 0.5
MARGIN = 0.15
# What a weak name means before any context is seen.
_PRIORS: dict[str, dict[str, float]] = {
    "kommission": {"eu": 1.0},
    "europäische kommission": {"eu": 2.0},
    "bund": {"de": 1.2},
    "bundesrat": {"de": 1.0},
    "bundesregierung": {"de": 1.5},
    "bundeskanzleramt": {"de": 1.0},
    "bundesverwaltungsgericht": {"de": 1.0},
    "union": {"de": 0.3, "eu": 0.2},
    "grüne": {"de": 0.8},
    "die grünen": {"de": 0.8},
    "linke": {"de": 0.8},
    "fdp": {"de": 0.8},
    "telekom": {"de": 1.0},
    "bahn": {"de": 1.0},
    "post": {"de": 0.8},
    "demokraten": {},
    "republikaner": {"us": 0.3},
    "liberale": {},
}
_GENERAL_PRIOR = {"de": 0.3, "eu": 0.2, "land": 0.1}
_PRIOR_REST = {"int": 0.1}


@dataclass(frozen=True, slots=True)
class Choice:
    """The entry meant (None: none of them), its score, and what else it could be."""

    entry: Entry | None
    score: float
    others: tuple[tuple[Entry, float], ...] = ()


NOTHING = Choice(None, 1.0)


class Chooser:
    """Finds and weighs candidates in one document."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb

    def hits(self, name: str, label: Label) -> tuple[NameHit, ...]:
        """Return the entries that the name may mean and whose type fits the label."""
        found = tuple(
            h for h in self.kb.find(name, place=label == "LOC") if h.entry.type in TYPES[label]
        ) or (self._parts(name) if label == "ORG" else ())
        if found or label not in _FALLBACK or (is_acronym(name) and len(name) < 5):
            return found
        types, kinds = _FALLBACK[label]
        return tuple(
            h
            for h in self.kb.find(name)
            if h.entry.type in types and h.entry.kind in kinds and not h.weak
        )

    def _parts(self, name: str) -> tuple[NameHit, ...]:
        """Return the one body that a name with its owner means: "Verkehrsausschuss des …"."""
        for owner in _OWNER.finditer(name):
            part = name[: owner.start()]
            wholes = {h.entry.id for h in self.kb.find(name[owner.end() :])}
            hits = [h for h in self.kb.find(part) if h.entry.parent in wholes]
            if len(hits) == 1 and hits[0].entry.type == "Organization":
                return (NameHit(hits[0].entry, hits[0].alias, weak=False),)
        return ()

    def sure(self, name: str, label: Label) -> Entry | None:
        """Return the entry that the name means in any context, or None."""
        hits = self.hits(name, label)
        if label == "LOC" and generic_head(name):
            return None
        if len(hits) == 1 and not hits[0].weak:
            return hits[0].entry
        if label == "LOC" and len(hits) > 1:
            return best_place(hits)
        return None

    def fits(self, entry_id: str, long: str) -> bool:
        """Tell whether the entry can have this long name: half of its words are the entry's."""
        words = {w for w in name_key(long).split() if len(w) > 3}
        names = {w for n in self.kb.entry(entry_id).names for w in name_key(n).split()}
        return 2 * len(words & names) >= len(words)

    def choose(
        self,
        occurrence: Occurrence,
        name: str,
        context: Callable[[], Context],
        year: int | None,
        *,
        beside: tuple[str, Entry] | None = None,
        named: frozenset[str] = frozenset(),
    ) -> Choice:
        """Weigh the candidates of one mention.

        `context` is asked only where the name alone does not decide; `beside` is what follows as
        owner or place, `named` the ids of all sure entries.
        """
        hits = self.hits(name, occurrence.label)
        hits, owner = _owned(hits, occurrence)
        if beside is not None and any(h.weak for h in hits):
            mine = [h for h in hits if h.entry.parent == beside[1].id]
            if len(mine) == 1 and beside[1].type == "Organization":
                return Choice(mine[0].entry, 0.95)
            hits = tuple(h for h in hits if _may_belong(h.entry, *beside))
        if not hits or (occurrence.label == "LOC" and generic_head(name)):
            return NOTHING
        if len(hits) == 1 and not hits[0].weak:
            return Choice(hits[0].entry, 0.95)
        if all(h.entry.type == "Place" for h in hits):
            return choose_place(hits, occurrence, context, named)
        return self._weigh(hits, occurrence, context, year, owned=bool(owner))

    def _weigh(
        self, hits: Sequence[NameHit], occurrence: Occurrence, context: Callable[[], Context],
        year: int | None, *, owned: bool,
    ) -> Choice:  # fmt: skip
        if any(_of_bundestag(h.entry) for h in hits) and context().is_regional(occurrence.start):
            hits = [h for h in hits if not _of_bundestag(h.entry)]
            if not hits:
                return NOTHING
        prior = _PRIORS.get(hits[0].alias.casefold(), _GENERAL_PRIOR)
        shares = context().shares(occurrence.start, occurrence.end, {**_PRIOR_REST, **prior})
        scored = []
        for hit in hits:
            score = shares.get(setting_of(hit.entry), 0.0)
            if owned:
                score = max(score, 0.8)
            if not hit.weak:
                score = 0.45 + 0.4 * score
            if year is not None and not hit.entry.valid_in(year):
                score *= 0.7
            scored.append((hit.entry, round(min(score, 1.0), 4)))
        scored.sort(key=lambda pair: (-pair[1], pair[0].id))
        best, score = scored[0]
        second = scored[1][1] if len(scored) > 1 else 0.0
        if score >= ACCEPT and score - second >= MARGIN:
            return Choice(best, round(0.5 + 0.45 * score, 4), tuple(scored[1:]))
        if score >= 0.3:
            return Choice(None, score, tuple(scored))
        return NOTHING


def _of_bundestag(entry: Entry) -> bool:
    return entry.kind in ("group", "committee") and entry.parent == "de-bundestag"


_EU_SEATS = frozenset(("geonames-2800866", "geonames-2973783", "geonames-2960316"))


def _may_belong(entry: Entry, word: str, owner: Entry) -> bool:
    """Tell whether the entry can be the one "in Bratislava" or "des Landtags"."""
    if owner.type == "Organization":
        return entry.kind not in ("committee", "group") or word not in ("des", "der", "im", "vom")
    if owner.kind == "city" and word in ("in", "von"):
        seats = _EU_SEATS if entry.setting == "eu" else {entry.place or owner.id}
        return owner.id in seats and (
            entry.setting in ("eu", "int") or owner.setting == entry.setting
        )
    if owner.kind in ("country", "land"):
        return owner.id in (entry.setting, entry.place)
    return True


def _owned(hits: Sequence[NameHit], occurrence: Occurrence) -> tuple[tuple[NameHit, ...], str]:
    """Keep what fits the adjective before the mention: "finnische Parlament" is not the EU's."""
    owner = land_of(occurrence.before) if occurrence.before[:1].islower() else ""
    if owner == "de" and not any(h.weak for h in hits):
        return tuple(hits), ""
    if not owner or not any(h.weak for h in hits):
        return tuple(hits), ""
    return tuple(h for h in hits if owner in (h.entry.setting, h.entry.place)), owner


_CITY_STATES = frozenset(("de-be", "de-hh", "de-hb"))
_ORDER = {"country": 0, "land": 1, "region": 2, "city": 3}
LAND_WORD = re.compile(
    r"^(?:Land|Landes|Bundesland|Bundeslandes|Freistaat|Länder[ns]?|Hansestadt)$"
)
_CITY_WORD = re.compile(r"^(?:Stadt|Landkreis|Kreis|Gemeinde|Stadtteil|Oberbürgermeister\w*)$")


def best_place(hits: Sequence[NameHit]) -> Entry | None:
    """Return the place that the bare name means, or None where that is open.

    A country or region comes before a city; a Land before a city but for the city states; of
    several cities the one that is ten times as large as the next.
    """
    rest = list(hits)
    if any(h.entry.id in _CITY_STATES for h in rest):
        rest = [h for h in rest if h.entry.kind != "land"]
    first = min(_ORDER.get(h.entry.kind, 4) for h in rest)
    if first < _ORDER["city"]:
        return next(h.entry for h in rest if _ORDER.get(h.entry.kind, 4) == first)
    return _largest(rest)


def _largest(hits: Sequence[NameHit]) -> Entry | None:
    """Return the city that is large and much larger than its namesakes."""
    sizes = sorted(hits, key=lambda h: (-h.entry.weight, h.entry.id))
    large = sizes[0].entry
    if len(sizes) == 1:
        return large
    if not sizes[0].weak and all(h.weak for h in sizes[1:]):
        return large
    next_one = sizes[1].entry.weight
    clear = large.weight >= 10 * next_one and large.weight >= 20_000
    return large if clear or large.weight >= max(1_000_000, 3 * next_one) else None


def choose_place(
    hits: Sequence[NameHit],
    occurrence: Occurrence,
    context: Callable[[], Context],
    named: frozenset[str] = frozenset(),
) -> Choice:
    """Weigh places of one name.

    What counts is, in this order: what the text names in full (`named`, ids), the word before,
    the size, the country of the text.
    """
    full = [h.entry for h in hits if h.entry.id in named]
    if len(full) == 1:
        return Choice(full[0], 0.9)
    inside = [h.entry for h in hits if h.entry.parent in named and h.entry.parent.startswith("de-")]
    if len(inside) == 1:
        return Choice(inside[0], 0.85)
    if LAND_WORD.match(occurrence.before):
        land = [h for h in hits if h.entry.kind == "land"]
        if len(land) == 1:
            return Choice(land[0].entry, 0.95)
    if _CITY_WORD.match(occurrence.before) and any(h.entry.kind == "city" for h in hits):
        hits = [h for h in hits if h.entry.kind == "city"]
    best = best_place(hits)
    others = tuple((h.entry, 0.3) for h in hits if h.entry != best)
    if best is not None:
        return Choice(best, 0.9 if len(hits) > 1 else 0.95, others[:5])
    shares = context().shares(occurrence.start, occurrence.end, {"de": 0.5})
    largest = max(hits, key=lambda h: (h.entry.weight, h.entry.id)).entry
    german = [h for h in hits if h.entry.setting == "de"]
    at_home = _largest(german) if german else None
    home = shares.get("de", 0.0) + shares.get("land", 0.0) + shares.get("town", 0.0)
    if at_home is not None and home > 0.5 and at_home.weight * 4 >= largest.weight:
        return Choice(at_home, 0.75, others[:5])
    return Choice(None, 0.5, tuple((h.entry, 0.4) for h in hits[:5]))
