"""Rules for persons: offices and their organisations, memberships, affiliations."""

import re

from kg.model import Mention
from kg.nlp.relation_rules_engine import Rule, child, head, other, rule

_BODY = ("ORG", "LOC", "PROG")
_ANY_BODY = other("ORG", "LOC", "PROG", "EVENT")
_ARTICLE = r"(?:[Dd](?:er|ie|as|em|en|es)|[Uu]nsere?[rsmn]?|[Ii]hre?[rsmn]?|[Ss]eine?[rsmn]?)"
_PREPOSITION = r"(?:von|vom|beim?|im|in|am?n?|an|für|auf)"
# "der Universität", "des Netzwerks", "beim Chiphersteller", "der französischen Behörde"
_NOUN = r"(?:(?:[a-zäöüß]+(?:en|er|es|em|e) )?(?:[A-ZÄÖÜ][\wäöüß-]+ ){0,2})"
_LINK = rf"(?:(?:{_PREPOSITION} )?(?:{_ARTICLE} )?{_NOUN})"
_PARTY = rf"(?: \((?:{other('ORG', 'LOC')}(?:, | / )?)+\))?"
_LEAD = r"(?:[a-zäöüß-]+,? ){0,4}"
_JOB = r"(?:(?:[a-zäöüß]+(?:e|er|en) )?(?:[A-ZÄÖÜ][\wäöüß-]+(?:in|er|e|n|t)? ))"
_FORMER = (
    r"(?:ehemalige[rn]?|frühere[rn]?|damalige[rn]?|scheidende[rn]?|bisherige[rn]?|"
    r"amtierende[rn]?|neue[rn]?|langjährige[rn]?|künftige[rn]?|designierte[rn]?)"
)

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


# Offices of a party itself: "Sprecherin Ada Roth (Grüne)"; ministers and members are of elsewhere.
_OF_PARTY = re.compile(
    r"(?:(?<!regierungs)(?<!ressort)chef|sprecher|vorsitzende|vorstand|geschäftsführer|"
    r"(?<!staats)sekretär|obmann|obfrau|kandidat|vize)",
    re.I,
)


def _sits(role: Mention, body: Mention) -> bool:
    return not is_party(body.text) or _OF_PARTY.search(role.text) is not None


_PLURAL = re.compile(
    r".*(?:innen|bgeordneten|orsitzenden|eauftragten|sprecher|[Mm]inister|[Ss]enatoren|präsidenten|"
    r"chefs|sekretäre|direktoren|[Ll]eiter|kanzler|räte|meister|kommissare|[Vv]ertreter|"
    r"mitglieder|MdBs?|MdEPs?|MdLs?|geschäftsführer|botschafter|vorstände|dezernenten)"
)


def _are_several(_head: Mention, child: Mention) -> bool:
    return _PLURAL.fullmatch(child.text) is not None


HOLDERS: tuple[Rule, ...] = (
    rule(
        "roles-before-names",
        "role_holder",
        rf"(?:[Dd]ie|[Dd]en|[Bb]eiden|zwei|drei|vier)(?: [a-zäöüß-]+en)? {child('ROLE')} "
        rf"{head('PER')}",
        0.995,  # before "role-before-name"
        "h",
        accept=_are_several,
    ),
    rule(
        "role-before-name",
        "role_holder",
        rf"{child('ROLE')}(?: a\.? ?D\.?)?,? {head('PER')}",
        0.99,
        "h",
    ),
    rule(
        "role-of-body-name",
        "role_holder",
        rf"{child('ROLE')} {_LINK}{_ANY_BODY}(?: \({_ANY_BODY}\))?"
        rf"(?:(?: {_PREPOSITION}| und| sowie|,)? (?:{_ARTICLE} )?{_NOUN}{_ANY_BODY}){{0,2}}"
        rf"(?: \({_ANY_BODY}\))?(?: a\.? ?D\.?)?,? {head('PER')}",
        0.88,
    ),
    rule(
        "role-noun-name",
        "role_holder",
        rf"{child('ROLE')} (?:des|der|vom|beim|im|am|für)(?: [a-zäöüß]+(?:en|er|es))?"
        rf"(?: [A-ZÄÖÜ][\w-]+){{1,3}},? {head('PER')}",
        0.9,
    ),
    rule(
        "name-comma-role",
        "role_holder",
        rf"{head('PER')}{_PARTY}(?: von (?:{_ARTICLE} )?{_ANY_BODY})?"
        rf"(?:,| –| \() (?:{_ARTICLE} |eine? |zugleich |selbst |seit {other('DATE')} |damals |"
        rf"bis {other('DATE')} )*(?:{_FORMER} |{_LEAD}){child('ROLE')}",
        0.95,
    ),
    rule("name-bracket-role", "role_holder", rf"{head('PER')} \({child('ROLE')}(?:[,) ]|$)", 0.95),
    rule(
        "name-body-role",
        "role_holder",
        rf"{head('PER')}, {_ANY_BODY}, {child('ROLE')}(?=[,;.)]|$)",
        0.9,
    ),
    rule(
        "name-role-and-role",
        "role_holder",
        rf"{head('PER')}{_PARTY}, (?:{_ARTICLE} )?{other('ROLE')}(?: {_LINK}{_ANY_BODY})?"
        rf" und (?:zugleich |auch |seit {other('DATE')} )?{child('ROLE')}",
        0.9,
    ),
    rule(
        "role-becomes-name",
        "role_holder",
        rf"{child('ROLE')}(?: {_LINK}{_ANY_BODY})? (?:ist|bleibt|war|wird|wurde|heißt) "
        rf"(?:nun |jetzt |künftig |seit {other('DATE')} |{_ARTICLE} |{_JOB})*{head('PER')}",
        0.95,
    ),
    rule(
        "name-becomes-role",
        "role_holder",
        rf"{head('PER')}{_PARTY} (?:ist|bleibt|war|wird|wurde|als|wirkt als|amtiert als) "
        rf"(?:[a-zäöüß]+ |zum {other('DATE')} |(?:seit|ab) {other('DATE')} |{_ARTICLE} "
        rf"){{0,4}}{child('ROLE')}",
        0.95,
    ),
    rule(
        "name-elected-role",
        "role_holder",
        rf"{head('PER')}[^<>.;]{{0,40}}? zu[rm] {child('ROLE')}[^<>.;]{{0,30}}"
        r"(?:gewählt|ernannt|berufen|bestellt|bestimmt|befördert|gekürt)",
        0.92,
    ),
    rule(
        "role-noun-and-name",
        "role_holder",
        rf"{child('ROLE')}(?: {_LINK}{_ANY_BODY})? und {_JOB}?{head('PER')}(?! und)",
        0.5,
    ),
)

