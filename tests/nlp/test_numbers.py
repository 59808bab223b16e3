from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.nlp.numberwords import read_number_word
from kg.nlp.numerals import read_digits

UNITS = [
    *("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"),
    *("zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn"),
    *("achtzehn", "neunzehn"),
]
TENS = [
    *("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig"),
    "neunzig",
]


def below_hundred(number: int) -> str:
    if number < 20:
        return UNITS[number]
    tens, unit = divmod(number, 10)
    head = {0: "", 1: "einund"}.get(unit, f"{UNITS[unit]}und")
    return head + TENS[tens]


def below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return below_hundred(rest)
    head = ("ein" if hundreds == 1 else UNITS[hundreds]) + "hundert"
    return head + (below_hundred(rest) if rest else "")


def in_words(number: int) -> str:
    """Write a number below a million as one German word."""
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return below_thousand(rest)
    head = below_thousand(thousands)
    head = head.removesuffix("s") if head.endswith("eins") else head
    return f"{head}tausend" + (below_thousand(rest) if rest else "")


@example(777_777)  # the longest word
@given(st.integers(1, 999_999))
def test_every_number_word_is_read_back(number: int) -> None:
    assert read_number_word(in_words(number)) == number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("anderthalb", "1.5"),
        ("eineinhalb", "1.5"),
        ("dreieinhalb", "3.5"),
        ("zwo", "2"),
        ("fuenf", "5"),
        ("dreissig", "30"),
        ("hundert", "100"),
        ("einhundertundeins", "101"),
        ("zwölfhundert", "1200"),
        ("Zwanzig", "20"),
    ],
)
def test_special_number_words(word: str, number: str) -> None:
    assert read_number_word(word) == Decimal(number)


@pytest.mark.parametrize("word", ["zweifel", "achten", "elfte", "dreist", "", "einhalb", "Vierer"])
def test_other_words_are_no_numbers(word: str) -> None:
    assert read_number_word(word) is None


@pytest.mark.parametrize(
    ("digits", "number"),
    [
        ("500.000", "500000"),
        ("1,500", "1.5"),
        ("1.234.567,89", "1234567.89"),
        ("1 234,56", "1234.56"),
        ("1\u202f234\u202f567", "1234567"),
        ("1'234.50", "1234.50"),
        ("1’250", "1250"),
        ("1,234.56", "1234.56"),
        ("1,234,567", "1234567"),
        ("1.5", "1.5"),
        ("12.50", "12.50"),
        ("0.500", "0.5"),
        ("37 450.80", "37450.80"),
        ("4 ½", "4.5"),
        ("¾", "0.75"),
        ("007", "7"),
    ],
)
def test_separators(digits: str, number: str) -> None:
    assert read_digits(digits) == Decimal(number)


@pytest.mark.parametrize(
    "digits", ["21.10.2025", "2.1.3", "1.000.00", "1.23.456", "½½", "9" * 33, "1,2,3"]
)
def test_dates_and_versions_are_no_numbers(digits: str) -> None:
    assert read_digits(digits) is None


@given(st.decimals(0, 10**12, places=2), st.sampled_from([".", " ", "\u00a0", "\u202f"]))
def test_every_grouped_number_is_read_back(number: Decimal, separator: str) -> None:
    whole, _, cents = f"{number:,.2f}".partition(".")
    assert read_digits(f"{whole.replace(',', separator)},{cents}") == number
