"""Forget documents: their graphs, what only they used, what was noted about fetching them."""

from collections.abc import Iterable, Sequence
from os.path import normpath
from pathlib import Path
from typing import Protocol

from kg.config import state_folder
from kg.knowledge import refresh_knowledge
from kg.model import Quad, StoredDocument, Value


class _Store(Protocol):
    @property
    def location(self) -> Path | str: ...
    def documents(self) -> Iterable[StoredDocument]: ...
    def select(self, sparql: str) -> list[dict[str, Value]]: ...
    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None: ...
    def drop_graph(self, graph: str) -> None: ...


def remove_documents(
    store: _Store, names: Sequence[str], *, dry_run: bool = False
) -> tuple[list[StoredDocument], list[str]]:
    """Remove documents by source, address, IRI, or the folder or archive their source lies in.

    Returns the removed documents, sorted by source, and the names that fit none. With `dry_run`
    nothing is removed.
    """
    from kg.linking import Linker, decisions_file, load_decisions
    from kg.readers.fetch_log import FILE_NAME, FetchLog

    documents = sorted(store.documents(), key=lambda document: (document.source, document.iri))
    found = {name: [one for one in documents if _is_named(one, name)] for name in names}
    removed = [one for one in documents if any(one in group for group in found.values())]
    if not dry_run and removed:
        folder = state_folder(store.location)
        decisions = load_decisions(decisions_file(folder))
        log = FetchLog(folder / FILE_NAME)
        for document in removed:
            store.drop_graph(document.graph)
            for place in (document.source, *document.further):
                log.forget(place)
        refresh_knowledge(store, Linker(decisions=decisions))
    return removed, [name for name, group in found.items() if not group]


def _is_named(document: StoredDocument, name: str) -> bool:
    if name in (document.iri, document.source, document.url):
        return True
    if "://" in document.source:
        return False
    return Path(normpath(document.source)).is_relative_to(normpath(name))
