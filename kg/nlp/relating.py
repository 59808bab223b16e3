"""The `kg_relations` component: relations between the mentions of a paragraph.

A trained scorer judges every pair of mentions that some relation may join; what the named rules
say of the pair is among what it sees (`kg.nlp.scoring`). A table of words judges the likely ones
again (`kg.nlp.wording`); `kg.nlp.choosing` decides. Results are in `Doc._.kg_relations`, indexes
into `doc.ents`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Mention, Modality, Relation, Span
from kg.nlp import pairs
from kg.nlp.choosing import BACKED, LEAST, choose
from kg.nlp.cues import cues, is_backed
from kg.nlp.deciding import decided
from kg.nlp.encoder import Floats
from kg.nlp.modality import modality_of
from kg.nlp.pieces import Piece, pieces
from kg.nlp.relation_doubts import DOUBTED, is_doubtful
from kg.nlp.relation_rules import relations_by_rule
from kg.nlp.relation_rules_engine import masked_sentences
from kg.nlp.relation_rules_stance import stance_relations
from kg.nlp.scoring import Asked, Ints, contexts, score, static_part
from kg.nlp.tagging import tags
from kg.nlp.tokens import norm
from kg.nlp.weights import Weighted
from kg.nlp.wording import Worded, Wording

if not Doc.has_extension("kg_relations"):
    Doc.set_extension("kg_relations", default=())

# How much likelier the modality that the words of the clause signal becomes: on the development
# texts 95 % are right then, against 92 % for the scorer and 93 % for the words alone.
WORDS = 20.0
# Distinct words kept with their share of the scorer's input: about 50 MB.
CACHE = 100_000
WORDS_FILE = "words.tsv"


class Relater(Weighted):
    """Sets `doc._.kg_relations`, sorted by head, child and name."""

    def __init__(self, nlp: Language) -> None:
        super().__init__()
        self.vocab = nlp.vocab
        self.wording = Wording()
        self._static: dict[str, Floats] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Relate the mentions of one Doc."""
        self._relate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Relate the mentions of a stream of Docs, paragraphs of several Docs together."""
        docs_left = iter(stream)
        while docs := list(islice(docs_left, batch_size)):
            self._relate(docs)
            yield from docs

    def _relate(self, docs: Sequence[Doc]) -> None:
        work = [(k, one) for k, doc in enumerate(docs) for one in work_of(doc)]
        all_work = [one for _, one in work]
        chances = score(
            self.weights,
            [one.asked for one in all_work],
            self._contexts(all_work),
            [_features(one) for one in all_work],
        )
        judged: list[list[_Judged]] = [[] for _ in docs]
        for (k, one), (names, modality) in zip(work, chances, strict=True):
            judged[k].append((one, names, modality))
        for doc, parts in zip(docs, judged, strict=True):
            doc._.kg_relations = tuple(self._chosen(parts)) if parts else ()

    def _chosen(self, parts: Sequence["_Judged"]) -> list[Relation]:
        """Return the relations of one Doc, given what the network says of its parts."""
        # What "den Entwurf" means may stand paragraphs before.
        found = [*parts[0][0].said.stances.values()]
        borders = np.cumsum([len(names) for _, names, _ in parts]).tolist()
        names = self.wording.judge(
            np.concatenate([names for _, names, _ in parts]),
            [pair for one, *_ in parts for pair in one.asked.candidates],
            lambda row: parts[bisect_right(borders, row)][0].worded,
        )
        for part, (one, _, modality) in zip(np.split(names, borders[:-1]), parts, strict=True):
            found += _relations(part, modality, one)
        return sorted(found, key=lambda r: (r.head, r.child, r.name))

    def _contexts(self, work: Sequence["Work"]) -> list[Floats]:
        self._learn({form for one in work for form in one.forms})
        return contexts(
            self.weights,
            [one.hidden for one in work],
            [np.stack([self._static[form] for form in one.forms]) for one in work],
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

    def to_disk(self, path: Path, **_: object) -> None:
        """Write the weights and the table of words."""
        super().to_disk(path)
        (path / WORDS_FILE).write_text(self.wording.write(), "utf-8")

    def from_disk(self, path: Path, **_: object) -> "Relater":
        """Read the weights and the table of words, if there is one."""
        super().from_disk(path)
        self.wording = Wording.read(path / WORDS_FILE)
        self._static.clear()
        return self


@dataclass(slots=True)
class Work:
    """One piece with mentions: their numbers in the Doc, what is asked of them, words, states."""

    said: "_Said"
    numbers: list[int]
    asked: Asked
    forms: list[str]
    hidden: Floats
    _worded: Worded | None = None

    @classmethod
    def of(cls, doc: Doc, piece: Piece, said: "_Said") -> "Work":
        """Ask for all pairs of mentions of a piece that some relation may join."""
        place = {token: k for k, token in enumerate(piece.tokens)}
        numbers = [k for k, (a, b) in enumerate(said.ends) if a in place and b in place]
        labels = [said.mentions[k].label for k in numbers]
        asked = Asked(
            [(place[said.ends[k][0]], place[said.ends[k][1]]) for k in numbers],
            pairs.label_ids(labels),
            pairs.candidates(labels),
            [k for k, token in enumerate(piece.tokens) if k == 0 or token in said.starts],
        )
        forms = [norm(doc[k].text) for k in piece.tokens] if asked.candidates else []
        return cls(said, numbers, asked, forms, np.asarray(doc.tensor)[piece.tokens])

    def marks(self) -> Ints:
        """Return one tag per token."""
        spans = zip(self.asked.places, self.asked.labels, strict=True)
        return tags([(a, b, x) for (a, b), x in spans], len(self.forms))

    @property
    def worded(self) -> Worded:
        """Return the words around the mentions, and what the rules say of these."""
        if self._worded is None:
            place = {number: k for k, number in enumerate(self.numbers)}
            votes = {
                (place[head], place[child]): found
                for (head, child), found in self.said.votes.items()
                if head in place and child in place
            }
            self._worded = Worded.of(self.asked, self.forms, votes)
        return self._worded


# A part of a Doc with the network's probabilities of names and of modalities.
_Judged = tuple[Work, Floats, Floats]


def work_of(doc: Doc) -> list[Work]:
    """Return the pieces that hold pairs of mentions that some relation may join."""
    if len(doc.ents) < 2:
        return []
    said = _Said(doc)
    work = (Work.of(doc, piece, said) for piece in pieces(doc))
    return [one for one in work if one.asked.candidates]


def _features(work: Work) -> Floats:
    """Return [P, features]: what is seen of each pair, and which relations the rules vote for."""
    said, candidates = work.said, work.asked.candidates
    spans = [(said.mentions[k].span.start, said.mentions[k].span.end) for k in work.numbers]
    seen = np.array(pairs.features(said.text, spans, candidates), np.float32)
    votes = np.zeros((len(candidates), len(pairs.NAMES)), np.float32)
    rows = {(work.numbers[i], work.numbers[j]): row for row, (i, j) in enumerate(candidates)}
    for pair, found in said.votes.items():
        if pair in rows:
            votes[rows[pair], [pairs.NAMES.index(vote.name) for vote in found]] = 1
    return np.concatenate((seen, votes), 1)


class _Said:
    """What the rules say of pairs of mentions, and what the words say of the modality.

    `ends` are the first and last token of each mention, `starts` the first tokens of sentences,
    `votes` what the rules say, by head and child.
    """

    def __init__(self, doc: Doc) -> None:
        self.text = text = doc.text
        self.mentions = [
            Mention.of(text, e.start_char, e.end_char, e.label_)  # type: ignore[arg-type]
            for e in doc.ents
        ]
        self.ends = [(e.start, e.end - 1) for e in doc.ents]
        sentences = list(doc.sents)
        self.starts = {sentence.start for sentence in sentences}
        self._sentences = [Span(s.start_char, s.end_char) for s in sentences]
        masked = masked_sentences(text, self._sentences, self.mentions)
        self.stances = stance_relations(masked, self.mentions)
        self.votes: dict[tuple[int, int], list[Relation]] = {}
        for relation in relations_by_rule(text, self._sentences, self.mentions, masked):
            self.votes.setdefault((relation.head, relation.child), []).append(relation)

    def is_doubtful(self, relation: str, head: int, child: int) -> bool:
        """Whether the two do not fit together, and no rule says that they do."""
        rules = [v.rule for v in self.votes.get((head, child), ()) if v.name == relation]
        return is_doubtful(relation, self.text, self.mentions[head], self.mentions[child], rules)

    def is_backed(self, relation: str, head: int, child: int) -> bool:
        """Whether both stand in one sentence, and its words take the side of the position."""
        first, last = (self._sentence(self.mentions[k].span.start) for k in (head, child))
        return first == last and is_backed(relation, self.text[first.start : first.end])

    def modality(self, relation: str, head: int, child: int) -> Modality:
        """Return what the words of the sentence signal where the later of the two stands."""
        a, b = self.mentions[head], self.mentions[child]
        sentence = self._sentence(max(a.span.start, b.span.start))
        return modality_of(self.text, sentence, relation, a, b)

    def _sentence(self, offset: int) -> Span:
        place = bisect_right(self._sentences, offset, key=lambda s: s.start) - 1
        return self._sentences[max(place, 0)]


def _relations(names: Floats, modality: Floats, work: Work) -> list[Relation]:
    said, candidates = work.said, work.asked.candidates
    ends = [(work.numbers[i], work.numbers[j]) for i, j in candidates]
    votes = {row: found for row, pair in enumerate(ends) if (found := said.votes.get(pair))}
    agreed = {row: frozenset(v.name for v in found) for row, found in votes.items()}
    found = []
    names = decided(_without_doubts(names, ends, said), ends, votes)
    for row, number, chance in choose(names, candidates, agreed):
        head, child = ends[row]
        name = pairs.NAMES[number]
        if (head, child) in said.stances:
            continue
        if name in BACKED and not said.is_backed(name, head, child):
            continue
        rule = next((v.rule for v in votes.get(row, ()) if v.name == name), "model")
        mood = _mood(modality[row], said.modality(name, head, child))
        found.append(Relation(name, head, child, mood, round(chance, 2), rule))
    return found


def _without_doubts(names: Floats, ends: Sequence[tuple[int, int]], said: _Said) -> Floats:
    """Return the probabilities with none for relations of pairs that do not fit together."""
    result = names.copy()
    for name in DOUBTED:
        number = pairs.NAMES.index(name)
        for row in np.flatnonzero(names[:, number] >= LEAST).tolist():
            if said.is_doubtful(name, *ends[row]):
                result[row, number] = 0
    return result


def _mood(scores: Floats, signalled: Modality) -> Modality:
    """Return the likeliest modality, given the scorer's probabilities and what the words say."""
    weighed = scores.copy()
    weighed[pairs.MODALITIES.index(signalled)] *= WORDS
    return pairs.MODALITIES[int(weighed.argmax())]


@Language.factory("kg_relations", requires=["doc.tensor", "doc.ents"])
def create_relations(nlp: Language, name: str) -> Relater:  # noqa: ARG001 - spaCy's signature
    """Return a scorer without weights; `from_disk` fills it."""
    return Relater(nlp)
