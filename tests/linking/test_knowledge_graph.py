"""The graph of the knowledge base: what documents use, and what that is part of."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from linked import analysis, kb

from kg.iri import document_graph, kb_graph
from kg.knowledge import knowledge_of, refresh_knowledge
from kg.linking import Decision, Decisions, Linker
from kg.model import Run
from kg.stages import Extract, Mapped, to_mapped
from kg.stores import open_store
from kg.stores.embedded import EmbeddedStore

RUN = Run("hand", "1", "1")
TEXT = "Die [[DG Connect|ORG]] lädt nach [[Stuttgart|LOC]] ein."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with open_store(tmp_path / "store") as opened:
        yield opened


def fill(store: EmbeddedStore, text: str, linker: Linker, name: str = "text") -> Mapped:
    made = analysis(text, name=name)
    mapped = to_mapped(Extract(made, linker.link(made), ()), RUN, linker)
    store.replace_graph(document_graph(made.document.iri), mapped.triples)
    store.add_to_graph(kb_graph("kg"), mapped.knowledge)
    return mapped


def dump(store: EmbeddedStore) -> bytes:
    output = io.BytesIO()
    store.dump("nq", output)
    return output.getvalue()


def names(store: EmbeddedStore, pattern: str) -> set[object]:
    query = f"SELECT ?name WHERE {{ {pattern} ?above skos:prefLabel ?name }}"
    return {row["name"] for row in store.select(query)}


def test_bodies_above_are_there_with_their_names(store: EmbeddedStore) -> None:
    fill(store, TEXT, Linker(kb()))

    above = names(store, '?dg skos:altLabel "DG Connect"@de ; kg:partOf+ ?above .')
    assert "Europäische Kommission" in above


def test_places_are_followed_to_the_top(store: EmbeddedStore) -> None:
    fill(store, TEXT, Linker(kb()))

    above = names(store, '?place skos:prefLabel "Stuttgart"@de ; kg:locatedIn+ ?above .')
    assert above >= {"Baden-Württemberg", "Deutschland"}


def test_what_is_only_above_has_a_name_and_no_class() -> None:
    stuttgart = next(hit.entry for hit in kb().find("Stuttgart")).to_entity()
    quads = knowledge_of([stuttgart], Linker(kb()))
    land = kb().entry("de-bw").iri
    said = [quad.predicate.rsplit("#")[-1] for quad in quads if quad.subject == land]

    assert sorted(said) == ["locatedIn", "prefLabel"]


def test_refreshing_changes_nothing_where_nothing_changed(store: EmbeddedStore) -> None:
    linker = Linker(kb())
    fill(store, TEXT, linker)
    before = dump(store)
    refresh_knowledge(store, linker)

    assert dump(store) == before


def test_what_no_document_uses_leaves_the_graph(store: EmbeddedStore) -> None:
    linker = Linker(kb())
    fill(store, "In [[Jülich|LOC]] tagt die [[DG Connect|ORG]].", linker, "eins")
    before = dump(store)
    fill(store, TEXT, linker, "zwei")
    store.drop_graph(document_graph(analysis(TEXT, name="zwei").document.iri))
    refresh_knowledge(store, linker)

    assert dump(store) == before


def test_an_empty_store_has_no_graph_of_the_knowledge_base(store: EmbeddedStore) -> None:
    fill(store, TEXT, Linker(kb()))
    store.drop_graph(document_graph(analysis(TEXT).document.iri))
    refresh_knowledge(store, Linker(kb()))

    assert dump(store) == b""


def test_a_decision_about_what_is_above_is_heeded(store: EmbeddedStore) -> None:
    commission = kb().entry("eu-com").to_entity()
    decision = Decision("retype", commission.iri, commission.name, "Project")
    fill(store, TEXT, Linker(kb(), Decisions((decision,))))

    assert "Europäische Kommission" not in names(store, "?dg kg:partOf ?above .")
