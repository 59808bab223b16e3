"""Who praises, blames, demands or meets: each verb with a text in which it speaks, and one not."""

import pytest
from brackets import read_marked
from spacy.language import Language

from kg.nlp import load_nlp, relate
from kg.nlp.cues import is_backed
from kg.nlp.relation_rules_engine import masked_sentences
from kg.nlp.relation_rules_stance import VERBS, stance_relations


def stances(marked: str) -> set[tuple[str, str, str, str]]:
    text, mentions = read_marked(marked)
    found = stance_relations(masked_sentences(text, (), mentions), mentions)
    return {(r.rule, r.name, mentions[h].text, mentions[c].text) for (h, c), r in found.items()}


# verb: (text, who, relation, what, text in which it is silent)
EXAMPLES = {
    "praises": (
        "Der [[VdK|ORG]] begrüßte das [[Rentenpaket|PROG]].", "VdK", "supports", "Rentenpaket",
        "Der [[VdK|ORG]] würde das [[Rentenpaket|PROG]] unterstützen.",
    ),
    "has-praised": (
        "Der [[VdK|ORG]] hat die Novelle des [[Baugesetzes|LAW]] gelobt.",
        "VdK", "supports", "Baugesetzes",
        "Der [[VdK|ORG]] hat das Ende des [[Baugesetzes|LAW]] gelobt.",
    ),
    "blames": (
        "[[BDI|ORG]]-Präsident [[Arne Reek|PER]] kritisierte das [[Lieferkettengesetz|LAW]].",
        "Arne Reek", "opposes", "Lieferkettengesetz",
        "[[Arne Reek|PER]] kritisierte, dass das [[Lieferkettengesetz|LAW]] bleibt.",
    ),
    "has-blamed": (
        "Der [[BDI|ORG]] hat das [[Wärmegesetz|LAW]] gerügt.", "BDI", "opposes", "Wärmegesetz",
        "Der [[BDI|ORG]] hat das [[Wärmegesetz|LAW]] nicht gerügt.",
    ),
    "declines": (
        "Der [[BUND|ORG]] lehnt das [[Wärmegesetz|LAW]] ab.", "BUND", "opposes", "Wärmegesetz",
        "Wer das [[Wärmegesetz|LAW]] ablehnt, hat den [[BUND|ORG]] gegen sich.",
    ),
    "speaks-for": (
        "[[Ada Roth|PER]] sprach sich für das [[Tariftreuegesetz|LAW]] aus.",
        "Ada Roth", "supports", "Tariftreuegesetz",
        "[[Ada Roth|PER]] sprach sich für ein [[Tariftreuegesetz|LAW]] aus.",
    ),
    "speaks-against": (
        "Die [[FDP|ORG]] wendet sich gegen das [[Tariftreuegesetz|LAW]].",
        "FDP", "opposes", "Tariftreuegesetz",
        "Die [[FDP|ORG]] wendet sich an alle, um das [[Tariftreuegesetz|LAW]] zu ändern.",
    ),
    "warns-of": (
        "Die [[DUH|ORG]] warnte vor dem [[Brennstoffgesetz|LAW]].",
        "DUH", "opposes", "Brennstoffgesetz",
        "Die [[DUH|ORG]] warnte beim [[Brennstoffgesetz|LAW]] vor Eile.",
    ),
    "criticism-of": (
        "Am [[Brennstoffgesetz|LAW]] übte die [[DUH|ORG]] scharfe Kritik. Die [[DUH|ORG]] übt "
        "Kritik am [[Klimagesetz|LAW]].", "DUH", "opposes", "Klimagesetz",
        "Die [[DUH|ORG]] übt keine Kritik am [[Klimagesetz|LAW]].",
    ),
    "judges-well": (
        "Der [[VDA|ORG]] nannte den [[Batteriepakt|PROG]] einen Meilenstein.",
        "VDA", "supports", "Batteriepakt",
        "Der [[VDA|ORG]] nannte den [[Batteriepakt|PROG]] beim Namen.",
    ),
    "judges-ill": (
        "Der [[VDA|ORG]] sieht den [[Batteriepakt|PROG]] skeptisch.",
        "VDA", "opposes", "Batteriepakt",
        "Der [[VDA|ORG]] sieht den [[Batteriepakt|PROG]] morgen im Rat.",
    ),
    "asks": (
        "Der [[Städtetag|ORG]] fordert [[2,5 Milliarden Euro|MONEY]].",
        "Städtetag", "demands", "2,5 Milliarden Euro",
        "Der [[Städtetag|ORG]] rechnet mit [[2,5 Milliarden Euro|MONEY]] und fordert Tempo.",
    ),
    "presses": (
        "Die [[IG BAU|ORG]] pocht auf ein [[Bundestariftreuegesetz|LAW]].",
        "IG BAU", "demands", "Bundestariftreuegesetz",
        "Die [[IG BAU|ORG]] pocht beim [[Bundestariftreuegesetz|LAW]] auf Eile.",
    ),
    "praised-by": (
        "Das [[Deutschlandticket|PROG]] wird vom [[VCD|ORG]] verteidigt.",
        "VCD", "supports", "Deutschlandticket",
        "Das [[Deutschlandticket|PROG]] wird beim [[VCD|ORG]] verteidigt.",
    ),
    "blamed-by": (
        "Das [[Deutschlandticket|PROG]] wurde von [[Bayern|LOC]] abgelehnt.",
        "Bayern", "opposes", "Deutschlandticket",
        "Das [[Deutschlandticket|PROG]] wurde in [[Bayern|LOC]] abgelehnt.",
    ),
    "meets-somebody": (
        "[[Ada Roth|PER]] traf am Montag den Minister [[Kofi Addo|PER]].",
        "Ada Roth", "meets", "Kofi Addo",
        "[[Ada Roth|PER]] will am Montag [[Kofi Addo|PER]] treffen und traf auf [[Ole Kurz|PER]].",
    ),
    "talks-with": (
        "[[Ada Roth|PER]] sprach mit dem [[DGB|ORG]] und [[Ole Kurz|PER]] über Löhne.",
        "Ada Roth", "meets", "DGB",
        "[[Ada Roth|PER]] sprach beim [[DGB|ORG]] über Löhne.",
    ),
}  # fmt: skip


