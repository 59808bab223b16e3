"""What things without a name cost, and what "das Vorhaben" and "die Kosten" mean."""

import pytest
from fact_examples import example

from kg.model import Fact


def costs(marked: str, title: str = "Ohne Titel") -> list[Fact]:
    return [f for f in example(marked, title=title).facts() if f.predicate == "costs"]


@pytest.mark.parametrize(
    ("marked", "thing", "kind"),
    [
        (
            "Die Sanierung des Hallenbads kostet [[5 Mio. Euro|MONEY]].",
            "Sanierung des Hallenbads", "Kosten",
        ),
        (
            "Die Kosten für den Neubau der Feuerwache belaufen sich auf [[5 Mio. Euro|MONEY]].",
            "Neubau der Feuerwache", "Kosten",
        ),
        (
            "Die Gesamtkosten des Neubaus betragen [[5 Mio. Euro|MONEY]].",
            "Neubau", "Gesamtkosten",
        ),
        (
            "Die Kosten des ersten Bauabschnitts beziffert sie auf [[5 Mio. Euro|MONEY]].",
            "Bauabschnitt", "Kosten",
        ),
        (
            "Für den Aufbau der Zentren seien [[5 Mio. Euro|MONEY]] nötig.",
            "Aufbau der Zentren", "Kosten",
        ),
        (
            "Sie plant eine Turnhalle, für die [[5 Mio. Euro|MONEY]] vorgesehen sind.",
            "Turnhalle", "Kosten",
        ),
        (
            "Begonnen hat der Bau eines Laborgebäudes für die Chemie. Das Vorhaben kostet "
            "[[5 Mio. Euro|MONEY]].",
            "Bau eines Laborgebäudes für die Chemie", "Kosten",
        ),
        (
            "Bonn baut einen Radweg nach Beuel. Insgesamt kostet das Projekt "
            "[[5 Mio. Euro|MONEY]].",
            "Radweg nach Beuel", "Kosten",
        ),
        (
            "Chipfabrik in Erfurt\n\nDie Prüfung dauerte lange. Die Gesamtinvestition beläuft "
            "sich auf [[5 Mio. Euro|MONEY]].",
            "Chipfabrik in Erfurt", "Gesamtinvestition",
        ),
    ],
)  # fmt: skip
def test_a_thing_without_a_name_has_its_price(marked: str, thing: str, kind: str) -> None:
    (fact,) = costs(marked)

    assert (fact.subject.name, fact.subject.type) == (thing, "Topic")
    assert (fact.object.name, fact.rule) == (kind, "thing-costs")
    assert fact.amount is not None


@pytest.mark.parametrize(
    "marked",
    [
        "Der Bund gibt [[5 Mio. Euro|MONEY]] für die Sanierung des Hallenbads.",
        "Das Vorhaben kostet [[5 Mio. Euro|MONEY]].",
        "Auf dem Gelände des ehemaligen Kraftwerks wohnt man. Die Kosten betragen "
        "[[5 Mio. Euro|MONEY]].",
        "Die Straßen sind voll. Das kostet Nerven, [[5 Mio. Euro|MONEY]] fehlen.",
    ],
)
def test_other_sums_are_no_prices(marked: str) -> None:
    assert costs(marked) == []


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("Der Bau der Turnhalle kostet [[5 Mio. Euro|MONEY]].", "factual"),
        ("Der Bau der Turnhalle soll [[5 Mio. Euro|MONEY]] kosten.", "planned"),
        ("Der Bau der Turnhalle koste [[5 Mio. Euro|MONEY]], hieß es.", "reported"),
    ],
)
def test_the_mood_of_the_clause_is_kept(words: str, modality: str) -> None:
    assert [fact.modality for fact in costs(words)] == [modality]


def test_the_sentence_of_the_thing_is_evidence_too() -> None:
    (fact,) = costs("Bonn baut ein Hallenbad in Beuel. Das Projekt kostet [[5 Mio. Euro|MONEY]].")

    assert len(fact.evidence) == 2


def test_a_named_project_keeps_its_entity() -> None:
    (fact,) = costs("Der Bau der [[Elbbrücke|PROG]] kostet [[5 Mio. Euro|MONEY]].")

    assert (fact.subject.name, fact.subject.type) == ("Elbbrücke", "FundingInstrument")
