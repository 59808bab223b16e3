import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import GoldError
from kg.evaluation import evaluate

CORPUS = Path(__file__).parents[2] / "corpus" / "gold" / "articles_dev.jsonl"


def test_help_has_an_example() -> None:
    result = CliRunner().invoke(app, ["evaluate", "--help"])

    assert result.exit_code == 0
    assert "kg evaluate corpus/gold/articles_dev.jsonl" in result.output


def test_an_unknown_task_is_a_misuse() -> None:
    assert CliRunner().invoke(app, ["evaluate", "gold.jsonl", "--task", "poems"]).exit_code == 2


@pytest.mark.parametrize(
    ("task", "labels", "message"),
    [
        ("poems", None, "no task 'poems'; choose from ner, relations"),
        ("ner", ["PERS"], "nothing is called PERS in the task ner; choose from PER, ORG"),
        ("relations", ["meets", "likes"], "nothing is called likes in the task relations"),
    ],
)
def test_wrong_questions_are_refused_before_anything_is_loaded(
    task: str, labels: list[str] | None, message: str
) -> None:
    with pytest.raises(GoldError, match=message):
        evaluate("nowhere.jsonl", task, labels=labels)


def test_gold_spans_make_no_sense_where_spans_are_scored() -> None:
    with pytest.raises(GoldError, match="gold spans make no sense"):
        evaluate("nowhere.jsonl", "ner", gold_spans=True)


@pytest.mark.model
@pytest.mark.parametrize("task", ["ner", "relations", "links", "amounts", "facts"])
def test_every_task_scores_the_corpus(task: str) -> None:
    result = CliRunner().invoke(
        app, ["evaluate", str(CORPUS), "--task", task, "--format", "json", "--errors", "3"]
    )

    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert answer["ALL"].keys() >= {"p", "r", "f", "n"}
    assert 0 < answer["ALL"]["f"] <= 100
    assert len(answer["errors"]) <= 3


@pytest.mark.model
@pytest.mark.parametrize("task", ["relations", "links", "facts"])
def test_gold_spans_do_not_make_it_worse(task: str) -> None:
    raw, given = (evaluate(CORPUS, task, gold_spans=spans) for spans in (False, True))

    assert given.scores["ALL"].r >= raw.scores["ALL"].r


def test_a_wrong_file_is_reported_before_anything_is_loaded(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n", encoding="utf-8")

    with pytest.raises(GoldError, match="No such file"):
        evaluate("nowhere.jsonl")
    with pytest.raises(GoldError, match="no texts in it"):
        evaluate(empty)