def test_each_verb_has_its_examples() -> None:
    assert {verb.name for verb in VERBS} == set(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_verb_speaks(name: str) -> None:
    text, who, relation, what, _ = EXAMPLES[name]

    assert (relation, who, what) in {found[1:] for found in stances(text)}
    assert name in {found[0] for found in stances(text)}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_verb_is_silent(name: str) -> None:
    *_, text = EXAMPLES[name]

    assert name not in {found[0] for found in stances(text)}


def test_everyone_in_an_enumeration_takes_the_side() -> None:
    found = stances("[[BDI|ORG]], [[VDMA|ORG]] und [[DGB|ORG]] loben den [[Pakt|PROG]].")

    assert {who for _, _, who, _ in found} == {"BDI", "VDMA", "DGB"}


def test_the_bracketed_party_of_a_person_is_not_met() -> None:
    found = stances("[[Ada Roth|PER]] ([[SPD|ORG]]) traf [[Ole Kurz|PER]] ([[CDU|ORG]]).")

    assert {(who, what) for _, _, who, what in found} == {("Ada Roth", "Ole Kurz")}


def test_the_bracketed_party_of_a_person_does_not_speak() -> None:
    found = stances("[[Ada Roth|PER]] ([[SPD|ORG]]) lobte das [[Baugesetz|LAW]].")

    assert {who for _, _, who, _ in found} == {"Ada Roth"}


def test_an_apposition_may_stand_before_the_verb() -> None:
    text = "Der Sprecher der [[CDU|ORG]], [[Ole Kurz|PER]], kritisierte das [[Baugesetz|LAW]]."

    assert {who for _, _, who, _ in stances(text)} == {"Ole Kurz"}


def test_who_supports_with_a_sum_pays() -> None:
    text = "Mit [[9,7 Mio. Euro|MONEY]] unterstützt die [[DFG|ORG]] das [[Vorhaben ABC|PROG]]."

    assert stances(text) == set()


LAWS = "Das [[Baugesetz|LAW]] setzt die [[CER-Richtlinie|LAW]] um."


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        (LAWS, "Der [[VKU|ORG]] begrüßte den Entwurf grundsätzlich.", {("supports", "Baugesetz")}),
        (LAWS, "Der [[VKU|ORG]] lehnt das Gesetz ab.", {("opposes", "Baugesetz")}),
        (LAWS, "Der [[VKU|ORG]] kritisierte die Richtlinie.", {("opposes", "CER-Richtlinie")}),
        (LAWS, "Der [[VKU|ORG]] lehnte das Vorhaben ab.", set()),  # one of two
        ("Das [[Paket A|PROG]] steht. " + 90 * "Wort " + "Es folgt das [[Paket B|PROG]].",
         "Der [[VKU|ORG]] lobte das Paket.", {("supports", "Paket B")}),
        (LAWS, "Der [[VKU|ORG]] kritisierte den Entwurf der Satzung.", set()),
        ("Das [[Paket A|PROG]] steht.", "Der [[VKU|ORG]] lobte das Paket.",
         {("supports", "Paket A")}),
        ("Nichts steht.", "Der [[VKU|ORG]] lobte das Paket von [[Ada Roth|PER]].", set()),
    ],
)  # fmt: skip
def test_a_noun_may_stand_for_the_only_law_before_it(
    before: str, text: str, expected: set[tuple[str, str]]
) -> None:
    marked, mentions = read_marked(f"{before}\n\n{text}")
    masked = masked_sentences(marked, (), mentions)

    found = stance_relations(masked, mentions).values()

    assert {(r.name, mentions[r.child].text) for r in found} == expected


@pytest.mark.parametrize(
    ("relation", "sentence", "backed"),
    [
        ("supports", "Das sei ein Meilenstein, so der VdK.", True),
        ("supports", "Das sei ein Rückschritt, so der VdK.", False),
        ("supports", "Der VdK lobt den Rückschritt.", False),
        ("opposes", "Das sei ein Rückschritt, so der VdK.", True),
        ("demands", "Nun müsse das Gesetz her.", True),
        ("demands", "Nun kommt das Gesetz.", False),
    ],
)
def test_words_back_a_side(relation: str, sentence: str, *, backed: bool) -> None:
    assert is_backed(relation, sentence) is backed


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_nlp()


@pytest.mark.model
@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Der Sozialverband [[VdK|ORG]] begrüßte das [[Rentenpaket II|PROG]].", "supports praises"),
        ("Der [[BUND|ORG]] lehnt das [[Gebäudeenergiegesetz|LAW]] ab.", "opposes declines"),
        ("[[Arnulf Reeken|PER]] kritisierte das [[Lieferkettengesetz|LAW]].", "opposes blames"),
    ],
)
def test_the_verb_decides_against_the_scorer(nlp: Language, marked: str, expected: str) -> None:
    text, mentions = read_marked(marked)

    assert [f"{r.name} {r.rule}" for r in relate(text, mentions, nlp)] == [expected]
