from kg.evaluation.gold import parse_gold
from kg.evaluation.mentions import score_mentions
from kg.evaluation.scores import Score, Tally
from kg.model import LABELS, Label, Mention

TEXT = "Merz traf Vertreter der SPD in Köln."
GOLD = parse_gold(
    {
        "text": TEXT,
        "id": "a",
        "spans": [
            {"start": 0, "end": 4, "label": "PER"},
            {"start": 24, "end": 27, "label": "ORG"},
            {"start": 31, "end": 35, "label": "LOC"},
        ],
        "optional_spans": [{"start": 10, "end": 19, "label": "ROLE"}],
    }
)


def mention(word: str, label: Label) -> Mention:
    start = TEXT.index(word)
    return Mention.of(TEXT, start, start + len(word), label)


def scores(*found: Mention, labels: tuple[str, ...] = LABELS) -> dict[str, Score]:
    tally = Tally()
    score_mentions(tally, GOLD, found, labels)
    return tally.scores()


def test_exact_range_and_label_count() -> None:
    found = scores(mention("Merz", "PER"), mention("der SPD", "ORG"), mention("Köln", "ORG"))

    assert found["PER"] == (100.0, 100.0, 100.0, 1, {})
    assert found["ORG"] == (0.0, 0.0, 0.0, 1, {})
    assert found["ALL"] == (33.3, 33.3, 33.3, 3, {})


def test_labels_limit_both_sides() -> None:
    found = scores(mention("Merz", "PER"), mention("SPD", "LOC"), labels=("PER", "ORG"))

    assert found["ALL"] == (100.0, 50.0, 66.7, 2, {})
    assert "LOC" not in found


def test_optional_spans_are_neither_right_nor_wrong() -> None:
    assert scores(mention("Merz", "PER"), mention("Vertreter", "PER"))["PER"].p == 100.0


def test_the_same_answer_twice_counts_once() -> None:
    assert scores(mention("Merz", "PER"), mention("Merz", "PER"))["PER"].p == 100.0


def test_slips_show_the_place() -> None:
    tally = Tally(limit=9)

    score_mentions(tally, GOLD, [mention("Köln", "ORG")], ("LOC", "ORG"))

    assert [(s.kind, s.label, s.text) for s in tally.slips] == [
        ("missed", "ORG", "SPD"),
        ("missed", "LOC", "Köln"),
        ("false", "ORG", "Köln"),
    ]
    assert tally.slips[1].context == "Merz traf Vertreter der SPD in ⟦Köln⟧."
    assert tally.slips[1].where == "a:31"
