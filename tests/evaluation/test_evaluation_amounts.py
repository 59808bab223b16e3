from decimal import Decimal

from kg.evaluation.amounts import score_amounts
from kg.evaluation.gold import parse_gold
from kg.evaluation.scores import Score, Tally
from kg.model import Amount

TEXT = "rund 20 Milliarden Euro und 3 Prozent"
MONEY, SHARE = TEXT[5:23], TEXT[28:37]
GOLD = parse_gold(
    {
        "text": TEXT,
        "amounts": [
            {
                "start": 5, "end": 23, "label": "MONEY", "value": "20000000000",
                "currency": "EUR", "qualifier": "approx",
            },
            {"start": 28, "end": 37, "label": "QUANTITY", "value": "3", "unit": "%"},
        ],
    }
)  # fmt: skip
TWENTY = Decimal("2e10")


def scores(*found: Amount) -> dict[str, Score]:
    tally = Tally()
    score_amounts(tally, GOLD, found)
    return tally.scores()


def test_everything_right_is_a_hit() -> None:
    found = scores(
        Amount(5, 23, MONEY, TWENTY, currency="EUR", qualifier="approx"),
        Amount(28, 37, SHARE, Decimal("3.0"), unit="%"),
    )

    assert found["ALL"][:4] == (100.0, 100.0, 100.0, 2)


def test_a_wrong_qualifier_is_a_miss_and_a_false_hit() -> None:
    found = scores(Amount(5, 23, MONEY, TWENTY, currency="EUR"))

    assert found["MONEY"][:4] == (0.0, 0.0, 0.0, 1)
    assert found["MONEY"].agreed == {"value": 100.0, "unit": 100.0, "qualifier": 0.0}


def test_a_bound_is_not_a_value() -> None:
    found = scores(Amount(28, 37, SHARE, max_value=Decimal(3), unit="%"))

    assert found["QUANTITY"].agreed["value"] == 0.0


def test_an_amount_where_gold_has_none_is_false() -> None:
    found = scores(Amount(8, 23, TEXT[8:23], currency="EUR"))

    assert found["MONEY"][:4] == (0.0, 0.0, 0.0, 1)
    assert "value" not in found["MONEY"].agreed
