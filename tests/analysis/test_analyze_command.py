import csv
import io
import json

import pytest
from small_corpus import fill
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import NetworkError

run = CliRunner()
COMMANDS = [
    ("centrality",), ("centrality", "--by", "betweenness"), ("communities",), ("brokers",),
    ("path", "Karl Wieland", "SPD"), ("timeline",), ("timeline", "--every", "month"),
    ("summary",), ("change", "--at", "2026-01-01"),
]  # fmt: skip


@pytest.fixture(scope="module")
def location(tmp_path_factory):
    folder = tmp_path_factory.mktemp("analyze") / "store"
    fill(folder).close()
    return folder


def analyze(location, *arguments):
    return run.invoke(app, ["analyze", *arguments, "--store", str(location)])


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("answer_format", ["table", "json", "csv", "markdown"])
def test_every_answer_comes_in_every_format(location, command, answer_format):
    done = analyze(location, *command, "--format", answer_format)

    assert done.exit_code == 0, done.output
    if answer_format == "json":
        assert json.loads(done.stdout)["rows"]
    if answer_format == "csv":
        assert len(list(csv.reader(io.StringIO(done.stdout)))) > 1
    if answer_format == "markdown":
        assert done.stdout.splitlines()[1].startswith("| ---")


def test_notes_go_to_standard_error(location):
    done = analyze(location, "centrality", "--draws", "50", "--top", "1")

    assert len(done.stdout.splitlines()) == 3
    assert "50 bootstrap draws" in done.stderr


def test_path_quotes_the_sentence_and_its_source(location):
    done = analyze(location, "path", "Wieland", "Jena")

    assert done.stdout.splitlines() == [
        "Path 1: Karl Wieland – Universität Jena",
        "  Karl Wieland — opposes → Universität Jena",
        "    „Karl Wieland (SPD) kritisiert die Universität Jena.“ "
        "(Artikel agentur.example/c, 2026-02-01)",
    ]


def test_change_compares_the_days_before_with_those_from_the_date_on(location):
    done = analyze(location, "change", "--at", "2026-02-01", "--format", "json")

    rows = {row["name"]: row for row in json.loads(done.stdout)["rows"]}
    assert rows["SPD"]["change"] == "new"
    assert rows["Europäische Kommission"]["sentences before"] == 1


@pytest.mark.parametrize("arguments", [("path", "Nobody", "SPD"), ("change", "--at", "morgen")])
def test_wrong_wishes_end_in_one_line(location, arguments):
    done = analyze(location, *arguments)

    assert isinstance(done.exception, NetworkError)
