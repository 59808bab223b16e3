"""Rules for persons: parties and committees they belong to, bodies they stand for."""

import re

from kg.model import Mention
from kg.nlp.relation_rules_engine import Rule, child, head, other, rule

ARTICLE = r"(?:[Dd](?:er|ie|as|em|en|es)|[Uu]nsere?[rsmn]?|[Ii]hre?[rsmn]?|[Ss]eine?[rsmn]?)"
# "der Universität", "des Netzwerks", "beim Chiphersteller", "der französischen Behörde"
NOUN = r"(?:(?:[a-zäöüß]+(?:en|er|es|em|e) )?(?:[A-ZÄÖÜ][\wäöüß-]+ ){0,2})"
PARTY = rf"(?: \((?:{other('ORG', 'LOC')}(?:, | / )?)+\))?"

# The bodies one is a member of by naming them in brackets: parties and parliamentary groups.
_PARTY_NAME = re.compile(
    r"(?:CDU|CSU|CDU/CSU|SPD|FDP|AfD|Grünen?|Bündnis 90/Die Grünen|(?:Die )?Linken?|BSW|"
    r"Freien? Wählern?|FW|SSW|Volt|Piraten|ÖDP|EVP|S&D|Renew(?: Europe)?|EKR|ECR|ID|PfE|ESN|"
    r"(?:The )?Left|Greens/EFA|Grüne/EFA|ÖVP|SPÖ|FPÖ|NEOS|Union|Unionsfraktion|Linksfraktion|"
    r"SVP|SP|GLP|(?:Die )?Mitte|Die PARTEI|FWG|UWG|Bürgerliste|Labour|Tories|PiS|Fidesz|PSOE|"
    r"(?:Sozial|Christ|Links|Freie |Schweden)?[Dd]emokraten|Sozialisten|Liberalen?|Konservativen?|"
    r"Moderaten?|Republikaner|Partido Popular|Rassemblement National|Fratelli d.Italia|Parti .*|"
    r".*[Ff]raktion.*|.*[Pp]artei\b.*|.*-Gruppe im Europ.*)"
)


def is_party(name: str) -> bool:
    """Tell whether the name is that of a party or parliamentary group."""
    return _PARTY_NAME.fullmatch(name) is not None


def _joins_party(_head: Mention, child: Mention) -> bool:
    return is_party(child.text)


def _joins_body(_head: Mention, child: Mention) -> bool:
    return not is_party(child.text)


MEMBERS: tuple[Rule, ...] = (
    rule(
        "name-bracket-party",
        "member_of",
        rf"{head('PER')} \({child('ORG')}[,)]",
        0.95,
        accept=_joins_party,
    ),
    rule(
        "name-comma-party",
        "member_of",
        rf"{head('PER')}, {child('ORG')}[,;.) ]",
        0.9,
        accept=_joins_party,
    ),
    rule(
        "name-of-party",
        "member_of",
        rf"{head('PER')} (?:von|vom|aus)(?: der| den)? {NOUN}{child('ORG')}",
        0.9,
        accept=_joins_party,
    ),
    rule(
        "party-before-name",
        "member_of",
        rf"(?:de[rmns]|die|eine?|den|dem)? ?{child('ORG')}(?:-[\wäöüß]+)? {head('PER')}",
        0.85,
        accept=_joins_party,
    ),
    rule(
        "party-colleague",
        "member_of",
        rf"{child('ORG')}-(?:Politiker(?:in|s)?|Abgeordnete[rn]?|Mann|Frau|Kandidat(?:in)?) "
        rf"{head('PER')}",
        0.95,
        accept=_joins_party,
    ),
)

_GROUP = re.compile(
    r"ausschuss|fraktion|beirat|\brat\b|[a-z]rat\b|vorstand|präsidium|kuratorium|gremium|delegation|"
    r"arbeitskreis|arbeitsgruppe|kabinett|parlament|kommission",
    re.I,
)


def _joins_group(head: Mention, child: Mention) -> bool:
    return _joins_party(head, child) or _GROUP.search(child.text) is not None


def _joins_house(head: Mention, child: Mention) -> bool:
    return not _joins_group(head, child)


_WHO_BELONGS = (
    rf"{head('PER')}{PARTY}, (?:der|die) [^<>.;]{{0,40}}(?:{other('ORG', 'DATE')}[^<>.;,]{{0,20}})?"
    rf"(?:dem|der) {NOUN}{child('ORG')} (?:angehört|angehörte|vorsitzt|vorsaß|vorsteht|"
    r"beigetreten ist)\b"
)
_BELONGS = (
    rf"{head('PER')}{PARTY} (?:gehört|gehörte) [^<>.;,]{{0,40}}(?:dem|der) {NOUN}{child('ORG')} "
    r"an\b"
)
BELONGING: tuple[Rule, ...] = (
    rule("who-belongs-to", "member_of", _WHO_BELONGS, accept=_joins_group),
    rule("who-belongs-to-house", "affiliated_with", _WHO_BELONGS, accept=_joins_house),
    rule("belongs-to", "member_of", _BELONGS, accept=_joins_group),
    rule("belongs-to-house", "affiliated_with", _BELONGS, accept=_joins_house),
    rule(
        "member-of-body",
        "member_of",
        rf"{head('PER')}{PARTY}, Mitglied (?:im|des|der|in der|beim?) {NOUN}{child('ORG')}",
    ),
)

AFFILIATIONS: tuple[Rule, ...] = (
    rule(
        "name-from-body",
        "affiliated_with",
        rf"{head('PER')}{PARTY},? (?:von|vom|bei|beim)(?: de[rmn])? {NOUN}{child('ORG')}",
        0.96,
        accept=_joins_body,
    ),
    rule(
        "name-bracket-body",
        "affiliated_with",
        rf"{head('PER')} \({child('ORG')}[,)]",
        0.98,
        accept=_joins_body,
    ),
    rule(
        "name-comma-body",
        "affiliated_with",
        rf"{head('PER')}, (?:(?:bisher|zuletzt|ehemals|früher) )?{child('ORG')}(?=[,;.)]|$| und)",
        0.9,
        accept=_joins_body,
    ),
    rule(
        "name-at-body",
        "affiliated_with",
        rf"{head('PER')} (?:leitet|führt|arbeitet|forscht|lehrt|vertritt|vertrat)[^<>.;]{{0,60}}"
        rf"(?:am|an der|bei|beim|im|der|des|den|die|das) {NOUN}{child('ORG')}",
        0.8,
        accept=_joins_body,
    ),
    rule(
        "expert-of-body",
        "affiliated_with",
        rf"{ARTICLE} [A-ZÄÖÜ][\wäöüß-]+ {head('PER')} (?:von|vom|der|des)(?: der)? {child('ORG')}",
        0.9,
        accept=_joins_body,
    ),
    rule(
        "body-person",
        "affiliated_with",
        rf"{child('ORG')}-(?:Experte|Expertin|Sprecher(?:in)?|Forscher(?:in)?|"
        rf"Mitarbeiter(?:in)?|Ökonom(?:in)?) {head('PER')}",
        0.95,
        accept=_joins_body,
    ),
)
