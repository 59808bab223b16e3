"""Berlin: the city, the Land beside other Länder, and the government that speaks."""

import re
from collections.abc import Mapping
from itertools import pairwise

from kg.linking.adjectives import land_of
from kg.linking.knowledge import Entry
from kg.linking.view import View
from kg.linking.words import words

_CITY_LANDS = {"Berlin": "de-be", "Hamburg": "de-hh", "Bremen": "de-hb"}
_LIST = re.compile(r"^\s*(?:,|und|sowie|oder|bis|wie auch|, aber auch)\s*$")
_GOVERNMENTS = {"Berlin": "de-bundesregierung"}
_ACTS = re.compile(
    r"^\s*(?:will|wollen|fordert|fordern|drängt|drängen|lehnt|lehnen|pocht|pochen|plant|planen"
    r"|warnt|setzt|setzen|hält|halten|zögert|bremst|blockiert|beharrt|besteht|verspricht|prüft|beschließt"
    r"|einigten|einigt|verhandelt|verhandeln|protestiert|reagiert|weist|erwartet|unterstützt|hofft"
    r"|stimmt|stimmten|vereinbarten|streiten|haben sich|hat sich|sieht darin|liefert)\b"
)
_PREPOSITION = re.compile(
    r"^(?:in|aus|nach|bei|von|um|für|vor|über|durch|Raum|Stadt|Land|Großraum|Region|Standort|zwischen"
    r"|ab|bis|zu|nahe|rund|am|im|an|auf|Universität|Landgericht|TU|HU|FU)$",
    re.I,
)


def land_in_list(view: View, sure: Mapping[int, Entry]) -> dict[int, str]:
    """Return the city states that stand in a list of Länder ("Berlin, Brandenburg und Sachsen")."""
    found: dict[int, str] = {}
    places = [o for o in view.occurrences if o.label == "LOC"]
    for left, right in pairwise(places):
        if not _LIST.match(view.between(left, right)):
            continue
        for one, other in ((left, right), (right, left)):
            entry = sure.get(other.index)
            is_land = (entry is not None and entry.kind == "land") or other.index in found
            if one.name in _CITY_LANDS and is_land:
                found[one.index] = _CITY_LANDS[one.name]
    return found


def government_of(view: View) -> dict[int, str]:
    """Return the mentions of a capital that stand for the government: "Berlin und Paris fordern".

    Narrow on purpose: the capital must be the subject of a verb of politics.
    """
    found = {}
    places = [o for o in view.occurrences if o.label == "LOC"]
    for i, o in enumerate(places):
        if o.name not in _GOVERNMENTS or _PREPOSITION.match(o.before) or land_of(o.before):
            continue
        if o.before and o.before[:1].isupper() and o.sentence == _sentence_before(view, o.start):
            continue
        end = o.end
        partners = [p for p in places[max(0, i - 1) : i + 2] if p.name in words("capitals")]
        following = next((p for p in partners if p.start > o.start), None)
        if following and re.match(r"^\s*und\s*$", view.text[o.end : following.start]):
            end = following.end
        if _ACTS.match(view.text[end : end + 30]):
            found[o.index] = _GOVERNMENTS[o.name]
    return found


def _sentence_before(view: View, start: int) -> int:
    """Return the number of the sentence that holds the character before `start`."""
    return sum(1 for span in view.analysis.sentences if span.start < start)
