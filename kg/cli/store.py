"""`kg remove`, `kg check`, `kg backup` and `kg restore`: look after a store."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE, StoreOption
from kg.config import is_address
from kg.errors import StoreError


def remove(
    documents: Annotated[
        list[str],
        typer.Argument(
            help="Source (path or address), IRI, or folder of the documents; - reads lines.",
            show_default=False,
            metavar="DOCUMENT",
        ),
    ],
    *,
    store: StoreOption = DEFAULT_STORE,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be removed; remove nothing.")
    ] = False,
) -> None:
    """Forget documents and all that is known from them alone.

    What other documents say, too, stays. A removed page is fetched again when asked for again.

    Example: `kg remove artikel/alt.txt https://example.org/meldung`
    """
    from kg.removal import remove_documents
    from kg.stores import open_store

    names = [name for given in documents for name in _lines(given)]
    with open_store(store, read_only=dry_run) as opened:
        removed, unknown = remove_documents(opened, names, dry_run=dry_run)
    for document in removed:
        print(f"{document.source}\t{document.title}")
    for name in unknown:
        print(f"kg: {name}: no document of this name", file=sys.stderr)
    if unknown:
        raise typer.Exit(1)


def check(*, store: StoreOption = DEFAULT_STORE) -> None:
    """Verify the store: every statement is read, the parts must fit together.

    Exit code 1 where something is wrong.

    Example: `kg check --store presse`
    """
    from kg.stores.health import check_store

    health = check_store(_folder(store))
    for problem in health.problems:
        print(f"kg: {store}: {problem}", file=sys.stderr)
    if health.problems:
        raise typer.Exit(1)
    print(f"{store}: sound, {health.documents} documents, {health.quads} statements")


def backup(
    file: Annotated[Path, typer.Argument(help="The ZIP file to write.", show_default=False)],
    *,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the store, decisions included, into one file; others may go on reading and writing.

    Example: `kg backup presse-2025-03.zip`
    """
    from kg.stores.backup import back_up

    made = back_up(_folder(store), file)
    print(f"{made.path}: {made.documents} documents; {', '.join(made.files)}")


def restore(
    file: Annotated[Path, typer.Argument(help="A file of `kg backup`.", show_default=False)],
    *,
    store: StoreOption = DEFAULT_STORE,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put the backup in the place of the store there.")
    ] = False,
) -> None:
    """Make a store from a backup; an old store stays until the new one is whole.

    Example: `kg restore presse-2025-03.zip --store presse --replace`
    """
    from kg.stores.backup import restore as restore_backup

    made = restore_backup(file, _folder(store), replace=replace)
    print(f"{store}: {made.documents} documents from {made.path}")


def _lines(given: str) -> list[str]:
    return sys.stdin.read().splitlines() if given == "-" else [given]


def _folder(store: str) -> Path:
    if is_address(store):
        raise StoreError(f"{store}: is a server; check and copy it with its own tools")
    return Path(store)
