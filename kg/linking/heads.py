"""Words that name a kind of body, not one body: "Ministerium", "Landtag", "Haushaltsausschuss"."""

from functools import lru_cache

from kg.text import fold

# A single word with one of these ends does not identify across documents.
GENERIC_HEADS = (
    "ministerium", "ausschuss", "regierung", "kommission", "parlament", "landtag", "kreistag",
    "senat", "magistrat", "gemeinderat", "stadtrat", "regierungsrat", "kantonsrat", "gericht",
    "gerichtshof", "staatsanwaltschaft", "staatskanzlei", "behörde", "verwaltung", "fraktion",
    "verband", "verein", "rechnungshof", "rat", "beirat", "präsidium", "bürgerschaft",
    "abgeordnetenhaus", "unterhaus", "oberhaus", "repräsentantenhaus", "nationalversammlung",
    "polizei", "universität", "hochschule", "institut", "akademie", "kammer", "sparkasse",
    "botschaft", "delegation", "konferenz", "arbeitsgruppe", "fakultät", "abteilung", "senats",
    "kabinett", "koalition", "generaldirektion", "direktion", "referat", "vorstand",
    "aufsichtsrat", "bundesamt", "landesamt", "amt", "sekretariat", "stiftung", "gewerkschaft",
    "gesetz", "verordnung", "richtlinie", "novelle", "fonds", "programm", "strategie", "paket",
    "stadtverordnetenversammlung", "bezirksregierung", "feuerwehr", "küstenwache", "zentralbank",
    "notenbank", "oberlandesgericht", "landgericht", "amtsgericht", "staatsrat", "zentrale",
)  # fmt: skip
_WHOLE = frozenset(
    """haushaltsgesetz landesbauordnung gemeindeordnung hochschulgesetz polizeigesetz schulgesetz
    landeshaushalt doppelhaushalt nachtragshaushalt haushaltsplan regierungspartei opposition
    familienkasse staatsoper stadtwerke klinikum landratsamt gesundheitsamt jugendamt finanzamt
    ordnungsamt bauamt rathaus handelskammer handwerkskammer landkreistag städtetag tafel
    bundestagswahl landtagswahl kommunalwahl europawahl parlamentswahl präsidentschaftswahl
    osten westen norden süden innenstadt altstadt hauptstadt region hauptbahnhof oststadt weststadt
    nordstadt südstadt mitte zentrum heimat ausland inland""".split()
)
_PROPER_COMPOUNDS = frozenset(
    """bundestag bundesrat bundesregierung bundesverfassungsgericht bundesrechnungshof
    bundesgerichtshof bundesverwaltungsgericht bundesarbeitsgericht bundessozialgericht
    bundeskartellamt umweltbundesamt bundespolizei europarat bundeskabinett bundeskriminalamt
    bundesverwaltungsamt wissenschaftsrat ethikrat normenkontrollrat mindestlohnkommission
    monopolkommission grundgesetz venedig-kommission eu-kommission eu-parlament europaparlament
    weltklimarat weltsicherheitsrat un-sicherheitsrat menschenrechtsrat""".split()
)


@lru_cache(maxsize=8192)
def generic_head(name: str) -> bool:
    """Tell whether the name alone does not identify one body or text."""
    word = fold(name)
    if " " in word or word in _PROPER_COMPOUNDS:
        return False
    if word in _WHOLE:
        return True
    stem = next((word[: -len(e)] for e in ("es", "s") if word.endswith(e)), word)
    if stem in _PROPER_COMPOUNDS:
        return False
    return any(form.endswith(GENERIC_HEADS) for form in (word, stem)) and "gesetz" not in word[5:]
