"""Who bears which share of the costs where no sum is joined to them."""

import pytest
from fact_examples import example

START = "Bonn baut eine Turnhalle in Beuel. "


def burdens(marked: str) -> set[tuple[str, str | None]]:
    facts = example(START + marked).facts()
    return {(f.subject.name, f.share) for f in facts if f.rule == "bears-share"}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Davon trägt der [[Bund|ORG]] 70 Prozent.", {("Bund", "70 Prozent")}),
        ("70 Prozent davon trägt der [[Bund|ORG]].", {("Bund", "70 Prozent")}),
        ("Den Rest der Kosten übernimmt die [[EU|ORG]].", {("EU", "Den Rest")}),
        (
            "Die Kosten tragen der [[Bund|ORG]] zur Hälfte und zu 30 Prozent das Land.",
            set(),
        ),
        (
            "Finanziert wird sie zur Hälfte vom [[Bund|ORG]] und zu 40 Prozent vom Land "
            "[[Hessen|LOC]].",
            {("Bund", "Hälfte"), ("Hessen", "40 Prozent")},
        ),
        (
            "Davon übernehmen der [[Bund|ORG]] die Hälfte und [[Hessen|LOC]] 30 Prozent.",
            {("Bund", "die Hälfte"), ("Hessen", "30 Prozent")},
        ),
        (
            "Die Kosten trugen [[Hessen|LOC]] und der [[Bund|ORG]] jeweils die Hälfte.",
            {("Hessen", "die Hälfte"), ("Bund", "die Hälfte")},
        ),
        ("An ihr hält der [[Bund|ORG]] 70 Prozent der Anteile und trägt das Netz.", set()),
        ("Der [[Bund|ORG]] trägt 70 Prozent mehr Uniformen.", set()),
    ],
)
def test_a_share_of_the_costs_is_funding(
    marked: str, expected: set[tuple[str, str | None]]
) -> None:
    assert burdens(marked) == expected


def test_the_share_is_of_the_thing_that_the_text_spoke_of() -> None:
    found = example(START + "Davon will der [[Bund|ORG]] 70 Prozent tragen.")

    (fact,) = (fact for fact in found.facts() if fact.rule == "bears-share")

    assert fact.object.name == "Turnhalle in Beuel"
    assert (fact.predicate, fact.modality, fact.amount) == ("funds", "planned", None)
    assert len(fact.evidence) == 2


def test_without_a_thing_there_is_no_burden() -> None:
    assert example("Davon trägt der [[Bund|ORG]] 70 Prozent.").facts() == ()
