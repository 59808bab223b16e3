"""The organisation or place hidden in a role: "VdK-Präsidentin", "Kommissionspräsidentin"."""

import re
from collections.abc import Iterable

from kg.linking.choose import TYPES
from kg.linking.knowledge import KnowledgeBase
from kg.linking.names import clean, name_key, same_name
from kg.model import Entity

_ROLE = re.compile(
    r"(?:[Pp]räsident|[Cc]hef|[Vv]orsitzend|[Ss]precher|[Ss]ekretär|[Mm]inister|[Kk]anzler|[Ll]eiter"
    r"|[Dd]irektor|[Aa]bgeordnet|[Kk]ommissar|[Vv]orst[aä]nd|[Rr]at\b|[Rr]ätin|[Gg]eschäftsführ"
    r"|[Kk]andidat|[Pp]olitiker|[Ee]xpert|[Bb]eauftragt|[Vv]ertreter|[Mm]itglied|[Mm]itarbeit"
    r"|[Bb]otschafter|[Gg]esandt|[Oo]bfrau|[Oo]bmann|[Rr]eferent|[Ff]ellow|[Ee]hrenvorsitz|[Vv]orst[aä]nd"
    r"|[Mm]anager|[Aa]ufsichtsr|[Bb]etriebsr|[Gg]ründer|[Rr]ektor|[Ii]ntendant|[Bb]erater"
    r"|[Aa]nalyst"
    r"|[Öö]konom|[Vv]olkswirt|[Ff]orscher|[Ww]issenschaftler|[Kk]ollege|[Ss]enator|[Bb]ürgermeister)"
)
# Closed compounds and abbreviations whose organisation is fixed.
_CLOSED = (
    (r"MdEP|Europaabgeordnete|Europaparlamentarier|EU-Abgeordnete|EU-Parlament", "eu-ep"),
    (r"MdB\b|Bundestag", "de-bundestag"),
    (r"Bundesrats", "de-bundesrat"),
    (r"Kommissionspräsident|Kommissionssprecher|Kommissionsvize|EU-\w*[Kk]ommissar", "eu-com"),
    (r"Ratspräsident", "eu-euco"),
    (r"Bundesbank", "de-bundesbank"),
    (r"Kanzleramt", "de-bka-amt"),
    (r"Bundeskanzler|Vizekanzler|Regierungssprecher", "de-bundesregierung"),
    (r"Bundesaußenminister|Bundesminister(?:in)? des Auswärtigen", "de-aa"),
    (r"Bundesfinanzminister|Bundesminister(?:in)? der Finanzen", "de-bmf"),
    (r"Bundesinnenminister|Bundesminister(?:in)? des Innern", "de-bmi"),
    (r"Bundeswirtschaftsminister|Bundesminister(?:in)? für Wirtschaft", "de-bmwe"),
    (r"Bundesverteidigungsminister|Bundesminister(?:in)? der Verteidigung", "de-bmvg"),
    (r"Bundesarbeitsminister|Bundessozialminister|Bundesminister(?:in)? für Arbeit", "de-bmas"),
    (r"Bundesjustizminister|Bundesminister(?:in)? der Justiz", "de-bmjv"),
    (r"Bundesforschungsminister|Bundesminister(?:in)? für (?:Bildung und )?Forschung", "de-bmftr"),
    (r"Bundesfamilienminister|Bundesbildungsminister|Bundesminister(?:in)? für (?:Bildung, )?"
     r"Familie", "de-bmbfsfj"),
    (r"Bundesgesundheitsminister|Bundesminister(?:in)? für Gesundheit", "de-bmg"),
    (r"Bundesverkehrsminister|Bundesminister(?:in)? für (?:Digitales und )?Verkehr", "de-bmv"),
    (r"Bundesumweltminister|Bundesminister(?:in)? für Umwelt", "de-bmukn"),
    (r"Bundeslandwirtschaftsminister|Bundesagrarminister|Bundesernährungsminister", "de-bmleh"),
    (r"Bundesentwicklungsminister|Bundesminister(?:in)? für wirtschaftliche Z", "de-bmz"),
    (r"Bundesbauminister|Bundesminister(?:in)? für Wohnen", "de-bmwsb"),
    (r"Bundesdigitalminister|Bundesminister(?:in)? für Digitales und Staats", "de-bmds"),
)  # fmt: skip
# "EU-Kommissar" is of the Commission, not of the EU at large.
_EU_BODY = re.compile(r"[Kk]ommissar|[Aa]bgeordnet|[Pp]arlament|[Rr]atspräsident")
_CLOSED_ROLES = tuple((re.compile(pattern), entry_id) for pattern, entry_id in _CLOSED)


def resolve_compound(text: str, kb: KnowledgeBase, known: Iterable[Entity] = ()) -> Entity | None:
    """Return the organisation or place hidden in a role compound, or None.

    `known` are the entities of the document: their names come before the knowledge base, so that
    "Musterwerk-Chef" finds the company that only this text knows.
    """
    for word in clean(text).split():
        for cut in _cuts(word):
            if entity := _known(cut, known) or _in_kb(cut, kb):
                return entity
    return _closed(text, kb)


def _closed(text: str, kb: KnowledgeBase) -> Entity | None:
    found = (entry_id for pattern, entry_id in _CLOSED_ROLES if pattern.search(text))
    entry_id = next(found, None)
    return kb.entry(entry_id).to_entity() if entry_id is not None and entry_id in kb else None


def _cuts(word: str) -> list[str]:
    """Return the parts before a role noun, longest first: "CDU/CSU-Fraktions-Chef"."""
    parts = word.split("-")
    if parts[0] == "EU" and _EU_BODY.search(word):
        return []
    return [
        "-".join(parts[:i])
        for i in range(len(parts) - 1, 0, -1)
        if _ROLE.search("-".join(parts[i:])) and parts[0][:1].isupper()
    ]


def _known(name: str, known: Iterable[Entity]) -> Entity | None:
    key = name_key(name)
    for entity in known:
        if entity.type in ("Organization", "Place") and any(
            name_key(n) == key and same_name(name, n) for n in (entity.name, *entity.aliases)
        ):
            return entity
    return None


def _in_kb(name: str, kb: KnowledgeBase) -> Entity | None:
    for label in ("ORG", "LOC"):
        hits = [
            h
            for h in kb.find(name, place=label == "LOC")
            if h.entry.type in TYPES[label] and h.entry.kind != "city"
        ]
        strong = [h for h in hits if not h.weak]
        if len(strong) == 1:
            return strong[0].entry.to_entity()
        german = [h for h in hits if h.entry.setting == "de" and h.entry.kind == "party"]
        if len(german) == 1:
            return german[0].entry.to_entity()
        if len(hits) == 1:
            return hits[0].entry.to_entity()
    cities = [h for h in kb.find(name, place=True) if h.entry.kind == "city" and not h.weak]
    return cities[0].entry.to_entity() if len(cities) == 1 else None
