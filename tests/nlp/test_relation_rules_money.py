"""Each rule that decides alone who gives or gets a sum: where it speaks, and where it must not."""

import pytest
from brackets import read_marked

from kg.nlp.relation_rules import relations_by_rule
from kg.nlp.relation_rules_engine import apply_rules, masked_sentences
from kg.nlp.relation_rules_getting import GETTING
from kg.nlp.relation_rules_giving import GIVING

# rule: (text, head, child, text in which the rule is silent)
EXAMPLES = {
    "giver-gives": (
        "Das Land [[Hessen|LOC]] gibt dafür rund [[3 Mio. Euro|MONEY]].", "Hessen", "3 Mio. Euro",
        "Für [[Hessen|LOC]] gibt es dafür rund [[3 Mio. Euro|MONEY]].",
    ),
    "giver-gives-getter": (
        "Der [[Bund|ORG]] überweist der [[KfW|ORG]] jährlich [[3 Mio. Euro|MONEY]].",
        "Bund", "3 Mio. Euro",
        "Vom [[Bund|ORG]] überweist die [[KfW|ORG]] jährlich [[3 Mio. Euro|MONEY]].",
    ),
    "giver-supports": (
        "Der [[Bund|ORG]] fördert das Netz [[Elbe|PROG]] mit bis zu [[3 Mio. Euro|MONEY]].",
        "Bund", "3 Mio. Euro",
        "Der [[Bund|ORG]] lobt das Netz [[Elbe|PROG]] mit bis zu [[3 Mio. Euro|MONEY]].",
    ),
    "giver-takes-part": (
        "[[Bayern|LOC]] beteiligt sich am [[Fonds Süd|PROG]] mit [[3 Mio. Euro|MONEY]].",
        "Bayern", "3 Mio. Euro",
        "An [[Bayern|LOC]] beteiligt sich niemand mit [[3 Mio. Euro|MONEY]].",
    ),
    "giver-will-give": (
        "Die [[Stadt Bonn|LOC]] will in diesem Jahr [[3 Mio. Euro|MONEY]] in Schulen investieren.",
        "Stadt Bonn", "3 Mio. Euro",
        "Die [[Stadt Bonn|LOC]] soll [[3 Mio. Euro|MONEY]] für Schulen gezahlt werden.",
    ),
    "giver-will-support": (
        "Der [[Bund|ORG]] will die [[Charité|ORG]] mit [[3 Mio. Euro|MONEY]] jährlich fördern.",
        "Bund", "3 Mio. Euro",
        "Der [[Bund|ORG]] wird mit [[3 Mio. Euro|MONEY]] jährlich gefördert.",
    ),
    "promises-to": (
        "Das [[BMZ|ORG]] hat zugesagt, das Vorhaben mit [[3 Mio. Euro|MONEY]] zu unterstützen.",
        "BMZ", "3 Mio. Euro",
        "Das [[BMZ|ORG]] hat gefordert, dass andere mit [[3 Mio. Euro|MONEY]] helfen.",
    ),
    "builds-for": (
        "[[Vetter|ORG]] baut im [[Saarland|LOC]] für [[3 Mio. Euro|MONEY]] ein Werk.",
        "Vetter", "3 Mio. Euro",
        "Für [[Vetter|ORG]] baut jemand im [[Saarland|LOC]] für [[3 Mio. Euro|MONEY]] ein Werk.",
    ),
    "lets-it-cost": (
        "Das [[BMI|ORG]] lässt sich das Programm [[Halt|PROG]] [[3 Mio. Euro|MONEY]] kosten.",
        "BMI", "3 Mio. Euro",
        "Das [[BMI|ORG]] lässt das Programm [[Halt|PROG]] [[3 Mio. Euro|MONEY]] kürzen.",
    ),
    "raises-sum": (
        "Der [[Bund|ORG]] stockt den [[Fonds Süd|PROG]] um [[3 Mio. Euro|MONEY]] auf.",
        "Bund", "3 Mio. Euro",
        "Der [[Bund|ORG]] kürzt den [[Fonds Süd|PROG]] um [[3 Mio. Euro|MONEY]].",
    ),
    "sum-gives-giver": (
        "Weitere [[3 Mio. Euro|MONEY]] steuert das Land [[Hessen|LOC]] bei.",
        "Hessen", "3 Mio. Euro",
        "Weitere [[3 Mio. Euro|MONEY]] brachte das dem [[Bund|ORG]] ein.",
    ),
    "then-gives-giver": (
        "Für den Neubau gibt der [[Bund|ORG]] nun [[3 Mio. Euro|MONEY]].",
        "Bund", "3 Mio. Euro",
        "Für den Neubau fordert der [[Bund|ORG]] nun [[3 Mio. Euro|MONEY]].",
    ),
    "which-giver-gives": (
        "Es geht um das Netz, für das der [[Bund|ORG]] im Jahr [[3 Mio. Euro|MONEY]] beisteuert.",
        "Bund", "3 Mio. Euro",
        "Es geht um das Netz, die [[GIZ|ORG]] hat [[3 Mio. Euro|MONEY]], gibt aber nichts.",
    ),
    "sum-which-giver-gives": (
        "Es sind [[3 Mio. Euro|MONEY]], die die [[KfW|ORG]] bereitstellt.", "KfW", "3 Mio. Euro",
        "Es sind [[3 Mio. Euro|MONEY]], die [[KfW|ORG]] gibt noch etwas dazu.",
    ),
    "then-will-give": (
        "Seit [[2024|DATE]] hat der [[Bund|ORG]] [[3 Mio. Euro|MONEY]] in den Anbau gesteckt.",
        "Bund", "3 Mio. Euro",
        "Seit [[2024|DATE]] hat man dem [[Bund|ORG]] [[3 Mio. Euro|MONEY]] gegeben.",
    ),
    "sum-will-give": (
        "[[3 Mio. Euro|MONEY]] davon will das Land [[Hessen|LOC]] in Schulen stecken.",
        "Hessen", "3 Mio. Euro",
        "[[3 Mio. Euro|MONEY]] davon will in [[Hessen|LOC]] niemand zahlen.",
    ),
    "who-gives": (
        "Geführt wird sie von [[Ventures|ORG]], der allein [[3 Mio. Euro|MONEY]] beisteuert.",
        "Ventures", "3 Mio. Euro",
        "Geführt wird sie von [[Ventures|ORG]], der ein Drittel der [[3 Mio. Euro|MONEY]] gibt.",
    ),
    "grant-of": (
        "Hinzu kommt ein Darlehen der [[EIB|ORG]] in Höhe von [[3 Mio. Euro|MONEY]].",
        "EIB", "3 Mio. Euro",
        "Hinzu kommt ein Darlehen an die [[EIB|ORG]] in Höhe von [[3 Mio. Euro|MONEY]].",
    ),
    "giver-also-gives": (
        "[[EWE|ORG]] wächst und will in zehn Jahren [[3 Mio. Euro|MONEY]] investieren.",
        "EWE", "3 Mio. Euro",
        "[[EWE|ORG]] wächst und soll in zehn Jahren [[3 Mio. Euro|MONEY]] gezahlt werden.",
    ),
    "from-each": (
        "Die Schule bekommt Geld vom [[Bund|ORG]] und von der [[Stadt Bonn|LOC]] "
        "[[3 Mio. Euro|MONEY]].",
        "Stadt Bonn", "3 Mio. Euro",
        "Die Schule bekommt Lob vom [[Bund|ORG]], in der [[Stadt Bonn|LOC]] "
        "[[3 Mio. Euro|MONEY]].",
    ),
    "each-with-sum": (
        "Am Bau sind das Land mit 2 und die Stadt [[Kassel|LOC]] mit [[3 Mio. Euro|MONEY]] "
        "beteiligt.", "Kassel", "3 Mio. Euro",
        "Am Bau sind das Land mit 2 und die Stadt [[Kassel|LOC]] mit [[3 Mio. Euro|MONEY]] reich.",
    ),
    "another-gives": (
        "Der [[Bund|ORG]] gibt Land, die Stadt [[Kassel|LOC]] weitere [[3 Mio. Euro|MONEY]].",
        "Kassel", "3 Mio. Euro",
        "Der [[Bund|ORG]] gibt Land, und dem Verein [[Horn|ORG]] [[3 Mio. Euro|MONEY]].",
    ),
    "supported-by": (
        "Das Netz wird vom [[Bund|ORG]] mit [[3 Mio. Euro|MONEY]] gefördert.",
        "Bund", "3 Mio. Euro",
        "Das Netz wird vom [[Bund|ORG]] mit [[3 Mio. Euro|MONEY]] bewertet.",
    ),
    "sum-comes-from": (
        "Rund [[3 Mio. Euro|MONEY]] kommen dabei aus dem [[Fonds Süd|PROG]].",
        "Fonds Süd", "3 Mio. Euro",
        "Rund [[3 Mio. Euro|MONEY]] gehen dabei an den [[Fonds Süd|PROG]].",
    ),
    "from-comes-sum": (
        "Vom Land [[Hessen|LOC]] kommen [[3 Mio. Euro|MONEY]].", "Hessen", "3 Mio. Euro",
        "Vom Land [[Hessen|LOC]] fordern sie [[3 Mio. Euro|MONEY]].",
    ),
    "sum-from": (
        "Es gibt [[3 Mio. Euro|MONEY]] vom [[Bund|ORG]].", "Bund", "3 Mio. Euro",
        "Es gibt [[3 Mio. Euro|MONEY]] mehr als vom [[Bund|ORG]].",
    ),
    "getter-gets-from": (
        "Die [[Charité|ORG]] erhält vom [[Bund|ORG]] dafür [[3 Mio. Euro|MONEY]].",
        "Bund", "3 Mio. Euro",
        "Die [[Charité|ORG]] verlangt vom [[Bund|ORG]] dafür [[3 Mio. Euro|MONEY]].",
    ),
    "fined": (
        "Sie verhängte gegen den Konzern [[Velara|ORG]] ein Bußgeld von [[3 Mio. Euro|MONEY]].",
        "Velara", "3 Mio. Euro",
        "Sie klagte gegen den Konzern [[Velara|ORG]] wegen [[3 Mio. Euro|MONEY]].",
    ),
    "getter-gets": (
        "Der Kreis [[Plön|LOC]] erhält aus dem [[Fonds Süd|PROG]] rund [[3 Mio. Euro|MONEY]].",
        "3 Mio. Euro", "Plön",
        "Im Kreis [[Plön|LOC]] erhält jeder [[3 Mio. Euro|MONEY]].",
    ),
    "getter-has-got": (
        "Die [[Charité|ORG]] hat rund [[3 Mio. Euro|MONEY]] erhalten.", "3 Mio. Euro", "Charité",
        "Die [[Charité|ORG]] hat rund [[3 Mio. Euro|MONEY]] ausgegeben.",
    ),
    "getter-supported": (
        "Das Netz [[Elbe|PROG]] wird mit [[3 Mio. Euro|MONEY]] gefördert.", "3 Mio. Euro", "Elbe",
        "Das Netz [[Elbe|PROG]] wird mit [[3 Mio. Euro|MONEY]] fördern.",
    ),
    "sum-got-getter": (
        "Rund [[3 Mio. Euro|MONEY]] bekommt die Stadt [[Kassel|LOC]].", "3 Mio. Euro", "Kassel",
        "Rund [[3 Mio. Euro|MONEY]] bekommt man in [[Kassel|LOC]].",
    ),
    "has-getter-got": (
        "Zwischen [[2022|DATE]] und [[2025|DATE]] habe [[Sachsen|LOC]] [[3 Mio. Euro|MONEY]] "
        "bekommen.",
        "3 Mio. Euro", "Sachsen",
        "Vom [[Bund|ORG]] habe [[Sachsen|LOC]] [[3 Mio. Euro|MONEY]] gefordert.",
    ),
    "getter-raises": (
        "Das Unternehmen [[planqc|ORG]] hat eine Runde über [[3 Mio. Euro|MONEY]] abgeschlossen.",
        "3 Mio. Euro", "planqc",
        "Das Unternehmen [[planqc|ORG]] hat eine Runde über [[3 Mio. Euro|MONEY]] bestritten.",
    ),
    "another-gets": (
        "Es erhalten [[Kiel|LOC]] nichts, [[Kassel|LOC]] weitere [[3 Mio. Euro|MONEY]].",
        "3 Mio. Euro", "Kassel",
        "Es fehlen [[Kiel|LOC]] nichts, [[Kassel|LOC]] weitere [[3 Mio. Euro|MONEY]].",
    ),
    "gives-getter": (
        "Der [[Bund|ORG]] gibt der [[KfW|ORG]] im Jahr [[3 Mio. Euro|MONEY]].",
        "3 Mio. Euro", "KfW",
        "Der [[Bund|ORG]] gibt mit der [[KfW|ORG]] im Jahr [[3 Mio. Euro|MONEY]].",
    ),
    "has-granted": (
        "Der [[Bund|ORG]] hat der [[KfW|ORG]] jetzt [[3 Mio. Euro|MONEY]] bewilligt.",
        "3 Mio. Euro", "KfW",
        "Der [[Bund|ORG]] hat die [[KfW|ORG]] um [[3 Mio. Euro|MONEY]] gebeten.",
    ),
    "supports-getter": (
        "Der [[Bund|ORG]] unterstützt die [[Charité|ORG]] jährlich mit [[3 Mio. Euro|MONEY]].",
        "3 Mio. Euro", "Charité",
        "Der [[Bund|ORG]] verklagt die [[Charité|ORG]] mit [[3 Mio. Euro|MONEY]].",
    ),
    "will-support-getter": (
        "Der [[Bund|ORG]] will die [[Charité|ORG]] jährlich mit [[3 Mio. Euro|MONEY]] fördern.",
        "3 Mio. Euro", "Charité",
        "Der [[Bund|ORG]] will die [[Charité|ORG]] ohne die [[3 Mio. Euro|MONEY]] fördern.",
    ),
    "sum-for": (
        "Es gibt [[3 Mio. Euro|MONEY]] für das Netz [[Elbe|PROG]].", "3 Mio. Euro", "Elbe",
        "Sie ging für [[3 Mio. Euro|MONEY]] an die [[DHL|ORG]].",
    ),
    "gives-for": (
        "Sie geben [[3 Mio. Euro|MONEY]] im Jahr für das Netz [[Elbe|PROG]].",
        "3 Mio. Euro", "Elbe",
        "Sie haben [[3 Mio. Euro|MONEY]] im Jahr und sind für das Netz [[Elbe|PROG]].",
    ),
    "for-thing-gives": (
        "Für das Netz [[Elbe|PROG]] gibt der [[Bund|ORG]] noch [[3 Mio. Euro|MONEY]].",
        "3 Mio. Euro", "Elbe",
        "Für das Netz [[Elbe|PROG]] fehlen dem [[Bund|ORG]] noch [[3 Mio. Euro|MONEY]].",
    ),
    "for-thing-are": (
        "Für das Netz [[Elbe|PROG]] sind [[3 Mio. Euro|MONEY]] im Haushalt vorgesehen.",
        "3 Mio. Euro", "Elbe",
        "Für das Netz [[Elbe|PROG]] sind [[3 Mio. Euro|MONEY]] im Haushalt gestrichen.",
    ),
    "sum-flows-to": (
        "Rund [[3 Mio. Euro|MONEY]] fließen in das Netz [[Elbe|PROG]].", "3 Mio. Euro", "Elbe",
        "Rund [[3 Mio. Euro|MONEY]] fließen aus dem Netz [[Elbe|PROG]].",
    ),
    "flows-sum-to": (
        "Davon gehen rund [[3 Mio. Euro|MONEY]] an die [[Charité|ORG]].", "3 Mio. Euro", "Charité",
        "Sie gehen für [[3 Mio. Euro|MONEY]] an die [[Charité|ORG]].",
    ),
    "thing-costs": (
        "Das Netz [[Elbe|PROG]] kostet bis [[2030|DATE]] [[3 Mio. Euro|MONEY]].",
        "3 Mio. Euro", "Elbe",
        "Am Netz [[Elbe|PROG]] kostet der Strom [[3 Mio. Euro|MONEY]].",
    ),
    "costly-thing": (
        "Das [[3 Mio. Euro|MONEY]] teure Netz [[Elbe|PROG]] steht.", "3 Mio. Euro", "Elbe",
        "Das [[3 Mio. Euro|MONEY]] teure Dach für das Netz [[Elbe|PROG]] steht.",
    ),
    "thing-with-budget": (
        "Es gibt das Netz [[Elbe|PROG]] mit einem Volumen von [[3 Mio. Euro|MONEY]].",
        "3 Mio. Euro", "Elbe",
        "Es gibt das Netz [[Elbe|PROG]] mit einer Spende von [[3 Mio. Euro|MONEY]].",
    ),
    "thing-turns-over": (
        "Die [[DHL|ORG]] setzte im Jahr [[2025|DATE]] rund [[3 Mio. Euro|MONEY]] um.",
        "3 Mio. Euro", "DHL",
        "Die [[DHL|ORG]] setzte im Jahr [[2025|DATE]] rund [[3 Mio. Euro|MONEY]] durch.",
    ),
}  # fmt: skip
RULES = {rule.name: rule for rule in (*GIVING, *GETTING)}


