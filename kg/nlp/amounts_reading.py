"""Find every numeral of a text and read what belongs to it: magnitude, currency, unit, noun.

One regular expression finds the numerals; all that follows looks only at the neighbourhood of one,
so the time is linear in the length of the text. A numeral that stands alone is given too, because
a later one may lend it magnitude and unit ("10 bis 15 Millionen Euro").
"""
# ruff: noqa: SIM905 - word lists read better as text

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.nlp.amounts_money import after_gap, in_currency, read_currency, read_prefix
from kg.nlp.amounts_piece import GAP, ONE, Piece
from kg.nlp.amounts_vague import read_vague
from kg.nlp.counted import counted_after, is_label, is_of_policy
from kg.nlp.currencies import currency_after
from kg.nlp.numberwords import MAGNITUDES, read_number_word
from kg.nlp.numerals import DIGITS, read_digits
from kg.nlp.units import COUNT, unit_after, unit_of

_BIG = r"(?:Milli(?:on|arde)|Billion)"
_STEMS = (
    "[Zz]wei|[Zz]wo|[Zz]wan|[Zz]wö|[Dd]rei|[Vv]ier|[Ff]ünf|[Ff]uenf|[Ss]ech|[Ss]ieb|[Aa]cht|[Nn]eun"
    "|[Zz]ehn|[Ee]lf|[Hh]undert|[Tt]ausend|[Aa]nderthalb|[Ee]in(?:hundert|tausend|und|einhalb|stel)"
    "|Milli[oa]|Billio|[Dd]utzende|[Mm]ehrere|[Ee]inige|[Ee]tliche|[Zz]ig|[Hh]albe"
)
_AFTER_ONE = (
    rf"{_BIG}|Dutzend|Euro|Cent|US-|Dollar|D-Mark|Mark|Franken|Pfund|Prozent|Promille|Tonne"
    "|Hektar|Kilo|Mega|Giga|Tera|Quadrat|Kubik"
)
_NUMERAL = re.compile(
    rf"(?P<digits>{DIGITS})|(?<![^\W_])(?:"
    rf"(?P<one>[Ee]ine?[rnms]?)(?=(?:{GAP}|-)(?:{_AFTER_ONE}))|(?P<word>(?:{_STEMS})[a-zäöüß]*))"
)
_MAGNITUDE = "|".join(re.escape(word) for word in sorted(MAGNITUDES, key=len, reverse=True))
_SCALE = re.compile(rf"(?:{GAP})?(?P<word>{_MAGNITUDE})(?![^\W_])")
_DOZEN = re.compile(rf"{GAP}Dutzend(?![^\W_])")
_COMPOUND = re.compile(
    r"-(?:(?P<scale>Millionen|Milliarden|Billionen|Tausend|Mio\.?|Mrd\.?)(?![^\W_])-?)?"
    r"(?P<name>[^\W\d_]{1,40}|[%€])?"
)
_PERCENTAL = re.compile(r"(?:-?prozentig|[ \u00a0]?%-?ig)(?:e[nmrs]?)?(?![^\W_])")
_PERCENTAL_WORD = re.compile(r"(\w+?)prozentig(?:e[nmrs]?)?")
# A letter or a sign follows, after no more than a gap.
_MORE = re.compile(rf"(?:{GAP})?[^\s\d.,;:!?()/\-–—„“”…]")
_COIN_GAP = 5  # "15 Dollar und 15 Cent"
_LINK = re.compile(
    rf"(?:{GAP})?(?:[-–—/]|bis|und|u\.|oder|sowie|bzw|beziehungsweise|respektive|auf|zu|von|der)"
)
_POINT = re.compile(
    r" Komma ((?:null |eins |zwei |drei |vier |fünf |sechs |sieben |acht |neun ){0,3}"
    r"(?:null|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun))(?![^\W_])"
)
_PRICE_DASH = re.compile(r"[.,](?:--|[-–—])(?!\w)")
_YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}")
_LAST_WORD = re.compile(r"([^\s(„\"]+)\s?$")
_MASSES = frozenset(
    ("t", "kg", "g", "kt", "Mt", "Gt", "L", "m3", "hL", "kW.h", "MW.h", "GW.h", "TW.h")
)
_CARBON = re.compile(
    rf"{GAP}(?P<noun>(?:CO ?[2₂]|Kohlendioxid)(?:[ -]{{0,3}}Äq(?:uivalent(?:en?)?)?\.?)?"
    r"|Äquivalente)(?![^\W_])"
)
_SUBSTANCE = re.compile(
    rf"{GAP}(?P<noun>[A-ZÄÖÜ][a-zäöüß]{{1,40}}(?:-[A-Z][a-zäöü]{{1,40}})?)(?![^\W_])"
)
_MOST_MAGNITUDES = 2  # "Hundert Millionen", "tausend Milliarden"
_MINUS = re.compile(r"(?<!\w)[Mm]inus\s$")
_SIGNS = frozenset("-−–+±")
_DATING = frozenset(
    "jahr jahre jahren jahres seit ab bis ende anfang mitte im von vom zwischen und vor nach in um"
    " januar februar märz april mai juni juli august september oktober november dezember".split()
)
_LIKE_ONE = frozenset("knappe knappen gute guten gut runde runden satte satten".split())


