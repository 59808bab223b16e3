"""The components `kg_sentences` and `kg_syntax`: sentence borders, tags, morphology, dependencies.

Both read the encoder's vectors. The treebanks behind `kg_syntax` are small: its answers are hints.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, MORPH, POS, SENT_START, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.nlp.encoder import Floats, linear
from kg.nlp.encoding import head
from kg.nlp.pieces import pieces
from kg.nlp.weights import Weighted

_FINAL = frozenset(".!?:;…“”\"»«)]’‘'–-•*")
# What a mark that stands alone, so is of no abbreviation or number, adds before a capital letter,
# in logits: "… Euro. Wer zahlt? Der Bund!"
_LEADS = {".": 1.0, "?": 5.0, "!": 5.0}


class SentenceMarker(Weighted):
    """Sets `token.is_sent_start`.

    A sentence starts where a piece or a line behind a final mark starts, or where the model says
    so behind a mark that can end one.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Mark the sentences of one encoded Doc."""
        if not len(doc):
            return doc
        scores = head(self, "start", doc)
        starts = np.zeros(len(doc), bool)
        starts[0] = True
        for piece in pieces(doc):
            starts[piece.tokens[0]] = True
            for before, token, gap in zip(
                piece.tokens, piece.tokens[1:], piece.gaps[1:], strict=False
            ):
                mark = doc[before].text
                lead = _LEADS.get(mark, 0.0)
                if lead and not doc[token].text[0].isupper():
                    lead = 0.0
                says = scores[token, 1] + lead > scores[token, 0]
                ends = mark[-1] in _FINAL
                starts[token] = (says and ends) or (gap == 2 and (says or ends))
        # All at once: setting it token by token looks at the whole text each time.
        marks: Any = np.where(starts, 1, -1).astype(np.int64).view(np.uint64)
        return doc.from_array([SENT_START], marks)


@Language.factory("kg_sentences", assigns=["token.is_sent_start"], requires=["doc.tensor"])
def create_sentences(nlp: Language, name: str) -> SentenceMarker:  # noqa: ARG001 - spaCy's signature
    """Return a sentence marker without weights; `from_disk` fills it."""
    return SentenceMarker()


class SyntaxTagger(Weighted):
    """Sets part of speech, STTS tag, morphology, head and dependency label of every token."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self.vocab = vocab
        self.names: dict[str, list[str]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Tag one encoded Doc whose sentences are known."""
        if not len(doc):
            return doc
        heads = np.arange(len(doc))
        relation = np.zeros(len(doc), np.int64)
        tensor = np.asarray(doc.tensor)
        for sentence in doc.sents:
            tokens = [token.i for token in sentence if not token.is_space]
            if tokens:
                local, labels = self._tree(tensor[tokens])
                heads[tokens] = np.array(tokens)[local]
                relation[tokens] = labels
        space = [token.i for token in doc if token.is_space]
        for place in space:
            heads[place] = place - 1 if place and not doc[place].is_sent_start else place
        self._write(doc, heads, relation, space)
        return doc

    def _tree(self, hidden: Floats) -> tuple[np.ndarray, np.ndarray]:
        """Return head and label of each token of a sentence; exactly one token is its own head."""
        w = self.weights
        child, parent = linear(w, "heads.child", hidden), linear(w, "heads.head", hidden)
        scores = child @ parent.T / np.float32(128**0.5)
        scores += (parent @ w["heads.arc_bias.weight"].T).T
        heads = single_root(scores)
        up = linear(w, "heads.rel_head", hidden)[heads]
        down = linear(w, "heads.rel_child", hidden)
        labels = linear(w, "heads.rel", np.maximum(up + down, 0)).argmax(-1)
        return heads, labels

    def _write(self, doc: Doc, heads: np.ndarray, relation: np.ndarray, space: list[int]) -> None:
        strings, morphology = self.vocab.strings, self.vocab.morphology
        columns = {
            POS: [strings.add(x) for x in self.names["upos"]],
            TAG: [strings.add(x) for x in self.names["xpos"]],
            MORPH: [morphology.add(x) for x in self.names["feats"]],
            DEP: [strings.add("ROOT" if x == "root" else x) for x in self.names["deprel"]],
        }
        best = {
            POS: head(self, "upos", doc).argmax(-1),
            TAG: head(self, "xpos", doc).argmax(-1),
            MORPH: head(self, "feats", doc).argmax(-1),
            DEP: relation,
        }
        table = np.zeros((len(doc), 5), np.uint64)
        for number, column in enumerate((POS, TAG, MORPH, DEP)):
            table[:, number] = np.array(columns[column], np.uint64)[best[column]]
        table[:, 4] = (heads - np.arange(len(doc))).astype(np.int64).astype(np.uint64)
        table[space, 0], table[space, 1] = strings.add("SPACE"), strings.add("_SP")
        table[space, 2], table[space, 3] = morphology.add(""), strings.add("dep")
        table[heads == np.arange(len(doc)), 3] = strings.add("ROOT")
        doc.from_array([POS, TAG, MORPH, DEP, HEAD], table)  # type: ignore[arg-type]

    def to_disk(self, path: Path, **_: object) -> None:
        """Write weights and tag names."""
        super().to_disk(path)
        (path / "tags.json").write_text(json.dumps(self.names, ensure_ascii=False), "utf-8")

    def from_disk(self, path: Path, **_: object) -> "SyntaxTagger":
        """Read weights and tag names."""
        super().from_disk(path)
        self.names = json.loads((path / "tags.json").read_text("utf-8"))
        return self


def single_root(scores: Floats) -> np.ndarray:
    """Return a head per token for scores [T, T] (i depends on j; i = j is the root).

    The best root is fixed first; every other token takes its best head, and a circle is opened at
    the token that loses least by depending on the root instead.
    """
    count = len(scores)
    root = int(np.diag(scores).argmax())
    open_scores = scores.copy()
    np.fill_diagonal(open_scores, -np.inf)
    heads: np.ndarray = open_scores.argmax(-1)
    heads[root] = root
    for circle in iter(lambda: _circle(heads, root), []):
        loss = [scores[k, heads[k]] - scores[k, root] for k in circle]
        heads[circle[int(np.argmin(loss))]] = root
    return heads if count > 1 else np.zeros(1, np.int64)


def _circle(heads: np.ndarray, root: int) -> list[int]:
    """Return the tokens of one circle that does not reach the root, or nothing."""
    done = {root}
    for start in range(len(heads)):
        path: list[int] = []
        seen: set[int] = set()
        token = start
        while token not in done and token not in seen:
            seen.add(token)
            path.append(token)
            token = int(heads[token])
        if token in seen:
            return path[path.index(token) :]
        done |= seen
    return []


@Language.factory(
    "kg_syntax", assigns=["token.pos", "token.tag", "token.morph", "token.dep", "token.head"],
    requires=["doc.tensor", "token.is_sent_start"],
)  # fmt: skip
def create_syntax(nlp: Language, name: str) -> SyntaxTagger:  # noqa: ARG001 - spaCy's signature
    """Return a tagger without weights; `from_disk` fills it."""
    return SyntaxTagger(nlp.vocab)
