"""What a sum in the text is: a payment, a price per piece, a change, or the whole of shares."""

import re

from kg.facts.reading import Reading
from kg.model import Span

_PART = (
    r"(?:(?:\d+(?:,\d+)?|zehn|zwanzig|dreißig|vierzig|fünfzig|achtzig|neunzig) (?:Prozent|%)|"
    r"(?:(?:einem?|die|der|zwei|drei|je einem?) )?(?:Hälfte|Drittel|Dritteln|Viertel|Vierteln|"
    r"Fünftel|Zehntel|Löwenanteil)|(?<=den )Rest|gleichen Teilen)"
)
# "zur Hälfte vom …", "zu 40 Prozent aus dem …"
_BEFORE = re.compile(
    rf"(?P<share>{_PART})(?: davon)?(?: [a-zäöüß]+){{0,2}} "
    r"(?:vom|von (?:de[rmn])|von|aus (?:de[rmn])|durch (?:den|die|das))"
    r"(?: [a-zäöüß]+(?:en|er))?(?: [A-ZÄÖÜ][\wäöüß-]+)? $"
)
# "trägt der Bund … 90 Prozent", "der Bund beteiligt sich mit zehn Prozent"
_BEHIND = re.compile(rf"[^,;:.()]{{0,60}}?\b(?:zur? |je |mit |rund |den )*(?P<share>{_PART})\b")
# "fünf Cent je Kilowattstunde", "höchstens 4.000 Euro je Grundstück"; not "pro Jahr".
_PER_PIECE = re.compile(
    r",? (?:je|pro) (?!(?:Jahr|Monat|Woche|Tag|Quartal|Halbjahr|Saison|Schuljahr|Wahlperiode)\b)"
    r"[A-ZÄÖÜ]"
)
# "ein Plus von …", "Kosten von …", "Umsatz in Höhe von …": sums that nobody gives.
_NO_PAYMENT = re.compile(
    r"(?:Plus|Minus|Anstieg|Rückgang|Zuwachs|Ersparnis|Einsparung(?:en)?|Kürzung(?:en)?|"
    r"Fehlbetrag|Defizit|Loch|Lücke|Finanzierungslücke|[Kk]ostenschätzung|[Mm]ehrkosten|"
    r"[Pp]lanungskosten|Baukosten|Gesamtkosten|Mehrbedarf|Umsatz|Gewinn|Verlust|Schaden|Miete|"
    r"Schulden|Strompreis|Industriestrompreis|Preis|[Ss]teuern|[Ss]teuereinnahmen|Einnahmen|"
    r"\w*[Aa]usfälle[n]?|Mindereinnahmen|[\w-]*[Rr]unde|"
    r"Erlöse[n]?)(?: (?:von|in Höhe von|um|über|auf))+"
    r"(?: (?:rund|etwa|gut|knapp|bis zu|mindestens|jährlich))* $"
)
_DEARER = re.compile(r" (?:teurer|billiger|günstiger)\b")
_COST_WORD = re.compile(
    r"[Kk]ost(?:en|et|ete|eten)\b|\w*[Kk]osten\b|Etat|[Hh]aushalt|[Bb]udget|[Uu]ms[aä]tz|Erlös|"
    r"Gewinn|Verlust|Schaden|Schäden|Preis|[Ww]ert\b|[Vv]olumen|summe\b|Gebühr|Miete|Strafe|"
    r"Bußgeld|Defizit|Schulden|Einnahmen|Ausgaben|teure|ausgestattet|dotiert|umfass|kredit\b|"
    r"veranschlagt|beziffert|beträgt|betragen|beläuft|belaufen|verschlingt|[Bb]eitrag\b|[Ee]igenanteil\b"
)


def share_of_payer(reading: Reading, payer: int, money: int) -> str | None:
    """Return the share as written that the payer bears of a sum, if the sum is the whole of it."""
    body, whole = reading.mention(payer).span, reading.mention(money).span
    sentence = reading.sentences[reading.sentence_of(payer)]
    start = max(sentence.start, whole.end if whole.end <= body.start else 0)
    before = _BEFORE.search(reading.text, max(start, body.start - 80), body.start)
    if before is not None:
        return before["share"]
    end = min(sentence.end, whole.start if whole.start >= body.end else sentence.end)
    if end <= body.end:
        return None
    others = reading.inside(Span(body.end, end), "MONEY", "ORG", "LOC", "PER", "PROG")
    if others:
        end = reading.mention(others[0]).span.start
    behind = _BEHIND.match(reading.text, body.end, end)
    return behind["share"] if behind else None


def is_payment(reading: Reading, money: int) -> bool:
    """Tell whether somebody may give the sum: no price per piece, no difference, no costs."""
    span = reading.mention(money).span
    if _PER_PIECE.match(reading.text, span.end) or _DEARER.match(reading.text, span.end):
        return False
    return not _NO_PAYMENT.search(reading.text, max(0, span.start - 60), span.start)


def speaks_of_costs(reading: Reading, money: int) -> bool:
    """Tell whether the sentence of a sum has a word of costs, budgets or worth."""
    sentence = reading.sentences[reading.sentence_of(money)]
    return _COST_WORD.search(reading.text, sentence.start, sentence.end) is not None
