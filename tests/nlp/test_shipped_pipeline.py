from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.util import load_model_from_config

from kg.errors import ModelError
from kg.model import Document, Mention
from kg.nlp import analyse, load_nlp, model_version, relate, shipped_path
from kg.readers import read_text

pytestmark = pytest.mark.model

TEXT = (
    "Förderung für Jülich\n\nDie Europäische Kommission plant, rund 20 Milliarden Euro zu "
    "investieren. Thomas Skordal, Stellvertretender Generaldirektor der DG Connect, sprach am "
    "21. Oktober 2025 in Brüssel mit Henrike Ahlbrandt (SPD). Ahlbrandt begrüßte den Plan."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_nlp()


def found(text: str, nlp: Language) -> set[tuple[str, str]]:
    return {(e.text, e.label_) for e in nlp(text).ents}


def document(text: str) -> Document:
    return read_text(text, source="test")


def test_names_amounts_and_dates_are_mentions(nlp: Language) -> None:
    assert found(TEXT, nlp) >= {
        ("Europäische Kommission", "ORG"), ("20 Milliarden Euro", "MONEY"), ("DG Connect", "ORG"),
        ("Thomas Skordal", "PER"), ("Stellvertretender Generaldirektor", "ROLE"),
        ("21. Oktober 2025", "DATE"), ("Brüssel", "LOC"),
        ("Henrike Ahlbrandt", "PER"), ("SPD", "ORG"), ("Ahlbrandt", "PER"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MERZ BESUCHT PARIS UND BERLIN", ("PARIS", "LOC")),
        ("Die Bundes\xadregierung will das ändern.", ("Bundes\xadregierung", "ORG")),
        ("• Treffen mit Bürger*innen in Köln", ("Köln", "LOC")),
        ("Der Bundesrat in Bern beschloss grosse Massnahmen.", ("Bern", "LOC")),
        ("»Das reicht nicht«, sagte Ute Brandhorst (CDU)", ("Ute Brandhorst", "PER")),
    ],
)
def test_text_as_it_really_comes(nlp: Language, text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text, nlp)


def test_texts_in_a_stream_get_what_each_gets_alone(nlp: Language) -> None:
    texts = [
        TEXT,
        "",
        "Nur ein Ort: Bonn.",
        TEXT.replace("Jülich", "Stuttgart"),
        f"{TEXT}\n\n{TEXT}",
    ]

    for doc in nlp.pipe(texts, batch_size=4):
        alone = nlp(doc.text)
        assert [(e.start, e.label) for e in doc.ents] == [(e.start, e.label) for e in alone.ents]
        assert doc._.kg_relations == alone._.kg_relations
    assert doc._.kg_relations


def test_text_without_names_has_none(nlp: Language) -> None:
    assert found("Wer so etwas baut, braucht vor allem Strom, Fläche und Geduld.", nlp) == set()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Nach § 3 Abs. 2 Nr. 4 gilt das. Es bleibt dabei.", 2),
        ("Am 21. Oktober traf Dr. Meier z. B. den Rat. Er ging um 3 Uhr.", 2),
        ("Das kostet 1,5 Mio. Euro. Wer zahlt? Der Bund!", 3),
        ("Wer zahlt? Sie nicht! Warum?", 3),
        ("Berlin gibt 1,5 Mrd. Euro. PowerCo baut in Salzgitter. Niedersachsen zahlt.", 3),
        ("Der Vertrag gilt seit dem 3. März 1984. Das Stammkapital blieb.", 2),
        ("Bund und Land fördern das Werk. 70 Prozent davon trägt der Bund.", 2),
        ("Die Stiftung trägt 230 000 Euro bei. 50 000 Euro stammen von der Stadt.", 2),
        ("Die Klinik, gegr. 1889 in Kiel, gilt nach § 7 Abs. 2 als Haus der Stufe Nr. 3.", 1),
        ("+++ Termin: Abend +++ Am 18. März lädt der Städtetag ein.", 2),
        ("Die Formel A + B + C gilt.", 1),
        ("Laut Parl. Staatssekretärin Kern (BGBl. I S. 3) gilt das Projekt „Weg.Weiser“.", 1),
    ],
)
def test_sentences_survive_abbreviations_and_ordinals(nlp: Language, text: str, count: int) -> None:
    assert len(list(nlp(text).sents)) == count


