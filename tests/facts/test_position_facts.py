"""Positions on what has no name: who demands, supports or opposes a topic in the text's words."""

import pytest
from fact_examples import example

from kg.model import Fact


def positions(marked: str) -> list[tuple[str, str, str]]:
    return [(f.subject.name, f.predicate, f.object.name) for f in facts(marked)]


def facts(marked: str) -> list[Fact]:
    return [fact for fact in example(marked).facts() if fact.rule.startswith("position:")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Der [[VKU|ORG]] fordert schärfere Sanktionen.", ("demands", "schärfere Sanktionen")),
        ("Die [[IHK|ORG]] warnt vor einer Vollsperrung.", ("opposes", "Vollsperrung")),
        ("Die [[IHK|ORG]] warnt vor weiteren Kosten.", ("opposes", "weitere Kosten")),
        ("Die [[IHK|ORG]] lobt die kurzen Wege.", ("supports", "kurze Wege")),
        ("Die [[IHK|ORG]] lobt den neuen Plan der Stadt.", ("supports", "neuen Plan der Stadt")),
        ("Die [[AfD|ORG]] lehnt höhere Gebühren ab.", ("opposes", "höhere Gebühren")),
        (
            "[[Ada Roth|PER]] forderte, der [[Bund|ORG]] müsse die Mehrkosten tragen.",
            ("demands", "der Bund müsse die Mehrkosten tragen"),
        ),
        (
            "Die [[OSBA|ORG]] mahnte, Aufträge müssten im Land bleiben.",
            ("demands", "Aufträge müssten im Land bleiben"),
        ),
        (
            "[[Ada Roth|PER]] forderte den Senat auf, ein Gutachten in Auftrag zu geben.",
            ("demands", "ein Gutachten in Auftrag zu geben"),
        ),
        ("Der [[VKU|ORG]] mahnt raschere Verfahren an.", ("demands", "raschere Verfahren")),
        ("Die [[SPD|ORG]] beantragt eine Aktuelle Stunde.", ("demands", "Aktuelle Stunde")),
        ("Die [[AfD|ORG]] befürwortete den Verkauf der Halle.", ("supports", "Verkauf der Halle")),
        (
            "Der [[VKU|ORG]] verlangte von der Regierung ein festes Budget.",
            ("demands", "festes Budget"),
        ),
        (
            "[[Ole Kurz|PER]], der dem [[Ausschuss für Forst, Jagd und Flur|ORG]] angehört, "
            "fordert schärfere Sanktionen.",
            ("demands", "schärfere Sanktionen"),
        ),
        (
            "Die [[IG Metall|ORG]] hingegen pocht auf eine Tarifbindung der Arbeitsplätze.",
            ("demands", "Tarifbindung der Arbeitsplätze"),
        ),
        (
            "[[Ole Kurz|PER]] ([[CDU|ORG]]), Sprecher der Gruppe, warb für den Erhalt "
            "eigenständiger Programme.",
            ("supports", "Erhalt eigenständiger Programme"),
        ),
        (
            "Der [[VDMA|ORG]] sprach sich am Montag gegen die Verschiebung der Fristen aus.",
            ("opposes", "Verschiebung der Fristen"),
        ),
        (
            "Deshalb begrüßte der Verband [[Bitkom|ORG]] die Einigung der Länder.",
            ("supports", "Einigung der Länder"),
        ),
        (
            "Die [[SPD|ORG]] verlangt mehr Zeit für Gemeinden.",
            ("demands", "mehr Zeit für Gemeinden"),
        ),
        (
            "Der [[Städtetag|ORG]] verlangt, dass das Land alle Kosten trägt.",
            ("demands", "dass das Land alle Kosten trägt"),
        ),
        (
            "[[Ada Roth|PER]] appellierte an die EU, das Instrument zu verlängern.",
            ("demands", "das Instrument zu verlängern"),
        ),
        (
            "[[Ada Roth|PER]] warb am Montag dafür, die Fristen zu verlängern.",
            ("supports", "die Fristen zu verlängern"),
        ),
        (
            "Der [[SSW|ORG]] bemängelte, dass die Schulen leer ausgehen.",
            ("opposes", "dass die Schulen leer ausgehen"),
        ),
        (
            "Nun forderte [[Pro Bahn|ORG]] den Bund auf, die Preise zu senken.",
            ("demands", "die Preise zu senken"),
        ),
        (
            "Die [[IG Metall|ORG]] stellte sich hinter den Umbau der Hütte.",
            ("supports", "Umbau der Hütte"),
        ),
        ("[[Ada Roth|PER]] hält eine Quote für dringend nötig.", ("demands", "Quote")),
        ("[[Ada Roth|PER]] hielt die Preise für überzogen.", ("opposes", "Preise")),
        ("Der [[VCI|ORG]] hält den Aufschub der Frist für richtig.",
         ("supports", "Aufschub der Frist")),
        ("Die [[FDP|ORG]] übte scharfe Kritik an der Dauer der Prüfung.",
         ("opposes", "Dauer der Prüfung")),
        (
            "[[KGNW|ORG]] fordert vom Land deutlich höhere Investitionsmittel.",
            ("demands", "höhere Investitionsmittel"),
        ),
        (
            "Die [[FDP|ORG]] befürwortet eine Kappung bei [[100.000 Euro|MONEY]] je Hof.",
            ("supports", "Kappung bei 100.000 Euro"),
        ),
        (
            "Der [[DBV|ORG]] lehnt die von der Kommission vorgeschlagene Kürzung der Hilfen ab.",
            ("opposes", "Kürzung der Hilfen"),
        ),
        ("[[Ada Roth|PER]] hält Kürzungen für rechtlich bedenklich.", ("opposes", "Kürzungen")),
        (
            "[[Ada Roth|PER]] hält es für geboten, die Preise zu senken.",
            ("demands", "die Preise zu senken"),
        ),
    ],
)  # fmt: skip
def test_a_verb_states_a_position(sentence: str, expected: tuple[str, str]) -> None:
    assert [found[1:] for found in positions(sentence)] == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "[[Ada Roth|PER]] hält eine Quote nicht für nötig.",
        "[[Ada Roth|PER]] hält eine Rede für die Partei.",
        "[[Ada Roth|PER]] übte den Umgang mit Kritik.",
        "Die [[IHK|ORG]] stellte sich hinter ihm auf.",
        "Die [[IHK|ORG]] fordert das [[BMDS|ORG]], um die Preise zu senken.",
        "Die [[IHK|ORG]] fordert nicht mehr Geld für Straßen.",
        "Die [[IHK|ORG]] würde eine Vollsperrung der Brücke begrüßen.",
        "Die Präsidentin der [[IHK|ORG]] fordert schärfere Sanktionen.",
        "Mit der [[IHK|ORG]] fordert sie schärfere Sanktionen.",
        "Die [[IHK|ORG]] begrüßt eine Entscheidung.",
        "Der [[VCI|ORG]] lehnt solche Vorgaben ab.",
        "Sie rügte das und forderte die [[Regierung Kern|ORG]] auf, die Preise zu senken.",
        "Der [[Bund|ORG]] unterstützt den Ausbau der Netze mit [[5 Mio. Euro|MONEY]].",
        "Die [[IHK|ORG]] fordert.",
        "Die [[IHK|ORG]] begrüßt ihn, ohne die Folgen zu kennen.",
    ],
)
def test_what_states_none(sentence: str) -> None:
    assert positions(sentence) == []


