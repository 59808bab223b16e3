"""Each rule by name: one text in which it speaks, one that looks alike and in which it must not."""

import pytest
from brackets import read_marked

from kg.nlp.relation_rules import RULES, relations_by_rule
from kg.nlp.relation_rules_getting import GETTING
from kg.nlp.relation_rules_giving import GIVING
from kg.nlp.relation_rules_verbs import FRAMES

# rule: (text, head, child, text in which the rule is silent)
EXAMPLES = {
    "role-before-name": (
        "[[Ministerin|ROLE]] Dr. [[Ada Roth|PER]] kam.", "Ada Roth", "Ministerin",
        "Die [[Ministerin|ROLE]] und [[Ada Roth|PER]] kamen.",
    ),
    "roles-before-names": (
        "Es kamen die [[Abgeordneten|ROLE]] [[Ada Roth|PER]] ([[SPD|ORG]]) und "
        "[[Ole Kurz|PER]] ([[CDU|ORG]]).", "Ole Kurz", "Abgeordneten",
        "Es kam die [[Abgeordnete|ROLE]] [[Ada Roth|PER]] mit [[Ole Kurz|PER]].",
    ),
    "role-of-body-name": (
        "Der [[Rektor|ROLE]] der [[Uni Jena|ORG]], [[Ole Kurz|PER]], sprach.",
        "Ole Kurz", "Rektor",
        "Der [[Rektor|ROLE]] der [[Uni Jena|ORG]] traf [[Ole Kurz|PER]].",
    ),
    "role-noun-name": (
        "Der [[Präsident|ROLE]] der Behörde, [[Ole Kurz|PER]], sprach.", "Ole Kurz", "Präsident",
        "Der [[Präsident|ROLE]] der Behörde lobte [[Ole Kurz|PER]].",
    ),
    "name-comma-role": (
        "[[Ada Roth|PER]], die frühere [[Leiterin|ROLE]] des Amtes, ging.",
        "Ada Roth", "Leiterin",
        "[[Ada Roth|PER]] kam; die [[Leiterin|ROLE]] ging.",
    ),
    "name-bracket-role": (
        "Es sprach [[Ada Roth|PER]] ([[Leiterin|ROLE]]).", "Ada Roth", "Leiterin",
        "Es sprach [[Ada Roth|PER]] (mit ihrer [[Leiterin|ROLE]]).",
    ),
    "name-body-role": (
        "[[Ada Roth|PER]], [[imec|ORG]], [[Referentin|ROLE]]; Pause.", "Ada Roth", "Referentin",
        "[[Ada Roth|PER]], [[imec|ORG]], eine [[Referentin|ROLE]] fehlte.",
    ),
    "name-role-and-role": (
        "[[Ada Roth|PER]], [[Ministerin|ROLE]] und [[Vorsitzende|ROLE]].",
        "Ada Roth", "Vorsitzende",
        "[[Ada Roth|PER]], [[Ministerin|ROLE]], und die [[Vorsitzende|ROLE]] kam.",
    ),
    "role-becomes-name": (
        "[[Vorsitzender|ROLE]] bleibt der Jurist [[Ole Kurz|PER]].", "Ole Kurz", "Vorsitzender",
        "[[Vorsitzender|ROLE]] bleibt, wen [[Ole Kurz|PER]] will.",
    ),
    "name-becomes-role": (
        "[[Ole Kurz|PER]] ist seit [[2020|DATE]] [[Direktor|ROLE]].", "Ole Kurz", "Direktor",
        "[[Ole Kurz|PER]] traf den [[Direktor|ROLE]].",
    ),
    "name-elected-role": (
        "Der Rat hat [[Ole Kurz|PER]] zum [[Präsidenten|ROLE]] gewählt.",
        "Ole Kurz", "Präsidenten",
        "Der Rat hat [[Ole Kurz|PER]] zum [[Präsidenten|ROLE]] geschickt.",
    ),
    "role-noun-and-name": (
        "Der [[Chef|ROLE]] und Gründer [[Ole Kurz|PER]] kam.", "Ole Kurz", "Chef",
        "Der [[Chef|ROLE]] und sein Gast [[Ole Kurz|PER]] und andere kamen.",
    ),
    "role-of-body": (
        "[[Chefin|ROLE]] des Netzwerks [[Silicon Saxony|ORG]] spricht.",
        "Chefin", "Silicon Saxony",
        "[[Chefin|ROLE]] lobt [[Silicon Saxony|ORG]].",
    ),
    "role-comma-body": (
        "[[Ada Roth|PER]], [[Referentin|ROLE]], [[imec|ORG]].", "Referentin", "imec",
        "Die [[Referentin|ROLE]], [[imec|ORG]] und andere.",
    ),
    "role-body-juxtaposed": (
        "Die [[Landesbeauftragte|ROLE]] [[BfDI|ORG]] rügt.", "Landesbeauftragte", "BfDI",
        "Die [[Landesbeauftragte|ROLE]] rügt [[BfDI|ORG]].",
    ),
    "body-genitive-role": (
        "[[Sachsens|LOC]] [[Minister|ROLE]] sprach.", "Minister", "Sachsens",
        "In [[Sachsen|LOC]] sprach der [[Minister|ROLE]].",
    ),
    "role-name-from-body": (
        "[[Staatssekretär|ROLE]] [[Ole Kurz|PER]] vom [[BMZ|ORG]] warb.", "Staatssekretär", "BMZ",
        "[[Staatssekretär|ROLE]] [[Ole Kurz|PER]] lobte das [[BMZ|ORG]].",
    ),
    "role-name-bracket-body": (
        "[[Stadtrat|ROLE]] [[Ole Kurz|PER]] ([[Coburg|LOC]]) kam.", "Stadtrat", "Coburg",
        "[[Stadtrat|ROLE]] [[Ole Kurz|PER]] (in [[Coburg|LOC]]) kam.",
    ),
    "whose-role": (
        "Die [[SPRIND|ORG]], deren [[Direktor|ROLE]] geht, wächst.", "Direktor", "SPRIND",
        "Die [[SPRIND|ORG]], die ein [[Direktor|ROLE]] führt, wächst.",
    ),
    "their-role": (
        "Die [[SPRIND|ORG]] lehnt ab; ihr [[Direktor|ROLE]] ging.", "Direktor", "SPRIND",
        "Die [[SPRIND|ORG]] lehnt ab; der [[Direktor|ROLE]] ging.",
    ),
    "whose-role-next": (
        "Es fördert die [[SPRIND|ORG]]. Deren [[Direktor|ROLE]] lobt sie.", "Direktor", "SPRIND",
        "Es fördert die [[SPRIND|ORG]]. Ein [[Direktor|ROLE]] lobt sie.",
    ),
    "who-belongs-to": (
        "[[Ada Roth|PER]] ([[SPD|ORG]]), die auch dem [[Umweltausschuss|ORG]] angehört, kam.",
        "Ada Roth", "Umweltausschuss",
        "[[Ada Roth|PER]], die auch den [[Umweltausschuss|ORG]] rügt, kam.",
    ),
    "who-belongs-to-house": (
        "[[Ada Roth|PER]], die dem [[Ifo-Institut|ORG]] vorsteht, kam.",
        "Ada Roth", "Ifo-Institut",
        "[[Ada Roth|PER]], die dem [[Umweltausschuss|ORG]] angehört, kam.",
    ),
    "belongs-to": (
        "[[Ada Roth|PER]] gehört nun auch dem [[Beirat der GIZ|ORG]] an.",
        "Ada Roth", "Beirat der GIZ",
        "[[Ada Roth|PER]] gehört nicht zum [[Beirat der GIZ|ORG]].",
    ),
    "belongs-to-house": (
        "[[Ada Roth|PER]] gehört der [[Leopoldina|ORG]] an.", "Ada Roth", "Leopoldina",
        "[[Ada Roth|PER]] gehört das [[Adlon|ORG]] nun.",
    ),
    "member-of-body": (
        "[[Ada Roth|PER]], Mitglied im [[Umweltausschuss|ORG]], kam.",
        "Ada Roth", "Umweltausschuss",
        "[[Ada Roth|PER]], Freundin der [[GIZ|ORG]], kam.",
    ),
    "name-bracket-party": (
        "[[Ole Kurz|PER]] ([[CSU|ORG]]) kam.", "Ole Kurz", "CSU",
        "[[Ole Kurz|PER]] ([[ZEW|ORG]]) kam.",
    ),
    "name-comma-party": (
        "[[Ole Kurz|PER]], [[CSU|ORG]], kam.", "Ole Kurz", "CSU",
        "[[Ole Kurz|PER]], [[ZEW|ORG]], kam.",
    ),
    "name-of-party": (
        "[[Ole Kurz|PER]] von der [[FDP|ORG]] kam.", "Ole Kurz", "FDP",
        "[[Ole Kurz|PER]] von der [[Agora|ORG]] kam.",
    ),
    "party-before-name": (
        "Für die [[SPD-Fraktion|ORG]] [[Ole Kurz|PER]].", "Ole Kurz", "SPD-Fraktion",
        "Für die [[SPD-Fraktion|ORG]] sprach [[Ole Kurz|PER]].",
    ),
    "party-colleague": (
        "Der [[CDU|ORG]]-Politiker [[Ole Kurz|PER]] kam.", "Ole Kurz", "CDU",
        "Der [[CDU|ORG]]-Vorschlag freut [[Ole Kurz|PER]].",
    ),
    "name-from-body": (
        "[[Ole Kurz|PER]] vom Verein [[Catena-X|ORG]] kam.", "Ole Kurz", "Catena-X",
        "[[Ole Kurz|PER]] mied den Verein [[Catena-X|ORG]].",
    ),
    "name-bracket-body": (
        "[[Ole Kurz|PER]] ([[Mistral AI|ORG]]) kam.", "Ole Kurz", "Mistral AI",
        "[[Ole Kurz|PER]] ([[Grüne|ORG]]) kam.",
    ),
    "name-comma-body": (
        "Es sprach [[Ole Kurz|PER]], [[imec|ORG]].", "Ole Kurz", "imec",
        "Es sprach [[Ole Kurz|PER]], während [[imec|ORG]] schwieg.",
    ),
    "name-at-body": (
        "[[Ole Kurz|PER]] leitet die Abteilung Netze im [[BMDS|ORG]].", "Ole Kurz", "BMDS",
        "[[Ole Kurz|PER]] kritisiert die Abteilung Netze im [[BMDS|ORG]].",
    ),
    "expert-of-body": (
        "Der Forscher [[Ole Kurz|PER]] der [[TU Dresden|ORG]] warnt.", "Ole Kurz", "TU Dresden",
        "Der Forscher [[Ole Kurz|PER]] lobt die [[TU Dresden|ORG]].",
    ),
    "body-person": (
        "Der [[ZEW|ORG]]-Ökonom [[Ole Kurz|PER]] warnt.", "Ole Kurz", "ZEW",
        "Die [[ZEW|ORG]]-Studie nennt [[Ole Kurz|PER]].",
    ),
    "body-in-place": (
        "Das [[IZM|ORG]] in [[Berlin|LOC]] wächst.", "IZM", "Berlin",
        "Das [[IZM|ORG]] wächst, in [[Berlin|LOC]] freut man sich.",
    ),
    "body-bracket-place": (
        "Die [[Cyber Valley|ORG]] ([[Tübingen|LOC]]) wächst.", "Cyber Valley", "Tübingen",
        "Die [[Cyber Valley|ORG]] (nahe bei [[Tübingen|LOC]]) wächst.",
    ),
    "body-comma-place": (
        "[[imec|ORG]], [[Löwen|LOC]].", "imec", "Löwen",
        "[[imec|ORG]], sagt [[Löwen|LOC]].",
    ),
    "place-in-place": (
        "[[Hyphen|LOC]] bei [[Lüderitz|LOC]].", "Hyphen", "Lüderitz",
        "[[Hyphen|LOC]] und [[Lüderitz|LOC]].",
    ),
    "event-on-date": (
        "Die [[EMO|EVENT]] am [[3. Mai|DATE]] lockt.", "EMO", "3. Mai",
        "Die [[EMO|EVENT]] lockt; am [[3. Mai|DATE]] ist Ruhe.",
    ),
    "date-event": (
        "Am [[3. Mai|DATE]] lädt er zur [[EMO|EVENT]].", "EMO", "3. Mai",
        "Am [[3. Mai|DATE]] endet die [[EMO|EVENT]].",
    ),
    "body-of-body": (
        "Der [[Innenausschuss|ORG]] des [[Bundestages|ORG]] tagt.",
        "Innenausschuss", "Bundestages",
        "Der [[Innenausschuss|ORG]] lobt den [[Bundestag|ORG]].",
    ),
    "daughter-of": (
        "Die [[PowerCo SE|ORG]], eine hundertprozentige Tochter der [[Volkswagen AG|ORG]], baut.",
        "PowerCo SE", "Volkswagen AG",
        "Die [[PowerCo SE|ORG]] und eine Tochter der [[Volkswagen AG|ORG]] bauen.",
    ),
    "programme-of-programme": (
        "[[SovereignEdge|PROG]] läuft unter [[Horizont Europa|PROG]].",
        "SovereignEdge", "Horizont Europa",
        "[[SovereignEdge|PROG]] folgt auf [[Horizont Europa|PROG]].",
    ),
    "announces-sum": (
        "Die [[EU|ORG]] plant Investitionen: Rund [[3 Euro|MONEY]] sollen investiert werden.",
        "EU", "3 Euro",
        "Die [[EU|ORG]] klagt: Rund [[3 Euro|MONEY]] sollen investiert werden.",
    ),
    "money-from": (
        "Es gab [[3 Euro|MONEY]] noch einmal aus dem [[KTF|PROG]].", "KTF", "3 Euro",
        "Es gab [[3 Euro|MONEY]] ohne den [[KTF|PROG]].",
    ),
    "money-for": (
        "Es sind [[3 Euro|MONEY]] mehr für den [[Deutschland-Stack|PROG]].",
        "3 Euro", "Deutschland-Stack",
        "Es gab [[3 Euro|MONEY]] trotz [[Deutschland-Stack|PROG]].",
    ),
    "share-in": (
        "[[ESMC|ORG]] entsteht. Weil an der [[ESMC|ORG]] [[TSMC|ORG]] mit "
        "[[70 Prozent|QUANTITY]] beteiligt ist.", "TSMC", "ESMC",
        "An der [[ESMC|ORG]] [[TSMC|ORG]] mit [[70 Prozent|QUANTITY]] vorbei.",
    ),
    "owned-share": (
        "[[ESMC|ORG]], an dem [[TSMC|ORG]] mit [[70 Prozent|QUANTITY]] beteiligt ist.",
        "TSMC", "ESMC",
        "[[ESMC|ORG]], mit dem [[TSMC|ORG]] handelt.",
    ),
    "holds-share": (
        "Der [[Bund|ORG]] hält [[40 Prozent|QUANTITY]] an der [[Meyer Werft|ORG]].",
        "Bund", "Meyer Werft",
        "Der [[Bund|ORG]] hält viel von der [[Meyer Werft|ORG]].",
    ),
    "gives": (
        "Gern gewährt der [[Bund|ORG]] [[3 Euro|MONEY]].", "Bund", "3 Euro",
        "Vom [[Bund|ORG]] ist die Rede, [[3 Euro|MONEY]] fehlen.",
    ),
    "funded-by": (
        "Gefördert wird das Werk vom [[Bund|ORG]] mit [[3 Euro|MONEY]].", "Bund", "3 Euro",
        "Das Werk wird für den [[Bund|ORG]] mit [[3 Euro|MONEY]] gefördert.",
    ),
    "receives": (
        "Nun erhält die [[Uni Jena|ORG]] [[3 Euro|MONEY]].", "3 Euro", "Uni Jena",
        "Von der [[Uni Jena|ORG]] erhält er [[3 Euro|MONEY]].",
    ),
    "operates": (
        "Der [[Bund|ORG]] hat die [[Agenda|PROG]] beschlossen.", "Bund", "Agenda",
        "Beim [[Bund|ORG]] liegt die [[Agenda|PROG]].",
    ),
    "invites-to": (
        "Das [[BMDS|ORG]] lädt zum [[Digitalgipfel|EVENT]].", "BMDS", "Digitalgipfel",
        "Das [[BMDS|ORG]] fehlt beim [[Digitalgipfel|EVENT]].",
    ),
    "takes-part": (
        "[[Ada Roth|PER]] warb auf der [[EMO|EVENT]] für Netze.", "Ada Roth", "EMO",
        "Über [[Ada Roth|PER]] und die [[EMO|EVENT]] schwieg man.",
    ),
}  # fmt: skip


