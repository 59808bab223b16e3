"""One word, several things: what the context says, and where it is left open."""

from datetime import date

import pytest
from linked import entities, ids, links

from kg.linking.context import Context


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the Commission
        (
            "Die [[Europäische Kommission|ORG]] plant.\nZiel der [[Kommission|ORG]] ist mehr.",
            ["eu-com", "eu-com"],
        ),
        (
            "[[EU-Kommission|ORG]] und [[Kommission|ORG]] in [[Brüssel|LOC]]",
            ["eu-com", "eu-com", "geonames-2800866"],
        ),
        (
            "Die [[Kommission zur Sozialreform|ORG]] tagt.\nDie [[Kommission|ORG]] rät ab.",
            ["", "?"],
        ),
        (
            "Der Trilog von [[Parlament|ORG]], [[Rat|ORG]] und [[Kommission|ORG]]",
            ["eu-ep", "eu-consil", "eu-com"],
        ),
        # parliaments
        ("Das finnische [[Parlament|ORG]] stimmte mit der [[EU|ORG]].", ["", "eu"]),
        (
            "Das [[Parlament|ORG]] in [[Bratislava|LOC]] rügt die [[EU-Kommission|ORG]].",
            ["", "geonames-3060972", "eu-com"],
        ),
        # groups and committees of the Bundestag, of a Land, of a town
        ("Die [[SPD-Fraktion|ORG]] im Bundestag und die Bundesregierung", ["de-frk-spd"]),
        ("Der Landtag in Kiel stritt. Die [[SPD-Fraktion|ORG]] der SPD rügt die CDU.", [""]),
        ("Im Stadtrat lehnte die [[AfD-Fraktion|ORG]] das ab, CDU und SPD nicht.", [""]),
        (
            "Der Landtag tagt. Später stritten im Bundestag FDP und [[SPD-Fraktion|ORG]].",
            ["de-frk-spd"],
        ),
        # Union
        (
            "Die [[Union|ORG]] streitet mit der [[SPD|ORG]] im [[Bundestag|ORG]].",
            ["de-union", "de-spd", "de-bundestag"],
        ),
        (
            "Die [[Europäische Kommission|ORG]] mahnt, die Mitgliedstaaten der [[Union|ORG]].",
            ["eu-com", "eu"],
        ),
        # Bund
        ("Der [[Bund|ORG]] zahlt 90 Prozent, die Länder den Rest.", ["de-bund"]),
        ("Mittel des [[Bundes|ORG]]", ["de-bund"]),
        ("Der [[BUND|ORG]] klagt gegen den [[Bund|ORG]].", ["bund-umwelt", "de-bund"]),
        ("Der [[Bund der Steuerzahler|ORG]] rügt.", ["bdst"]),
        ("In der Schweiz teilen sich [[Bund|ORG]] und Kantone 2 Mrd. Franken.", ["ch-bund"]),
        # Generaldirektion
        (
            "Die [[Generaldirektion Wasserstraßen und Schifffahrt|ORG]] in [[Bonn|LOC]]",
            ["de-gdws", "geonames-2946447"],
        ),
        ("Die [[Generaldirektion|ORG]] prüft.", [""]),
        ("[[DG Connect|ORG]] der [[Europäischen Kommission|ORG]]", ["eu-com-cnect", "eu-com"]),
        # parties and words
        (
            "[[Grüne|ORG]] und [[Linke|ORG]] im [[Bundestag|ORG]]",
            ["de-gruene", "de-linke", "de-bundestag"],
        ),
        (
            "[[ÖVP|ORG]], [[SPÖ|ORG]] und [[Grüne|ORG]] in Österreich",
            ["at-oevp", "at-spoe", "at-gruene"],
        ),
        ("Die [[Grünen/EFA|ORG]] und die [[EVP|ORG]]", ["ep-greens", "ep-epp"]),
        ("[[Freie Wähler|ORG]] und [[CSU|ORG]]", ["de-fw", "de-csu"]),
        ("Die [[Vereinigte Linke|ORG]] Spaniens", [""]),
        ("[[FDP|ORG]] und [[SVP|ORG]] im Kanton Zürich", ["ch-fdp", "ch-svp"]),
        # chambers of several states
        (
            "Der [[Bundesrat|ORG]] stimmte dem Gesetz des [[Bundestages|ORG]] zu.",
            ["de-bundesrat", "de-bundestag"],
        ),
        (
            "Der [[Nationalrat|ORG]] in [[Wien|LOC]] und die [[ÖVP|ORG]]",
            ["at-nationalrat", "geonames-2761369", "at-oevp"],
        ),
        (
            "Der [[Nationalrat|ORG]] und der [[Ständerat|ORG]] der Schweiz",
            ["ch-nationalrat", "ch-staenderat"],
        ),
        # committees and ministries
        (
            "Der [[Haushaltsausschuss|ORG]] des [[Bundestages|ORG]]",
            ["de-haushaltsausschuss", "de-bundestag"],
        ),
        (
            "Der [[Haushaltsausschuss|ORG]] des [[Europäischen Parlaments|ORG]]",
            ["ep-budg", "eu-ep"],
        ),
        ("Der [[Haushaltsausschuss|ORG]] des [[Hessischen Landtags|ORG]]", ["", "de-he-parl"]),
        ("Das sächsische [[Finanzministerium|ORG]] zahlt.", [""]),
        (
            "Bundesminister und [[Finanzministerium|ORG]] im [[Bundestag|ORG]]",
            ["de-bmf", "de-bundestag"],
        ),
        # Berlin
        ("Die Tagung in [[Berlin|LOC]]", ["geonames-2950159"]),
        ("Das Land [[Berlin|LOC]] klagt.", ["de-be"]),
        ("[[Berlin|LOC]], [[Brandenburg|LOC]] und [[Sachsen|LOC]]", ["de-be", "de-bb", "de-sn"]),
        (
            "[[Berlin|LOC]] und [[Paris|LOC]] wollen mehr.",
            ["de-bundesregierung", "geonames-2988507"],
        ),
        ("Der [[Berliner Senat|ORG]] zahlt.", ["de-be-gov"]),
        # towns of one name
        (
            "In [[Halle (Saale)|LOC]] wächst Wein.\nAuch sonst in [[Halle|LOC]].",
            ["geonames-2911522"] * 2,
        ),
        (
            "[[Frankfurt|LOC]] und [[Frankfurt (Oder)|LOC]]",
            ["geonames-2925533", "geonames-2925535"],
        ),
        ("Im [[Osten|LOC]] ist es kalt.", [""]),
    ],
)
def test_context_decides(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_open_choice_keeps_its_candidates() -> None:
    (link,) = links("[[Sachverständigenrat|ORG]] warnt den [[Bundestag|ORG]].")[:1]

    assert link.entity is not None
    assert link.entity.status == "ambiguous"
    assert {c.entity.iri.rsplit("/", 1)[-1] for c in link.candidates} == {
        "de-svr", "de-sru", "de-svrv",
    }  # fmt: skip


def test_open_choice_does_not_merge_across_documents() -> None:
    first, second = (
        entities("[[Sachverständigenrat|ORG]] warnt im [[Bundestag|ORG]].", name=n)[0]
        for n in ("a", "b")
    )

    assert first.iri != second.iri


def test_renamed_ministry_is_one() -> None:
    text = "[[BMWi|ORG]], [[BMWK|ORG]], [[BMWE|ORG]], [[Bundeswirtschaftsministerium|ORG]]"

    assert set(ids(text)) == {"de-bmwe"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[Friedrich Merz|PER]] ([[CDU|ORG]])", "mdb-11002735"),
        ("[[Bundeskanzler|ROLE]] [[Merz|PER]] reist.", "mdb-11002735"),
        ("[[Merz|PER]] reist.", ""),
        ("Präsidentin [[Ursula von der Leyen|PER]]", "mdb-11004092"),
    ],
)
def test_known_person(text: str, expected: str) -> None:
    assert ids(text)[0] == expected


