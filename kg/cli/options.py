"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from kg.config import DEFAULT_STORE as DEFAULT_STORE

StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        help="Folder of the store, or the http(s) address of a SPARQL 1.1 store.",
        metavar="LOCATION",
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="Another German spaCy pipeline, by package name or path.",
        metavar="NAME",
        show_default="the one that ships with kg",
    ),
]
DecisionsOption = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        help="The file with a person's decisions; the store remembers it.",
        metavar="FILE",
        show_default="decisions.toml in the store's folder",
    ),
]
