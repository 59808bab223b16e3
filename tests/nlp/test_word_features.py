from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.features import (
    COLUMNS,
    FLAGS,
    FORM_ROWS,
    PREFIX_ROWS,
    SHAPE_ROWS,
    SUFFIX_ROWS,
    flags,
    rows,
    shape,
)  # fmt: skip


def test_shape_keeps_case_and_digits_and_cuts_runs() -> None:
    assert [shape(w) for w in ("Bundestag", "EU-Kommission", "21.10.2025", "BMWK", "S&D")] == [
        "Xxx", "XX-Xxx", "dd.dd.dd", "XX", "X&X",
    ]  # fmt: skip


@given(st.text(min_size=1, max_size=40))
def test_every_word_has_rows_inside_the_tables(word: str) -> None:
    found = rows(word)

    limits = (FORM_ROWS,) * 2 + (PREFIX_ROWS,) * 3 + (SUFFIX_ROWS,) * 3 + (SHAPE_ROWS,)
    assert len(found) == COLUMNS
    assert all(0 <= row < limit for row, limit in zip(found, limits, strict=True))


def test_case_changes_the_shape_row_alone() -> None:
    assert rows("MINISTER")[:8] == rows("Minister")[:8]
    assert rows("MINISTER")[8] != rows("Minister")[8]


def test_numbers_of_equal_length_are_alike() -> None:
    assert rows("2025") == rows("2031")


def test_flags_are_found_for_genitives_and_capitals() -> None:
    words = {"Berlin": 1, "Angela": 1 << 3}

    assert flags("Berlins", words)[0] == 1.0
    assert flags("ANGELA", words)[3] == 1.0
    assert flags("Wald", words) == (0.0,) * len(FLAGS)
