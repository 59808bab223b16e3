"""Parts of patterns for plain clauses about money: subjects, verbs of giving and getting.

A clause is plain where nothing but a few words, dates and numbers stand between the body, the verb
and the sum. Patterns match masked sentences, see `kg.nlp.relation_rules_engine`.
"""

from kg.nlp.relation_rules_engine import other

PAYERS = ("ORG", "LOC", "PROG", "PER")
GETTERS = ("ORG", "PROG", "LOC", "EVENT")
TARGETS = ("ORG", "PROG", "LOC", "EVENT", "LAW")
WORDS = r"(?:[^<>.;:–,]|<(?:DATE|QUANTITY)\d+>)"
ADJECTIVES = (
    r"(?:(?!(?:von|vom|für|mit|aus|bei|beim|an|am|im|in|zum|zur|zu|auf|durch|gegen|laut|nach|über|"
    r"unter|vor|seit|ohne|um|wegen|statt|neben|zwischen|zugunsten|seitens|der|die|das|dem|den|"
    r"des|eine[rmns]?|ein|und|oder|sowie)\b)[a-zäöüß-]+ ){0,2}"
)
# "rüstigen Stadt", "Batteriehersteller"
KIND = rf"{ADJECTIVES}(?:[A-ZÄÖÜ][\wäöüß-]+ ){{0,2}}"
BEGIN = (
    r"(?:^|[;:–] |, (?:(?:und|aber|doch|während|dass|weil|wenn|da|nachdem|obwohl|so|wie) )?|"
    r"\b(?:und|aber|doch|während|dass|weil|da) )"
)
_FOCUS = r"(?:(?:[Aa]uch|[Aa]llein|[Nn]ur|[Ss]elbst|[Zz]udem) )?"
_NOT_GOVERNED = (
    r"(?!(?:Im|In|Am|An|Auf|Aus|Bei|Beim|Vom|Von|Zum|Zur|Mit|Für|Nach|Laut|Gegen|Durch|Über|Unter|"
    r"Vor|Seit|Ohne|Um|Trotz|Wegen|Dank|Statt|Neben|Zwischen)\b)"
)
_ARTICLE = r"(?:(?:[Dd](?:er|ie|as)|[Ee]ine?|[Uu]nsere?|[Ii]hre?|[Ss]eine?) )?"
BY = rf"(?:von|vom|durch|aus)(?: (?:der|dem|den|die|das))? {KIND}"
TO = r"(?:an|in|nach|auf|ins)(?: (?:die|das|den))? "
NOT_PASSIVE = r"(?! (?:wird|werden|wurde|wurden|worden|sein)\b)"

