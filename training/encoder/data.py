"""Texts with labels as arrays of word types; what a corpus does not annotate stays open.

A token's gold is a `kind`: 0..40 an exact tag, above that a set of tags that the corpus leaves
possible. Training maximises the probability of the set, so nothing is learned as absent that a
corpus never marked.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from kg.model import LABELS
from kg.nlp.tagging import TAGS
from kg.nlp.tokens import norm, spans

OPEN_PLO, MISC_PLO, OPEN_PLOL, OPEN_ORG, IGNORE = range(len(TAGS), len(TAGS) + 5)
KINDS = len(TAGS) + 5
MAX_TOKENS = 256


def allowed() -> np.ndarray:
    """Return which tags each kind leaves possible, bool [KINDS, TAGS]."""
    table = np.zeros((KINDS, len(TAGS)), bool)
    table[: len(TAGS)] = np.eye(len(TAGS), dtype=bool)
    label = np.array(["O", *(t[2:] for t in TAGS[1:])])
    table[OPEN_PLO] = ~np.isin(label, ["PER", "ORG", "LOC"])
    table[MISC_PLO] = table[OPEN_PLO] & (label != "O") | (label == "O")
    table[OPEN_PLOL] = ~np.isin(label, ["PER", "ORG", "LOC", "LAW"])
    table[OPEN_ORG] = ~np.isin(label, ["PER", "LOC"])
    table[IGNORE] = True
    return table


# The Europarl files leave the bodies of the Union unmarked where our guidelines mark them.
_EU_BODIES = re.compile(
    r"(?:Kommission|Rat(?:e?s)?|Parlament(?:e?s)?|Union|Gemeinschaft(?:en)?|Ministerrat(?:e?s)?"
    r"|Europäische[nrs]?|EU|EG|WWU|Ausschu(?:ß|ss)\w*|Fraktion|Gerichtshof(?:s|es)?|Bundesbank)"
)
# Common nouns that SmartData marks as organisations.
_NOMINAL = re.compile(
    r"(?:[a-zäöü].*|Unternehmen\w*|Konzern\w*|Bank(?:en)?|Polizei|Regierung\w*|Verein\w*|Firm\w+"
    r"|Gesellschaft\w*|Hersteller\w*|Behörde\w*|Gericht\w*|Staatsanwaltschaft|Feuerwehr|Verband\w*"
    r"|Gruppe|Partei\w*|Team\w*|Bundespolizei|Club|Klub|Börse\w*|Start-?up\w*|Ministerium\w*)"
)


@dataclass
class Text:
    """One text as tokens; `kinds`, `starts` (sentence starts) and `ud` are -1 where unknown."""

    forms: list[str]
    gaps: list[int]
    kinds: list[int]
    starts: list[int]
    ud: list[tuple[int, int, int, int, int]] | None = None  # upos, xpos, feats, head, deprel
    weight: float = 1.0
    corpus: str = ""
    clean: list[str] | None = None  # the original forms of an altered copy
    ids: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int32))


def gap_codes(text: str, tokens: list[tuple[int, int]]) -> list[int]:
    """Return per token what stands before it: 0 nothing, 1 space, 2 line break or text start."""
    codes, end = [], 0
    for k, (a, b) in enumerate(tokens):
        between = text[end:a]
        codes.append(2 if "\n" in between or k == 0 else int(bool(between)))
        end = b
    return codes


def read_jsonl(path: Path) -> Iterator[dict]:
    """Yield the objects of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def tag(text: str, tokens: list[tuple[int, int]], gold: list[dict], corpus: str) -> list[int]:
    """Return one kind per token."""
    policy = corpus.startswith("policy") or corpus == "own"
    default = 0 if policy else OPEN_PLOL if corpus.startswith("ler") else OPEN_PLO
    kinds = [default] * len(tokens)
    if corpus.startswith("europarl"):
        kinds = [OPEN_ORG if _EU_BODIES.fullmatch(text[a:b]) else default for a, b in tokens]
    for span in gold:
        inside = [k for k, (a, b) in enumerate(tokens) if a < span["end"] and b > span["start"]]
        if not inside:
            continue
        label = span["label"]
        exact = tokens[inside[0]][0] == span["start"] and tokens[inside[-1]][1] == span["end"]
        nominal = (
            corpus == "smartdata"
            and label == "ORG"
            and _NOMINAL.fullmatch(text[span["start"] : span["end"]])
        )
        if label == "MISC":
            kind = MISC_PLO
        elif not exact or nominal:
            kind = IGNORE
        else:
            base = 1 + 4 * LABELS.index(label)
            kinds[inside[0]], kinds[inside[-1]] = base, base + 2
            for k in inside[1:-1]:
                kinds[k] = base + 1
            if len(inside) == 1:
                kinds[inside[0]] = base + 3
            continue
        for k in inside:
            kinds[k] = kind
    return kinds


def from_gold(row: dict, corpus: str, weight: float) -> list[Text]:
    """Return the text as one or more `Text`s of at most `MAX_TOKENS` tokens."""
    text = row["text"]
    tokens = list(spans(text))
    kinds = tag(text, tokens, row["spans"], corpus)
    gaps = gap_codes(text, tokens)
    forms = [norm(text[a:b]) for a, b in tokens]
    pieces, begin = [], 0
    while begin < len(forms):
        end = min(begin + MAX_TOKENS, len(forms))
        while (
            end < len(forms)
            and end > begin + 1
            and 0 < kinds[end] < len(TAGS)
            and (kinds[end] - 1) % 4 in (1, 2)
        ):
            end -= 1
        part = slice(begin, end)
        pieces.append(
            Text(forms[part], gaps[part], kinds[part], [-1] * (end - begin), None, weight)
        )
        begin = end
    return pieces


def joined(texts: list[Text], rng: random.Random, *, most: int = 6) -> list[Text]:
    """Join single-sentence texts into paragraphs, so that sentence starts are known."""
    texts = texts[:]
    rng.shuffle(texts)
    result, k = [], 0
    while k < len(texts):
        group = texts[k : k + rng.randint(1, most)]
        k += len(group)
        out = Text(
            [],
            [],
            [],
            [],
            [] if group[0].ud is not None else None,
            group[0].weight,
            group[0].corpus,
        )
        for number, text in enumerate(group):
            if out.forms and len(out.forms) + len(text.forms) > MAX_TOKENS:
                break
            offset = len(out.forms)
            first = 2 if number == 0 or rng.random() < 0.1 else 1
            out.gaps += [first, *text.gaps[1:]]
            out.forms += text.forms
            out.kinds += text.kinds
            out.starts += [1] + [0] * (len(text.forms) - 1)
            if out.ud is not None and text.ud is not None:
                out.ud += [(u, x, f, h + offset if h >= 0 else h, d) for u, x, f, h, d in text.ud]
        result.append(out)
    return result


def augmented(text: Text, rng: random.Random) -> Text | None:
    """Return a copy in capitals or in Swiss spelling, with the original forms as `clean`."""
    change = rng.choices(("upper", "swiss", "none"), (0.05, 0.04, 0.91))[0]
    if change == "none" or (change == "swiss" and not any("ß" in f for f in text.forms)):
        return None
    forms = [f.upper() if change == "upper" else f.replace("ß", "ss") for f in text.forms]
    return Text(
        forms, text.gaps, text.kinds, text.starts, text.ud, text.weight, text.corpus, text.forms
    )


def read_words(path: Path) -> dict[str, int]:
    """Return the word list: word, bits of `kg.nlp.features.FLAGS`."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return {word: int(bits) for word, bits in (line.rstrip("\n").split("\t") for line in file)}
