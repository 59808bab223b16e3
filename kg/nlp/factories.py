"""Registers all spaCy components and the tokenizer of `kg`; importing it is enough."""

from kg.nlp import (
    components,
    consistency,
    encoding,
    merging,
    naming,
    relating,
    syntax,
    tokenizer,
)  # fmt: skip

__all__ = [
    "components", "consistency", "encoding", "merging", "naming", "relating", "syntax", "tokenizer",
]  # fmt: skip
