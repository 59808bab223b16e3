"""What is new, changed or gone, against hand-made stored documents."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from kg.changes import Changes
from kg.model import Document, EarlierText, StoredDocument

RUN = "https://kg.example/id/run/a"


def _document(iri: str, source: str, sha256: str = "1") -> Document:
    return Document(iri=iri, text="Text", title="Titel", source=source, sha256=sha256)


def _stored(iri: str, source: str, sha256: str = "1", run: str = RUN) -> StoredDocument:
    return StoredDocument(
        iri=iri, graph=f"g:{iri}", title="Titel", source=source, sha256=sha256, run=run
    )


def test_a_document_nobody_stored_is_added() -> None:
    assert Changes([]).compare(_document("d1", "a.txt"), RUN) == "added"


def test_the_same_document_is_unchanged() -> None:
    assert Changes([_stored("d1", "a.txt")]).compare(_document("d1", "a.txt"), RUN) == "unchanged"


def test_another_text_at_the_same_address_is_changed() -> None:
    changes = Changes([_stored("d1", "https://a.example/1")])

    assert changes.compare(_document("d1", "https://a.example/1", "2"), RUN) == "changed"
    assert changes.superseded() == []


def test_another_run_makes_a_document_changed() -> None:
    changes = Changes([_stored("d1", "a.txt", run="https://kg.example/id/run/old")])

    assert changes.compare(_document("d1", "a.txt"), RUN) == "changed"


def test_a_file_with_another_text_supersedes_its_earlier_document() -> None:
    earlier = _stored("d1", "a.txt")
    changes = Changes([earlier, _stored("d9", "b.txt")])

    assert changes.compare(_document("d2", "a.txt", "2"), RUN) == "changed"
    assert changes.superseded() == [earlier]


def test_another_text_on_standard_input_replaces_nothing() -> None:
    changes = Changes([_stored("d1", "-")])

    assert changes.compare(_document("d2", "-", "2"), RUN) == "added"
    assert changes.superseded() == []


def test_a_text_that_only_moved_is_not_superseded() -> None:
    changes = Changes([_stored("d1", "a.txt")])
    changes.compare(_document("d2", "a.txt", "2"), RUN)

    assert changes.compare(_document("d1", "b.txt"), RUN) == "duplicate"
    assert changes.superseded() == []


def test_a_source_that_failed_keeps_what_it_gave_earlier() -> None:
    changes = Changes([_stored("d1", "a.jsonl"), _stored("d2", "a.jsonl", "2")])
    changes.compare(_document("d1", "a.jsonl"), RUN)
    changes.fail("a.jsonl")

    assert changes.superseded() == []


def test_an_archive_that_failed_keeps_all_its_documents(tmp_path: Path) -> None:
    changes = Changes([_stored("d1", f"{tmp_path}/presse.zip/a.txt")])
    changes.fail(f"{tmp_path}/presse.zip")

    assert changes.missing([str(tmp_path)]) == []


def test_a_text_met_twice_in_one_run_is_done_once() -> None:
    changes = Changes([])

    assert changes.compare(_document("d1", "a.txt"), RUN) == "added"
    assert changes.compare(_document("d1", "a.txt"), RUN) == "unchanged"
    assert changes.compare(_document("d1", "./a.txt"), RUN) == "unchanged"
    assert changes.found == {}


def test_a_text_at_another_path_is_one_document_with_two_places() -> None:
    changes = Changes([])

    assert changes.compare(_document("d1", "a.txt"), RUN) == "added"
    assert changes.compare(_document("d1", "b.txt"), RUN) == "duplicate"
    assert changes.compare(_document("d1", "b.txt"), RUN) == "unchanged"
    assert changes.found == {"d1": ("b.txt",)}


def test_a_text_at_another_address_is_the_stored_document() -> None:
    stored = replace(_stored("d1", "https://a.example/1"), further=("https://b.example/2",))
    changes = Changes([stored])

    assert changes.compare(_document("d2", "https://b.example/2"), RUN) == "unchanged"
    assert changes.compare(_document("d3", "https://c.example/3"), RUN) == "duplicate"
    assert changes.found == {"d1": ("https://c.example/3",)}
    assert changes.superseded() == changes.missing([]) == []


def test_an_address_whose_twin_got_another_text_is_a_document_of_its_own() -> None:
    changes = Changes([_stored("d1", "https://a.example/1")])
    changes.compare(_document("d1", "https://a.example/1", "2"), RUN)

    assert changes.compare(_document("d2", "https://b.example/2"), RUN) == "added"


def test_a_text_analysed_again_keeps_its_places() -> None:
    stored = replace(_stored("d1", "a.txt", run="old"), further=("c.txt",))
    changes = Changes([stored])
    document = _document("d1", "b.txt")

    assert changes.compare(document, RUN) == "changed"
    assert changes.carried(document).further == ("a.txt", "c.txt")


def test_a_changed_text_names_the_earlier_ones() -> None:
    first = EarlierText("d0/text/0", "0", date(2025, 1, 1))
    stored = replace(_stored("d1", "a.txt"), published=date(2025, 2, 3), earlier=(first,))
    changes = Changes([stored, _stored("d9", "b.txt", "9")])
    document = _document("d2", "a.txt", "2")
    changes.compare(document, RUN)

    assert changes.carried(document).earlier == (
        first, EarlierText("d1/text/1", "1", date(2025, 2, 3)),
    )  # fmt: skip
    assert changes.carried(_document("d1", "a.txt")).earlier == (first,)


def test_missing_are_only_files_gone_from_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "artikel"
    folder.mkdir()
    (folder / "da.txt").write_text("da", encoding="utf-8")
    gone = _stored("d1", str(folder / "weg.txt"))
    changes = Changes(
        [
            gone,
            _stored("d2", str(folder / "da.txt")),
            _stored("d3", str(tmp_path / "woanders.txt")),
            _stored("d4", "https://a.example/weg.txt"),
        ]
    )

    assert changes.missing([str(folder)]) == [gone]
    assert changes.missing([str(tmp_path / "fehlt")]) == []
