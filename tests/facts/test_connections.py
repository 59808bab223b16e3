import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_corpus import fill, iri
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import StoreError
from kg.facts.connections import connections
from kg.stores.embedded import EmbeddedStore

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("why") / "store"
    fill(path).close()
    return path


@pytest.fixture
def store(location: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(location, read_only=True) as opened:
        yield opened


def test_direct_facts_come_newest_first(store: EmbeddedStore) -> None:
    found = connections(store, "Europäische Kommission", "Hafen Stade GmbH")

    dates = [c.date for c in found if len(c.statements) == 1]
    assert dates == ["2026-02-01", "2025-03-05", "2025-03-05", "2025-01-10"]


def test_fact_tells_sentence_source_sum_and_modality(store: EmbeddedStore) -> None:
    found = connections(store, "Europäische Kommission", "Hafen Stade GmbH")

    (planned,) = [s for c in found for s in c.statements if s.modality == "planned"]
    assert planned.amount == "50 Millionen Euro"
    assert planned.sentences[0].startswith("Die Europäische Kommission plant")
    assert planned.source == "https://agentur.example/b"


def test_third_entity_joins_two_facts(store: EmbeddedStore) -> None:
    (found,) = connections(store, "Henrike Brauckmann", "Ruth Hallbauer")

    assert [s.predicate for s in found.statements] == ["participatesIn", "participatesIn"]
    assert {s.object for s in found.statements} == {"Forum Rechenkraft"}


def test_order_of_the_two_does_not_matter(store: EmbeddedStore) -> None:
    forth = connections(store, "Karl Wieland", "Hafen Stade GmbH")
    back = connections(store, "Hafen Stade GmbH", "Karl Wieland")

    assert {frozenset(c.statements) for c in forth} == {frozenset(c.statements) for c in back}


def test_names_are_folded_and_iris_work(store: EmbeddedStore) -> None:
    by_name = connections(store, "karl WIELAND", "spd")

    assert connections(store, iri("Karl Wieland"), iri("SPD")) == by_name
    assert len(by_name) == 1


def test_limit(store: EmbeddedStore) -> None:
    assert len(connections(store, "Europäische Kommission", "Hafen Stade GmbH", limit=2)) == 2


def test_typing_error_names_what_is_near(store: EmbeddedStore) -> None:
    with pytest.raises(StoreError, match="near: karl wieland"):
        connections(store, "Karl Wihland", "SPD")


def test_hostile_name_is_only_a_name(store: EmbeddedStore) -> None:
    with pytest.raises(StoreError, match="no entity"):
        connections(store, "http://x> } DROP ALL #", "SPD")


def test_command_prints_fact_sentence_and_source(location: Path) -> None:
    result = RUNNER.invoke(app, ["why", "Karl Wieland", "SPD", "--store", str(location)])

    assert result.exit_code == 0
    assert result.stdout == (
        "Karl Wieland — memberOf → SPD\n"
        "  Karl Wieland (SPD) kritisiert die Universität Jena.\n"
        "  2026-02-01  Artikel agentur.example/c  https://agentur.example/c\n"
    )


def test_command_prints_json(location: Path) -> None:
    arguments = ["why", "Karl Wieland", "SPD", "--store", str(location), "--format", "json"]

    result = RUNNER.invoke(app, arguments)

    (found,) = json.loads(result.stdout)
    assert found["statements"][0]["predicate"] == "memberOf"


def test_nothing_in_common_is_exit_code_1(location: Path) -> None:
    result = RUNNER.invoke(app, ["why", "SPD", "Forum Rechenkraft", "--store", str(location)])

    assert result.exit_code == 1
    assert "nothing connects" in result.stderr
