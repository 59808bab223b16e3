"""Stores: where the quads live and answer SPARQL.

`open_store` opens the embedded Oxigraph directory, or a SPARQL 1.1 server by its address. A store
holds one named graph per document, and its default graph is the set union of all named graphs, so
that a query without GRAPH sees everything and counts each triple once.
"""

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from kg.stores.embedded import EmbeddedStore
    from kg.stores.sparql import SparqlStore

    Store: TypeAlias = EmbeddedStore | SparqlStore

DEFAULT_LOCATION = ".kg"


def open_store(location: str | Path = DEFAULT_LOCATION, *, read_only: bool = False) -> "Store":
    """Open the store at `location`, a directory; a writer creates it where it is missing.

    One process writes, any number read. A reader sees the store as it was when it was opened.
    An http(s) address is that of a SPARQL 1.1 server; see `kg.stores.sparql`.

    Raises:
        StoreLockedError: another writer has the store open.
        StoreError: the store is missing (for a reader), corrupt, or cannot be read or written.
    """
    if str(location).startswith(("http://", "https://")):
        from kg.stores.sparql import SparqlStore

        return SparqlStore(str(location), read_only=read_only)
    from kg.stores.embedded import EmbeddedStore

    return EmbeddedStore(Path(location), read_only=read_only)
