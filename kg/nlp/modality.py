"""Whether a statement is a fact, a plan, a demand, a possibility, a denial or somebody's report.

The cues are words of the clause that holds both mentions. Positions (who demands, supports,
opposes what) stay factual however they are voiced: the position is the fact.
"""

import re

from kg.model import Mention, Modality, Span

_BOUNDARY = re.compile(
    r"; | – |: (?=[„A-ZÄÖÜ])|[“”\"],? |, (?:und |aber |doch )?(?:aber|doch|sondern|dass|weil|"
    r"da|wenn|ob|während|nachdem|sodass|wobei|wo|obwohl|bevor|falls|wie|so|nachdem|denn|teilte|"
    r"sagte|erklärte|wo(?:mit|von|durch|für|nach|rin|bei))\b|"
    r"(?<=[a-zß]), (?:der|die|das|den|dem|deren|dessen)(?= )"
)
_NEGATED = re.compile(
    r"\b(?:nicht(?! (?:nur|zuletzt|allein|weniger als))|kein(?:e|en|er|em|es)?|niemals|"
    r"abgelehnt|gescheitert|gestrichen|abgesagt|begraben|aufgegeben|ausgestiegen)\b",
    re.I,
)
_DEMANDED = re.compile(
    r"\b(?:forder(?:t|n|te|ten)|verlang(?:t|en|te|ten)|dringt auf|drängen? auf|pocht|appelliert|"
    r"müsse|müssten|müsste|sollte|sollten|wünsch(?:t|en)|ruft .{0,40} dazu auf|plädier\w+|"
    r"spr(?:icht|ach|echen) sich für|mahn(?:t|te) .{0,30} an)\b"
)
_POSSIBLE = re.compile(
    r"\b(?:könn(?:te|ten|e)|kann|können|möglicherweise|womöglich|eventuell|gegebenenfalls|"
    r"prüf(?:t|en|te)|erwäg\w+|denkbar|droh(?:t|en|te|ten)|dürf(?:te|ten)|im Raum|"
    r"unter Umständen|vielleicht|würde|würden|ins Spiel)\b"
)
_PLANNED = re.compile(
    r"\b(?:will|wollen|wolle|wollte|wollten|soll|sollen|plan(?:t|en|te|ten)|geplant\w*|[Kk]ünftig\w*|"
    r"beabsichtig\w+|vorgesehen\w*|sieh(?:t|en) .{0,60} vor|veranschlagt\w*|eingeplant\w*|"
    r"angekündigt\w*|kündig(?:t|te|en|ten) .{0,80}an|stell(?:t|te|en|ten) .{0,60}in Aussicht|"
    r"sag(?:t|te|en|ten) .{0,60}\bzu|zugesagt\w*|versprochen|versprich\w+|zugesichert|"
    r"werde|designiert\w*|anvisiert\w*|erwart(?:et|en)|peil(?:t|en) .{0,40}an|"
    r"streb(?:t|en) .{0,40}an|in Aussicht|bereitlagen|Zusage|Ziel)\b"
)
_FUTURE = re.compile(r"\b(?:wird|werden)\b(?P<rest>[^,;]{0,160})")
_INFINITIVE = re.compile(r"\b[a-zäöüß]{2,}(?:en|eln|ern)\b(?=$|[,;.)“]| (?:und|sowie|oder)\b)")
_PARTICIPLE = re.compile(r"(?:^ge|^(?:be|ver|er|ent|zer)|[a-zäöü]ge)[a-zäöüß]+en$")
_REPORTED = re.compile(
    r"\b(?:nach (?:\w+ )?(?:Angaben|Informationen|Einschätzung|Schätzung\w*|Berechnung\w*|"
    r"Auskunft|Darstellung|Berichten|Unternehmensangaben)|laut|zufolge|demnach|angeblich|"
    r"Schätzungen|hieß es|heißt es|geht aus|hervor|beziffert\w*|sei|seien|habe|hätten|gebe|"
    r"liege|lägen|rechnet vor|rechnete vor|ermittelt\w*|schätz(?:t|en|te))\b",
    re.I,
)
_TAKES_OFFICE = re.compile(
    r"\b(?:wird|werden|soll|sollen|designiert\w*|künftig\w*|übernimmt .{0,40}(?:ab|zum)|"
    r"nominiert\w*|vorgeschlagen|kandidiert|antreten)\b"
)
_LEFT_OFFICE = re.compile(
    r"\b(?:nicht mehr|zurückgetreten|ausgeschieden|ausgetreten|abgewählt|entlassen|"
    r"nicht mehr kandidierte|verl(?:ässt|ieß|assen)|legt(?:e)? .{0,40}nieder)\b"
)

# "verlässt das Amt und wird Kanzlerin": the second office is the new one.
_MOVES_ON = re.compile(r"\bund (?:wird|wurde|übernimmt|übernahm|wechselt|geht|ging|arbeitet)\b")

# A seat or a date does not become a plan because the sentence around it speaks of plans.
_STATIC = frozenset({"same_as", "role_at", "part_of", "located_in", "event_date"})
_POSITIONS = frozenset({"demands", "supports", "opposes"})
_OFFICES = frozenset({"role_holder", "member_of", "affiliated_with"})
_CUES: tuple[tuple[re.Pattern[str], Modality], ...] = (
    (_NEGATED, "negated"),
    (_POSSIBLE, "possible"),
    (_PLANNED, "planned"),
    (_REPORTED, "reported"),
    (_DEMANDED, "demanded"),
)


def modality_of(
    text: str, sentence: Span, relation: str, head: Mention, child: Mention
) -> Modality:
    """Return how the sentence puts the relation between two of its mentions.

    `sentence` holds both; a relation across sentences passes the one that states it.
    """
    if relation in _STATIC:
        return "factual"
    clause = _clause(text, sentence, head.span, child.span)
    if relation in _OFFICES:
        return _office(clause, child.text)
    if relation in _POSITIONS:
        return "factual"
    return clause_modality(clause)


def clause_modality(clause: str) -> Modality:
    """Return the modality that the words of one clause signal."""
    for cue, modality in _CUES:
        if cue.search(clause):
            return modality
    return "planned" if _is_future(clause) else "factual"


def _office(clause: str, office: str) -> Modality:
    left = _LEFT_OFFICE.search(clause)
    if left is not None:
        moves = _MOVES_ON.search(clause, left.end())
        if moves is None or office not in clause[moves.end() :]:
            return "negated"
        clause = clause[moves.start() :]
    return "planned" if _TAKES_OFFICE.search(clause) else "factual"


def _is_future(clause: str) -> bool:
    """Tell "wird … fördern" (future) from "wird … gefördert" (passive)."""
    match = _FUTURE.search(clause)
    if match is None:
        return False
    verb = _INFINITIVE.search(match["rest"])
    return bool(verb) and not _PARTICIPLE.search(verb[0] if verb else "")


def _clause(text: str, sentence: Span, left: Span, right: Span) -> str:
    first, last = min(left.start, right.start), max(left.end, right.end)
    if not sentence.start <= first <= last <= sentence.end:
        return text[sentence.start : sentence.end]
    start, end = sentence.start, sentence.end
    for boundary in _BOUNDARY.finditer(text, sentence.start, sentence.end):
        if boundary.end() <= first:
            start = boundary.start()
        elif boundary.start() >= last:
            end = boundary.start()
            break
    return text[start:end]
