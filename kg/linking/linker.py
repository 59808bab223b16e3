"""Who is who: one entity for every mention of a document."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from kg.iri import new_entity_iri
from kg.linking.adjectives import land_of
from kg.linking.antecedents import antecedent
from kg.linking.choose import LAND_WORD, NOTHING, Choice, Chooser
from kg.linking.clusters import cluster_names, law_name, related_persons
from kg.linking.compounds import resolve_compound
from kg.linking.context import Context
from kg.linking.decisions import Applier, Decisions
from kg.linking.heads import generic_head
from kg.linking.kinds import entity_type, needs_scope
from kg.linking.knowledge import Entry, KnowledgeBase, load_kb
from kg.linking.metonymy import government_of, land_in_list
from kg.linking.names import base_form, clean, is_acronym, name_key, without_legal_form
from kg.linking.officials import choose_person
from kg.linking.persons import full_name, person_clusters
from kg.linking.view import Cluster, Occurrence, View, view
from kg.model import Analysis, Candidate, Entity, Label, Link
from kg.text import fold
from kg.vocab import ENTITY_TYPES

_YEAR = re.compile(r"\b(19[5-9]\d|20[0-4]\d)\b")
_OWNER = re.compile(r"^\s*(des|der|im|in der|in|vom|von|beim|am)\s*$")
_MAX_CANDIDATES = 5
# Names of companies that are a common noun and a legal form.
_WORDS = frozenset({
    "energie", "bahn", "post", "gas", "strom", "wasser", "netz", "netze", "immobilien", "bau",
    "verkehr", "wohnen", "flughafen", "hafen", "messe", "stadtwerke", "klinikum", "theater",
    "umwelt", "wind", "wärme", "medien", "technik", "wirtschaft", "land", "stadt", "markt",
})  # fmt: skip


class Linker:
    """Links the mentions of documents to entities; holds the knowledge base and the decisions.

    Linking is a function of the document, the knowledge base and the set of decisions alone.
    """

    def __init__(self, kb: KnowledgeBase | None = None, decisions: Decisions | None = None) -> None:
        self.kb = load_kb() if kb is None else kb
        self.decisions = decisions or Decisions()
        known = (
            entry.to_entity()
            for iri in self.decisions.named()
            if (entry := self.kb.by_iri(iri)) is not None
        )
        self._apply = Applier(self.decisions, known)
        self._chooser = Chooser(self.kb)

    def link(self, analysis: Analysis) -> tuple[Link, ...]:
        """Return one link per entity mention, in text order."""
        seen = view(analysis)
        if not seen.occurrences:
            return ()
        links = dict(_Document(seen, self.kb, self._chooser).links())
        document = analysis.document.iri
        return tuple(self._apply(links[o.index], document, o.name) for o in seen.occurrences)

    def compound(self, text: str, links: tuple[Link, ...] = ()) -> Entity | None:
        """Return the organisation or place in a role compound; see `resolve_compound`."""
        known = {link.entity for link in links if link.entity is not None}
        found = resolve_compound(text, self.kb, sorted(known, key=lambda entity: entity.iri))
        return None if found is None else self._apply.final(found)

    def settled(self, entry: Entry) -> Entity:
        """Return the entity that an entry of the knowledge base is after all decisions."""
        return self._apply.final(entry.to_entity())


class _Document:
    """The linking of one document."""

    def __init__(self, seen: View, kb: KnowledgeBase, chooser: Chooser) -> None:
        self.view = seen
        self.kb = kb
        self.chooser = chooser
        published = seen.analysis.document.published
        self.month = published.strftime("%Y-%m") if published else ""
        self.year = published.year if published else None
        self.names = {
            o.index: law_name(o.name) if o.label == "LAW" else o.name for o in seen.occurrences
        }
        self.starts = [o.start for o in seen.occurrences]
        self.redefined: set[int] = set()
        self.named: frozenset[str] = frozenset()
        self.sure = self._sure_entries()

    @cached_property
    def context(self) -> Context:
        """The settings along the text; read only where a name needs them."""
        evidence = [(o.start, self.sure.get(o.index)) for o in self.view.occurrences]
        return Context(self.view.text, [(at, entry) for at, entry in evidence if entry])

    def _sure_entries(self) -> dict[int, Entry]:
        sure = {}
        for o in self.view.occurrences:
            if o.label == "PER" or self._foreign(o):
                continue
            if o.label == "LOC" and LAND_WORD.match(o.before):
                continue
            if entry := self.chooser.sure(self.names[o.index], o.label):
                sure[o.index] = entry
        for index, entry_id in land_in_list(self.view, sure).items():
            sure[index] = self.kb.entry(entry_id)
        for index, entry_id in government_of(self.view).items():
            sure[index] = self.kb.entry(entry_id)
        return sure

    def _foreign(self, o: Occurrence) -> bool:
        """Tell whether an adjective before a generic word makes it somebody else's."""
        owner = land_of(o.before) if o.before[:1].islower() else ""
        return owner not in ("", "de", "eu") and generic_head(self.names[o.index])

    def links(self) -> Iterator[tuple[int, Link]]:
        """Yield the index of every mention with its link."""
        possible = (
            o.index
            for o in self.view.occurrences
            if o.label != "PER" and self.chooser.hits(self.names[o.index], o.label)
        )
        known = {index: entry.id for index, entry in self.sure.items()}
        clusters, introduced = cluster_names(
            self.view, known, frozenset(possible), self.chooser.fits
        )
        self.redefined = self.sure.keys() - known.keys()
        self.sure = {i: entry for i, entry in self.sure.items() if i in known}
        self.named = frozenset(entry.id for entry in self.sure.values())
        people = _joined(person_clusters(self.view), related_persons(self.view))
        for cluster in people:
            yield from self._person_links(cluster)
        for cluster in clusters:
            short = next(
                (introduced[m.index] for m in cluster.members if m.index in introduced), ""
            )
            yield from self._name_links(cluster, clusters, short)

    def _person_links(self, cluster: Cluster) -> Iterator[tuple[int, Link]]:
        choice = choose_person(cluster, self.view, self.kb, self.month)
        name = full_name(cluster)
        entity = self._entity(choice, "PER", name, rivals=bool(cluster.rivals))
        for member in cluster.members:
            yield member.index, _link(member.index, entity, choice)

    def _name_links(
        self, cluster: Cluster, clusters: list[Cluster], short: str
    ) -> Iterator[tuple[int, Link]]:
        choices = [(member, self._choice(member, cluster, clusters)) for member in cluster.members]
        chosen = {c.entry.id: c for _, c in choices if c.entry is not None}
        sure = next((self.sure[m.index] for m in cluster.members if m.index in self.sure), None)
        if sure is not None:
            chosen = {sure.id: Choice(sure, 0.95)}
        if len(chosen) == 1:
            # One member is clear; the others of the cluster say the same in other words.
            choice = next(iter(chosen.values()))
            choices = [(m, c if c.entry is not None else replace(choice, score=choice.score * 0.9))
                       if sure is None else (m, choice) for m, c in choices]  # fmt: skip
        named = "" if all(c.entry for _, c in choices) else self._new_name(cluster)
        for member, choice in choices:
            entity = self._entity(choice, cluster.label, named, cluster=cluster, short=short)
            yield member.index, _link(member.index, entity, choice)

    def _choice(self, member: Occurrence, cluster: Cluster, clusters: list[Cluster]) -> Choice:
        name = self.names[member.index]
        if member.index in self.sure:
            return Choice(self.sure[member.index], 0.95)
        if member.index in self.redefined:
            return NOTHING
        choice = self.chooser.choose(
            member,
            name,
            lambda: self.context,
            self.year,
            beside=self._beside(member),
            named=self.named,
        )
        if choice.entry is not None and generic_head(name):
            return antecedent(choice, member, cluster, clusters, set(self.sure.values()))
        return choice

    def _beside(self, member: Occurrence) -> tuple[str, Entry] | None:
        """Return what follows a mention as its owner or place: "des" and the Bundestag."""
        position = bisect_left(self.starts, member.end)
        if position >= len(self.starts):
            return None
        following = self.view.occurrences[position]
        gap = _OWNER.match(self.view.text[member.end : following.start])
        entry = self.sure.get(following.index)
        return (gap[1], entry) if gap and entry is not None else None

    def _new_name(self, cluster: Cluster) -> str:
        """Return the best name of a thing that the knowledge base does not know."""
        forms = [self.names[member.index] for member in cluster.members]
        best = max(
            dict.fromkeys(forms),
            key=lambda f: (not is_acronym(f), len(f.split()), -forms.index(f)),
        )
        same = [f for f in forms if name_key(f) == name_key(best)]
        first = cluster.members[0]
        owner = land_of(first.before) if first.before[:1].islower() else ""
        name = base_form(min(same, key=len)) if cluster.label != "LOC" else min(same, key=len)
        plain = without_legal_form(name)
        # "Energie AG": without its form it would be a word of every text.
        name = name if not plain or fold(plain) in _WORDS else plain
        if owner and owner != "de" and generic_head(name) and owner in self.kb:
            return f"{name} ({self.kb.entry(owner).name})"
        return name

    def _entity(
        self, choice: Choice, label: Label, name: str, *, cluster: Cluster | None = None,
        short: str = "", rivals: bool = False,
    ) -> Entity:  # fmt: skip
        if choice.entry is not None:
            return choice.entry.to_entity()
        members = cluster.members if cluster is not None else []
        kind = entity_type(label, name, located=_located(self.view, members))
        open_choice = bool(choice.others) or rivals
        scoped = open_choice or needs_scope(label, name)
        scope = self.view.analysis.document.iri if scoped else ""
        name = clean(name)
        return Entity(
            new_entity_iri(ENTITY_TYPES[kind][0], name, scope=scope), kind, name,
            (short,) if short and short != name else (), (),
            "ambiguous" if open_choice else "new",
        )  # fmt: skip


