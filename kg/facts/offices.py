"""Which offices fit which bodies: ministers sit in ministries, managers not in parliaments."""

import re

from kg.facts.reading import Reading
from kg.model import Entity
from kg.text import fold

_STATE = re.compile(
    r"kommission|parlament|bundestag|landtag|ministeri|regierung|\brat\b|senat|gericht|\beu\b|"
    r"europäische union|\bbund\b|bundesrat|stadtrat|kreistag|behörde|amt\b"
)
_MANAGER = re.compile(r"geschäftsführ|vorstand|vorständ|schatzmeister|aufsichtsrat|betriebsrat|ceo")
# Kinds of bodies without a name of their own: "Wechsel an der Spitze der Vertretung".
_NAMELESS = re.compile(
    r"(?:landes|ständige |dauer)?vertretung|verband|ministerium|kammer|verein|ausschuss|gremium|"
    r"behörde|universität|institut|stiftung|unternehmen|konzern|gesellschaft|gewerkschaft|[a-zäöüß]*(?:werk|fabrik)"
)
# "Landesrechnungshofpräsidentin": of the audit court, whatever else the heading names.
_OF_KIND = re.compile(
    r"(?P<kind>[a-zäöüß]{5,})s?-?(?:präsident|direktor|vorsitzend|sprecher|leiter|chef|vorstand)\w*"
)
_ANY_KIND = re.compile(
    r"(?:haupt|vize|vorstands?|general|aufsichtsrats?|ehren|verwaltungsrats?|geschäfts|ober|"
    r"stellvertretende|betriebsrats?|werks?|standort|konzern|unternehmens|firmen|produktions?|finanz|"
    r"personal|technik|landes|bundes|kreis|presse|regional|gründungs)+"
)
_MINISTER = re.compile(
    r"(?:parlamentarische[rn]? |beamtete[rn]? )?(?P<field>[a-zäöüß]*?)s?(?:minister|staatssekretär|"
    r"ressortchef)(?:in|innen|n|s|e|en)?"
)
_MINISTRY = re.compile(r"ministerium|auswärtiges amt|\bbm[a-z]+\b")
_HOUSE = re.compile(r"\b(?:Ministerium|Ressort|Haus)\b")


def may_lead(role: str, body: str) -> bool:
    """Tell whether somebody of this role may be of the only body that a heading names."""
    office, name = fold(role).rpartition(" ")[2], fold(body)
    if _NAMELESS.fullmatch(name) or (_STATE.search(name) and _MANAGER.search(office)):
        return False
    kind = _OF_KIND.fullmatch(office)
    return kind is None or bool(_ANY_KIND.fullmatch(kind["kind"])) or kind["kind"][:5] in name


def only_ministry(reading: Reading, role: int) -> Entity | None:
    """Return the only ministry of the document, for a minister whose ministry no sentence names.

    Of several ministries it is the only one of the field, unless that is a federal one.

    None for ministers of a Land or country in the word, where the field does not fit, and for a
    bare "Staatssekretär" unless the sentence speaks of the ministry.
    """
    word = fold(reading.mention(role).text)
    office = _MINISTER.fullmatch(word)
    if office is None or office["field"] in ("premier", "bundes", "landes", "staats"):
        return None
    if word.startswith("staatssekretär") and not _HOUSE.search(
        reading.words(reading.sentence_of(role))
    ):
        return None
    found = {
        entity.iri: entity
        for index, mention in enumerate(reading.mentions)
        if mention.label == "ORG" and (entity := reading.entity(index)) is not None
        if _MINISTRY.search(fold(entity.name))
    }
    fitting = [entity for entity in found.values() if office["field"] in fold(entity.name)]
    if len(fitting) != 1 or (len(found) > 1 and "bund" in fold(fitting[0].name)):
        return None
    return fitting[0]
