"""The bodies of offices that only the rest of the text names.

"Rektorin der Universität" is of the university named before, "Landrat" of the only county, and a
bare "Bürgermeisterin" of the only place in the heading or at the begin of the report.
"""

import re
from collections.abc import Callable

from kg.facts.reading import Reading
from kg.model import Entity
from kg.text import fold

# A definite noun behind an office, and what the name of such a body holds; "" where any may do.
_KINDS = {
    r"Universität": r"universität|\btu\b|\brwth\b|\bkit\b|\blmu\b",
    r"Hochschule": r"hochschule|universität|\bfh\b|\btu\b|\bth\b",
    r"(?:Uni(?:versitäts)?)?(?:[Kk]linik(?:ums?)?)|Krankenhauses": r"klini|krankenhaus|charité",
    r"(?:Bundes|Landes)?[Aa]mt(?:e?s)?": r"\bamt\b|amt$|\bamt |agentur",
    r"Instituts?": r"institut", r"Stiftung": r"stiftung", r"Kammer": r"kammer|\bihk\b|\bhwk\b",
    r"Fraktion": r"fraktion", r"Ministeriums": r"minist", r"Ausschusses": r"ausschuss",
    r"Bank": r"bank|\bkfw\b|sparkasse", r"Sparkasse": r"sparkasse", r"Werft": r"werft|schiffbau",
    r"Labors": r"lab", r"Zentrums": r"zentrum|center|centre", r"Campus": r"campus",
    r"Museums": r"museum", r"Theaters": r"theater", r"Akademie": r"akademie",
    r"Genossenschaft": r"genossenschaft|\beg\b", r"Stadtwerke": r"stadtwerke",
    r"Forschungszentrums": r"zentrum", r"Agentur": r"agentur", r"Hafens": r"hafen|häfen",
    r"Gewerkschaft": r"gewerkschaft|ver\.?di|\big\b|bund\b|\b[degv]{3}\b|\bgdl\b|\bngg\b",
    r"Behörde|Verband(?:e?s)?|Unternehmens?|Konzerns?|Hauses|Gesellschaft|Partei|Organisation|"
    r"Vereins?|Bündnisses": "",
    r"Gremiums": r"ausschuss|kommission|\brat\b|beirat|vorstand|gremium|kuratorium",
}  # fmt: skip
_GENERIC = re.compile(
    r" (?:de[rs]|dieser|dieses) (?:(?:neu|geplant|künftig|gemeinsam|jung)e[nrs] )?"
    rf"(?:{'|'.join(f'(?P<k{n}>{noun})' for n, noun in enumerate(_KINDS))})\b"
    # "der Universität Jena", "des Instituts für …" name the body themselves
    r"(?! (?:für |zu |„|[A-ZÄÖÜ]))"
)
_NAMES = tuple(map(re.compile, _KINDS.values()))
_OWNERS = re.compile(
    r"(?:der )?(?:bund|staat|freistaat.*|land|land .*|eu|europäische union|deutschland)"
)
_PARTIES = re.compile(
    r"cdu|csu|spd|fdp|afd|bsw|ssw|christlich.*|sozialdemokrat.*|freie demokrat.*|alternative für.*|"
    r"bündnis (?:90|sahra).*|(?:die )?(?:grünen?|linken?)|.*partei"
)
# "die Trierer Bürgermeisterin"
_OF_ANOTHER = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß-]+(?:er|s) $")
_COUNTY_OFFICE = re.compile(r"(?:stellvertretende[rn]? |vize-?)?landr[aä]t(?:in)?")
_COUNTY = re.compile(r"\b(?:land)?kreis(?:es|s)?\b|kreis(?:es|s)?$")
_TOWN_OFFICE = re.compile(
    r"(?:(?:erste|zweite|dritte|parteilose)[rn]? )?(?:ober|bau|sozial|kultur)?"
    r"bürgermeister(?:in)?|"
    r"(?:stadt)?kämmer(?:in|er)|stadtpräsident(?:in)?|ortsvorsteher(?:in)?"
)
# What kind of body an office is in that names none: "Werksleiter", "Bezirkssekretärin".
_BODY_OF_OFFICE = tuple(
    (re.compile(office), noun)
    for office, noun in (
        (
            r"(?:konzern|firmen|vorstands|finanz|technik|produktions|aufsichtsrats|werks?)chef(?:in)?|"
            r"(?:werk(?:s)?|standort|niederlassungs)leiter(?:in)?|betriebsrats?\w*|"
            r"(?:\w+)?vorst(?:and|ändin)|vorstandsmitglied|prokurist(?:in)?|konzernsprecher(?:in)?|"
            r"unternehmenssprecher(?:in)?|aufsichtsratsvorsitzende[rn]?",
            "Unternehmen",
        ),
        (
            r"bezirks(?:leiter|sekretär)(?:in)?|bevollmächtigte[rn]?|gewerkschafts\w+",
            "Gewerkschaft",
        ),
        (r"institutsleiter(?:in)?|institutsdirektor(?:in)?|institutschef(?:in)?", "Institut"),
        (r"(?:pro)?rektor(?:in)?|uni(?:versitäts)?präsident(?:in)?|dekan(?:in)?", "Universität"),
        (
            r"klinik(?:chef|direktor|leiter)(?:in)?|chefarzt|chefärztin|pflegedirektor(?:in)?",
            "Klinik",
        ),
        (r"hauptgeschäftsführer(?:in)?|verbands(?:chef|sprecher|präsident)(?:in)?", "Verband"),
        (r"behörden(?:chef|sprecher|leiter)(?:in)?|amtsleiter(?:in)?", "Behörde"),
        (r"stiftungs\w+", "Stiftung"),
        (r"ausschuss(?:vorsitzende[rn]?|chef(?:in)?)", "Ausschuss"),
        (
            r"(?:\w+)?bürgermeister(?:in)?|(?:stadt)?kämmer(?:in|er)|beigeordnete[rn]?|ratsfrau|ratsherrn?|"
            r"(?:bau|sozial|kultur|schul|umwelt|verkehrs)dezernent(?:in)?|stadtpräsident(?:in)?|"
            r"stadtbaur[aä]t(?:in)?|stadtverordnete[rn]?",
            "Stadt",
        ),
    )
)
# "Deren wirtschaftspolitischer Sprecher", "Ihr Bevollmächtigter"
_WHOSE = re.compile(
    r"(?:\b(?:[Dd]eren|[Dd]essen)|(?:^|[.“»\n] ?)(?P<subject>Ihre?n?|Seine?n?)) "
    r"(?:[a-zäöüß-]+(?:e|er|en) )?$"
)

