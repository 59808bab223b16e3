from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import roundtable as rt
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.iri import RUNS_GRAPH, document_graph, kb_graph, new_entity_iri
from kg.mapping import kb_quads, run_quads, to_quads
from kg.mapping.graph import GraphBuilder, confidence, decimal
from kg.model import (
    Analysis,
    DateExpression,
    Document,
    Entity,
    Fact,
    Literal,
    Mention,
    Quad,
    Span,
)
from kg.ontology import validate
from kg.stores import open_store
from kg.stores.embedded import EmbeddedStore
from kg.vocab import KG, OA, ORG, RDF, SCHEMA, XSD

DAY = date(2025, 10, 21)


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return to_quads(rt.analysis(), rt.links(), rt.facts(), rt.RUN)


@pytest.fixture(scope="module")
def store(quads: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    with open_store(tmp_path_factory.mktemp("store")) as opened:
        opened.replace_graph(document_graph(rt.document().iri), quads)
        opened.replace_graph(RUNS_GRAPH, run_quads(rt.RUN))
        yield opened


def names(store: EmbeddedStore, class_name: str) -> set[object]:
    rows = store.select(f"SELECT ?n WHERE {{ ?x a {class_name} ; skos:prefLabel ?n }}")
    return {row["n"] for row in rows}


def test_plain_queries_find_persons_organisations_and_places(store: EmbeddedStore) -> None:
    assert names(store, "schema:Person") == {"Henrike Brauckmann", "Jörg Öztürk"}
    assert names(store, "schema:Organization") == {
        "Europäische Kommission", "S&D", "Verband Digitale Zukunft",
    }  # fmt: skip
    assert names(store, "schema:Place") == {"Brüssel", "Niedersachsen"}


def test_large_amounts_are_found_by_a_plain_filter(store: EmbeddedStore) -> None:
    rows = store.select(
        'SELECT ?v WHERE { ?a schema:value ?v ; schema:currency "EUR" FILTER(?v > 1e9) }'
    )

    assert rows == [{"v": Decimal("20000000000")}]


def test_each_entity_has_one_queried_class(quads: list[Quad]) -> None:
    classes: dict[str, set[object]] = {}
    for quad in quads:
        if quad.predicate == RDF + "type":
            classes.setdefault(quad.subject, set()).add(quad.object)

    assert all(len(found) == 1 for found in classes.values())


def test_all_quads_stand_in_the_document_graph_sorted_and_once(quads: list[Quad]) -> None:
    assert {quad.graph for quad in quads} == {document_graph(rt.document().iri)}
    assert quads == to_quads(rt.analysis(), rt.links()[::-1], rt.facts()[::-1], rt.RUN)
    assert len(quads) == len(set(quads))


def test_no_blank_nodes_and_no_dangling_spans(quads: list[Quad]) -> None:
    subjects = {quad.subject for quad in quads}
    inner = [q.object for q in quads if isinstance(q.object, str) and "/id/doc/" in q.object]

    assert not [quad for quad in quads if quad.subject.startswith("_:")]
    assert set(inner) <= subjects


def test_each_span_slices_back_to_its_wording(store: EmbeddedStore) -> None:
    rows = store.select(
        "SELECT ?t ?a ?b ?x WHERE { ?s oa:start ?a ; oa:end ?b ; oa:exact ?x ; "
        "oa:hasSource/kg:text ?t }"
    )

    assert len(rows) >= len(rt.MENTIONS)
    assert all(str(r["t"])[int(str(r["a"])) : int(str(r["b"]))] == r["x"] for r in rows)


def test_mentions_of_all_labels_denote_what_they_stand_for(store: EmbeddedStore) -> None:
    rows = store.select(
        "SELECT ?label (COUNT(?m) AS ?n) (COUNT(?body) AS ?bodies) WHERE { ?m a kg:Mention ; "
        "kg:nerLabel ?label ; kg:inSentence ?s . OPTIONAL { ?m oa:hasBody ?body . ?body a ?c } } "
        "GROUP BY ?label ORDER BY ?label"
    )

    assert [(r["label"], r["n"], r["bodies"]) for r in rows] == [
        ("DATE", 2, 2), ("EVENT", 1, 1), ("LOC", 2, 2), ("MONEY", 2, 2), ("ORG", 4, 4),
        ("PER", 2, 2), ("PROG", 2, 2), ("QUANTITY", 1, 1), ("ROLE", 1, 1),
    ]  # fmt: skip


def test_the_sentence_of_a_mention_is_at_hand(store: EmbeddedStore) -> None:
    rows = store.select(
        'SELECT ?s WHERE { ?m oa:hasBody/skos:prefLabel "S&D"@de ; kg:inSentence/oa:exact ?s }'
    )

    assert str(rows[0]["s"]).startswith("Henrike Brauckmann, Vors")
    assert str(rows[0]["s"]).endswith("diskutierten.")


def test_a_plan_is_a_statement_but_no_direct_triple(store: EmbeddedStore) -> None:
    statement = (
        "?s rdf:subject ?payer ; rdf:predicate kg:funds ; rdf:object ?what ; "
        "kg:modality kg:Planned ; kg:amount ?a ; kg:via ?via ; kg:evidence/oa:exact ?sentence . "
        '?payer skos:prefLabel "Europäische Kommission"@de . ?via skos:prefLabel ?instrument'
    )
    rows = store.select(
        f"SELECT ?instrument ?sentence ?q WHERE {{ {statement} . ?a kg:qualifier ?q }}"
    )

    assert [(r["instrument"], r["q"]) for r in rows] == [("InvestAI-Fazilität", "approx")]
    assert "20 Milliarden" in str(rows[0]["sentence"])
    assert store.query(f"ASK {{ {statement} . ?payer kg:funds ?what }}") is False


def test_a_negated_fact_is_no_direct_triple(store: EmbeddedStore) -> None:
    assert store.query("ASK { ?a kg:opposes ?b }") is False
    rows = store.select(
        "SELECT ?by WHERE { ?s kg:modality kg:Negated ; kg:attributedTo/skos:prefLabel ?by }"
    )
    assert rows == [{"by": "Verband Digitale Zukunft"}]


def test_a_role_becomes_a_membership_with_its_date(store: EmbeddedStore) -> None:
    rows = store.select(
        "SELECT ?p ?o ?role ?asof WHERE { ?m a org:Membership ; org:member/skos:prefLabel ?p ; "
        "org:organization/skos:prefLabel ?o ; kg:roleLabel ?role ; kg:asOf ?asof ; "
        "org:role/skos:prefLabel ?role . ?s kg:membership ?m ; kg:modality kg:Factual }"
    )

    assert [tuple(row.values()) for row in rows] == [
        ("Henrike Brauckmann", "Verband Digitale Zukunft", "Vorsitzende", date(2025, 10, 22))
    ]
    assert store.query("ASK { ?p kg:memberOf ?o . ?p a schema:Person }") is True


def test_a_role_without_organisation_is_a_membership_too() -> None:
    role = Entity(new_entity_iri("role", "Sprecherin"), "Role", "Sprecherin")
    fact = Fact(rt.BRAUCKMANN, "holdsRole", role, (rt.sentence("Henrike"),))

    quads = to_quads(rt.analysis(), rt.links(), (fact,), rt.RUN)

    [member] = [q for q in quads if q.predicate == ORG + "member"]
    about = {q.predicate: q.object for q in quads if q.subject == member.subject}
    assert about[ORG + "role"] == role.iri
    assert about[KG + "roleLabel"] == Literal("Sprecherin", language="de")
    assert ORG + "organization" not in about
    assert list(validate([[*quads, *run_quads(rt.RUN)]])) == []


def test_the_same_fact_from_two_sentences_is_one_statement(store: EmbeddedStore) -> None:
    rows = store.select(
        "SELECT ?c ?rule ?end (COUNT(?e) AS ?evidence) WHERE { ?s rdf:predicate kg:funds ; "
        "kg:modality kg:Factual ; kg:confidence ?c ; kg:rule ?rule ; kg:evidence ?e ; "
        "schema:endDate ?end FILTER NOT EXISTS { ?s schema:startDate ?start } } "
        "GROUP BY ?s ?c ?rule ?end"
    )

    assert [tuple(row.values()) for row in rows] == [
        (Decimal("0.91"), "money-fund", date(2029, 12, 31), 2)
    ]


def test_an_open_range_has_only_the_bound_that_is_stated(store: EmbeddedStore) -> None:
    rows = store.select(
        "SELECT ?min ?max ?v WHERE { ?a kg:qualifier 'min' OPTIONAL { ?a schema:minValue ?min } "
        "OPTIONAL { ?a schema:maxValue ?max } OPTIONAL { ?a schema:value ?v } }"
    )

    assert rows == [{"min": Decimal(3500000), "max": None, "v": None}]


def test_a_quantity_is_no_money(store: EmbeddedStore) -> None:
    rows = store.select("SELECT ?v ?u ?c WHERE { ?q a kg:Quantity ; schema:value ?v ; "
                        "schema:unitText ?u ; kg:counted ?c }")  # fmt: skip

    assert rows == [{"v": Decimal(40), "u": "%", "c": "Mitglieder"}]
    assert len(store.select("SELECT ?a WHERE { ?a a kg:Amount }")) == 2


def test_an_event_has_its_date_and_place(store: EmbeddedStore) -> None:
    rows = store.select("SELECT ?d ?p WHERE { ?e a schema:Event ; schema:startDate ?d ; "
                        "kg:takesPlaceIn/skos:prefLabel ?p }")  # fmt: skip

    assert rows == [{"d": date(2025, 10, 21), "p": "Brüssel"}]


def test_an_event_without_a_stated_date_has_that_of_its_facts() -> None:
    day = DateExpression(3, 13, "21.10.2025", "2025-10-21", "day", DAY, DAY)
    analysis = replace(rt.analysis(rt.document()), relations=())
    fact = Fact(rt.BRAUCKMANN, "participatesIn", rt.FORUM, (Span(0, 9),), valid=day)
    starts = [
        q for q in to_quads(analysis, rt.links(), (fact,), rt.RUN)
        if (q.subject, q.predicate) == (rt.FORUM.iri, SCHEMA + "startDate")
    ]  # fmt: skip

    assert [q.object for q in starts] == [Literal("2025-10-21", XSD + "date")]


def test_a_part_in_an_event_is_no_membership() -> None:
    analysis = rt.analysis(rt.document())
    fact = Fact(rt.BRAUCKMANN, "participatesIn", rt.FORUM, (Span(0, 9),), role="Moderation")
    quads = to_quads(analysis, rt.links(), (fact,), rt.RUN)

    assert Literal("Moderation", language="de") in {
        q.object for q in quads if q.predicate == KG + "roleLabel"
    }
    assert ORG + "Membership" not in {q.object for q in quads}


def test_an_ambiguous_mention_names_its_candidates(store: EmbeddedStore) -> None:
    rows = store.select(
        "SELECT DISTINCT ?c ?score WHERE { ?m kg:candidate ?c ; kg:linkConfidence ?score }"
    )

    assert {str(row["c"]).rsplit("/", 1)[-1][:7] for row in rows} == {"verband", "vdz-nor"}
    assert {row["score"] for row in rows} == {Decimal("0.5")}
    assert names(store, "schema:Organization") & {"Verband Digitale Zukunft Nord"} == set()


def test_the_catalogue_knows_the_document_and_its_run(store: EmbeddedStore) -> None:
    document = rt.document()

    [stored] = store.documents()

    assert (stored.iri, stored.title, stored.url, stored.source, stored.sha256) == (
        document.iri, document.title, document.url, document.source, document.sha256,
    )  # fmt: skip
    assert (stored.published, stored.publisher) == (document.published, document.publisher)
    assert store.query(f"ASK {{ <{stored.run}> a kg:ExtractionRun ; kg:kbVersion '2026-01' }}")


def test_statistics_count_by_kind(store: EmbeddedStore) -> None:
    counts = store.statistics()

    assert {k: counts[k] for k in ("documents", "persons", "organisations", "amounts")} == {
        "documents": 1, "persons": 2, "organisations": 3, "amounts": 2,
    }  # fmt: skip
    assert (counts["facts"], counts["mentions"]) == (7, 17)


def test_a_rejected_mention_stays_a_mention_without_body() -> None:
    rejected = [replace(link, entity=None) for link in rt.links()]

    quads = to_quads(rt.analysis(), rejected, (), rt.RUN)

    assert not [q for q in quads if q.object == SCHEMA + "Person"]
    assert len([q for q in quads if q.object == KG + "Mention"]) == len(rt.MENTIONS)


def test_a_document_without_date_and_url_is_mapped() -> None:
    document = replace(rt.document(None, None), publisher=None, title="", source="a b.txt")

    quads = to_quads(rt.analysis(document), rt.links(), rt.facts(), rt.RUN)

    about = {q.predicate.rsplit("#")[-1].rsplit("/")[-1]: q.object for q in quads
             if q.subject == document.iri}  # fmt: skip
    assert about["headline"] == Literal("a b.txt", language="de")
    assert not {"datePublished", "url", "publisherName"} & set(about)
    assert not [q for q in quads if q.predicate == KG + "asOf"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/über uns?q=„x“", "https://a.example/über%20uns?q=„x“"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/a%20b", "https://a.example/a%20b"),
        ("kein Link", Literal("kein Link")),
    ],
)
def test_links_from_outside_become_iris_or_stay_text(url: str, expected: object) -> None:
    builder = GraphBuilder("https://kg.example/graph/x")

    builder.add_iri("https://kg.example/x", SCHEMA + "url", url)

    assert [quad.object for quad in builder.quads()] == [expected]


