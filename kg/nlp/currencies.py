"""Currencies by symbol, ISO 4217 code and German name; names come from Unicode CLDR (Babel).

CLDR also names currencies that are no longer in use, with their old ISO codes (DEM, ATS, FRF).
Babel is loaded when a name outside the small table of everyday words is met for the first time.
"""
# ruff: noqa: SIM905 - word lists read better as text

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from kg.nlp.numerals import SPACE

UNKNOWN = "XXX"  # ISO 4217: no currency; here money whose currency has no code or is not told


class Currency(NamedTuple):
    """An ISO 4217 code and how many of its units the written name stands for (Cent: 0.01)."""

    code: str
    factor: Decimal = Decimal(1)


_THOUSAND, _MILLION, _HUNDREDTH = Decimal(1000), Decimal(1000000), Decimal("0.01")

SYMBOLS: dict[str, Currency] = {
    "€": Currency("EUR"), "$": Currency("USD"), "US$": Currency("USD"), "US-$": Currency("USD"),
    "USD$": Currency("USD"), "£": Currency("GBP"), "¥": Currency("JPY"), "CN¥": Currency("CNY"),
    "C$": Currency("CAD"), "CA$": Currency("CAD"), "Can$": Currency("CAD"), "A$": Currency("AUD"),
    "AU$": Currency("AUD"), "NZ$": Currency("NZD"), "HK$": Currency("HKD"), "S$": Currency("SGD"),
    "NT$": Currency("TWD"), "R$": Currency("BRL"), "MX$": Currency("MXN"), "₽": Currency("RUB"),
    "₴": Currency("UAH"), "₹": Currency("INR"), "₺": Currency("TRY"), "₩": Currency("KRW"),
    "₪": Currency("ILS"), "₫": Currency("VND"), "฿": Currency("THB"), "₣": Currency("FRF"),
    "₸": Currency("KZT"), "₾": Currency("GEL"), "₦": Currency("NGN"),
    "T€": Currency("EUR", _THOUSAND), "TEUR": Currency("EUR", _THOUSAND),
    "TEuro": Currency("EUR", _THOUSAND), "TDM": Currency("DEM", _THOUSAND),
    "TCHF": Currency("CHF", _THOUSAND), "TFr.": Currency("CHF", _THOUSAND),
    "TUSD": Currency("USD", _THOUSAND), "T$": Currency("USD", _THOUSAND),
    "k€": Currency("EUR", _THOUSAND), "kEUR": Currency("EUR", _THOUSAND),
    "K€": Currency("EUR", _THOUSAND), "M€": Currency("EUR", _MILLION),
    "MEUR": Currency("EUR", _MILLION), "Mio€": Currency("EUR", _MILLION),
    "Mrd€": Currency("EUR", _THOUSAND * _MILLION),
    "DM": Currency("DEM"), "D-Mark": Currency("DEM"), "Fr.": Currency("CHF"), "Fr": Currency("CHF"),
    "Fr.-": Currency("CHF"), "Frs.": Currency("CHF"), "sFr.": Currency("CHF"),
    "sFr": Currency("CHF"), "SFr.": Currency("CHF"), "SFr": Currency("CHF"),
    "Sfr.": Currency("CHF"), "öS": Currency("ATS"), "ÖS": Currency("ATS"),
    "Kč": Currency("CZK"), "zł": Currency("PLN"), "Ft": Currency("HUF"), "kr": Currency(UNKNOWN),
    "kr.": Currency(UNKNOWN), "Kr.": Currency(UNKNOWN), "RM": Currency(UNKNOWN),
    "RMB": Currency("CNY"),
    "ct": Currency("EUR", _HUNDREDTH), "Ct": Currency("EUR", _HUNDREDTH),
    "ct.": Currency("EUR", _HUNDREDTH), "Ct.": Currency("EUR", _HUNDREDTH),
    "¢": Currency("USD", _HUNDREDTH), "Pf": Currency("DEM", _HUNDREDTH),
    "Pf.": Currency("DEM", _HUNDREDTH), "Rp.": Currency("CHF", _HUNDREDTH),
}  # fmt: skip