def read_pieces(text: str) -> Iterator[Piece]:
    """Yield all numerals of `text` with what belongs to them, in text order, disjoint."""
    done = 0
    for match in _NUMERAL.finditer(text):
        if match.start() < done:
            continue
        seed = _seed(text, match)
        piece = seed and _complete(text, seed, done)
        if piece and _tells_something(text, piece) and not _is_idle(text, piece, done):
            done = piece.end
            yield piece


def _is_idle(text: str, piece: Piece, done: int) -> bool:
    """Whether the numeral stands alone and nothing near it could lend it a unit."""
    if piece.complete or piece.scale != ONE or piece.high is not None:
        return False
    return piece.start - done > _COIN_GAP and _LINK.match(text, piece.end) is None


def _seed(text: str, match: re.Match[str]) -> Piece | None:
    start, end = match.span()
    if match["digits"]:
        number = read_digits(match["digits"])
        return None if number is None else _read_sign(text, Piece(start, end, number))
    if text[start - 1 : start] == "-" and start:
        return None
    if match["one"]:
        return Piece(start, end, ONE, word="ein")
    word = match["word"].lower()
    if (number := read_number_word(word)) is not None:
        return _read_point(text, Piece(start, end, number, word=word))
    if (percental := _PERCENTAL_WORD.fullmatch(word)) and (n := read_number_word(percental[1])):
        return Piece(start, end, n, word=word, unit="%", named=False)
    return read_vague(text, start, end)


def _read_point(text: str, piece: Piece) -> Piece:
    """Read on in "zwei Komma fünf"."""
    point = _POINT.match(text, piece.end)
    digits = point and [read_number_word(word.lower()) for word in point[1].split()]
    if not point or not digits or any(digit is None or digit > 9 for digit in digits):
        return piece
    number = f"{piece.number}.{''.join(str(digit) for digit in digits)}"
    return piece._replace(number=Decimal(number), end=point.end())


def _read_sign(text: str, piece: Piece) -> Piece | None:
    """Take in a sign before digits; refuse digits that are part of something else."""
    before = text[piece.start - 1] if piece.start else " "
    earlier = text[piece.start - 2] if piece.start > 1 else " "
    if (
        text[piece.end : piece.end + 1] in ("/", ":")
        and text[piece.end + 1 : piece.end + 2].isdigit()
    ):
        return None
    if before.isspace():
        return piece
    if before in _SIGNS and (earlier.isspace() or earlier in "(„["):
        number = piece.number if before in "+±" else -piece.number
        return piece._replace(start=piece.start - 1, number=number)
    if before in _SIGNS:
        return None if earlier.isalpha() else piece
    if before in "/:.,_" and (earlier.isdigit() or before in "/_"):
        return None
    return None if before in "§#" else piece


def _complete(text: str, piece: Piece, floor: int) -> Piece | None:
    """Read on from the numeral; None where it is part of a word or of another number."""
    if piece.complete or piece.high is not None:
        return piece
    if piece.word is None and (dash := _PRICE_DASH.match(text, piece.end)):
        piece = piece._replace(end=dash.end())
    if text.startswith("-", piece.end) and not text[piece.end + 1 : piece.end + 2].isdigit():
        return _read_compound(text, piece)
    more = _MORE.match(text, piece.end)
    scaled = _read_scale(text, piece) if more else piece
    if found := read_prefix(text, scaled, floor):
        return found
    if more and (found := read_currency(text, scaled) or _read_unit(text, scaled)):
        return found
    if piece.start and text[piece.start - 1].isalpha():
        return None
    if text[scaled.end : scaled.end + 1].isalnum():
        return None
    return (more and _read_counted(text, scaled)) or scaled


