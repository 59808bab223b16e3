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


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "Die [[gematik|ORG]], an der der [[Bund|ORG]] [[51 Prozent|QUANTITY]] hält, wartet.",
            {("Bund", "gematik", "51 Prozent")},
        ),
        (
            "Gebaut wird es von der [[AEN|ORG]], an der [[Olten|LOC]] 55 und die [[Alpiq|ORG]] "
            "[[45 Prozent|QUANTITY]] halten.",
            {("Olten", "AEN", "55 Prozent"), ("Alpiq", "AEN", "45 Prozent")},
        ),
        (
            "Die [[AEN|ORG]] gehört zu [[80 Prozent|QUANTITY]] der [[Elia|ORG]] und zu "
            "[[20 Prozent|QUANTITY]] der [[KfW|ORG]].",
            {("Elia", "AEN", "80 Prozent"), ("KfW", "AEN", "20 Prozent")},
        ),
        (
            "Größter Anteilseigner der [[AEN|ORG]] ist mit [[50,1 Prozent|QUANTITY]] die Stadt "
            "[[Bonn|LOC]]; [[Igneo|ORG]], seit 2020 dabei, kommt auf [[45,1 Prozent|QUANTITY]].",
            {("Bonn", "AEN", "50,1 Prozent"), ("Igneo", "AEN", "45,1 Prozent")},
        ),
        (
            "Es geht um die [[Meyer Werft|ORG]]. Derzeit halten der [[Bund|ORG]] und "
            "[[Bremen|LOC]] jeweils [[40,4 Prozent|QUANTITY]] an der Werft.",
            {("Bund", "Meyer Werft", "40,4 Prozent"), ("Bremen", "Meyer Werft", "40,4 Prozent")},
        ),
        (
            "Die Firma [[BREB|ORG]], an der die dänische [[BWS|ORG]] die Mehrheit hält, kommt.",
            {("BWS", "BREB", "die Mehrheit")},
        ),
        (
            "Die [[Asphalt GmbH|ORG]], eine Tochter des Konzerns [[Strabag|ORG]], klagt.",
            {("Strabag", "Asphalt GmbH", None)},
        ),
        (
            "Geplant ist ein Gemeinschaftsunternehmen, an dem [[X-Fab|ORG]] "
            "[[30 Prozent|QUANTITY]] halten soll.",
            set(),
        ),
    ],
)
def test_shares_are_told_in_many_ways(
    marked: str, expected: set[tuple[str, str, str | None]]
) -> None:
    assert shares(marked) == expected


def test_a_share_to_come_is_planned() -> None:
    (fact,) = example(
        ABOUT + "[[80 Prozent|QUANTITY]] soll die [[Elia|ORG]] halten, [[80 Prozent|QUANTITY]] "
        "gehören künftig der [[Elia|ORG]]."
    ).facts()

    assert (fact.modality, fact.confidence) == ("planned", 0.75)


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
