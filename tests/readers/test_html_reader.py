import json
from datetime import date
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Document
from kg.readers import read
from kg.readers.html import page_document

PARAGRAPHS = (
    "<p>Die Ministerin <b>Anna Weber</b> hat am Montag in Berlin ein neues Programm vorgestellt, "
    "das 500 Millionen Euro umfasst.</p>"
    "<p>Der Bundesverband Wärmepumpe begrüßt das Programm. Es sei ein wichtiger Schritt.</p>"
)
LINKED_DATA = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "name": "Verlag"},
        {
            "@type": "NewsArticle",
            "headline": "Neue Förderung für Wärmepumpen",
            "datePublished": "2025-03-03T10:00:00+01:00",
            "dateModified": "2025-04-01",
            "author": [{"@type": "Person", "name": "Petra Krüger"}],
            "publisher": {"@type": "Organization", "name": "Bundesministerium für Wirtschaft"},
        },
    ],
}


def page(body: str = PARAGRAPHS, head: str = "", title: str = "Neue Förderung | BMWK") -> str:
    return (
        f'<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f'</head><body><nav><a href="/">Start</a> <a href="/x">Themen</a></nav>'
        f'<div class="cookie-banner">Wir verwenden Cookies.</div><main><article>'
        f"<h1>Neue Förderung für Wärmepumpen</h1>{body}</article></main>"
        f"<footer>Impressum Datenschutz Kontakt</footer></body></html>"
    )


def test_the_main_text_is_kept_and_boilerplate_dropped() -> None:
    document = page_document(page(), source="a.html")

    assert document.text == (
        "Neue Förderung für Wärmepumpen\n\n"
        "Die Ministerin Anna Weber hat am Montag in Berlin ein neues Programm vorgestellt, "
        "das 500 Millionen Euro umfasst.\n\n"
        "Der Bundesverband Wärmepumpe begrüßt das Programm. Es sei ein wichtiger Schritt."
    )


def test_linked_data_states_title_date_publisher_and_authors() -> None:
    script = f'<script type="application/ld+json">{json.dumps(LINKED_DATA)}</script>'

    document = page_document(page(head=script), source="a.html")

    assert document.title == "Neue Förderung für Wärmepumpen"
    assert document.published == date(2025, 3, 3)
    assert document.publisher == "Bundesministerium für Wirtschaft"
    assert document.authors == ("Petra Krüger",)


def test_meta_elements_state_date_and_publisher() -> None:
    head = (
        '<meta property="article:published_time" content="2024-11-05T08:00">'
        '<meta property="og:site_name" content="Bitkom e. V.">'
        '<meta name="author" content="Anna Weber und Jonas Lindner">'
    )

    document = page_document(page(head=head), source="a.html")

    assert (document.published, document.publisher) == (date(2024, 11, 5), "Bitkom e. V.")
    assert document.authors == ("Anna Weber", "Jonas Lindner")


def test_a_poor_page_speaks_through_its_text() -> None:
    body = f"<p>Pressemitteilung vom 3. März 2025</p>{PARAGRAPHS}"

    document = page_document(page(body), source="a.html")

    assert document.published == date(2025, 3, 3)
    assert document.title == "Neue Förderung für Wärmepumpen"


@pytest.mark.parametrize(
    ("canonical", "fetched", "expected"),
    [
        ("https://www.a.de/1?utm_source=x#top", None, "https://www.a.de/1"),
        ("/presse/1", "https://a.de/presse/1?print=1", "https://a.de/presse/1"),
        ("https://www.a.de/1", "https://a.de/2", "https://www.a.de/1"),
        ("https://boese.example/1", "https://a.de/2", "https://a.de/2"),
        ("https://a.de/", "https://a.de/2", "https://a.de/2"),
        ("https://a.de/", None, None),
        ("", None, None),
        ("http://[kaputt", None, None),
    ],
)
def test_a_canonical_address_must_name_a_page_of_the_same_host(
    canonical: str, fetched: str | None, expected: str | None
) -> None:
    head = f'<link rel="canonical" href="{canonical}">'

    assert page_document(page(head=head), source="a", url=fetched).url == expected


def test_a_headline_outside_the_main_text_is_put_first() -> None:
    html = (
        f"<html><head><title>Netzausbau stockt</title></head><body>{PARAGRAPHS * 3}</body></html>"
    )

    text = page_document(html, source="a.html").text

    assert text.startswith("Netzausbau stockt\n\nDie Ministerin")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_the_encoding_of_a_page_is_found(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "seite.html"
    file.write_bytes(page().encode(encoding))

    (document,) = read([str(file)])

    assert isinstance(document, Document)
    assert "begrüßt" in document.text


@pytest.mark.parametrize(
    "html",
    ["<html><body></body></html>", "<html><body><script>x()</script></body></html>", "<", "  "],
)
def test_a_page_without_text_is_an_error(html: str) -> None:
    with pytest.raises(SourceError, match="no article text"):
        page_document(html, source="a.html")


def test_deeply_nested_html_is_read_or_refused_in_one_line() -> None:
    def nested(depth: int) -> str:
        return f"<html><body>{'<div>' * depth}{PARAGRAPHS}{'</div>' * depth}</body></html>"

    assert "Anna Weber" in page_document(nested(100), source="a.html").text
    with pytest.raises(SourceError, match="no article text"):
        page_document(nested(20_000), source="a.html")
