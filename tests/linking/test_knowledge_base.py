import gzip
import time
from importlib.resources import files

import pytest
from linked import kb

from kg.errors import KgError
from kg.linking import KB_VERSION, load_kb
from kg.linking.knowledge import Entry, Office, format_entry, parse_entry, parse_kb
from kg.vocab import ENTITY_TYPES


def test_loading_is_fast() -> None:
    spent = []
    for _ in range(3):
        start = time.process_time()
        load_kb()
        spent.append(time.process_time() - start)

    assert min(spent) < 0.3


def test_version_module_names_the_shipped_file() -> None:
    assert kb().version == KB_VERSION


def test_entry_survives_its_line() -> None:
    entry = Entry(
        "de-x", "Organization", "agency", "Amt für Übung", ("AfÜ",), ("Amt",), "de", "de-bund",
        "geonames-1", "2020-2024", 7, (), (Office("Präsidentin", "2021-05", ""),), "own",
    )  # fmt: skip

    assert parse_entry(format_entry(entry)) == entry


def test_another_format_is_refused_in_one_line() -> None:
    with pytest.raises(KgError, match="not a knowledge base"):
        parse_kb("something else\n")


def test_every_entry_is_whole() -> None:
    known = kb()
    for entry in known:
        assert entry.type in ENTITY_TYPES
        assert entry.name
        assert entry.source
        assert not entry.parent or entry.parent in known, entry
        assert not entry.place or entry.place in known, entry
        assert all(match.startswith("http") for match in entry.matches), entry


def test_iris_are_our_own_and_differ() -> None:
    iris = [entry.iri for entry in kb()]

    assert len(set(iris)) == len(iris) == len(kb())
    assert "https://kg.example/id/org/eu-com-cnect" in iris
    assert "https://kg.example/id/place/geonames-2894553" in iris


def test_entry_is_found_by_its_iri() -> None:
    entry = kb().by_iri("https://kg.example/id/org/eu-com")

    assert entry is not None
    assert entry.name == "Europäische Kommission"
    assert kb().by_iri("https://kg.example/id/place/eu-com") is None


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("DG Connect", "eu-com-cnect"),
        ("GD CNECT", "eu-com-cnect"),
        ("BMWK", "de-bmwe"),
        ("BMWi", "de-bmwe"),
        ("Bundesministerium für Wirtschaft und Klimaschutz", "de-bmwe"),
        ("Bundesministeriums für Digitales und Staatsmodernisierung", "de-bmds"),
        ("S&D-Fraktion", "ep-sd"),
        ("AI Act", "law-eu-ai-act"),
        ("Grundgesetzes", "law-de-gg"),
        ("Lieferkettengesetz", "law-de-lksg"),
        ("NRW", "de-nw"),
        ("USA", "us"),
        ("Horizont Europa", "p-horizon"),
        ("Generaldirektion Wasserstraßen und Schifffahrt", "de-gdws"),
    ],
)
def test_name_finds_its_entry(name: str, entry: str) -> None:
    assert [hit.entry.id for hit in kb().find(name)] == [entry]


def test_weak_name_says_so() -> None:
    (hit,) = kb().find("Kommission")

    assert hit.weak
    assert hit.entry.id == "eu-com"


def test_exact_matches_are_spelled_out() -> None:
    matches = kb().entry("eu-com").matches

    assert "http://publications.europa.eu/resource/authority/corporate-body/COM" in matches


def test_validity() -> None:
    ampel = kb().entry("de-ampel")

    assert ampel.valid_in(2023)
    assert not ampel.valid_in(2026)


def test_shipped_file_is_compact() -> None:
    data = (files("kg.linking") / "data" / "kb.txt.gz").read_bytes()

    assert len(data) < 1_500_000
    assert gzip.decompress(data).startswith(b"kg-kb 1 ")
