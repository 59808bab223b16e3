"""Shares in a company that another clause or sentence names."""

import pytest
from fact_examples import example

ABOUT = "Der Netzbetreiber [[50Hertz|ORG]] baut aus. "


def shares(marked: str, *relations: tuple[str, str, str]) -> set[tuple[str, str, str | None]]:
    facts = example(marked, *relations).facts()
    return {(f.subject.name, f.object.name, f.share) for f in facts if f.predicate == "owns"}


@pytest.mark.parametrize(
    "told",
    [
        "[[80 Prozent|QUANTITY]] gehören der belgischen [[Elia-Gruppe|ORG]].",
        "Die übrigen [[80 Prozent|QUANTITY]] der Anteile liegen bei der [[Elia-Gruppe|ORG]].",
        "[[80 Prozent|QUANTITY]] hält inzwischen die [[Elia-Gruppe|ORG]].",
        "An dem Unternehmen hält die [[Elia-Gruppe|ORG]] rund [[80 Prozent|QUANTITY]].",
    ],
)
def test_a_share_is_one_in_the_company_of_the_sentence_before(told: str) -> None:
    assert shares(ABOUT + told) == {("Elia-Gruppe", "50Hertz", "80 Prozent")}


def test_two_owners_hold_the_company_of_the_heading() -> None:
    found = shares(
        "Streit um die [[HHLA|ORG]]\n\nEs geht um viel. [[49,9 Prozent|QUANTITY]] gehören der "
        "Reederei [[MSC|ORG]], [[50,1 Prozent|QUANTITY]] hält [[Hamburg|LOC]]."
    )

    assert found == {("MSC", "HHLA", "49,9 Prozent"), ("Hamburg", "HHLA", "50,1 Prozent")}


def test_the_company_is_that_whose_shares_are_told_of() -> None:
    found = shares(
        "[[Linz AG|ORG]] kauft Teile der [[Ökowind|ORG]]. Verkäufer ist die [[Estag|ORG]]. "
        "Die restlichen [[25 Prozent|QUANTITY]] bleiben bei der Gemeinde [[Hartberg|LOC]].",
        ("owns", "Estag", "Ökowind"),
    )

    assert ("Hartberg", "Ökowind", "25 Prozent") in found


@pytest.mark.parametrize(
    "told",
    [
        ABOUT + "[[80 Prozent|QUANTITY]] gehören der [[Elia-Gruppe|ORG]] an.",
        ABOUT + "[[80 Mio. Euro|QUANTITY]] gehören der [[Elia-Gruppe|ORG]].",
        ABOUT + "[[80 Prozent|QUANTITY]] lobt die [[Elia-Gruppe|ORG]].",
        "[[80 Prozent|QUANTITY]] gehören der [[Elia-Gruppe|ORG]].",
        "[[Elia|ORG]] wächst. [[80 Prozent|QUANTITY]] gehören der [[Elia-Gruppe|ORG]].",
        "[[RWE|ORG]] lobt [[EWE|ORG]]. [[80 Prozent|QUANTITY]] gehören der [[Elia-Gruppe|ORG]].",
    ],
)
def test_nothing_is_owned_where_no_company_is_sure(told: str) -> None:
    assert shares(told) == set()


def test_what_a_relation_says_is_not_said_twice() -> None:
    found = shares(
        "Die [[HHLA|ORG]] wächst. [[40 Prozent|QUANTITY]] gehören der [[MSC|ORG]].",
        ("owns", "MSC", "HHLA"),
    )

    assert found == {("MSC", "HHLA", "40 Prozent")}
