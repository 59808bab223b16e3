"""Compile the word list whose flags the encoder sees: word, bits of `kg.nlp.features.FLAGS`.

    python -m training.encoder.wordlist KB_SOURCES NER_SOURCES OUTPUT

KB_SOURCES holds the tables named in `kg/linking/data/SOURCES.md`, NER_SOURCES WikiANN. Names are
facts; WikiANN (CC BY-SA) is used for which words Wikipedia links as persons, organisations, places.
"""

import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.linking.knowledge import load_kb
from kg.nlp.features import FLAGS
from kg.nlp.tokens import norm, spans

BIT = {name: 1 << k for k, name in enumerate(FLAGS)}
LEGAL_FORMS = (
    "GmbH", "AG", "SE", "KG", "KGaA", "eG", "e.V.", "mbH", "gGmbH", "Ltd", "Inc", "S.A.",
    "B.V.", "N.V.", "OHG", "UG", "Stiftung", "Verein",
)  # fmt: skip
PARTIES = (
    "SPD", "CDU", "CSU", "FDP", "AfD", "BSW", "SSW", "Grüne", "Grünen", "Linke", "Linken",
    "PDS", "KPD", "DP", "GB/BHE", "Volt", "Piraten", "ÖVP", "SPÖ", "FPÖ", "SVP",
)  # fmt: skip
_CAPITAL = re.compile(r"[A-ZÄÖÜ]")


def table(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a TSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def words_of(name: str) -> list[str]:
    """Return the tokens of a name."""
    return [norm(name[a:b]) for a, b in spans(name)]


class WordList:
    """Words with their bits."""

    def __init__(self) -> None:
        self.bits: dict[str, int] = defaultdict(int)

    def whole(self, name: str, flag: str, part: str) -> None:
        """Mark a name: one word gets `flag`, the capitalised words of several get `part`."""
        words = words_of(name)
        if len(words) == 1 and len(words[0]) > 1:
            self.bits[words[0]] |= BIT[flag]
        elif len(words) <= 8:
            self.parts(words, part)

    def parts(self, words: list[str], flag: str) -> None:
        """Mark capitalised words."""
        for word in words:
            if len(word) > 2 and _CAPITAL.match(word):
                self.bits[word] |= BIT[flag]


def people(lists: WordList, folder: Path) -> None:
    """Mark first and last names of members of the Bundestag."""
    for row in table(folder / "bundestag_speakers_wp19_21.tsv"):
        lists.parts(words_of(row["first_name"]), "first_name")
        lists.parts(words_of(row["last_name"]), "last_name")
    for row in table(folder / "mdb_1949_2017_wikidata.tsv"):
        words = words_of(row["name"])
        if len(words) >= 2:
            lists.parts(words[:-1], "first_name")
            lists.parts(words[-1:], "last_name")


def places(lists: WordList, folder: Path) -> None:
    """Mark places."""
    for row in table(folder / "geonames_cities_eu.tsv"):
        large = int(row["population"] or 0) >= 100_000
        if row["cc"] in {"DE", "AT", "CH", "LU", "LI", "BE"} or row["label_de"] or large:
            lists.whole(row["label_de"] or row["name"], "city", "place_part")
    for name, column in (
        ("euvoc_places", "label_de"), ("euvoc_countries", "label_de"), ("op_country", "label_de"),
        ("op_nuts_nuts-deu-lvl3", "label_de"), ("cldr_territories_de", "name_de"),
    ):  # fmt: skip
        for row in table(folder / f"{name}.tsv"):
            value = re.sub(
                r",.*| \(.*|Kreisfreie Stadt|Landkreis", "", row.get(column) or ""
            ).strip()
            flag = "city" if "places" in name or "nuts" in name else "country"
            if value:
                lists.whole(value, flag, "place_part")


def known(lists: WordList) -> None:
    """Mark names and aliases of the compiled knowledge base."""
    kinds = {
        "Organization": ("organisation", "organisation_part"), "Legislation": ("law", "law"),
        "FundingInstrument": ("programme_part", "programme_part"),
        "Project": ("programme_part", "programme_part"), "Place": ("country", "place_part"),
    }  # fmt: skip
    for entry in load_kb():
        for name in (entry.name, *entry.aliases) if entry.type in kinds else ():
            if len(name) > 1:
                lists.whole(name, *kinds[entry.type])


def laws_and_roles(lists: WordList, folder: Path) -> None:
    """Mark abbreviations of federal laws, offices, EU programmes and legal forms."""
    for row in table(folder / "de_bundesrecht.tsv"):
        word = row["jurabk"].split()[0]
        if len(word) > 1 and sum(c.isupper() for c in word) > 1:
            lists.bits[norm(word)] |= BIT["law"]
    for row in table(folder / "euvoc_roles.tsv"):
        for name in (row["label_de"], *row["alt_de"].split("|")):
            lists.parts(words_of(name)[:1], "role")
    for row in table(folder / "op_eu-programme.tsv"):
        lists.parts([w for w in words_of(row["label_de"]) if len(w) > 4], "programme_part")
    for form in LEGAL_FORMS:
        lists.bits[form] |= BIT["legal_form"]
    for party in PARTIES:
        lists.bits[party] |= BIT["party"]


def wikipedia(lists: WordList, folder: Path) -> None:
    """Mark words that Wikipedia mostly links as one kind of name."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name in ("wikiann_train", "wikiann_dev"):
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                for a, b in spans(row["text"]):
                    word = norm(row["text"][a:b])
                    label = next(
                        (s["label"] for s in row["spans"] if s["start"] <= a < s["end"]), "O"
                    )
                    counts[word][label] += 1
    for word, kinds in counts.items():
        if len(word) < 3 or not _CAPITAL.match(word):
            continue
        label, n = kinds.most_common(1)[0]
        flag = {"PER": "wiki_person", "ORG": "wiki_organisation", "LOC": "wiki_place"}.get(label)
        if flag and n >= 0.7 * sum(kinds.values()):
            lists.bits[word] |= BIT[flag]


def main(kb: str, ner: str, output: str) -> None:
    """Write the list, sorted."""
    lists = WordList()
    people(lists, Path(kb))
    places(lists, Path(kb))
    known(lists)
    laws_and_roles(lists, Path(kb))
    wikipedia(lists, Path(ner))
    with gzip.GzipFile(output, "wb", mtime=0) as file:
        for word in sorted(lists.bits):
            file.write(f"{word}\t{lists.bits[word]}\n".encode())
    print(len(lists.bits), "words")


if __name__ == "__main__":
    main(*sys.argv[1:4])
