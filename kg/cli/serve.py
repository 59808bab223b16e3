"""`kg serve`: the SPARQL endpoint and the explorer."""

import sys
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE, StoreOption


def serve(
    *,
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than this machine's are open to all.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8000,
    allow_update: Annotated[
        bool, typer.Option("--allow-update", help="Take SPARQL updates, too.")
    ] = False,
    cors: Annotated[
        list[str] | None,
        typer.Option(help="Origin of a web page that may ask, such as https://a.example."),
    ] = None,
    timeout: Annotated[
        float, typer.Option(help="Seconds after which a query is stopped.", min=0.1)
    ] = 30,
    workers: Annotated[
        int | None,
        typer.Option(help="Most query processes.", min=1, show_default="two per core"),
    ] = None,
    memory: Annotated[int, typer.Option(help="Memory of one query process in MB.", min=256)] = 2048,
) -> None:
    """Serve the store on this machine: explorer at /, SPARQL 1.1 Protocol at /sparql.

    Example: `kg serve --port 8000`, then open http://127.0.0.1:8000/
    """
    from kg.server import Settings
    from kg.server import serve as serve_store

    chosen = Settings(
        store=store, host=host, port=port, allow_update=allow_update, cors=tuple(cors or ()),
        timeout=timeout, memory=memory << 20,
    )  # fmt: skip
    if workers:
        from dataclasses import replace

        chosen = replace(chosen, workers=workers)
    print(f"http://{host}:{port}/  (SPARQL: http://{host}:{port}/sparql)", file=sys.stderr)
    serve_store(chosen)
