from datetime import date

import pytest

from kg.network.reading import documents, estimate, facts, mentions, period


@pytest.mark.parametrize(
    ("start", "end", "as_of", "expected"),
    [
        (None, None, None, (None, None)),
        (None, None, 2025, (2025, 2025)),
        (2020, None, 2025, (2020, 2025)),  # since 2020, as of 2025
        (2026, None, 2025, (2026, 2026)),  # from 2026 on, said in 2025
        (None, 2029, 2025, (2025, 2029)),  # until 2029
        (None, 2023, 2025, (2023, 2023)),  # until 2023, said later
        (2021, 2027, 2025, (2021, 2027)),
        (None, 2023, None, (2023, 2023)),
    ],
)
def test_period_of_a_fact(start, end, as_of, expected):
    def day(year):
        return date(year, 1, 1) if year else None

    assert period(day(start), day(end), day(as_of)) == tuple(map(day, expected))


@pytest.mark.parametrize(
    ("value", "least", "most", "expected"),
    [(5.0, None, None, 5.0), (None, 2.0, 4.0, 3.0), (None, 2.0, None, 2.0),
     (None, None, 4.0, 4.0), (None, None, None, None), (0.0, None, None, 0.0)],
)  # fmt: skip
def test_estimate_of_an_amount(value, least, most, expected):
    assert estimate(value, least, most) == expected


def test_reading_gives_each_fact_and_mention_once(store):
    published = {iri: d.published for iri, d in documents(store).items()}

    found = facts(store, published)
    assert len(found) == len({fact.fact for fact in found}) == 14
    assert all(fact.sentences for fact in found)
    assert len(list(mentions(store))) == 24
