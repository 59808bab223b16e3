import pytest

from kg.server.negotiation import MEDIA_TYPES, acceptable


@pytest.mark.parametrize(
    ("accept", "first"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "json"),
        ("application/sparql-results+xml", "xml"),
        ("text/*", "csv"),
        ("text/csv;q=0.1, text/turtle;q=0.9", "ttl"),
        ("application/json;q=0, */*;q=0.1", "json"),
        ("application/sparql-results+json;q=0, application/json;q=0, */*", "xml"),
        ("TEXT/CSV; header=present", "csv"),
    ],
)
def test_the_best_format_comes_first(accept: str, first: str) -> None:
    assert acceptable(accept)[0] == first


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "text/csv;q=x", "nonsense"])
def test_nothing_is_acceptable(accept: str) -> None:
    assert acceptable(accept) == ()


def test_every_format_has_a_media_type() -> None:
    assert set(acceptable("*/*")) == set(MEDIA_TYPES)
