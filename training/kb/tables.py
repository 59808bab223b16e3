"""Read the source tables; each function turns one source into entries of the knowledge base."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.linking.knowledge import Entry, Office
from kg.linking.names import is_acronym, without_legal_form
from kg.text import slug

CURATED = Path(__file__).parent / "curated"
OWN = "own knowledge, checked"


def rows(path: Path, *, delimiter: str = "\t") -> Iterator[dict[str, str]]:
    """Yield the rows of a table with a header line."""
    with path.open(encoding="utf-8", newline="") as file:
        quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
        yield from csv.DictReader(file, delimiter=delimiter, quoting=quoting)


def curated(name: str, width: int) -> Iterator[list[str]]:
    """Yield the rows of a curated table, filled up to `width` fields."""
    for line in (CURATED / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            fields = line.split("\t")
            if len(fields) > width:
                raise ValueError(f"{name}: too many fields: {line}")
            yield [f.strip() for f in fields] + [""] * (width - len(fields))


def split_names(names: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return strong and weak names; a question mark at the end makes a name weak."""
    parts = [part.strip() for part in names.split("|") if part.strip()]
    return (
        tuple(p for p in parts if not p.endswith("?")),
        tuple(p[:-1] for p in parts if p.endswith("?")),
    )


def _entry(fields: list[str], kind_type: str = "Organization") -> Entry:
    entry_id, kind, name, names, setting, parent, place, valid, matches = fields
    strong, weak = split_names(names)
    if name in weak:
        # The bare name itself needs context ("Bund"): keep it out of the strong names.
        strong = tuple(s for s in strong if s != name)
    return Entry(
        entry_id, kind_type, kind, name, strong, weak, setting, parent, place, valid,
        matches=tuple(matches.split("|")) if matches else (), source=OWN,
    )  # fmt: skip


def organisations() -> Iterator[Entry]:
    """Yield institutions, agencies, parties, associations, companies and media."""
    for name in ("eu.tsv", "de.tsv", "organisations.tsv", "world.tsv"):
        yield from (_entry(fields) for fields in curated(name, 9))
    for code, government, g_names, parliament, p_names in curated("lands.tsv", 5):
        land = code.lower()
        for suffix, kind, name, names in (
            ("gov", "land-government", government, g_names),
            ("parl", "land-parliament", parliament, p_names),
        ):
            yield _entry(
                [f"{land}-{suffix}", kind, name, names, "de", "", land, "", ""], "Organization"
            )


def programmes() -> Iterator[Entry]:
    """Yield the curated programmes, funds and strategies."""
    for entry_id, kind_type, name, names, setting, _, place, valid, matches in curated(
        "programmes.tsv", 9
    ):
        if re.fullmatch(r"\d{4}-(\d{4})?", place):
            place, valid, matches = "", place, valid
        fields = [entry_id, "programme", name, names, setting, "", place, valid, matches]
        yield _entry(fields, kind_type)


def eu_programmes(folder: Path) -> Iterator[Entry]:
    """Yield the EU programmes of the Publications Office's table, one entry for all periods."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows(folder / "op_eu-programme.tsv"):
        label = row["label_de"]
        period = re.search(r"\((\d{4})/(\d{4})\)\s*$", label)
        name = re.sub(r"\s*\(\d{4}/\d{4}\)\s*$", "", label)
        names = re.findall(r"\(([A-ZÄÖÜ][\w+ ]{1,12})\)", name)
        base = re.sub(r"\s*\([^)]*\)", "", name).strip()
        item = found.setdefault(base, {"names": [], "years": [], "codes": []})
        item["names"] += [n for n in names if is_acronym(n)]
        item["years"] += list(period.groups()) if period else []
        item["codes"].append(row["code"])
    for name, item in found.items():
        years = sorted(item["years"])
        yield Entry(
            f"eu-prog-{slug(name, length=80)}", "FundingInstrument", "programme", name,
            tuple(sorted(set(item["names"]))), (), "eu",
            valid=f"{years[0]}-{years[-1]}" if years else "",
            matches=tuple(f"prog:{code}" for code in item["codes"]), source="op",
        )  # fmt: skip


def eu_bodies(folder: Path) -> Iterator[Entry]:
    """Yield the corporate bodies of the Publications Office's table."""
    for row in rows(folder / "op_corporate-body.tsv"):
        code, name = row["code"], row["label_de"]
        names = (code,) if is_acronym(code) and re.fullmatch(r"[A-Z]{3,12}", code) else ()
        yield Entry(
            f"eu-{slug(code)}", "Organization", "agency", name,
            tuple(n for n in names if n != name), (), "eu", parent="eu", matches=(f"corp:{code}",),
            source="op",
        )  # fmt: skip


