"""Who is named together: pairs of entities in one sentence, paragraph or document."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal, get_args

from kg.network.building import Attributes, Bundle, dated
from kg.network.reading import mentions
from kg.network.rows import DocumentRow, MentionRow, Selects
from kg.network.significance import association
from kg.text import fold

Unit = Literal["sentence", "paragraph", "document"]
UNITS: tuple[Unit, ...] = get_args(Unit)
KIND = "comention"

# A unit with more names is a list (of signatories, of members present), and would join all with
# all: 30 names make 435 pairs, most of them without a meaning.
LONGEST = 30

_TEXTS = "SELECT ?text ?content WHERE { ?text kg:text ?content }"
_SENTENCES = """
SELECT DISTINCT ?sentence ?content WHERE {
  ?mention kg:inSentence ?sentence . ?sentence oa:hasSelector ?selector .
  ?selector oa:exact ?content .
}
"""
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_LINE_BREAK = re.compile(r"\n\s*")


@dataclass(slots=True)
class _Unit:
    """One wording, wherever it stands."""

    spans: dict[str, str] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)


def comention_edges(
    store: Selects,
    entities: Collection[str],
    documents: Mapping[str, DocumentRow],
    *,
    unit: Unit = "sentence",
    min_count: int = 1,
    min_significance: float = 0.0,
) -> tuple[dict[Bundle, Attributes], Counter[str]]:
    """Return an edge per pair that stands together beyond chance, and what was left out.

    Equal wordings are one unit. `min_significance` is a bound for `log_likelihood`.
    """
    by_text = {document.text: document for document in documents.values()}
    found = [m for m in mentions(store) if m.text in by_text and m.entity in entities]
    units, left_out = _units(found, _key(store, unit, found))
    single = Counter(entity for one in units for entity in one.spans)
    pairs = _pairs(units, left_out)
    edges: dict[Bundle, Attributes] = {}
    for (one, other), shared in pairs.items():
        strength = association(len(shared), single[one], single[other], len(units))
        if len(shared) < min_count:
            left_out[f"pairs in fewer than {min_count} {unit}s"] += 1
        elif strength.weight <= 0 or strength.log_likelihood < min_significance:
            left_out["pairs no more often together than by chance"] += 1
        else:
            edges[one, other, KIND] = _edge(
                (one, other), shared, by_text, strength.weight, strength.log_likelihood
            )
    return edges, left_out


def _units(
    found: Iterable[MentionRow], key: Callable[[MentionRow], str | None]
) -> tuple[list[_Unit], Counter[str]]:
    units: dict[str, _Unit] = defaultdict(_Unit)
    left_out: Counter[str] = Counter()
    for mention in sorted(found, key=lambda m: (m.text, m.start, m.entity)):
        name = key(mention)
        if name is None:
            left_out["mentions without a sentence"] += 1
            continue
        one = units[name]
        one.spans.setdefault(mention.entity, mention.sentence or mention.text)
        one.texts.add(mention.text)
    return [units[name] for name in sorted(units)], left_out


def _pairs(units: Iterable[_Unit], left_out: Counter[str]) -> dict[tuple[str, str], list[_Unit]]:
    pairs: dict[tuple[str, str], list[_Unit]] = defaultdict(list)
    for one in units:
        if len(one.spans) > LONGEST:
            left_out[f"lists of more than {LONGEST} names"] += 1
            continue
        for pair in combinations(sorted(one.spans), 2):
            pairs[pair].append(one)
    return pairs


def _edge(
    pair: tuple[str, str],
    shared: list[_Unit],
    documents: Mapping[str, DocumentRow],
    weight: float,
    log_likelihood: float,
) -> Attributes:
    texts = {text for one in shared for text in one.texts}
    published = {day for text in texts if (day := documents[text].published)}
    spans = {one.spans[end] for one in shared for end in pair}
    return {
        "label": KIND,
        "predicate": KIND,
        "weight": round(weight, 6),
        "log_likelihood": round(log_likelihood, 3),
        "count": len(shared),
        "sentences": len(shared),
        "documents": len(texts),
        **dated((day, day) for day in published),
        "evidence": " ".join(sorted(spans)),
    }


def _key(
    store: Selects, unit: Unit, found: Iterable[MentionRow]
) -> Callable[[MentionRow], str | None]:
    """Return what tells the units apart: the folded wording of a sentence or paragraph."""
    if unit == "document":
        return lambda mention: mention.text
    if unit == "paragraph":
        return _paragraph_key(store, {mention.text for mention in found})
    wordings = {str(row["sentence"]): fold(str(row["content"])) for row in store.select(_SENTENCES)}
    return lambda mention: (
        None if mention.sentence is None else wordings.get(mention.sentence, mention.sentence)
    )


def _paragraph_key(store: Selects, texts: Collection[str]) -> Callable[[MentionRow], str | None]:
    paragraphs: dict[str, tuple[list[int], list[str]]] = {}
    for row in store.select(_TEXTS):
        text = str(row["text"])
        if text in texts:
            paragraphs[text] = _paragraphs(str(row["content"]))

    def key(mention: MentionRow) -> str | None:
        if mention.text not in paragraphs:
            return None
        starts, contents = paragraphs[mention.text]
        return contents[bisect_right(starts, mention.start) - 1]

    return key


def _paragraphs(text: str) -> tuple[list[int], list[str]]:
    """Return where paragraphs start, and their folded texts.

    Blank lines part them; in a text without any, each line is one.
    """
    border = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _LINE_BREAK
    starts = [0, *(match.end() for match in border.finditer(text))]
    ends = [*starts[1:], len(text)]
    return starts, [fold(text[s:e]) for s, e in zip(starts, ends, strict=True)]
