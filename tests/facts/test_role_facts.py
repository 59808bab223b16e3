import pytest
from fact_examples import entity, example, short

from kg.model import Entity

VDK = entity("VdK")


def only_vdk(role: str) -> Entity | None:
    return VDK if role.startswith("VdK-") else None


def test_organisation_in_the_word_is_found_by_the_resolver() -> None:
    found = example(
        "[[VdK-Präsidentin|ROLE]] [[Ruth Hallbauer|PER]] kam.",
        ("role_holder", "Ruth Hallbauer", "VdK-Präsidentin"),
    )

    (fact,) = found.facts(only_vdk)

    assert (fact.subject.name, fact.predicate, fact.object) == ("Ruth Hallbauer", "memberOf", VDK)
    assert fact.role == "VdK-Präsidentin"


def test_organisation_in_the_word_is_found_in_the_document() -> None:
    found = example(
        "[[Uniper|ORG]] wächst. [[Uniper-Chef|ROLE]] [[Ole Kurz|PER]] ist froh.",
        ("role_holder", "Ole Kurz", "Uniper-Chef"),
    )

    assert short(found.facts()) == {("Ole Kurz", "memberOf", "Uniper")}


def test_role_without_organisation_stands_alone() -> None:
    found = example(
        "[[Direktorin|ROLE]] [[Ada Roth|PER]] kam.", ("role_holder", "Ada Roth", "Direktorin")
    )

    (fact,) = found.facts()

    assert (fact.predicate, fact.object.type, fact.object.name) == (
        "holdsRole",
        "Role",
        "Direktorin",
    )


def test_one_role_in_two_bodies_gives_two_memberships() -> None:
    found = example(
        "[[Obfrau|ROLE]] der [[Grünen|ORG]] im [[Haushaltsausschuss|ORG]], [[Ada Roth|PER]].",
        ("role_holder", "Ada Roth", "Obfrau"),
        ("role_at", "Obfrau", "Grünen"),
        ("role_at", "Obfrau", "Haushaltsausschuss"),
    )

    assert short(found.facts()) == {
        ("Ada Roth", "memberOf", "Grünen"),
        ("Ada Roth", "memberOf", "Haushaltsausschuss"),
    }


def test_minister_belongs_to_the_territory() -> None:
    found = example(
        "[[Niedersachsens|LOC]] [[Energieminister|ROLE]] [[Henning Brauckmann|PER]].",
        ("role_holder", "Henning Brauckmann", "Energieminister"),
        ("role_at", "Energieminister", "Niedersachsens"),
    )

    (fact,) = found.facts()

    assert fact.object.type == "Place"
    assert fact.role == "Energieminister"


def test_bare_membership_yields_to_the_role() -> None:
    found = example(
        "[[Ada Roth|PER]], [[Chefin|ROLE]] der [[SPD|ORG]].",
        ("role_holder", "Ada Roth", "Chefin"),
        ("role_at", "Chefin", "SPD"),
        ("member_of", "Ada Roth", "SPD"),
        ("affiliated_with", "Ada Roth", "SPD"),
    )

    (fact,) = found.facts()

    assert fact.role == "Chefin"


def test_future_office_is_planned_and_dated() -> None:
    found = example(
        "[[Ada Roth|PER]] wird zum [[1. Mai|DATE]] [[Chefin|ROLE]] des [[VDE|ORG]].",
        ("role_holder", "Ada Roth", "Chefin", "planned"),
        ("role_at", "Chefin", "VDE"),
    )

    (fact,) = found.facts()

    assert fact.modality == "planned"
    assert fact.valid is not None
    assert fact.valid.text == "1. Mai"
    assert fact.valid.last is None


def test_office_until_a_date_has_no_start() -> None:
    found = example(
        "[[Ada Roth|PER]], bis [[2022|DATE]] [[Chefin|ROLE]] des [[VDE|ORG]].",
        ("role_holder", "Ada Roth", "Chefin"),
        ("role_at", "Chefin", "VDE"),
    )

    (fact,) = found.facts()

    assert fact.valid is not None
    assert fact.valid.first is None


