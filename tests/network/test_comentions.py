from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_corpus import Article, fill, iri

from kg.network import project
from kg.network.comentions import _paragraphs
from kg.network.significance import association, log_likelihood

COMMISSION, HARBOUR, JENA = map(
    iri, ("Europäische Kommission", "Hafen Stade GmbH", "Universität Jena")
)


def test_weight_is_discounted_normalised_information(store):
    # 8 distinct sentences; the Commission in 3 (one printed twice), the harbour in 4, both in 3.
    edge = project(store, "comentions")[COMMISSION][HARBOUR]

    npmi = log((3 / 9) / ((3 / 9) * (4 / 9))) / -log(3 / 9)
    assert edge["weight"] == pytest.approx(npmi * (3 / 4) * (3 / 4), abs=1e-6)
    assert edge["count"] == edge["sentences"] == 3
    assert edge["documents"] == 3


def test_pairs_no_closer_than_chance_are_no_edges(store):
    # Jena in 3 and the harbour in 4 of 8 sentences meet in one: chance expects 1.5.
    network = project(store, "comentions")

    assert not network.has_edge(JENA, HARBOUR)
    assert network.graph["left_out"] == "1 pairs no more often together than by chance"


def test_significance_and_count_can_be_asked_for(store):
    strong = project(store, "comentions", min_significance=6.63)
    often = project(store, "comentions", min_count=2)

    assert strong.number_of_edges() == 1
    assert often.number_of_edges() == 2


def test_unit_may_be_a_paragraph_or_the_document(store):
    document = project(store, "comentions", unit="document")

    assert document.has_edge(iri("Ruth Hallbauer"), iri("Verband Digitale Zukunft"))


def test_paragraph_joins_sentences_that_stand_together(tmp_path):
    article = Article(
        "x.example/p", None, "X",
        ["{Karl Wieland} sprach.", "Die {SPD} auch!", "{Ruth Hallbauer} schwieg."],
    )  # fmt: skip
    with fill(tmp_path / "store", [article]) as store:
        sentences = project(store, "comentions")
        paragraphs = project(store, "comentions", unit="paragraph")

    assert sentences.number_of_edges() == 0
    assert list(paragraphs.edges()) == [(iri("SPD"), iri("Karl Wieland"))]


def test_a_list_of_names_joins_nobody(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.network.comentions.LONGEST", 2)
    with fill(tmp_path / "store") as store:
        network = project(store, "comentions")

    assert not network.has_node(iri("Ruth Hallbauer"))
    assert "lists of more than 2 names" in network.graph["left_out"]


def test_period_goes_by_the_date_of_the_document(store):
    network = project(store, "comentions", since="2026-01-01")

    assert iri("Henrike Brauckmann") not in network
    assert network[COMMISSION][HARBOUR]["count"] == 1


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Eins. Zwei.\n\nDrei.", [0, 13]),
        ("Eins.\nZwei.\n", [0, 6, 12]),
        ("Eins.\nweiter.\n\n  Zwei.", [0, 17]),
        ("", [0]),
    ],
)
def test_paragraphs_are_parted_by_blank_lines_else_by_lines(text, starts):
    assert _paragraphs(text)[0] == starts


@st.composite
def tables(draw):
    units = draw(st.integers(1, 500))
    one, other = draw(st.integers(1, units)), draw(st.integers(1, units))
    together = draw(st.integers(max(1, one + other - units), min(one, other)))
    return together, one, other, units


@given(tables())
def test_association_is_symmetric_and_between_zero_and_one(table):
    together, one, other, units = table

    found = association(together, one, other, units)

    assert found == association(together, other, one, units)
    assert 0 <= found.weight < 1
    assert found.log_likelihood >= 0


@given(st.integers(2, 400))
def test_a_hub_in_every_sentence_weighs_next_to_nothing(units):
    assert association(1, units, 1, units).weight < 0.51 / units


def test_log_likelihood_of_a_known_table():
    # Dunning's G² by hand: observed 10, 10, 10, 70 against expected 4, 16, 16, 64.
    expected = 2 * (10 * log(10 / 4) + 20 * log(10 / 16) + 70 * log(70 / 64))
    assert log_likelihood(10, 20, 20, 100) == pytest.approx(expected)
    assert log_likelihood(1, 20, 20, 100) == 0
