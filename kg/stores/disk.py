"""What concerns the files of an embedded store: its errors, and when to merge its files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError, StoreLockedError

# Bulk loading leaves many overlapping files; merging them makes joins three times as fast and
# costs seconds per million quads. It pays when this writer brought a quarter of the store.
# Measured with two million quads of the corpus; a quad took 220 bytes.
_MERGE_FROM_QUADS = 100_000
_BYTES_PER_QUAD = 220


@contextmanager
def translated(location: Path, action: str) -> Iterator[None]:
    """Turn what Oxigraph raises into one `StoreError` or `StoreLockedError`."""
    # Oxigraph reports a full disk as OSError and a corrupt file as RuntimeError.
    try:
        yield
    except (OSError, RuntimeError) as error:
        reason = " ".join(str(error).split())
        if "lock file" in reason or "lock hold" in reason:
            raise StoreLockedError(
                f"{location}: another process writes to the store; wait for it, or use --store"
            ) from error
        raise StoreError(f"{location}: cannot {action} the store: {reason}") from error


def pays_to_merge(directory: Path, loaded: int) -> bool:
    """Return whether a writer that loaded so many quads in bulk should merge the files."""
    if loaded < _MERGE_FROM_QUADS:
        return False
    size = sum(path.stat().st_size for path in directory.glob("*.sst"))
    return loaded * _BYTES_PER_QUAD * 4 >= size