def test_prefix_party_counts_beside_the_stated_body() -> None:
    found = example(
        "Die [[SPD|ORG]] tagt. [[SPD-Obmann|ROLE]] im [[Ausschuss|ORG]] ist [[Ole Kurz|PER]].",
        ("role_holder", "Ole Kurz", "SPD-Obmann"),
        ("role_at", "SPD-Obmann", "Ausschuss"),
    )

    assert short(found.facts()) == {
        ("Ole Kurz", "memberOf", "SPD"),
        ("Ole Kurz", "memberOf", "Ausschuss"),
    }


def test_generic_noun_points_to_the_last_organisation() -> None:
    found = example(
        "Die [[BNetzA|ORG]] warnt. Der [[Präsident|ROLE]] der Behörde, [[Ole Kurz|PER]], mahnt.",
        ("role_holder", "Ole Kurz", "Präsident"),
    )

    assert short(found.facts()) == {("Ole Kurz", "memberOf", "BNetzA")}


def test_office_belongs_to_the_organisation_of_the_title() -> None:
    title = "Versammlung des Bundes Energie"
    found = example(
        "Versammlung des [[Bundes Energie|ORG]]\n\n[[Schatzmeisterin|ROLE]] [[Ada Roth|PER]].",
        ("role_holder", "Ada Roth", "Schatzmeisterin"),
        title=title,
    )

    assert short(found.facts()) == {("Ada Roth", "memberOf", "Bundes Energie")}


def test_short_form_of_a_known_office_is_no_second_fact() -> None:
    found = example(
        "[[Parlamentarische Staatssekretärin|ROLE]] im [[BMWE|ORG]] ist [[Ada Roth|PER]]. "
        "[[Staatssekretärin|ROLE]] [[Ada Roth|PER]] ging.",
        ("role_holder", "Ada Roth", "Parlamentarische Staatssekretärin"),
        ("role_holder", "Ada Roth", "Staatssekretärin"),
        ("role_at", "Parlamentarische Staatssekretärin", "BMWE"),
    )

    assert [f.predicate for f in found.facts()] == ["memberOf"]


def test_party_in_a_noun_before_the_name() -> None:
    found = example("Die [[CDU|ORG]] tagt. Der CDU-Politiker [[Ole Kurz|PER]] warnte.")

    assert ("Ole Kurz", "memberOf", "CDU") in short(found.facts())


def test_party_in_a_noun_refers_back_to_the_only_person() -> None:
    found = example("[[Ole Kurz|PER]] warb. Der VdK-Politiker schwieg.")
    two = example("[[Ole Kurz|PER]] traf [[Ada Roth|PER]]. Der VdK-Politiker schwieg.")

    def resolve(word: str) -> Entity | None:
        return VDK if word.startswith("VdK-") else None

    assert short(found.facts(resolve)) == {("Ole Kurz", "memberOf", "VdK")}
    assert two.facts(resolve) == ()


def test_body_in_quotation_marks_needs_no_mention() -> None:
    found = example(
        "[[Verband|ORG]]\n\n[[Ada Roth|PER]], [[Leiterin|ROLE]] unseres Fachforums „Netze und "
        "Daten“, sprach.",
        ("role_holder", "Ada Roth", "Leiterin"),
    )

    assert short(found.facts()) == {("Ada Roth", "memberOf", "Fachforum „Netze und Daten“")}


def test_office_beside_another_organisation_is_none_of_the_title() -> None:
    title = "Versammlung des Bundes Energie"
    found = example(
        "Versammlung des [[Bundes Energie|ORG]]\n\n[[Geschäftsführerin|ROLE]] [[Ada Roth|PER]] "
        "sprach am Nachmittag vor mehr als hundert Gästen lange über Wärmenetze und darüber, was "
        "die [[Diakonie|ORG]] dafür tut.",
        ("role_holder", "Ada Roth", "Geschäftsführerin"),
        title=title,
    )

    assert short(found.facts()) == {("Ada Roth", "holdsRole", "Geschäftsführerin")}


