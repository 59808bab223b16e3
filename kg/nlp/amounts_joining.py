"""Numerals that belong together: ranges, lists with one unit, Euro and Cent, sums without currency.

Joining runs from right to left, because German puts magnitude and unit behind the last number.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from kg.nlp.amounts_piece import ONE, Piece
from kg.nlp.counted import is_label
from kg.nlp.units import COUNT

_LONGEST_GAP = 28
_RANGE = re.compile(
    r"\s?(?:[-–—]|bis(?: (?:zu|hin zu|maximal|einschließlich|auf|über|knapp|rund|etwa|höchstens))?"
    r"|oder(?: (?:sogar|gar|auch))?)\s?"
)
# Two complete sums are a range only so; "49 Euro oder 58 Euro" are two.
_PLAIN_RANGE = re.compile(r"\s?(?:[-–—]|bis|und)\s?")
_AND = re.compile(r"\s(?:und|u\.)\s(?:etwa |rund |knapp |gut )?")
_BETWEEN = re.compile(r"[Zz]wischen\s(?:rund |etwa |circa |ca\. |knapp |den |gut )?$")
_ONTO = re.compile(r"\sauf\s(?:(?:dann|rund|etwa|über|knapp|gut|mehr als|bis zu|fast|nur|nun)\s)*")
_VERSUS = re.compile(r"\szu\s")
_OUT_OF = re.compile(r"\s(?:von(?: den| insgesamt)?|der)\s")
_LIST = re.compile(
    r"(?:,|\s(?:und|oder|sowie|bzw\.|beziehungsweise|respektive|statt)|\s?/|, dann)"
    r"\s?(?:(?:rund|etwa|knapp|gut|weitere|weiteren|sogar|jeweils|danach|dann|je|circa|ca\.)\s)*"
)
_AND_LIST = re.compile(r"\s(?:und|oder|sowie|bzw\.|beziehungsweise|respektive)\s(?:rund |etwa )?")
_YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}")
_LAST_WORD = re.compile(r"([^\s(„\"]+)\s?$")
_COINS = re.compile(r"\s(?:und\s)?")
# Behind a sum whose currency a neighbour names: "weitere 27 Millionen gehen an …". Not "84
# Millionen leben hier": they need not be euros.
_ELIDED = re.compile(
    r"(?=[,;:)]|[.!?](?:\s|$)|$|\s(?:davon|für|an|aus|vom|von|der|des|dieser|in|zu|zum|zur|bei|beim|im|"
    r"am|auf|bis|nach|pro|jährlich|und|sowie|oder|dazu|mehr|weniger|kommen|kommt|stammen|stammt|"
    r"stammten|fließ\w+|flöss\w+|flossen|gehen|geht|gingen|entfallen|entfielen|sollen|soll|steuer\w+|"
    r"trägt|tragen|trug|zahl\w+|gibt|geben|gab|gaben|übern\w+|sind|waren|werden|wurden|stehen|"
    r"standen|investier\w+|beteilig\w+|bereit\w*|reich\w+|beisteuer\w+|erhalten|erhält|erhielt|"
    r"bekommt|bekommen|bekam|bringt|schießt|legt)\b)"
)
_PARAGRAPH = re.compile(r"\n\s*\n")
_WORD_CURRENCY = re.compile(r".*[a-z]$", re.S)
_REACH = 300


def join(text: str, pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces that are amounts, joined, in text order."""
    joined: list[Piece] = []
    for piece in reversed(list(pieces)):
        follower = joined[-1] if joined else None
        if follower is None or follower.start - piece.end > _LONGEST_GAP:
            joined.append(piece)
            continue
        between = text[piece.end : follower.start]
        merged = _merge(text, piece, follower, between)
        if merged is None:
            joined.append(_lend(text, piece, follower, between))
            continue
        joined[-1] = merged
    return _inherit(text, [piece for piece in reversed(joined) if _is_amount(piece)])


def _is_amount(piece: Piece) -> bool:
    return piece.complete or piece.scale != ONE or piece.high is not None


def _merge(text: str, first: Piece, second: Piece, between: str) -> Piece | None:
    """Return one piece for a range, "54 zu 47 Stimmen" or "15 Dollar und 15 Cent", else None."""
    if coins := _coins(text, first, second, between):
        return coins
    if _is_prefixed(text, first) and _RANGE.fullmatch(between) and not second.complete:
        ends = sorted((first.number * second.scale, second.value))
        return first._replace(end=second.end, low=ends[0], high=ends[1])
    if not (second.complete or second.scale != ONE) or second.high is not None:
        return None
    is_range = _RANGE.fullmatch(between) or (
        _AND.fullmatch(between)
        and _BETWEEN.search(text, max(0, first.start - 24), first.start) is not None
    )
    if is_range and _fits(first, second, between):
        return _range(first, second)
    if first.complete or first.scale != ONE or second.unit is None:
        return None
    if _OUT_OF.fullmatch(between) and second.unit == COUNT:
        share = _scaled_like(first, second)
        return second._replace(start=first.start, number=share, scale=ONE)
    if _VERSUS.fullmatch(between) and (second.counted or "").startswith("Stimme"):
        return second._replace(start=first.start, number=first.number)
    return None


