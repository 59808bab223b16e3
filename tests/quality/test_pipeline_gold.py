"""The shipped pipeline against gold that training did not see: floors only rise."""

import hashlib
from functools import cache
from pathlib import Path

import pytest

from kg.evaluation import Report, evaluate

pytestmark = [pytest.mark.model, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
NAMES = ROOT / "training" / "data" / "names_dev.jsonl.gz"
RELATIONS = ROOT / "training" / "data" / "relations_dev.jsonl.gz"
ARTICLES = ROOT / "corpus" / "gold" / "articles_dev.jsonl"
DIGESTS = {
    NAMES: "a86bc173203fa90d435eb38d24dd7532f7b36753402abf4cdc6091d8490ca709",
    RELATIONS: "77f9c9df80c4e4afb8332475a1c79800d0110ea811e70fbc55b31d19bdfcdd95",
}


@cache
def report(gold: Path, task: str, *, gold_spans: bool = False) -> Report:
    return evaluate(gold, task, gold_spans=gold_spans)


@pytest.mark.parametrize("gold", DIGESTS)
def test_the_gold_is_the_one_that_was_measured(gold: Path) -> None:
    assert hashlib.sha256(gold.read_bytes()).hexdigest() == DIGESTS[gold]


@pytest.mark.parametrize(
    ("label", "floor"),
    [
        ("ALL", 90.5), ("PER", 95.5), ("ORG", 88.0), ("LOC", 89.0), ("LAW", 85.5), ("PROG", 65.0),
        ("EVENT", 68.0), ("ROLE", 91.0), ("MONEY", 99.0), ("QUANTITY", 94.5), ("DATE", 97.5),
    ],
)  # fmt: skip
def test_names_keep_their_f1(label: str, floor: float) -> None:
    assert report(NAMES, "ner").scores[label].f >= floor


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("ALL", 72.0),
        ("role_holder", 98.0),
        ("role_at", 79.0),
        ("member_of", 87.0),
        ("same_as", 98.0),
    ],
)
def test_relations_between_given_mentions_keep_their_f1(name: str, floor: float) -> None:
    assert report(RELATIONS, "relations", gold_spans=True).scores[name].f >= floor


@pytest.mark.parametrize(
    ("task", "floor"), [("ner", 93.0), ("amounts", 93.0), ("links", 98.5), ("facts", 62.0)]
)
def test_articles_keep_their_f1(task: str, floor: float) -> None:
    assert report(ARTICLES, task).scores["ALL"].f >= floor
