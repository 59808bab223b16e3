"""The `kg_names` component: labelled mentions from the encoder's vectors, in `doc.ents`."""

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.model import LABELS
from kg.nlp.encoder import Floats, softmax
from kg.nlp.encoding import head
from kg.nlp.pieces import pieces
from kg.nlp.tagging import best_path, mentions
from kg.nlp.weights import Weighted

# Scores of mentions: Doc._.kg_scores maps (first token, last token + 1) to a number in 0..1.
if not Doc.has_extension("kg_scores"):
    Doc.set_extension("kg_scores", default=None)


class NameTagger(Weighted):
    """Sets `doc.ents` with all ten labels and `doc._.kg_scores`."""

    def __call__(self, doc: Doc) -> Doc:
        """Label one encoded Doc."""
        if not len(doc):
            return doc
        scores = head(self, "ner", doc)
        found: list[Span] = []
        sure: dict[tuple[int, int], float] = {}
        for piece in pieces(doc):
            logits = scores[piece.tokens]
            path = best_path(logits)
            for first, last, label in mentions(path):
                start, end = piece.tokens[first], piece.tokens[last] + 1
                found.append(Span(doc, start, end, label=LABELS[label]))
                sure[start, end] = _score(logits[first : last + 1], path[first : last + 1])
        doc.set_ents(found)
        doc._.kg_scores = sure
        return doc


def _score(logits: Floats, path: np.ndarray) -> float:
    """Return the mean probability of the mention's tags, to two digits."""
    chosen = softmax(logits.copy())[np.arange(len(path)), path]
    return round(float(chosen.mean()), 2)


@Language.factory("kg_names", assigns=["doc.ents"], requires=["doc.tensor"])
def create_names(nlp: Language, name: str) -> NameTagger:  # noqa: ARG001 - spaCy's signature
    """Return a tagger without weights; `from_disk` fills it."""
    return NameTagger()