# Bare names that several currencies share: the one a German text means when it says no more.
# Names without such a reading (Krone, Dinar) stay XXX unless the text around decides.
_BARE = {
    "euro": "EUR", "dollar": "USD", "franken": "CHF", "mark": "DEM", "pfund": "GBP", "yen": "JPY",
    "rubel": "RUB", "schilling": "ATS", "lira": "TRY", "lire": "ITL", "rupie": "INR", "won": "KRW",
    "yuan": "CNY", "renminbi": "CNY", "real": "BRL", "reais": "BRL", "griwna": "UAH",
    "hrywna": "UAH", "hrywnia": "UAH", "lewa": "BGN", "lei": "RON", "franc": "FRF", "ecu": "XEU",
    "schekel": "ILS", "sterling": "GBP", "peseta": "ESP",
    "pesete": "ESP", "ostmark": "DDM", "d-mark": "DEM",
    "pfund-sterling": "GBP",
} | dict.fromkeys(
    "taler reichstaler gulden livre dukat reichsmark goldmark rentenmark krone dinar rial peso"
    " dirham riyal".split(),
    UNKNOWN,
)  # fmt: skip
_SUBUNITS = {
    "cent": "EUR", "eurocent": "EUR", "euro-cent": "EUR", "us-cent": "USD", "rappen": "CHF",
    "pfennig": "DEM", "groschen": "ATS", "pence": "GBP", "penny": "GBP", "kopeke": "RUB",
    "öre": UNKNOWN,
}  # fmt: skip
_PLURALS = {
    "kronor": "krone", "kroner": "krone", "zloty": "złoty", "zlotys": "złoty", "talern": "taler",
    "dukaten": "dukat",
}  # fmt: skip
# Adjectives that CLDR writes otherwise, and coins with an adjective that never had a code.
_QUALIFIED = {
    ("amerikanisch", "dollar"): "USD", ("us-amerikanisch", "dollar"): "USD",
    ("amerikanisch", "cent"): "USD", ("englisch", "pfund"): "GBP", ("pfund", "sterling"): "GBP",
    ("schweizerisch", "franken"): "CHF", ("schweiz", "franken"): "CHF",
    ("belarussisch", "rubel"): "BYN", ("westdeutsch", "mark"): "DEM",
    ("chinesisch", "yuan"): "CNY", ("israelisch", "schekel"): "ILS", ("saudisch", "riyal"): "SAR",
    ("neuseeländisch", "dollar"): "NZD", ("belgisch", "franken"): "BEF",
    ("französisch", "franken"): "FRF", ("luxemburgisch", "franken"): "LUF",
    ("holländisch", "gulden"): "NLG", ("singapurisch", "dollar"): "SGD",
}  # fmt: skip
_KRONEN_COUNTRIES = {
    "schwed": "SEK", "stockholm": "SEK", "dän": "DKK", "kopenhagen": "DKK", "grönländ": "DKK",
    "norweg": "NOK", "oslo": "NOK", "tschech": "CZK", "prag": "CZK", "island": "ISK",
    "isländ": "ISK", "estn": "EEK", "estland": "EEK",
}  # fmt: skip
_KRONEN = re.compile(rf"\b({'|'.join(_KRONEN_COUNTRIES)})", re.IGNORECASE)
_ADJECTIVE_END = re.compile(r"(?:er|e[nmrs]?|s)$")
_PARENTHESIS = re.compile(r"\s*\(.*")
_EVERYDAY_CODES = frozenset(
    "EUR USD CHF GBP JPY CNY SEK NOK DKK PLN CZK HUF RON BGN RUB UAH TRY CAD AUD NZD INR BRL ZAR"
    " KRW DEM ATS FRF ITL ESP NLG BEF ILS HKD SGD MXN".split()
)
_NOT_MONEY = {"XXX", "XTS", "XAG", "XAU", "XPD", "XPT"}


class _Names(NamedTuple):
    nouns: dict[str, str]
    pairs: dict[tuple[str, str], str]
    codes: frozenset[str]


def _singulars(word: str) -> list[str]:
    lower = _PLURALS.get(word.lower(), word.lower())
    cuts = [lower[: -len(end)] for end in ("s", "n", "en", "e") if lower.endswith(end)]
    return [lower, *cuts]


def _stem(adjective: str) -> str:
    return _ADJECTIVE_END.sub("", adjective.lower())


