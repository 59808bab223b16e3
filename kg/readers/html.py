"""Web pages: main text without boilerplate, and what the page says about itself.

trafilatura finds the main text; JSON-LD and meta elements are read first, because a page states
its date and publisher there most reliably; what they leave open comes from the text.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from kg.errors import SourceError
from kg.model import Document
from kg.readers.blob import Blob
from kg.readers.dates import parse_date
from kg.readers.document import canonical_url, clean, make_document, one_line
from kg.readers.encoding import decode
from kg.readers.heading import find_heading, title_of
from kg.readers.hyphens import mend
from kg.text import fold

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ARTICLE = re.compile(r"(?:\w*Article|\w*BlogPosting|Report|PressRelease|Event|WebPage)\Z")
_SITE_SUFFIX = re.compile(r"\s+[|·•–—»:-]\s+[^|·•–—»]{2,40}\Z")
_DATE_META = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date",
    "dcterms.issued", "dcterms.created", "dc.date.created", "og:published_time", "publishdate",
    "pubdate", "last-modified", "publication_date", "sailthru.date", "parsely-pub-date",
)  # fmt: skip
_PUBLISHER_META = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "copyright")
_AUTHOR_META = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author")
_TITLE_META = ("og:title", "dc.title", "dcterms.title", "twitter:title")


def read_html(blob: Blob) -> Iterator[Document]:
    """Yield the document of a web page; raises `SourceError` where it holds no article text."""
    data = blob.read()
    declared = _CHARSET.search(data[:4096])
    charset = blob.charset or (declared and declared[1].decode("ascii", "replace"))
    page = _XML_DECLARATION.sub("", decode(data, blob.source, declared=charset))
    yield page_document(page, source=blob.source, url=blob.url)


def page_document(page: str, *, source: str, url: str | None = None) -> Document:
    """Return the document of an HTML page; `url` is the address it was fetched from, if any."""
    found = _extract(page, source)
    stated = _stated(page)
    title = _title(stated, found.title)
    text = with_headline(_paragraphs(found.text or ""), title)
    if not text:
        raise SourceError(source, "holds no article text")
    heading = find_heading(text)
    canonical = stated.get("url") or found.url
    return make_document(
        text,
        source=source,
        title=title or title_of(text, heading),
        published=parse_date(stated.get("date")) or parse_date(found.date) or heading.published,
        publisher=stated.get("publisher") or heading.publisher or found.sitename,
        authors=tuple(stated.get("authors", ())) or _names(found.author) or heading.authors,
        url=_accepted(canonical, url),
    )


def main_text(page: str, source: str) -> str:
    """Return the main text of HTML without a headline of its own, such as a mail; may be empty."""
    if "<body" not in page[:20_000].lower():
        page = f"<html><body>{page}</body></html>"  # trafilatura reads whole pages only
    try:
        return _paragraphs(_extract(page, source).text or "")
    except SourceError:
        import trafilatura

        return _paragraphs(trafilatura.html2txt(page))


def _extract(page: str, source: str) -> Any:  # noqa: ANN401 - trafilatura is untyped
    """Run trafilatura; its document has `text`, `title`, `date`, `author`, `sitename`, `url`."""
    import trafilatura

    # Dates guessed from the body are often those of events, so only stated ones count; the fixed
    # last day keeps the result independent of the clock.
    dates = {"extensive_search": False, "original_date": True, "max_date": "2099-12-31"}
    try:
        found = trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, date_extraction_params=dates
        )
    except (RecursionError, ValueError) as error:
        raise SourceError(source, f"is not readable HTML ({one_line(str(error))[:80]})") from error
    if found is None:
        raise SourceError(source, "holds no article text")
    return found


def _paragraphs(text: str) -> str:
    """Return one block per paragraph, without bullets and table borders."""
    lines = (line.strip() for line in mend(clean(text)).splitlines())
    cells = (re.sub(r"\s*\|\s*", " | ", line).strip(" |") for line in lines)
    blocks = (re.sub(r"\A[-•*]\s+", "", line) for line in cells)
    return "\n\n".join(block for block in blocks if re.search(r"\w", block))


def with_headline(text: str, title: str) -> str:
    """Put the headline first where the main text begins below it."""
    head = fold(text[: 2 * len(title) + 600])
    return text if not text or not title or fold(title) in head else f"{title}\n\n{text}"


def _title(stated: dict[str, Any], found: str | None) -> str:
    """Return the stated title without the name of the site, where a heading lacks that too."""
    title = one_line(stated.get("title") or found)
    shorter = _SITE_SUFFIX.sub("", title)
    return shorter if fold(shorter) in stated.get("headings", ()) else title


def _accepted(canonical: str | None, url: str | None) -> str | None:
    """Return the address that identifies the page.

    A canonical address counts only if it names a page rather than a whole site and lies on the
    host the page came from: otherwise a broken template would make all pages one document.
    """
    stated = canonical_url(urljoin(url or "", canonical or ""))
    if stated is None or (urlsplit(stated).path == "/" and not urlsplit(stated).query):
        return url
    return stated if url is None or _host(stated) == _host(url) else url


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _stated(page: str) -> dict[str, Any]:
    """Return what JSON-LD and meta elements state: title, date, publisher, authors, url."""
    from lxml import etree, html

    try:
        tree = html.fromstring(page)
    except (etree.LxmlError, ValueError):
        return {}
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and element.get("content"):
            meta.setdefault(name.lower(), element.get("content"))
    links = (one.get("href") for one in tree.iter("link") if one.get("rel") == "canonical")
    times = (one.get("datetime") for one in tree.iter("time") if one.get("datetime"))
    stated = {
        "title": _meta(meta, _TITLE_META),
        "date": _meta(meta, _DATE_META) or next(times, None),
        "publisher": _meta(meta, _PUBLISHER_META),
        "authors": _names(_meta(meta, _AUTHOR_META)),
        "url": next(links, None) or meta.get("og:url"),
        "headings": [fold(str(one.text_content())) for one in tree.iter("h1", "h2")],
    }
    scripts = (one for one in tree.iter("script") if "ld+json" in (one.get("type") or ""))
    linked = _linked_data(one.text or "" for one in scripts)
    return stated | {key: value for key, value in linked.items() if value}


def _meta(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if meta.get(name)), None)


def _linked_data(scripts: Iterator[str]) -> dict[str, Any]:
    """Return what the first article in the page's JSON-LD states."""
    for script in scripts:
        try:
            nodes = list(_nodes(json.loads(script, strict=False)))
        except (ValueError, RecursionError):
            continue  # broken JSON-LD is common; the page itself still speaks
        for node in nodes:
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(_ARTICLE.match(str(kind)) for kind in kinds) and node.get("datePublished"):
                return {
                    "title": _text(node.get("headline")),
                    "date": _text(node.get("datePublished")),
                    "publisher": _text(node.get("publisher")),
                    "authors": _people(node.get("author")),
                }
    return {}


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph", []))


def _text(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return _text(value[0]) if value else None
    return value if isinstance(value, str) else None


def _people(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name for name in map(_text, values) if name and "://" not in name)


def _names(value: str | None) -> tuple[str, ...]:
    names = re.split(r";|\s+und\s+|,\s+(?=[A-ZÄÖÜ]\S+\s[A-ZÄÖÜ])", value or "")
    return tuple(name.strip() for name in names if name.strip() and "://" not in name)
