"""The `kg_relations` component: relations between the mentions of a paragraph.

A trained scorer judges every pair of mentions that some relation may join; what the named rules
say of the pair is among what it sees. Results are in `Doc._.kg_relations`, indexes into `doc.ents`.
"""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from kg.model import LABELS, Label, Mention, Modality, Relation, Span
from kg.nlp import pairs
from kg.nlp.encoder import Floats, linear, softmax, stack
from kg.nlp.modality import modality_of
from kg.nlp.pieces import Piece, pieces
from kg.nlp.relation_rules import relations_by_rule
from kg.nlp.tagging import tags
from kg.nlp.weights import Weighted

if not Doc.has_extension("kg_relations"):
    Doc.set_extension("kg_relations", default=())

# A rule this sure is believed where the scorer sees nothing; found on the development texts.
TRUSTED = 0.6
# Below this probability the scorer gives way to such a rule.
DOUBT = 0.9
# What no rule says needs this probability: on the development texts 71 % of the answers are right
# then, against 61 % without a limit.
SURE = 0.7
# How much likelier the modality that the words of the clause signal becomes: on the development
# texts 95 % are right then, against 92 % for the scorer and 93 % for the words alone.
WORDS = 20.0
_ALLOWED = np.zeros((len(LABELS), len(LABELS), len(pairs.NAMES)), bool)
_ALLOWED[:, :, 0] = True
for (_head, _child), _names in pairs.COMPATIBLE.items():
    _ALLOWED[LABELS.index(_head), LABELS.index(_child), list(_names)] = True


class Relater(Weighted):
    """Sets `doc._.kg_relations`, sorted by head, child and name."""

    def __call__(self, doc: Doc) -> Doc:
        """Relate the mentions of one Doc."""
        found: list[Relation] = []
        ents = doc.ents
        if len(ents) > 1:
            said = _Said(doc, ents)
            for piece in pieces(doc):
                found += self._piece(doc, piece, ents, said)
        doc._.kg_relations = tuple(sorted(found, key=lambda r: (r.head, r.child, r.name)))
        return doc

    def _piece(
        self,
        doc: Doc,
        piece: Piece,
        ents: Sequence[SpacySpan],
        said: "_Said",
    ) -> list[Relation]:
        place = {token: k for k, token in enumerate(piece.tokens)}
        numbers = [k for k, e in enumerate(ents) if e.start in place and e.end - 1 in place]
        labels: list[Label] = [ents[k].label_ for k in numbers]  # type: ignore[misc]
        candidates = pairs.candidates(labels)
        if not candidates:
            return []
        spans = [(place[ents[k].start], place[ents[k].end - 1]) for k in numbers]
        chars = [(ents[k].start_char, ents[k].end_char) for k in numbers]
        seen = np.array(pairs.features(said.text, chars, candidates), np.float32)
        votes = np.zeros((len(candidates), len(pairs.NAMES)), np.float32)
        for row, (i, j) in enumerate(candidates):
            for relation in said.votes.get((numbers[i], numbers[j]), ()):
                votes[row, pairs.NAMES.index(relation.name)] = 1
        ids = pairs.label_ids(labels)
        marked = tags([(a, b, x) for (a, b), x in zip(spans, ids, strict=True)], len(piece.tokens))
        hidden = np.asarray(doc.tensor)[piece.tokens] + self.weights["tag.weight"][marked]
        hidden = stack(self.weights, "stack", hidden[None], np.ones((1, len(hidden)), bool))[0]
        names, modality = self._score(
            hidden, spans, ids, candidates, np.concatenate((seen, votes), 1)
        )
        return _relations(names, modality, candidates, numbers, said)

    def _score(
        self,
        hidden: Floats,
        spans: Sequence[tuple[int, int]],
        ids: Sequence[int],
        candidates: Sequence[tuple[int, int]],
        feature: Floats,
    ) -> tuple[Floats, Floats]:
        """Return the probabilities of names [P, names] and modalities [P, modalities]."""
        w = self.weights
        first, last = hidden[[a for a, _ in spans]], hidden[[b for _, b in spans]]
        span = np.concatenate((first, last, w["pairs.label.weight"][list(ids)]), -1)
        span = np.maximum(linear(w, "pairs.span", span), 0)
        i, j = np.array(candidates).T
        x = linear(w, "pairs.a", span)[i] + linear(w, "pairs.b", span)[j]
        x += linear(w, "pairs.p", span)[i] * linear(w, "pairs.q", span)[j]
        x = np.maximum(x + linear(w, "pairs.feature", feature), 0)
        x = np.maximum(linear(w, "pairs.hidden", x), 0) + x
        labels = np.array(ids)
        names = np.where(_ALLOWED[labels[i], labels[j]], linear(w, "pairs.name", x), -1e4)
        return softmax(names), softmax(linear(w, "pairs.modality", x))


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

    def modality(self, relation: str, head: int, child: int) -> Modality:
        """Return what the words of the sentence signal where the later of the two stands."""
        a, b = self._mentions[head], self._mentions[child]
        last = max(a.span.start, b.span.start)
        place = max(bisect_right(self._sentences, last, key=lambda s: s.start) - 1, 0)
        return modality_of(self.text, self._sentences[place], relation, a, b)


def _relations(
    names: Floats,
    modality: Floats,
    candidates: Sequence[tuple[int, int]],
    numbers: Sequence[int],
    said: _Said,
) -> list[Relation]:
    found = []
    for row, best in enumerate(names.argmax(-1)):
        head, child = (numbers[k] for k in candidates[row])
        name, score = pairs.NAMES[best], round(float(names[row, best]), 2)
        votes = said.votes.get((head, child), [])
        trusted = [vote for vote in votes if vote.score >= TRUSTED]
        if trusted and (not best or (score < DOUBT and name not in {v.name for v in trusted})):
            found += trusted
        elif best:
            rule = next((vote.rule for vote in votes if vote.name == name), "model")
            if rule != "model" or score >= SURE:
                mood = _mood(modality[row], said.modality(name, head, child))
                found.append(Relation(name, head, child, mood, score, rule))
    return found


def _mood(scores: Floats, signalled: Modality) -> Modality:
    """Return the likeliest modality, given the scorer's probabilities and what the words say."""
    weighed = scores.copy()
    weighed[pairs.MODALITIES.index(signalled)] *= WORDS
    return pairs.MODALITIES[int(weighed.argmax())]


@Language.factory("kg_relations", requires=["doc.tensor", "doc.ents"])
def create_relations(nlp: Language, name: str) -> Relater:  # noqa: ARG001 - spaCy's signature
    """Return a scorer without weights; `from_disk` fills it."""
    return Relater()
