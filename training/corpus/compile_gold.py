"""Compile the annotated articles into `corpus/articles/` and `corpus/gold/articles_*.jsonl`.

Run `python -m training.corpus.compile_gold` in the repository's root. Everything is checked on the
way: every span slices back, every relation finds its mentions, every name has its entity.
"""

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from kg.errors import GoldError, KgError
from training.corpus.amounts import parse_amount
from training.corpus.gold_facts import Draft, Scene, derive
from training.corpus.layout import locate, render
from training.corpus.markup import (
    ENTITY_LABELS,
    SIGNATURES,
    Block,
    Link,
    Marked,
    Source,
    parse_entity,
    parse_source,
)
from training.corpus.merging import merge

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
TYPES = {
    "PER": "Person", "ORG": "Organization", "LOC": "Place", "LAW": "Legislation",
    "PROG": "FundingInstrument", "EVENT": "Event",
}  # fmt: skip
_SHORT = "Dr|Fr|Prof|Mio|Mrd|bzw|ca|Nr|Abs|Art|St|z\\. B|u\\. a|d\\. h|rd|Bd|etc|Mag|[A-Z]"
_ABBREVIATION = re.compile(rf"(?:\b(?:{_SHORT})|\b\d{{1,2}})\.$")


def read_registry(path: Path = HERE / "entities.txt") -> dict[str, tuple[str, str, str]]:
    """Return the well-known entities that the articles share: key → (name, type, kb id)."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(parse_entity(line, path.name) for line in lines if line.startswith("@"))


def compile_source(
    source: Source, registry: dict[str, tuple[str, str, str]], corpus: Path = CORPUS
) -> dict[str, object]:
    """Return one article's gold: text, spans, relations, entities, amounts and facts.

    The article's file is written to `corpus/articles/` first; the text is what the reader gives.
    """
    file = corpus / "articles" / f"{source.name}.{source.header['format']}"
    file.write_text(render(source), encoding="utf-8")
    text, lines = locate(source, file)
    return _Gold(source, registry, text, lines).build(f"articles/{file.name}")


class _Gold:
    """The gold of one article while it is put together."""

    def __init__(
        self,
        source: Source,
        registry: dict[str, tuple[str, str, str]],
        text: str,
        lines: list[list[list[int]]],
    ) -> None:
        self.source, self.registry, self.text = source, registry, text
        self.offsets = {
            id(mark): places[mark.line][mark.start]
            for block, places in zip(source.blocks, lines, strict=True)
            for mark in block.marks
        }
        self.marks = [mark for block in source.blocks for mark in block.marks]
        self.firm = [mark for mark in self.marks if not _optional(mark)]
        self.index = {id(mark): number for number, mark in enumerate(self.firm)}
        self.sentences = sentence_spans(text)

    def build(self, file: str) -> dict[str, object]:
        header = self.source.header
        scenes = [Scene(block, list(self._pairs(block))) for block in self.source.blocks]
        relations = [entry for scene in scenes for entry in self._relations(scene)]
        facts = merge(self._fact(scene.block, draft) for scene in scenes for draft in derive(scene))
        return {
            "id": self.source.name, "file": file, "title": header["title"],
            "date": header["date"], "publisher": header["publisher"], "genre": header["genre"],
            "split": header["split"], "text": self.text,
            "spans": [self._span(mark) for mark in self.firm],
            "optional_spans": [self._span(mark) for mark in self.marks if _optional(mark)],
            "relations": relations,
            "entities": self._entities({key for fact in facts for key in _keys(fact)}),
            "amounts": [self._amount(m) for m in self.firm if m.label in ("MONEY", "QUANTITY")],
            "facts": facts,
        }  # fmt: skip

    def _span(self, mark: Marked) -> dict[str, object]:
        start = self.offsets[id(mark)]
        if self.text[start : start + len(mark.text)] != mark.text:
            raise GoldError(f"{self.source.name}: {mark.text!r} does not slice back")
        return {"start": start, "end": start + len(mark.text), "label": mark.label}

    def _pairs(self, block: Block) -> Iterable[tuple[Link, Marked, Marked]]:
        for link in block.links:
            head, child = self._find(block, link.head), self._find(block, link.child)
            heads, children = SIGNATURES[link.name]
            if head.label not in heads or child.label not in children:
                ends = f"{head.label} {head.text!r} → {child.label} {child.text!r}"
                raise GoldError(f"{self.source.name}: {link.name} does not join {ends}")
            yield link, head, child

    def _find(self, block: Block, key: str) -> Marked:
        """Return the mention of `key` in the block; `key#2` is its second, `^key` one elsewhere."""
        name, _, number = key.removeprefix("^").partition("#")
        marks = [m for m in (self.marks if key.startswith("^") else block.marks) if m.key == name]
        if len(marks) < int(number or 1):
            raise GoldError(f"{self.source.name}: no {key!r} in {block.lines[0][:50]!r}")
        return marks[int(number or 1) - 1]

    def _relations(self, scene: Scene) -> Iterable[dict[str, object]]:
        for link, head, child in (*scene.pairs, *_same(scene.block)):
            if not (_optional(head) or _optional(child) or "^" in link.head + link.child):
                yield {
                    "name": link.name, "head": self.index[id(head)],
                    "child": self.index[id(child)], "modality": link.modality,
                }  # fmt: skip

    def _amount(self, mark: Marked) -> dict[str, object]:
        span = self._span(mark)
        note = mark.spec.removeprefix("?").strip()
        where = f"{self.source.name}: {mark.text}"
        return {**span, **parse_amount(mark.text, mark.label, note, where)}

    def _entities(self, named: set[str]) -> list[dict[str, object]]:
        clusters: dict[str, list[Marked]] = {}
        for mark in self.marks:
            if mark.label in ENTITY_LABELS:
                if mark.label != clusters.get(mark.key, [mark])[0].label:
                    raise GoldError(f"{self.source.name}: {mark.key!r} has two labels")
                clusters.setdefault(mark.key, []).append(mark)
        missing = named - clusters.keys() - self.registry.keys() - self.source.entities.keys()
        if missing:
            raise GoldError(f"{self.source.name}: no entity for {sorted(missing)}")
        return [
            self._entity(key, clusters.get(key, []))
            for key in (clusters | dict.fromkeys(sorted(named)))
        ]

    def _entity(self, key: str, marks: list[Marked]) -> dict[str, object]:
        longest = max((mark.text for mark in marks), key=len, default="")
        label = marks[0].label if marks else "ORG"
        known = self.source.entities if label == "PER" else self.registry | self.source.entities
        name, type_, kb = known.get(key, (longest, "", ""))
        return {
            "id": key, "name": name, "type": type_ or TYPES[label],
            "kb": kb or (key if key in known.keys() - self.source.entities.keys() else None),
            "spans": [self.index[id(mark)] for mark in marks if not _optional(mark)],
            "surfaces": sorted({mark.text for mark in marks}),
        }  # fmt: skip

    def _fact(self, block: Block, draft: Draft) -> dict[str, object]:
        amount = self._amount(draft.amount) if draft.amount else None
        fact = {
            "subject": draft.subject, "predicate": draft.predicate, "object": draft.object,
            "role": draft.role, "amount": amount, "purpose": draft.purpose, "valid": draft.valid,
            "modality": draft.modality, "rule": draft.rule, "optional": draft.optional,
            "evidence": self._evidence(block, draft),
        }  # fmt: skip
        return {key: value for key, value in fact.items() if value not in (None, False)} | {
            "object": draft.object
        }

    def _evidence(self, block: Block, draft: Draft) -> list[dict[str, int]]:
        """Return the sentences that hold the fact's mentions, or the words noted as evidence."""
        if not block.marks:
            raise GoldError(f"{self.source.name}: a fact of {draft.subject} rests on no mention")
        if draft.evidence:
            first = self.offsets[id(block.marks[0])]
            starts = [self.text.find(draft.evidence, max(0, first - 300))]
        else:
            here = {id(mark) for mark in block.marks}
            inside = [mark for mark in draft.marks if id(mark) in here]
            starts = [self.offsets[id(mark)] for mark in inside or block.marks[:1]]
        evidence = [
            {"start": start, "end": end}
            for start, end in self.sentences
            if any(start <= place < end for place in starts)
        ]
        if not evidence:
            raise GoldError(f"{self.source.name}: no sentence has {draft.evidence!r}")
        return evidence


