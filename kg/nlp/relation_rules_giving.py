"""Rules for who gives a sum in a plain clause; they decide alone.

On the training paragraphs each is right in nine of ten cases or more, if nothing else is said.
"""

from kg.nlp.relation_rules_clauses import (
    BEGIN,
    BY,
    GETS,
    GETTERS,
    GIVES,
    KIND,
    MODAL,
    NOT_PASSIVE,
    PAYERS,
    SUPPORTED,
    SUPPORTS,
    TARGETS,
    TO_GIVE,
    TO_SUPPORT,
    WILL_SUPPORT,
    WORDS,
    bare,
    nominative,
    subject,
)
from kg.nlp.relation_rules_engine import Rule, child, head, other, rule

_GIVER = subject(head(*PAYERS))
_INNER_GIVER = nominative(head(*PAYERS))
_SUM = child("MONEY")
_GETTER = rf"(?:{other(*TARGETS)}{WORDS}{{0,40}})?"
# "…, für die der Bund 3 Mio. Euro beisteuert"
_LAST = (
    r"(?:gibt|geben|gab|gaben|zahlt|zahlte|zahlen|überweist|überwies|bewilligt|bewilligte|gewährt|"
    r"gewährte|spendet|spendete|stiftet|investiert|investierte|investieren|steckt|steckte|pumpt|"
    r"mobilisiert|vergibt|reserviert|erstattet|ersetzt|übernimmt|übernahm|trägt|trug|tragen|"
    r"beisteuert|beisteuerte|beisteuern|zuschießt|zuschoss|bereitstellt|bereitstellte|"
    r"bereitstellen|aufwendet|aufbringt|ausgibt|ausgab|ausgeben|zusagte|zusagt|zur Verfügung "
    r"stellt|zur Verfügung stellte)"
)
_CLAUSE_ENDS = r"(?=[,.;:–?!]|$| (?:und|sowie|oder) )"
_LINKS = (
    r"(?:die|der|das|dem|den|denen|dass|weil|obwohl|nachdem|wofür|womit|worin|wovon|was|wo|ob|"
    r"wie|wenn|während|da)"
)
_BUILDS = (
    r"(?:baut|baute|bauen|bauten|errichtet|errichtete|errichten|erweitert|erweiterte|erweitern|"
    r"saniert|sanierte|sanieren|modernisiert|modernisierte|kauft|kaufte|kaufen|kauften|erwirbt|"
    r"erwarb|erwarben)"
)
_COMES = r"(?:kommt|kommen|kam|kamen|stammt|stammen|stammte|stammten|fließt|fließen|floss|flossen)"

_ACTIVE: tuple[Rule, ...] = (
    rule("giver-gives", "pays", rf"{_GIVER} {GIVES}\b{WORDS}{{0,60}}{_SUM}", 0.96, "h"),
    rule(
        "giver-gives-getter",
        "pays",
        rf"{_GIVER} {GIVES}\b {bare(other(*GETTERS))} {WORDS}{{0,50}}{_SUM}",
        spread="h",
    ),
    rule(
        "giver-supports",
        "pays",
        rf"{_GIVER} {SUPPORTS}\b{WORDS}{{0,60}}{_GETTER}\bmit {WORDS}{{0,30}}{_SUM}",
        spread="h",
    ),
    rule(
        "giver-takes-part",
        "pays",
        rf"{_GIVER} (?:beteiligt|beteiligte|beteiligen|beteiligten) sich {WORDS}{{0,60}}{_GETTER}"
        rf"\bmit {WORDS}{{0,30}}{_SUM}",
        spread="h",
    ),
    rule(
        "giver-will-give",
        "pays",
        rf"{_GIVER} {MODAL}\b{WORDS}{{0,60}}{_SUM}{WORDS}{{0,60}}\b{TO_GIVE}\b{NOT_PASSIVE}",
        spread="h",
    ),
    rule(
        "giver-will-support",
        "pays",
        rf"{_GIVER} {WILL_SUPPORT}\b{WORDS}{{0,60}}{_GETTER}\bmit {WORDS}{{0,30}}{_SUM} "
        rf"{WORDS}{{0,30}}\b{TO_SUPPORT}\b{NOT_PASSIVE}",
        spread="h",
    ),
    rule(
        "promises-to",
        "pays",
        rf"{_GIVER} (?:hat|haben|hatte|will|wollen|plant|planen|kündigt|kündigte|kündigten|"
        rf"versprach|verspricht|beschloss|verpflichtet|verpflichtete)\b{WORDS}{{0,40}}, "
        rf"(?:[^<>.;:]{{0,40}}{other(*TARGETS)}{WORDS}{{0,30}})?{WORDS}{{0,50}}{_SUM}"
        rf"{WORDS}{{0,40}}\bzu (?:geben|zahlen|investieren|fördern|unterstützen|finanzieren|"
        rf"bezuschussen|überweisen|gewähren|übernehmen|spenden)\b",
        spread="h",
    ),
    rule(
        "builds-for",
        "pays",
        rf"{_GIVER} {_BUILDS}\b{WORDS}{{0,60}}{_GETTER}\bfür {WORDS}{{0,20}}{_SUM}",
        spread="h",
    ),
    rule(
        "lets-it-cost",
        "pays",
        rf"{_GIVER} (?:lässt|ließ|lassen|ließen) sich [^.;:]{{0,90}}{_SUM} kosten\b",
        spread="h",
    ),
    rule(
        "raises-sum",
        "pays",
        rf"{_GIVER} (?:stockt|stockte|stocken|erhöht|erhöhte|erhöhen)\b{WORDS}{{0,50}}{_GETTER}"
        rf"\b(?:um|auf) {WORDS}{{0,20}}{_SUM}",
        spread="h",
    ),
)

