"""The `kg_relations` component: relations between the mentions of a paragraph.

A trained scorer judges every pair of mentions that some relation may join; what the named rules
say of the pair is among what it sees (`kg.nlp.scoring`); `kg.nlp.choosing` decides. Results are
in `Doc._.kg_relations`, indexes into `doc.ents`.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from kg.model import Label, Mention, Modality, Relation, Span
from kg.nlp import pairs
from kg.nlp.choosing import choose
from kg.nlp.cues import cues
from kg.nlp.encoder import Floats
from kg.nlp.modality import modality_of
from kg.nlp.pieces import Piece, pieces
from kg.nlp.relation_rules import relations_by_rule
from kg.nlp.scoring import Ints, contexts, score, static_part
from kg.nlp.tagging import tags
from kg.nlp.tokens import norm
from kg.nlp.weights import Weighted

if not Doc.has_extension("kg_relations"):
    Doc.set_extension("kg_relations", default=())

# How much likelier the modality that the words of the clause signal becomes: on the development
# texts 95 % are right then, against 92 % for the scorer and 93 % for the words alone.
WORDS = 20.0
# Distinct words kept with their share of the scorer's input: about 50 MB.
CACHE = 100_000


class Relater(Weighted):
    """Sets `doc._.kg_relations`, sorted by head, child and name."""

    def __init__(self, nlp: Language) -> None:
        super().__init__()
        self.vocab = nlp.vocab
        self._static: dict[str, Floats] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Relate the mentions of one Doc."""
        found: list[Relation] = []
        ents = doc.ents
        if len(ents) > 1:
            said = _Said(doc, ents)
            starts = {sentence.start for sentence in doc.sents}
            work = [_Work.of(ents, piece, starts) for piece in pieces(doc)]
            work = [one for one in work if one.candidates]
            for one, x in zip(work, self._contexts(doc, work), strict=True):
                chances = score(
                    self.weights, x, one.places, one.labels, one.candidates,
                    _features(ents, one, said), one.firsts,
                )  # fmt: skip
                found += _relations(*chances, one, said)
        doc._.kg_relations = tuple(sorted(found, key=lambda r: (r.head, r.child, r.name)))
        return doc

    def _contexts(self, doc: Doc, work: Sequence["_Work"]) -> list[Floats]:
        tensor = np.asarray(doc.tensor)
        forms = [[norm(doc[k].text) for k in one.piece.tokens] for one in work]
        self._learn({form for row in forms for form in row})
        return contexts(
            self.weights,
            [tensor[one.piece.tokens] for one in work],
            [np.stack([self._static[form] for form in row]) for row in forms],
            [one.marks() for one in work],
        )

    def _learn(self, forms: set[str]) -> None:
        """Compute the share of words not seen before."""
        if len(self._static) > CACHE:
            self._static.clear()
        if new := sorted(forms - self._static.keys()):
            signs = np.array([cues(form) for form in new], np.float32)
            known = np.concatenate((self.vocab.vectors.get_batch(new), signs), 1)
            rows = static_part(self.weights, known)
            self._static.update(zip(new, rows, strict=True))

    def from_disk(self, path: Path, **_: object) -> "Relater":
        """Read the weights."""
        super().from_disk(path)
        self._static.clear()
        return self


@dataclass(slots=True)
class _Work:
    """One piece with its mentions: their numbers in the Doc, token places and candidate pairs."""

    piece: Piece
    numbers: list[int]
    places: list[tuple[int, int]]
    labels: list[int]
    candidates: list[tuple[int, int]]
    firsts: list[int]

    @classmethod
    def of(cls, ents: Sequence[SpacySpan], piece: Piece, starts: set[int]) -> "_Work":
        place = {token: k for k, token in enumerate(piece.tokens)}
        numbers = [k for k, e in enumerate(ents) if e.start in place and e.end - 1 in place]
        labels: list[Label] = [ents[k].label_ for k in numbers]  # type: ignore[misc]
        return cls(
            piece,
            numbers,
            [(place[ents[k].start], place[ents[k].end - 1]) for k in numbers],
            pairs.label_ids(labels),
            pairs.candidates(labels),
            [k for k, token in enumerate(piece.tokens) if k == 0 or token in starts],
        )

    def marks(self) -> Ints:
        """Return one tag per token."""
        spans = zip(self.places, self.labels, strict=True)
        return tags([(a, b, x) for (a, b), x in spans], len(self.piece.tokens))


