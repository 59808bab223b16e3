"""Compile the knowledge base of `kg` from a folder of source tables.

    python training/kb/compile_kb.py SOURCES [OUTPUT]

SOURCES is a folder with the tables that `kg/linking/data/SOURCES.md` names (same file names);
OUTPUT is `kg/linking/data/kb.txt.gz` unless given. Equal input gives byte-identical output.
"""

import gzip
import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import tables

from kg.linking.knowledge import FORMAT, Entry, format_entry
from kg.linking.names import name_key

OUTPUT = Path(__file__).parents[2] / "kg" / "linking" / "data" / "kb.txt.gz"

VERSION = OUTPUT.parents[1] / "version.py"
VERSION_MODULE = '''\
"""The version of the shipped knowledge base; written by training/kb/compile_kb.py."""

KB_VERSION = "{}"
'''


def collect(folder: Path) -> list[Entry]:
    """Return all entries, curated ones first; a later entry with the same name is dropped."""
    city_list = list(tables.cities(folder))
    entries = [*tables.organisations(), *tables.programmes()]
    entries += _new(tables.eu_bodies(folder), entries)
    entries += _new(tables.eu_programmes(folder), entries)
    entries += _new(tables.dax(folder), entries)
    entries += tables.countries(folder)
    entries += tables.regions()
    entries += city_list
    entries += tables.laws(folder)
    people = list(tables.speakers(folder))
    entries += _with_offices(people, list(tables.persons()))
    return [_placed(entry, city_list) for entry in _unique_ids(entries)]


def _new(candidates: Iterable[Entry], known: list[Entry]) -> list[Entry]:
    keys = {name_key(n) for e in known for n in (e.name, *e.aliases)}
    matches = {m for e in known for m in e.matches}
    return [
        e
        for e in candidates
        if not (matches & set(e.matches))
        and not any(name_key(n) in keys for n in (e.name, *e.aliases))
    ]


def _with_offices(people: list[Entry], known: list[Entry]) -> list[Entry]:
    by_name = {e.name: i for i, e in enumerate(people)}
    for person in known:
        if person.name in by_name:
            i = by_name[person.name]
            people[i] = replace(people[i], offices=people[i].offices + person.offices)
        else:
            people.append(person)
    return people


def _unique_ids(entries: list[Entry]) -> list[Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in found:
            raise SystemExit(
                f"two entries with the id {entry.id}: {found[entry.id].name}, {entry.name}"
            )
        found[entry.id] = entry
    return list(found.values())


def _placed(entry: Entry, cities: list[Entry]) -> Entry:
    """Put the id of the largest German-named city where a table names a place."""
    if not entry.place or entry.place.islower() or entry.place.startswith(("geonames-", "de-")):
        return entry
    fitting = [c for c in cities if entry.place in c.names]
    if not fitting:
        raise SystemExit(f"{entry.id}: unknown place {entry.place}")
    return replace(entry, place=max(fitting, key=lambda c: c.weight).id)


def render(entries: list[Entry]) -> str:
    """Return the text of the knowledge-base file."""
    keys: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for name in entry.names:
            key = name_key(name)
            if key and entry.id not in keys[key]:
                keys[key].append(entry.id)
    lines = "\n".join(format_entry(entry) for entry in entries)
    index = "\n".join(f"{key}\t{' '.join(ids)}" for key, ids in sorted(keys.items()))
    body = f"{lines}\n\n{index}\n"
    return f"{FORMAT} {hashlib.sha256(body.encode()).hexdigest()[:12]}\n{body}"


def main(arguments: list[str]) -> None:
    """Write the file and print its size."""
    if len(arguments) not in (1, 2):
        raise SystemExit(__doc__)
    output = Path(arguments[1]) if len(arguments) == 2 else OUTPUT
    entries = collect(Path(arguments[0]))
    output.parent.mkdir(parents=True, exist_ok=True)
    text = render(entries)
    output.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    if output == OUTPUT:
        version = text.split("\n", 1)[0].removeprefix(FORMAT + " ")
        VERSION.write_text(VERSION_MODULE.format(version), encoding="utf-8")
    print(f"{len(entries)} entries, {output.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
