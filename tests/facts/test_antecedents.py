"""What "das Land", "der Konzern" and other definite nouns mean."""

import pytest
from fact_examples import example, short

from kg.facts.reading import Reading


def meanings(marked: str) -> list[str | None]:
    found = example(marked)
    reading = Reading(found.analysis, found.links)
    entities = [reading.entity(~k) for k in range(len(reading.nominals))]
    return [entity.name if entity else None for entity in entities]


@pytest.mark.parametrize(
    ("marked", "meant"),
    [
        ("Die [[RWE AG|ORG]] baut. Der Konzern zahlt.", "RWE AG"),
        ("[[Hessen|LOC]] plant. Das Land zahlt.", "Hessen"),
        ("Das Land [[Berlin|LOC]] plant. Das Land zahlt.", "Berlin"),
        ("Der [[Freistaat Sachsen|LOC]] plant. Der Freistaat zahlt.", "Freistaat Sachsen"),
        ("In der Stadt [[Kierspe|LOC]] wird gebaut. Die Stadt zahlt.", "Kierspe"),
        ("Streit in [[Guben|LOC]]\n\nEs wird gebaut, die Kommune zahlt das alles.", "Guben"),
        ("Der [[Landkreis Hof|LOC]] plant. Der Kreis zahlt.", "Landkreis Hof"),
        ("Das [[Verkehrsministerium|ORG]] plant. Das Haus zahlt.", "Verkehrsministerium"),
        ("Die [[IG Metall|ORG]] droht. Die Gewerkschaft will mehr.", "IG Metall"),
        ("Das [[Kartellamt|ORG]] prüft [[Vattenfall|ORG]]. Die Behörde wartet.", "Kartellamt"),
        ("Das [[Klinikum Hof|ORG]] baut. Das Klinikum zahlt.", "Klinikum Hof"),
        ("Die [[Meyer Werft|ORG]] ist teuer für [[TUI|ORG]]. Die Werft baut.", "Meyer Werft"),
        ("Das [[Ifo-Institut|ORG]] rechnet. Das Institut warnt.", "Ifo-Institut"),
        ("Der [[VDMA-Verband|ORG]] klagt. Der Umweltverband auch.", "VDMA-Verband"),
        # the only one of the sentence before, though the text names others
        ("Die [[BASF|ORG]] sah [[Bayer|ORG]]. [[Linde|ORG]] kam. Der Konzern baut.", "Linde"),
        # by far the most named
        (
            "[[Bayer|ORG]] stieg. [[Bayer|ORG]] fiel. [[Linde|ORG]] auch. Was nun? Ja, was? Der "
            "Konzern schweigt.",
            "Bayer",
        ),
    ],
)
def test_a_definite_noun_means_the_body_that_fits(marked: str, meant: str) -> None:
    assert meanings(marked)[-1] == meant


@pytest.mark.parametrize(
    "marked",
    [
        "Der Konzern zahlt. Das ist die [[RWE AG|ORG]].",
        "Die [[SPD|ORG]] fordert das. Der Konzern zahlt.",
        "Die [[BASF|ORG]] und [[Bayer|ORG]] bauen. Der Konzern zahlt.",
        "[[Hessen|LOC]] und [[Bayern|LOC]] planen. Das Land zahlt.",
        "Nun streitet man, so war es am Montag zu hören und am Dienstag zu lesen, in der Stadt "
        "weiter; in [[Berlin|LOC]] auch. Das Land zahlt.",
        "[[Bonn|LOC]], 4. Mai 2026. Es geht voran. Die Stadt zahlt.",
        "Der Branchenverband [[Silicon Saxony|ORG]] klagt. Der Konzern schweigt.",
        "[[Deutschland|LOC]] streitet.\n\nDas geht so nicht weiter. Die Stadt zahlt.",
    ],
)
def test_what_is_open_stays_open(marked: str) -> None:
    assert meanings(marked)[-1] is None


def test_who_is_meant_pays() -> None:
    found = example(
        "Die [[RWE AG|ORG]] baut. [[5 Mio. Euro|MONEY]] davon will der Konzern in das "
        "[[Netz Elbe|PROG]] stecken.",
        ("pays_for", "5 Mio. Euro", "Netz Elbe"),
    )

    (fact,) = (fact for fact in found.facts() if fact.predicate == "funds")

    assert (fact.subject.name, fact.object.name) == ("RWE AG", "Netz Elbe")
    assert fact.confidence < 0.9
    assert fact.rule == "pays:sum-will-give+pays_for:model"


def test_who_is_meant_demands() -> None:
    found = example("Die [[IG Metall|ORG]] droht. Die Gewerkschaft fordert kürzere Schichten.")

    assert ("IG Metall", "demands", "kürzere Schichten") in short(found.facts())
