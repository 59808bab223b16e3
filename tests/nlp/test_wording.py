"""The table of words: signs, reading and writing it, and what it changes."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ModelError
from kg.model import Label
from kg.nlp import pairs
from kg.nlp.encoder import Floats
from kg.nlp.relating import WORDS_FILE
from kg.nlp.scoring import Asked
from kg.nlp.wording import ANY, SHARE, Worded, Wording

# "Der <Bund> gibt <5 Mio. Euro> an die <TU Ulm>. <Mia Ott> lobt das."
FORMS = ["Der", "Bund", "gibt", "5", "Mio.", "Euro", "an", "die", "TU", "Ulm", "."]
FORMS += ["Mia", "Ott", "lobt", "das", "."]
PLACES = [(1, 1), (3, 5), (8, 9), (11, 12)]
KINDS: Sequence[Label] = ("ORG", "MONEY", "ORG", "PER")


def asked(labels: Sequence[Label] = KINDS) -> Asked:
    return Asked(PLACES, pairs.label_ids(labels), pairs.candidates(labels), [0, 11])


def worded() -> Worded:
    return Worded.of(asked(), FORMS, {})


def number(name: str) -> int:
    return pairs.NAMES.index(name)


def probabilities(**said: float) -> Floats:
    """Return one row: the given probabilities, and for no relation the rest."""
    row = np.zeros((1, len(pairs.NAMES)), np.float32)
    for name, chance in said.items():
        row[0, number(name)] = chance
    row[0, 0] = 1 - row.sum()
    return row


def test_mentions_are_one_word_each() -> None:
    assert " ".join(worded().words) == "der <ORG> gibt <MONEY> an die <ORG> . <PER> lobt das ."
    assert worded().sentences == [1] * 8 + [2] * 4


@pytest.mark.parametrize(
    ("head", "child", "sign"),
    [
        (0, 1, "b gibt"),
        (0, 1, "B gibt"),
        (0, 1, "a an"),
        (0, 1, "p der"),
        (0, 1, "by N der|<ORG>"),
        (0, 1, "Cword mio."),
        (0, 1, "all False True"),
        (1, 2, "b9 an die"),
        (1, 2, "Cby an die"),
        (1, 2, "Clast ulm"),
        (0, 2, "row<MONEY>"),
        (2, 0, "row<MONEY>"),
        (0, 2, "between 0 0"),
        (2, 3, "s1"),
    ],
)
def test_signs(head: int, child: int, sign: str) -> None:
    assert sign in worded().signs(head, child)


def test_what_a_person_is_called_is_no_sign() -> None:
    signs = worded().signs(3, 0)

    assert not [sign for sign in signs if "mia" in sign or "ott" in sign]


def test_a_sure_network_is_left_alone() -> None:
    table = Wording([(ANY, "", {"pays": -9.0})])
    names = probabilities(pays=0.97)

    assert table.judge(names, [(0, 1)], lambda _: worded()).tolist() == names.tolist()


def test_an_unsure_network_and_the_table_decide_together() -> None:
    table = Wording([(ANY, "b gibt", {"pays": 3.0}), ("ORG>MONEY", "", {"pays": 1.0})])

    judged = table.judge(probabilities(pays=0.5), [(0, 1)], lambda _: worded())[0]

    sure = 1 / (1 + np.exp(-4.0))
    expected = sure**SHARE / (sure**SHARE + (1 - sure) ** SHARE)
    assert judged[number("pays")] == pytest.approx(expected, abs=1e-4)
    assert judged.sum() == pytest.approx(1)


def test_the_table_cannot_join_what_the_labels_forbid() -> None:
    table = Wording([(ANY, "", {"member_of": 9.0})])

    judged = table.judge(probabilities(pays=0.5), [(0, 1)], lambda _: worded())[0]

    assert judged[number("member_of")] == 0


def test_the_table_does_not_say_who_is_the_same() -> None:
    table = Wording([(ANY, "", {"same_as": -9.0})])

    judged = table.judge(probabilities(same_as=0.5), [(0, 2)], lambda _: worded())[0]

    assert judged[number("same_as")] == pytest.approx(0.5, abs=1e-3)


def test_without_a_table_the_network_decides() -> None:
    names = probabilities(pays=0.5)

    assert Wording().judge(names, [(0, 1)], lambda _: worded()) is names


SIGNS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12)
ROWS = st.dictionaries(
    st.tuples(st.sampled_from([ANY, "PER>ORG", "ORG<MONEY"]), SIGNS),
    st.dictionaries(
        st.sampled_from(pairs.NAMES[1:]), st.integers(1, 900).map(lambda n: n / 100), min_size=1
    ),
)


@given(ROWS)
def test_a_written_table_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[tuple[str, str], dict[str, float]]
) -> None:
    table = Wording((kind, sign, row) for (kind, sign), row in rows.items())
    path = tmp_path_factory.mktemp("table") / WORDS_FILE
    path.write_text(table.write(), "utf-8")

    again = Wording.read(path)

    assert len(again) == len(rows)
    assert again.write() == table.write()


@pytest.mark.parametrize("line", ["no tabs", "*\tsign\tunknown=1", "*\tsign\tpays=much"])
def test_a_broken_table_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / WORDS_FILE
    path.write_text(line, "utf-8")

    with pytest.raises(ModelError, match=WORDS_FILE):
        Wording.read(path)
