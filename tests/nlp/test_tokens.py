import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.tokens import norm, spans


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("am 21.10.2025.", ["am", "21.10.2025", "."]),
        ("1.234,56 Euro", ["1.234,56", "Euro"]),
        ("im Jahr 2030. Das", ["im", "Jahr", "2030", ".", "Das"]),
        ("z.B. Dr. Müller", ["z.B.", "Dr.", "Müller"]),
        ("Die EU-Kommission, S&D", ["Die", "EU-Kommission", ",", "S&D"]),
        ("Bürger*innen und Minister:innen", ["Bürger*innen", "und", "Minister:innen"]),
        ("Natur- und Umweltschutz", ["Natur-", "und", "Umweltschutz"]),
        ("„No AI“, sagte er", ["„", "No", "AI", "“", ",", "sagte", "er"]),
        ("E.ON und RWE", ["E.ON", "und", "RWE"]),
        ("CDU/CSU (SPD)", ["CDU", "/", "CSU", "(", "SPD", ")"]),
        ("https://kg.example/a?b=1.", ["https://kg.example/a?b=1", "."]),
        ("info@verband.example", ["info@verband.example"]),
        ("Köln–Rhein", ["Köln", "–", "Rhein"]),
        ("Bundes\xadregierung", ["Bundes\xadregierung"]),
        ("§ 5 Abs. 2", ["§", "5", "Abs.", "2"]),
        ("100-Milliarden-Euro-Paket", ["100-Milliarden-Euro-Paket"]),
    ],
)
def test_text_is_cut_into_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(max_size=200))
def test_tokens_are_ordered_disjoint_and_leave_out_white_space_alone(text: str) -> None:
    found = list(spans(text))

    assert all(a < b for a, b in found)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(found))
    outside = set(range(len(text))) - {k for a, b in found for k in range(a, b)}
    assert all(text[k].isspace() for k in outside)


def test_norm_makes_quotes_and_hyphens_plain_and_drops_soft_hyphens() -> None:
    assert [norm(t) for t in ("„", "Bundes\xadtag", "EU\u2011Rat", "\xad")] == [
        '"', "Bundestag", "EU-Rat", "\xad",
    ]  # fmt: skip
