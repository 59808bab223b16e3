import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.readers.encoding import decode

TEXT = (
    "Die Gemeinde Großräschen begrüßt „mehr Mittel“ – 5 € je Einwohner für Straßen und Übergänge."
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_common_encodings_are_recognised(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt").lstrip("\ufeff") == TEXT


@pytest.mark.parametrize("encoding", ["cp850", "mac-roman", "latin-1"])
def test_old_encodings_are_recognised_by_their_umlauts(encoding: str) -> None:
    text = "Für die Straßen in Großräschen gibt es künftig größere Zuschüsse."

    assert decode(text.encode(encoding), "a.txt") == text


def test_a_wrong_declaration_does_not_win_over_valid_utf8() -> None:
    assert decode(TEXT.encode(), "a.html", declared="iso-8859-1") == TEXT


def test_a_letter_cut_at_the_end_is_left_out() -> None:
    assert decode("Grüße nach Köln, ü".encode()[:-1], "a.txt") == "Grüße nach Köln, "


def test_a_single_broken_byte_does_not_turn_all_umlauts_into_rubbish() -> None:
    data = TEXT.encode() + b" \xff " + TEXT.encode()

    assert decode(data, "a.txt") == f"{TEXT} \ufffd {TEXT}"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x00\x01\x02abc" * 9, codecs.BOM_UTF16_LE + b"\x00\xd8" * 8]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"binary|not"):
        decode(data, "a.txt")


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "base64", "nonsense", "utf-7"]))
def test_any_bytes_give_encodable_text_or_one_error(data: bytes, declared: str | None) -> None:
    with suppress(SourceError):
        assert decode(data, "x", declared=declared).encode() is not None
