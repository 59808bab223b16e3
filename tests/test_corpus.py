"""The corpus is whole: gold agrees with the readers, with itself and with its rules."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.evaluation.gold import NEEDS, read_gold
from kg.model import ENTITY_LABELS, LABELS, Document
from kg.readers import read

CORPUS = Path(__file__).parents[1] / "corpus"
FILES = [CORPUS / "gold" / f"articles_{split}.jsonl" for split in ("dev", "heldout")]


def articles() -> Iterator[dict[str, Any]]:
    for file in FILES:
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


ARTICLES = list(articles())
each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a["id"])


@pytest.mark.parametrize("task", list(NEEDS))
@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_gold_serves_every_task(file: Path, task: str) -> None:
    assert len(list(read_gold(file, task))) >= 10


def test_the_corpus_is_as_large_as_promised() -> None:
    facts = [fact for a in ARTICLES for fact in a["facts"] if not fact.get("optional")]
    splits = Counter(a["split"] for a in ARTICLES)

    assert len(ARTICLES) >= 30
    assert len(facts) >= 300
    assert splits["heldout"] * 3 == len(ARTICLES)
    assert {Path(a["file"]).suffix for a in ARTICLES} == {".txt", ".md", ".html"}


def test_every_label_and_many_kinds_of_text_occur() -> None:
    labels = Counter(span["label"] for a in ARTICLES for span in a["spans"])

    assert set(labels) == set(LABELS)
    assert len({a["genre"] for a in ARTICLES}) >= 10


def test_article_files_and_gold_belong_together() -> None:
    files = {f"articles/{file.name}" for file in (CORPUS / "articles").iterdir()}

    assert files == {a["file"] for a in ARTICLES}


@each_article
def test_gold_text_is_what_the_reader_gives(article: dict[str, Any]) -> None:
    (document,) = read([str(CORPUS / article["file"])])

    assert isinstance(document, Document)
    assert document.text == article["text"]
    if not article["file"].endswith(".txt"):
        assert document.title == article["title"]
        assert document.publisher == article["publisher"]
        assert str(document.published) == article["date"]


@each_article
def test_boilerplate_of_web_pages_is_not_in_gold(article: dict[str, Any]) -> None:
    for word in ("Cookie", "Impressum", "Newsletter", "Kommentar"):
        assert word not in article["text"]


@each_article
def test_spans_are_sorted_and_disjoint(article: dict[str, Any]) -> None:
    spans = article["spans"]

    assert all(a["end"] <= b["start"] for a, b in pairwise(spans))


@each_article
def test_every_entity_mention_has_one_entity(article: dict[str, Any]) -> None:
    owned = Counter(index for entity in article["entities"] for index in entity["spans"])
    mentions = [i for i, s in enumerate(article["spans"]) if s["label"] in ENTITY_LABELS]

    assert owned == Counter(mentions)


@each_article
def test_amounts_stand_on_their_mentions(article: dict[str, Any]) -> None:
    places = {
        (s["start"], s["end"]) for s in article["spans"] if s["label"] in ("MONEY", "QUANTITY")
    }

    assert {(a["start"], a["end"]) for a in article["amounts"]} == places
    for amount in article["amounts"]:
        bounded = amount["min"] is not None or amount["max"] is not None
        assert (amount["value"] is None) == bounded
        assert bool(amount["currency"]) != bool(amount["unit"])


@each_article
def test_relations_stay_within_a_paragraph(article: dict[str, Any]) -> None:
    for relation in article["relations"]:
        ends = sorted(
            (article["spans"][relation[end]] for end in ("head", "child")),
            key=lambda span: span["start"],
        )
        assert "\n\n" not in article["text"][ends[0]["start"] : ends[1]["end"]]


@each_article
def test_evidence_is_whole_sentences_of_one_paragraph(article: dict[str, Any]) -> None:
    for fact in article["facts"]:
        for span in fact["evidence"]:
            sentence = article["text"][span["start"] : span["end"]]
            assert sentence == sentence.strip() != ""
            assert "\n\n" not in sentence


@each_article
def test_no_name_is_left_unmarked(article: dict[str, Any]) -> None:
    """A person's or organisation's full name is marked wherever it stands."""
    text, marked = article["text"], article["spans"] + article["optional_spans"]
    names = {
        text[s["start"] : s["end"]]
        for s in article["spans"]
        if s["label"] in ("PER", "ORG") and " " in text[s["start"] : s["end"]]
    }
    for name in names:
        position = text.find(name)
        while position >= 0:
            assert any(s["start"] <= position < s["end"] for s in marked), name
            position = text.find(name, position + 1)