def test_all_of_an_enumeration_hold_the_position() -> None:
    found = positions("Die [[SPD|ORG]], die [[FDP|ORG]] und der [[SSW|ORG]] verlangen neue Wahlen.")

    assert [name for name, *_ in found] == ["FDP", "SPD", "SSW"]


def test_a_pronoun_is_the_only_person_of_the_sentence_before() -> None:
    (fact,) = facts("Hart urteilte [[Ada Roth|PER]]. Sie verlangt eine Sondersitzung des Rats.")

    assert (fact.subject.name, fact.object.name) == ("Ada Roth", "Sondersitzung des Rats")
    assert len(fact.evidence) == 2


@pytest.mark.parametrize(
    "text",
    [
        "[[Ada Roth|PER]] traf [[Ole Kurz|PER]]. Sie verlangt eine Sondersitzung des Rats.",
        "Hart urteilte [[Ada Roth|PER]]. Sie verlangen eine Sondersitzung des Rats.",
        "Hart urteilte der Rat. Sie verlangt eine Sondersitzung des Rats.",
    ],
)
def test_a_pronoun_of_which_it_is_not_clear_whom_it_means_states_nothing(text: str) -> None:
    assert positions(text) == []


def test_a_clause_is_a_topic_of_its_document_and_a_phrase_one_of_all() -> None:
    text = "Die [[IHK|ORG]] fordert, die Preise zu senken. Die [[IHK|ORG]] fordert mehr Geld."
    clause, phrase = facts(text)
    other_clause, other_phrase = facts(text + " Mehr nicht.")

    assert phrase.object == other_phrase.object
    assert clause.object.name == other_clause.object.name
    assert clause.object.iri != other_clause.object.iri
    assert clause.confidence < phrase.confidence


