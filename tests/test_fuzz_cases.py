"""What the fuzzer found once stays fixed, and changes of it pass, too."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

FOLDER = Path(__file__).parent / "fuzz"
sys.path.insert(0, str(FOLDER))
from targets import TARGETS  # noqa: E402 - its folder is no package

CASES = sorted(path for path in FOLDER.glob("cases/*/*") if path.is_file())


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_kept_case_passes(case: Path) -> None:
    TARGETS[case.parent.name](case.read_bytes())


def test_every_target_has_a_case() -> None:
    assert {case.parent.name for case in CASES} == {*TARGETS}


@pytest.mark.parametrize("target", TARGETS)
# The same changes each time: what is new is found by `run.py`, not by someone else's change.
@settings(
    max_examples=40,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(data=st.data())
def test_changed_cases_pass(target: str, data: st.DataObject) -> None:
    seeds = [case.read_bytes() for case in CASES if case.parent.name == target]
    seed = bytearray(data.draw(st.sampled_from(seeds)))
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(seed)))
        end = data.draw(st.integers(start, min(len(seed), start + 30)))
        seed[start:end] = data.draw(st.binary(max_size=20))
    TARGETS[target](bytes(seed))


@example("3 Mio. €")
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=80))
def test_grammars_take_any_text(text: str) -> None:
    data = b"\1" + text.encode("utf-8", "replace")
    TARGETS["amounts"](data)
    TARGETS["dates"](data)
