import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.nlp.consistency import settle
from kg.nlp.factories import tokenizer
from kg.nlp.merging import merge

TOKENIZER = tokenizer.PolicyTokenizer(spacy.blank("de").vocab)


def marked(text: str, *names: tuple[str, str], score: float = 1.0) -> Doc:
    """Return the text with the first occurrence of each name marked."""
    doc = TOKENIZER(text)
    spans = []
    for name, label in names:
        start = text.index(name)
        span = doc.char_span(start, start + len(name), label)
        assert span is not None
        spans.append(span)
    doc.set_ents(sorted(spans, key=lambda e: e.start))
    doc._.kg_scores = {(s.start, s.end): score for s in spans}
    return doc


def found(doc: Doc) -> list[tuple[str, str]]:
    return [(e.text, e.label_) for e in doc.ents]


def test_surname_of_a_person_named_in_full_is_that_person() -> None:
    doc = marked("Henning Brauckmann sprach. Brauckmann ging.", ("Henning Brauckmann", "PER"))

    assert found(settle(doc))[1] == ("Brauckmann", "PER")


def test_genitive_of_a_surname_counts() -> None:
    doc = marked("Ute Schlömer kam. Schlömers Rede gefiel.", ("Ute Schlömer", "PER"))

    assert found(settle(doc))[1] == ("Schlömers", "PER")


@pytest.mark.parametrize(
    "text", ["Uwe Müller kam. Der Müller mahlt.", "Jan Freitag kam. Es war Freitag."]
)
def test_word_that_is_no_name_stays_a_word(text: str) -> None:
    doc = marked(text, (" ".join(text.split()[:2]), "PER"))

    assert len(settle(doc).ents) == 1


def test_acronym_in_brackets_has_the_label_of_its_long_form() -> None:
    text = "Der Klima- und Transformationsfonds (KTF) zahlt. Der KTF wächst."
    doc = marked(text, ("Klima- und Transformationsfonds", "PROG"), ("KTF", "ORG"), score=0.8)

    assert found(settle(doc)) == [
        ("Klima- und Transformationsfonds", "PROG"), ("KTF", "PROG"), ("KTF", "PROG"),
    ]  # fmt: skip


def test_acronym_may_hold_letters_that_the_long_form_lacks() -> None:
    doc = marked("Das Zentrum Wasserstofftechnologie Halle (WaHy) baut.",
                 ("Zentrum Wasserstofftechnologie Halle", "PROG"))  # fmt: skip

    assert found(settle(doc))[1] == ("WaHy", "PROG")


def test_bracket_that_is_no_acronym_says_nothing() -> None:
    doc = marked("Die Kanzlei Berg und Partner (Berlin) kam.", ("Berg und Partner", "ORG"))

    assert found(settle(doc)) == [("Berg und Partner", "ORG")]


def measured(text: str, *names: tuple[str, str]) -> Doc:
    nlp = Language(tokenizer.PolicyTokenizer(spacy.blank("de").vocab).vocab)
    nlp.tokenizer = TOKENIZER
    doc = marked(text, *names)
    for name in ("kg_amounts", "kg_dates"):
        doc = nlp.create_pipe(name)(doc)  # type: ignore[operator]
    return merge(doc)


def test_grammar_sets_the_border_of_an_amount() -> None:
    doc = measured("Das kostet rund 20 Milliarden Euro mehr.", ("rund 20 Milliarden", "MONEY"))

    assert found(doc) == [("20 Milliarden Euro", "MONEY")]


def test_name_keeps_the_number_in_it() -> None:
    doc = measured("Der Verein Global 2000 klagt.", ("Global 2000", "ORG"))

    assert found(doc) == [("Global 2000", "ORG")]


def test_merged_mentions_are_disjoint_and_in_order() -> None:
    doc = measured("Am 21.10.2025 gab die SPD 5 Mio. Euro.", ("SPD", "ORG"), ("21.10.2025", "DATE"))

    assert found(doc) == [("21.10.2025", "DATE"), ("SPD", "ORG"), ("5 Mio. Euro", "MONEY")]
    assert all(isinstance(e, Span) for e in doc.ents)


def test_a_bracket_left_open_is_no_part_of_the_name() -> None:
    text = "Das Innovationszentrum Wasserstoff (IZW) entsteht. Das IZW kommt."
    doc = marked(text, ("Innovationszentrum Wasserstoff (IZW", "PROG"))

    assert found(settle(doc)) == [
        ("Innovationszentrum Wasserstoff", "PROG"), ("IZW", "PROG"), ("IZW", "PROG"),
    ]  # fmt: skip


def test_a_closed_bracket_stays() -> None:
    doc = marked("Die Stadt Halle (Saale) zahlt.", ("Halle (Saale)", "LOC"))

    assert found(settle(doc)) == [("Halle (Saale)", "LOC")]


@pytest.mark.parametrize(
    ("text", "label"),
    [("Nowicka war bis 2020 dort.", "PER"), ("Sie fuhr nach Nowicka.", "LOC")],
)
def test_a_surname_taken_for_a_place_is_the_person_unless_the_text_places_it(
    text: str, label: str
) -> None:
    doc = marked(f"Ada Nowicka kam. {text}", ("Ada Nowicka", "PER"))
    again = doc.char_span(doc.text.rindex("Nowicka"), doc.text.rindex("Nowicka") + 7, "LOC")
    assert again is not None
    doc.set_ents([*doc.ents, again])

    assert found(settle(doc))[-1] == ("Nowicka", label)


def test_signs_of_the_layout_are_no_part_of_a_name() -> None:
    doc = marked("+++ Wechsel in der Vertretung +++", ("Vertretung +++", "ORG"))

    assert found(settle(doc)) == [("Vertretung", "ORG")]
    assert found(settle(marked("Das Netz MEMO+ kommt.", ("MEMO+", "PROG")))) == [("MEMO+", "PROG")]


def test_a_season_is_no_event() -> None:
    doc = marked("Für den Herbst in Posen geplant.", ("Herbst", "EVENT"), ("Posen", "LOC"))

    assert found(settle(doc)) == [("Posen", "LOC")]
    assert found(settle(marked("Das Konzept 2030 kommt.", ("2030", "PROG")))) == []
    assert found(settle(marked("Bonn (gk). Der Rat tagt.", ("gk", "LOC")))) == []
