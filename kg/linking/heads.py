"""Words that name a kind of body, not one body: "Ministerium", "Landtag", "Haushaltsausschuss"."""

from functools import lru_cache

from kg.linking.words import words
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


@lru_cache(maxsize=8192)
def generic_head(name: str) -> bool:
    """Tell whether the name alone does not identify one body or text."""
    word = fold(name)
    if " " in word or word in words("proper"):
        return False
    if word in words("generic"):
        return True
    stem = next((word[: -len(e)] for e in ("es", "s") if word.endswith(e)), word)
    if stem in words("proper"):
        return False
    return any(form.endswith(GENERIC_HEADS) for form in (word, stem)) and "gesetz" not in word[5:]
