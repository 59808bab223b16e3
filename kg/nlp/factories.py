"""Registers all spaCy components and the tokenizer of `kg`; importing it is enough."""

from kg.nlp import components, encoding, merging, naming, relating, syntax, tokenizer

__all__ = ["components", "encoding", "merging", "naming", "relating", "syntax", "tokenizer"]
