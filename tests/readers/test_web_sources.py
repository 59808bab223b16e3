"""A small site on this machine: feed, sitemap, articles, errors, redirects."""

import gzip
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.errors import SourceError, SourceGoneError
from kg.model import Document
from kg.readers import FetchLog, Manners, read
from kg.readers.fetch import Fetcher

PATIENT = Manners(allow_private=True, backoff=0, delay=0, timeout=5)


def article(title: str, more: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><nav>Start</nav><article><h1>{title}</h1><p>Die Ministerin Anna Weber hat am "
        f"Montag in Berlin ein Programm über 500 Millionen Euro für die Netze vorgestellt.</p>"
        f"<p>Der Bundesverband begrüßt das Programm. {more}</p></article></body></html>"
    ).encode()


@dataclass
class Page:
    """What the site answers for one path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    fails: int = 0
    etag: bool = True


class Site:
    """Pages served on 127.0.0.1, with a list of what was asked for and answered."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, int]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                page = site.pages.get(self.path, Page(status=404))
                etag = f'"{hash(page.body)}"'
                status = page.status
                if page.fails:
                    page.fails -= 1
                    status = 503
                elif status == 200 and page.etag and self.headers["If-None-Match"] == etag:
                    status = 304
                site.asked.append((self.path, status))
                self.send_response(status)
                for name, value in page.headers.items():
                    self.send_header(name, value)
                if status == 200 and page.etag:
                    self.send_header("ETag", etag)
                self.end_headers()
                if status == 200:
                    self.wfile.write(page.body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def add(self, path: str, body: bytes | str, kind: str = "text/html", **more: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        headers = {"Content-Type": kind} | {k.replace("_", "-"): v for k, v in more.items()}
        self.pages[path] = Page(data, headers=headers)

    def answered(self) -> list[tuple[str, int]]:
        """Return what was asked for since the last call, without robots.txt."""
        asked, self.asked = self.asked, []
        return [one for one in asked if one[0] != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.server.shutdown()
    thread.join()
    site.server.server_close()


def rss(site: Site, *paths: str) -> str:
    items = "".join(
        f"<item><title>Meldung</title><link>{site.url}{path}</link>"
        f"<pubDate>Mi, 05 Mär 2025 10:00:00 +0100</pubDate></item>"
        for path in paths
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Amt</title>'
        f"{items}</channel></rss>"
    )


def run(
    *sources: str, log: FetchLog | None = None, recheck: bool = False, manners: Manners = PATIENT
) -> list[Document | SourceError]:
    """Read as the pipeline does: what was stored is reported to the log."""
    results = []
    for result in read(sources, manners=manners, log=log, recheck=recheck):
        if log is not None and isinstance(result, Document):
            log.done(result.source)
        results.append(result)
    return results


def titles(results: list[Document | SourceError]) -> list[str]:
    return [one.title if isinstance(one, Document) else one.reason for one in results]


def test_a_page_is_fetched_and_identified_by_its_address(site: Site) -> None:
    site.add("/a", article("Netze für alle"), "text/html; charset=utf-8")

    (document,) = run(f"{site.url}/a?utm_source=feed")

    assert isinstance(document, SourceError)

    (document,) = run(f"{site.url}/a#oben")

    assert isinstance(document, Document)
    assert document.title == "Netze für alle"
    assert document.url == f"{site.url}/a"
    assert document.source == f"{site.url}/a#oben"


def test_files_on_the_web_are_read_by_their_type(
    site: Site, make_docx: Callable[..., bytes], make_pdf: Callable[..., bytes]
) -> None:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    site.add("/1", make_docx([("Title", "Wort"), ("", "Ein Absatz über Netze.")]), word)
    site.add("/2.pdf", make_pdf([[(60, 700, 10, "Ein Satz über Jülich.")]]), "application/pdf")
    site.add("/3.txt", "Text aus Köln\n\nMehr davon.".encode("cp1252"), "text/plain")
    site.add("/4.pdf", make_pdf([[(60, 700, 10, "Zweiter Satz über Jülich.")]]), "")

    results = run(*(f"{site.url}/{name}" for name in ("1", "2.pdf", "3.txt", "4.pdf")))

    assert titles(results) == [
        "Wort",
        "Ein Satz über Jülich.",
        "Text aus Köln",
        "Zweiter Satz über Jülich.",
    ]


def test_a_feed_is_followed_and_completes_what_pages_leave_open(site: Site) -> None:
    site.add("/feed.xml", rss(site, "/a", "/b", "/a"), "application/rss+xml")
    site.add("/a", article("Netze"))
    site.add("/b", article("Wärme"))

    results = run(f"{site.url}/feed.xml")

    assert titles(results) == ["Netze", "Wärme"]
    assert [one.published for one in results if isinstance(one, Document)] == [date(2025, 3, 5)] * 2


def test_a_second_run_fetches_nothing_unchanged_and_finds_changes(
    site: Site, tmp_path: Path
) -> None:
    site.add("/feed.xml", rss(site, "/a", "/b"), "application/rss+xml")
    site.add("/a", article("Netze"))
    site.add("/b", article("Wärme"))
    path, feed = tmp_path / "store" / "fetched.jsonl", f"{site.url}/feed.xml"

    assert titles(run(feed, log=FetchLog(path))) == ["Netze", "Wärme"]
    site.answered()

    log = FetchLog(path)
    assert run(feed, log=log) == []
    assert site.answered() == [("/feed.xml", 304), ("/a", 304), ("/b", 304)]
    assert log.unchanged == [f"{site.url}/a", f"{site.url}/b"]

    site.add("/b", article("Wärme", "Neu: 20 Millionen Euro."))
    (changed,) = run(feed, log=FetchLog(path))
    assert isinstance(changed, Document)
    assert "20 Millionen" in changed.text


def test_what_was_not_stored_is_fetched_again(site: Site, tmp_path: Path) -> None:
    site.add("/feed.xml", rss(site, "/a", "/b"), "application/rss+xml")
    site.add("/a", article("Netze"))
    site.add("/b", article("Wärme"))
    path, feed = tmp_path / "fetched.jsonl", f"{site.url}/feed.xml"
    log = FetchLog(path)
    interrupted = read([feed], manners=PATIENT, log=log)
    first = next(interrupted)
    assert isinstance(first, Document)
    log.done(first.source)
    next(interrupted)
    interrupted.close()
    with path.open("a") as file:
        file.write('{"url": "http://kapu')

    results = run(feed, log=FetchLog(path))

    assert titles(results) == ["Wärme"]


def test_deleted_pages_are_found_even_when_no_longer_listed(site: Site, tmp_path: Path) -> None:
    path, feed = tmp_path / "fetched.jsonl", f"{site.url}/feed.xml"
    site.add("/feed.xml", rss(site, "/a", "/b"), "application/rss+xml")
    site.add("/a", article("Netze"))
    site.add("/b", article("Wärme"))
    run(feed, log=FetchLog(path))
    site.add("/feed.xml", rss(site, "/a"), "application/rss+xml")
    del site.pages["/b"]

    assert run(feed, log=FetchLog(path)) == []
    (gone,) = run(feed, log=FetchLog(path), recheck=True)
    assert isinstance(gone, SourceGoneError)
    assert gone.location == f"{site.url}/b"
    assert run(feed, log=FetchLog(path), recheck=True) == []


def test_sitemaps_and_their_indexes_are_followed(site: Site, tmp_path: Path) -> None:
    ns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    site.add(
        "/index.xml",
        f"<sitemapindex {ns}><sitemap><loc>{site.url}/map.xml</loc></sitemap></sitemapindex>",
        "application/xml",
    )
    entries = "".join(
        f"<url><loc>{site.url}/{name}</loc><lastmod>2025-03-05</lastmod></url>" for name in "ab"
    )
    site.add("/map.xml", f"<urlset {ns}>{entries}</urlset>", "text/xml")
    site.add("/a", article("Netze"))
    site.add("/b", article("Wärme"))
    site.pages["/a"].etag = False
    path = tmp_path / "log"

    assert titles(run(f"{site.url}/index.xml", log=FetchLog(path))) == ["Netze", "Wärme"]
    site.answered()

    site.pages["/map.xml"].etag = False
    assert run(f"{site.url}/index.xml", log=FetchLog(path)) == []
    assert site.answered() == [("/index.xml", 304), ("/map.xml", 200), ("/b", 304)]


def test_a_list_of_feeds_is_read_with_its_options(site: Site, tmp_path: Path) -> None:
    site.add("/feed.xml", rss(site, "/presse/1", "/sport/2", "/presse/3", "/presse/4"), "text/xml")
    for number in (1, 3, 4):
        site.add(f"/presse/{number}", article(f"Meldung {number}"))
    site.add("/seite", article("Einzelne Seite"))
    watchlist = tmp_path / "feeds.toml"
    watchlist.write_text(
        f'pages = ["{site.url}/seite"]\ndelay = 0\n\n[[feed]]\nurl = "{site.url}/feed.xml"\n'
        'publisher = "Amt für Netze"\ninclude = "/presse/"\nlimit = 2\n'
    )

    results = run(str(watchlist))

    assert titles(results) == [
        "Einzelne Seite",
        "Meldung 1",
        "Meldung 3",
        "lists 3 pages; the limit of 2 was read",
    ]
    assert results[1].publisher == "Amt für Netze"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        ("kaputt", "is not TOML"),
        ("delay = 1", "names nothing to read"),
        ("[[feed]]\nname = 'x'", "without url"),
        ("[[feed]]\nurl = 'https://a.de'\nfarbe = 1", "unknown entry 'farbe'"),
        ("delay = 'schnell'\nfeeds = ['https://a.de']", "wrong value for delay"),
        ("[[feed]]\nurl = 'https://a.de'\ninclude = '('", "wrong pattern"),
    ],
)
def test_a_wrong_list_is_explained(tmp_path: Path, toml: str, reason: str) -> None:
    (tmp_path / "feeds.toml").write_text(toml)

    (error,) = run(str(tmp_path / "feeds.toml"))

    assert reason in str(error)
    assert "\n" not in str(error)


def test_private_addresses_are_refused_unless_allowed(site: Site) -> None:
    site.add("/a", article("Netze"))
    port = site.server.server_address[1]

    results = run(
        f"{site.url}/a",
        f"http://localhost:{port}/a",
        f"http://[::ffff:127.0.0.1]:{port}/a",
        f"http://2130706433:{port}/a",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        manners=Manners(backoff=0),
    )

    assert site.asked == []
    assert all("private address" in str(one) or "unknown host" in str(one) for one in results)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("file:///etc/passwd", "is no http or https address"),
        ("ftp://a.de/x", "is no http or https address"),
        ("http://", "is no http or https address"),
        ("http://[kaputt", "is no http or https address"),
        ("http://a.de:99999/", "is no http or https address"),
    ],
)
def test_other_addresses_are_refused_in_lists(tmp_path: Path, address: str, reason: str) -> None:
    (tmp_path / "liste.toml").write_text(f"[[page]]\nurl = '{address}'\n")

    (error,) = run(str(tmp_path / "liste.toml"))

    assert str(error) == f"{address}: {reason}"


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "gopher://127.0.0.1/", "http://10.255.255.1/", "/schleife"]
)
def test_redirects_are_checked_at_each_hop(site: Site, target: str) -> None:
    site.pages["/schleife"] = Page(status=302, headers={"Location": "/schleife"})
    site.pages["/weg"] = Page(status=301, headers={"Location": target})
    manners = Manners(allow_private=True, backoff=0, retries=0, timeout=0.2)

    (error,) = run(f"{site.url}/weg", manners=manners)

    assert isinstance(error, SourceError)
    assert error.location == f"{site.url}/weg"


