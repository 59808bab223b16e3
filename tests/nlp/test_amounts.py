import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Amount
from kg.nlp.amounts import amount_label, parse_amounts


def only(text: str) -> Amount:
    (amount,) = parse_amounts(text)
    return amount


@pytest.mark.parametrize(
    ("price", "value", "currency"),
    [
        ("EUR 1.234,56", "1234.56", "EUR"),
        ("1.500,- €", "1500", "EUR"),
        ("1.500,-- Euro", "1500", "EUR"),
        ("Fr. 310 000", "310000", "CHF"),
        ("CHF 1'250.–", "1250", "CHF"),
        ("$ 20 Mio.", "20000000", "USD"),
        ("US$ 3,2 Mrd.", "3200000000", "USD"),
        ("12,50 EUR", "12.5", "EUR"),
        ("£5", "5", "GBP"),
        ("¥1000", "1000", "JPY"),
        ("1 234,56 €", "1234.56", "EUR"),
        ("EUR 1,5 Mrd.", "1500000000", "EUR"),
        ("1,234.56 USD", "1234.56", "USD"),
        ("$1,500", "1500", "USD"),
        ("1,500 Euro", "1.5", "EUR"),
        ("2,5Mio.€", "2500000", "EUR"),
        ("DM 100,--", "100", "DEM"),
        ("S 1.280,–", "1280", "ATS"),
        ("29,99 zł", "29.99", "PLN"),
        ("199 Kč", "199", "CZK"),
        ("450 TEUR", "450000", "EUR"),
        ("99 Cent", "0.99", "EUR"),
        ("−5,50 €", "-5.5", "EUR"),
        ("3 Mia. Franken", "3000000000", "CHF"),
        ("5 Pfund Sterling", "5", "GBP"),
        ("20 Mark der DDR", "20", "DDM"),
        ("12 Tenge", "12", "KZT"),
        ("7 französische Francs", "7", "FRF"),
        ("9 ungarische Gulden", "9", "XXX"),
    ],
)
def test_price_strings(price: str, value: str, currency: str) -> None:
    amount = only(price)

    assert (amount.text, amount.value, amount.currency) == (price, Decimal(value), currency)


@pytest.mark.parametrize(
    "text",
    [
        "Artikel 5",
        "§ 100g StPO",
        "Drucksache 19/8285",
        "Agenda 2030",
        "NIS-2",
        "1. FC Köln",
        "Version 2.1",
        "im Jahr 2025",
        "21.10.2025",
        "030 227-0",
        "16 Jahre",
        "um 15 Uhr",
        "50Hertz",
        "COP 30",
        "Fr. 13. Juni",
        "eine Seite",
        "Milliardenpaket",
    ],
)
def test_other_numbers_are_no_amounts(text: str) -> None:
    assert parse_amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "qualifier", "bounds"),
    [
        ("rund 5 Euro", "approx", (5, None, None)),
        ("knapp 5 Euro", "approx", (5, None, None)),
        ("genau 5 Euro", "exact", (5, None, None)),
        ("mindestens 5 Euro", "min", (None, 5, None)),
        ("mehr als 5 Euro", "min", (None, 5, None)),
        ("Kosten über 5 Euro", "min", (None, 5, None)),
        ("ein Scheck über 5 Euro", "exact", (5, None, None)),
        ("bis zu 5 Euro", "max", (None, None, 5)),
        ("bis zu rund 5 Euro", "max", (None, None, 5)),
        ("nicht mehr als 5 Euro", "max", (None, None, 5)),
        ("höchstens jedoch", None, None),
        ("5 bis 7 Euro", "range", (None, 5, 7)),
        ("mehrere Millionen Euro", "min", (None, 2_000_000, None)),
    ],
)
def test_qualifier_tells_which_values_are_set(text, qualifier, bounds) -> None:
    found = [(a.qualifier, (a.value, a.min_value, a.max_value)) for a in parse_amounts(text)]

    assert found == ([(qualifier, bounds)] if qualifier else [])


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("4.000 Euro pro Kopf und Monat", "head month"),
        ("jährlich drei Milliarden Euro", "year"),
        ("5 Cent je Kilowattstunde", "kW.h"),
        ("500 Milliarden Euro von 2025 bis 2030", "2025/2030"),
        ("je 250 Euro", "each"),
        ("100 Euro je Haushalt", "Haushalt"),
        ("100 Euro/Monat", "month"),
        ("100 Euro", None),
    ],
)
def test_period(text: str, period: str | None) -> None:
    assert only(text).period == period


def test_a_sum_without_currency_takes_that_of_its_neighbour() -> None:
    first, second = parse_amounts("Bayern stellt 400 Millionen Euro, Sachsen nur 12,5 Millionen")

    assert (first.currency, first.named) == ("EUR", True)
    assert (second.value, second.currency, second.named) == (Decimal(12_500_000), "EUR", True)


def test_a_sum_without_currency_takes_none_from_another_paragraph() -> None:
    _, second = parse_amounts("Es kostet 4 Millionen Euro.\n\nEs sind 3 Millionen")

    assert second.currency is None


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Schweden zahlt 5 Kronen", "SEK"),
        ("In Kopenhagen kostet es 5 Kronen", "DKK"),
        ("Es kostet 5 Kronen", "XXX"),
        ("Schweden und Dänen zahlen 5 Kronen", "XXX"),
    ],
)
def test_kronen_by_country(text: str, currency: str) -> None:
    assert only(text).currency == currency


