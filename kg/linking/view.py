"""A document as the linker sees it: its entity mentions with sentences and neighbours."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from kg.linking.names import clean
from kg.model import ENTITY_LABELS, Analysis, Label, Mention

_BEFORE = re.compile(r"([\w.’'-]+)[\s„“\"»«‚(]*$")
_AFTER = re.compile(r"^[\s“”\"»«‘)]*([\w’'-]+)")
_PARAGRAPH = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One entity mention: its index in the analysis, its name and the words beside it."""

    index: int
    label: Label
    name: str
    start: int
    end: int
    sentence: int
    paragraph: int
    before: str
    after: str


@dataclass(slots=True)
class Cluster:
    """Mentions of one thing in one document. `names` are the forms as written, first one first."""

    label: Label
    members: list[Occurrence] = field(default_factory=list)
    rivals: tuple[str, ...] = ()
    bare: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The different forms, in text order."""
        return tuple(dict.fromkeys(member.name for member in self.members))


@dataclass(frozen=True, slots=True)
class View:
    """All entity mentions of a document in text order."""

    analysis: Analysis
    occurrences: tuple[Occurrence, ...]

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.analysis.document.text

    def between(self, left: Occurrence, right: Occurrence) -> str:
        """Return the text between two mentions."""
        return self.text[left.end : right.start]


def view(analysis: Analysis) -> View:
    """Collect the entity mentions of an analysis."""
    text = analysis.document.text
    sentences = [span.start for span in analysis.sentences]
    paragraphs = [match.end() for match in _PARAGRAPH.finditer(text)]
    return View(
        analysis,
        tuple(
            _occurrence(i, mention, text, sentences, paragraphs)
            for i, mention in enumerate(analysis.mentions)
            if mention.label in ENTITY_LABELS
        ),
    )


def _occurrence(
    index: int, mention: Mention, text: str, sentences: list[int], paragraphs: list[int]
) -> Occurrence:
    start, end = mention.span.start, mention.span.end
    before = _BEFORE.search(text[max(0, start - 40) : start])
    after = _AFTER.search(text[end : end + 40])
    return Occurrence(
        index, mention.label, clean(mention.text), start, end,
        bisect_right(sentences, start), bisect_right(paragraphs, start),
        before[1] if before else "", after[1] if after else "",
    )  # fmt: skip