def spoken(name: str, marked: str) -> set[tuple[str, str]]:
    text, mentions = read_marked(marked)
    found = apply_rules([RULES[name]], text, masked_sentences(text, (), mentions), mentions)
    return {(mentions[r.head].text, mentions[r.child].text) for r in found}


@pytest.mark.parametrize("name", EXAMPLES)
def test_rule_speaks(name: str) -> None:
    marked, head, child, _ = EXAMPLES[name]

    assert (head, child) in spoken(name, marked)


@pytest.mark.parametrize("name", EXAMPLES)
def test_rule_is_silent(name: str) -> None:
    assert spoken(name, EXAMPLES[name][3]) == set()


def test_every_rule_has_an_example() -> None:
    assert set(EXAMPLES) == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_all_that_an_enumeration_names_give_or_get(name: str) -> None:
    """A rule that spreads does so at the end that is a body, never over sums."""
    body = "h" if RULES[name].relation == "pays" else "c"

    assert RULES[name].spread in ("", body)


def test_several_givers() -> None:
    text, mentions = read_marked(
        "Der [[Bund|ORG]] und das [[BMZ|ORG]] geben dafür [[3 Mio. Euro|MONEY]]."
    )
    found = relations_by_rule(text, (), mentions)

    assert {mentions[r.head].text for r in found if r.name == "pays"} == {"Bund", "BMZ"}
