"""The `kg_names` component: labelled mentions from the encoder's vectors, in `doc.ents`."""

from statistics import fmean

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.model import LABELS
from kg.nlp.encoder import softmax
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
        chances = softmax(scores.copy())
        found: list[Span] = []
        sure: dict[tuple[int, int], float] = {}
        for piece in pieces(doc):
            path = best_path(scores[piece.tokens])
            chosen = chances[piece.tokens, path].tolist()
            for first, last, label in mentions(path):
                start, end = piece.tokens[first], piece.tokens[last] + 1
                found.append(Span(doc, start, end, label=LABELS[label]))
                # the mean probability of the mention's tags
                sure[start, end] = round(fmean(chosen[first : last + 1]), 2)
        doc.set_ents(found)
        doc._.kg_scores = sure
        return doc


@Language.factory("kg_names", assigns=["doc.ents"], requires=["doc.tensor"])
def create_names(nlp: Language, name: str) -> NameTagger:  # noqa: ARG001 - spaCy's signature
    """Return a tagger without weights; `from_disk` fills it."""
    return NameTagger()
