"""Persons of one document: surname to full name, titles away, two of one surname kept apart."""

import re
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from kg.linking.view import Cluster, Occurrence, View

_TITLE = re.compile(
    r"^(?:(?:Dr|Prof|Dipl|Ing|Mag|med|jur|rer|nat|phil|h\.\s?c|Univ|PD|Priv|Doz|Sir|Lord|Hr|Fr)\b\.?"
    r"[\s-]*|(?:Professor(?:in)?|Doktor|Frau|Herrn?|Kolleg(?:e|in|en)|Pater|Schwester)\s+)+"
)
_SUFFIX = re.compile(r"[,\s]+(?:MdB|MdEP|MdL|MdBB|M\.A\.|MBA|LL\.M\.|jun\.|sen\.|jr\.|a\.\s?D\.)$")
_PARTICLES = frozenset(
    ("von", "vom", "van", "der", "den", "dem", "de", "del", "della", "di", "da", "dos", "du", "zu",
     "zur", "zum", "ten", "ter", "te", "la", "le", "al", "el", "bin", "ibn", "af")
)  # fmt: skip
_GENITIVE = ("s", "’", "'", "’s", "'s", "ens")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name cut into given names and surname (with its particle, "von der Leyen")."""

    given: tuple[str, ...]
    surname: str

    @property
    def bare(self) -> bool:
        """Tell whether the given name is missing."""
        return not self.given

    @property
    def core(self) -> str:
        """The surname without particles, folded."""
        words = [w for w in self.surname.split() if w not in _PARTICLES]
        return " ".join(words).casefold()


def strip_titles(text: str) -> str:
    """Drop academic titles, forms of address and mandates around a name."""
    return _SUFFIX.sub("", _TITLE.sub("", text)).strip(" ,")


def person_name(text: str) -> PersonName:
    """Cut a person's name as written."""
    words = strip_titles(text).split()
    cut = next((i for i, word in enumerate(words) if word in _PARTICLES), max(len(words) - 1, 0))
    return PersonName(tuple(words[:cut]), " ".join(words[cut:]))


def surname_matches(bare: str, full: str) -> int:
    """Return 2 for the same surname, 1 for its genitive or a slip in a long name, else 0.

    Both are folded surnames; the first is the one in question.
    """
    if bare == full:
        return 2
    if any(bare == full + ending for ending in _GENITIVE):
        return 1
    slip = min(len(bare), len(full)) >= 8 and bare[0] == full[0]
    return int(slip and Levenshtein.distance(bare, full, score_cutoff=1) <= 1)


def _given_fit(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    short, long = sorted((left, right), key=len)
    return all(_one_given(a, b) for a, b in zip(short, long, strict=False))


def _one_given(left: str, right: str) -> bool:
    if left.casefold() == right.casefold():
        return True
    short, long = sorted((left, right), key=len)
    return short.endswith(".") and long.casefold().startswith(short[:-1].casefold())


@dataclass(slots=True)
class _Person:
    name: PersonName
    gender: str
    cluster: Cluster
    paragraphs: list[int] = field(default_factory=list)

    def add(self, occurrence: Occurrence, name: PersonName) -> None:
        self.cluster.members.append(occurrence)
        self.paragraphs.append(occurrence.paragraph)
        longer = len(" ".join(name.given)) > len(" ".join(self.name.given))
        if name.given and (longer or len(name.surname) < len(self.name.surname)):
            surname = min(name.surname, self.name.surname, key=len)
            self.name = PersonName(max(name.given, self.name.given, key=len), surname)


def cue_gender(before: str) -> str:
    """Return "f" or "m" where the word before the name tells, else nothing."""
    if before in ("Frau", "Fr", "Fr.") or re.search(r"[a-zäöü]{3}(?:in|dame)$", before):
        return "f"
    if before in ("Herr", "Herrn", "Hr.", "Hr") or re.search(
        r"(?:minister|präsident|kanzler|kommissar|sprecher|leiter|direktor|sekretär|rat|meister"
        r"|geordneter|sitzender|chef)s?$", before, re.I,
    ):  # fmt: skip
        return "m"
    return ""


def person_clusters(view: View) -> list[Cluster]:
    """Cluster the person mentions of a document; unsure surnames stay alone with `rivals`."""
    everyone = [(o, person_name(o.name)) for o in view.occurrences if o.label == "PER"]
    people: list[_Person] = []
    for occurrence, name in everyone:
        if not name.bare:
            _add_full(people, occurrence, name)
    clusters = [person.cluster for person in people]
    for occurrence, name in everyone:
        if name.bare:
            _add_bare(people, clusters, occurrence, name)
    for cluster in clusters:
        cluster.members.sort(key=lambda member: member.index)
    return clusters


def _add_full(people: list[_Person], occurrence: Occurrence, name: PersonName) -> None:
    fitting = [
        p
        for p in people
        if not p.name.bare
        and (surname_matches(name.core, p.name.core) or surname_matches(p.name.core, name.core))
        and _given_fit(p.name.given, name.given)
    ]
    gender = cue_gender(occurrence.before)
    if len(fitting) == 1:
        fitting[0].add(occurrence, name)
        fitting[0].gender = fitting[0].gender or gender
        return
    person = _Person(name, gender, Cluster("PER"))
    person.add(occurrence, name)
    people.append(person)


def _add_bare(
    people: list[_Person], clusters: list[Cluster], occurrence: Occurrence, name: PersonName
) -> None:
    scores = {i: surname_matches(name.core, p.name.core) for i, p in enumerate(people)}
    best = max(scores.values(), default=0)
    gender = cue_gender(occurrence.before)
    fitting = [
        people[i]
        for i, score in scores.items()
        if score == best > 0 and not (gender and people[i].gender and gender != people[i].gender)
    ]
    if len(fitting) > 1:
        fitting = _nearest(fitting, occurrence, gender)
    if len(fitting) == 1:
        fitting[0].add(occurrence, name)
        fitting[0].gender = fitting[0].gender or gender
        return
    cluster = Cluster("PER", [occurrence], bare=True)
    cluster.rivals = tuple(full_name(p.cluster) for p in fitting)
    clusters.append(cluster)
    if not fitting:
        people.append(_Person(name, gender, cluster, [occurrence.paragraph]))


def _nearest(people: list[_Person], occurrence: Occurrence, gender: str) -> list[_Person]:
    """Of several namesakes, keep the one that the form of address or the paragraph singles out."""
    if gender and len(same := [p for p in people if p.gender == gender]) == 1:
        return same
    here = [p for p in people if occurrence.paragraph in p.paragraphs]
    return here if len(here) == 1 else people


def full_name(cluster: Cluster) -> str:
    """Return the fullest name of the person without titles and without a genitive ending."""
    names = [person_name(member.name) for member in cluster.members]
    given = max((n.given for n in names), key=lambda g: (len(g), len(" ".join(g))))
    surname = min((n.surname for n in names), key=len)
    if len(names) == 1 or all(n.bare for n in names) or not given:
        surname = names[0].surname
    return " ".join([*given, surname])