def test_the_number_in_a_demand_is_its_amount() -> None:
    (fact,) = facts("[[Ada Roth|PER]] fordert eine Absenkung auf [[150.000 Einwohner|QUANTITY]].")

    assert fact.amount is not None
    assert fact.amount.text == "150.000 Einwohner"


def test_a_participle_is_no_second_verb() -> None:
    found = positions("[[Ada Roth|PER]] plädierte dafür, verurteilte Firmen auszuschließen.")

    assert found == [("Ada Roth", "demands", "verurteilte Firmen auszuschließen")]


def test_a_second_verb_has_the_subject_of_the_first() -> None:
    found = positions(
        "Der [[DGB|ORG]] begrüßte die Einigung der Länder, pochte jedoch auf wirksame Kontrollen "
        "und forderte die [[IHK|ORG]] auf, die Preise zu senken."
    )

    assert found == [
        ("DGB", "demands", "die Preise zu senken"),
        ("DGB", "demands", "wirksame Kontrollen"),
        ("DGB", "supports", "Einigung der Länder"),
    ]


def test_they_are_those_that_the_sentence_before_joins() -> None:
    found = positions(
        "Der [[ZVEI|ORG]] und der [[VDMA|ORG]] klagen. Sie verlangen mehr Zeit dafür."
    )

    assert {*found} == {("ZVEI", "demands", "mehr Zeit"), ("VDMA", "demands", "mehr Zeit")}


@pytest.mark.parametrize(
    "before", ["Der [[ZVEI|ORG]] klagt.", "Der [[ZVEI|ORG]] sah den [[VDMA|ORG]].", "Alle klagen."]
)
def test_they_may_be_others(before: str) -> None:
    assert positions(f"{before} Sie verlangen mehr Zeit dafür.") == []


@pytest.mark.parametrize(
    "marked",
    [
        "[[Pro Bahn|ORG]] forderte den [[Bund|ORG]] auf, zu zahlen.",
        "[[Pro Bahn|ORG]] verlangte vom [[Bund|ORG]] Eile.",
    ],
)
def test_who_is_asked_is_not_what_is_asked_for(marked: str) -> None:
    found = example(marked, ("demands", "Pro Bahn", "Bund")).facts()

    assert "Bund" not in {fact.object.name for fact in found}


def test_the_first_verb_need_take_no_side() -> None:
    found = positions(
        "Deren Obmann [[Ada Roth|PER]] geht von hohen Lasten aus und verlangt ein festes Budget."
    )

    assert found == [("Ada Roth", "demands", "festes Budget")]


@pytest.mark.parametrize(
    "marked",
    [
        "Mit [[Ada Roth|PER]] geht man davon aus und verlangt ein festes Budget.",
        "Die [[SPD|ORG]] und die [[FDP|ORG]] gehen davon aus und verlangt ein festes Budget.",
    ],
)
def test_who_does_not_stand_first_demands_nothing(marked: str) -> None:
    assert positions(marked) == []


def test_sie_is_the_only_body_where_nobody_is_named() -> None:
    found = positions("Es klagt die [[KBV|ORG]]. Sie fordert ein festes Budget.")

    assert found == [("KBV", "demands", "festes Budget")]
