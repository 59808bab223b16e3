"""A spaCy tokenizer over the token expression of `kg.nlp.tokens`."""

from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from kg.nlp.tokens import spans


def words_and_spaces(text: str) -> tuple[list[str], list[bool]]:
    """Cut a text into spaCy's words and "followed by a space" marks; joined they give the text.

    White space other than one single space becomes a token of its own, as spaCy does it.
    """
    words: list[str] = []
    spaces: list[bool] = []
    position = 0
    for start, end in [*spans(text), (len(text), len(text))]:
        gap = text[position:start]
        if gap:
            if words and gap[0] == " ":
                spaces[-1] = True
                gap = gap[1:]
            if gap:
                words.append(gap)
                spaces.append(False)
        if start < end:
            words.append(text[start:end])
            spaces.append(False)
        position = end
    return words, spaces


class PolicyTokenizer:
    """Makes a Doc of a text; has nothing to save."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the Doc of a text; its tokens joined are the text."""
        words, spaces = words_and_spaces(text)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: object) -> bytes:
        """Return nothing: the token expression is code."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> "PolicyTokenizer":
        """Return itself."""
        return self

    def to_disk(self, _path: Path, **_: object) -> None:
        """Write nothing."""

    def from_disk(self, _path: Path, **_: object) -> "PolicyTokenizer":
        """Return itself."""
        return self


@registry.tokenizers("kg.policy_tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], PolicyTokenizer]:
    """Return the function that spaCy calls with the Language."""

    def create(nlp: Language) -> PolicyTokenizer:
        return PolicyTokenizer(nlp.vocab)

    return create
