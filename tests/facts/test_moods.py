"""Plans and facts told by the words of a clause."""

import pytest

from kg.facts.moods import mood


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Der Bund will 70 Prozent tragen.", "planned"),
        ("Der Bau wird 5 Mio. Euro kosten.", "planned"),
        ("Für den Bau sind 5 Mio. Euro veranschlagt.", "planned"),
        ("Der Bau wird vom Bund getragen.", "factual"),
        ("Der Bund trägt 70 Prozent.", "factual"),
    ],
)
def test_an_intention_makes_a_plan(words: str, expected: str) -> None:
    assert mood(words, 0, len(words)) == expected


def test_only_the_part_that_is_asked_for_counts() -> None:
    words = "Er will gehen. Der Bund trägt 70 Prozent."

    assert mood(words, 15, len(words)) == "factual"