def test_common_name_without_support_stays_open() -> None:
    (name,) = [e.name for e in kb_people() if e.name == "Michael Müller"][:1] or ["Stefan Müller"]

    assert ids(f"Der Landwirt [[{name}|PER]] erntet.") == ["?"]


def kb_people() -> list:
    from linked import kb

    return [entry for entry in kb() if entry.type == "Person"]


def test_namesake_of_a_member_in_another_walk_of_life_stays_open() -> None:
    assert ids("Chefarzt [[Karl Lauterbach|PER]]") == ["?"]


def test_office_must_fit_the_date() -> None:
    text = "[[Bundesfinanzminister|ROLE]] [[Lindner|PER]] spart."

    assert ids(text, published=date(2023, 5, 1)) == ["mdb-11004097"] or ids(
        text, published=date(2023, 5, 1)
    )[0].startswith("mdb-")
    assert ids(text, published=date(2030, 5, 1)) == [""]


def test_far_evidence_counts_less_than_near_and_its_own_not_at_all() -> None:
    text = "Bundestag. " + "x" * 3000 + " Kommission im Landtag. Landtag."
    context = Context(text, [])
    at = text.index("Kommission")
    shares = context.shares(at, at + len("Kommission"), {})

    assert shares["land"] > 0.9 > 0.1 > shares["de"] > 0
    alone = Context("Der Landtag tagt.", []).shares(4, 11, {"int": 0.1})
    assert alone == {"int": 1.0, "land": 0.0}
