"""Which setting a place in a text belongs to: the EU, the federal level, a Land, another state.

Evidence are the entries that are sure and the words of the text; the nearer, the heavier. The
weights were set on the development paragraphs (`tests/linking` holds the cases); when changing
one, run those tests and `kg evaluate --task links`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from kg.linking.knowledge import Entry

_WORDS = re.compile(
    r"""\b(?:
    (?P<eu>(?:EU-\w+|EU\b|[Ee]uropäische[nrsm]?\b|Mitgliedstaat\w*|Mitgliedsstaat\w*|Binnenmarkt\w*
        |Brüsseler\b|MdEP\b|Europaabgeordnete\w*|\w*[Kk]ommissar(?:in|innen|s)?\b|Trilog\w*
        |Kommissionspräsident\w*|Kommissionsvorschlag\w*|Kommissionsmitglied\w*|Ratspräsident\w*
        |Richtlinie\b|Drittstaat\w*|EVP\b|Europawahl\w*|Union(?:srecht|sbürger)\w*))
    |(?P<de>(?:Bundes(?:kanzler|minister|tag|regierung|rat|haushalt|republik|länder|amt|ebene|weit
        |finanz|wirtschafts|innen|justiz|verkehrs|umwelt|gesundheits|arbeits|verfassung|netz|präsi)
        \w*|bundesweit\w*|Ampel\w*|MdB\b|Koalitionsvertrag\w*|Koalitionspartner\w*|Koalition\b
        |Merz\b|Scholz\b|Merkel\b|SPD\b|CDU\b|CSU\b|AfD\b|FDP\b|Bund\s+und\s+Länder\w*|Kanzler\w*
        |deutsche[nrsm]?\b|Union\s+und\s+SPD))
    |(?P<land>(?:Landtag\w*|Landes(?:regierung|minister|haushalt|vater|mutter|ebene|amt|verband)\w*
        |Ministerpräsident\w*|Staatskanzlei\w*|Innensenator\w*|Finanzsenator\w*|Senator\w*
        |Staatsregierung\w*|Bürgerschaft\w*|Abgeordnetenhaus\w*|Freistaat\w*))
    |(?P<town>(?:Stadtrat\w*|Gemeinderat\w*|Kreistag\w*|Oberbürgermeister\w*|Landrat\w*|Landrät\w*
        |Bürgermeister\w*|Stadtverordnete\w*|Kommunal\w*|Ratsfraktion\w*))
    |(?P<at>(?:[Öö]sterreich\w*|ÖVP\b|SPÖ\b|FPÖ\b|Wiener\b|Landeshauptm\w+|Landeshauptfrau\w*
        |Tiroler\b|steirisch\w*))
    |(?P<ch>(?:[Ss]chweiz\w*|Kantons?\w*|SVP\b|CVP\b|Eidgenoss\w*|eidgenössisch\w*|Franken\b
        |Ständer[aä]t\w*|Zürcher\b|Berner\b|Landammann\w*|Grossr[aä]t\w*|Bundesr[aä]tin\w*))
    |(?P<us>(?:US-\w+|[Aa]merikanische[nrsm]?\b|Trump\b|Biden\b|Washington\w*))
    |(?P<gb>(?:[Bb]ritische[nrsm]?\b|London\w*|Downing))
    |(?P<fr>(?:[Ff]ranzösische[nrsm]?\b|Macron\b|Paris\b))
    )""",
    re.X,
)
_WORD_WEIGHT = {"town": 0.7}
# Parliaments and councils: each has its own groups and committees.
_FEDERAL = re.compile(r"Bundestag|\bMdBs?\b|Bundesebene")
_REGIONAL = re.compile(
    r"\bLandtag|Landesparlament|Abgeordnetenhaus|Bürgerschaft|Stadtrat|Gemeinderat|Kreistag|"
    r"Stadtverordnete|Ratsfraktion|Ratssitzung|Bezirksversammlung|Kantonsrat|\bMdLs?\b|"
    r"Landtagsabgeordnete"
)
SETTINGS = ("eu", "de", "land", "town", "at", "ch", "us", "gb", "fr", "int")
_LAND_KINDS = frozenset(("land", "land-government", "land-parliament"))
# Weight by distance in characters: the sentence, the passage, the page, the rest.
_DISTANCE = ((150, 1.0), (400, 0.5), (1500, 0.25))
_FAR = 0.1
_NEAR = _DISTANCE[-1][0]


def setting_of(entry: Entry) -> str:
    """Return the setting that a sure mention of the entry speaks for."""
    return "land" if entry.kind in _LAND_KINDS else entry.setting


def entry_weight(entry: Entry) -> float:
    """Return how much a sure mention of the entry says about the setting."""
    if entry.kind in ("city", "region"):
        return 0.2
    if entry.kind == "country":
        return 0.4 if entry.id == "de" else 0.8
    return 0.3 if entry.kind in ("company", "media", "research", "person", "member") else 1.0


class Context:
    """Evidence of the settings along one text."""

    def __init__(self, text: str, sure: Iterable[tuple[int, Entry]]) -> None:
        found = [
            (match.start(), match.lastgroup or "", _WORD_WEIGHT.get(match.lastgroup or "", 0.6))
            for match in _WORDS.finditer(text)
        ]
        found += [(position, setting_of(e), entry_weight(e)) for position, e in sure if e.setting]
        self._federal = [match.start() for match in _FEDERAL.finditer(text)]
        self._regional = [match.start() for match in _REGIONAL.finditer(text)]
        self._evidence = sorted(found)
        self._totals: dict[str, float] = {}
        for _, setting, weight in self._evidence:
            self._totals[setting] = self._totals.get(setting, 0.0) + weight
        self._positions = [position for position, _, _ in self._evidence]

    def is_regional(self, position: int) -> bool:
        """Tell whether a parliament named near a position is that of a Land or a council."""
        if not self._regional:
            return False
        near = min(abs(position - other) for other in self._regional)
        return near < min((abs(position - other) for other in self._federal), default=near + 1)

    def shares(self, start: int, end: int, prior: dict[str, float]) -> dict[str, float]:
        """Return the share of each setting around the mention at start..end, itself left out."""
        weights = dict(prior)
        for setting, total in self._totals.items():
            weights[setting] = weights.get(setting, 0.0) + total * _FAR
        own = range(bisect_left(self._positions, start), bisect_right(self._positions, end - 1))
        first = bisect_left(self._positions, start - _NEAR)
        last = bisect_right(self._positions, max(start + _NEAR, end - 1))
        for i in range(first, last):
            position, setting, weight = self._evidence[i]
            distance = abs(position - start)
            factor = next((f for limit, f in _DISTANCE if distance <= limit), _FAR)
            weights[setting] += weight * ((0.0 if i in own else factor) - _FAR)
        # What was added and taken away again leaves a trace of its rounding.
        weights = {setting: round(weight, 9) for setting, weight in weights.items()}
        total = sum(weights.values()) or 1.0
        return {setting: weight / total for setting, weight in weights.items()}
