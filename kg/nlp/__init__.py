"""The German language pipeline: load it, and run it over documents.

The pipeline that ships with `kg` is a spaCy pipeline of our own components (`kg.nlp.factories`);
any other German spaCy pipeline can take its place.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ModelError
from kg.model import Analysis, Document, Mention, Relation

if TYPE_CHECKING:
    from spacy.language import Language

SHIPPED = "de_kg_policy"


def shipped_path() -> Path:
    """Return the folder of the pipeline that ships with `kg`."""
    return Path(str(files("kg.pipelines") / SHIPPED))


def load_nlp(name: str | None = None) -> "Language":
    """Load a spaCy pipeline: the shipped one, an installed package's name or a folder.

    Raises:
        ModelError: the pipeline is not there or does not fit the installed spaCy.
    """
    import spacy

    import kg.nlp.factories  # noqa: F401 - registers our factories with spaCy

    try:
        return spacy.load(shipped_path() if name in (None, SHIPPED) else str(name))
    except OSError as error:
        raise ModelError(
            f"{name or SHIPPED}: no such spaCy pipeline; name an installed package or a folder"
        ) from error
    except ValueError as error:
        reason = str(error).splitlines()[0]
        raise ModelError(f"{name or SHIPPED}: cannot be loaded: {reason}") from error


def model_version(nlp: "Language | str | None" = None) -> str:
    """Return name and version of a pipeline; that of the shipped one is read without loading it."""
    if nlp is None or nlp == SHIPPED:
        meta = json.loads((shipped_path() / "meta.json").read_text("utf-8"))
    elif isinstance(nlp, str):
        meta = load_nlp(nlp).meta
    else:
        meta = nlp.meta
    return f"{meta.get('lang', 'de')}_{meta.get('name', 'pipeline')} {meta.get('version', '0')}"


def analyse(documents: Iterable[Document], nlp: "Language") -> Iterator[Analysis]:
    """Yield the analysis of each document, in order, reading a bounded number ahead."""
    from kg.nlp import analysing

    return analysing.analyse(documents, nlp)


def relate(text: str, mentions: Sequence[Mention], nlp: "Language") -> tuple[Relation, ...]:
    """Return the relations between given mentions, as indexes into `mentions`."""
    from kg.nlp import analysing

    return analysing.relate(text, mentions, nlp)
