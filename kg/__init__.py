"""Turns German policy texts into a knowledge graph.

    import kg

    with kg.open_store() as store:
        kg.ingest(["artikel/"], store)
        store.select("SELECT ?name WHERE { ?person a schema:Person ; skos:prefLabel ?name }")

The names below are the public API; importing `kg` loads none of the parts behind them.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Analysis as Analysis
    from kg.model import Document as Document
    from kg.network import project as project
    from kg.nlp import load_nlp as load_nlp
    from kg.nlp.amounts import parse_amounts as parse_amounts
    from kg.nlp.dates import parse_dates as parse_dates
    from kg.pipeline import extract as extract
    from kg.pipeline import ingest as ingest
    from kg.stores import open_store as open_store

# Public name → the module that defines it.
_PUBLIC = {
    "Analysis": "kg.model",
    "Document": "kg.model",
    "extract": "kg.pipeline",
    "ingest": "kg.pipeline",
    "load_nlp": "kg.nlp",
    "open_store": "kg.stores",
    "parse_amounts": "kg.nlp.amounts",
    "parse_dates": "kg.nlp.dates",
    "project": "kg.network",
}
__all__ = [*_PUBLIC]


def __getattr__(name: str) -> object:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(importlib.import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    return sorted(_PUBLIC)
