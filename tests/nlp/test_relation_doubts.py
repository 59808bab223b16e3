"""Pairs that do not fit together are not related, unless a rule says that they are."""

import pytest

from kg.model import Label, Mention
from kg.nlp.relation_doubts import is_doubtful


def doubtful(
    relation: str, text: str, head: tuple[str, Label], child: tuple[str, Label], *rules: str
) -> bool:
    ends = []
    for words, label in (head, child):
        start = text.index(words)
        ends.append(Mention.of(text, start, start + len(words), label))
    return is_doubtful(relation, text, *ends, rules)


@pytest.mark.parametrize(
    ("full", "short", "label", "foreign"),
    [
        ("Gewerkschaft Erziehung und Wissenschaft", "BMFTR", "ORG", True),
        ("Gewerkschaft Erziehung und Wissenschaft", "GEW", "ORG", False),
        ("Internationale Arbeitsorganisation", "ILO", "ORG", False),
        ("Weltgesundheitsorganisation", "WHO", "ORG", False),
        ("Vereinigte Staaten", "USA", "LOC", False),
        ("Deutsche Bahn", "Bahnkonzern", "ORG", False),
    ],
)
def test_an_acronym_has_the_initials_of_its_body(
    full: str, short: str, label: Label, *, foreign: bool
) -> None:
    text = f"Gestern tagte {full} in Bonn, danach auch {short} ebenda."

    assert doubtful("same_as", text, (short, label), (full, label)) is foreign
    assert not doubtful("same_as", text, (short, label), (full, label), "same-name")


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Nach Angaben des BMV sind 14 Mio. Euro geflossen.", True),
        ("Nach Schätzung der BMV kostet es 14 Mio. Euro.", True),
        ("Laut BMV kostet es 14 Mio. Euro.", True),
        ("Dem BMV zufolge kostet es 14 Mio. Euro.", True),
        ("Der BMV bezifferte die Kosten auf 14 Mio. Euro.", True),
        ("Der BMV (Bonn) fordert 14 Mio. Euro.", True),
        ("Das BMV (Bonn) erhält 14 Mio. Euro.", True),
        ("Der BMV zahlt 14 Mio. Euro.", False),
        ("Nach Angaben der Stadt zahlt das BMV 14 Mio. Euro.", False),
    ],
)
def test_who_speaks_of_a_sum_or_gets_it_does_not_pay_it(text: str, *, spoken: bool) -> None:
    assert doubtful("pays", text, ("BMV", "ORG"), ("14 Mio. Euro", "MONEY")) is spoken
    assert not doubtful("pays", text, ("BMV", "ORG"), ("14 Mio. Euro", "MONEY"), "gives")


@pytest.mark.parametrize(
    ("role", "body", "label", "misfit"),
    [
        ("Staatssekretär", "Deutscher Bauernverband", "ORG", True),
        ("Staatssekretärin", "Bundesministerium der Finanzen", "ORG", False),
        ("Ministerin", "BMFTR", "ORG", False),
        ("Kanzler", "TU Chemnitz", "ORG", False),
        ("Ministerpräsident", "Hessen", "LOC", False),
        ("Landrätin", "Bensheim", "LOC", True),
        ("Landrätin", "Landkreis Lüchow-Dannenberg", "LOC", False),
        ("Bürgermeister", "Marienplatz", "LOC", True),
        ("Oberbürgermeisterin", "Wuppertal", "LOC", False),
        ("Fischereiverbandspräsident", "BDEW", "ORG", True),
        ("Fischereiverbandspräsident", "Deutscher Fischereiverband", "ORG", False),
        ("Landesverbandsvorsitzende", "NABU", "ORG", False),
        ("Verbandspräsidentin", "VdK", "ORG", False),
    ],
)
def test_a_role_fits_its_body(role: str, body: str, label: Label, *, misfit: bool) -> None:
    text = f"Im Haus von {body} sprach {role} Ada Roth."

    assert doubtful("role_at", text, (role, "ROLE"), (body, label)) is misfit
    assert doubtful("role_at", text, (role, "ROLE"), (body, label), "body-before") is misfit
    assert not doubtful("role_at", text, (role, "ROLE"), (body, label), "role-of-body")


@pytest.mark.parametrize(
    ("role", "place", "misfit"),
    [
        ("Oberbürgermeister", "Sachsens", True),
        ("Wetzlarer Oberbürgermeister", "Lahn-Dill-Kreis", True),
        ("Wetzlarer Oberbürgermeister", "Wetzlar", False),
        ("Oberbürgermeister", "Görlitz", False),
    ],
)
def test_a_mayor_is_of_a_town_and_of_the_one_in_the_role(
    role: str, place: str, *, misfit: bool
) -> None:
    text = f"In {place} sprach der {role}."

    assert doubtful("role_at", text, (role, "ROLE"), (place, "LOC")) is misfit


@pytest.mark.parametrize(
    ("text", "bears"),
    [("8 Euro, den Rest übernahm Siemens.", True), ("8 Euro erhielt Siemens.", False)],
)
def test_who_bears_something_gets_nothing(text: str, *, bears: bool) -> None:
    assert doubtful("pays_for", text, ("8 Euro", "MONEY"), ("Siemens", "ORG")) is bears


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Das Land gibt aus dem Ausgleichstock 2 Mio. Euro dazu.", True),
        ("Aus dem gut gefüllten Ausgleichstock kommen 2 Mio. Euro.", True),
        ("Das Land gibt für den Ausgleichstock 2 Mio. Euro aus.", False),
    ],
)
def test_a_programme_that_a_sum_comes_from_does_not_get_it(text: str, *, source: bool) -> None:
    ends = ("2 Mio. Euro", "MONEY"), ("Ausgleichstock", "PROG")

    assert doubtful("pays_for", text, *ends) is source
    assert not doubtful("pays_for", text, *ends, "sum-for")
