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
        rf"bezuschussen|überweisen|gewähren|übernehmen|spenden|stecken|tragen)\b",
        spread="h",
    ),
    rule(
        "giver-also-gives",
        "pays",
        rf"{_GIVER} (?:[a-zäöüß]+t|hat|ist)\b{WORDS}{{0,60}} und {MODAL} {WORDS}{{0,60}}{_SUM}"
        rf"{WORDS}{{0,50}}\b{TO_GIVE}\b{NOT_PASSIVE}",
        spread="h",
    ),
    rule(
        "who-gives",
        "pays",
        rf"{head('ORG', 'PROG', 'PER')}(?: \({other('ORG', 'LOC')}\))?, (?:der|die|das) "
        rf"(?!{WORDS}{{0,30}}\b(?:Drittel|Viertel|Hälfte|Teil) der\b){WORDS}{{0,40}}{_SUM} "
        rf"{WORDS}{{0,30}}\b{_LAST}{_CLAUSE_ENDS}",
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

# What may open a clause whose subject stands behind the verb.
_OPENING = (
    rf"{BEGIN}(?:Für|Dafür|Hierfür|Davon|Dazu|Hierzu|Darüber|Seit|Im|In|Bis|Bereits|Schon|Erst|"
    r"Zusätzlich|Außerdem|Insgesamt|Zudem|Zugleich|Aus|Über|Am|Nach|Vor|An|Auf|Zur|Zum|Mit|Ab|"
    r"Ursprünglich|Zunächst|Künftig|Jährlich|Jetzt|Nun|Heute|Unterdessen|Noch|<DATE\d+>)\b"
    rf"{WORDS}{{0,60}}(?:{other(*TARGETS)}{WORDS}{{0,40}}){{0,2}} "
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
        rf"{_OPENING}{GIVES} {_INNER_GIVER} {WORDS}{{0,50}}{_SUM}",
        spread="h",
    ),
    rule(
        "then-will-give",
        "pays",
        rf"{_OPENING}{MODAL} {_INNER_GIVER} {WORDS}{{0,50}}{_SUM}{WORDS}{{0,60}}\b{TO_GIVE}\b"
        rf"{NOT_PASSIVE}",
        spread="h",
    ),
    rule(
        "sum-will-give",
        "pays",
        rf"{_SUM}{WORDS}{{0,40}} {MODAL} {_INNER_GIVER} {WORDS}{{0,60}}{_GETTER}\b{TO_GIVE}\b"
        rf"{NOT_PASSIVE}",
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
        "grant-of",
        "pays",
        rf"\b(?:Zuschuss|Zuschüsse|Darlehen|Förderung|Fördermittel|Spende|Kredit|Bürgschaft|"
        rf"Förderbescheid|Bewilligungsbescheid|Beitrag|Zuwendung) (?:des|der) {KIND}"
        rf"{head(*PAYERS)} (?:in Höhe von|über|von) {WORDS}{{0,20}}{_SUM}",
    ),
    rule(
        "from-each",
        "pays",
        rf"\b(?:{GETS}|{_COMES}|bekommen|erhalten)\b[^.;]{{0,160}}(?:,|;| und| sowie) "
        rf"{BY}{head(*PAYERS)} (?:noch |weitere |rund |etwa |gut |knapp |nochmals ){{0,2}}{_SUM}",
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