_POLITICAL = re.compile(r"politische|obmann|obfrau|minister|senator|abgeordnete")


def body_of_office(reading: Reading, role: int) -> Entity | None:
    """Return the body of a bare office that the text before leaves no doubt about."""
    mention = reading.mention(role)
    before = reading.text[max(0, mention.span.start - 40) : mention.span.start]
    if _OF_ANOTHER.search(before):
        return None
    office = fold(mention.text).rpartition(" ")[2]
    nouns = (noun for pattern, noun in _BODY_OF_OFFICE if pattern.fullmatch(office))
    noun = next(nouns, None)
    body = reading.antecedent(noun, mention.span.start) if noun else None
    return body if body is None or noun != "Stadt" or _no_other_place(reading, role, body) else None


def _no_other_place(reading: Reading, role: int, town: Entity) -> bool:
    sentence = reading.sentences[reading.sentence_of(role)]
    return reading.entities(reading.inside(sentence, "LOC")).keys() <= {town.iri}


def body_of_pronoun(reading: Reading, role: int) -> Entity | None:
    """Return the body of "deren Sprecher", "Ihr Bevollmächtigter": of the sentence before.

    "Deren" means what was named last, "ihr" what was named first.
    """
    start = reading.mention(role).span.start
    number = reading.sentence_of(role)
    found = _WHOSE.search(reading.text, max(0, start - 50), start)
    if found is None or number == 0:
        return None
    bodies = reading.inside(reading.sentences[number - 1], "ORG")
    office = fold(reading.mention(role).text)
    if _POLITICAL.search(office):
        bodies = [i for i in bodies if _PARTIES.fullmatch(_entity_name(reading, i))]
    if found["subject"]:
        if reading.inside(reading.sentences[number - 1], "PER"):
            return None
        bodies = bodies[:1]
    return reading.entity(bodies[-1]) if bodies else None


def _entity_name(reading: Reading, index: int) -> str:
    entity = reading.entity(index)
    return fold(entity.name if entity else "")


def body_of_generic(reading: Reading, role: int) -> Entity | None:
    """Return the body that the definite noun behind an office points to.

    Of the bodies of its kind that the text names before, those with the noun itself in their name
    first, it is the most frequent one, the later where two are equal; None where there is none.
    """
    office = reading.mention(role).span
    match = _GENERIC.match(reading.text, office.end)
    if match is None:
        return None
    kind = match.lastgroup or "k0"
    noun, names = fold(match[kind]).removesuffix("s"), _NAMES[int(kind[1:])]
    parties = noun in ("partei", "fraktion", "organisation")

    def fits(words: str) -> bool:
        return names.search(words) is not None and (parties or not _PARTIES.fullmatch(words))

    return _most_named(reading, office.start, lambda words: noun in words) or _most_named(
        reading, office.start, fits
    )


def _most_named(reading: Reading, position: int, fits: Callable[[str], bool]) -> Entity | None:
    seen: dict[str, tuple[int, int, Entity]] = {}
    for index, mention in enumerate(reading.mentions):
        entity = reading.entity(index) if mention.label in ("ORG", "PROG") else None
        if entity is None or mention.span.end > position:
            continue
        words = fold(entity.name)
        if _OWNERS.fullmatch(words) or not fits(words):
            continue
        count = seen[entity.iri][0] if entity.iri in seen else 0
        seen[entity.iri] = (count + 1, index, entity)
    return max(seen.values(), key=lambda found: found[:2])[2] if seen else None


def seat_of(reading: Reading, role: int) -> Entity | None:
    """Return the county of a bare "Landrat", the town of a bare "Bürgermeister"; else None."""
    office = fold(reading.mention(role).text)
    if _COUNTY_OFFICE.fullmatch(office):
        return _only(reading, [i for i in _places(reading) if _COUNTY.search(_name(reading, i))])
    start = reading.mention(role).span.start
    before = reading.text[max(0, start - 40) : start]
    if not _TOWN_OFFICE.fullmatch(office) or _OF_ANOTHER.search(before):
        return None
    titled = [i for line in reading.headings for i in reading.inside(line, "LOC")]
    town = _only(reading, titled or [i for i in _places(reading) if reading.is_reported_from(i)])
    if town is None or _COUNTY.search(fold(town.name)) or _OWNERS.fullmatch(fold(town.name)):
        return None
    return town if _no_other_place(reading, role, town) else None


def _places(reading: Reading) -> list[int]:
    return [i for i, mention in enumerate(reading.mentions) if mention.label in ("LOC", "ORG")]


def _name(reading: Reading, index: int) -> str:
    return fold(reading.mention(index).text)


def _only(reading: Reading, indexes: list[int]) -> Entity | None:
    found = reading.entities(indexes)
    return next(iter(found.values())) if len(found) == 1 else None
