import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking.names import (
    base_form,
    clean,
    gender,
    initials,
    is_acronym,
    may_abbreviate,
    name_key,
    same_name,
    without_legal_form,
)

SAME = [
    ("Europäischen Parlaments", "Europäisches Parlament"),
    ("Europäische Parlament", "Europäisches Parlament"),
    ("Rates", "Rat"),
    ("Deutschen Städtetages", "Deutscher Städtetag"),
    ("Deutschen Städtetags", "Deutscher Städtetag"),
    ("Auswärtigen Amtes", "Auswärtiges Amt"),
    ("Bitkoms", "Bitkom"),
    ("BDIs", "BDI"),
    ("Freien Wählern", "Freie Wähler"),
    ("Innenausschuß", "Innenausschuss"),
    ("Vermittlungsausschusses", "Vermittlungsausschuss"),
    ("BÜNDNIS 90/DIE GRÜNEN", "Bündnis 90/Die Grünen"),
    ("EUROPÄISCHE KOMMISSION", "Europäische Kommission"),
    ("Deutschen Telekom AG", "Deutsche Telekom"),
    ("der Deutschen Telekom", "Deutsche Telekom"),
    ("Instituts der deutschen Wirtschaft", "Institut der deutschen Wirtschaft"),
    ("Bündnisses", "Bündnis"),
    ("„Green Deal“", "Green Deal"),
    ("Niederlanden", "Niederlande"),
]
DIFFERENT = [
    ("BUND", "Bund"),
    ("dbv", "DBV"),
    ("CEPS", "cep"),
    ("Gewerkschaft der Polizei", "Gewerkschaften der Polizei"),
    ("Europarat", "Europäischer Rat"),
    ("Bundesrat", "Bundestag"),
    ("SPD", "SPD-Fraktion"),
]


@pytest.mark.parametrize(("form", "name"), SAME)
def test_case_form_meets_its_name(form: str, name: str) -> None:
    assert name_key(form) == name_key(name)
    assert same_name(form, name)


@pytest.mark.parametrize(("form", "name"), DIFFERENT)
def test_other_name_is_no_case_form(form: str, name: str) -> None:
    assert not same_name(form, name)


@pytest.mark.parametrize(("form", "name"), [("Bremer", "Bremen"), ("Heide", "Heiden")])
def test_place_takes_no_adjectival_ending(form: str, name: str) -> None:
    assert not same_name(form, name, place=True)


def test_place_takes_the_genitive() -> None:
    assert same_name("Hamburgs", "Hamburg", place=True)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Europäischen Parlaments", "Europäisches Parlament"),
        ("Deutsche Städtetag", "Deutscher Städtetag"),
        ("Deutschen Städtetages", "Deutscher Städtetag"),
        ("Auswärtigen Amt", "Auswärtiges Amt"),
        ("Europäischen Union", "Europäische Union"),
        ("Vereinten Nationen", "Vereinte Nationen"),
        ("Bundesministeriums der Finanzen", "Bundesministerium der Finanzen"),
        ("Mehrjährigen Finanzrahmen", "Mehrjähriger Finanzrahmen"),
        ("Klima- und Transformationsfonds", "Klima- und Transformationsfonds"),
        ("Grünheide", "Grünheide"),
        ("Leipziger Verkehrsbetriebe", "Leipziger Verkehrsbetriebe"),
        ("Braunschweiger Neuen Rathauses", "Braunschweiger Neues Rathaus"),
        ("Parlamentarischen Abends", "Parlamentarischer Abend"),
        ("Gewerkschaft der Polizei", "Gewerkschaft der Polizei"),
    ],
)
def test_base_form_is_the_nominative_where_the_gender_is_certain(form: str, name: str) -> None:
    assert base_form(form) == name


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("BDEW", "Bundesverband der Energie- und Wasserwirtschaft"),
        ("KHAG", "Krankenhausreformanpassungsgesetz"),
        ("KENFO", "Fonds zur Finanzierung der kerntechnischen Entsorgung"),
        ("DERA", "Deutsche Rohstoffagentur"),
    ],
)
def test_acronym_may_stand_for_its_long_form(short: str, long: str) -> None:
    assert may_abbreviate(short, long)


@pytest.mark.parametrize(
    ("short", "long"), [("SPD", "Bundesministerium für Gesundheit"), ("X", "Xella GmbH")]
)
def test_acronym_of_something_else_does_not(short: str, long: str) -> None:
    assert not may_abbreviate(short, long)


def test_legal_forms_go() -> None:
    assert without_legal_form("Scoperta Solar GmbH & Co. KG") == "Scoperta Solar"
    assert without_legal_form("Bündnis Bürgerenergie e. V.") == "Bündnis Bürgerenergie"


def test_small_facts_about_words() -> None:
    assert initials("Bundesverband der Energie- und Wasserwirtschaft") == "BEW"
    assert gender("Generaldirektion") == "f"
    assert gender("Uniper") is None
    assert is_acronym("BaFin")
    assert not is_acronym("Bund")


@given(st.text(max_size=40))
def test_key_does_not_depend_on_quotes_and_spaces(text: str) -> None:
    assert name_key(f"„{text} “") == name_key(text) or clean(text) != clean(f"„{text} “")
    assert clean(clean(text)) == clean(text)


@given(st.sampled_from([name for _, name in SAME]))
def test_every_name_is_itself(name: str) -> None:
    assert same_name(name, name)
    assert base_form(base_form(name)) == base_form(name)
