"""The sentences behind edges, with where they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.network.rows import Selects

_AT_ONCE = 200
_QUOTES = """
SELECT ?span ?text ?document ?title ?published WHERE {{
  VALUES ?span {{ {spans} }}
  ?span oa:hasSelector ?selector ; oa:hasSource ?snapshot . ?selector oa:exact ?text .
  ?document kg:hasText ?snapshot .
  OPTIONAL {{ ?document schema:headline ?title }}
  OPTIONAL {{ ?document schema:datePublished ?published }}
}}
"""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence, its document's IRI and title, and when that was published."""

    text: str
    document: str
    title: str
    published: date | None


def quotes(store: Selects, spans: Iterable[str]) -> dict[str, Quote]:
    """Return the sentence of each span, as `evidence` of edges names them."""
    found: dict[str, Quote] = {}
    for batch in _batches(sorted(set(spans))):
        query = _QUOTES.format(spans=" ".join(f"<{span}>" for span in batch))
        for row in store.select(query):
            published = row["published"]
            document = str(row["document"])
            found[str(row["span"])] = Quote(
                text=" ".join(str(row["text"]).split()),
                document=document,
                title=str(row["title"] or document),
                published=published if isinstance(published, date) else None,
            )
    return found


def _batches(spans: list[str]) -> Iterator[list[str]]:
    return (spans[start : start + _AT_ONCE] for start in range(0, len(spans), _AT_ONCE))