def test_the_counted_noun_is_kept_without_its_adjectives() -> None:
    amount = only("gebaut werden 600 zusätzliche Wohnungen")

    assert (amount.text, amount.unit, amount.counted) == (
        "600 zusätzliche Wohnungen",
        "1",
        "Wohnungen",
    )


def test_label_is_money_without_a_unit() -> None:
    assert [amount_label(a) for a in parse_amounts("5 Euro, 5 Prozent, 5 Kliniken")] == [
        "MONEY",
        "QUANTITY",
        "QUANTITY",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n", "½", "5", "€", "-", "5-", "EUR", "Mio."])
def test_fragments_are_read_without_error(text: str) -> None:
    assert parse_amounts(text) == ()


MAGNITUDES = {"": 1, " Tsd.": 10**3, " Mio.": 10**6, " Millionen": 10**6, " Mrd.": 10**9}
CURRENCIES = {
    "Euro": "EUR",
    "€": "EUR",
    "US-Dollar": "USD",
    "Schweizer Franken": "CHF",
    "DM": "DEM",
}
HEDGES = {"": "exact", "rund ": "approx", "mindestens ": "min", "bis zu ": "max"}


def german(number: Decimal) -> str:
    whole, _, rest = f"{number:,.2f}".partition(".")
    return whole.replace(",", ".") + ("," + rest if int(rest) else "")


@given(
    st.decimals("0.01", 999_999, places=2),
    st.sampled_from([*MAGNITUDES]),
    st.sampled_from([*CURRENCIES]),
    st.sampled_from([*HEDGES]),
    st.sampled_from(["", "Der Bund zahlt ", "2025 kostet das ", "§ 5: "]),
    st.sampled_from(["", ".", " im Norden.", ", sagt sie", " für Kitas"]),
)
def test_a_rendered_sum_is_read_back(number, magnitude, currency, hedge, before, after) -> None:
    phrase = f"{german(number)}{magnitude} {currency}"
    amount = only(before + hedge + phrase + after)
    value = next(v for v in (amount.value, amount.min_value, amount.max_value) if v is not None)

    assert amount.text == phrase
    assert amount.start == len(before + hedge)
    assert value == number * MAGNITUDES[magnitude]
    assert (amount.currency, amount.qualifier) == (CURRENCIES[currency], HEDGES[hedge])


@given(st.integers(1, 998), st.integers(1, 998), st.sampled_from([" bis ", "–", "-"]))
def test_a_rendered_range_is_read_back(low: int, width: int, link: str) -> None:
    phrase = f"{low}{link}{low + width} Millionen Euro"
    amount = only(f"Es geht um {phrase}.")

    assert amount.text == phrase
    assert (amount.min_value, amount.max_value) == (low * 10**6, (low + width) * 10**6)


@given(st.text(alphabet="0123456789 .,-–€EuroMiandbsz§/%½\n", max_size=60))
def test_offsets_always_agree_with_the_text(text: str) -> None:
    end = 0
    for amount in parse_amounts(text):
        assert end <= amount.start < amount.end <= len(text)
        assert amount.text == text[amount.start : amount.end]
        end = amount.end


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "Millionen ", "Hundert Millionen ", "5 Mio. ", "1 000 ", ".000", "½", "5-", "zwei"],
)
def test_time_is_linear_in_a_hostile_line(piece: str) -> None:
    parse_amounts("1 Mio. Euro")
    short, long = (_calls(piece * (size // len(piece))) for size in (2_000, 8_000))

    assert long < 6 * short + 1000


def _calls(text: str) -> int:
    """Count the function calls, which depend on no clock."""
    count = 0

    def profile(frame, event, arg) -> None:
        nonlocal count
        count += 1

    sys.setprofile(profile)
    try:
        parse_amounts(text)
    finally:
        sys.setprofile(None)
    return count


def test_sums_of_an_enumeration_take_the_currency_of_its_last_one() -> None:
    found = parse_amounts("das Land mit 930 Millionen, Kassel mit 292 Millionen, Ulm mit 1 Mio. €.")

    assert [(amount.value, amount.currency, amount.named) for amount in found] == [
        (Decimal(930_000_000), "EUR", True),
        (Decimal(292_000_000), "EUR", True),
        (Decimal(1_000_000), "EUR", True),
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("50 Millionen Euro; weitere 31 Millionen stammen vom Bund.", True),
        ("50 Millionen Euro, davon 31 Millionen für den Bau.", True),
        ("50 Millionen Euro. 84 Millionen leben hier.", False),
        ("50 Millionen Euro, 31 Millionen Menschen leben hier.", True),
    ],
)
def test_a_sum_without_currency_is_named_where_it_is_clearly_a_sum(
    text: str,
    named: bool,  # noqa: FBT001
) -> None:
    second = parse_amounts(text)[1]

    assert second.named is named
    assert (second.currency is None) == ("Menschen" in text)
