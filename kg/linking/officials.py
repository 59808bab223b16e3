"""Tell whether a person of the text is the member or minister that the knowledge base knows.

A full name links where its surroundings support it (party, mandate, office) or where it is rare;
a bare surname links only beside an office that one known person held at that date.
"""

import re
from functools import lru_cache

from kg.linking.choose import NOTHING, Choice
from kg.linking.knowledge import Entry, KnowledgeBase
from kg.linking.persons import full_name, person_name
from kg.linking.view import Cluster, View
from kg.linking.words import words
from kg.text import fold

_PARTIES = {
    "de-frk-cducsu": r"CDU|CSU|Union", "de-frk-spd": r"SPD|Sozialdemokrat", "de-frk-afd": r"AfD",
    "de-frk-gruene": r"Grün|GRÜN", "de-frk-linke": r"Link|LINK",
    "de-frk-fdp": r"FDP|Freie Demokrat|Liberale", "de-frk-bsw": r"BSW", "de-cdu": r"CDU",
    "de-csu": r"CSU", "de-spd": r"SPD", "de-gruene": r"Grün|GRÜN",
    "ep-epp": r"EVP|CSU",
}  # fmt: skip
_MANDATE = re.compile(
    r"MdB\b|Bundestag|Abgeordnete|Abg\.|Fraktion|Parlamentarische[rn]? Staatssekretär"
    r"|Staatsminister|Bundesminister|Bundes\w+minister|Kanzler|Vizekanzler|Parl\."
)
_OTHER_WALK = re.compile(
    r"(?:Professor|Prof\.|Landrat|Landrät|[Bb]ürgermeister|Geschäftsführ|Vorstand|Pfarrer|Bischof|Rektor"
    r"|Chefarzt|Ärzt|Trainer|Intendant|Richter|Staatsanw|Schauspieler|Sänger|Unternehmer|Inhaber"
    r"|Betriebsrat|Forscher|Professorin|Schülersprecher|Studienleiter|Autor|Mitarbeiter|Leiterin|Leiter\b)"
)
_FIELDS = (
    "finanz", "wirtschaft", "inner", "außen", "auswärt", "justiz", "arbeit", "sozial",
    "verteidigung", "gesundheit", "verkehr", "umwelt", "landwirtschaft", "agrar", "ernährung",
    "bildung", "forschung",
    "familie", "entwicklung", "wohn", "bau", "digital", "klima", "handel", "energie", "wettbewerb",
    "industrie", "haushalt", "erweiterung", "innovation", "sucht", "kultur",
)  # fmt: skip
_SAME_FIELD = {"auswärt": "außen", "agrar": "landwirtschaft", "ernährung": "landwirtschaft",
               "wohn": "bau", "sozial": "arbeit"}  # fmt: skip
_RANKS = (
    "vizekanzler", "bundeskanzler", "kanzler", "staatssekretär", "staatsminister",
    "ministerpräsident", "bundespräsident", "minister", "kommissionspräsident", "kommissar",
    "präsident", "generalsekretär", "beauftragt", "senator", "bürgermeister", "premierminister",
    "abgeordnet", "mdep", "chef",
)  # fmt: skip


def choose_person(cluster: Cluster, view: View, kb: KnowledgeBase, year_month: str) -> Choice:
    """Choose the known person that the cluster means, if any."""
    near = [view.text[max(0, m.start - 50) : m.end + 70] for m in cluster.members]
    if person_name(full_name(cluster)).bare:
        return _by_office(cluster, view, kb, year_month)
    hits = [h for h in kb.find(full_name(cluster)) if h.entry.type == "Person"]
    if not hits:
        return NOTHING
    scored = [(hit.entry, _support(hit.entry, near, view, cluster, year_month)) for hit in hits]
    scored.sort(key=lambda pair: (-pair[1], pair[0].id))
    entry, score = scored[0]
    if score >= 0.7 and (len(scored) == 1 or score - scored[1][1] >= 0.15):
        return Choice(entry, score, tuple(scored[1:]))
    return Choice(None, score, tuple(scored)) if score >= 0.3 else NOTHING


