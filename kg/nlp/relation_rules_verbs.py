"""Rules and frames for places, dates, parts, money, programmes, events and ownership."""

import re

from kg.nlp.relation_rules_engine import Rule, child, head, other, rule
from kg.nlp.relation_rules_frames import Frame

_PAYERS = ("ORG", "LOC", "PROG")
_BARE = ("",)
# "mit 3 Millionen", "bis zu 3 Millionen", "mehr als 3 Millionen" all introduce the sum itself.
_ANY_SUM = ("", "mit", "über", "in", "auf", "von", "gen", "bis", "zu", "um")

_GIVES = re.compile(
    r"(?i)\b(?:stell(?:t|en|te|ten)|bereitstell\w+|gibt|gab(?:en)?|geben|ausgeben|förder(?:t|"
    r"n|te|ten)|"
    r"finanzier(?:t|en|te|ten)|"
    r"investier(?:t|en|te|ten)|steuer(?:t|n|te|ten)|beisteuern|zahl(?:t|en|te|ten)|"
    r"bewillig(?:t|en|te|ten)|"
    r"gewähr(?:t|en|te|ten)|unterstütz(?:t|en|te|ten)|bezuschuss(?:t|en|te|ten)|übern(?:immt|"
    r"ahm|ehmen|ommen)|"
    r"trägt|tragen|trug|beteilig(?:t|en|te|ten)|spende(?:t|te|ten)|stifte(?:t|te|ten)|"
    r"sag(?:t|te|ten) .{0,60}\bzu\b|zugesagt|spr(?:ing|ang)\w*|reservier(?:t|en|te)|vergib?t|"
    r"vergeben|"
    r"überw(?:eis|ies)\w*|schie(?:ß|ss)\w*|leg(?:t|te) .{0,60}\bdrauf|stock(?:t|te) .{0,80}auf|"
    r"mobilisier\w+|plan(?:t|en|te) .{0,60}ein|einplan\w+|eingeplant|ausgegeben|bereitgestellt|"
    r"schießen|zuschießen|lock(?:er|t)\w*|hat .{0,60}(?:gezahlt|bezahlt)|erwarb|kauft(?:e)?|"
    r"freig(?:ab|egeben|ibt))\b"
)
_FUNDED = re.compile(
    r"(?i)\b(?:gefördert|finanziert|bezuschusst|unterstützt|getragen|bereitgestellt|bewilligt|"
    r"gezahlt|"
    r"investiert|mitfinanziert|kofinanziert|dotiert|gestiftet|stamm(?:t|en|te|ten)|komm(?:t|en)|"
    r"fließ(?:t|en)|floss(?:en)?|erh(?:ält|alten|ielt|ielten)|bekomm(?:t|en)|bekam|"
    r"steh(?:t|en) .{0,60}bereit|bereitsteh\w+|beig(?:esteuert)|eingeworben|erhielten)\b"
)
_RECEIVES = re.compile(
    r"\b(?:erh(?:ält|alten|ielt|ielten)|bekomm(?:t|en)|bekam(?:en)?|profitier\w+|"
    r"(?:wird|werden|wurde|wurden) [^.;]{0,120}(?:gefördert|bezuschusst|finanziert|unterstützt))\b"
)
_RUNS = re.compile(
    r"\b(?:beschloss(?:en)?|beschließ\w+|verabschied\w+|start(?:et|ete|eten|en)|leg(?:t|te|"
    r"ten) .{0,100}\b(?:auf|vor)\b|"
    r"betreib(?:t|en)|verantworte\w+|koordinier\w+|setz(?:t|te|en|ten) .{0,80}\bum\b|"
    r"veröffentlich\w+|vorgelegt|aufgelegt|gestartet|novellier\w+|führ(?:t|te) .{0,60}\bdurch\b|"
    r"verläng(?:er)\w+|änder(?:t|te|n|ten)|geändert|angenommen|gebilligt|billig(?:t|te|en)|"
    r"federführend|"
    r"startschuss|initiier\w+|entwickel(?:t|te|n|ten)|plan(?:t|en)|arbeitet an|bring(?:t|en) "
    r".{0,60}ein|ratifizier\w+)\b"
)
_ORGANIZES = re.compile(
    r"\b(?:l(?:ädt|ud|uden|aden)|veranstalte(?:t|te|ten|n)|organisier(?:t|te|en|ten)|"
    r"richte(?:t|te|ten|n) .{0,60}\baus\b|Gastgeber(?:in)?|Veranstalter(?:in)?|biet(?:et|en) "
    r".{0,60}\ban\b)\b"
)
_ATTENDS = re.compile(
    r"\b(?:nahm(?:en)?|n(?:immt|ehmen)|sprach(?:en)?|spr(?:icht|echen)|eröffnet(?:e|en)?|"
    r"referier\w+|"
    r"moderier\w+|teilgenommen|diskutier\w+|warb|sagte|erklärte|betonte|kritisierte|forderte|"
    r"präsentier\w+|zeig(?:t|te|en|ten)|stell(?:t|te|en|ten) .{0,80}\bvor\b|stritten|trafen?|"
    r"berichtete[n]?|"
    r"verteidigte|kommentierte|kündigte|mahnte|lobte|vertreten|kamen|gewann|gewonnen|sieg\w+|"
    r"antrat|an?tritt)\b"
)