# Verbs that stand second in the clause; those in two parts need their second part.
GIVES = (
    r"(?:gibt|geben|gab|gaben|gäbe|zahlt|zahlte|zahlen|zahlten|überweist|überwies|bewilligt|"
    r"bewilligte|bewilligen|bewilligten|gewährt|gewährte|gewähren|spendet|spendete|spenden|"
    r"spendeten|stiftet|stiftete|stiften|investiert|investierte|investieren|investierten|steckt|"
    r"steckte|stecken|steckten|pumpt|pumpte|pumpen|mobilisiert|mobilisieren|vergibt|vergab|"
    r"reserviert|reservierte|schenkt|schenkte|erstattet|erstattete|ersetzt|ersetzte|übernimmt|"
    r"übernahm|übernehmen|übernahmen|trägt|trug|tragen|trugen|steuert|steuerte|steuern|"
    r"steuerten|schießt|schoss|schießen|wendet|wendete|wandte|bringt|brachte|beisteuert|"
    r"beisteuerte|zuschießt|bereitstellt|bereitstellte|aufwendet|aufbringt|"
    r"(?:stellt|stellte|stellen|stellten)(?=[^.;:]* (?:bereit|zur Verfügung|in Aussicht)\b)|"
    r"(?:sagt|sagte|sagen|sagten|sichert|sicherte)(?=[^.;:]* zu\b)|"
    r"(?:legt|legte|legen|legten)(?=[^.;:]* (?:drauf|dazu|obendrauf)\b))"
)
SUPPORTS = (
    r"(?:fördert|förderte|fördern|förderten|unterstützt|unterstützte|unterstützen|unterstützten|"
    r"finanziert|finanzierte|finanzieren|finanzierten|bezuschusst|bezuschusste|bezuschussen|"
    r"bezuschussten|kofinanziert|mitfinanziert)"
)
GETS = (
    r"(?:erhält|erhalten|erhielt|erhielten|bekommt|bekommen|bekam|bekamen|kassiert|kassierte|"
    r"empfängt|empfing)"
)
_WILL = r"will|wollen|wollte|wollten|wird|werden|kann|können|möchte|möchten|soll|sollen|muss|müssen"
_HAS = r"hat|haben|hatte|hatten"
MODAL = rf"(?:{_WILL}|{_HAS}|plant|planen)"
# Verbs that stand last, behind a modal or "hat".
TO_GIVE = (
    r"(?:geben|zahlen|bezahlen|überweisen|bewilligen|gewähren|spenden|stiften|investieren|stecken|"
    r"pumpen|mobilisieren|vergeben|reservieren|erstatten|ersetzen|übernehmen|tragen|beisteuern|"
    r"zuschießen|bereitstellen|bereitzustellen|beizusteuern|zuzuschießen|ausgeben|auszugeben|"
    r"aufwenden|aufbringen|zur Verfügung stellen|zusagen|drauflegen|zu zahlen|zu investieren|"
    r"zu geben|zu überweisen|(?:aus|frei|vor)?gegeben|ausgezahlt|gezahlt|bezahlt|überwiesen|"
    r"bewilligt|gewährt|gespendet|gestiftet|investiert|gesteckt|gepumpt|mobilisiert|vergeben|"
    r"reserviert|erstattet|ersetzt|übernommen|getragen|beigesteuert|zugeschossen|bereitgestellt|"
    r"eingeplant|zugesagt|zur Verfügung gestellt|in Aussicht gestellt|versprochen|eingezahlt|"
    r"zugesichert)"
)
_SUPPORT = r"fördern|unterstützen|finanzieren|bezuschussen"
# "wird mit 3 Mio. Euro gefördert" is no giving: behind "wird" and the like the verb is active.
WILL_SUPPORT = rf"(?:{_HAS}|(?:{_WILL})(?=[^.;:]*(?:{_SUPPORT})\b))"
TO_SUPPORT = rf"(?:{_SUPPORT}|gefördert|unterstützt|finanziert|bezuschusst)"
SUPPORTED = (
    r"(?:gefördert|unterstützt|finanziert|bezuschusst|mitfinanziert|kofinanziert|getragen|"
    r"bereitgestellt|bewilligt|übernommen)"
)


def subject(marker: str) -> str:
    """Return the pattern of a body at the begin of a clause that no preposition governs."""
    return (
        rf"{BEGIN}{_FOCUS}{_NOT_GOVERNED}{_ARTICLE}{KIND}{marker}"
        rf"(?: \({other('ORG', 'LOC')}\))?"
        rf"(?:(?:,| und| sowie) {_ARTICLE}{KIND}{other('ORG', 'LOC')}){{0,3}}"
        rf"(?:, [^<>.;:,]{{3,60}},| (?:aus|in) {other('LOC')})?"
    )


def bare(marker: str) -> str:
    """Return the pattern of a body inside a clause that no preposition governs, in any case."""
    return rf"(?:(?:der|die|das|dem|den|eine[rnm]?|ihre[rnm]?|seine[rnm]?) )?{KIND}{marker}"


def nominative(marker: str) -> str:
    """Return the pattern of a body inside a clause that may be its subject."""
    return rf"(?:(?:der|die|das) )?{KIND}{marker}"


def accusative(marker: str) -> str:
    """Return the pattern of a body behind "für" or "an"."""
    return rf"(?:(?:den|die|das|der|des) )?{KIND}{marker}"
