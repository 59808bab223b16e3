from kg.evaluation.report import Report
from kg.evaluation.scores import Score, Slip

SCORES = {
    "PER": Score(90.0, 80.5, 85.0, 12),
    "ALL": Score(90.0, 80.5, 85.0, 12, {"modality": 50.0}),
}
SLIP = Slip("missed", "PER", "Merz", "sagte ⟦Merz⟧.", "a.txt:6")


def test_object_has_labels_at_the_top() -> None:
    answer = Report("ner", SCORES).to_dict()

    assert answer["PER"] == {"p": 90.0, "r": 80.5, "f": 85.0, "n": 12}
    assert answer["ALL"]["modality"] == 50.0
    assert set(answer) == {"PER", "ALL"}


def test_object_has_rules_and_errors_when_there_are() -> None:
    answer = Report("facts", SCORES, rules=SCORES, slips=(SLIP,)).to_dict()

    assert answer["rules"]["PER"]["n"] == 12
    assert answer["errors"][0]["context"] == "sagte ⟦Merz⟧."


def test_table_is_aligned_and_lists_slips() -> None:
    table = Report("ner", SCORES, slips=(SLIP,)).to_table()

    assert table == (
        "ner     P     R    F1   n  modality\n"
        "PER  90.0  80.5  85.0  12\n"
        "ALL  90.0  80.5  85.0  12      50.0\n"
        "\n"
        "missed  PER: Merz\n"
        "        a.txt:6  sagte ⟦Merz⟧."
    )
