"""Read every source an analyst has into documents.

`read(sources)` streams documents and, in the place of each source that fails, a `SourceError`.
"""

from kg.readers.blob import Limits
from kg.readers.duplicates import NearDuplicates
from kg.readers.fetch import Manners
from kg.readers.fetch_log import FetchLog
from kg.readers.language import language_of
from kg.readers.places import Place, read_place
from kg.readers.similar import SimilarTexts
from kg.readers.sources import locate, read, read_located, read_text

__all__ = [
    "FetchLog",
    "Limits",
    "Manners",
    "NearDuplicates",
    "Place",
    "SimilarTexts",
    "language_of",
    "locate",
    "read",
    "read_located",
    "read_place",
    "read_text",
]
