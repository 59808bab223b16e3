"""Which mentions of a document are one thing, and what their entity is called."""

import pytest
from linked import entities, ids, kb, linker, links

from kg.model import ENTITY_LABELS


def one(marked: str, **more: object) -> bool:
    return len({e.iri for e in entities(marked, **more)}) == 1


def test_one_link_for_each_entity_mention_in_text_order() -> None:
    found = links("[[Bitkom|ORG]] lobt [[20 Milliarden Euro|MONEY]] für [[Jülich|LOC]].")

    assert [link.mention for link in found] == [0, 2]


def test_no_mentions_no_links() -> None:
    assert links("Es regnet.") == []


def test_surname_is_the_full_name() -> None:
    text = (
        "[[Henning Brauckmann|PER]] sprach zuerst.\n"
        "[[Brauckmann|PER]] ging, [[Brauckmanns|PER]] Rede blieb."
    )
    found = entities(text)

    assert {e.name for e in found} == {"Henning Brauckmann"}
    assert len({e.iri for e in found}) == 1


def test_titles_and_particles() -> None:
    assert one("[[Prof. Dr. Gesine von Alvensleben-Hirth|PER]] und [[Alvensleben-Hirth|PER]].")
    assert one("[[Dr. Jörg Öztürk|PER]] sprach. Herr [[Öztürk|PER]] ging.")


def test_initial_fits_the_given_name() -> None:
    assert one("[[Ruth Hallbauer|PER]] und [[R. Hallbauer|PER]]")


def test_slip_in_a_long_surname_is_forgiven() -> None:
    assert one("[[Elisabetta Schrezenmaier|PER]] und [[Schretzenmaier|PER]]")


def test_two_of_one_surname_stay_apart() -> None:
    found = entities(
        "[[Anna Müller-Lenz|PER]] kam.\n\n[[Karl Müller-Lenz|PER]] ging.\n\n"
        "[[Müller-Lenz|PER]] schwieg."
    )

    assert len({e.iri for e in found}) == 3
    assert found[2].status == "ambiguous"


def test_form_of_address_tells_namesakes_apart() -> None:
    found = entities(
        "Ministerin [[Anna Lenzkirch|PER]] und Direktor [[Karl Lenzkirch|PER]].\n\n"
        "Frau [[Lenzkirch|PER]] sprach."
    )

    assert found[2] == found[0]


def test_paragraph_tells_namesakes_apart() -> None:
    found = entities(
        "[[Anna Lenzkirch|PER]] kam.\n\n[[Karl Lenzkirch|PER]] sprach, dann ging [[Lenzkirch|PER]]."
    )

    assert found[2] == found[1]


def test_contradicting_address_is_another_person() -> None:
    found = entities("Ministerin [[Anna Lenzkirch|PER]] kam.\n\nHerr [[Lenzkirch|PER]] ging.")

    assert found[0].iri != found[1].iri


def test_bare_surname_never_merges_across_documents() -> None:
    first, second = (entities("[[Sassenhausen|PER]] sprach.", name=n)[0] for n in ("a", "b"))

    assert first.iri != second.iri


def test_full_name_merges_across_documents() -> None:
    first, second = (entities("[[Veit Sassenhausen|PER]] sprach.", name=n)[0] for n in ("a", "b"))

    assert first == second


def test_acronym_introduced_after_the_long_form() -> None:
    found = entities(
        "Der [[Verband Freier Leuchtturmwärter|ORG]] ([[VFL|ORG]]) klagt. Die [[VFL|ORG]] mahnt."
    )

    assert {e.name for e in found} == {"Verband Freier Leuchtturmwärter"}
    assert found[0].aliases == ("VFL",)


def test_acronym_introduced_before_the_long_form() -> None:
    assert one("[[VFL|ORG]] ([[Verband Freier Leuchtturmwärter|ORG]]) klagt.")


def test_introduced_acronym_wins_over_a_known_one() -> None:
    text = "Der [[Deutsche Bibliotheksverband|ORG]] ([[dbv|ORG]]) und der [[DBV|ORG]]."

    assert ids(text) == ["bibliotheksverband", "bibliotheksverband", "dbv-bauern"]
    assert (
        ids("Der [[Bund Deutscher Ameisenzüchter|ORG]] ([[BDA|ORG]]) sagt, [[BDA|ORG]] sei groß.")
        == [""] * 3
    )


def test_case_forms_are_one() -> None:
    found = entities(
        "Der [[Deutsche Vogelrat|ORG]] tagt. Die Satzung des [[Deutschen Vogelrats|ORG]] gilt."
    )

    assert {e.name for e in found} == {"Deutscher Vogelrat"}


def test_legal_form_may_go() -> None:
    found = entities("Die [[Kaltmatrix GmbH|ORG]] wächst. [[Kaltmatrix|ORG]] baut.")

    assert {e.name for e in found} == {"Kaltmatrix"}


def test_short_form_of_one_longer_name() -> None:
    assert one("Die [[Wogensee Krankenkasse|ORG]] hilft. [[Wogensee|ORG]] zahlt.")


