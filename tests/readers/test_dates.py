from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.readers.dates import parse_date


@pytest.mark.parametrize(
    "text",
    [
        "5. März 2025",
        "05.03.2025",
        "5.3.25",
        "2025-03-05T10:00:00+01:00",
        "Mi, 05 Mär 2025 10:00:00 +0100",
        "Wed, 05 Mar 2025 09:00:00 GMT",
        "5. Mrz. 2025",
        "05/03/2025",
        "March 5, 2025",
        "20250305",
        "erschienen am Mittwoch, dem 5. März 2025, in Bonn",
    ],
)
def test_dates_are_read_in_the_forms_sources_use(text: str) -> None:
    assert parse_date(text) == date(2025, 3, 5)


@pytest.mark.parametrize(
    "text", [None, "", "31.02.2025", "März 2025", "§ 3.4.5", "1.234.567", "99"]
)
def test_what_is_no_full_date_gives_none(text: str | None) -> None:
    assert parse_date(text) is None


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert parse_date(f"{day:%d.%m.%Y}") == day
    assert parse_date(day.isoformat()) == day
