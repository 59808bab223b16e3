"""Plan or fact, for the rules that no relation with a modality of its own backs."""

import re

from kg.model import Modality

_INTENDED = re.compile(
    r"\b(?:soll|sollen|will|wollen|möchte|muss|müssen|würde|geplant\w*|künftig|erwartet|eingeplant|"
    r"veranschlagt|vorgesehen)\b|"
    # "wird 5 Mio. Euro kosten", but "wird vom Bund getragen"
    r"\b(?:wird|werden)\b(?=[^;]{0,80}\b(?:kosten|tragen|übernehmen|halten|leiten|kommen|teilnehmen)\b)"
)


def mood(text: str, start: int, end: int) -> Modality:
    """Return "planned" where a part of the text speaks of an intention, else "factual"."""
    return "planned" if _INTENDED.search(text, start, end) else "factual"
