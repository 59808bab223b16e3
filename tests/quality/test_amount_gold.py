"""The amount grammar against its gold: floors rise, and fall only on purpose."""

import hashlib
import json
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

import pytest

from kg.nlp.amounts import parse_amounts

GOLD = Path(__file__).parents[2] / "corpus" / "gold" / "amounts.jsonl"
DIGEST = "7534b6b4c80dbdfa43385313dac84345684e7a349add14ba26f9e4046683e373"
FLOOR = 0.98
NUMBERS = ("value", "min_value", "max_value")


def _rows() -> list[dict]:
    return [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]


def _plain(amount: dict) -> dict:
    row = {key: value for key, value in amount.items() if key != "named"}
    return row | {key: None if row[key] is None else Decimal(row[key]) for key in NUMBERS}


def _found(text: str) -> list[dict]:
    return [_plain(asdict(amount)) for amount in parse_amounts(text)]


def test_the_gold_is_the_one_that_was_measured():
    assert hashlib.sha256(GOLD.read_bytes()).hexdigest() == DIGEST


def test_the_gold_is_large_and_a_fifth_has_no_amount():
    rows = _rows()

    assert sum(len(row["amounts"]) for row in rows) >= 400
    assert sum(not row["amounts"] for row in rows) >= len(rows) / 5


def test_the_gold_agrees_with_its_texts():
    for row in _rows():
        for amount in row["amounts"]:
            assert row["text"][amount["start"] : amount["end"]] == amount["text"]


def test_at_least_98_percent_of_the_amounts_are_exact():
    gold = [(row["text"], _plain(amount)) for row in _rows() for amount in row["amounts"]]
    exact = sum(amount in _found(text) for text, amount in gold)

    assert exact / len(gold) >= FLOOR


def test_at_least_98_percent_of_what_is_found_is_gold():
    found = right = 0
    for row in _rows():
        gold = [_plain(amount) for amount in row["amounts"]]
        amounts = _found(row["text"])
        found += len(amounts)
        right += sum(amount in gold for amount in amounts)

    assert right / found >= FLOOR


@pytest.mark.parametrize("text", [row["text"] for row in _rows() if not row["amounts"]])
def test_texts_without_amount_give_none(text):
    assert parse_amounts(text) == ()
