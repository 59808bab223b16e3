"""The modality of a relation: the scorer's word and that of the clause together."""

import numpy as np
import pytest

from kg.nlp import pairs
from kg.nlp.relating import _mood


def scores(**given: float) -> np.ndarray:
    return np.array([given.get(name, 0.001) for name in pairs.MODALITIES], np.float32)


@pytest.mark.parametrize(
    ("given", "signalled", "expected"),
    [
        ({"factual": 0.9, "planned": 0.08}, "planned", "planned"),
        ({"factual": 0.99, "planned": 0.001}, "planned", "factual"),
        ({"factual": 0.2, "possible": 0.8}, "factual", "factual"),
        ({"factual": 0.01, "negated": 0.98}, "factual", "negated"),
    ],
)
def test_the_clause_outweighs_a_scorer_that_is_not_sure(
    given: dict[str, float], signalled: str, expected: str
) -> None:
    assert _mood(scores(**given), signalled) == expected  # type: ignore[arg-type]
