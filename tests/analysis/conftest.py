import pytest
from small_corpus import fill


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    with fill(tmp_path_factory.mktemp("analysis") / "store") as opened:
        yield opened
