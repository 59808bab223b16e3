"""The components `kg_sentences` and `kg_syntax`: sentence borders, tags, morphology, dependencies.

Both read the encoder's vectors. The treebanks behind `kg_syntax` are small: its answers are hints.
"""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import (  # type: ignore[import-not-found]
    DEP,
    HEAD,
    IS_SPACE,
    MORPH,
    POS,
    SENT_START,
    TAG,
)  # fmt: skip
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
# What a full stop adds behind a whole word, a year or a date, where the words after it are no
# matter: "… 1,5 Mrd. Euro. PowerCo baut …". Of 6,052 stops in our training paragraphs it splits 41
# more, all of them rightly; "BGBl. I" and "Parl. Staatssekretärin" lie below.
_LEAD_OF_WORD = 5.5
_WHOLE = re.compile(r"[^\W\d_](?:[^\W\d_]|-){2,}[a-zäöüß]|(?:[\d.]+\.)?(?:19|20)\d\d|[)€%]")

Keys = NDArray[np.uint64]
Flags = NDArray[np.bool_]
# Before a number only behind a longer word or one that ends clauses: "… fördern. 70 Prozent davon",
# but "Abs. 2". The scorer has seen few sentences that begin so: of 256 such borders in our training
# paragraphs it finds 112 alone.
_LEAD_OF_NUMBER = 8.0
_SHORTENED = "gegr|ausg|inkl|exkl|zzgl|bzgl|evtl|allg|insb|beschl|gest|verw|ziff|prot|verf"
_LONG_WORD = re.compile(
    rf"(?!(?i:{_SHORTENED})\Z)[^\W\d_]{{3,}}[a-zäöüß]|(?:19|20)\d\d|[)€%]|"
    r"aus|ein|auf|ab|an|zu|vor|bei|mit|her|hin|los|weg|sie|kam|war|ist|hat"
)


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
                lead = _lead(doc, before, token, gap) if mark in _LEADS else 0.0
                says = scores[token, 1] + lead > scores[token, 0]
                ends = mark[-1] in _FINAL
                starts[token] = (says and ends) or (gap == 2 and (says or ends))
                if mark == "+" and doc[token].text != "+":
                    starts[token] = _closes_heading(doc, before, starts)
        # All at once: setting it token by token looks at the whole text each time.
        marks: Any = np.where(starts, 1, -1).astype(np.int64).view(np.uint64)
        return doc.from_array([SENT_START], marks)


def _closes_heading(doc: Doc, plus: int, starts: NDArray[np.bool_]) -> bool:
    """Whether a sign ends "+++ Termin: Abend +++", the heading of an item in a newsletter."""
    first = plus
    while first and doc[first - 1].text == "+":
        first -= 1
    return plus - first >= 2 and not starts[first]


def _lead(doc: Doc, mark: int, token: int, gap: int) -> float:
    text, behind = doc[mark].text, doc[token].text
    if behind[0].isdigit():
        long = text == "." and gap and mark and _LONG_WORD.fullmatch(doc[mark - 1].text)
        return _LEAD_OF_NUMBER if long and not behind.endswith(".") else 0.0
    if not behind[0].isupper():
        return 0.0
    if text == "." and gap and mark and _WHOLE.fullmatch(doc[mark - 1].text):
        return _LEAD_OF_WORD
    return _LEADS[text]


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
        self._keys: dict[int, Keys] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Tag one encoded Doc whose sentences are known."""
        if not len(doc):
            return doc
        space = doc.to_array(IS_SPACE).astype(bool)
        heads, relation = self._trees(doc, space)
        self._write(doc, heads, relation, space)
        return doc

    def _trees(self, doc: Doc, space: Flags) -> tuple[np.ndarray, np.ndarray]:
        """Return head and label of each token; a white space hangs on the token before it."""
        w, hidden = self.weights, np.asarray(doc.tensor)
        child, parent = linear(w, "heads.child", hidden), linear(w, "heads.head", hidden)
        child /= np.float32(128**0.5)
        bias = parent @ w["heads.arc_bias.weight"].T
        heads = np.arange(len(doc))
        for sentence in doc.sents:
            tokens = sentence.start + np.flatnonzero(~space[sentence.start : sentence.end])
            if len(tokens):
                scores = child[tokens] @ parent[tokens].T + bias[tokens].T
                heads[tokens] = tokens[single_root(scores)]
            blank = sentence.start + np.flatnonzero(space[sentence.start : sentence.end])
            heads[blank] = np.maximum(blank - 1, sentence.start)
        up, down = linear(w, "heads.rel_head", hidden), linear(w, "heads.rel_child", hidden)
        down += up[heads]
        return heads, linear(w, "heads.rel", np.maximum(down, 0, out=down)).argmax(-1)

    def _columns(self) -> dict[int, Keys]:
        """Return the keys of the tags in the vocabulary, made once."""
        if not self._keys:
            strings, morphology = self.vocab.strings, self.vocab.morphology
            relations = ["ROOT" if name == "root" else name for name in self.names["deprel"]]
            self._keys = {
                POS: np.array([*map(strings.add, self.names["upos"])], np.uint64),
                TAG: np.array([*map(strings.add, self.names["xpos"])], np.uint64),
                MORPH: np.array([*map(morphology.add, self.names["feats"])], np.uint64),
                DEP: np.array([*map(strings.add, relations)], np.uint64),
            }
        return self._keys

    def _write(self, doc: Doc, heads: np.ndarray, relation: np.ndarray, space: Flags) -> None:
        strings, morphology = self.vocab.strings, self.vocab.morphology
        best = {
            POS: head(self, "upos", doc).argmax(-1),
            TAG: head(self, "xpos", doc).argmax(-1),
            MORPH: head(self, "feats", doc).argmax(-1),
            DEP: relation,
        }
        table = np.zeros((len(doc), 5), np.uint64)
        for number, (column, keys) in enumerate(self._columns().items()):
            table[:, number] = keys[best[column]]
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
        self._keys.clear()
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