FRAMES: tuple[Frame, ...] = (
    Frame("gives", "pays", _GIVES, (*_PAYERS, "PER"), _BARE, ("MONEY",), _ANY_SUM, 0.75),
    Frame(
        "funded-by", "pays", _FUNDED, _PAYERS, ("von", "durch", "aus"), ("MONEY",), _ANY_SUM, 0.75
    ),
    Frame(
        "receives", "pays_for", _RECEIVES, ("MONEY",), _ANY_SUM, ("ORG", "PROG", "LOC"), _BARE, 0.6
    ),
    Frame(
        "operates",
        "runs",
        _RUNS,
        ("ORG", "LOC"),
        _BARE,
        ("PROG", "LAW"),
        ("", "an", "gen", "mit"),
        0.8,
    ),
    Frame(
        "invites-to", "organizes", _ORGANIZES, ("ORG", "PER"), _BARE, ("EVENT",), ("", "zu"), 0.8
    ),
    Frame(
        "takes-part",
        "participates",
        _ATTENDS,
        ("PER", "ORG"),
        _BARE,
        ("EVENT",),
        ("auf", "bei", "an", "in", "zu"),
        0.95,
    ),
)

_GAP = r"[^<>.;:]"

PLACES: tuple[Rule, ...] = (
    rule(
        "body-in-place",
        "located_in",
        rf"{head('ORG', 'PROG', 'EVENT')}(?: \({other('ORG')}\))? (?:in|im|am|an der|auf|mit "
        rf"Sitz in|nahe|aus)(?: de[rmn])? {child('LOC')}",
        0.87,
        "c",
    ),
    rule("body-bracket-place", "located_in", rf"{head('ORG', 'PROG')} \({child('LOC')}\)", 0.9),
    rule("body-comma-place", "located_in", rf"{head('ORG')}, {child('LOC')}(?=[;.)]|$)", 0.9),
    rule(
        "place-in-place",
        "located_in",
        rf"{head('LOC')} (?:in|im|bei|am|an der) {child('LOC')}",
        0.88,
    ),
)

TIMES: tuple[Rule, ...] = (
    rule(
        "event-on-date",
        "event_date",
        rf"{head('EVENT')}(?:,| \()? ?(?:(?:in|im) {other('LOC')},? ?)?(?:findet |fand |"
        rf"tagte? |am |vom |im |ab |für |steigt |startet |ist |, )*{child('DATE')}",
        0.95,
    ),
    rule(
        "date-event",
        "event_date",
        rf"{child('DATE')}[^<>.;]{{0,60}}(?:zum|beim?|zur|auf (?:der|dem)) {head('EVENT')}",
        0.7,
    ),
)

PARTS: tuple[Rule, ...] = (
    rule(
        "body-of-body",
        "part_of",
        rf"{head('ORG')} (?:des|der|im|in der|von) (?:[a-zäöüß]+en )?{child('ORG')}",
        0.9,
    ),
    rule(
        "daughter-of",
        "part_of",
        rf"{head('ORG')}(?: \({other('ORG')}\))?, (?:eine?|die|einer) (?:[\w-]+e |[\w-]+ige )?"
        rf"Tochter(?:gesellschaft|firma|unternehmen)? (?:der|des|von) {child('ORG')}",
        0.95,
    ),
    rule(
        "programme-of-programme",
        "part_of",
        rf"{head('PROG')}[^<>.;]{{0,40}}(?:im Rahmen (?:des|der|von)|unter|Teil (?:des|der|"
        rf"von)) {child('PROG')}",
        0.8,
    ),
)

MONEY: tuple[Rule, ...] = (
    rule(
        "announces-sum",
        "pays",
        rf"{head('ORG', 'LOC')}[^<>.;:]{{0,40}}\b(?:plan|woll|will|kündig|stell|förder|investier|"
        rf"erhöh|versprech|versprich)\w*\b[^<>.;:]{{0,90}}: (?:[\wäöü]+ ){{0,3}}{child('MONEY')}"
        r"[^<>.;]{0,30}(?:investier|fließ|bereit|mobilis|ausgegeben|Verfügung)",
        0.85,
    ),
    rule(
        "money-from",
        "pays",
        rf"{child('MONEY')}(?: (?:[a-zäöüß]+ ){{0,3}}|, )(?:aus (?:dem|der|den)?|vom|von der|"
        rf"von den|von|durch (?:den|die|das)) ?(?:[A-ZÄÖÜ]\w+ )?{head('ORG', 'PROG', 'LOC')}",
        0.9,
        "h",
    ),
    rule(
        "money-for",
        "pays_for",
        rf"{head('MONEY')} (?:[a-zäöüß]+ ){{0,2}}(?:für|an)(?: den| die| das)? "
        rf"(?:[a-zäöüß]+en? )?{child('ORG', 'PROG', 'LOC', 'EVENT', 'LAW')}",
        0.8,
        "c",
    ),
)

OTHERS: tuple[Rule, ...] = (
    rule(
        "share-in",
        "owns",
        rf"an (?:dem|der|den) {child('ORG')} {head('ORG')} mit "
        rf"[^<>.;]{{0,20}}{other('QUANTITY')}[^<>.;]{{0,20}}beteiligt",
        0.9,
    ),
    rule(
        "owned-share",
        "owns",
        rf"{child('ORG')}(?: in {other('LOC')})?, an (?:dem|der|denen) "
        rf"{head('ORG')}(?:[^<>;]|{other('QUANTITY')}){{0,60}}beteiligt",
        0.9,
    ),
    rule(
        "holds-share",
        "owns",
        rf"{head('ORG')}[^<>.;]{{0,30}}(?:hält|halten|besitzt) "
        rf"{_GAP}{{0,20}}{other('QUANTITY')} (?:an|der Anteile an) (?:der |dem )?{child('ORG')}",
        0.9,
    ),
)
