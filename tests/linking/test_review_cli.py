import json
import tomllib
from pathlib import Path

import pytest
from small_corpus import fill
from typer.testing import CliRunner, Result

from kg.cli import app, main
from kg.model import Literal, Quad
from kg.stores import open_store
from kg.vocab import KG, OA, RDF, SCHEMA, SKOS

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "store"
    fill(path).close()
    return path


def kg(store: Path, file: Path, *arguments: str, answers: str = "") -> Result:
    where = ["--store", str(store), "--decisions", str(file), "--later"]
    return RUNNER.invoke(app, [*arguments, *where], input=answers)


def decisions(file: Path) -> list[dict[str, str]]:
    return tomllib.loads(file.read_text(encoding="utf-8"))["decision"]


def test_merge_is_kept_and_undone(filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "d.toml"
    result = kg(filled, file, "merge", "Hafen Stade GmbH", "Universität Jena", "--note", "Probe")

    assert result.exit_code == 0
    assert "Universität Jena is Hafen Stade GmbH" in result.output
    assert [d["action"] for d in decisions(file)] == ["merge"]
    assert kg(filled, file, "undo").exit_code == 0
    assert "decision" not in tomllib.loads(file.read_text(encoding="utf-8"))


def test_split_reject_and_retype_are_kept(filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "d.toml"
    for arguments in (
        ("split", "SPD", "SPD Stade", "--text", "SPD"),
        ("reject", "InvestAI"),
        ("retype", "Forum Rechenkraft", "Project"),
    ):
        assert kg(filled, file, *arguments).exit_code == 0

    assert [d["action"] for d in decisions(file)] == ["split", "reject", "retype"]
    assert "SPD Stade" in kg(filled, file, "review", "--list").output


def test_split_must_say_which_mentions(filled: Path, tmp_path: Path) -> None:
    result = kg(filled, tmp_path / "d.toml", "split", "SPD", "SPD Stade")

    assert result.exit_code == 1


def test_unknown_name_gets_the_nearest(filled: Path, tmp_path: Path) -> None:
    result = kg(filled, tmp_path / "d.toml", "reject", "Universität Jenna")

    assert result.exit_code == 1
    assert "Universität Jena" in str(result.exception)


def test_default_file_lies_in_the_store(tmp_path: Path) -> None:
    store = tmp_path / "store"
    fill(store).close()
    RUNNER.invoke(app, ["reject", "InvestAI", "--later", "--store", str(store)])

    assert decisions(store / "decisions.toml")[0]["entity_name"] == "InvestAI"


def test_review_lists_what_is_pending(filled: Path, tmp_path: Path) -> None:
    result = kg(filled, tmp_path / "d.toml", "review", "--pending")

    assert result.exit_code == 0
    assert "may be" in result.output


def test_review_asks_keeps_and_stops(tmp_path: Path) -> None:
    store, file = tmp_path / "store", tmp_path / "d.toml"
    fill(store).close()
    with open_store(store) as opened:
        opened.add_to_graph(GRAPH, _two_of_one_name())

    result = kg(store, file, "review", answers="d\nq\n")

    assert result.exit_code == 0
    assert [d["action"] for d in decisions(file)] == ["distinct"]
    again = kg(store, file, "review", "--pending")
    assert "Universität Jena" not in again.output


def test_review_settles_an_open_choice(tmp_path: Path) -> None:
    store, file = tmp_path / "store", tmp_path / "d.toml"
    fill(store).close()
    with open_store(store) as opened:
        opened.add_to_graph(GRAPH, _open_choice())

    assert "fits several" in kg(store, file, "review", "--pending").output
    kg(store, file, "review", answers="1\nq\n")

    (made,) = decisions(file)
    assert (made["action"], made["entity_name"], made["other"]) == (
        "merge", "Sachverständigenrat für Umweltfragen", "https://x/rat",
    )  # fmt: skip
    assert "fits several" not in kg(store, file, "review", "--pending").output


GRAPH = "https://kg.example/graph/doc/hand"


def _two_of_one_name() -> list[Quad]:
    return [*_entity("https://x/jena", "Universität zu Jena", "new")]


def _open_choice() -> list[Quad]:
    mention = "https://x/mention"
    return [
        *_entity("https://x/rat", "Sachverständigenrat", "ambiguous"),
        Quad(mention, OA + "hasBody", "https://x/rat", GRAPH),
        Quad(mention, KG + "candidate", "https://kg.example/id/org/de-sru", GRAPH),
        Quad(mention, KG + "candidate", "https://kg.example/id/org/de-svr", GRAPH),
    ]


def _entity(iri: str, name: str, status: str) -> list[Quad]:
    return [
        Quad(iri, RDF + "type", SCHEMA + "Organization", GRAPH),
        Quad(iri, SKOS + "prefLabel", Literal(name, language="de"), GRAPH),
        Quad(iri, KG + "linkStatus", Literal(status), GRAPH),
    ]


def test_show_prints_a_card(filled: Path) -> None:
    result = RUNNER.invoke(app, ["show", "Europäische Kommission", "--store", str(filled)])

    assert result.exit_code == 0
    for part in ("Organization", "Appears with", "Sentences", "Hafen Stade GmbH"):
        assert part in result.output


def test_show_lists_facts_by_kind_beside_roles_and_amounts(filled: Path) -> None:
    result = RUNNER.invoke(app, ["show", "Karl Wieland", "--store", str(filled)])
    body = RUNNER.invoke(app, ["show", "Universität Jena", "--store", str(filled)])

    facts = result.output.split("Facts\n")[1].split("\n\n")[0]
    assert facts.splitlines() == [
        "  memberOf SPD  2026-02-01",
        "  opposes Universität Jena  2026-02-01",
    ]
    assert "  Karl Wieland opposes Universität Jena  2026-02-01" in body.output
    assert "funds" not in body.output.split("Facts\n")[1].split("\n\n")[0]  # among the amounts


def test_show_as_json(filled: Path) -> None:
    result = RUNNER.invoke(
        app, ["show", "Henrike Brauckmann", "--format", "json", "--store", str(filled)]
    )
    (card,) = json.loads(result.output)

    assert card["type"] == "Person"
    assert {fact["object"] for fact in card["facts"]} >= {"Jörg Öztürk", "Forum Rechenkraft"}
    assert card["sentences"]
    assert card["mentions"] > 0


def test_show_names_the_nearest_for_a_slip(
    filled: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["kg", "show", "Brauckman", "--store", str(filled)])

    with pytest.raises(SystemExit) as stop:
        main()

    assert stop.value.code == 1
    assert "Henrike Brauckmann" in capsys.readouterr().err
