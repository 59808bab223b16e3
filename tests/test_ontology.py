from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
import roundtable as rt
from rdflib import OWL, RDF, RDFS, SKOS, URIRef

from kg import model
from kg.errors import OntologyError
from kg.mapping import kb_quads, run_quads, to_quads
from kg.model import Modality, Quad
from kg.ontology import Violation, compact, ontology, ontology_file, validate
from kg.vocab import ENTITY_TYPES, KG, PREDICATES, SCHEMA


def quads() -> list[Quad]:
    return to_quads(rt.analysis(), rt.links(), rt.facts(), rt.RUN)


def found(changed: list[Quad]) -> list[Violation]:
    return list(validate([changed], run_quads(rt.RUN)))


def declared() -> set[str]:
    return {str(subject) for subject in ontology().subjects() if str(subject).startswith(KG)}


def test_each_predicate_is_a_property_with_german_and_english_labels() -> None:
    for name in PREDICATES:
        node = URIRef(KG + name)
        languages = {label.language for label in ontology().objects(node, RDFS.label)}

        assert (node, RDF.type, OWL.ObjectProperty) in ontology(), name
        assert languages == {"de", "en"}, name


def test_each_own_term_has_labels_in_both_languages() -> None:
    for name in declared():
        languages = {label.language for label in ontology().objects(URIRef(name), RDFS.label)}
        assert languages == {"de", "en"}, name


def test_each_own_entity_class_and_modality_is_declared() -> None:
    assert {iri for _, iri in ENTITY_TYPES.values() if iri.startswith(KG)} <= declared()
    for modality in get_args(Modality):
        node = URIRef(KG + modality.capitalize())
        assert (node, RDF.type, URIRef(KG + "Modality")) in ontology()


def test_no_entity_class_is_another_queried_class_by_inference_except_facility() -> None:
    queried = {iri for _, iri in ENTITY_TYPES.values()}
    above = {
        (str(child), str(parent))
        for child, parent in ontology().subject_objects(RDFS.subClassOf)
        if str(child) in queried and str(parent) in queried
    }

    assert above == {(KG + "Facility", SCHEMA + "Place")}


def test_mapping_uses_only_declared_terms() -> None:
    made = [*quads(), *run_quads(rt.RUN), *kb_quads([rt.COMMISSION])]
    used = {q.predicate for q in made} | {q.object for q in made if isinstance(q.object, str)}

    assert {term for term in used if term.startswith(KG)} <= declared()


def test_mapped_documents_conform() -> None:
    assert found(quads()) == []


def test_the_knowledge_base_conforms() -> None:
    entities = [rt.COMMISSION, rt.SD]
    assert list(validate([kb_quads(entities, [(rt.SD.iri, "partOf", rt.COMMISSION.iri)])])) == []


def without(predicate: str) -> Callable[[list[Quad]], list[Quad]]:
    return lambda given: [q for q in given if compact(q.predicate) != predicate]


def instead(predicate: str, *values: model.Term) -> Callable[[list[Quad]], list[Quad]]:
    """Replace the values of a predicate on the first subject that has it."""

    def change(given: list[Quad]) -> list[Quad]:
        first = next(q for q in given if compact(q.predicate) == predicate)
        kept = [q for q in given if (q.subject, q.predicate) != (first.subject, first.predicate)]
        return kept + [first._replace(object=value) for value in values]

    return change


def second_class(given: list[Quad]) -> list[Quad]:
    return [*given, Quad(rt.SD.iri, str(RDF.type), KG + "Topic", given[0].graph)]


def planned_as_fact(given: list[Quad]) -> list[Quad]:
    return [*given, Quad(rt.COMMISSION.iri, KG + "funds", rt.GIGAFACTORY.iri, given[0].graph)]


def value_and_range(given: list[Quad]) -> list[Quad]:
    ranged = next(q for q in given if compact(q.predicate) == "schema:minValue")
    return [*given, ranged._replace(predicate=SCHEMA + "value")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (without("schema:currency"), "an amount has one ISO 4217 currency"),
        (value_and_range, "s:ValueAndRange"),
        (without("kg:takesPlaceIn"), "a factual statement is also a direct triple"),
        (planned_as_fact, "only a factual statement is a direct triple"),
        (without("kg:evidence"), "a statement has evidence"),
        (instead("kg:modality"), "a statement has one of the six modalities"),
        (instead("skos:prefLabel", model.Literal("ohne Sprache")), "with a language tag"),
        (instead("kg:linkStatus", model.Literal("geraten")), "linked, new or ambiguous"),
        (instead("kg:nerLabel", model.Literal("MISC")), "one of the ten labels"),
        (instead("kg:sha256", model.Literal("abc")), "one SHA-256"),
        (second_class, "exactly one class"),
        (without("kg:hasText"), "a document has one text"),
    ],
)  # fmt: skip
def test_a_broken_document_is_found(
    change: Callable[[list[Quad]], list[Quad]], message: str
) -> None:
    violations = found(change(quads()))

    assert violations
    assert all(message.split(":")[-1] in v.message for v in violations), violations


def test_a_confidence_above_one_is_found() -> None:
    decimal = "http://www.w3.org/2001/XMLSchema#decimal"
    [violation] = found(instead("kg:confidence", model.Literal("1.5", decimal))(quads()))

    assert (violation.path, violation.value) == ("kg:confidence", "1.5")


def test_an_entity_is_named_in_the_finding() -> None:
    [violation] = found(second_class(quads()))

    assert violation.focus.endswith("(S&D)")


def test_documents_of_one_batch_are_checked_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.ontology._TRIPLES_PER_BATCH", 10)
    other = replace(rt.document("https://a.example/2"), iri="https://kg.example/id/doc/2")
    second = to_quads(rt.analysis(other), rt.links(), rt.facts(), rt.RUN)

    documents = [without("schema:currency")(given) for given in (quads(), second)]

    assert len(list(validate(documents, run_quads(rt.RUN)))) == 4


def test_a_wrong_shapes_file_is_one_clear_line(tmp_path: Path) -> None:
    wrong = tmp_path / "shapes.ttl"
    wrong.write_text("das ist kein Turtle")

    with pytest.raises(OntologyError, match=r"shapes\.ttl: not Turtle") as caught:
        list(validate([quads()], shapes=wrong))

    assert "\n" not in str(caught.value)
    with pytest.raises(OntologyError, match="cannot be read"):
        list(validate([quads()], shapes=tmp_path / "missing.ttl"))


def test_the_shipped_files_are_found() -> None:
    assert ontology_file("kg.ttl").read_text().startswith("@prefix")
    with pytest.raises(OntologyError, match=r"nix\.ttl is missing"):
        ontology_file("nix.ttl")


def test_terms_are_shown_with_their_prefix() -> None:
    assert compact(str(SKOS.prefLabel)) == "skos:prefLabel"
    assert compact("https://a.example/x") == "https://a.example/x"
