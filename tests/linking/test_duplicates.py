from dataclasses import replace

from kg.linking import Decision, Decisions
from kg.linking.duplicates import likely_duplicates
from kg.linking.lookup import StoredEntity


def stored(name: str, kind: str = "Organization", *, status: str = "new", mentions: int = 1):
    iri = f"https://kg.example/id/x/{name.replace(' ', '-')}"
    return StoredEntity(iri, name, kind, status, mentions)  # type: ignore[arg-type]


def pairs(*entities: StoredEntity, decisions: Decisions | None = None) -> list[tuple[str, str]]:
    found = likely_duplicates(entities, decisions or Decisions())
    return [(d.keep.name, d.other.name) for d in found]


def test_case_forms_similar_names_and_acronyms_are_asked() -> None:
    long = stored("Verband Freier Leuchtturmwärter")

    assert pairs(long, stored("VFL")) == [(long.name, "VFL")]
    assert pairs(long, stored("Verband freier Leuchtturmwärter Nord")) != []
    assert pairs(long, stored("Verbands Freier Leuchtturmwärter")) != []


def test_surname_alone_is_asked_and_the_full_name_kept() -> None:
    found = pairs(stored("Brauckmann", "Person"), stored("Henning Brauckmann", "Person"))

    assert found == [("Henning Brauckmann", "Brauckmann")]


def test_other_given_name_is_another_person() -> None:
    assert pairs(stored("Anna Brauckmann", "Person"), stored("Ulf Brauckmann", "Person")) == []


def test_doubtful_type_is_asked() -> None:
    (found,) = likely_duplicates(
        [
            stored("Lichtwerk", "Project"),
            replace(stored("Lichtwerk", "Facility"), iri="https://x/"),
        ],
        Decisions(),
    )

    assert found.reason in ("Facility or Project", "Project or Facility")


def test_similar_names_of_two_types_and_known_entries_are_no_question() -> None:
    assert pairs(stored("Lichtwerk Nord", "Place"), stored("Lichtwerk Hafen", "Project")) == []
    assert pairs(stored("Bitkom", status="linked"), stored("Bitkoms", status="linked")) == []


def test_known_entry_is_the_one_kept() -> None:
    known = stored("Bitkom", status="linked")

    assert pairs(stored("Bitkoms", mentions=9), known) == [("Bitkom", "Bitkoms")]


def test_decided_pairs_are_not_asked_again() -> None:
    a, b = stored("Lichtwerke Nord"), stored("Lichtwerken Nord")
    for action in ("merge", "distinct"):
        made = Decision(action, a.iri, a.name, a.type, b.iri, b.name, b.type)  # type: ignore[arg-type]
        assert pairs(a, b, decisions=Decisions((made,))) == []


def test_likeliest_come_first() -> None:
    found = likely_duplicates(
        [stored("Brauckmann", "Person"), stored("Henning Brauckmann", "Person"),
         stored("Lichtwerk Nord"), stored("Lichtwerks Nord")],
        Decisions(),
    )  # fmt: skip

    assert [d.score for d in found] == sorted((d.score for d in found), reverse=True)
