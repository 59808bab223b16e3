import gzip
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.errors import GoldError
from kg.evaluation.gold import parse_gold, read_gold

LINE: dict[str, Any] = {
    "text": "Merz gab der Bahn 2 Mrd. Euro.",
    "spans": [
        {"start": 0, "end": 4, "label": "PER"},
        {"start": 13, "end": 17, "label": "ORG"},
        {"start": 18, "end": 29, "label": "MONEY"},
    ],
    "relations": [{"name": "pays", "head": 0, "child": 2, "modality": "factual"}],
}


def write(path: Path, *lines: object) -> Path:
    text = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def test_gold_is_read_line_by_line(tmp_path: Path) -> None:
    golds = list(read_gold(write(tmp_path / "g.jsonl", LINE, "", LINE), "relations"))

    assert [gold.number for gold in golds] == [1, 3]
    assert golds[0].mentions()[2].text == "2 Mrd. Euro"
    assert golds[0].relations[0].name == "pays"


def test_gzip_is_recognised_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    path.write_bytes(gzip.compress(json.dumps(LINE).encode()))

    assert len(list(read_gold(path, "ner"))) == 1


def test_reading_is_lazy(tmp_path: Path) -> None:
    golds = read_gold(write(tmp_path / "g.jsonl", LINE, "broken"), "ner")

    assert next(golds).number == 1
    with pytest.raises(GoldError, match=r"g\.jsonl:2: not JSON"):
        next(golds)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"spans": [{"start": 5, "end": 99, "label": "PER"}]}, "5 to 99 is no range"),
        ({"spans": [{"start": 4, "end": 4, "label": "PER"}]}, "4 to 4 is no range"),
        ({"spans": [{"start": True, "end": 4, "label": "PER"}]}, "True to 4 is no range"),
        ({"spans": [{"start": 0, "end": 4}]}, "no 'label'"),
        ({"spans": [{"start": 0, "end": 4, "label": 3}]}, "label is a string"),
        ({"text": None}, "text is not a string"),
        ({"relations": [{"name": "likes", "head": 0, "child": 1}]}, "no relation 'likes'"),
        ({"relations": [{"name": "pays", "head": 0, "child": 9}]}, "9 is no index"),
        ({"relations": [{"name": "pays", "head": 0, "child": 2, "modality": "x"}]}, "no modality"),
        ({"spans": None}, "not iterable"),
        ({"date": "gestern"}, "gestern"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    path = write(tmp_path / "g.jsonl", LINE, LINE | change)

    with pytest.raises(GoldError, match=message) as error:
        list(read_gold(path, "relations"))

    assert str(error.value).startswith(f"{path}:2: ")
    assert "\n" not in str(error.value)


def test_a_task_says_what_it_needs(tmp_path: Path) -> None:
    path = write(tmp_path / "g.jsonl", {"text": "Köln", "spans": []})

    with pytest.raises(GoldError, match="no relations; the task relations needs it"):
        list(read_gold(path, "relations"))


def test_not_an_object_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="not a JSON object"):
        list(read_gold(write(tmp_path / "g.jsonl", "[]"), "ner"))


def test_a_missing_file_is_an_error() -> None:
    with pytest.raises(GoldError, match=r"nowhere\.jsonl: No such file"):
        list(read_gold("nowhere.jsonl", "ner"))


def test_broken_gzip_and_encoding_are_errors(tmp_path: Path) -> None:
    packed = tmp_path / "g.jsonl.gz"
    packed.write_bytes(gzip.compress(json.dumps(LINE).encode())[:-20])
    latin = tmp_path / "l.jsonl"
    latin.write_bytes('{"text": "Köln", "spans": []}'.encode("latin-1"))

    for path in (packed, latin):
        with pytest.raises(GoldError, match=":1: cannot be read"):
            list(read_gold(path, "ner"))


def test_foreign_labels_are_read_but_are_no_mentions() -> None:
    gold = parse_gold({"text": "Merz", "spans": [{"start": 0, "end": 4, "label": "MISC"}]}, 7)

    assert gold.spans[0].label == "MISC"
    with pytest.raises(GoldError, match="line 7: no label 'MISC'"):
        gold.mentions()


def test_amounts_take_both_spellings_of_bounds() -> None:
    text = "bis zu 3 Euro"
    entry = {"start": 7, "end": 13, "currency": "EUR", "qualifier": "max"}

    for bound in ({"max": "3"}, {"max_value": 3}):
        gold = parse_gold({"text": text, "amounts": [entry | bound]})
        assert gold.amounts[0].values == (None, None, Decimal(3))
        assert gold.amounts[0].unit == "EUR"


def test_a_fact_needs_known_entities() -> None:
    fact: dict[str, Any] = {"subject": "x", "predicate": "funds", "object": None, "evidence": []}

    with pytest.raises(GoldError, match="subject 'x'"):
        parse_gold({"text": "Text", "facts": [fact]})
