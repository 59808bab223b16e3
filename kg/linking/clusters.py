"""Clusters of organisations, places, laws, programmes and events within one document.

Two mentions meet when they are case forms of one name, when the knowledge base knows both as one
entry, when the text introduces an acronym, when a short form fits exactly one longer name, or when
the language model says so and nothing speaks against it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

from kg.linking.names import (
    clean,
    initials,
    is_acronym,
    may_abbreviate,
    name_key,
    same_name,
    without_legal_form,
)
from kg.linking.persons import person_name, surname_matches
from kg.linking.view import Cluster, Occurrence, View

_OPENS = re.compile(
    r"^\s*(?:e\.\s?V\.|GmbH|AG|mbH|SE)?\s*[(\[–-]\s*(?:kurz|abgekürzt|im Folgenden|auch)?:?"
    r"\s*[„“\"‚']?$"
)
_CLOSES = re.compile(r"^[“”\"’']?\s*[)\],;–-]")
_REFERENCE = re.compile(
    r"^(?:§+|Art(?:ikeln?|ikels|\.)?|Paragra(?:f|ph)(?:en|s)?|Abs(?:atz(?:es)?|\.)|Satz(?:es)?|S\."
    r"|Nummer|Nr\.|Buchstaben?|Buchst\.|Anhang|Kapitel|Ziffer|bis|und|oder|des|der|im|vom|von|zum"
    r"|\d+[a-z]*,?|[a-z]\)?,?|[IVX]+,?)$"
)
MODEL_SAYS = 0.5  # below this score a same_as relation of the model is no evidence


def law_name(text: str) -> str:
    """Return the law that a reference names: "§ 9 Absatz 1 Klimaschutzgesetz" is the law."""
    if not re.match(r"(?:§|Art|Para|Absatz|Anhang|Kapitel)", text):
        return text
    words = clean(text).replace(",", ", ").split()
    for i, word in enumerate(words):
        if not _REFERENCE.match(word):
            return " ".join(words[i:])
    return text


class Clusters:
    """A union-find over the mentions that are not persons, with the entries already sure."""

    def __init__(self, view: View, names: dict[int, str], known: dict[int, str]) -> None:
        self.view = view
        self.names = names
        self.known = known
        self.parent = {o.index: o.index for o in view.occurrences if o.label != "PER"}
        self.by_index = {o.index: o for o in view.occurrences}

    def find(self, index: int) -> int:
        """Return the mention that stands for the cluster."""
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def join(self, left: int, right: int) -> bool:
        """Join two clusters unless they are sure to be different entries of the knowledge base."""
        a, b = sorted((self.find(left), self.find(right)))
        if a == b:
            return True
        if a in self.known and b in self.known and self.known[a] != self.known[b]:
            return False
        self.parent[b] = a
        if b in self.known:
            self.known[a] = self.known[b]
        return True

    def groups(self) -> list[Cluster]:
        """Return the clusters, by first mention."""
        found: dict[int, Cluster] = {}
        for occurrence in self.view.occurrences:
            if occurrence.label != "PER":
                root = self.find(occurrence.index)
                found.setdefault(root, Cluster(occurrence.label)).members.append(occurrence)
        return list(found.values())


def cluster_names(
    view: View,
    known: dict[int, str],
    possible: frozenset[int] = frozenset(),
    fits: Callable[[str, str], bool] = lambda _entry, _name: True,
) -> tuple[list[Cluster], dict[int, str]]:
    """Cluster all mentions but persons.

    `known` maps the index of a mention to the id of its entry where that is sure; `possible` are
    the mentions that may mean some entry, which no short-form rule gives to another name; `fits`
    tells whether an entry can have a long name that the text introduces with its acronym.
    `known` is changed where the text introduces a known acronym for something else.
    Returns the clusters and the introduced acronyms by the index of the first mention of their
    cluster.
    """
    others = [o for o in view.occurrences if o.label != "PER"]
    names = {o.index: law_name(o.name) if o.label == "LAW" else o.name for o in others}
    _forget_redefined(view, others, known, fits)
    clusters = Clusters(view, names, dict(known))
    _join_forms(clusters, others)
    introduced = _join_introduced(clusters, others)
    _join_short(clusters, others, possible)
    _join_related(clusters)
    return clusters.groups(), introduced


def _join_forms(clusters: Clusters, others: list[Occurrence]) -> None:
    buckets: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    entries: dict[str, int] = {}
    for o in others:
        for first in buckets[o.label, name_key(clusters.names[o.index])]:
            a, b = clusters.names[first.index], clusters.names[o.index]
            place = o.label == "LOC"
            if same_name(a, b, place=place) or same_name(b, a, place=place):
                if clusters.known.get(first.index) == clusters.known.get(o.index):
                    clusters.join(first.index, o.index)
                break
        else:
            buckets[o.label, name_key(clusters.names[o.index])].append(o)
    for o in others:
        if entry := clusters.known.get(o.index):
            clusters.join(entries.setdefault(entry, o.index), o.index)


def _introductions(view: View, others: list[Occurrence]) -> Iterator[tuple[Occurrence, Occurrence]]:
    """Yield long form and acronym where one stands in brackets behind the other."""
    for left, right in pairwise(others):
        if left.label != right.label or not _OPENS.match(view.between(left, right)):
            continue
        if not _CLOSES.match(view.text[right.end : right.end + 3]):
            continue
        long, short = (left, right) if len(left.name) >= len(right.name) else (right, left)
        if _acronym_like(short.name) and may_abbreviate(short.name, without_legal_form(long.name)):
            yield long, short


def _forget_redefined(
    view: View,
    others: list[Occurrence],
    known: dict[int, str],
    fits: Callable[[str, str], bool],
) -> None:
    """Forget a known acronym where the text introduces it for another body ("dbv")."""
    for long, short in _introductions(view, others):
        entry = known.get(short.index)
        if entry is None or long.index in known or fits(entry, long.name):
            continue
        for o in others:
            if o.name == short.name:
                known.pop(o.index, None)


def _join_introduced(clusters: Clusters, others: list[Occurrence]) -> dict[int, str]:
    found = {}
    for long, short in _introductions(clusters.view, others):
        if clusters.join(long.index, short.index):
            found[clusters.find(long.index)] = short.name
    return found


def _acronym_like(name: str) -> bool:
    return (" " not in name.replace(" e.V.", "") and len(name) <= 12) or is_acronym(name)


def _join_short(clusters: Clusters, others: list[Occurrence], possible: frozenset[int]) -> None:
    """Join a short form with the one longer name that contains it as its first or last word."""
    roots: dict[int, Occurrence] = {}
    for o in others:
        roots.setdefault(clusters.find(o.index), o)
    heads = list(roots.values())
    for short in heads:
        if short.label not in ("ORG", "PROG", "LAW") or short.index in possible:
            continue
        name = clusters.names[short.index]
        fitting = {
            clusters.find(o.index)
            for o in others
            if o.label == short.label
            and clusters.find(o.index) != clusters.find(short.index)
            and _shortens(name, clusters.names[o.index])
        }
        if len(fitting) == 1:
            clusters.join(fitting.pop(), short.index)


def _shortens(short: str, long: str) -> bool:
    words = without_legal_form(clean(long)).split()
    if len(words) < 2:
        return False
    if is_acronym(short):
        letters = initials(long)
        return letters.upper() == short.upper()
    if " " in short or len(short) < 4 or not short[0].isupper():
        return False
    # "Städtetag" after "Deutscher Städtetag", "Mobil" after "Mobil Krankenkasse".
    return same_name(short, words[0]) or _last_of_attributes(short, words)


def _last_of_attributes(short: str, words: list[str]) -> bool:
    attributes = words[:-1]
    return same_name(short, words[-1]) and all(
        re.search(r"(?:isch|deutsch|lich|ig|al)e[nmrs]?$", w.casefold()) for w in attributes
    )


def _join_related(clusters: Clusters) -> None:
    mentions = clusters.view.analysis.mentions
    for relation in clusters.view.analysis.relations:
        if relation.name != "same_as" or relation.score < MODEL_SAYS:
            continue
        child, head = relation.child, relation.head
        if child not in clusters.parent or head not in clusters.parent:
            continue
        if mentions[child].label == mentions[head].label:
            clusters.join(child, head)


def related_persons(view: View) -> list[tuple[int, int]]:
    """Return the pairs of person mentions that the model joins and whose surnames allow it."""
    found = []
    for relation in view.analysis.relations:
        pair = [view.analysis.mentions[i] for i in (relation.head, relation.child)]
        if relation.name != "same_as" or {m.label for m in pair} != {"PER"}:
            continue
        left, right = (person_name(clean(m.text)).core for m in pair)
        if surname_matches(left, right) or surname_matches(right, left):
            found.append((relation.head, relation.child))
    return found
