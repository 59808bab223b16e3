"""A paragraph as the rules read it that look past one sentence, and when two names are one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Mention, Span

_LEGAL_FORM = re.compile(r" (?:GmbH|AG|SE|KG|e\. ?V\.|mbH|UG|AöR|eG|& Co\.).*$")
_NEUTRAL = re.compile(
    r"^(?:(?:Freistaat|Land|Freie|Bundesland|Republik|Hansestadt|Stadt|Kreis|Landkreis)"
    r"(?:e?s)? )+"
)
LANDS = (
    "Baden-Württemberg", "Bayern", "Brandenburg", "Bremen", "Hamburg", "Hessen", "Sachsen",
    "Mecklenburg-Vorpommern", "Niedersachsen", "Nordrhein-Westfalen", "Rheinland-Pfalz",
    "Saarland", "Sachsen-Anhalt", "Schleswig-Holstein", "Thüringen",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a text: its sentences, and the numbers of the mentions inside."""

    text: str
    span: Span
    sentences: tuple[Span, ...]
    mentions: Sequence[Mention]
    inside: tuple[int, ...]

    def sentence(self, index: int) -> int:
        """Return the number of the sentence in which a mention stands, -1 for none."""
        start = self.mentions[index].span.start
        return next((k for k, s in enumerate(self.sentences) if s.start <= start < s.end), -1)

    def of(self, *labels: str) -> list[int]:
        """Return the mentions with such labels, in order."""
        return [i for i in self.inside if self.mentions[i].label in labels]


def plain_name(name: str) -> str:
    """Return a name without legal form, kind of place and ending, to compare."""
    words = _NEUTRAL.sub("", _LEGAL_FORM.sub("", name)).split()
    return " ".join(re.sub(r"(?<=[^\Ws]{3})(?:en|es|er|e|s|n)$", "", w) for w in words).casefold()


def is_acronym(short: str, full: str) -> bool:
    """Whether the capitals of the full name make the short one."""
    letters = re.sub(r"[^A-Za-zÄÖÜ]", "", short)
    if not 2 <= len(letters) <= 6 or letters.upper() != letters or " " not in full:
        return False
    capitals = "".join(part[0] for part in re.findall(r"[A-ZÄÖÜ]\w*", full))
    return capitals.upper() == letters
