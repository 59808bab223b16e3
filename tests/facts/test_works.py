"""Who runs what has no name, and who commissions whom."""

import pytest
from fact_examples import example, short


def told(marked: str) -> set[tuple[str, str, str]]:
    facts = example(marked).facts()
    return short([f for f in facts if f.predicate in ("runs", "commissions")])


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "Bonn baut ein Hallenbad in Beuel. Bauherr ist die [[SWB|ORG]].",
            {("SWB", "runs", "Hallenbad in Beuel")},
        ),
        (
            "Betreiberin des Hallenbads bleibt die [[SWB|ORG]].",
            {("SWB", "runs", "Hallenbad")},
        ),
        (
            "Koordiniert wird der Aufbau des Netzes von der [[NOW GmbH|ORG]].",
            {("NOW GmbH", "runs", "Aufbau des Netzes")},
        ),
        (
            "Bonn plant eine Forschungsbrücke nach Beuel. Getragen wird das Projekt von der "
            "[[ETH|ORG]], der [[EPFL|ORG]] und dem [[CSEM|ORG]].",
            {(body, "runs", "Forschungsbrücke nach Beuel") for body in ("ETH", "EPFL", "CSEM")},
        ),
        (
            "Betrieben wird das Netz [[Elbe|PROG]] von der [[NOW GmbH|ORG]].",
            {("NOW GmbH", "runs", "Elbe")},
        ),
        (
            "[[Ports|ORG]], die mit der Ausführung die Firma [[Strabag|ORG]] beauftragt hat.",
            {("Ports", "commissions", "Strabag")},
        ),
        (
            "Der [[Bund|ORG]] hat die Kanzlei [[Noerr|ORG]] mit einem Gutachten beauftragt.",
            {("Bund", "commissions", "Noerr")},
        ),
        (
            "Die [[MVV|ORG]] hat bei [[Everllence|ORG]] zwei Pumpen geordert.",
            {("MVV", "commissions", "Everllence")},
        ),
        (
            "Der Verbund [[VMS|ORG]] bestellte bei [[Alstom|ORG]] Züge.",
            {("VMS", "commissions", "Alstom")},
        ),
        ("Getragen wird sie zu 70 Prozent vom [[Bund|ORG]].", set()),
        ("Bauherr ist die [[SWB|ORG]].", set()),
        ("Gebaut wird bei der [[SWB|ORG]].", set()),
        ("[[Ports|ORG]] lobte die Firma [[Strabag|ORG]], die er beauftragt hat.", set()),
        ("Die [[MVV|ORG]] hat bei [[Everllence|ORG]] nachgefragt.", set()),
        ("Die [[MVV|ORG]] wird von der [[Stadt|LOC]] beauftragt.", set()),
    ],
)
def test_works(marked: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(marked) == expected


def test_an_appointment_is_no_commission() -> None:
    found = example(
        "Die [[Kommission|ORG]] hat [[Ada Roth|PER]] zur Direktorin berufen.",
        ("commissions", "Kommission", "Ada Roth"),
    )

    assert found.facts() == ()


def test_a_word_of_one_text_is_a_topic_of_that_text() -> None:
    marked = "Organisiert wird die Reise von der [[IHK|ORG]]."

    (one,), (other,) = example(marked).facts(), example(f"{marked} Gut.").facts()

    assert one.object.name == other.object.name == "Reise"
    assert one.object.iri != other.object.iri