def _support(entry: Entry, near: list[str], view: View, cluster: Cluster, year_month: str) -> float:
    party = _PARTIES.get(entry.parent)
    if party and any(re.search(rf"(?:{party})", text) for text in near):
        return 0.95
    if any(_office_fits(entry, role, year_month) for role in roles_beside(view, cluster)):
        return 0.95
    if entry.kind == "member" and any(_MANDATE.search(text) for text in near):
        return 0.9
    if any(_OTHER_WALK.search(text) for text in near):
        return 0.4
    common = fold(entry.name.rsplit(" ", 1)[-1]) in words("surnames")
    if entry.kind == "person" and not entry.offices:
        return 0.5
    return 0.5 if common else 0.75


def roles_beside(view: View, cluster: Cluster) -> list[str]:
    """Return the wording of roles that the text gives to the person, by relation or adjacency."""
    mentions = view.analysis.mentions
    members = {member.index for member in cluster.members}
    found = [
        mentions[r.child].text
        for r in view.analysis.relations
        if r.name == "role_holder" and r.head in members
    ]
    for member in cluster.members:
        for i in (member.index - 1, member.index + 1):
            if 0 <= i < len(mentions) and mentions[i].label == "ROLE":
                span = mentions[i].span
                gap = (
                    view.text[span.end : member.start]
                    if i < member.index
                    else view.text[member.end : span.start]
                )
                if len(gap) <= 3 and not re.search(r"[.;:\w]", gap):
                    found.append(mentions[i].text)
    return found


@lru_cache(maxsize=4096)
def _rank_and_field(role: str) -> tuple[str, frozenset[str]]:
    word = fold(role)
    rank = next((r for r in _RANKS if r in word), "")
    fields = {_SAME_FIELD.get(f, f) for f in _FIELDS if f in word}
    return rank, frozenset(fields)


def _office_fits(entry: Entry, role: str, year_month: str) -> bool:
    rank, fields = _rank_and_field(role)
    if not rank or ("vize" in fold(role) and "kanzler" not in fold(role)):
        return False
    for office in entry.offices:
        if year_month and not _held(office.first, office.last, year_month):
            continue
        o_rank, o_fields = _rank_and_field(office.name)
        if rank == "kanzler":
            rank = "bundeskanzler"
        if rank != o_rank:
            continue
        federal = role.startswith("Bundes") or entry.setting != "de" or rank != "minister"
        if fields and fields <= o_fields and (federal or "Bundes" in office.name):
            return True
        if not fields and (not o_fields or rank not in ("minister", "kommissar", "präsident")):
            return True
    return False


def _held(first: str, last: str, month: str) -> bool:
    """Tell whether the office was held around the month; sources give bounds: a year of grace."""
    low = _shift(first, -12) if first else ""
    high = _shift(last, 12) if last else "9999-12"
    return low <= month <= high


def _shift(month: str, by: int) -> str:
    year, _, number = month.partition("-")
    total = int(year) * 12 + int(number or 1) - 1 + by
    return f"{total // 12:04d}-{total % 12 + 1:02d}"


def _by_office(cluster: Cluster, view: View, kb: KnowledgeBase, year_month: str) -> Choice:
    roles = roles_beside(view, cluster)
    if not roles:
        return NOTHING
    surname = person_name(full_name(cluster)).core
    ids = kb.surnames.get(surname, ()) or kb.surnames.get(surname.removesuffix("s"), ())
    fitting = [
        kb.entry(i)
        for i in ids
        if any(_office_fits(kb.entry(i), role, year_month) for role in roles)
    ]
    if len(fitting) == 1:
        return Choice(fitting[0], 0.85)
    return Choice(None, 0.5, tuple((e, 0.5) for e in fitting[:5])) if fitting else NOTHING