def _optional(mark: Marked) -> bool:
    return mark.spec.startswith("?")


def _keys(fact: dict[str, object]) -> list[str]:
    return [str(fact[end]) for end in ("subject", "object") if fact[end]]


def _same(block: Block) -> Iterable[tuple[Link, Marked, Marked]]:
    """Join each mention to the fullest one of its entity in the block (most words, else first)."""
    groups: dict[tuple[str, str], list[Marked]] = {}
    for mark in block.marks:
        if mark.label in ENTITY_LABELS and not _optional(mark):
            groups.setdefault((mark.key, mark.label), []).append(mark)
    for (key, _), marks in groups.items():
        fullest = max(marks, key=lambda mark: len(mark.text.split()))
        for mark in marks:
            if mark is not fullest:
                yield Link("same_as", key, key, "factual"), mark, fullest


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Split into sentences at full stops that end no abbreviation or ordinal, and at line ends."""
    spans, start = [], 0
    for match in re.finditer(r"\n+|[.!?:][“\"»)]*(?=\s+[„»\"(]?[A-ZÄÖÜ0-9])", text):
        line_end = match[0][0] == "\n"
        if not line_end and (match[0][0] == ":" or _ABBREVIATION.search(text[start : match.end()])):
            continue
        end = match.start() if line_end else match.end()
        spans.append((start, end))
        start = match.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := _trim(text, span))]


def _trim(text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    piece = text[span[0] : span[1]]
    if not piece.strip():
        return None
    start = span[0] + len(piece) - len(piece.lstrip())
    return start, span[0] + len(piece.rstrip())


def compile_corpus(corpus: Path = CORPUS) -> int:
    """Compile every source into the folder and return the number of facts.

    Raises:
        GoldError: sources are wrong; the message has one line per source.
    """
    registry, slips, facts = read_registry(), [], 0
    splits: dict[str, list[str]] = {"dev": [], "heldout": []}
    for old in (corpus / "articles").glob("a[0-9]*"):
        old.unlink()
    for path in sorted((HERE / "articles").glob("*.txt")):
        try:
            source = parse_source(path.stem, path.read_text(encoding="utf-8"))
            gold = compile_source(source, registry, corpus)
        except KgError as error:
            slips.append(str(error))
            continue
        splits[source.header["split"]].append(json.dumps(gold, ensure_ascii=False))
        facts += len(gold["facts"])  # type: ignore[arg-type]
    if slips:
        raise GoldError("\n".join(slips))
    for split, lines in splits.items():
        (corpus / "gold" / f"articles_{split}.jsonl").write_text(
            "".join(f"{line}\n" for line in lines), encoding="utf-8"
        )
    return facts


if __name__ == "__main__":
    try:
        print(f"{compile_corpus()} facts")
    except KgError as error:
        sys.exit(str(error))
