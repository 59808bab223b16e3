"""German names: keys that ignore inflection, the check behind the key, and the base form.

`name_key` is coarse on purpose (it finds candidates in a dict); `same_name` is the strict check
that every candidate must pass. Persons have their own, stricter rules in `kg.linking.persons`.
"""

import re
from functools import lru_cache

from kg.text import fold

_QUOTES = re.compile(r"[„“”\"»«‚‘‹›\u00ad]")
_DASHES = re.compile("[‐‑‒–—−]")
_SPACED_SLASH = re.compile(r"\s*/\s*")
_ENDING = re.compile(r"(?:e[nmrs]?|s|(?<=e[rl])n)$")
_ARTICLE = re.compile(r"^(?:der|die|das|des|dem|den|ein|eine|einer|eines|einem|einen)\s+", re.I)
_LEGAL_FORM = re.compile(
    r"[\s,]+(?:e\.\s?V\.|eV|e\.\s?G\.|eG|GmbH(?:\s?&\s?Co\.?\s?KG(?:aA)?)?|gGmbH|mbH|AG(?:\s?&\s?Co\.?"
    r"\s?KG(?:aA)?)?|SE(?:\s?&\s?Co\.?\s?KG(?:aA)?)?|KGaA|KG|OHG|UG|GbR|AöR|Inc\.?|Ltd\.?|plc|PLC"
    r"|S\.?A\.?|N\.?V\.?|B\.?V\.?|LLC|Corp\.?|A/S|AS|AB|Oyj|S\.p\.A\.|Holding|Group)$"
)
# Adjectival endings alternate with case and article: Deutscher, Deutsche, Deutschen, Deutsches.
_ADJECTIVE = ("er", "es", "en", "em", "e")


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """Return the name without quotation marks, with plain hyphens and single spaces."""
    plain = _DASHES.sub("-", _QUOTES.sub("", text))
    return " ".join(_SPACED_SLASH.sub("/", plain).split()).strip(" ,;:")


def without_article(text: str) -> str:
    """Drop one leading article."""
    return _ARTICLE.sub("", text)


def without_legal_form(text: str) -> str:
    """Drop the legal forms at the end ("AG", "e. V.", "GmbH & Co. KG")."""
    while (shorter := _LEGAL_FORM.sub("", text)) != text:
        text = shorter
    return text


@lru_cache(maxsize=16384)
def is_acronym(token: str) -> bool:
    """Tell whether case carries meaning in the token: BUND, BaFin, G7, ver.di."""
    if " " in token:
        return all(len(word) < 3 or is_acronym(word) for word in token.split())
    letters = [c for c in token if c.isalpha()]
    if not letters:
        return False
    upper = sum(c.isupper() for c in letters)
    return (
        upper > 1 or (len(letters) == 1 and upper == 1) or ("." in token[:-1] and len(token) < 8)
    ) and "-" not in token[2:]


def _stem(word: str) -> str:
    while len(word) > 3:
        shorter = _ENDING.sub("", word)
        if len(shorter) < 3 or shorter == word:
            break
        word = shorter
    return word


@lru_cache(maxsize=65536)
def name_key(text: str) -> str:
    """Return the key under which all case forms of a name meet."""
    name = without_legal_form(without_article(clean(text)))
    words = fold(name.replace("-", " ").replace("/", " ")).split()
    return " ".join(_stem(word) for word in words)


def _same_word(left: str, right: str, *, adjective: bool) -> bool:
    if left == right:
        return True
    short, long = sorted((left, right), key=len)
    if is_acronym(short) or is_acronym(long):
        return long in (short + "s", short + "'s", short + "’s", short + "es")
    if short.casefold() == long.casefold():
        return len(short) > 6 or short.istitle() == long.istitle()
    short, long = short.casefold(), long.casefold()
    if long.startswith(short) and long[len(short) :] in ("s", "es", "'s", "’s", "'", "’", "ses"):
        return True
    if long == short + "n" and short.endswith(("e", "er", "el")):
        return True
    return adjective and any(
        short[: -len(a)] == long[: -len(b)] and len(short) - len(a) > 3
        for a in _ADJECTIVE
        if short.endswith(a)
        for b in _ADJECTIVE
        if long.endswith(b)
    )


_FOLDS = str.maketrans({"ß": "ss"})


@lru_cache(maxsize=65536)
def _words(text: str) -> tuple[str, ...]:
    plain = without_legal_form(without_article(clean(text))).translate(_FOLDS)
    return tuple(plain.replace("-", " ").replace("/", " ").split())


def same_name(left: str, right: str, *, place: bool = False) -> bool:
    """Tell whether `left`, as written, can be a case form of the name `right`.

    A single-word place only takes endings on: Bremer is not Bremen, Heide not Heiden.
    """
    if any(name.isupper() and len(name) > 6 for name in (left, right)):
        left, right = left.title(), right.title()
    a, b = _words(left), _words(right)
    if len(a) != len(b) or not a:
        return False
    adjective = not (place and len(a) == 1)
    if not adjective and not fold(a[0]).startswith(fold(b[0])):
        return False
    return all(_same_word(x, y, adjective=adjective) for x, y in zip(a, b, strict=True))


