"""The `kg_encoder` component: one vector per token in its context, in `doc.tensor`."""

import gzip
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.encoder import BATCH_TOKENS, WIDTH, Floats, batches, linear, stack, word_vectors
from kg.nlp.pieces import Piece, pieces
from kg.nlp.tokens import norm
from kg.nlp.weights import Weighted

# Distinct words kept with their vectors: about 100 MB, more than a million words of text need.
CACHE = 100_000


class PolicyEncoder(Weighted):
    """Computes `doc.tensor`, shape [tokens, 256]; rows of white-space tokens are zero."""

    def __init__(self, nlp: Language) -> None:
        super().__init__()
        self.vocab = nlp.vocab
        self.words: dict[str, int] = {}
        self._vectors: dict[str, Floats] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Encode one Doc."""
        self._encode([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Encode a stream of Docs, pieces of several Docs together."""
        docs_left = iter(stream)
        while docs := list(islice(docs_left, batch_size)):
            self._encode(docs)
            yield from docs

    def _encode(self, docs: Sequence[Doc]) -> None:
        work = [(doc, piece) for doc in docs for piece in pieces(doc)]
        for doc in docs:
            doc.tensor = np.zeros((len(doc), WIDTH), np.float32)
        for group in batches([len(p.tokens) for _, p in work], tokens=BATCH_TOKENS):
            self._run([work[k] for k in group])

    def _run(self, group: Sequence[tuple[Doc, Piece]]) -> None:
        forms = [norm(doc[k].text) for doc, piece in group for k in piece.tokens]
        self._learn(set(forms))
        x = np.array([self._vectors[form] for form in forms], np.float32)
        x += self.weights["encoder.gap.weight"][np.concatenate([p.gaps for _, p in group])]
        hidden = stack(self.weights, "encoder.stack", x, [len(p.tokens) for _, p in group])
        for (doc, piece), states in zip(group, hidden, strict=True):
            doc.tensor[piece.tokens] = states

    def _learn(self, forms: set[str]) -> None:
        """Compute the vectors of words not seen before."""
        if len(self._vectors) > CACHE:
            self._vectors.clear()
        new = sorted(forms - self._vectors.keys())
        if not new:
            return
        static = self.vocab.vectors.get_batch(new)
        rows = word_vectors(self.weights, new, static, self.words)
        self._vectors.update(zip(new, rows, strict=True))

    def to_disk(self, path: Path, **_: object) -> None:
        """Write weights and word list."""
        super().to_disk(path)
        lines = "".join(f"{word}\t{bits}\n" for word, bits in sorted(self.words.items()))
        (path / "words.tsv.gz").write_bytes(gzip.compress(lines.encode(), mtime=0))

    def from_disk(self, path: Path, **_: object) -> "PolicyEncoder":
        """Read weights and word list."""
        super().from_disk(path)
        with gzip.open(path / "words.tsv.gz", "rt", encoding="utf-8") as file:
            pairs = (line.rstrip("\n").rsplit("\t", 1) for line in file)
            self.words = {word: int(bits) for word, bits in pairs}
        self._vectors.clear()
        return self


@Language.factory("kg_encoder", assigns=["doc.tensor"])
def create_encoder(nlp: Language, name: str) -> PolicyEncoder:  # noqa: ARG001 - spaCy's signature
    """Return an encoder without weights; `from_disk` fills it."""
    return PolicyEncoder(nlp)


def head(component: Weighted, name: str, doc: Doc) -> Floats:
    """Return the scores [tokens, classes] of a linear head over `doc.tensor`."""
    return linear(component.weights, f"heads.token.{name}", np.asarray(doc.tensor))