def _link(index: int, entity: Entity, choice: Choice) -> Link:
    candidates = [(choice.entry, choice.score)] if choice.entry is not None else []
    candidates += list(choice.others)
    return Link(
        index,
        entity,
        choice.score,
        tuple(Candidate(e.to_entity(), score) for e, score in candidates[:_MAX_CANDIDATES])
        if choice != NOTHING
        else (),
    )


def _joined(people: list[Cluster], pairs: list[tuple[int, int]]) -> list[Cluster]:
    """Join person clusters where the model says so and one of them is a bare surname."""
    for left, right in pairs:
        a = next(c for c in people if any(m.index == left for m in c.members))
        b = next(c for c in people if any(m.index == right for m in c.members))
        if a is b or not (a.bare or b.bare):
            continue
        a.members = sorted([*a.members, *b.members], key=lambda member: member.index)
        a.bare, a.rivals = a.bare and b.bare, ()
        people.remove(b)
    return people


def _located(seen: View, members: list[Occurrence]) -> bool:
    """Tell whether the text places a programme somewhere ("HammerHAI in Stuttgart")."""
    indexes = {member.index for member in members}
    mentions = seen.analysis.mentions
    if any(r.name == "located_in" and r.head in indexes for r in seen.analysis.relations):
        return True
    for member in members:
        after = member.index + 1
        if after < len(mentions) and mentions[after].label == "LOC":
            gap = seen.text[member.end : mentions[after].span.start].strip('“”"’ ')
            if gap in ("in", "im", "am", "bei", "an der", "auf"):
                return True
    return False
