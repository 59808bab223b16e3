import pytest
from brackets import read_marked
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Relation
from kg.nlp.relation_rules import relations_by_rule
from kg.nlp.relation_rules_engine import paragraphs


def stated(marked: str) -> set[tuple[str, str, str]]:
    text, mentions = read_marked(marked)
    relations = relations_by_rule(text, (), mentions)
    return {(r.name, mentions[r.head].text, mentions[r.child].text) for r in relations}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "mit [[Ilse Brandt|PER]], [[Stellvertretende Generaldirektorin|ROLE]] der "
            "[[DG Connect|ORG]] der [[Europäischen Kommission|ORG]].",
            {
                ("role_holder", "Ilse Brandt", "Stellvertretende Generaldirektorin"),
                ("role_at", "Stellvertretende Generaldirektorin", "DG Connect"),
                ("part_of", "DG Connect", "Europäischen Kommission"),
            },
        ),
        (
            "[[Niedersachsens|LOC]] [[Energieminister|ROLE]] [[Henning Brauckmann|PER]] kam.",
            {
                ("role_holder", "Henning Brauckmann", "Energieminister"),
                ("role_at", "Energieminister", "Niedersachsens"),
            },
        ),
        (
            "Die [[Ministerinnen|ROLE]] [[Ada Roth|PER]] und [[Lea Sommer|PER]] kamen.",
            {
                ("role_holder", "Ada Roth", "Ministerinnen"),
                ("role_holder", "Lea Sommer", "Ministerinnen"),
            },
        ),
        (
            "Dr. [[Jo Kern|PER]], [[Referentin|ROLE]], [[imec|ORG]]; [[Bo Lind|PER]], [[VDE|ORG]].",
            {
                ("role_holder", "Jo Kern", "Referentin"),
                ("role_at", "Referentin", "imec"),
                ("affiliated_with", "Bo Lind", "VDE"),
            },
        ),
        (
            "[[Präsident|ROLE]] des [[DIHK|ORG]] bleibt [[Ole Kurz|PER]].",
            {
                ("role_holder", "Ole Kurz", "Präsident"),
                ("role_at", "Präsident", "DIHK"),
            },
        ),
        (
            "[[Ada Roth|PER]] ([[SPD|ORG]]) und [[Bo Lind|PER]] ([[Renew|ORG]]) stimmten zu.",
            {("member_of", "Ada Roth", "SPD"), ("member_of", "Bo Lind", "Renew")},
        ),
        (
            "Prof. [[Ada Roth|PER]] von der [[TU Dresden|ORG]] sprach.",
            {("affiliated_with", "Ada Roth", "TU Dresden")},
        ),
        (
            "Der [[Bund|ORG]] stellt [[fünf Milliarden Euro|MONEY]] bereit.",
            {("pays", "Bund", "fünf Milliarden Euro")},
        ),
        (
            "Das Vorhaben wird mit [[3 Mio. Euro|MONEY]] vom [[Land|ORG]] gefördert.",
            {("pays", "Land", "3 Mio. Euro")},
        ),
        (
            "Die [[Hannover Messe|EVENT]] findet vom [[20. bis 24. April|DATE]] statt.",
            {("event_date", "Hannover Messe", "20. bis 24. April")},
        ),
        (
            "Die [[Agora|ORG]] in [[Berlin|LOC]] wächst.",
            {("located_in", "Agora", "Berlin")},
        ),
        (
            "[[Henning Brauckmann|PER]] warb. Am Ende dankte [[Brauckmann|PER]].",
            {("same_as", "Brauckmann", "Henning Brauckmann")},
        ),
        (
            "Der [[Verband der Chemischen Industrie|ORG]] ([[VCI|ORG]]) wächst.",
            {("same_as", "VCI", "Verband der Chemischen Industrie")},
        ),
        (
            "[[Dorian Kraft|PER]] tobt. Der [[Präsident|ROLE]] des [[BVMW|ORG]] warnt.",
            {
                ("role_holder", "Dorian Kraft", "Präsident"),
                ("role_at", "Präsident", "BVMW"),
            },
        ),
    ],
)
def test_states_exactly_these_relations(marked: str, expected: set[tuple[str, str, str]]) -> None:
    assert stated(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "[[Ada Roth|PER]] traf den Direktor und lobte [[Berlin|LOC]].",
        "Nach [[Brüssel|LOC]] reiste [[Ada Roth|PER]]; die [[SPD|ORG]] schwieg.",
        "Die [[EU|ORG]] prüft, ob [[3 Mio. Euro|MONEY]] reichen.",
        "[[Ada Roth|PER]] fragte. Der [[Minister|ROLE]], [[Bo Lind|PER]], antwortete.",
    ],
)
def test_names_beside_each_other_are_no_relation(marked: str) -> None:
    holders = {s for s in stated(marked) if s[1] == "Ada Roth"}
    assert holders == set()


def test_party_and_role_do_not_become_affiliations() -> None:
    found = stated("Der [[Landrat|ROLE]] [[Ole Kurz|PER]] ([[Bürgerliste|ORG]]) kam.")

    assert ("member_of", "Ole Kurz", "Bürgerliste") in found
    assert not any(name == "affiliated_with" for name, _, _ in found)


def test_designated_office_is_planned() -> None:
    text, mentions = read_marked(
        "[[Ada Roth|PER]] wird zum [[1. Oktober|DATE]] [[Präsidentin|ROLE]] des [[VDE|ORG]]."
    )

    relations = relations_by_rule(text, (), mentions)

    assert [(r.name, r.modality) for r in relations if r.name == "role_holder"] == [
        ("role_holder", "planned")
    ]


def test_sentences_bound_the_patterns() -> None:
    text, mentions = read_marked("Der [[Rat|ORG]] tagt. [[Leiter|ROLE]]\n[[Ada Roth|PER]] kam.")

    relations = relations_by_rule(text, paragraphs(text), mentions)

    assert not any(r.name == "role_holder" for r in relations)


_WORDS = ["der", "die", "und", ",", "(", ")", ".", "von", "mit", "sagte", "stellt", "bereit"]
_LABELS = ["PER", "ORG", "ROLE", "LOC", "MONEY", "EVENT", "PROG", "DATE"]


@given(st.lists(st.one_of(st.sampled_from(_WORDS), st.sampled_from(_LABELS)), max_size=30))
def test_indexes_are_valid_unique_and_sorted(parts: list[str]) -> None:
    marked = " ".join(f"[[Name {p.title()}|{p}]]" if p in _LABELS else p for p in parts)
    text, mentions = read_marked(marked)

    relations = relations_by_rule(text, (), mentions)

    assert all(0 <= r.head < len(mentions) and 0 <= r.child < len(mentions) for r in relations)
    keys = [(r.head, r.child, r.name) for r in relations]
    assert keys == sorted(set(keys))


def test_same_input_same_output() -> None:
    text, mentions = read_marked("Der [[Bund|ORG]] gibt [[3 Mio. Euro|MONEY]] für [[KI|PROG]].")
    first: tuple[Relation, ...] = relations_by_rule(text, (), mentions)

    assert relations_by_rule(text, (), list(mentions)) == first