def test_office_with_a_complement_is_none_of_the_title() -> None:
    found = example(
        "[[Verband|ORG]]\n\n[[Ada Roth|PER]], [[Leiterin|ROLE]] unseres Forums, sprach.",
        ("role_holder", "Ada Roth", "Leiterin"),
    )

    assert [f.predicate for f in found.facts()] == ["holdsRole"]


def test_a_guessed_body_yields_to_the_one_in_the_word() -> None:
    found = example(
        "Die [[VdK-Präsidentin|ROLE]] [[Ruth Hallbauer|PER]] warf der [[Bundesregierung|ORG]] viel "
        "vor.",
        ("role_holder", "Ruth Hallbauer", "VdK-Präsidentin"),
        ("role_at", "VdK-Präsidentin", "Bundesregierung"),
    )

    assert short(found.facts(only_vdk)) == {("Ruth Hallbauer", "memberOf", VDK.name)}


def test_an_unknown_acronym_in_the_word_keeps_the_next_body_away() -> None:
    found = example(
        "[[IHK-Präsidentin|ROLE]] [[Beate Roth|PER]] lobte den [[Bund|ORG]].",
        ("role_holder", "Beate Roth", "IHK-Präsidentin"),
        ("role_at", "IHK-Präsidentin", "Bund"),
    )

    assert ("Beate Roth", "memberOf", "Bund") not in short(found.facts())


def test_a_body_behind_the_acronym_word_is_the_body() -> None:
    found = example(
        "[[IHK-Präsidentin|ROLE]] der [[Kammer Köln|ORG]], [[Beate Roth|PER]].",
        ("role_holder", "Beate Roth", "IHK-Präsidentin"),
        ("role_at", "IHK-Präsidentin", "Kammer Köln"),
    )

    assert ("Beate Roth", "memberOf", "Kammer Köln") in short(found.facts())


def test_a_federal_minister_is_not_of_the_land_beside_her() -> None:
    ministry = entity("Bundesministerium für Bildung")
    found = example(
        "[[Bundesbildungsministerin|ROLE]] [[Verena Roth|PER]] besuchte das [[Saarland|LOC]].",
        ("role_holder", "Verena Roth", "Bundesbildungsministerin"),
        ("role_at", "Bundesbildungsministerin", "Saarland"),
    )

    facts = found.facts(lambda role: ministry if role.startswith("Bundesbildung") else None)

    assert short(facts) == {("Verena Roth", "memberOf", "Bundesministerium für Bildung")}


def test_a_mayor_is_of_the_town_in_the_role() -> None:
    found = example(
        "[[Wetzlar|LOC]] und der [[Lahn-Dill-Kreis|LOC]] klagen. Der "
        "[[Wetzlarer Oberbürgermeister|ROLE]] [[Ole Kurz|PER]] sprach.",
        ("role_holder", "Ole Kurz", "Wetzlarer Oberbürgermeister"),
    )

    assert short(found.facts()) == {("Ole Kurz", "memberOf", "Wetzlar")}


@pytest.mark.parametrize(
    ("between", "bodies"), [(" sowie ", []), (" und ", []), (", ", ["IZM"]), (", jetzt ", ["IZM"])]
)
def test_a_role_behind_and_is_of_the_next_in_the_list(between: str, bodies: list[str]) -> None:
    found = example(
        f"Es kamen [[Ada Roth|PER]]{between}[[Vertreter|ROLE]] des [[IZM|ORG]].",
        ("role_holder", "Ada Roth", "Vertreter"),
        ("role_at", "Vertreter", "IZM"),
    )

    assert [fact.object.name for fact in found.facts()] == bodies