def countries(folder: Path) -> Iterator[Entry]:
    """Yield countries and territories with German names, and the German Länder."""
    extra = {code: split_names(names) for code, names in curated("country_aliases.tsv", 2)}
    wikidata = {row["code"]: row["wikidata"] for row in rows(folder / "rigour_territories.tsv")}
    op = {row["label_de"]: row["code"] for row in rows(folder / "op_country.tsv")}
    names_op = {
        row["label_de"]: row["alt_de"].split(" | ") for row in rows(folder / "euvoc_countries.tsv")
    }
    for row in rows(folder / "cldr_territories_de.tsv"):
        code, name = row["code"], row["label_de"]
        if code not in wikidata or code in ("EU", "UN", "EZ", "ZZ"):
            continue
        strong, weak = extra.get(code, ((), ()))
        official = tuple(n.strip() for n in names_op.get(name, []) if n.strip())
        matches = [f"wd:{wikidata[code]}"] + ([f"country:{op[name]}"] if name in op else [])
        yield Entry(
            code.lower(), "Place", "country", name, _unique(name, (*strong, *official)), weak,
            code.lower(), matches=tuple(matches), source="cldr op rigour",
        )  # fmt: skip
    for row in rows(folder / "tbl_Bundeslaender.csv", delimiter=","):
        code, name = f"DE-{row['BL_Kuerzel']}", row["BL_Name_DE"]
        strong, weak = extra.get(code, ((), ()))
        yield Entry(
            code.lower(), "Place", "land", name, _unique(name, (*strong, f"Land {name}")), weak,
            "de", parent="de", matches=(f"wd:{wikidata[code]}",), source="ght rigour",
        )  # fmt: skip


def regions() -> Iterator[Entry]:
    """Yield continents, regions and waters."""
    for entry_id, name, names, parent in curated("places.tsv", 4):
        strong, weak = split_names(names)
        yield Entry(entry_id, "Place", "region", name, strong, weak, parent=parent, source=OWN)


_ADMIN1 = {
    "01": "bw", "02": "by", "03": "hb", "04": "hh", "05": "he", "06": "ni", "07": "nw", "08": "rp",
    "09": "sl", "10": "sh", "11": "bb", "12": "mv", "13": "sn", "14": "st", "15": "th", "16": "be",
}  # fmt: skip
_TAIL = re.compile(r"(?: am | an der | im | in der | ob der | vor der | bei | a\.d\.| i\.| \().*$")


def cities(folder: Path, *, foreign_from: int = 100_000) -> Iterator[Entry]:
    """Yield all cities of the German-speaking countries and the better known ones abroad.

    Those have a German name or at least `foreign_from` inhabitants.
    """
    table = list(rows(folder / "geonames_cities_eu.tsv"))
    count: dict[str, int] = {}
    for row in table:
        count[row["label_de"] or row["name"]] = count.get(row["label_de"] or row["name"], 0) + 1
    for row in table:
        name, population = row["label_de"] or row["name"], int(row["population"])
        home = row["cc"] in ("DE", "AT", "CH", "LI", "LU")
        if not (home or row["label_de"] or population >= foreign_from):
            continue
        short = _TAIL.sub("", name)
        strong: tuple[str, ...] = (row["name"],) if row["name"] != name else ()
        weak: tuple[str, ...] = ()
        if short != name and short != "Brandenburg":
            if population >= 100_000 and not count.get(short):
                strong += (short,)
            else:
                weak += (short,)
        land = f"de-{_ADMIN1[row['admin1']]}" if row["cc"] == "DE" else row["cc"].lower()
        place = re.search(r"place/(\w+)$", row["eu_place_iri"] or "")
        matches = [f"gn:{row['geonameid']}/"] + ([f"place:{place[1]}"] if place else [])
        yield Entry(
            f"geonames-{row['geonameid']}", "Place", "city", name, _unique(name, strong), weak,
            row["cc"].lower(), parent=land, weight=population, matches=tuple(matches),
            source="geonames op",
        )  # fmt: skip


def _unique(name: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for n in names if n and n != name))


_SKIPPED_LAWS = re.compile(
    r"^(?:Bekanntmachung|Anordnung|Verordnung über die Berufsausbildung|Verordnung über die Prüfung"
    r"|Allgemeine Anordnung|Satzung|und )|Berufsausbildung|Meisterprüfung|Gedenkmünze"
)


