"""Bare offices whose body the text before tells, and persons that an office alone means."""

import pytest
from fact_examples import example

from kg.facts.actors import holder, speaker, speakers
from kg.facts.reading import Reading
from kg.model import Span

# A first line that is no heading.
LONG = (
    "Es geht voran, hieß es am Montag in der Region, auch wenn noch vieles offen ist und bleibt. "
)


def member(marked: str) -> set[tuple[str, str]]:
    found = example(
        LONG + marked, ("role_holder", "Ada Roth", marked.split("[[")[-2].split("|")[0])
    )
    return {(f.object.name, f.rule) for f in found.facts() if f.predicate == "memberOf"}


@pytest.mark.parametrize(
    ("marked", "body"),
    [
        ("Die [[RWE AG|ORG]] baut. Der Bescheid ging an [[Standortleiter|ROLE]] [[Ada Roth|PER]].",
         "RWE AG"),
        ("Die [[IG Metall|ORG]] droht. Es sprach [[Bezirksleiterin|ROLE]] [[Ada Roth|PER]].",
         "IG Metall"),
        ("Im [[Ifo-Institut|ORG]] sprach [[Institutsleiterin|ROLE]] [[Ada Roth|PER]].",
         "Ifo-Institut"),
        ("Im [[Gesundheitsausschuss|ORG]] sprach der [[Ausschussvorsitzende|ROLE]] "
         "[[Ada Roth|PER]].", "Gesundheitsausschuss"),
        ("Die Stadt [[Kierspe|LOC]] baut. Dafür ist [[Ratsfrau|ROLE]] [[Ada Roth|PER]].",
         "Kierspe"),
    ],
)  # fmt: skip
def test_a_bare_office_is_in_the_body_that_the_text_speaks_of(marked: str, body: str) -> None:
    assert member(marked) == {(body, "role-of-antecedent")}


@pytest.mark.parametrize(
    "marked",
    [
        "Die [[BASF|ORG]] traf [[Bayer|ORG]]. Es sprach [[Werksleiter|ROLE]] [[Ada Roth|PER]].",
        "Die [[RWE AG|ORG]] baut. Es sprach [[Bezirksleiterin|ROLE]] [[Ada Roth|PER]].",
        "Die Stadt [[Kierspe|LOC]] baut. In [[Guben|LOC]] sprach [[Ratsfrau|ROLE]] "
        "[[Ada Roth|PER]].",
    ],
)
def test_where_several_bodies_are_possible_the_office_stands_alone(marked: str) -> None:
    assert member(marked) == set()


@pytest.mark.parametrize(
    ("marked", "body"),
    [
        ("Die [[FDP|ORG]] in der [[Bürgerschaft|ORG]] zweifelt. Deren "
         "[[wirtschaftspolitischer Sprecher|ROLE]] [[Ada Roth|PER]] klagte.", "FDP"),
        ("Die [[RWE AG|ORG]] traf den [[VKU|ORG]]. Dessen [[Präsidentin|ROLE]] [[Ada Roth|PER]] "
         "klagte.", "VKU"),
        ("Die [[IG Metall|ORG]] sah die [[RWE AG|ORG]]. Ihre [[Bevollmächtigte|ROLE]] "
         "[[Ada Roth|PER]] klagte.", "IG Metall"),
    ],
)  # fmt: skip
def test_deren_is_the_last_and_ihr_the_first_of_the_sentence_before(marked: str, body: str) -> None:
    words = marked.split("|ROLE")[0].split("[[")[-1]
    found = example(LONG + marked, ("role_holder", "Ada Roth", words))

    assert {(f.object.name, f.rule) for f in found.facts()} >= {(body, "role-of-pronoun")}


def test_ihr_may_be_a_person() -> None:
    found = example(
        "[[Bo Lind|PER]] traf die [[RWE AG|ORG]]. Ihre [[Sprecherin|ROLE]] [[Ada Roth|PER]] kam.",
        ("role_holder", "Ada Roth", "Sprecherin"),
    )

    assert "memberOf" not in {f.predicate for f in found.facts()}


MINISTER = "[[Umweltministerin|ROLE]] [[Ada Roth|PER]] kam. "


def meant(marked: str, *more: tuple[str, str, str]) -> str | None:
    found = example(MINISTER + marked, ("role_holder", "Ada Roth", "Umweltministerin"), *more)
    reading = Reading(found.analysis, found.links)
    last = max(i for i, m in enumerate(reading.mentions) if m.label == "ROLE")
    person = holder(reading, last)
    return None if person is None else reading.mention(person).text


@pytest.mark.parametrize(
    ("marked", "person"),
    [
        ("Die [[Ministerin|ROLE]] ging.", "Ada Roth"),
        ("Danach forderte die [[Ministerin|ROLE]] die [[IHK|ORG]] auf.", "Ada Roth"),
        ("Die [[Ministerin|ROLE]] für Bau ging.", None),
        ("Die [[Ministerin|ROLE]] [[Bo Lind|PER]] ging.", None),
        ("Eine [[Ministerin|ROLE]] ging.", None),
        ("Die [[Präsidentin|ROLE]] ging.", None),
    ],
)
def test_an_office_alone_means_the_only_person_of_that_office(
    marked: str, person: str | None
) -> None:
    assert meant(marked) == person


def test_of_two_ministers_neither_is_meant() -> None:
    found = meant(
        "[[Bauministerin|ROLE]] [[Bo Lind|PER]] auch. Die [[Ministerin|ROLE]] ging.",
        ("role_holder", "Bo Lind", "Bauministerin"),
    )

    assert found is None


def test_who_is_meant_speaks() -> None:
    found = example(
        MINISTER + "Die [[Ministerin|ROLE]] fordert kürzere Fristen. Der Konzern schweigt.",
        ("role_holder", "Ada Roth", "Umweltministerin"),
    )
    reading = Reading(found.analysis, found.links)
    able = speakers(reading, Span(0, len(reading.text)))

    assert [e.name for i in able if (e := speaker(reading, i))] == ["Ada Roth", "Ada Roth"]
    assert ("Ada Roth", "demands", "kürzere Fristen") in {
        (f.subject.name, f.predicate, f.object.name) for f in found.facts()
    }
