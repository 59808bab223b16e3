"""Decisions act on documents that are stored already, from their stored text."""

import io
import shutil
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from ruler import ruler, saved
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.errors import DecisionError
from kg.linking import Decision, Decisions, load_decisions, save_decisions
from kg.linking.lookup import one_entity, stored_entities
from kg.pipeline import apply_decisions, ingest
from kg.relinking import Relinking
from kg.report import RunReport
from kg.stores import open_store
from kg.stores.embedded import EmbeddedStore

TEXTS = {
    "a.txt": "Henrike Brauckmann spricht in Brüssel mit der Europäischen Kommission.\n",
    "b.txt": "Jörg Öztürk kommt aus Jülich. In Jülich wird seit Jahren an Rechnern gebaut.\n",
    "c.txt": "Die Bundesnetzagentur prüft in Brüssel. Henrike Brauckmann ist dabei.\n",
}
RUNNER = CliRunner()


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("artikel")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def filled(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store as it was before any decision."""
    path = tmp_path_factory.mktemp("filled") / "store"
    run(path, articles)
    return path


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return saved(tmp_path_factory.mktemp("model"))


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "store"))


def run(path: Path, articles: Path, **more: object) -> RunReport:
    with open_store(path) as store:
        return ingest([str(articles)], store, nlp=ruler(), workers=1, **more)  # type: ignore[arg-type]


def decide(path: Path, *decisions: Decision) -> RunReport:
    """Make these all of the store's decisions, and apply them."""
    save_decisions(Decisions(decisions), path / "decisions.toml")
    with open_store(path) as store:
        return apply_decisions(store, nlp=ruler())


def dump(path: Path) -> bytes:
    output = io.BytesIO()
    with open_store(path, read_only=True) as store:
        store.dump("nq", output)
    return output.getvalue()


def graph_of(path: Path) -> bytes:
    """What the store holds but the decisions themselves."""
    return b"\n".join(line for line in dump(path).splitlines() if b"graph/decisions" not in line)


def made(path: Path, action: str, a: str, b: str = "", **more: str) -> Decision:
    with open_store(path, read_only=True) as store:
        entities = stored_entities(store)
    first = one_entity(entities, a)
    kind = more.pop("kind", first.type)
    second = one_entity(entities, b) if b else None
    other = (second.iri, second.name, second.type) if second else ()
    return Decision(action, first.iri, first.name, kind, *other, **more)  # type: ignore[arg-type]


def names(path: Path) -> set[str]:
    with open_store(path, read_only=True) as store:
        return {entity.name for entity in stored_entities(store) if entity.mentions}


@pytest.fixture
def some(filled: Path) -> tuple[Decision, ...]:
    return (
        made(filled, "merge", "Henrike Brauckmann", "Jörg Öztürk"),
        made(filled, "reject", "Bundesnetzagentur"),
        made(filled, "retype", "Jülich", kind="Facility"),
    )


def test_a_merge_changes_the_documents_concerned_and_no_other(
    store: Path, some: tuple[Decision, ...]
) -> None:
    assert "Jörg Öztürk" in names(store)
    report = decide(store, some[2])

    assert report.relinked == 1  # of three documents, one names Jülich
    assert decide(store, some[0], some[2]).relinked == 3
    assert "Jörg Öztürk" not in names(store)


def test_taken_back_the_store_is_what_it_was(
    filled: Path, store: Path, some: tuple[Decision, ...]
) -> None:
    for decision in some:
        assert decide(store, decision).relinked > 0
        assert dump(store) != dump(filled)
        decide(store)

        assert dump(store) == dump(filled)


def test_any_order_gives_the_same_store(
    filled: Path, tmp_path: Path, some: tuple[Decision, ...]
) -> None:
    found = set()
    for number, order in enumerate(permutations(some)):
        path = Path(shutil.copytree(filled, tmp_path / str(number)))
        for count in range(1, 4):
            decide(path, *order[:count])
        found.add(dump(path))

    assert len(found) == 1


def test_decisions_that_stood_from_the_start_give_the_same_store(
    articles: Path, store: Path, tmp_path: Path, some: tuple[Decision, ...]
) -> None:
    decide(store, *some)
    save_decisions(Decisions(some), tmp_path / "first" / "decisions.toml")
    run(tmp_path / "first", articles)

    assert dump(tmp_path / "first") == dump(store)


def test_ingesting_again_keeps_decisions(
    articles: Path, store: Path, some: tuple[Decision, ...]
) -> None:
    decide(store, *some)
    before = dump(store)
    report = run(store, articles)

    assert (report.unchanged, report.relinked) == (3, 0)
    assert dump(store) == before
    run(store, articles, force=True)
    assert dump(store) == before


def test_ingest_follows_a_file_that_was_edited(
    articles: Path, store: Path, some: tuple[Decision, ...]
) -> None:
    save_decisions(Decisions(some), store / "decisions.toml")
    dry = run(store, articles, dry_run=True)
    report = run(store, articles)

    assert (dry.relinked, report.relinked, report.unchanged) == (3, 3, 3)
    assert "Jörg Öztürk" not in names(store)


def test_a_run_that_was_killed_is_continued(
    filled: Path, store: Path, some: tuple[Decision, ...]
) -> None:
    def announce(decisions: Decisions) -> None:
        with open_store(store) as opened:
            Relinking(opened, decisions).announce()  # and no more: it was killed

    announce(Decisions(some))
    with open_store(store) as opened:
        apply_decisions(opened, nlp=ruler())  # no decision in the file: all taken back
    assert dump(store) == dump(filled)

    decide(store, *some)
    whole = dump(store)
    announce(Decisions())
    assert decide(store, *some).relinked > 0
    assert dump(store) == whole


def test_a_decision_about_a_merged_entity_holds_for_its_parts(store: Path) -> None:
    merge = made(store, "merge", "Henrike Brauckmann", "Jörg Öztürk")
    reject = made(store, "reject", "Henrike Brauckmann")
    decide(store, merge, reject)

    assert not names(store) & {"Henrike Brauckmann", "Jörg Öztürk"}


def test_to_remember_that_two_differ_changes_no_document(filled: Path, store: Path) -> None:
    differ = made(store, "distinct", "Henrike Brauckmann", "Jörg Öztürk")
    decide(store, differ)

    assert graph_of(store) == graph_of(filled)
    with open_store(store, read_only=True) as opened:
        assert opened.query("ASK { ?a kg:distinctFrom ?b }") is True


def test_pages_and_authors_come_back_from_the_store(tmp_path: Path) -> None:
    from dataclasses import replace
    from datetime import date

    from kg.iri import document_graph
    from kg.mapping import to_quads
    from kg.model import Analysis, Run
    from kg.readers import read_text
    from kg.stores.catalogue import read_document

    text = read_text("Erste Seite.\nZweite Seite.", source="a.pdf", title="Titel")
    document = replace(
        text, authors=("Öztürk", "Brauckmann"), pages=(0, 13, 13), publisher="Verband",
        published=date(2025, 3, 4), url="https://verband.example/a",
    )  # fmt: skip
    with open_store(tmp_path / "store") as store:
        quads = to_quads(Analysis(document), (), (), Run("m", "r", "k"))
        store.replace_graph(document_graph(document.iri), quads)
        (found,) = (read_document(store.select, stored) for stored in store.documents())

    assert found == replace(document, authors=("Brauckmann", "Öztürk"))


def kg(path: Path, *arguments: str) -> Result:
    return RUNNER.invoke(app, [*arguments, "--store", str(path)])


def test_the_commands_act_at_once(filled: Path, store: Path, model: str) -> None:
    merged = kg(store, "merge", "Henrike Brauckmann", "Jörg Öztürk", "--model", model)

    assert merged.exit_code == 0, merged.output
    assert "3 documents made again" in merged.output
    assert "Jörg Öztürk" not in names(store)
    assert kg(store, "undo", "--model", model).exit_code == 0
    assert dump(store) == dump(filled)


def test_later_leaves_the_documents_to_the_next_ingest(
    articles: Path, filled: Path, store: Path, model: str
) -> None:
    assert kg(store, "reject", "Bundesnetzagentur", "--later").exit_code == 0
    assert dump(store) == dump(filled)
    done = kg(store, "ingest", str(articles), "--model", model)

    assert "1 documents made again after changed decisions" in done.output
    assert "Bundesnetzagentur" not in names(store)


def test_a_locked_store_keeps_the_decision(store: Path, model: str) -> None:
    with open_store(store):
        done = kg(store, "reject", "Bundesnetzagentur", "--model", model)

    assert done.exit_code == 0
    assert "the next kg ingest applies it" in done.output
    assert len(load_decisions(store / "decisions.toml")) == 1


def test_another_file_of_decisions_is_remembered(
    articles: Path, store: Path, tmp_path: Path, model: str
) -> None:
    shared = tmp_path / "geteilt.toml"
    kg(store, "reject", "Bundesnetzagentur", "--decisions", str(shared), "--model", model)
    assert "Bundesnetzagentur" not in names(store)
    run(store, articles)
    assert "Bundesnetzagentur" not in names(store)

    kg(store, "retype", "Jülich", "Facility", "--later")
    assert len(load_decisions(shared)) == 2
    shared.unlink()
    with pytest.raises(DecisionError, match=r"geteilt\.toml"):
        run(store, articles)


def test_ingest_takes_a_file_of_decisions(
    articles: Path, store: Path, tmp_path: Path, some: tuple[Decision, ...], model: str
) -> None:
    shared = tmp_path / "geteilt.toml"
    missing = kg(store, "ingest", str(articles), "--model", model, "--decisions", str(shared))
    assert isinstance(missing.exception, DecisionError)

    save_decisions(Decisions(some), shared)
    kg(store, "ingest", str(articles), "--model", model, "--decisions", str(shared))
    assert "Bundesnetzagentur" not in names(store)
    assert run(store, articles).relinked == 0


@pytest.fixture
def opened(store: Path) -> Iterator[EmbeddedStore]:
    with open_store(store) as found:
        yield found


def test_nothing_is_needed_where_nothing_was_decided(opened: EmbeddedStore) -> None:
    assert not Relinking(opened, Decisions()).needed