def _features(ents: Sequence[SpacySpan], work: _Work, said: "_Said") -> Floats:
    """Return [P, features]: what is seen of each pair, and which relations the rules vote for."""
    chars = [(ents[k].start_char, ents[k].end_char) for k in work.numbers]
    seen = np.array(pairs.features(said.text, chars, work.candidates), np.float32)
    votes = np.zeros((len(work.candidates), len(pairs.NAMES)), np.float32)
    for row, (i, j) in enumerate(work.candidates):
        for relation in said.votes.get((work.numbers[i], work.numbers[j]), ()):
            votes[row, pairs.NAMES.index(relation.name)] = 1
    return np.concatenate((seen, votes), 1)


class _Said:
    """What the rules say of pairs of mentions, and what the words say of the modality."""

    def __init__(self, doc: Doc, ents: Sequence[SpacySpan]) -> None:
        self.text = text = doc.text
        self._mentions = [
            Mention.of(text, e.start_char, e.end_char, e.label_)  # type: ignore[arg-type]
            for e in ents
        ]
        self._sentences = [Span(s.start_char, s.end_char) for s in doc.sents]
        self.votes: dict[tuple[int, int], list[Relation]] = {}
        for relation in relations_by_rule(text, self._sentences, self._mentions):
            self.votes.setdefault((relation.head, relation.child), []).append(relation)

    def is_foreign(self, later: int, first: int) -> bool:
        """Whether an acronym begins with a letter that no word of the other organisation does."""
        short, full = self._mentions[later], self._mentions[first]
        if short.label != "ORG" or not short.text.isupper() or " " not in full.text:
            return False
        return short.text[0] not in {word[0].upper() for word in full.text.split()}

    def modality(self, relation: str, head: int, child: int) -> Modality:
        """Return what the words of the sentence signal where the later of the two stands."""
        a, b = self._mentions[head], self._mentions[child]
        last = max(a.span.start, b.span.start)
        place = max(bisect_right(self._sentences, last, key=lambda s: s.start) - 1, 0)
        return modality_of(self.text, self._sentences[place], relation, a, b)


def _relations(names: Floats, modality: Floats, work: _Work, said: _Said) -> list[Relation]:
    ends = [(work.numbers[i], work.numbers[j]) for i, j in work.candidates]
    votes = {k: said.votes[pair] for k, pair in enumerate(ends) if pair in said.votes}
    agreed = {k: frozenset(v.name for v in found) for k, found in votes.items()}
    found = []
    for row, number, chance in choose(names, work.candidates, agreed):
        head, child = ends[row]
        name = pairs.NAMES[number]
        if name == "same_as" and row not in votes and said.is_foreign(head, child):
            continue
        rule = next((v.rule for v in votes.get(row, ()) if v.name == name), "model")
        mood = _mood(modality[row], said.modality(name, head, child))
        found.append(Relation(name, head, child, mood, round(chance, 2), rule))
    return found


def _mood(scores: Floats, signalled: Modality) -> Modality:
    """Return the likeliest modality, given the scorer's probabilities and what the words say."""
    weighed = scores.copy()
    weighed[pairs.MODALITIES.index(signalled)] *= WORDS
    return pairs.MODALITIES[int(weighed.argmax())]


@Language.factory("kg_relations", requires=["doc.tensor", "doc.ents"])
def create_relations(nlp: Language, name: str) -> Relater:  # noqa: ARG001 - spaCy's signature
    """Return a scorer without weights; `from_disk` fills it."""
    return Relater(nlp)
