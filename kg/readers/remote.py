"""Files in other stores than this machine's, by fsspec: s3://, gs://, hdfs://, file:// and more.

fsspec finds credentials by itself, in the environment and in each store's own files.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from kg.errors import SourceError

_SCHEME = re.compile(r"(?!https?://)[A-Za-z][A-Za-z0-9+.-]*://", re.IGNORECASE)
_MAGIC = re.compile(r"[*?\[]")
# Roots of the errors that are no OSErrors, of the libraries that fsspec uses.
_FOREIGN = (
    ("botocore.exceptions", "BotoCoreError"), ("google.auth.exceptions", "GoogleAuthError"),
    ("azure.core.exceptions", "AzureError"), ("aiohttp", "ClientError"),
)  # fmt: skip


def is_remote(source: str) -> bool:
    """Say whether a source is an address for fsspec; web addresses are read by other rules."""
    return _SCHEME.match(source) is not None


def find_files(url: str) -> Iterator[str | SourceError]:
    """Yield the addresses of a file, of those in a folder, or of a glob, in order of the names."""
    try:
        with _os_errors():
            from fsspec.core import url_to_fs

            files, root = url_to_fs(url)
            if _MAGIC.search(url):
                found = [name for name in files.glob(root) if not files.isdir(name)]
            elif files.isdir(root):
                found = [name for name in files.find(root) if not _is_hidden(name, root)]
            else:
                found = [root]
            names = [str(files.unstrip_protocol(name)) for name in found]
    except OSError as error:
        yield SourceError(url, f"cannot be read ({error.strerror or error})")
        return
    if not names:
        yield SourceError(url, "matches no file" if _MAGIC.search(url) else "holds no files")
    yield from sorted(names, key=lambda name: name.split("/"))


def open_file(url: str) -> BinaryIO:
    """Open a file to read; every failure is an OSError."""
    with _os_errors():
        from fsspec.core import url_to_fs

        files, path = url_to_fs(url)
        return cast(BinaryIO, files.open(path, "rb"))


def _is_hidden(name: str, root: str) -> bool:
    inside = name.removeprefix(root).strip("/")
    return any(part.startswith(".") for part in inside.split("/"))


@contextmanager
def _os_errors() -> Iterator[None]:
    """Turn what fsspec and the libraries under it raise into an OSError that says what to do."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise OSError("fsspec is not installed: pip install 'kg[dask]'") from error
    except ImportError as error:  # says which package: "Install s3fs to access S3"
        raise OSError(" ".join(str(error).split())) from error
    except ValueError as error:  # no such protocol, not an address
        raise OSError(" ".join(str(error).split())) from error
    except OSError:
        raise
    except _foreign() as error:
        raise OSError(" ".join(str(error).split())) from error


def _foreign() -> tuple[type[Exception], ...]:
    loaded = ((sys.modules.get(module), name) for module, name in _FOREIGN)
    return tuple(getattr(module, name) for module, name in loaded if module)
