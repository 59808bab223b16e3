import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp import pairs
from kg.nlp.choosing import AGREED, FIRST, SECOND, SURE, choose


def chances(*rows: dict[str, float]) -> np.ndarray:
    table = np.zeros((len(rows), len(pairs.NAMES)), np.float32)
    for k, row in enumerate(rows):
        for name, value in row.items():
            table[k, pairs.NAMES.index(name)] = value
        table[k, 0] = max(0.0, 1 - table[k, 1:].sum())
    return table


def said(*rows: dict[str, float], pairs_: list[tuple[int, int]], **votes: object) -> list[str]:
    found = choose(chances(*rows), pairs_, votes.get("votes", {}))  # type: ignore[arg-type]
    return [f"{pairs.NAMES[number]} {row}" for row, number, _ in found]


def test_a_role_has_one_holder() -> None:
    # "Präsidentin A und der Minister B": the minister's role is not A's too
    rows = ({"role_holder": 0.95}, {"role_holder": 0.7})

    assert said(*rows, pairs_=[(1, 0), (2, 0)]) == ["role_holder 0"]


def test_a_second_holder_needs_to_be_sure() -> None:
    rows = ({"role_holder": 0.95}, {"role_holder": SECOND + 0.01})

    assert said(*rows, pairs_=[(1, 0), (2, 0)]) == ["role_holder 0", "role_holder 1"]


def test_two_persons_with_a_role_each_do_not_share_them() -> None:
    # "Staatssekretär A, die Sprecherin der Fraktion, B": 0 and 2 roles, 1 and 3 persons
    rows = ({"role_holder": 0.99}, {"role_holder": 0.97}, {"role_holder": 0.95})

    assert said(*rows, pairs_=[(1, 0), (3, 2), (1, 2)]) == ["role_holder 0", "role_holder 1"]


def test_one_person_may_hold_two_roles() -> None:
    rows = ({"role_holder": 0.95}, {"role_holder": 0.65})

    assert said(*rows, pairs_=[(1, 0), (1, 2)]) == ["role_holder 0", "role_holder 1"]


def test_the_first_body_of_a_role_is_taken_sooner() -> None:
    value = SURE - FIRST + 0.01

    assert said({"role_at": value}, pairs_=[(0, 1)]) == ["role_at 0"]
    assert said({"runs": value}, pairs_=[(0, 1)]) == []


def test_a_rule_lowers_the_bar() -> None:
    value = (AGREED + SURE) / 2

    assert said({"runs": value}, pairs_=[(0, 1)]) == []
    assert said({"runs": value}, pairs_=[(0, 1)], votes={0: frozenset({"runs"})})
    assert not said({"runs": value}, pairs_=[(0, 1)], votes={0: frozenset({"opposes"})})


def test_a_pair_gets_one_relation() -> None:
    rows = ({"pays_for": 0.48, "cost_of": 0.5},)

    assert said(*rows, pairs_=[(0, 1)]) == ["cost_of 0"]


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.floats(0, 1)), max_size=12, unique=True
    )
)
def test_the_order_of_pairs_does_not_matter(items: list[tuple[int, int, float]]) -> None:
    distinct = {(a, b): value for a, b, value in items}
    if len(set(distinct.values())) < len(distinct):
        return  # equal chances are taken in order
    keys = list(distinct)

    def found(order: list[tuple[int, int]]) -> set[tuple[int, int]]:
        table = chances(*({"role_at": distinct[k]} for k in order))
        return {order[row] for row, _, _ in choose(table, order, {})}

    if keys:
        assert found(keys) == found(keys[::-1])


@pytest.mark.parametrize("name", ["meets", "cooperates_with", "supports", "runs"])
def test_nothing_below_the_least_chance(name: str) -> None:
    assert said({name: 0.2}, pairs_=[(0, 1)], votes={0: frozenset({name})}) == []