def test_a_redirect_names_the_page_by_its_new_address(site: Site) -> None:
    site.pages["/alt"] = Page(status=301, headers={"Location": "/neu"})
    site.add("/neu", article("Netze"))

    (document,) = run(f"{site.url}/alt")

    assert isinstance(document, Document)
    assert (document.source, document.url) == (f"{site.url}/alt", f"{site.url}/neu")


def test_robots_txt_is_obeyed(site: Site) -> None:
    site.add("/robots.txt", "User-agent: *\nDisallow: /intern/\n", "text/plain")
    site.add("/intern/a", article("Netze"))

    (error,) = run(f"{site.url}/intern/a")

    assert "forbidden by the robots.txt" in str(error)
    assert site.answered() == []


def test_a_site_whose_robots_txt_fails_is_left_alone(site: Site) -> None:
    site.pages["/robots.txt"] = Page(status=500)
    site.add("/a", article("Netze"))

    (error,) = run(f"{site.url}/a")

    assert "robots.txt" in str(error)


def test_passing_failures_are_tried_again(site: Site) -> None:
    site.add("/a", article("Netze"))
    site.pages["/a"].fails = 2

    assert titles(run(f"{site.url}/a")) == ["Netze"]
    assert [status for _, status in site.answered()] == [503, 503, 200]


