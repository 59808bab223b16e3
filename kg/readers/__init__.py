"""Read every source an analyst has into documents.

`read(sources)` streams documents and, in the place of each source that fails, a `SourceError`.
"""

from kg.readers.blob import Limits
from kg.readers.sources import read, read_text

__all__ = ["Limits", "read", "read_text"]