def test_party_is_no_short_form_of_a_bank() -> None:
    found = ids("Die [[CDU|ORG]] lobt [[Union Investment|ORG]]. Die [[Union|ORG]] in Berlin auch.")

    assert found == ["de-cdu", "", "de-union"]


def test_model_may_join_what_no_rule_does() -> None:
    text = "[[H2 Green Steel|ORG]] heißt nun [[Stegra|ORG]]."

    assert not one(text)
    assert one(text, relations=[("same_as", "Stegra", "H2 Green Steel")])


def test_model_never_joins_two_known_entities() -> None:
    text = "[[Bitkom|ORG]] und [[BDI|ORG]]."

    assert ids(text, relations=[("same_as", "BDI", "Bitkom")]) == ["bitkom", "bdi"]


def test_model_never_joins_two_surnames() -> None:
    text = "[[Anna Lenzkirch|PER]] traf [[Hallbauer|PER]]."

    assert not one(text, relations=[("same_as", "Hallbauer", "Anna Lenzkirch")])


def test_paragraph_of_a_law_is_the_law() -> None:
    text = "[[§ 9 Absatz 2 Satz 1 Klimaschutzgesetz|LAW]], das [[Klimaschutzgesetz|LAW]]"

    assert ids(text) == ["law-de-ksg", "law-de-ksg"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[[InvestAI-Fazilität|PROG]]", "FundingInstrument"),
        ("[[Härtefallfonds|PROG]]", "FundingInstrument"),
        ("[[Rohstoffstrategie|PROG]]", "Project"),
        ("[[AI Factory|PROG]] in [[Jülich|LOC]]", "Facility"),
        ("[[HammerHAI|PROG]] in [[Stuttgart|LOC]]", "Facility"),
        ("[[Gaskraftwerk Süd|PROG]]", "Facility"),
        ("[[Roundtable|EVENT]]", "Event"),
        ("[[Torfmoorgesetz|LAW]]", "Legislation"),
    ],
)
def test_type_of_a_new_thing(text: str, kind: str) -> None:
    assert entities(text)[0].type == kind


def test_event_is_of_its_document_unless_it_has_a_year() -> None:
    for text, same in (("[[Forum Rechenkraft|EVENT]]", False), ("[[Europawahl 2024|EVENT]]", True)):
        first, second = (entities(text, name=n)[0].iri for n in ("a", "b"))
        assert (first == second) is same


def test_generic_name_is_of_its_document() -> None:
    first, second = (entities("Der [[Kreistag|ORG]] tagt.", name=n)[0].iri for n in ("a", "b"))

    assert first != second


def test_linking_is_deterministic() -> None:
    text = "Die [[Kommission|ORG]], [[Kaja Kallas|PER]] und [[Halle|LOC]]."

    assert links(text) == links(text)


def test_all_labels_get_an_entity() -> None:
    marked = " ".join(f"[[Xyzzy{i}|{label}]]" for i, label in enumerate(ENTITY_LABELS))

    assert len(entities(marked)) == len(ENTITY_LABELS)


def test_event_report_in_brussels() -> None:
    text = (
        "Die [[Europäische Kommission|ORG]] plant viel. Darüber sprachen in [[Brüssel|LOC]] "
        "[[Jonna Wieseltier|PER]] von der [[DG Connect|ORG]] der [[Europäischen Kommission|ORG]] "
        "und der [[S&D-Europaabgeordnete|ROLE]] [[Ansgar Holzapfel|PER]].\n\n"
        "Ziel der [[Kommission|ORG]], so [[Wieseltier|PER]], sei mehr. Das sagt auch "
        "[[Ansgar Holzapfel|PER]], [[MdEP|ROLE]]. Die [[Europäische Union|ORG]] zahlt."
    )
    commission, *_, union = [e for e in entities(text) if e.type == "Organization"]

    assert [e.iri for e in entities(text)].count(commission.iri) == 3
    assert kb().entry("eu-com-cnect").parent == commission.iri.rsplit("/", 1)[-1]
    assert union.name == "Europäische Union"
    assert {e.name for e in entities(text) if e.type == "Person"} == {
        "Jonna Wieseltier", "Ansgar Holzapfel",
    }  # fmt: skip
    assert linker().compound("MdEP") == kb().entry("eu-ep").to_entity()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Generaldirektion Energie der Europäischen Kommission", "eu-com-ener"),
        ("Ausschuss für Industrie, Forschung und Energie (ITRE) des Europäischen Parlaments",
         "ep-itre"),
        ("Verkehrsausschuss des Deutschen Bundestages", "de-verkehrsausschuss"),
        ("Haushaltsausschuss des Europäischen Parlaments", "ep-budg"),
        ("Haushaltsausschuss des Landtags", ""),
        ("Bundesministerium der Finanzen", "de-bmf"),
    ],
)  # fmt: skip
def test_a_body_marked_with_its_owner_is_the_body(name: str, expected: str) -> None:
    assert ids(f"Die [[{name}|ORG]] tagt.") == [expected]


def test_a_company_called_by_a_common_noun_keeps_its_legal_form() -> None:
    names = [e.name for e in entities("Die [[Energie AG|ORG]] und die [[Ökowind GmbH|ORG]] bauen.")]

    assert names == ["Energie AG", "Ökowind"]