def _is_prefixed(text: str, piece: Piece) -> bool:
    """Whether a currency sign stands before the number and nothing behind: "EUR 5 bis 10 Mio."."""
    is_bare = piece.currency is not None and piece.scale == ONE and piece.low is None
    return is_bare and not text[piece.start].isdigit() and text[piece.end - 1].isdigit()


def _fits(first: Piece, second: Piece, between: str) -> bool:
    """Whether both ends of a range can be of one kind; a bare number takes the other's unit."""
    if first.low is not None or first.at_least:
        return False
    same = (first.currency, first.unit) == (second.currency, second.unit)
    return not first.complete or (same and _PLAIN_RANGE.fullmatch(between) is not None)


def _scaled_like(first: Piece, second: Piece) -> Decimal:
    """Return the first number in full units, with the magnitude of the second where it has none.

    "10 bis 15 Millionen" lends the magnitude, "500 000 bis 1 Million" does not.
    """
    if (
        first.scale == ONE
        and abs(first.number) < 1000
        and (second.scale < ONE or first.number <= abs(second.number) or second.number >= 100)
    ):
        return first.number * second.scale
    if first.scale != ONE or not second.complete:
        return first.value
    return first.value * (second.scale if second.scale < ONE else ONE)


def _range(first: Piece, second: Piece) -> Piece:
    ends = sorted((_scaled_like(first, second), second.value))
    return second._replace(start=first.start, low=ends[0], high=ends[1])


def _coins(text: str, first: Piece, second: Piece, between: str) -> Piece | None:
    """Join "zwei Euro fünfzig" and "15 Dollar und 15 Cent"."""
    if first.currency is None or first.scale != ONE or not _COINS.fullmatch(between):
        return None
    if first.number != first.number.to_integral_value() or first.low is not None:
        return None
    hundredths = second.number
    if not 0 < hundredths < 100 or second.low is not None:
        return None
    is_subunit = second.scale == Decimal("0.01") and (
        second.currency == first.currency or text[second.start : second.end].endswith("Cent")
    )
    is_bare = not second.complete and second.scale == ONE and between.isspace()
    is_bare = is_bare and _WORD_CURRENCY.match(text[first.start : first.end]) is not None
    if not (is_subunit or (is_bare and _ends_phrase(text, second.end))):
        return None
    return first._replace(end=second.end, number=first.number + hundredths / 100)


def _ends_phrase(text: str, end: int) -> bool:
    """Whether no noun follows that the number could count ("zwei Euro 20 Prozent")."""
    return re.match(r"\s?[A-ZÄÖÜ%€$]|[.:/]\d|\.\s[A-ZÄÖÜ][a-z]+ \d", text[end : end + 24]) is None


def _lend(text: str, first: Piece, second: Piece, between: str) -> Piece:
    """Give the first of a list the magnitude and unit of the next ("500 Millionen bzw. 1,2 …")."""
    if first.complete or first.low is not None or not second.complete:
        return first
    scale = first.scale
    if scale == ONE:
        if not _AND_LIST.fullmatch(between) or second.unit == COUNT or not _may_borrow(text, first):
            return first
        scale = _scaled_like(first, second) / first.number
    elif not (_LIST.fullmatch(between) or _ONTO.fullmatch(between)):
        return first
    told = {"currency": second.currency, "unit": second.unit, "counted": second.counted}
    return first._replace(scale=scale, named=False, **told)  # type: ignore[arg-type]


def _may_borrow(text: str, piece: Piece) -> bool:
    """Whether a bare number can be an amount, and not a year or the number of an article."""
    if piece.word is not None or not piece.number or _YEAR.fullmatch(text[piece.start : piece.end]):
        return False
    before = _LAST_WORD.search(text, max(0, piece.start - 24), piece.start)
    return before is None or not is_label(before[1])


def _inherit(text: str, pieces: list[Piece]) -> list[Piece]:
    """Give sums without currency that of a sum before, else after, in their paragraph."""
    result: list[Piece] = []
    for piece in pieces:
        earlier = (_near(text, other, piece, other) for other in reversed(result[-3:]))
        result.append(_like(text, piece, earlier))
    for index in range(len(result) - 2, -1, -1):  # "330 Millionen, 220 Millionen und 1 Mio. Euro"
        later = _near(text, result[index], result[index + 1], result[index + 1])
        result[index] = _like(text, result[index], (later,))
    return result


def _like(text: str, piece: Piece, models: Iterable[Piece | None]) -> Piece:
    """Return a sum without currency with that of the first model."""
    if piece.complete or piece.scale == ONE or piece.currency or piece.unit:
        return piece
    model = next((found for found in models if found), None)
    if model is None:
        return piece._replace(named=False)
    clear = model.currency is not None and _ELIDED.match(text, piece.end) is not None
    return piece._replace(
        currency=model.currency, unit=model.unit, counted=model.counted, named=clear
    )


def _near(text: str, first: Piece, second: Piece, model: Piece) -> Piece | None:
    """Return `model`, one of two neighbours, if it can lend its currency to the other."""
    if second.start - first.end > _REACH or _PARAGRAPH.search(text, first.end, second.start):
        return None
    return model if model.currency is not None or model.unit == COUNT else None