def _read_scale(text: str, piece: Piece) -> Piece:
    scale, end = piece.scale, piece.end
    for _ in range(_MOST_MAGNITUDES):
        match = _SCALE.match(text, end)
        if match is None or (piece.word is not None and match.start("word") == end):
            break
        scale, end = scale * MAGNITUDES[match["word"]], match.end()
    if match := _DOZEN.match(text, end):
        scale, end = scale * 12, match.end()
    return piece._replace(scale=scale, end=end)


def _read_compound(text: str, piece: Piece) -> Piece | None:
    """Read the head of "100-Milliarden-Euro-Sondervermögen"; other compounds hold no amount."""
    match = _COMPOUND.match(text, piece.end)
    if match is None:
        return None
    if match["scale"]:
        piece = piece._replace(
            scale=MAGNITUDES[match["scale"]], end=match.end("scale"), named=False
        )
    name = match["name"] or ""
    if name == "prozentig" or name[:-1] == "prozentig" or name[:-2] == "prozentig":
        return piece._replace(unit="%", end=match.end(), named=False)
    if unit := unit_of(name):
        return piece._replace(unit=unit, end=match.end(), named=False)
    if (found := currency_after(name, 0)) and found[1] == len(name):
        return in_currency(piece._replace(named=False), found[0], end=match.end())
    return piece if match["scale"] else None


def _read_unit(text: str, piece: Piece) -> Piece | None:
    if match := _PERCENTAL.match(text, piece.end):
        return piece._replace(unit="%", end=match.end(), named=False)
    start = after_gap(text, piece)
    unit = unit_after(text, start)
    # One letter is a unit after digits alone: "5 t", not "zwei t".
    if unit is None or (unit.end - start == 1 and piece.word is not None):
        return None
    glued = start == piece.end
    name = text[start : unit.end]
    if glued and (
        (len(name) > 4 and name.isalpha()) or text[piece.start - 2 : piece.start - 1] == "§"
    ):
        return None
    end = unit.end
    if unit.code in _MASSES and (gas := _CARBON.match(text, end)):
        return piece._replace(unit=unit.code, counted=gas["noun"], end=gas.end())
    noun = _SUBSTANCE.match(text, end) if unit.code in _MASSES else None
    piece = piece._replace(unit=unit.code, counted=noun["noun"] if noun else None, end=end)
    return _negative(text, piece) if unit.code == "Cel" else piece


def _negative(text: str, piece: Piece) -> Piece:
    """Take in "minus" before degrees and points; before a share it tells a decrease."""
    minus = _MINUS.search(text, max(0, piece.start - 7), piece.start)
    return piece._replace(start=minus.start(), number=-piece.number) if minus else piece


def _read_counted(text: str, piece: Piece) -> Piece | None:
    if piece.word == "ein" and piece.scale == ONE:
        return None
    counted = counted_after(text, piece.end, number_word=piece.word if piece.scale == ONE else None)
    if counted is None:
        return None
    before = _LAST_WORD.search(text, max(0, piece.start - 24), piece.start)
    word = before[1] if before else ""
    if is_label(word):
        return None
    digits = text[piece.start : piece.end]
    if _YEAR.fullmatch(digits) and (word.lower() in _DATING or not is_of_policy(counted.noun)):
        return None
    if ("." in digits and piece.number != piece.number.to_integral_value()) or text[
        piece.start - 1 : piece.start
    ] == ".":
        return None
    named = not (piece.at_least or text[piece.start : counted.end].find("Dutzend") > 0)
    piece = piece._replace(unit=COUNT, counted=counted.noun, end=counted.end, named=named)
    return _negative(text, piece) if counted.noun.startswith("Punkte") else piece


def _tells_something(text: str, piece: Piece) -> bool:
    """Refuse "ein", "Hunderte" and "Millionen" where no currency makes them a sum."""
    if piece.word == "ein":
        return piece.complete or piece.scale != ONE
    if piece.word == "":
        if piece.at_least or piece.currency:
            return piece.currency is not None
        before = _LAST_WORD.search(text, max(0, piece.start - 24), piece.start)
        return before is not None and before[1] in _LIKE_ONE
    if piece.at_least:
        return piece.currency is not None or piece.scale != ONE or piece.unit not in (None, COUNT)
    return True
