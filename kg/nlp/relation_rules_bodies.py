"""Rules that find the body of a role in the paragraph, where no sentence names it."""

import re
from collections.abc import Callable, Iterator, Sequence

from kg.model import Relation
from kg.nlp.relation_rules_paragraph import LANDS, Paragraph, is_acronym, plain_name

_LEADER = re.compile(
    r".*(?:präsident|geschäftsführer|vorsitzende|direktor|vorständ|vorstand|sprecher|chef|leiter|"
    r"sekretär|ceo|rektor|kanzler|intendant|inhaber|gründer|obmann|obfrau|hauptmann)"
    r"(?:in|innen|en|r|n|s|mitglied)?(?: a\. ?D\.)?",
    re.I,
)
_MUNICIPAL = re.compile(
    r".*(?:bürgermeister|landrat|landrät|kämmerer|kämmerin|stadtrat|stadträt|stadtbaur|"
    r"dezernent|beigeordnete|ortsvorsteher|amtsleiter)\w*",
    re.I,
)
_OF_KIND = re.compile(
    r"([A-ZÄÖÜ][a-zäöüß]{3,}?)(?:s|es|en|n)?-?(?:vize)?"
    r"(?:präsident|geschäftsführer|vorsitzende|direktor|vorständ|vorstand|chef|leiter|sekretär|"
    r"rektor|intendant|obmann|obfrau)\w*"
)
# What is before the role is rank or reach, not the kind of body.
_ANY_KIND = re.compile(
    r"Haupt|Vize|Land(?:es)?|Bund(?:es)?|Vorstand|General|Aufsichtsrat|Kreis|Bezirk|Orts?|Amts?|"
    r"Ministerial|Staats?|Unter|Ober|Alters?|Ehren|Personal|Finanz|Presse|Abteilung|Referat|"
    r"Projekt|Regierung|Verwaltung|Stadt|Regional|Polizei|Gründung|Fraktion|Partei|Betriebsrat"
)
_MINISTER = re.compile(
    r"(?:Parlamentarischer? |Beamteter? )?"
    r"(|[A-ZÄÖÜ][a-zäöüß]+?)s?(?:[Mm]inister(?:in)?|[Rr]essortchef(?:in)?|[Ss]taatssekretär(?:in)?)"
)
_MINISTRY = re.compile(r"[Mm]inisterium|\bBM[A-Z]+\b|[Rr]essort\b|[Dd]epartement")
_OF_LAND = re.compile(
    r"(?:[A-ZÄÖÜ][a-zäöüß]+)?(?:[Mm]inister|[Mm]inisterpräsident|[Ss]enator|[Ss]taatssekretär|"
    r"[Ss]taatsminister|[Rr]essortchef|[Rr]egierungschef|Landesbeauftragte)(?:in|r|n)?"
)
_GOVERNMENT = re.compile(
    r"minister|regierung|Kommission|kommission|kanzleramt|Kabinett|kabinett|Bund\b|Bundestag|"
    r"Bundesrat|\bBM[A-Z]+\b|\bEU\b|Union\b"
)
_LANDS = frozenset(map(plain_name, LANDS))
_COUNTRY = re.compile(
    r"Deutschland|Österreich|Schweiz|Frankreich|Polen|Dänemark|Niederlande|Luxemburg|Tschechien|"
    r"Belgien|Italien|Spanien|Norwegen|Schweden|Finnland|Ungarn|USA|China|Ukraine|Berlin|Brüssel"
)


def bodies_of_roles(paragraph: Paragraph, placed: set[int]) -> Iterator[Relation]:
    """Yield where the roles are held of which no sentence says it; `placed` are the others."""
    for role in paragraph.of("ROLE"):
        if role in placed:
            continue
        for rule, score, find in _FINDERS:
            body = find(paragraph, role)
            if body is not None:
                yield Relation("role_at", role, body, score=score, rule=rule)
                break


def _body_in_compound(paragraph: Paragraph, role: int) -> int | None:
    prefix, dash, _ = paragraph.mentions[role].text.rpartition("-")
    prefix = prefix.split()[-1] if prefix else ""
    if not dash or len(prefix) < 2 or prefix in ("EU", "US"):
        return None  # "EU-Abgeordnete" sit in the Parliament
    for index in paragraph.of("ORG", "LOC"):
        name = paragraph.mentions[index].text
        if name.casefold().startswith(prefix.casefold()) or is_acronym(prefix, name):
            return index
        if prefix in re.split(r"[ \-/]", name):
            return index
    return None


def _body_before(paragraph: Paragraph, role: int) -> int | None:
    text = paragraph.mentions[role].text
    if _MUNICIPAL.fullmatch(text):
        labels: tuple[str, ...] = ("LOC",)
    elif _LEADER.fullmatch(text) and "-" not in text:
        labels = ("ORG",)
    else:
        return None
    before = [i for i in paragraph.of(*labels) if i < role]
    return _only(paragraph, before)


def _only(paragraph: Paragraph, indexes: Sequence[int]) -> int | None:
    """Return the first of the mentions if all are of one name."""
    names = {plain_name(paragraph.mentions[i].text) for i in indexes}
    return indexes[0] if len(names) == 1 else None


def _body_of_kind(paragraph: Paragraph, role: int) -> int | None:
    """Find the hospice of "Hospizleiterin": the only body whose name holds the kind."""
    kind = _OF_KIND.fullmatch(paragraph.mentions[role].text)
    if kind is None or _ANY_KIND.fullmatch(kind[1]):
        return None
    word = re.compile(rf"\b{kind[1]}|{kind[1].lower()}(?:s|es|e|en|n)?\b")
    return _only(
        paragraph, [i for i in paragraph.of("ORG") if word.search(paragraph.mentions[i].text)]
    )


def _ministry(paragraph: Paragraph, role: int) -> int | None:
    """Find the only ministry, for "die Ministerin", "Bauministerin" or "Staatssekretär"."""
    field = _MINISTER.fullmatch(paragraph.mentions[role].text)
    if field is None:
        return None
    names = paragraph.mentions
    found = [i for i in paragraph.of("ORG") if _MINISTRY.search(names[i].text)]
    if any(field[1].lower() not in names[i].text.lower() for i in found):
        return None
    return _only(paragraph, found)


def _land(paragraph: Paragraph, role: int) -> int | None:
    """Find the only Land, for "Umweltminister", where no government or ministry is named."""
    text = paragraph.mentions[role].text
    if not _OF_LAND.fullmatch(text) or text.startswith("Bundes"):
        return None
    if any(_GOVERNMENT.search(paragraph.mentions[i].text) for i in paragraph.of("ORG", "EVENT")):
        return None
    places = paragraph.of("LOC")
    lands = [i for i in places if plain_name(paragraph.mentions[i].text) in _LANDS]
    if not lands or any(_COUNTRY.match(paragraph.mentions[i].text) for i in places):
        return None
    return _only(paragraph, lands)


# Rule, precision on the training paragraphs rounded down, what finds the body; the first is taken.
_FINDERS: tuple[tuple[str, float, Callable[[Paragraph, int], int | None]], ...] = (
    ("body-in-compound", 0.75, _body_in_compound),
    ("body-of-kind", 0.84, _body_of_kind),
    ("ministry-of-minister", 0.83, _ministry),
    ("land-of-minister", 0.75, _land),
    ("body-before", 0.68, _body_before),
)
