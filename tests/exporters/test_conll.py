"""CoNLL output: IOB2 labels, borders of mentions, sentences."""

from kg.exporters.conll import to_conll
from kg.model import Analysis, Document, Label, Mention, Span

TEXT = "Die EU-Kommission zahlt 1,5 Mrd. Euro. Jülich dankt."


def _analysis(*mentions: tuple[str, Label]) -> Analysis:
    document = Document(iri="d", text=TEXT, title="Titel", source="a.txt", sha256="0")
    found = tuple(
        Mention.of(TEXT, TEXT.index(text), TEXT.index(text) + len(text), label)
        for text, label in mentions
    )
    return Analysis(document, (Span(0, 38), Span(39, len(TEXT))), found)


def test_tokens_carry_iob2_labels_and_sentences_are_apart() -> None:
    analysis = _analysis(("EU-Kommission", "ORG"), ("1,5 Mrd. Euro", "MONEY"), ("Jülich", "LOC"))

    assert to_conll(analysis).splitlines() == [
        "# document = a.txt",
        "# title = Titel",
        "Die\tO",
        "EU-Kommission\tB-ORG",
        "zahlt\tO",
        "1,5\tB-MONEY",
        "Mrd\tI-MONEY",
        ".\tI-MONEY",
        "Euro\tI-MONEY",
        ".\tO",
        "",
        "Jülich\tB-LOC",
        "dankt\tO",
        ".\tO",
        "",
    ]


def test_a_token_ends_where_a_mention_ends() -> None:
    lines = to_conll(_analysis(("EU", "ORG"))).splitlines()

    assert lines[3:6] == ["EU\tB-ORG", "-\tO", "Kommission\tO"]


def test_a_document_without_sentences_is_one_sentence() -> None:
    document = Document(iri="d", text="Guten Tag", title="Titel", source="a.txt", sha256="0")

    assert to_conll(Analysis(document)).count("\n\n") == 1
