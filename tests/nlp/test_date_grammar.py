from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import DateExpression
from kg.nlp.dates import parse_dates
from kg.nlp.dates_calendar import easter

TUESDAY = date(2025, 10, 21)


def only(text: str, reference: date | None = None) -> DateExpression:
    (found,) = parse_dates(text, reference=reference)
    return found


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("21.10.2025", "2025-10-21", "day"),
        ("1.7.25", "2025-07-01", "day"),
        ("21. Oktober 2025", "2025-10-21", "day"),
        ("1. Jänner 2026", "2026-01-01", "day"),
        ("5. Mrz. 2024", "2024-03-05", "day"),
        ("2025-10-21", "2025-10-21", "day"),
        ("Oktober 2025", "2025-10", "month"),
        ("10/2025", "2025-10", "month"),
        ("Mitte März 2026", "2026-03", "month"),
        ("3. Quartal 2026", "2026-Q3", "quarter"),
        ("vierte Quartal 2026", "2026-Q4", "quarter"),
        ("Q1 2026", "2026-Q1", "quarter"),
        ("2030", "2030", "year"),
        ("Ende 2026", "2026", "year"),
        ("Jahresende 2019", "2019", "year"),
        ("zweite Halbjahr 2024", "2024-07/2024-12", "range"),
        ("Schuljahr 2025/26", "2025/2026", "range"),
        ("Wintersemester 2024/25", "2024/2025", "range"),
        ("2021 bis 2027", "2021/2027", "range"),
        ("2028–2034", "2028/2034", "range"),
        ("2026/27", "2026/2027", "range"),
        ("9. bis 12. Juni 2026", "2026-06-09/2026-06-12", "range"),
        ("19. und 20. April 1993", "1993-04-19/1993-04-20", "range"),
        ("3./4. Dezember 2025", "2025-12-03/2025-12-04", "range"),
        ("Herbst 2025", "2025-09/2025-11", "range"),
        ("Winter 2023/24", "2023-12/2024-02", "range"),
        ("90er-Jahre", "1990/1999", "range"),
        ("21. Jahrhundert", "2001/2100", "range"),
        ("73 n. Chr.", "0073", "year"),
        ("Ostern 2027", "2027-03-28", "day"),
        ("Rosenmontag 2026", "2026-02-16", "day"),
    ],
)
def test_complete_dates(text: str, value: str, precision: str) -> None:
    found = only(text)

    assert (found.text, found.value, found.precision) == (text, value, precision)
    assert found.named


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Anfang 2026", date(2026, 1, 1), date(2026, 4, 30)),
        ("Mitte 2026", date(2026, 5, 1), date(2026, 8, 31)),
        ("Ende März 2026", date(2026, 3, 21), date(2026, 3, 31)),
        ("Anfang der 2000er", date(2000, 1, 1), date(2003, 12, 31)),
        ("Schuljahr 2025/26", date(2025, 8, 1), date(2026, 7, 31)),
        ("Februar 2024", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_first_and_last_day(text: str, first: date, last: date) -> None:
    assert (only(text).first, only(text).last) == (first, last)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("heute", "2025-10-21"),
        ("gestern", "2025-10-20"),
        ("am Montag", "2025-10-20"),
        ("am Dienstag", "2025-10-21"),
        ("Am Freitag wird der Rat beraten", "2025-10-24"),
        ("bis Freitag", "2025-10-24"),
        ("am kommenden Dienstag", "2025-10-28"),
        ("am vergangenen Dienstag", "2025-10-14"),
        ("im kommenden Jahr", "2026"),
        ("im vergangenen Jahr", "2024"),
        ("Ende dieses Jahres", "2025"),
        ("nächste Woche", "2025-10-27/2025-11-02"),
        ("im nächsten Monat", "2025-11"),
        ("im vorigen Quartal", "2025-Q3"),
        ("zum Jahresende", "2025"),
        ("in drei Jahren", "2028"),
        ("vor zwei Monaten", "2025-08"),
        ("im letzten Sommer", "2025-06/2025-08"),
    ],
)
def test_relative_dates_are_resolved_and_are_no_mentions(text: str, value: str) -> None:
    assert (only(text, TUESDAY).value, only(text, TUESDAY).named) == (value, False)
    assert only(text).value is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("am 28. Juni", "2025-06-28"),
        ("am 3.11.", "2025-11-03"),
        ("Mitte März", "2025-03"),
        ("seit November", "2024-11"),
        ("ab Februar", "2026-02"),
        ("im Januar", "2026-01"),
    ],
)
def test_dates_without_year_take_the_near_year(text: str, value: str) -> None:
    assert (only(text, TUESDAY).value, only(text, TUESDAY).named) == (value, True)
    assert only(text).value is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Der Rektor war im Herbst zurückgetreten.", "2025-09/2025-11"),
        ("Noch im Herbst habe ihm der Konzern die Arbeit zugesichert.", "2025-09/2025-11"),
        ("Erst im Oktober hatte das Land das Gesetz auf den Weg gebracht.", "2025-10"),
        ("Am 3. Mai wurde der Bau beschlossen, im Juni soll er beginnen.", "2025-05-03 2026-06"),
        ("Der Start ist im Mai geplant.", "2026-05"),
        ("Sie war bis zum Herbst Mitglied des Rates.", "2025-09/2025-11"),
        ("Sie bleibt bis zum Herbst Mitglied des Rates.", "2026-09/2026-11"),
        ("Die Frist wurde bis Mai verlängert.", "2026-05"),
        ("Der Start wurde auf Mai verschoben.", "2026-05"),
        ("Der Auftrag ist im Mai zu vergeben.", "2026-05"),
        ("Das Amt übernimmt sie im Mai.", "2026-05"),
    ],
)
def test_what_has_been_lies_in_the_past(text: str, value: str) -> None:
    found = parse_dates(text, reference=date(2026, 2, 3))

    assert " ".join(str(item.value) for item in found) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sie übernimmt das Haus zum 1. Januar.", "2027-01-01"),
        ("Sie hatte das Haus zum 1. Januar übernommen.", "2026-01-01"),
        ("Zum 1. Juni übernimmt sie das Haus.", "2026-06-01"),
        ("Das Gesetz ist zum 1. Januar in Kraft getreten.", "2026-01-01"),
    ],
)
def test_what_begins_at_a_day_long_over_begins_next_year(text: str, value: str) -> None:
    assert only(text, date(2026, 6, 30)).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Verdi hat für Montag zu einer Kundgebung aufgerufen.", "2025-10-27"),
        ("Der Beginn wurde auf Freitag verschoben.", "2025-10-24"),
        ("In der Nacht auf Montag brannte es.", "2025-10-20"),
    ],
)
def test_a_weekday_for_which_something_is_set_lies_ahead(text: str, value: str) -> None:
    assert only(text, TUESDAY).value == value


