import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.pieces import LONGEST, pieces
from kg.nlp.tokenizer import PolicyTokenizer, words_and_spaces

TOKENIZER = PolicyTokenizer(spacy.blank("de").vocab)


@given(st.text(max_size=120))
def test_words_and_spaces_give_the_text_back(text: str) -> None:
    words, spaces = words_and_spaces(text)

    assert "".join(w + " " * s for w, s in zip(words, spaces, strict=True)) == text


@pytest.mark.parametrize("text", ["", " ", "\n\n", "  Guten  Tag.\n\nNeu ", "a\xa0b\tc"])
def test_doc_has_the_text(text: str) -> None:
    assert TOKENIZER(text).text == text


def test_blank_lines_part_pieces_and_line_breaks_do_not() -> None:
    doc = TOKENIZER("Titel\n\nErste Zeile\nzweite Zeile")

    found = pieces(doc)

    assert [[doc[k].text for k in p.tokens] for p in found] == [
        ["Titel"],
        ["Erste", "Zeile", "zweite", "Zeile"],
    ]
    assert [p.gaps for p in found] == [[2], [2, 1, 2, 1]]


def test_long_paragraph_is_cut_behind_a_sentence_mark() -> None:
    doc = TOKENIZER("Das ist ein Satz. " * 120)

    found = pieces(doc)

    assert max(len(p.tokens) for p in found) <= LONGEST
    assert sum(len(p.tokens) for p in found) == 600
    assert all(doc[p.tokens[-1]].text == "." for p in found)


@given(st.text(alphabet="aB. \n", max_size=400))
def test_pieces_hold_every_token_but_white_space_once(text: str) -> None:
    doc = TOKENIZER(text)

    held = [k for piece in pieces(doc) for k in piece.tokens]

    assert held == [token.i for token in doc if not token.is_space]
