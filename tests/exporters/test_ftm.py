import io
import json
from datetime import date

import pytest
from small_corpus import ARTICLES, LABELS, Article, Stated, fill, iri

from kg.exporters.ftm import ftm_id, write_ftm

ftm = pytest.importorskip("followthemoney")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def exported(store):
    output = io.BytesIO()
    number = write_ftm(store, output)
    entities = [json.loads(line) for line in output.getvalue().splitlines()]
    assert len(entities) == number
    return {entity["id"]: entity for entity in entities}


def of_schema(exported, schema):
    return [entity for entity in exported.values() if entity["schema"] == schema]


def test_followthemoney_reads_every_entity_without_loss(exported):
    for entity in exported.values():
        proxy = ftm.model.get_proxy(entity)
        proxy.schema.validate(entity)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == entity["properties"], entity["id"]


def test_things_have_the_schemata_of_the_field(exported):
    assert exported[ftm_id(iri("Karl Wieland"))]["schema"] == "Person"
    assert exported[ftm_id(iri("Europäische Kommission"))]["schema"] == "PublicBody"
    assert exported[ftm_id(iri("Hafen Stade GmbH"))]["schema"] == "Organization"
    assert exported[ftm_id(iri("Brüssel"))]["schema"] == "Address"


def test_membership_quotes_its_sentence_and_names_its_document(exported):
    membership = next(m for m in of_schema(exported, "Membership") if "role" in m["properties"])[
        "properties"
    ]

    assert membership["member"] == [ftm_id(iri("Henrike Brauckmann"))]
    assert membership["organization"] == [ftm_id(iri("Verband Digitale Zukunft"))]
    assert membership["role"] == ["Vorsitzende"]
    assert membership["date"] == ["2025-01-10"]
    assert membership["summary"][0].startswith("Henrike Brauckmann, Vorsitzende")
    assert exported[membership["proof"][0]]["schema"] == "Article"


def test_payments_are_factual_and_in_full_units(exported):
    amounts = sorted(p["properties"]["amount"][0] for p in of_schema(exported, "Payment"))

    assert amounts == ["20000000", "20000000", "3000000", "5000000"]


def test_guests_and_place_are_properties_of_the_event(exported):
    event = exported[ftm_id(iri("Forum Rechenkraft"))]["properties"]

    assert len(event["involved"]) == 3
    assert event["address"] == ["Brüssel"]


def test_mentions_lead_from_document_to_entity(exported):
    mentions = of_schema(exported, "Mention")

    named = {m["properties"]["name"][0] for m in mentions}
    assert named == {name for name, label in LABELS.items() if label in ("PER", "ORG")}
    assert all(m["properties"]["document"][0] in exported for m in mentions)


def test_an_office_outside_an_organisation_is_a_post(tmp_path):
    article = Article(
        "x.example/o", date(2025, 5, 5), "X",
        ["Die Brüsseler Bürgermeisterin {Ruth Hallbauer} aus {Brüssel} kam."],
        [Stated(0, "Ruth Hallbauer", "memberOf", "Brüssel", role="Bürgermeisterin")],
    )  # fmt: skip
    output = io.BytesIO()
    with fill(tmp_path / "store", [article]) as store:
        write_ftm(store, output)

    entities = [json.loads(line) for line in output.getvalue().splitlines()]
    (post,) = [e for e in entities if e["schema"] == "Position"]
    (held,) = [e for e in entities if e["schema"] == "Occupancy"]
    assert post["properties"]["name"] == ["Bürgermeisterin (Brüssel)"]
    assert held["properties"]["post"] == [post["id"]]


def test_an_owned_organisation_is_a_company(tmp_path):
    article = Article(
        "x.example/o", date(2025, 5, 5), "X",
        ["Die {SPD} besitzt die {Hafen Stade GmbH}."],
        [Stated(0, "SPD", "owns", "Hafen Stade GmbH")],
    )  # fmt: skip
    output = io.BytesIO()
    with fill(tmp_path / "store", [article]) as store:
        write_ftm(store, output)

    schemata = [json.loads(line)["schema"] for line in output.getvalue().splitlines()]
    assert sorted(schemata) == ["Article", "Company", "Mention", "Mention", "Organization",
                                "Ownership"]  # fmt: skip


def test_equal_stores_give_equal_bytes(store, tmp_path):
    one, other = io.BytesIO(), io.BytesIO()
    write_ftm(store, one)
    with fill(tmp_path / "store", list(reversed(ARTICLES))) as again:
        write_ftm(again, other)

    assert one.getvalue() == other.getvalue()