@cache
def _cldr() -> _Names:
    """Return German currency names out of CLDR; names in use win over those with years."""
    from babel.numbers import get_currency_name, list_currencies

    codes = frozenset(list_currencies("de")) - _NOT_MONEY
    named = {code: get_currency_name(code, locale="de") for code in codes}
    nouns: dict[str, set[str]] = {}
    pairs: dict[tuple[str, str], str] = {}
    for code in sorted(codes, key=lambda code: ("(" not in named[code], code)):
        for count in (None, 2):
            words = _PARENTHESIS.sub("", get_currency_name(code, count, locale="de")).split()
            if len(words) == 1:
                nouns[words[0].lower()] = {code}
            elif len(words) == 2:
                pairs[_stem(words[0]), words[1].lower()] = code
            if "(" not in named[code] and len(words) < 3:
                nouns.setdefault(words[-1].split("-")[-1].lower(), set()).add(code)
    unique = {noun: found.pop() for noun, found in nouns.items() if len(found) == 1}
    return _Names(unique, pairs, codes)


@lru_cache(maxsize=4096)
def _named(word: str) -> Currency | None:
    for noun in _singulars(word):
        if noun in _SUBUNITS:
            return Currency(_SUBUNITS[noun], _HUNDREDTH)
        if code := _BARE.get(noun) or _cldr().nouns.get(noun):
            return Currency(code)
    return None


@lru_cache(maxsize=4096)
def _qualified(first: str, second: str) -> Currency | None:
    adjective = _stem(first)
    for noun in _singulars(second):
        code = _QUALIFIED.get((adjective, noun)) or _cldr().pairs.get((adjective, noun))
        if code:
            return Currency(code, _HUNDREDTH if noun in _SUBUNITS else Decimal(1))
    # "ungarische Gulden": a coin whose adjective no ISO currency bears.
    if first[0].islower() and first.endswith(("sche", "schen", "scher")):
        bare = _named(second)
        return bare and Currency(UNKNOWN, bare.factor)
    return None


# No currency has a longer name; the bound keeps a line without spaces from costing its square.
_WORD = r"[^\W\d_]{1,40}(?:-[^\W\d_]{1,40}){0,3}"
_SYMBOL = "|".join(re.escape(symbol) for symbol in sorted(SYMBOLS, key=len, reverse=True))
_AFTER = re.compile(
    rf"(?P<symbol>{_SYMBOL})(?![^\W_])|(?P<first>{_WORD})(?:[{SPACE[1:-1]}\n](?P<second>{_WORD}))?"
)
_BEFORE = re.compile(rf"(?<![^\W_])(?:(?P<symbol>{_SYMBOL})|(?P<code>[A-Z]{{3}}|S|Euro)){SPACE}?$")
_BEFORE_LAST = frozenset("€$£¥₽₴₹₺₩₪₫฿₣₸₾₦₿.rRSMDPFYKNčłtor") | frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)


@cache
def _is_code(word: str) -> bool:
    return word in _EVERYDAY_CODES or word in _cldr().codes


def currency_after(text: str, start: int) -> tuple[Currency, int] | None:
    """Return the currency that is named at `start`, and where its name ends."""
    match = _AFTER.match(text, start)
    if match is None:
        return None
    if match["symbol"]:
        return SYMBOLS[match["symbol"]], match.end()
    first, second = match["first"], match["second"]
    if second and (pair := _qualified(first, second)):
        return pair, match.end()
    if len(first) == 3 and first.isupper():
        return (Currency(first), match.end("first")) if _is_code(first) else None
    if first == "Mark" and text.startswith(" der DDR", match.end("first")):
        return Currency("DDM"), match.end("first") + len(" der DDR")
    single = _named(first) if first[0].isupper() else None
    return (single, match.end("first")) if single else None


def currency_before(text: str, end: int) -> tuple[Currency, int] | None:
    """Return the currency sign or code that ends just before `end`, and where it starts."""
    last = text[end - 1 : end]
    if last in SPACE[1:-1]:
        last = text[end - 2 : end - 1]
    if not last or last not in _BEFORE_LAST:
        return None
    match = _BEFORE.search(text, max(0, end - 8), end)
    if match is None:
        return None
    if match["symbol"]:
        return SYMBOLS[match["symbol"]], match.start()
    code = {"S": "ATS", "Euro": "EUR"}.get(match["code"], match["code"])
    return (Currency(code), match.start()) if _is_code(code) else None


@lru_cache(maxsize=256)
def krone_of(text: str) -> str:
    """Return the code of the kronen of the one country that `text` speaks of, else XXX."""
    found = {_KRONEN_COUNTRIES[match.lower()] for match in _KRONEN.findall(text)}
    return found.pop() if len(found) == 1 else UNKNOWN


def is_everyday(code: str) -> bool:
    """Tell whether three capitals are sure to be a currency code (unlike TOP, ALL or COP)."""
    return code in _EVERYDAY_CODES
