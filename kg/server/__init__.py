"""The SPARQL 1.1 Protocol endpoint and the explorer in the browser.

Queries run in worker processes, because Oxigraph cannot stop a running query: one that takes too
long ends with its process and disturbs no other.
"""

from kg.server.settings import Settings

__all__ = ["Settings", "serve"]


def serve(settings: Settings) -> None:
    """Serve a store until interrupted.

    Raises:
        StoreError: the store is missing or cannot be opened.
    """
    from kg.server.run import run

    run(settings)
