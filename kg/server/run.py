"""Runs the application with uvicorn."""

import uvicorn

from kg.server.app import create_app
from kg.server.settings import Settings
from kg.stores import open_store


def run(settings: Settings) -> None:
    """Serve until interrupted.

    Raises:
        StoreError: the store is missing or cannot be opened.
    """
    open_store(settings.store, read_only=not settings.allow_update).close()
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        # Requests without an end must not keep a place for ever.
        timeout_keep_alive=15,
        h11_max_incomplete_event_size=64 << 10,
    )
