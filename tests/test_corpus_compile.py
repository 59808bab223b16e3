"""The gold is compiled from annotated sources that check themselves."""

import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.errors import GoldError

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from training.corpus.amounts import parse_amount  # noqa: E402
from training.corpus.compile_gold import (  # noqa: E402
    compile_corpus,
    compile_source,
    sentence_spans,
)
from training.corpus.markup import parse_source  # noqa: E402

HEAD = """title: Merz beim BDI
date: 2026-01-02
publisher: Probe
genre: test
format: txt
split: dev
@bdi Bundesverband der Deutschen Industrie | Organization | bdi
---
"""


def compiled(body: str, tmp_path: Path) -> dict[str, Any]:
    (tmp_path / "articles").mkdir(exist_ok=True)
    return compile_source(parse_source("a00", HEAD + body), {}, tmp_path)


def test_marks_become_spans_that_slice_back(tmp_path: Path) -> None:
    gold = compiled("[[Olga Merz|PER om]], [[Präsidentin|ROLE r]] des [[BDI|ORG bdi]].\n", tmp_path)

    assert gold["text"].strip() == "Olga Merz, Präsidentin des BDI."
    assert [gold["text"][s["start"] : s["end"]] for s in gold["spans"]] == [
        "Olga Merz",
        "Präsidentin",
        "BDI",
    ]


def test_a_role_gives_two_relations_and_one_fact(tmp_path: Path) -> None:
    gold = compiled(
        "[[Olga Merz|PER om]], [[Präsidentin|ROLE r]] des [[BDI|ORG bdi]], sprach.\n"
        "> role om r bdi\n",
        tmp_path,
    )

    assert [(r["name"], r["head"], r["child"]) for r in gold["relations"]] == [
        ("role_holder", 0, 1),
        ("role_at", 1, 2),
    ]
    (fact,) = gold["facts"]
    assert (fact["subject"], fact["predicate"], fact["object"]) == ("om", "memberOf", "bdi")
    assert fact["role"] == "Präsidentin"
    assert fact["evidence"] == [{"start": 0, "end": len(gold["text"].rstrip())}]


def test_a_body_inside_the_role_is_an_entity_without_mention(tmp_path: Path) -> None:
    gold = compiled(
        "[[BDI-Präsidentin|ROLE r @bdi]] [[Olga Merz|PER om]] sprach.\n> role_holder om r\n",
        tmp_path,
    )

    assert gold["facts"][0]["object"] == "bdi"
    assert gold["entities"][-1]["surfaces"] == []


def test_money_flows_join_payer_sum_and_goal(tmp_path: Path) -> None:
    gold = compiled(
        "Der [[BDI|ORG bdi]] gibt [[2 Mio. Euro|MONEY m ~]] für [[Köln|LOC k]].\n"
        "> pay bdi m k planned\n",
        tmp_path,
    )

    (fact,) = gold["facts"]
    assert (fact["subject"], fact["predicate"], fact["object"]) == ("bdi", "funds", "k")
    assert fact["modality"] == "planned"
    assert fact["amount"]["value"] == "2000000"
    assert fact["amount"]["qualifier"] == "approx"


def test_later_mentions_point_to_the_fullest(tmp_path: Path) -> None:
    gold = compiled("[[Merz|PER om]] und [[Olga Merz|PER om]], also [[Merz|PER om]].\n", tmp_path)

    assert [(r["name"], r["head"], r["child"]) for r in gold["relations"]] == [
        ("same_as", 0, 1),
        ("same_as", 2, 1),
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[[Merz|PERS]] sprach.\n", "no label 'PERS'"),
        ("[[Merz|PER] sprach.\n", "broken markup"),
        ("[[Merz|PER m]].\n> likes m m\n", "not a relation"),
        ("[[Merz|PER m]].\n> meets m x\n", "no 'x' in"),
        ("[[Merz|PER m]].\n> meets m m#2\n", "no 'm#2' in"),
        ("[[Merz|PER m]] in [[Köln|LOC k]].\n> meets m k\n", "meets does not join"),
        ("[[Merz|PER m]].\n! likes m m\n", "not a fact"),
        ("[[Merz|PER m]].\n! meets m nobody\n", r"no entity for \['nobody'\]"),
        ("[[Merz|PER m]] und [[Merz|ORG m]].\n", "has two labels"),
        ("[[Merz|PER m]].\n\n> meets m m\n", "relations without a paragraph"),
        ("[[viele Euro|MONEY m]].\n", "needs a note"),
        ('[[Merz|PER m]].\n! meets m m evidence="nie"\n', "no sentence has 'nie'"),
    ],
)
def test_slips_in_a_source_are_found(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        compiled(body, tmp_path)


def test_a_bare_membership_beside_one_with_a_role_is_optional(tmp_path: Path) -> None:
    gold = compiled(
        "[[Olga Merz|PER om]], [[Präsidentin|ROLE r]] des [[BDI|ORG bdi]], sprach.\n"
        "> role om r bdi\n"
        "! memberOf om bdi\n"
        '! holdsRole om - role="präsidentin"\n',
        tmp_path,
    )

    assert [bool(fact.get("optional")) for fact in gold["facts"]] == [False, True, True]


@pytest.mark.parametrize(
    ("surface", "label", "note", "value", "least", "greatest", "unit", "qualifier"),
    [
        ("1,5 Mrd. €", "MONEY", "", "1500000000", None, None, "EUR", "exact"),
        ("500 000 Euro", "MONEY", "~", "500000", None, None, "EUR", "approx"),
        ("10 bis 15 Euro", "MONEY", "10..15", None, "10", "15", "EUR", "range"),
        ("40 Prozent", "QUANTITY", ">", None, "40", None, "%", "min"),
        ("zwölf Länder", "QUANTITY", "<", None, None, "12", "1", "max"),
        ("15 Dollar", "MONEY", "", "15", None, None, "USD", "exact"),
    ],
)
def test_amount_notes(
    surface: str, label: str, note: str, value: str | None, least: str | None,
    greatest: str | None, unit: str, qualifier: str,
) -> None:  # fmt: skip
    amount = parse_amount(surface, label, note, "here")

    assert (amount["value"], amount["min"], amount["max"]) == (value, least, greatest)
    assert amount["currency"] or amount["unit"] == unit
    assert amount["qualifier"] == qualifier


def test_amount_notes_may_name_all() -> None:
    amount = parse_amount("eine Summe", "MONEY", "2.6e9 EUR/year", "here")

    assert Decimal(str(amount["value"])) == 2_600_000_000
    assert amount["period"] == "year"


def test_sentences_survive_abbreviations_ordinals_and_headings() -> None:
    text = "Überschrift ohne Punkt\n\nDr. Merz kam am 3. Mai. Sie zahlt 2 Mio. Euro. „Gut.“ Ende"

    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "Überschrift ohne Punkt",
        "Dr. Merz kam am 3. Mai.",
        "Sie zahlt 2 Mio. Euro.",
        "„Gut.“",
        "Ende",
    ]


def test_the_corpus_in_the_repository_is_what_the_sources_compile_to(tmp_path: Path) -> None:
    for folder in ("articles", "gold"):
        (tmp_path / folder).mkdir()

    compile_corpus(tmp_path)

    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.glob("*/*")}
    assert all((ROOT / "corpus" / path).read_bytes() == content for path, content in made.items())
    assert len(made) >= 32