def test_a_month_takes_the_year_that_follows_it_in_words() -> None:
    found = parse_dates("im Oktober letzten Jahres", reference=TUESDAY)

    assert found[0].value == "2024-10"


def test_a_day_takes_the_year_of_the_date_it_is_joined_with() -> None:
    found = parse_dates("vom 1. Juli bis 31. Dezember 2023", reference=TUESDAY)

    assert [item.value for item in found] == ["2023-07-01", "2023-12-31"]


def test_a_count_behind_jahr_is_no_year() -> None:
    assert only("Das Land hat für das laufende Jahr 780 Millionen Euro zugesagt.").value is None
    assert only("Das Kloster wurde im Jahr 780 gegründet.").value == "0780"


def test_the_years_of_a_life_are_two_dates() -> None:
    assert [item.value for item in parse_dates("Bärensprung (1861–1930)")] == ["1861", "1930"]


def test_a_weekday_before_a_date_is_not_told_twice() -> None:
    assert only("am Dienstag, 15. März 2022").text == "15. März 2022"


@pytest.mark.parametrize(
    "text",
    [
        "Richtlinie (EU) 2022/2555",
        "Agenda 2030",
        "2000 Euro",
        "das 2020-Ziel",
        "31.02.2025",
        "1057. Sitzung",
        "Drucksache 19/8285",
        "Abschnitt 3.1.",
        "August Bebel",
        "Frau Mai",
        "1 BvR 2271/18",
        "guten Morgen",
    ],
)
def test_other_numbers_and_names_are_no_dates(text: str) -> None:
    assert parse_dates(text) == ()


def test_the_year_in_the_name_of_an_event_is_no_mention() -> None:
    assert not only("die Bundestagswahl 2025").named


@pytest.mark.parametrize(
    ("year", "day"), [(2000, (4, 23)), (2024, (3, 31)), (2025, (4, 20)), (2038, (4, 25))]
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


MONTHS = [
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September"),
    *("Oktober", "November", "Dezember"),
]


@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)))
def test_a_rendered_day_is_read_back(day: date) -> None:
    for text in (
        f"{day.day}. {MONTHS[day.month - 1]} {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d.%m.}{day.year}",
    ):
        found = only(f"Am {text} tagte der Rat.")
        assert (found.text, found.first, found.last) == (text, day, day)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(MONTHS), st.integers(1, 31))
def test_a_day_without_year_lies_within_a_year_of_the_document(reference, month, day) -> None:
    # the 29th of February is not in every year, so the nearest one can be farther away
    most = 731 if (day, month) == (29, "Februar") else 366
    for found in parse_dates(f"am {day}. {month}", reference=reference):
        assert found.first is None or abs((found.first - reference).days) <= most


@given(st.text(alphabet="0123456789. /–-JuliMärzbsundEndeer\n", max_size=60))
def test_offsets_always_agree_with_the_text(text: str) -> None:
    end = 0
    for found in parse_dates(text, reference=TUESDAY):
        assert end <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]
        end = found.end