def test_every_sentence_has_one_root(nlp: Language) -> None:
    for sentence in nlp(TEXT).sents:
        assert sum(token.head == token for token in sentence if not token.is_space) == 1


def test_analysis_slices_back_and_is_in_order(nlp: Language) -> None:
    (analysis,) = analyse([document(TEXT)], nlp)

    text = analysis.document.text
    for mention in analysis.mentions:
        assert text[mention.span.start : mention.span.end] == mention.text
    starts = [m.span.start for m in analysis.mentions]
    assert starts == sorted(starts)
    assert all(text[s.start : s.end].strip() for s in analysis.sentences)
    assert all(r.head != r.child for r in analysis.relations)


def test_relations_join_role_and_person(nlp: Language) -> None:
    (analysis,) = analyse([document(TEXT)], nlp)

    named = {
        (r.name, analysis.mentions[r.head].text, analysis.mentions[r.child].text)
        for r in analysis.relations
    }
    assert ("role_holder", "Thomas Skordal", "Stellvertretender Generaldirektor") in named
    assert ("member_of", "Henrike Ahlbrandt", "SPD") in named


def test_relative_dates_count_from_the_document(nlp: Language) -> None:
    text = "Titel\n\n3. März 2025\n\nAm Montag beginnt die Anhörung."
    (analysis,) = analyse([document(text)], nlp)

    assert analysis.document.published == date(2025, 3, 3)
    assert any(d.text == "Montag" or "Montag" in d.text for d in analysis.dates)


def test_many_documents_give_what_each_gives_alone(nlp: Language) -> None:
    texts = [TEXT, "Kurz.", "Die SPD tagt in Berlin.", TEXT.replace("Brüssel", "Bonn")]
    together = list(analyse(map(document, texts), nlp))

    for text, analysis in zip(texts, together, strict=True):
        (alone,) = analyse([document(text)], nlp)
        assert [(m.span, m.label) for m in alone.mentions] == [
            (m.span, m.label) for m in analysis.mentions
        ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00ad", "(((", "A" * 5000, "§ " * 900])
def test_odd_texts_are_survived(nlp: Language, text: str) -> None:
    doc = nlp(text)

    assert doc.text == text


def test_given_mentions_are_related(nlp: Language) -> None:
    text = "Ute Brandhorst (CDU) kam."
    mentions = [Mention.of(text, 16, 19, "ORG"), Mention.of(text, 0, 14, "PER")]

    relations = relate(text, mentions, nlp)

    assert ("member_of", 1, 0) in {(r.name, r.head, r.child) for r in relations}


def test_version_is_read_without_loading(nlp: Language) -> None:
    assert model_version() == model_version(nlp)


def test_unknown_pipeline_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such spaCy pipeline"):
        load_nlp(str(tmp_path / "nichts"))


def test_other_pipelines_work(tmp_path: Path) -> None:
    import spacy

    other = spacy.blank("de")
    other.add_pipe("sentencizer")
    other.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Bonn"}])
    other.to_disk(tmp_path / "fremd")

    (analysis,) = analyse([document("Er lebt in Bonn. Gut.")], load_nlp(str(tmp_path / "fremd")))

    assert [(m.text, m.label) for m in analysis.mentions] == [("Bonn", "LOC")]
    assert len(analysis.sentences) == 2


def test_shipped_pipeline_is_small() -> None:
    size = sum(file.stat().st_size for file in shipped_path().rglob("*") if file.is_file())

    assert size <= 45_000_000


def test_a_pipeline_restored_from_bytes_finds_the_same(nlp: Language) -> None:
    again = load_model_from_config(nlp.config, auto_fill=True).from_bytes(nlp.to_bytes())

    before, after = nlp(TEXT), again(TEXT)

    assert [(e.text, e.label_) for e in after.ents] == [(e.text, e.label_) for e in before.ents]
    assert after._.kg_relations == before._.kg_relations
    assert [t.tag_ for t in after] == [t.tag_ for t in before]
