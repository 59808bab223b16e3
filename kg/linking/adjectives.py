"""Adjectives of countries and Länder, to tell whose parliament or ministry is meant."""

import re
from functools import cache, lru_cache

from kg.linking.words import pairs

_FORM = re.compile(r"^([\wäöüß-]+?)(?:i?sche?[nrsm]?)$")


@cache
def _owners() -> dict[str, str]:
    return dict(pairs("adjectives"))


@lru_cache(maxsize=8192)
def land_of(word: str) -> str:
    """Return the id of the country or Land that the adjective names ("fr", "de-ni"), else "".

    "eu" stands for European; "deutsche" gives "de". Adjectives of towns that mean their Land or
    country ("Schweizer", "Thüringer") count as well.
    """
    owners = _owners()
    if word in owners and word[:1].isupper():
        return owners[word]
    match = _FORM.match(word.casefold())
    return owners.get(match[1], "") if match else ""
