"""Rules for persons: offices and their organisations, memberships, affiliations."""

import re

from kg.model import Mention
from kg.nlp.relation_rules_engine import Rule, child, head, other, rule
from kg.nlp.relation_rules_members import ARTICLE, NOUN, PARTY, is_party

_BODY = ("ORG", "LOC", "PROG")
_ANY_BODY = other("ORG", "LOC", "PROG", "EVENT")
_PREPOSITION = r"(?:von|vom|beim?|im|in|am?n?|an|für|auf)"
_LINK = rf"(?:(?:{_PREPOSITION} )?(?:{ARTICLE} )?{NOUN})"
_LEAD = r"(?:[a-zäöüß-]+,? ){0,4}"
_JOB = r"(?:(?:[a-zäöüß]+(?:e|er|en) )?(?:[A-ZÄÖÜ][\wäöüß-]+(?:in|er|e|n|t)? ))"
_FORMER = (
    r"(?:ehemalige[rn]?|frühere[rn]?|damalige[rn]?|scheidende[rn]?|bisherige[rn]?|"
    r"amtierende[rn]?|neue[rn]?|langjährige[rn]?|künftige[rn]?|designierte[rn]?)"
)

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
    ),
    rule(
        "role-of-body-name",
        "role_holder",
        rf"{child('ROLE')} {_LINK}{_ANY_BODY}(?: \({_ANY_BODY}\))?"
        rf"(?:(?: {_PREPOSITION}| und| sowie|,)? (?:{ARTICLE} )?{NOUN}{_ANY_BODY}){{0,2}}"
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
        rf"{head('PER')}{PARTY}(?: von (?:{ARTICLE} )?{_ANY_BODY})?"
        rf"(?:,| –| \() (?:{ARTICLE} |eine? |zugleich |selbst |seit {other('DATE')} |damals |"
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
        rf"{head('PER')}{PARTY}, (?:{ARTICLE} )?{other('ROLE')}(?: {_LINK}{_ANY_BODY})?"
        rf" und (?:zugleich |auch |seit {other('DATE')} )?{child('ROLE')}",
        0.9,
    ),
    rule(
        "role-becomes-name",
        "role_holder",
        rf"{child('ROLE')}(?: {_LINK}{_ANY_BODY})? (?:ist|bleibt|war|wird|wurde|heißt) "
        rf"(?:nun |jetzt |künftig |seit {other('DATE')} |{ARTICLE} |{_JOB})*{head('PER')}",
        0.95,
    ),
    rule(
        "name-becomes-role",
        "role_holder",
        rf"{head('PER')}{PARTY} (?:ist|bleibt|war|wird|wurde|als|wirkt als|amtiert als) "
        rf"(?:[a-zäöüß]+ |zum {other('DATE')} |(?:seit|ab) {other('DATE')} |{ARTICLE} "
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
        rf"{head('ROLE')}(?: [a-zäöüß]+e[rn])? (?:{_PREPOSITION} (?:{ARTICLE} )?|(?:des|der|"
        rf"unsere[rs]) )"
        rf"{NOUN}{child(*_BODY)}",
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
        rf"{head('ROLE')} {other('PER')}{PARTY},? (?:von (?:{ARTICLE} )?|vom |beim |bei "
        rf"(?:{ARTICLE} )?|"
        rf"aus (?:dem |der )?){NOUN}{child('ORG', 'LOC')}",
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
