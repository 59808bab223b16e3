import json
import re
from dataclasses import replace
from decimal import Decimal

from lxml import etree
from lxml import html as lxml_html
from roundtable import analysis, facts, links

from kg.exporters.html import to_html
from kg.exporters.jsonl import to_jsonl, to_record
from kg.model import Amount, Mention


def _page() -> lxml_html.HtmlElement:
    return lxml_html.fromstring(to_html(analysis(), links(), facts()))


def test_page_shows_the_whole_text_once() -> None:
    shown = " ".join("".join(_page().find(".//article").itertext()).split())

    assert shown == " ".join(analysis().document.text.split())


def test_page_marks_every_mention() -> None:
    marks = [(m.text_content(), m.get("class")) for m in _page().iter("mark")]

    assert marks == [(m.text, m.label) for m in analysis().mentions]


def test_facts_lead_to_their_sentence() -> None:
    page = _page()
    targets = {e.get("id") for e in page.iter("span") if e.get("id")}

    leads = [a.get("href") for a in page.find(".//aside").iter("a")]

    assert len(leads) == len(facts())
    assert {lead.removeprefix("#") for lead in leads} <= targets


def test_page_needs_nothing_from_elsewhere() -> None:
    page = to_html(analysis(), links(), facts())

    assert not re.search(r"<script|<link|<img|@import|url\(", page)


def test_page_is_well_formed() -> None:
    page = to_html(analysis(), links(), facts())
    body = page[page.index("<body>") : page.index("</html>")]

    assert etree.fromstring(body).tag == "body"


def test_hostile_text_stays_text() -> None:
    found = analysis()
    text = "<script>alert(1)</script> & <b>"
    document = replace(found.document, text=text, title='"><script>', url="javascript:alert(1)")
    mention = Mention.of(text, 0, 8, "ORG")

    page = to_html(replace(found, document=document, sentences=(), mentions=(mention,)), (), ())

    assert "<script" not in page
    assert 'href="javascript' not in page


def test_record_has_text_mentions_amounts_and_facts() -> None:
    record = to_record(analysis(), links(), facts())

    assert record["text"] == analysis().document.text
    assert record["published"] == "2025-10-22"
    for mention in record["mentions"]:
        assert record["text"][mention["start"] : mention["end"]] == mention["text"]
    assert len(record["amounts"]) == len(analysis().amounts)
    assert len(record["facts"]) == len(facts())


def test_fact_is_an_object_with_its_evidence() -> None:
    record = to_record(analysis(), links(), facts())

    for fact in record["facts"]:
        assert set(fact["subject"]) == {"name", "iri"}
        assert set(fact["object"]) == {"name", "iri"}
        assert fact["modality"]
        assert 0 < fact["confidence"] <= 1
        for span in fact["evidence"]:
            assert record["text"][span["start"] : span["end"]] == span["text"]


def test_planned_sum_is_a_number_in_full_units() -> None:
    record = to_record(analysis(), links(), facts())

    (planned,) = [f for f in record["facts"] if f["modality"] == "planned"]
    assert planned["amount"]["value"] == 20_000_000_000
    assert planned["amount"]["currency"] == "EUR"


def test_fractions_stay_exact_enough_and_absent_keys_are_absent() -> None:
    found = replace(analysis(), amounts=(Amount(0, 2, "Am", value=Decimal("0.05")),))

    (amount,) = to_record(found, (), ())["amounts"]

    assert amount == {"start": 0, "end": 2, "text": "Am", "value": 0.05, "qualifier": "exact"}


def test_line_is_one_line_of_json() -> None:
    line = to_jsonl(analysis(), links(), facts())

    assert line.count("\n") == 1
    assert "Brüssel" in line
    assert json.loads(line)["title"] == analysis().document.title