@pytest.mark.parametrize(
    ("status", "reason"), [(404, "gone (HTTP 404)"), (403, "HTTP 403"), (503, "HTTP 503")]
)
def test_failures_are_one_line_each(site: Site, status: int, reason: str) -> None:
    site.pages["/a"] = Page(status=status)

    (error,) = run(f"{site.url}/a")

    assert reason in str(error)


def test_answers_are_bounded_in_size_even_when_compressed(site: Site) -> None:
    site.add("/a", gzip.compress(b"<p>" * 10_000_000), Content_Encoding="gzip")
    site.add("/b", b"x" * 3_000_000)
    site.add("/c", gzip.compress(article("Netze")), Content_Encoding="gzip")
    site.add("/d", b"kein gzip", Content_Encoding="gzip")
    site.add("/e", b"x", Content_Encoding="br")
    manners = Manners(allow_private=True, backoff=0, size=2_000_000)

    results = run(*(f"{site.url}/{name}" for name in "abcde"), manners=manners)

    assert titles(results) == [
        "is larger than 2 MB",
        "is larger than 2 MB",
        "Netze",
        "answers with damaged compression",
        "answers in an encoding that was not asked for ('br')",
    ]


def test_an_answer_has_a_deadline(site: Site) -> None:
    site.add("/a", b"x" * 1000)

    manners = Manners(allow_private=True, deadline=0, obey_robots=False)

    with Fetcher(manners) as fetcher, pytest.raises(SourceError, match="takes longer than 0 s"):
        fetcher.get(f"{site.url}/a")


