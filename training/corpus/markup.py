"""Read the annotated sources of the corpus: articles with inline mentions and listed relations.

A source is a header (`key: value`, `@entity name | type | kb`), a line `---`, and blocks parted by
blank lines. A block is text with `[[surface|LABEL key spec]]`, then lines that begin with `>`
(relations between keys) or `!` (facts written by hand). `README.md` beside this file describes it.
"""

import re
from dataclasses import dataclass, field

from kg.errors import GoldError
from kg.vocab import PREDICATES, RELATIONS

MODALITIES = ("factual", "planned", "demanded", "possible", "negated", "reported")
ENTITY_LABELS = ("PER", "ORG", "LOC", "LAW", "PROG", "EVENT")
LABELS = (*ENTITY_LABELS, "ROLE", "MONEY", "QUANTITY", "DATE")
_MARK = re.compile(r"\[\[([^\[\]|]+)\|([A-Z]+)((?: [^\[\]]*)?)\]\]")
# Which labels each relation joins, after the annotation guidelines.
_WHO = ("PER", "ORG", "LOC")
_THINGS = ("PROG", "EVENT", "ORG", "LAW", "LOC")
SIGNATURES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "role_holder": (("PER",), ("ROLE",)),
    "role_at": (("ROLE",), ("ORG", "LOC", "PROG", "EVENT")),
    "member_of": (("PER",), ("ORG",)),
    "affiliated_with": (("PER",), ("ORG",)),
    "part_of": (("ORG", "PROG"), ("ORG", "PROG")),
    "located_in": (("ORG", "PROG", "EVENT", "LOC"), ("LOC",)),
    "event_date": (("EVENT",), ("DATE",)),
    "participates": (("PER", "ORG"), ("EVENT",)),
    "organizes": (("PER", "ORG"), ("EVENT",)),
    "pays": (("ORG", "LOC", "PROG", "PER"), ("MONEY",)),
    "pays_for": (("MONEY",), _THINGS),
    "cost_of": (("MONEY",), _THINGS),
    "quantity_of": (("QUANTITY",), _THINGS),
    "date_of": (("DATE",), ("PROG", "LAW", "MONEY")),
    "owns": (("ORG", "PER"), ("ORG",)),
    "cooperates_with": (_WHO, _WHO),
    "commissions": (("ORG", "PER"), ("ORG", "PROG", "PER")),
    "runs": (("ORG", "LOC"), ("PROG", "LAW")),
    "demands": (_WHO, ("LAW", "PROG", "MONEY", "QUANTITY", "ORG")),
    "supports": (_WHO, ("LAW", "PROG", "ORG", "PER", "MONEY", "EVENT")),
    "opposes": (_WHO, ("LAW", "PROG", "ORG", "PER", "MONEY", "EVENT")),
    "meets": (("PER", "ORG"), ("PER", "ORG")),
}
_PAIRED = {"role": ("role_holder", "role_at"), "pay": ("pays", "pays_for")}


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention in a line: offsets into the plain line, its key and what else was noted."""

    line: int
    start: int
    end: int
    text: str
    label: str
    key: str
    spec: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two keys of one block; `name` is one of `kg.vocab.RELATIONS`."""

    name: str
    head: str
    child: str
    modality: str


@dataclass(frozen=True, slots=True)
class HandFact:
    """A fact written by hand: what the rules cannot derive from the relations."""

    predicate: str
    subject: str
    object: str | None
    modality: str
    options: dict[str, str]


@dataclass(slots=True)
class Block:
    """One paragraph, heading or list: its plain lines, mentions, relations and facts."""

    lines: list[str] = field(default_factory=list)
    marks: list[Marked] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    facts: list[HandFact] = field(default_factory=list)


@dataclass(slots=True)
class Source:
    """One annotated article."""

    name: str
    header: dict[str, str]
    entities: dict[str, tuple[str, str, str]]
    blocks: list[Block]


def parse_entity(line: str, where: str) -> tuple[str, tuple[str, str, str]]:
    """Read `@key Name | Type | kb-id` into its key and (name, type, kb); the last two may lack."""
    key, _, rest = line.lstrip("@").partition(" ")
    fields = [part.strip() for part in rest.split("|")] + ["", ""]
    if not key or not fields[0]:
        raise GoldError(f"{where}: not an entity line: {line!r}")
    return key, (fields[0], fields[1], fields[2])


def parse_source(name: str, text: str) -> Source:
    """Read one annotated article; raise `GoldError` naming the file and line on any slip."""
    head, _, body = text.partition("\n---\n")
    header: dict[str, str] = {}
    entities: dict[str, tuple[str, str, str]] = {}
    for number, line in enumerate(head.splitlines(), 1):
        if line.startswith("@"):
            key, entity = parse_entity(line, f"{name}:{number}")
            entities[key] = entity
        elif line.strip():
            field_name, _, value = line.partition(":")
            header[field_name.strip()] = value.strip()
    first = head.count("\n") + 3
    return Source(name, header, entities, list(_blocks(name, body, first)))


def _blocks(name: str, body: str, first: int) -> list[Block]:
    blocks: list[Block] = []
    block = Block()
    for number, line in enumerate(body.split("\n"), first):
        where = f"{name}:{number}"
        if not line.strip():
            if block.lines:
                blocks.append(block)
            elif block.links or block.facts:
                raise GoldError(f"{where}: relations without a paragraph above them")
            block = Block()
        elif line.startswith("> "):
            block.links.extend(_links(line[2:], where))
        elif line.startswith("! "):
            block.facts.append(_fact(line[2:], where))
        else:
            _mark(block, line, where)
    if block.lines:
        blocks.append(block)
    return blocks


def _mark(block: Block, line: str, where: str) -> None:
    plain, position = "", 0
    for match in _MARK.finditer(line):
        plain += line[position : match.start()]
        position = match.end()
        surface, label, rest = match.groups()
        if label not in LABELS:
            raise GoldError(f"{where}: no label {label!r}; labels are {', '.join(LABELS)}")
        key, _, spec = rest.strip().partition(" ")
        block.marks.append(
            Marked(
                len(block.lines), len(plain), len(plain) + len(surface), surface, label,
                key or surface, spec,
            )
        )  # fmt: skip
        plain += surface
    plain += line[position:]
    if "[[" in plain or "]]" in plain:
        raise GoldError(f"{where}: broken markup in {plain!r}")
    block.lines.append(plain)


def _links(line: str, where: str) -> list[Link]:
    """Read `name head child [modality]`, or `role P R O` and `pay A M B` for two at once."""
    words = line.split()
    modality = words.pop() if words[-1] in MODALITIES else "factual"
    name, keys = words[0], words[1:]
    if name in _PAIRED and len(keys) == 3:
        first, second = _PAIRED[name]
        return [
            Link(first, keys[0], keys[1], modality),
            Link(second, keys[1], keys[2], modality if name == "pay" else "factual"),
        ]
    if name not in RELATIONS or len(keys) != 2:
        raise GoldError(f"{where}: not a relation: {line!r}")
    return [Link(name, keys[0], keys[1], modality)]


def _fact(line: str, where: str) -> HandFact:
    """Read `predicate subject object|- [modality] [key=value …]`; values may stand in quotes."""
    options = dict(re.findall(r'(\w+)="([^"]*)"', line))
    words = re.sub(r'\w+="[^"]*"', "", line).split()
    modality = words.pop() if words[-1] in MODALITIES else "factual"
    if len(words) != 3 or words[0] not in PREDICATES:
        raise GoldError(f"{where}: not a fact: {line!r}")
    return HandFact(words[0], words[1], None if words[2] == "-" else words[2], modality, options)
