"""Who came to occasions without a name, and who leads what by a verb."""

import pytest
from fact_examples import example


def told(marked: str, rule: str) -> set[tuple[str, str | None, str]]:
    facts = example(marked).facts()
    return {(f.subject.name, f.role, f.object.name) for f in facts if f.rule == rule}


@pytest.mark.parametrize(
    ("marked", "guests", "occasion"),
    [
        (
            "An der Feierstunde nahmen neben [[Ada Roth|PER]] auch [[Ole Kurz|PER]] teil.",
            {"Ada Roth", "Ole Kurz"}, "Feierstunde",
        ),
        (
            "Zum ersten Spatenstich waren [[Ada Roth|PER]] und Vertreter der [[IHK|ORG]] gekommen.",
            {"Ada Roth", "IHK"}, "Spatenstich",
        ),
        (
            "[[Ole Kurz|PER]] schwieg vor der Feier, bei der Übergabe in [[Horka|LOC]] kam "
            "[[Ada Roth|PER]].",
            {"Ada Roth"}, "Übergabe in Horka",
        ),
        (
            "Im Beisein von [[Ada Roth|PER]] und Minister [[Ole Kurz|PER]] wurde die Halle "
            "eröffnet.",
            {"Ada Roth", "Ole Kurz"}, "Eröffnung",
        ),
    ],
)  # fmt: skip
def test_who_came_takes_part(marked: str, guests: set[str], occasion: str) -> None:
    assert told(marked, "guest") == {(guest, None, occasion) for guest in guests}


@pytest.mark.parametrize(
    "marked",
    [
        "An der Feierstunde nahm [[Ada Roth|PER]] nicht teil.",
        "[[Ada Roth|PER]] kam zu spät.",
        "[[Ada Roth|PER]] lobte die Feier.",
        "An der Feier nahm die [[IHK|ORG]] Anteil.",
        "Im Beisein von [[Ada Roth|PER]] regnete es.",
    ],
)
def test_others_took_no_part(marked: str) -> None:
    assert told(marked, "guest") == set()


def test_the_event_of_the_text_is_the_occasion() -> None:
    found = example(
        "Fachgespräch zu Netzen in Wien\n\nEs war voll. Am Fachgespräch nahm auch "
        "[[Ada Roth|PER]] teil.",
        title="Fachgespräch zu Netzen in Wien",
    )

    assert {f.object.name for f in found.facts() if f.predicate == "participatesIn"} == {
        "Fachgespräch zu Netzen in Wien"
    }


@pytest.mark.parametrize(
    ("marked", "role"),
    [
        ("[[Ada Roth|PER]], die seit 2021 das [[Ifo-Institut|ORG]] leitet, kam.", "Leitung"),
        ("[[Ada Roth|PER]] (SPD), die bisher das [[Ifo-Institut|ORG]] leitete.", "bisher Leitung"),
        ("[[Ada Roth|PER]] leitet seit Mai das [[Ifo-Institut|ORG]].", "Leitung"),
        (
            "[[Ada Roth|PER]], die derzeit noch das Controlling der [[Ifo-Institut|ORG]] in Bonn "
            "leitet.",
            "Leitung Controlling",
        ),
        ("[[Ada Roth|PER]], der auch dem [[Ifo-Institut|ORG]] vorsitzt, kam.", "Leitung"),
    ],
)
def test_who_leads_is_a_member_with_that_role(marked: str, role: str) -> None:
    assert told(marked, "leads") == {("Ada Roth", role, "Ifo-Institut")}


@pytest.mark.parametrize(
    "marked",
    [
        "[[Ada Roth|PER]], die das [[Ifo-Institut|ORG]] lobt, leitet nichts.",
        "[[Ada Roth|PER]] führt über das [[Ifo-Institut|ORG]] Klage.",
        "[[Ada Roth|PER]], deren Chef das [[Ifo-Institut|ORG]] leitet, kam.",
    ],
)
def test_others_lead_nothing(marked: str) -> None:
    assert told(marked, "leads") == set()
