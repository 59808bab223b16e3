"""Who is who: mentions become entities, across case forms, acronyms, renames and documents.

`Linker(kb, decisions).link(analysis)` gives one `Link` per entity mention. `load_kb` loads the
knowledge base that ships with the package, `load_decisions` a person's corrections.
"""

from kg.linking.compounds import resolve_compound
from kg.linking.decision_file import (
    FILE_NAME,
    choose_decisions_file,
    decisions_file,
    load_decisions,
    save_decisions,
)
from kg.linking.decisions import Decision, Decisions, decision_quads, split_target
from kg.linking.knowledge import Entry, KnowledgeBase, load_kb
from kg.linking.linker import Linker
from kg.linking.version import KB_VERSION

__all__ = [
    "FILE_NAME",
    "KB_VERSION",
    "Decision",
    "Decisions",
    "Entry",
    "KnowledgeBase",
    "Linker",
    "choose_decisions_file",
    "decision_quads",
    "decisions_file",
    "load_decisions",
    "load_kb",
    "resolve_compound",
    "save_decisions",
    "split_target",
]
