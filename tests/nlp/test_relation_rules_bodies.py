"""Where roles are held of which no sentence says it; parties are no places of office."""

import pytest
from brackets import read_marked

from kg.nlp.relation_rules import relations_by_rule


def held_at(marked: str) -> set[tuple[str, str, str]]:
    """Return rule, role and body of each role that the rules place."""
    text, mentions = read_marked(marked)
    return {
        (r.rule, mentions[r.head].text, mentions[r.child].text)
        for r in relations_by_rule(text, (), mentions)
        if r.name == "role_at"
    }


@pytest.mark.parametrize(
    ("marked", "rule", "role", "body"),
    [
        (
            "Das [[Hospiz Sankt Barbara|ORG]] wartet auf Geld der [[AOK|ORG]]. „Wir können nicht "
            "mehr“, sagt [[Hospizleiterin|ROLE]] [[Ada Roth|PER]].",
            "body-of-kind", "Hospizleiterin", "Hospiz Sankt Barbara",
        ),
        (
            "Die [[Landesärztekammer|ORG]] und der [[DGB|ORG]] warnen. Das Gesetz helfe wenig, "
            "sagte [[Kammerpräsident|ROLE]] [[Ole Kurz|PER]].",
            "body-of-kind", "Kammerpräsident", "Landesärztekammer",
        ),
        (
            "Das [[Bauministerium|ORG]] will sparen, der [[DIHK|ORG]] nicht. [[Ministerin|ROLE]] "
            "[[Ada Roth|PER]] bleibt dabei.",
            "ministry-of-minister", "Ministerin", "Bauministerium",
        ),
        (
            "Das [[Bundesumweltministerium|ORG]] prüft das. Es eile nicht, so "
            "[[Umweltminister|ROLE]] [[Ole Kurz|PER]].",
            "ministry-of-minister", "Umweltminister", "Bundesumweltministerium",
        ),
        (
            "In [[Hessen|LOC]] fehlen Lehrer, klagt der [[VBE|ORG]]. [[Kultusminister|ROLE]] "
            "[[Ole Kurz|PER]] widersprach.",
            "land-of-minister", "Kultusminister", "Hessen",
        ),
        (
            "[[Erfurt|LOC]]. Das Land [[Thüringen|LOC]] zahlt. [[Ministerpräsidentin|ROLE]] "
            "[[Ada Roth|PER]] kam.",
            "land-of-minister", "Ministerpräsidentin", "Thüringen",
        ),
    ],
)  # fmt: skip
def test_a_role_is_held_at_the_only_body_that_fits(
    marked: str, rule: str, role: str, body: str
) -> None:
    assert held_at(marked) == {(rule, role, body)}


@pytest.mark.parametrize(
    "marked",
    [
        # two of the kind
        "[[Hospiz Ost|ORG]] und [[Hospiz West|ORG]] warten. [[Hospizleiterin|ROLE]] kam.",
        # rank and reach are no kinds of bodies
        "Der [[Marburger Bund|ORG]] bat, [[DGB|ORG]] auch. Der [[Bundespräsident|ROLE]] sah zu.",
        # the minister of another field
        "Das [[Bauministerium|ORG]] und die [[Bahn|ORG]] planen. [[Umweltminister|ROLE]] kam.",
        "In [[Hessen|LOC]] tagte die [[Landesregierung|ORG]]. [[Kultusminister|ROLE]] kam.",
        "[[Hessen|LOC]] und [[Bayern|LOC]] klagen. [[Kultusminister|ROLE]] kam.",
        "[[Hessen|LOC]] und [[Polen|LOC]] handeln. [[Außenminister|ROLE]] [[Ole Kurz|PER]] kam.",
        "[[Hessen|LOC]] bekommt Geld. [[Bundesminister|ROLE]] [[Ole Kurz|PER]] kam.",
    ],
)
def test_where_several_or_none_fit_nothing_is_said(marked: str) -> None:
    assert held_at(marked) == set()


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[[Umweltministerin|ROLE]] [[Ada Roth|PER]] von den [[Grünen|ORG]] kam.", set()),
        ("[[Landesrat|ROLE]] [[Ole Kurz|PER]] von der [[FPÖ|ORG]] kam.", set()),
        ("[[Regierungschef|ROLE]] [[Ole Kurz|PER]] von den [[Sozialisten|ORG]] kam.", set()),
        ("[[Nationalrätin|ROLE]] [[Ada Roth|PER]] ([[Die Mitte|ORG]]) kam.", set()),
        (
            "[[Sprecher|ROLE]] [[Ole Kurz|PER]] von der [[SPD|ORG]] kam.",
            {("role-name-from-body", "Sprecher", "SPD")},
        ),
        (
            "[[Umweltministerin|ROLE]] [[Ada Roth|PER]] aus [[Hessen|LOC]] kam.",
            {("role-name-from-body", "Umweltministerin", "Hessen")},
        ),
    ],
)
def test_offices_of_the_state_are_not_held_at_parties(
    marked: str, expected: set[tuple[str, str, str]]
) -> None:
    assert held_at(marked) == expected


def test_a_mandate_with_a_party_in_brackets_is_a_membership() -> None:
    text, mentions = read_marked("[[Ständerat|ROLE]] [[Ole Kurz|PER]] ([[Neue Liste|ORG]]) kam.")

    found = {(r.name, r.rule) for r in relations_by_rule(text, (), mentions)}

    assert found == {("role_holder", "role-before-name"), ("member_of", "politician-bracket-body")}