BODIES: tuple[Rule, ...] = (
    rule(
        "role-of-body",
        "role_at",
        rf"{head('ROLE')}(?: [a-zäöüß]+e[rn])? (?:{_PREPOSITION} (?:{_ARTICLE} )?|(?:des|der|"
        rf"unsere[rs]) )"
        rf"{_NOUN}{child(*_BODY)}",
        0.97,
        "c",
    ),
    rule(
        "role-comma-body",
        "role_at",
        rf"{other('PER')}(?: \([^()]*\))?, {head('ROLE')}, {child('ORG')}",
        0.95,
    ),
    rule("role-body-juxtaposed", "role_at", rf"{head('ROLE')} {child('ORG')}", 0.85),
    rule("body-genitive-role", "role_at", rf"{child('LOC', 'ORG')} {head('ROLE')}", 0.9),
    rule(
        "role-name-from-body",
        "role_at",
        rf"{head('ROLE')} {other('PER')}{_PARTY},? (?:von (?:{_ARTICLE} )?|vom |beim |bei "
        rf"(?:{_ARTICLE} )?|"
        rf"aus (?:dem |der )?){_NOUN}{child('ORG', 'LOC')}",
        0.83,
        accept=_sits,
    ),
    rule(
        "role-name-bracket-body",
        "role_at",
        rf"{head('ROLE')} {other('PER')} \({child('LOC')}\)",
        0.9,
    ),
    rule(
        "whose-role",
        "role_at",
        rf"{child('ORG')}(?: \([^()]*\))?, (?:dessen|deren) (?:[a-zäöüß]+ )?{head('ROLE')}",
        0.95,
    ),
    rule(
        "their-role",
        "role_at",
        rf"{child('ORG')}(?: \([^()]*\))? [^<>.;]*; (?:ihre?|seine?) (?:[a-zäöüß]+ )?"
        rf"{head('ROLE')}",
        0.9,
    ),
    rule(
        "whose-role-next",
        "role_at",
        rf"{child('ORG')}(?: \([^()]*\))?[^<>]*\. (?:Dessen|Deren) (?:[a-zäöüß]+ )?{head('ROLE')}",
        0.9,
    ),
)

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
        rf"{head('PER')} (?:von|vom|aus)(?: der| den)? {_NOUN}{child('ORG')}",
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

AFFILIATIONS: tuple[Rule, ...] = (
    rule(
        "name-from-body",
        "affiliated_with",
        rf"{head('PER')}{_PARTY},? (?:von|vom|bei|beim)(?: de[rmn])? {_NOUN}{child('ORG')}",
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
        rf"(?:am|an der|bei|beim|im|der|des|den|die|das) {_NOUN}{child('ORG')}",
        0.8,
        accept=_joins_body,
    ),
    rule(
        "expert-of-body",
        "affiliated_with",
        rf"{_ARTICLE} [A-ZÄÖÜ][\wäöüß-]+ {head('PER')} (?:von|vom|der|des)(?: der)? {child('ORG')}",
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