def _spoken(name: str, marked: str) -> set[tuple[str, str]]:
    text, mentions = read_marked(marked)
    found = relations_by_rule(text, (), mentions)
    return {(mentions[r.head].text, mentions[r.child].text) for r in found if r.rule == name}


@pytest.mark.parametrize("name", EXAMPLES)
def test_rule_speaks(name: str) -> None:
    marked, head, child, _ = EXAMPLES[name]

    assert (head, child) in _spoken(name, marked)


@pytest.mark.parametrize("name", EXAMPLES)
def test_rule_is_silent(name: str) -> None:
    assert _spoken(name, EXAMPLES[name][3]) == set()


def test_every_rule_has_an_example() -> None:
    here = [each for each in (*RULES, *FRAMES) if each not in (*GIVING, *GETTING)]

    assert set(EXAMPLES) == {each.name for each in here}


def test_an_enumeration_ends_behind_und() -> None:
    marked = (
        "Die [[Minister|ROLE]] [[Ada Roth|PER]], [[Ida Blau|PER]] und [[Tom Rot|PER]] sowie "
        "[[Ole Kurz|PER]] von [[SAP|ORG]] kamen."
    )

    spoken = _spoken("roles-before-names", marked)

    assert {name for name, _ in spoken} == {"Ada Roth", "Ida Blau", "Tom Rot"}
