"""Which body "das Land", "der Konzern" or "die Behörde" means: the antecedent of a nominal mention.

A noun fits some bodies only (`_FITS`). Of those that the text names before it is the only one, or
the only one of the sentence before, or by far the most named; where none stands out it is left
open, since a wrong payer is worse than none.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kg.model import Entity, Mention, Span
from kg.text import fold


class Named(NamedTuple):
    """A mention of a body or place by name, and what it denotes.

    `before` is the word before it ("Branchenverband Silicon Saxony"), `central` tells of a place
    that the text is about: in its heading or dateline, or called a town.
    """

    mention: Mention
    entity: Entity
    before: str = ""
    central: bool = False


_STATE = re.compile(
    r"baden-württemberg|bayern|freistaat \w+|berlin|brandenburg|bremen|freie hansestadt bremen|"
    r"(?:freie und hansestadt )?hamburg|hessen|mecklenburg-vorpommern|niedersachsen|"
    r"nordrhein-westfalen|rheinland-pfalz|saarland|sachsen|sachsen-anhalt|schleswig-holstein|"
    r"thüringen|oberösterreich|niederösterreich|steiermark|kärnten|salzburg|tirol|vorarlberg|"
    r"burgenland|südtirol"
)
_LARGER = re.compile(
    r"(?!berlin|hamburg|bremen|salzburg)(?:"
    rf"{_STATE.pattern}|deutschland|österreich|schweiz|frankreich|polen|italien|spanien|ungarn|"
    r"niederlande|belgien|dänemark|tschechien|ukraine|usa|china|europa|ruhrgebiet|lausitz)"
)
_FREE_STATE = re.compile(r"(?:freistaat )?(?:bayern|sachsen|thüringen)")
_CITY_STATE = re.compile(r"(?:freie (?:und )?hansestadt )?(?:bremen|hamburg|rostock|lübeck)")
_COUNTY = re.compile(r"\b(?:land)?kreis(?:es|s)?\b|kreis(?:es|s)?$|\bregion\b")
_PUBLIC = re.compile(
    r"minist|\bamt\b|amt$|\bbund\b|bundes(?!druckerei)|behörde|partei|fraktion|\brat\b|rat$|"
    r"landtag|parlament|kommission|regierung|universität|hochschule|institut|fraunhofer|"
    r"leibniz|helmholtz|max-planck|verband|verbände|vereinigung|verein|gewerkschaft|ver\.?di|"
    r"\big |stiftung|kammer|\bihk\b|europäische|ausschuss|senat|kabinett|staat|gericht|akademie|"
    r"grüne|cdu|csu|spd|fdp|afd|linke|union\b|demokrat|bitkom|greenpeace|agentur|museum|theater|"
    r"klini|krankenhaus|\beu\b|initiative|bündnis|netzwerk|allianz|zentrum|verwaltung|polizei|"
    r"versammlung|vertretung|direktion|anstalt|kreistag"
)
_PARTY = re.compile(
    r"\b(?:cdu|csu|spd|fdp|afd|bsw|ssw|övp|svp)\b|christlich.*|sozialdemokrat.*|"
    r"freie demokrat.*|alternative für.*|bündnis (?:90|sahra).*|(?:die )?(?:grünen?|linken?)\b|"
    r"partei"
)
_UNION = re.compile(
    r"gewerkschaft|ver\.?di|\big\b|\bdgb\b|\bgew\b|\bgdl\b|\bevg\b|\bngg\b|marburger bund"
)
_AUTHORITY = re.compile(
    r"\bamt\b|amt\b|agentur|kommission|behörde|aufsicht|direktion|bafin|bundesbank|anstalt"
)
_ALLIED = re.compile(r"bündnis|allianz|initiative|netzwerk|koalition")
_ASSOCIATION = re.compile(
    r"verband|verbände|verein|bund\b|\b[bv]d[a-zü]{1,3}\b|bitkom|\bdihk\b|\bzdh\b|städtetag|"
    r"landkreistag|gemeindebund|\bnabu\b|\bwwf\b|greenpeace|\bbund\b|\bvzbv\b|rat\b|gesellschaft"
)
_SCHOOL = re.compile(r"universität|hochschule|\b[rt]?wth\b|\b[tfh][uh]\b|\bkit\b|\blmu\b|\buni\b")
_CLINIC = re.compile(r"klini|krankenhaus|hospital|charité")


def _named_like(pattern: str) -> Callable[[Named], bool]:
    found = re.compile(pattern)
    return lambda named: found.search(fold(named.entity.name)) is not None


def _is(pattern: re.Pattern[str], *labels: str) -> Callable[[Named], bool]:
    return lambda named: (
        named.mention.label in labels and any(pattern.search(name) for name in _words(named))
    )


def _words(named: Named) -> tuple[str, str, str]:
    return fold(named.entity.name), fold(named.mention.text), fold(named.before)


def _is_state(named: Named) -> bool:
    return named.mention.label == "LOC" and _STATE.fullmatch(fold(named.entity.name)) is not None


def _is_town(named: Named) -> bool:
    name = fold(named.entity.name)
    town = named.mention.label == "LOC" and named.central and named.entity.type == "Place"
    return town and not (_LARGER.fullmatch(name) or _COUNTY.search(name))


def _is_firm(named: Named) -> bool:
    return named.mention.label == "ORG" and not any(_PUBLIC.search(w) for w in _words(named))


# The end of a noun without its case, and which names it fits; the first that matches counts.
_FITS: tuple[tuple[re.Pattern[str], Callable[[Named], bool]], ...] = tuple(
    (re.compile(noun, re.I), fits)
    for noun, fits in (
        (r"(?:bundes)?land(?:es)?|(?:landes|staats)regierung", _is_state),
        (r"freistaat(?:e?s)?", _is(_FREE_STATE, "LOC")),
        (r"hansestadt", _is(_CITY_STATE, "LOC")),
        (r"kommune|gemeinde|.*stadt", _is_town),
        (r"(?:land)?kreis(?:es)?", _is(_COUNTY, "LOC", "ORG")),
        (r".*(?:ministeriums?|ressorts?)|haus(?:es)?", _named_like("minist")),
        (r"partei|fraktion", _is(_PARTY, "ORG")),
        (r".*gewerkschaft", _is(_UNION, "ORG")),
        (r".*behörde|amt(?:e?s)?|.*agentur", _is(_AUTHORITY, "ORG")),
        (r"kommission", _named_like("kommission")),
        (r"ausschuss(?:es)?", _named_like("ausschuss")),
        (r"bündnis(?:ses)?|allianz|.*organisation", _is(_ALLIED, "ORG")),
        (r".*verband(?:e?s)?", _is(_ASSOCIATION, "ORG")),
        (r"universität|hochschule", _is(_SCHOOL, "ORG")),
        (r".*klinik(?:ums?)?|krankenhaus(?:es)?", _is(_CLINIC, "ORG")),
        (r"werft", _named_like("werft|schiffbau|marine")),
        (r".*bank|sparkasse", _named_like(r"bank\b|\bkfw\b|sparkasse")),
        (r".*(?P<same>stiftung|institut|verein|kammer|senat|regierung|zentrum)(?:e?s)?", _is_firm),
        (
            r"firma|unternehmensgruppe|genossenschaft|(?!gemeinschafts).*(?:unternehmens?|betreibers?|"
            r"herstellers?|anbieters?|zulieferers?|versorgers?|konzerns?|gesellschaft|bauers?)",
            _is_firm,
        ),
    )
)  # fmt: skip
_TERRITORIES = tuple(fits for _, fits in _FITS[:5])
_BY_FAR = 2


def antecedent(
    noun: str,
    position: int,
    named: Sequence[Named],
    sentences: Sequence[Span],
) -> Entity | None:
    """Return what a definite noun at a position means, None where that is open.

    `named` are the mentions of bodies and places in text order, `sentences` those of the text.
    """
    before = [one for one in named if one.mention.span.end <= position]
    able = _able(noun, before)
    number = bisect_right(sentences, position, key=lambda s: s.start) - 1
    start = sentences[max(0, number - 1)].start
    found = _outstanding(able, [one for one in able if one.mention.span.start >= start])
    mentions = [one for one in able if one.entity == found]
    return None if all(map(_is_rather_the_federal_government, mentions)) else found


def _outstanding(able: Sequence[Named], near: Sequence[Named]) -> Entity | None:
    """Return the only entity, the only one of those near, or the one by far most named."""
    for some in (able, near):
        distinct = {one.entity.iri: one.entity for one in some}
        if len(distinct) == 1:
            return next(iter(distinct.values()))
    counts = Counter(one.entity.iri for one in able).most_common(2)
    if len(counts) == 2 and counts[0][1] >= _BY_FAR * counts[1][1]:
        return next(one.entity for one in able if one.entity.iri == counts[0][0])
    return None


def _is_rather_the_federal_government(named: Named) -> bool:
    """Tell whether "Berlin" is not said of the Land: neither "das Land Berlin" nor its town."""
    capital = fold(named.entity.name) == "berlin" and named.mention.label == "LOC"
    return capital and not named.central and fold(named.before) != "land"


def _able(noun: str, before: Sequence[Named]) -> list[Named]:
    """Return the mentions that the noun fits: those with the word itself first."""
    for pattern, fits in _FITS:
        match = pattern.fullmatch(noun)
        if match is None:
            continue
        same = match.groupdict().get("same")
        stem = fold(same or re.sub(r"(?:e?s)$", "", noun))
        alike = [one for one in before if _bears(one, stem)] if fits not in _TERRITORIES else []
        return alike if alike or same else [one for one in before if fits(one)]
    return []


def _bears(one: Named, noun: str) -> bool:
    return one.mention.label in ("ORG", "PROG") and noun in fold(one.entity.name)