_TAKES_PART = (
    r"(?=[^.;]*\b(?:beteilig|finanzier|förder|unterstütz|engagier)\w*)"
    r"(?![^.;]*\bzu (?:finanzieren|fördern|unterstützen)\b)"
)
# The sum, or what it is for, stands before the giver.
_INVERTED: tuple[Rule, ...] = (
    rule("sum-gives-giver", "pays", rf"{_SUM} {WORDS}{{0,30}}\b{GIVES} {_INNER_GIVER}", 0.95, "h"),
    rule(
        "then-gives-giver",
        "pays",
        rf"{BEGIN}(?:Für|Dafür|Davon|Dazu|Zusätzlich|Außerdem|Insgesamt|Im|In|Zudem|Zugleich|"
        rf"Bis|<DATE\d+>)\b{WORDS}{{0,40}}{_GETTER}\b{GIVES} {_INNER_GIVER} "
        rf"{WORDS}{{0,50}}{_SUM}",
        spread="h",
    ),
    rule(
        "which-giver-gives",
        "pays",
        rf", (?:(?:für|an|mit|in|zu) )?{_LINKS} (?:[a-zäöüß]+ ){{0,2}}{_INNER_GIVER} "
        rf"{WORDS}{{0,50}}{_SUM} {WORDS}{{0,30}}\b{_LAST}\b",
        0.81,
        "h",
    ),
    rule(
        "sum-which-giver-gives",
        "pays",
        rf"{_SUM}, (?:die|mit denen) {_INNER_GIVER} {WORDS}{{0,40}}\b(?:{_LAST}|fördert|"
        rf"unterstützt)\b{_CLAUSE_ENDS}",
        spread="h",
    ),
    rule(
        "each-with-sum",
        "pays",
        rf"(?:,|\bund|\bsich|\bsind|\bhaben) {_INNER_GIVER} mit {WORDS}{{0,15}}{_SUM}{_TAKES_PART}",
    ),
    rule(
        "another-gives",
        "pays",
        rf"\b{GIVES}\b[^.;]{{0,160}}(?:,|;| und| sowie) {_INNER_GIVER} (?:nur |noch |noch einmal "
        rf"|weitere |rund |jeweils |zusätzlich |etwa |gut |knapp |mindestens ){{0,2}}{_SUM}"
        rf"(?! (?:für|an) )",
        0.94,
    ),
)

_PASSIVE: tuple[Rule, ...] = (
    rule(
        "supported-by",
        "pays",
        rf"\b{BY}{head(*PAYERS)} {WORDS}{{0,20}}\bmit {WORDS}{{0,30}}{_SUM} {WORDS}{{0,30}}"
        rf"\b{SUPPORTED}\b",
        spread="h",
    ),
    rule(
        "sum-comes-from",
        "pays",
        rf"{_SUM} {WORDS}{{0,30}}\b{_COMES} {WORDS}{{0,20}}{BY}{head(*PAYERS)}",
        spread="h",
    ),
    rule(
        "from-comes-sum",
        "pays",
        rf"{BEGIN}(?:Von|Vom|Aus)(?: (?:der|dem|den))? {KIND}{head(*PAYERS)} {WORDS}{{0,20}}"
        rf"\b{_COMES} {WORDS}{{0,40}}{_SUM}",
        spread="h",
    ),
    rule(
        "sum-from", "pays", rf"{_SUM} (?:aus|vom|von)(?: (?:dem|der))? {KIND}{head(*PAYERS)}", 0.97
    ),
    rule(
        "getter-gets-from",
        "pays",
        rf"{subject(other(*GETTERS))} {GETS}\b{WORDS}{{0,40}}{BY}{head(*PAYERS)} {WORDS}{{0,40}}"
        rf"{_SUM}",
    ),
    rule(
        "fined",
        "pays",
        rf"\b[Gg]egen (?:den|die|das) {KIND}{head('ORG', 'PER')} (?:{WORDS}{{0,40}}(?:Bußgeld|"
        rf"Geldbuße|Strafe|Geldstrafe|Kartellstrafe|Bußgelder)|(?:verhängt|verhängte|setzte|erließ|"
        rf"hat|haben)\b(?=[^.;]*\b(?:verhängt|verhängte|fest|festgesetzt|erlassen)\b)"
        rf"(?: {bare(other('ORG'))})?) {WORDS}{{0,50}}{_SUM}",
    ),
)

GIVING = (*_ACTIVE, *_INVERTED, *_PASSIVE)
