"""Near-duplicates among the documents of a store."""

import random
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.model import Document, StoredDocument
from kg.readers import SimilarTexts, read_text, similar

WORDS = ("netz", "strom", "land", "bund", "amt", "rat", "haus", "weg", "plan", "ziel", "jahr")


def text(seed: int, length: int = 120) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) + chance.choice(WORDS) for _ in range(length)) + "."


def document(content: str, name: str) -> Document:
    return read_text(content, source=name, title=name)


def stored(one: Document) -> StoredDocument:
    return StoredDocument(one.iri, "g", one.title, one.source, one.sha256, "run")


def no_text(one: StoredDocument) -> str:
    raise AssertionError(f"{one.source}: its sketch is in the file")


@pytest.mark.parametrize("recent", [2, 5000])
def test_copies_are_found_among_stored_and_new_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recent: int
) -> None:
    monkeypatch.setattr(similar, "_RECENT", recent)
    before = [document(text(seed), f"{seed}.txt") for seed in range(30)]
    path = tmp_path / "neu" / "sketches.v1"
    first = SimilarTexts(path, (), no_text)
    assert [first.add(one) or first.save() for one in before] == [None] * 30

    later = SimilarTexts(path, map(stored, before), no_text)
    for seed in range(0, 30, 7):
        assert later.add(document(f"Neu! {text(seed)}", f"kopie{seed}")) == f"{seed}.txt"
        later.save()
    assert later.add(document(f"Anders: {text(0)}", "noch eine")) in ("0.txt", "kopie0")
    assert later.add(document(text(99), "fremd")) is None
    assert len(path.read_bytes()) == 35 * 528


def test_the_nearest_of_several_is_named(tmp_path: Path) -> None:
    near, nearer = text(1) + text(2, 20), text(1) + text(3, 5)
    texts = [document(near, "nah"), document(nearer, "näher"), document(text(4), "fern")]
    texts_by_source = {one.source: one.text for one in texts}

    found = SimilarTexts(None, map(stored, texts), lambda one: texts_by_source[one.source])

    assert found.add(document(text(1), "neu")) == "näher"


def test_short_and_empty_texts_are_compared_too(tmp_path: Path) -> None:
    known = [document(content, content) for content in ("Ja.", "Die Netze in Bonn", "…")]
    found = SimilarTexts(None, map(stored, known), lambda one: one.source)

    assert found.add(document("die Netze, in Bonn!", "x")) == "Die Netze in Bonn"
    assert found.add(document("–", "y")) is None


def test_a_file_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("")
    found = SimilarTexts(tmp_path / "datei" / "sketches.v1", (), no_text)
    found.add(document(text(1), "a"))

    with pytest.raises(StoreError, match="cannot be written"):
        found.save()
