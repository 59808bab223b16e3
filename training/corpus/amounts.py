"""Read the amounts that the corpus sources note beside a MONEY or QUANTITY mention.

A note is `[~><][number|low..high] [unit] [/period]`; what it leaves out is read off the surface,
which then must have the plainest form (number, magnitude word, currency or unit).
"""

import re
from decimal import Decimal

from kg.errors import GoldError

CURRENCIES = {
    "euro": "EUR", "€": "EUR", "eur": "EUR", "us-dollar": "USD", "dollar": "USD", "franken": "CHF",
    "schweizer franken": "CHF", "zloty": "PLN", "britische pfund": "GBP", "pfund": "GBP",
}  # fmt: skip
# UCUM codes where UCUM has one; a counted thing has the unit "1" and its noun.
UNITS = {
    "prozent": "%", "%": "%", "prozentpunkte": "%{pp}", "prozentpunkten": "%{pp}",
    "kilometer": "km", "kilometern": "km",
    "hektar": "har", "gigawatt": "GW", "gw": "GW", "megawatt": "MW", "gigawattstunden": "GW.h",
    "terawattstunden": "TW.h", "twh": "TW.h", "tonnen": "t", "quadratmeter": "m2",
    "quadratmetern": "m2", "quadratkilometer": "km2", "tonnen co2": "t", "mw": "MW",
}  # fmt: skip
MAGNITUDES = {
    "tausend": 3, "mio.": 6, "million": 6, "millionen": 6, "mrd.": 9, "milliarde": 9,
    "milliarden": 9, "billionen": 12,
}  # fmt: skip
WORDS = {
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "elf": 11, "zwölf": 12, "eine": 1, "zwanzig": 20, "dreißig": 30, "hundert": 100,
}  # fmt: skip
QUALIFIERS = {"~": "approx", ">": "min", "<": "max"}
_NUMBER = re.compile(r"\d{1,3}(?:[.  '’]\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_NOTE = re.compile(
    r"(?P<qualifier>[~><]?)(?P<number>[\d.e]*?\d(?:\.\.[\d.e]+)?)?(?: (?P<unit>[^\s/]+))?"
    r"(?:/(?P<period>\S+))?"
)


def parse_amount(surface: str, label: str, note: str, where: str) -> dict[str, object]:
    """Return value or min/max, currency or unit, counted noun, qualifier and period."""
    match = _NOTE.fullmatch(note)
    if match is None:
        raise GoldError(f"{where}: not an amount note: {note!r}")
    value, rest = _read_surface(surface)
    numbers = _read_number(match["number"]) if match["number"] else [value]
    if None in numbers:
        raise GoldError(f"{where}: the value of {surface!r} needs a note")
    unit = match["unit"] or _unit(rest, label)
    qualifier = "range" if len(numbers) == 2 else QUALIFIERS.get(match["qualifier"], "exact")
    return {
        **_bounds([n for n in numbers if n is not None], qualifier),
        "currency": unit if label == "MONEY" else None,
        "unit": unit if label == "QUANTITY" else None,
        "counted": rest if label == "QUANTITY" and unit == "1" else None,
        "qualifier": qualifier,
        "period": match["period"],
    }


def _bounds(numbers: list[Decimal], qualifier: str) -> dict[str, str | None]:
    texts = [format(number.normalize(), "f") for number in numbers]
    if qualifier == "range":
        return {"value": None, "min": texts[0], "max": texts[1]}
    return {
        "value": texts[0] if qualifier in ("exact", "approx") else None,
        "min": texts[0] if qualifier == "min" else None,
        "max": texts[0] if qualifier == "max" else None,
    }


def _read_number(text: str) -> list[Decimal | None]:
    return [Decimal(part) for part in text.split("..")]


def _read_surface(surface: str) -> tuple[Decimal | None, str]:
    words = surface.replace("\u00a0", " ")
    match = _NUMBER.search(words)
    if match:
        value = Decimal(re.sub(r"[.  '’]", "", match[0]).replace(",", "."))
        rest = (words[: match.start()] + words[match.end() :]).strip()
    else:
        first, _, rest = words.partition(" ")
        if first.lower() not in WORDS:
            return None, words
        value = Decimal(WORDS[first.lower()])
    first, _, tail = rest.partition(" ")
    if first.lower() in MAGNITUDES:
        return value.scaleb(MAGNITUDES[first.lower()]), tail
    return value, rest


def _unit(rest: str, label: str) -> str:
    if label == "MONEY":
        for name, code in sorted(CURRENCIES.items(), key=lambda pair: -len(pair[0])):
            if name in rest.lower():
                return code
        raise GoldError(f"no currency in {rest!r}")
    return UNITS.get(rest.lower(), "1")
