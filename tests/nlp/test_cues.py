import pytest

from kg.nlp.cues import CUES, cues


def told(word: str) -> set[str]:
    return {name for name, value in zip(CUES, cues(word), strict=True) if value}


@pytest.mark.parametrize(
    ("word", "cue"),
    [
        ("lobte", "praise"), ("begrüßt", "praise"), ("kritisierte", "blame"),
        ("zurückgewiesen", "blame"), ("abgelehnt", "blame"), ("forderte", "demand"),
        ("bereitgestellt", "give"), ("Zuschuss", "give"), ("erhält", "get"), ("kostete", "cost"),
        ("traf", "meet"), ("eröffnete", "attend"), ("verabschiedete", "run"), ("nicht", "deny"),
    ],
)  # fmt: skip
def test_words_tell_what_is_done(word: str, cue: str) -> None:
    assert cue in told(word)


@pytest.mark.parametrize("word", ["Millionen", "und", "die", "Präsidentin", "Richtlinie", ".", ""])
def test_other_words_tell_nothing(word: str) -> None:
    assert told(word) == set()


def test_praise_and_blame_stay_apart() -> None:
    assert not told("würdigte") & told("bemängelte")
