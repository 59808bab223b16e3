import json
import subprocess
import sys
from pathlib import Path

import pytest
import roundtable as rt

from kg.cli import app, main
from kg.iri import RUNS_GRAPH, document_graph
from kg.mapping import run_quads, to_quads
from kg.stores import open_store

PERSONS = "SELECT ?n WHERE { ?p a schema:Person ; skos:prefLabel ?n } ORDER BY ?n"


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    with open_store(folder) as store:
        quads = to_quads(rt.analysis(), rt.links(), rt.facts(), rt.RUN)
        store.replace_graph(document_graph(rt.document().iri), quads)
        store.replace_graph(RUNS_GRAPH, run_quads(rt.RUN))
    return folder


def run(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], *arguments: str
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["kg", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    sys.stdout.flush()
    out, err = capfdbinary.readouterr()
    return int(ended.value.code or 0), out.decode(), err.decode()


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], location: Path):
    def call(*arguments: str) -> tuple[int, str, str]:
        return run(monkeypatch, capfdbinary, *arguments, "--store", str(location))

    return call


def test_a_table_by_default(kg) -> None:
    code, out, err = kg("query", PERSONS)

    assert (code, err) == (0, "")
    assert out.splitlines() == ["n", "─" * 18, "Henrike Brauckmann", "Jörg Öztürk"]


def test_numbers_stand_to_the_right_and_iris_are_short(kg) -> None:
    _, out, _ = kg("query", "SELECT ?v ?t WHERE { ?a schema:value ?v ; a ?t } ORDER BY ?v")

    assert out.splitlines()[2:] == [
        "            40  kg:Quantity",
        "20 000 000 000  kg:Amount",
    ]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ("csv", "n\r\nHenrike Brauckmann\r\nJörg Öztürk\r\n"),
        ("tsv", '?n\n"Henrike Brauckmann"@de\n"Jörg Öztürk"@de\n'),
    ],
)
def test_delimited_formats(kg, chosen: str, expected: str) -> None:
    assert kg("query", PERSONS, "--format", chosen)[1] == expected


def test_json_and_xml_follow_the_standards(kg) -> None:
    answer = json.loads(kg("query", PERSONS, "--format", "json")[1])
    xml = kg("query", PERSONS, "--format", "xml")[1]

    assert answer["results"]["bindings"][1]["n"] == {
        "type": "literal", "value": "Jörg Öztürk", "xml:lang": "de",
    }  # fmt: skip
    assert '<sparql xmlns="http://www.w3.org/2005/sparql-results#">' in xml


def test_construct_is_written_as_rdf(kg) -> None:
    construct = "CONSTRUCT { ?p rdfs:label ?n } WHERE { ?p a schema:Person ; skos:prefLabel ?n }"

    assert 'rdfs:label "Henrike Brauckmann"@de' in kg("query", construct, "--format", "ttl")[1]
    assert len(json.loads(kg("query", construct, "--format", "jsonld")[1])) == 2
    assert "rdfs:label" in kg("query", construct)[1]
    code, _, err = kg("query", construct, "--format", "csv")
    assert code == 1
    assert "cannot be written as 'csv'; use ttl" in err


def test_ask_answers_true_or_false(kg) -> None:
    assert kg("query", "ASK { ?p a schema:Person }")[1] == "true\n"
    assert kg("query", "ASK { ?p a kg:Topic }", "--format", "csv")[1] == "false\n"


def test_a_query_may_override_a_declared_prefix(kg) -> None:
    sparql = "PREFIX schema: <http://a.example/> ASK { ?p a schema:Person }"

    assert kg("query", sparql)[1] == "false\n"


def test_a_query_comes_from_a_file_or_standard_input(kg, tmp_path: Path, location: Path) -> None:
    file = tmp_path / "personen.rq"
    file.write_text(PERSONS, encoding="utf-8")

    expected = kg("query", PERSONS)[1]

    assert kg("query", "--file", str(file))[1] == expected
    assert kg("query", str(file))[1] == expected
    piped = subprocess.run(
        [sys.executable, "-m", "kg", "query", "-", "--store", str(location)],
        input=PERSONS.encode(), capture_output=True, check=True,
    )  # fmt: skip
    assert piped.stdout.decode() == expected


def test_named_queries_take_parameters(kg) -> None:
    _, out, _ = kg("query", "-n", "roles", "-p", "name=Henrike Brauckmann", "--format", "csv")

    assert out.splitlines()[1].startswith("Vorsitzende,Verband Digitale Zukunft,,,2025-10-22")


def test_the_list_describes_queries_and_parameters(monkeypatch, capfdbinary) -> None:
    code, out, _ = run(monkeypatch, capfdbinary, "query", "--list")

    assert code == 0
    assert "top-actors\n    Who appears most" in out
    assert "--param since=" in out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["query", "SELECT * { ?s a schma:Person }"], 1, "line 1, column 17: the prefix schma:"),
        (["query", "SELECT * { SERVICE <http://a.example/> {} }"], 1, "SERVICE is refused"),
        (["query", "--name", "rolls"], 1, "did you mean 'roles'"),
        (["query", "--file", "/nirgends.rq"], 1, "/nirgends.rq: cannot be read"),
        (["query"], 2, "give one of"),
        (["query", "ASK {}", "--name", "roles"], 2, "give one of"),
        (["query", "ASK {}", "--param", "a=b"], 2, "goes with --name"),
        (["query", "--name", "roles", "--param", "ab"], 2, "NAME=VALUE"),
        (["stats", "--format", "xml"], 2, "choose table"),
    ],
)  # fmt: skip
def test_misuse_is_one_clear_line(kg, arguments: list[str], code: int, message: str) -> None:
    got, out, err = kg(*arguments)

    assert (got, out) == (code, "")
    assert message in " ".join(err.replace("│", " ").split())
    assert code == 2 or len(err.splitlines()) == 1


def test_a_missing_store_is_one_clear_line(monkeypatch, capfdbinary, tmp_path: Path) -> None:
    code, _, err = run(
        monkeypatch, capfdbinary, "query", "ASK {}", "--store", str(tmp_path / "nichts")
    )

    assert code == 1
    assert err == f"kg: {tmp_path}/nichts: no store there; `kg ingest` makes one\n"


def test_stats_count_in_three_formats(kg) -> None:
    counts = json.loads(kg("stats", "--format", "json")[1])

    assert (counts["documents"], counts["persons"], counts["places"]) == (1, 2, 2)
    assert "persons,2" in kg("stats", "--format", "csv")[1].splitlines()
    assert kg("stats")[1].splitlines()[2].split() == ["documents", "1"]


def test_validate_finds_nothing_in_a_good_store(kg) -> None:
    assert kg("validate") == (0, "", "The store fits the shapes.\n")


def test_validate_names_what_does_not_fit(monkeypatch, capfdbinary, tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        quads = to_quads(rt.analysis(), rt.links(), rt.facts(), rt.RUN)
        store.replace_graph(
            document_graph(rt.document().iri),
            [quad for quad in quads if not quad.predicate.endswith("currency")],
        )
        store.replace_graph(RUNS_GRAPH, run_quads(rt.RUN))

    code, out, err = run(monkeypatch, capfdbinary, "validate", "--store", str(tmp_path))

    assert code == 1
    assert out.count("an amount has one ISO 4217 currency [schema:currency]") == 2
    assert err == "2 violations\n"


def test_every_command_has_an_example() -> None:
    for command in app.registered_commands:
        if command.name in ("query", "stats", "validate"):
            assert "Example: `kg " in (command.callback.__doc__ or "")