def test_pages_are_kept_with_the_evidence() -> None:
    document = replace(rt.document(), pages=(0, rt.span("Henrike").start))

    quads = to_quads(rt.analysis(document), rt.links(), (), rt.RUN)

    exact = {q.subject: q.object for q in quads if q.predicate == OA + "exact"}
    pages = {exact[q.subject]: q.object for q in quads if q.predicate == KG + "page"}
    assert pages[Literal("Brüssel")].value == "1"
    assert pages[Literal("Henrike Brauckmann")].value == "2"


def test_the_knowledge_base_has_its_own_graph() -> None:
    quads = kb_quads([rt.COMMISSION, rt.SD], [(rt.SD.iri, "partOf", rt.COMMISSION.iri)])

    assert {quad.graph for quad in quads} == {kb_graph("kg")}
    assert Quad(rt.SD.iri, KG + "partOf", rt.COMMISSION.iri, kb_graph("kg")) in quads
    assert rt.COMMISSION.exact_matches[0] in {quad.object for quad in quads}
    assert Literal("EU-Kommission", language="de") in {quad.object for quad in quads}


@pytest.mark.parametrize(
    ("number", "text"),
    [("20000000000", "20000000000"), ("3.50", "3.5"), ("1E+9", "1000000000"), ("2.0", "2")],
)
def test_decimals_are_written_in_their_shortest_form(number: str, text: str) -> None:
    assert decimal(Decimal(number)).value == text


@pytest.mark.parametrize(("score", "text"), [(0.987654, "0.99"), (1.0, "1"), (1.2, "1"), (-1, "0")])
def test_scores_have_two_digits(score: float, text: str) -> None:
    assert confidence(score).value == text


@settings(max_examples=40)
@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Z", "S"]), min_size=3),
       st.data())  # fmt: skip
def test_any_text_is_mapped_and_kept(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = Document("https://kg.example/id/doc/x", text, text, text, "0" * 64, url=text)
    label = data.draw(st.sampled_from(["MONEY", "ROLE", "DATE", "PER"]))

    quads = to_quads(
        Analysis(document, mentions=(Mention.of(text, start, end, label),)), (), (), rt.RUN
    )

    assert Literal(text[start:end]) in {q.object for q in quads if q.predicate == OA + "exact"}
    assert Literal(text) in {q.object for q in quads if q.predicate == KG + "text"}