_GENDER = (
    ("n", ("amt", "ministerium", "institut", "parlament", "gericht", "zentrum", "werk", "haus",
           "forum", "kreuz", "netzwerk", "programm", "gesetz", "archiv", "museum", "büro",
           "präsidium", "bündnis", "kabinett", "komitee", "sekretariat", "statut", "korps",
           "abkommen", "unternehmen", "buch", "instrument", "hilfswerk", "system")),
    ("f", ("ung", "schaft", "ion", "heit", "keit", "tät", "bank", "agentur", "union", "partei",
           "behörde", "anstalt", "kammer", "gruppe", "allianz", "akademie", "liga", "kasse",
           "konferenz", "zentrale", "strategie", "initiative", "richtlinie", "fazilität", "hilfe",
           "kirche", "polizei", "bahn", "wehr", "post", "versammlung", "presse", "linke", "börse",
           "wirtschaft", "energie", "fabrik", "hochschule", "stelle", "garantie", "industrie")),
    ("m", ("tag", "verband", "rat", "bund", "ausschuss", "dienst", "hof", "fonds", "verein",
           "club", "konzern", "plan", "pakt", "vertrag", "haushalt", "gipfel", "rundfunk",
           "sender", "rahmen", "senat", "ring", "deal", "kreis", "verkehr", "raum",
           "mechanismus", "konvent", "abend", "preis")),
    ("p", ("nationen", "staaten", "verbände", "werke", "betriebe", "dienste", "demokraten")),
)  # fmt: skip
_STRONG = {"m": "er", "n": "es", "f": "e", "p": "e"}
_ATTRIBUTE = re.compile(r"^[A-ZÄÖÜ][\wäöüß-]{2,}(?:e[nmrs]?)$")


def gender(noun: str) -> str | None:
    """Return "m", "f", "n" or "p" (plural) where the end of the noun tells, else None."""
    word = fold(noun)
    for suffix in sorted((s for _, group in _GENDER for s in group), key=len, reverse=True):
        if word.endswith(suffix):
            return next(kind for kind, group in _GENDER if suffix in group)
    return None


def _genitive_removed(noun: str) -> str:
    if is_acronym(noun.rstrip("s")) and noun.endswith("s"):
        return noun[:-1]
    for ending in ("ses", "es", "s"):
        stem = noun.removesuffix(ending)
        if stem != noun and gender(stem) in ("m", "n") and _known_end(stem):
            return stem
    return noun


def _known_end(noun: str) -> bool:
    word = fold(noun)
    return any(word.endswith(suffix) for _, group in _GENDER for suffix in group)


@lru_cache(maxsize=16384)
def base_form(text: str) -> str:
    """Return the name in the nominative where the head noun's gender is certain, else as it is.

    "Europäischen Parlaments" becomes "Europäisches Parlament", "Deutschen Städtetages" becomes
    "Deutscher Städtetag"; what follows the head ("der Energiewirtschaft") stays.
    """
    name = clean(text)
    words = name.split(" ")
    head = 0
    while head < len(words) - 1 and _is_attribute(words[head]):
        head += 1
    noun = _genitive_removed(words[head])
    kind = gender(noun)
    if kind is None:
        return name
    adjectives = [_strong(word, kind) for word in words[:head]]
    return " ".join([*adjectives, noun, *words[head + 1 :]])


# "Leipziger", "Braunschweiger", "Wuppertaler": of a town, never inflected.
_OF_TOWN = re.compile(r".*(?:zig|wig|weig|thal|tal|burg|berg)er$")


def _is_attribute(word: str) -> bool:
    inflected = _ATTRIBUTE.match(word) is not None and _looks_adjective(word)
    return inflected or _OF_TOWN.match(word) is not None


def _looks_adjective(word: str) -> bool:
    stem = re.sub(r"e[nmrs]?$", "", word)
    return stem != word and not _OF_TOWN.match(word) and fold(stem).endswith(
        ("isch", "deutsch", "lich", "ig", "al", "ell", "iv", "är", "groß", "neu", "hoh", "frei",
         "technisch", "auswärtig", "vereint", "gemeinsam", "ständig", "grün", "jung", "link",
         "global", "sozial", "rot", "zentral", "ober", "erst", "zweit", "dritt")
    )  # fmt: skip


def _strong(adjective: str, kind: str) -> str:
    if _OF_TOWN.match(adjective):
        return adjective
    return re.sub(r"e[nmrs]?$", "", adjective) + _STRONG[kind]


def initials(text: str) -> str:
    """Return the upper-case initials of the capitalised words and compound parts."""
    return "".join(w[0] for w in re.split(r"[\s-]+", clean(text)) if w[:1].isupper())


def may_abbreviate(short: str, long: str) -> bool:
    """Tell whether `short`, put in brackets after `long` or before it, can stand for it.

    Its letters occur in order and the first one starts a word ("BDEW"); or all of at
    least three capitals occur somewhere and the first one starts a word ("KENFO").
    """
    letters = [c for c in fold(re.sub(r"s$", "", short)) if c.isalnum()]
    target = fold(clean(long))
    if not 2 <= len(letters) <= 12:
        return False
    if not any(word.startswith(letters[0]) for word in re.split(r"[\s-]+", target)):
        return False
    position = 0
    for letter in letters:
        position = target.find(letter, position) + 1
        if not position:
            return short.isupper() and len(letters) >= 3 and set(letters) <= set(target)
    return " " in target or "-" in target or short.isupper() or target.startswith(fold(short))
