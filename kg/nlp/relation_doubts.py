"""What speaks against a relation, whatever the scorer thinks: the two do not fit together.

Each doubt was counted on the training paragraphs; the share of pairs that are related all the
same stands beside it. Where a rule states the relation in so many words, nothing is doubted.
"""

import re
from collections.abc import Collection

from kg.model import Mention
from kg.nlp.relation_rules_paragraph import LANDS

# "Minister" and the like sit in a government, not in an association: 0 of 56.
_GOVERNMENT_ROLE = re.compile(
    r"minister|staatssekretär|staatsr[aä]t|senator|ministerial|ressortchef|kanzler", re.I
)
_GOVERNMENT = re.compile(
    r"minister|ressort|regierung|kanzlei|senat|amt\b|behörde|bund\b|bundes|land\b|\bBM[A-Z]|"
    r"departement|kabinett|kommission|staat|republik|\bEU\b|union|verwaltung|universität|"
    r"hochschule|\bTU\b|\bFH\b|\bUni\b|haus",
    re.I,
)
_MUNICIPAL_ROLE = re.compile(
    r"bürgermeister|landr[aä]t|kämmer|stadtr[aä]t|ratsherr|ratsfrau|dezernent|beigeordnete|"
    r"ortsvorsteher",
    re.I,
)
_COUNTY_ROLE = re.compile(r"landr[aä]t", re.I)
_COUNTY = re.compile(r"kreis|land\b", re.I)
# Not "see", "tal" or "hafen": Wuppertal and Friedrichshafen have mayors.
_SITE = re.compile(
    r"(?:platz|straße|allee|kaserne|brücke|bahnhof|stadion|museum|turm|festhalle)(?:s|es)?$", re.I
)
_OF_TOWN = re.compile(r"([A-ZÄÖÜ][a-zäöüß]{3,})er [A-ZÄÖÜ]")
# Bremen and Hamburg have mayors.
_NO_TOWNS = frozenset({*LANDS, "Deutschland", "Österreich"} - {"Bremen", "Hamburg"})
# "Fischereiverbandspräsident": of an association whose name says "Fischerei".
_SPECIAL_ROLE = re.compile(
    r"([A-ZÄÖÜ][a-zäöüß]{2,}?)(?:verband|verein|gewerkschaft|ausschuss|kammer|stiftung|institut|"
    r"fraktion|werk|festival|zentrum|museum|gericht|bund|klinik|partei)s?-?[a-zäöü]*"
    r"(?:präsident|vorsitzend|sprecher|chef|leiter|direktor|geschäftsführer|vorständ|sekretär)\w*"
)
_GENERAL = re.compile(
    r"dach|landes|bundes|kreis|bezirks|orts|spitzen|fach|gesamt|konzern|haupt|regional|branchen|"
    r"unternehmens|aufsichts|verwaltungs|personal|stadt|universitäts|forschungs|stiftungs",
    re.I,
)
# Who estimates, demands or gets a sum does not pay it for that: 10 of 217.
_QUOTED = re.compile(
    r"\b(?:(?:nach|laut)(?: \w+)? (?:Angaben|Schätzung(?:en)?|Berechnung(?:en)?|Einschätzung|"
    r"Auskunft|Informationen|Zahlen) (?:der|des|von|vom)(?: [a-zäöü]+(?:en|er))?|"
    r"[Ll]aut(?: der| dem| des)?) $",
    re.I,
)
_SPEAKS_OR_GETS = re.compile(
    r" (?:\([^)]*\) )?(?:zufolge|beziffert|schätzt|rechnet|veranschlagt|kalkuliert|forder|verlang|"
    r"beantrag|erhält|erhalten|erhielt|bekommt|bekam|bekommen|kassiert|empfängt|empfing|profitier)"
)
# "den Rest übernahm Siemens": who bears something gets nothing.
_BEARS = re.compile(
    r"\b(?:übernimmt|übernahm(?:en)?|übernehmen|trägt|trug(?:en)?|tragen|finanzier(?:t|te|ten|en)) "
    r"(?:der |die |das )?(?:[A-ZÄÖÜ][\wäöüß-]+ )?$"
)
# "aus dem Ausgleichstock": what a sum comes from does not get it: 4 of 201.
_SOURCE = re.compile(
    r"\b[Aa]us (?:(?:de[mrn]|einem|einer)(?: [a-zäöüß]+){0,2} )?(?:[A-ZÄÖÜ][\w-]+ )?[„\"]?$"
)
DOUBTED = ("same_as", "pays", "pays_for", "role_at")
# A rule that takes the nearest body of the sentences before is not surer than the scorer.
_WEAK_RULES = frozenset({"body-before"})


def is_doubtful(
    relation: str, text: str, head: Mention, child: Mention, rules: Collection[str]
) -> bool:
    """Whether the two do not fit; `rules` are those that state the relation between them."""
    if not _WEAK_RULES.issuperset(rules):
        return False
    if relation == "same_as":
        return _is_foreign(head, child)
    if relation == "pays":
        return _does_not_give(text, head)
    if relation == "pays_for":
        return _gets_nothing(text, child)
    return relation == "role_at" and _does_not_sit(head.text, child)


def _gets_nothing(text: str, child: Mention) -> bool:
    """Whether the child bears the sum, or is a programme that it comes from."""
    start = child.span.start
    if child.label == "PROG" and _SOURCE.search(text, max(0, start - 40), start):
        return True
    return _BEARS.search(text, max(0, start - 60), start) is not None


def _is_foreign(short: Mention, full: Mention) -> bool:
    """Whether an acronym begins with a letter that no word of the other organisation does."""
    if short.label != "ORG" or not short.text.isupper() or " " not in full.text:
        return False
    return short.text[0] not in {word[0].upper() for word in full.text.split()}


def _does_not_give(text: str, payer: Mention) -> bool:
    start, end = payer.span.start, payer.span.end
    before = text[max(0, start - 80) : start]
    return bool(_QUOTED.search(before) or _SPEAKS_OR_GETS.match(text, end))


def _is_no_town(role: str, place: str) -> bool:
    """Whether the place is a site, a Land, or another town than "Wetzlarer Oberbürgermeister"."""
    named = _OF_TOWN.match(role)
    if named is not None and not place.startswith(named[1][:4]):
        return True
    return _SITE.search(place) is not None or place.removesuffix("s") in _NO_TOWNS


def _does_not_sit(role: str, body: Mention) -> bool:
    """Whether such a role is hardly held at such a body: of 108 pairs, 8."""
    if body.label == "LOC":
        if _COUNTY_ROLE.search(role) and not _COUNTY.search(body.text):
            return True
        return bool(_MUNICIPAL_ROLE.search(role) and _is_no_town(role, body.text))
    if body.label == "ORG" and _GOVERNMENT_ROLE.search(role):
        return not _GOVERNMENT.search(body.text)
    special = _SPECIAL_ROLE.fullmatch(role.split()[-1])
    if special is None or _GENERAL.fullmatch(special[1]):
        return False
    return special[1][:5].lower() not in body.text.lower()
