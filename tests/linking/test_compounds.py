import pytest
from linked import kb, linker, links

from kg.linking import Decision, Decisions, Linker, resolve_compound
from kg.model import Entity


@pytest.mark.parametrize(
    ("role", "entry"),
    [
        ("Uniper-Chef", "uniper"),
        ("VdK-Präsidentin", "vdk"),
        ("EZB-Präsidentin", "eu-ecb"),
        ("IG-Metall-Vorsitzende", "igm"),
        ("SPD-Generalsekretär", "de-spd"),
        ("Grünen-Chefin", "de-gruene"),
        ("NRW-Schulministerin", "de-nw"),
        ("US-Präsident", "us"),
        ("S&D-Europaabgeordneten", "ep-sd"),
        ("Kommissionspräsidentin", "eu-com"),
        ("EU-Innenkommissar", "eu-com"),
        ("MdEP", "eu-ep"),
        ("Europaabgeordnete", "eu-ep"),
        ("Bundestagspräsidentin", "de-bundestag"),
        ("Bundesfinanzminister", "de-bmf"),
        ("Bundesminister für Digitales und Staatsmodernisierung", "de-bmds"),
        ("stellvertretender DIHK-Referatsleiter", "dihk"),
    ],
)
def test_name_in_a_role_is_found(role: str, entry: str) -> None:
    found = resolve_compound(role, kb())

    assert found is not None
    assert found.iri.rsplit("/", 1)[-1] == entry


@pytest.mark.parametrize("role", ["Präsidentin", "Vorstand", "Musterwerk-Chef", "Co-Vorsitzende"])
def test_role_without_a_known_name_has_none(role: str) -> None:
    assert resolve_compound(role, kb()) is None


def test_names_of_the_document_come_first() -> None:
    company = Entity("https://kg.example/id/org/m", "Organization", "Musterwerk")

    assert resolve_compound("Musterwerk-Chef", kb(), [company]) == company


def test_decisions_hold_for_names_in_roles() -> None:
    bitkom, bdi = (kb().entry(i).to_entity() for i in ("bitkom", "bdi"))
    merge = Decision("merge", bdi.iri, bdi.name, bdi.type, bitkom.iri, bitkom.name, bitkom.type)

    assert Linker(kb(), Decisions((merge,))).compound("Bitkom-Chef") == bdi


def test_linker_resolves_with_its_own_links() -> None:
    found = links("Die [[Kaltmatrix GmbH|ORG]] baut.")

    compound = linker().compound("Kaltmatrix-Chefin", tuple(found))
    assert compound == found[0].entity
