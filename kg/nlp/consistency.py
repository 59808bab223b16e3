"""The `kg_consistency` component: a second look at the whole document.

What a text makes clear in one place holds in the others: a surname once named in full is a person
everywhere, an acronym introduced in brackets has the label of its long form. A word outside all
mentions that names a law by its form is a law.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.nlp.laws import is_law

# Labels that a document can settle; places and organisations share names on purpose ("Berlin").
_SETTLED = frozenset({"PER", "ORG", "PROG", "LAW", "EVENT"})
_ACRONYM = re.compile(r"(?=(?:.*[A-ZÄÖÜ]){2})[A-ZÄÖÜ][\w&-]{1,11}")
_ARTICLES = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "eines",
        "im",
        "am",
        "zum",
        "zur",
        "vom",
        "beim",
        "ins",
    ]
)
# Surnames that are words of every text.
_WORDS = frozenset({
    "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag", "Januar",
    "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember", "Winter", "Sommer", "Herbst", "Ende", "Anfang", "Recht", "Frage",
    "Land", "Stadt", "Staat", "Rat", "Bund", "Berg", "Wald", "Feld", "Haus", "Kraft", "Arbeit",
    "Jahr", "Zeit", "Bank", "Minister", "Kanzler",
})  # fmt: skip
_PLACING = frozenset({
    "in", "aus", "nach", "bei", "um", "stadt", "gemeinde", "kreis", "landkreis", "ort", "ortsteil",
    "region", "bis", "von", "über",
})  # fmt: skip
_SIGNS = frozenset("+*|•#/–-·►▶→")
_TIMES = frozenset({
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember", "Winter", "Sommer", "Herbst", "Frühjahr", "Frühling", "Frühsommer",
    "Spätsommer", "Spätherbst", "Jahreswechsel", "Jahresende", "Wochenende",
})  # fmt: skip
# A mention this sure may speak for others; found on the development texts.
SURE = 0.7


def settle(doc: Doc) -> Doc:
    """Make the mentions of a document agree with each other."""
    doc.set_ents([cut for ent in doc.ents if (cut := _closed(_bare(ent))) and not _is_no_name(cut)])
    labels = {**_surnames(doc), **_acronyms(doc)}
    ents = [_settled(doc, ent, labels) for ent in doc.ents]
    taken = {k for ent in ents for k in range(ent.start, ent.end)}
    found = [
        Span(doc, token.i, token.i + 1, label=label)
        for token in doc
        if token.i not in taken and (label := _label(token, labels))
    ]
    doc.set_ents(sorted([*ents, *found], key=lambda e: e.start))
    return doc


def _bare(ent: Span) -> Span:
    """Cut off signs of the layout behind a space: "Vertretung ++", but "Copernicus+"."""
    end = ent.end
    while end - ent.start > 1 and ent.doc[end - 1].text in _SIGNS:
        end -= 1
    if end == ent.end or not ent.doc[end - 1].whitespace_:
        return ent
    return Span(ent.doc, ent.start, end, ent.label_)


def _is_no_name(ent: Span) -> bool:
    """Whether the mention is a season, a month or a year alone, or initials in small letters."""
    if ent.label_ not in ("EVENT", "LOC", "PROG", "ORG", "LAW"):
        return False
    if ent.label_ == "LOC" and len(ent.text) < 5 and ent.text.islower():
        return True  # "Brüssel (gk)": the initials of who wrote it
    return ent.text in _TIMES or (len(ent) == 1 and ent.text.isdigit())


def _closed(ent: Span) -> Span:
    """Cut off a bracket that the mention opens and does not close: "Zentrum (TrHy" → "Zentrum"."""
    opened = [token.i for token in ent if token.text == "("]
    closed = sum(token.text == ")" for token in ent)
    if len(opened) <= closed or opened[-1] == ent.start:
        return ent
    return Span(ent.doc, ent.start, opened[-1], label=ent.label_)


def _score(doc: Doc, ent: Span) -> float:
    return float((doc._.kg_scores or {}).get((ent.start, ent.end), 1.0))


def _surnames(doc: Doc) -> dict[str, str]:
    """Return the last words of persons named in full."""
    return {
        ent[-1].text: "PER"
        for ent in doc.ents
        if ent.label_ == "PER" and len(ent) > 1 and len(ent[-1]) > 2
        if ent[-1].text[0].isupper() and ent[-1].text not in _WORDS and _score(doc, ent) >= SURE
    }


def _acronyms(doc: Doc) -> dict[str, str]:
    """Return the acronyms in brackets behind a name, or before a name in brackets."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for ent in doc.ents:
        for token in _beside(doc, ent):
            if ent.label_ in _SETTLED - {"PER"} and len(ent.text) > len(token.text) + 3:
                votes[token.text][ent.label_] += 1
    return {word: counts.most_common(1)[0][0] for word, counts in votes.items()}


def _beside(doc: Doc, ent: Span) -> Iterator[Token]:
    behind = doc[ent.end : ent.end + 3]
    before = doc[max(0, ent.start - 2) : ent.start]
    if len(behind) == 3 and behind[0].text == "(" and behind[2].text == ")":
        inner = behind[1]
    elif len(before) == 2 and before[1].text == "(" and behind.text[:1] == ")":
        inner = before[0]
    else:
        return
    if _fits(inner.text, ent.text):
        yield inner


def _fits(short: str, long: str) -> bool:
    """Say whether a word looks like an acronym of a name: its capitals stand in it in order."""
    if not _ACRONYM.fullmatch(short):
        return False
    rest = iter(long.casefold())
    return all(letter.casefold() in rest for letter in short if letter.isupper())


def _settled(doc: Doc, ent: Span, labels: dict[str, str]) -> Span:
    """Return the mention with the label that the document gives its one word."""
    label = "LAW" if is_law(ent.text) else labels.get(ent.text)
    if label is None or label == ent.label_ or ent.label_ not in {*_SETTLED, "LOC", "ROLE"}:
        return ent
    if (
        label == "PER"
        and _score(doc, ent) >= SURE
        and (ent.label_ != "LOC" or _is_placed(doc, ent))
    ):
        return ent
    return Span(doc, ent.start, ent.end, label=label)


def _is_placed(doc: Doc, ent: Span) -> bool:
    """Whether the word before says that the name is a place: "in Brauckmann"."""
    return ent.start > 0 and doc[ent.start - 1].text.casefold() in _PLACING


def _label(token: Token, labels: dict[str, str]) -> str | None:
    """Return the label of a word outside all mentions, None where it is just a word."""
    word = token.text
    label = labels.get(word) or (labels.get(word[:-1]) if word[-1] == "s" else None)
    if label is None and is_law(word):
        return "LAW"
    if label != "PER" or token.i == 0:
        return label
    before = token.nbor(-1).text.casefold()
    return None if before in _ARTICLES else label


@Language.factory("kg_consistency", assigns=["doc.ents"])
def create_consistency(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's
    """Return the component; it has nothing to set up."""
    return settle
