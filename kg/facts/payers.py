"""Who pays a sum, of those that relations say it of, and the programme through which."""

import re

from kg.facts.reading import Reading
from kg.model import Entity, Modality, Relation, Span

# One end of a flow: the relation that states it, if one does, and what it leads to.
End = tuple[Relation | None, Entity | None]
_ANNOUNCES = re.compile(
    r"\b(?:plan|woll|will|kündig|stell|förder|investier|erhöh|versprech|versprich|beschl)\w*\b"
    r".*(?:[Ii]nvest|[Ff]örder|[Mm]ittel|[Gg]eld|[Pp]aket|[Zz]uschuss|[Hh]ilfe|[Aa]usgabe)"
)
_SPENT = re.compile(
    r"[^.;]{0,40}(?:investiert|fließen|bereit|mobilisiert|ausgegeben|zur Verfügung|aufgewendet)"
)
_INTENDED = re.compile(r"\b(?:soll|sollen|will|wollen|werden)\b")
_UNNAMED = re.compile(
    r"[,;.] (?:und |während )?(?:das|die|der) (?:Land|Länder|Stadt|Gemeinden?|Kommunen?|Kreis|"
    r"Landkreis|Region|Unternehmen|Konzern|Verband|Stiftung|Universität|Hochschule|Industrie|"
    r"Wirtschaft|Betreiber\w*|Eigentümer\w*|Träger\w*|Firma|Verein)\b"
    r"(?: (?:gibt|geben|steuer|zahl|schieß|leg|finanzier|übern[ai]|tr[äa]g|stell|investier|"
    r"beteilig|bring|spende|weiter|noch|rund|etwa|zusätzlich)|(?= (?:selbst )?$))"
)
# "ein Drittel der 55 Mio. Euro": the sum is not what the payer pays.
_SHARE = re.compile(
    r"\b(?:Drittel|Viertel|Fünftel|Zehntel|Hälfte|Prozent)(?: davon)? (?:der|von|des)"
    r"(?: [\w-]+){0,2} $"
)
# Relations that a verb somewhere in the sentence or the scorer suggest.
_GUESSES = ("model", "gives", "funded-by", "money-from")
_PARTS = re.compile(r"\b(?:davon|Hälfte|Rest|Drittel|übrigen|je|jeweils|andere)\b")


def payers_of(reading: Reading, money: int) -> tuple[list[End], Entity | None]:
    """Return who pays, and the programme through which, if a body pays through a programme."""
    start = reading.mention(money).span.start
    if _SHARE.search(reading.text, max(0, start - 60), start):
        return [], None
    bodies: list[End] = []
    programmes: list[tuple[Relation, Entity]] = []
    stated = [
        r
        for r in reading.heads("pays", money)
        if not (_another_pays(reading, r) or _is_apart(reading, r) or _gives_nearer(reading, r))
    ]
    for relation in stated or _announced(reading, money):
        source = reading.entity(relation.head)
        if source is not None and reading.mention(relation.head).label == "PROG":
            programmes.append((relation, source))
        elif source is not None:
            bodies.append((relation, source))
    if bodies and programmes:
        return bodies, programmes[0][1]
    if programmes:
        runner = _runner(reading, programmes[0][0])
        if runner is not None:
            return [(programmes[0][0], runner)], programmes[0][1]
    return bodies or [*programmes], None


def _is_apart(reading: Reading, pays: Relation) -> bool:
    """Tell whether ";" parts payer and sum, and nothing speaks of parts of the sum."""
    if pays.rule != "model":
        return False
    a, b = sorted((reading.mention(pays.head).span, reading.mention(pays.child).span))
    between = reading.text[a.end : b.start]
    return ";" in between and _PARTS.search(between) is None


def _gives_nearer(reading: Reading, pays: Relation) -> bool:
    """Tell whether a rule says that the payer gives a sum which stands between the two."""
    if pays.rule not in _GUESSES:
        return False
    a, b = sorted((reading.mention(pays.head).span, reading.mention(pays.child).span))
    return any(
        other.rule not in _GUESSES and a.end <= reading.mention(other.child).span.start < b.start
        for other in reading.children("pays", pays.head)
    )


def _another_pays(reading: Reading, pays: Relation) -> bool:
    """Tell whether a payer without a name stands between: "der Bund gibt 5 Euro, das Land 3"."""
    payer, money = reading.mention(pays.head).span, reading.mention(pays.child).span
    between = reading.text[payer.end : money.start]
    return payer.end < money.start and _UNNAMED.search(between) is not None


def _announced(reading: Reading, money: int) -> list[Relation]:
    """Return who announces the sum: "X plant Investitionen: Rund 3 Euro sollen investiert werden".

    The colon keeps the sum apart from its payer, so that no relation may join them.
    """
    sentence = reading.sentences[reading.sentence_of(money)]
    span = reading.mention(money).span
    before, after = reading.text[sentence.start : span.start], reading.text[span.end : sentence.end]
    colon = before.rfind(": ")
    if colon < 0 or not (_ANNOUNCES.search(before[:colon]) and _SPENT.match(after)):
        return []
    bodies = reading.inside(Span(sentence.start, sentence.start + max(colon, 1)), "ORG", "LOC")
    modality: Modality = "planned" if _INTENDED.search(after) else "factual"
    return [Relation("pays", i, money, modality, 0.85, "announces-sum") for i in bodies[:1]]


def _runner(reading: Reading, pays: Relation) -> Entity | None:
    """Return who runs the paying programme, if the same sentence says so."""
    number = reading.sentence_of(pays.head)
    for relation in reading.heads("runs", pays.head):
        if reading.sentence_of(relation.head) == number and relation.modality != "negated":
            return reading.entity(relation.head)
    return None