def test_a_feed_with_entity_tricks_is_refused(site: Site, tmp_path: Path) -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>'
    )
    site.add("/feed.xml", bomb, "application/rss+xml")
    (tmp_path / "feed.xml").write_text(bomb, encoding="utf-16")

    results = run(f"{site.url}/feed.xml", str(tmp_path / "feed.xml"))

    assert titles(results) == ["declares XML entities, which kg refuses"] * 2


def test_a_saved_feed_gives_the_entries_that_hold_text(tmp_path: Path) -> None:
    text = "<p>Die Ministerin Anna Weber stellte in Köln das neue Programm für Netze vor.</p>"
    (tmp_path / "feed.atom").write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Amt für Netze</title><entry>'
        "<title>Neues Programm</title><updated>2025-03-05T10:00:00Z</updated>"
        '<link href="https://a.de/1"/><author><name>Jonas Lindner</name></author>'
        f'<content type="html"><![CDATA[{text}]]></content></entry></feed>'
    )

    (document,) = run(str(tmp_path / "feed.atom"))

    assert isinstance(document, Document)
    assert document.text == (
        "Neues Programm\n\n"
        "Die Ministerin Anna Weber stellte in Köln das neue Programm für Netze vor."
    )
    assert (document.published, document.publisher) == (date(2025, 3, 5), "Amt für Netze")
    assert (document.url, document.authors) == ("https://a.de/1", ("Jonas Lindner",))