def laws(folder: Path) -> Iterator[Entry]:
    """Yield federal laws with their short names, EU law and treaties."""
    table = {row["jurabk"]: row for row in rows(folder / "de_bundesrecht.tsv")}
    by_base = {key.split(" ")[0]: key for key in reversed(table)}
    known: set[str] = set()
    for key, name, names in curated("laws_de.tsv", 3):
        strong, weak = split_names(names)
        row = table.get(key) or table.get(by_base.get(key.split(" ")[0], ""))
        if row is None:
            own = key.removeprefix("-de-") if key.startswith("-") else slug(key.split(" ")[0])
            short = () if key.startswith("-") else (key.split(" ")[0],)
            yield Entry(
                f"law-de-{own}", "Legislation", "law", name, _unique(name, (*short, *strong)),
                weak, "de", source=OWN,
            )  # fmt: skip
            continue
        known.add(row["jurabk"])
        base = row["jurabk"].split(" ")[0]
        short = (row["title"],) if base == "SGB" else (base, row["title"])
        yield _law(row, name, _unique(name, (*short, *strong)), weak)
    named = {n for f in curated("laws_eu.tsv", 6) for n in (f[1], *split_names(f[2])[0])}
    named |= {n for f in curated("laws_de.tsv", 3) for n in (f[1], *split_names(f[2])[0])}
    named |= {f[0].split(" ")[0] for f in curated("laws_de.tsv", 3)}
    for row in table.values():
        if row["jurabk"].split(" ")[0] in named - {"SGB"} or row["title"] in named:
            continue
        if row["jurabk"] not in known and not _SKIPPED_LAWS.search(row["title"]):
            short_name = row["jurabk"]
            strong, weak = ((short_name,), ()) if len(short_name) > 2 else ((), (short_name,))
            yield _law(row, row["title"] or short_name, strong, weak)
    for entry_id, name, names, setting, valid, matches in curated("laws_eu.tsv", 6):
        strong, weak = split_names(names)
        yield Entry(
            f"law-{entry_id}", "Legislation", "law", name, strong, weak, setting, valid=valid,
            matches=(matches,) if matches else (), source=OWN,
        )  # fmt: skip


def _law(row: dict[str, str], name: str, strong: tuple[str, ...], weak: tuple[str, ...]) -> Entry:
    return Entry(
        f"law-de-{slug(row['slug'])}", "Legislation", "law", name, strong, weak, "de",
        matches=(f"gii:{row['slug']}/",), source="bundesrecht",
    )  # fmt: skip


def dax(folder: Path) -> Iterator[Entry]:
    """Yield the companies of the German share index."""
    for row in rows(folder / "constituents-dax.csv", delimiter=","):
        full = row["Name"].replace("Boerse", "Börse").replace("Rueck", "Rück")
        name = without_legal_form(full)
        yield Entry(
            f"dax-{slug(name)}", "Organization", "company", name, _unique(name, (full,)), (), "de",
            source="dax",
        )  # fmt: skip


_GROUPS = {
    "CDU/CSU": "de-frk-cducsu", "SPD": "de-frk-spd", "AfD": "de-frk-afd", "FDP": "de-frk-fdp",
    "BÜNDNIS90/DIEGRÜNEN": "de-frk-gruene", "DIELINKE": "de-frk-linke", "BSW": "de-frk-bsw",
}  # fmt: skip
_TERM_START = {"19": "2017", "20": "2021", "21": "2025"}


def speakers(folder: Path) -> Iterator[Entry]:
    """Yield members, ministers and guests who spoke in the Bundestag, terms 19 to 21."""
    wikidata = {r["mdb_id"]: r["wikidata"] for r in rows(folder / "mdb_1949_2017_wikidata.tsv")}
    for row in rows(folder / "bundestag_speakers_wp19_21.tsv"):
        number = row["bundestag_id"]
        name = " ".join(p for p in (row["first_name"], row["particle"], row["last_name"]) if p)
        groups = [_group(g) for g in row["groups (term:group)"].split(";") if g.strip()]
        parent = next((g for g in reversed(groups) if g), "")
        offices = _offices(row["roles (term:role:first seen..last seen)"])
        first = _TERM_START[row["terms"].split(",")[0]]
        yield Entry(
            f"mdb-{number}", "Person", "member" if number.startswith("11") else "person", name, (),
            (), "de", parent=parent, valid=f"{first}-", offices=offices,
            source="bundestag wikidata",
            matches=(f"wd:{wikidata[number]}",) if number in wikidata else (),
        )  # fmt: skip


def _group(text: str) -> str:
    name = text.partition(":")[2].replace(" ", "")
    return next((i for g, i in _GROUPS.items() if name.upper().startswith(g.upper())), "")


def _offices(text: str) -> tuple[Office, ...]:
    found: dict[str, Office] = {}
    for part in text.split(";"):
        match = re.match(r"\s*\d+:(.+):(\d\d)\.(\d\d)\.(\d{4})\.\.(\d\d)\.(\d\d)\.(\d{4})", part)
        if match:
            name = match[1].strip()
            key = name.replace(" ", "")
            first = found[key].first if key in found else f"{match[4]}-{match[3]}"
            name = found[key].name if key in found else name
            found[key] = Office(name, first, f"{match[7]}-{match[6]}")
    return tuple(found.values())


def persons() -> Iterator[Entry]:
    """Yield office holders from own knowledge."""
    for entry_id, name, names, setting, parent, offices in curated("persons.tsv", 6):
        strong, weak = split_names(names)
        held = []
        for office in offices.split("|"):
            title, _, period = office.partition("@")
            first, _, last = period.partition("..")
            held.append(Office(title, first, last))
        yield Entry(
            f"person-{entry_id}", "Person", "person", name, strong, weak, setting, parent=parent,
            offices=tuple(held), source=OWN,
        )  # fmt: skip
