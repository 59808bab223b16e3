"""Each query that ships, asked of three small articles with known answers."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from goldstore import fill
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import Article, runs

from kg.errors import QueryError
from kg.iri import RUNS_GRAPH, kb_graph
from kg.mapping import kb_quads
from kg.model import Entity
from kg.stores import open_store
from kg.stores.embedded import EmbeddedStore
from kg.stores.named import named_queries, named_query

LINKED = frozenset({"Europäische Kommission", "Brüssel", "Belgien"})


def spring() -> Article:
    article = Article(
        "Die [[EU-Kommission|ORG|Europäische Kommission]] stellt der [[Hafen Nord GmbH|ORG]] "
        "[[40 Mio. Euro|MONEY]] aus dem [[Innovationsfonds|PROG]] bereit.\n"
        "[[Anne Vogt|PER]], [[Präsidentin|ROLE]] des [[Bundes der Häfen|ORG|Bund der Häfen]], "
        "sprach mit [[Bo Lind|PER]] auf dem [[Hafentag|EVENT]] in [[Brüssel|LOC]].",
        "fruehjahr", date(2025, 3, 1), "Hafenblatt", LINKED,
    )  # fmt: skip
    sum_ = article.money("40 Mio. Euro", "40000000")
    fund = article.entities["Innovationsfonds"]
    article.state("Europäische Kommission", "funds", "Hafen Nord GmbH", amount=sum_, via=fund)
    article.state("Anne Vogt", "memberOf", "Bund der Häfen", role="Präsidentin")
    article.state("Hafentag", "takesPlaceIn", "Brüssel")
    article.state("Anne Vogt", "participatesIn", "Hafentag")
    article.state("Bo Lind", "participatesIn", "Hafentag", confidence=0.6, rule="model")
    article.state("Anne Vogt", "meets", "Bo Lind")
    return article


def summer() -> Article:
    article = Article(
        "Die [[Europäische Kommission|ORG]] plant, der [[Hafen Nord GmbH|ORG]] mindestens "
        "[[2 Mrd. Euro|MONEY]] bis 2030 zu geben.\n"
        "Die [[Europäische Kommission|ORG]] gab der [[Hafen Nord GmbH|ORG]] "
        "[[45 Mio. Euro|MONEY]].\n"
        "[[Bo Lind|PER]], neuer [[Präsident|ROLE]] im [[Bund der Häfen|ORG]], lehnt das "
        "[[Hafengesetz|LAW]] ab.",
        "sommer", date(2025, 7, 2), "Hafenblatt", LINKED,
    )  # fmt: skip
    plan = article.money("2 Mrd. Euro", min_value=Decimal(2000000000), qualifier="min")
    until = article.period("/2030", None, date(2030, 12, 31), "bis 2030")
    give = article.money("45 Mio. Euro", "45000000")
    kommission, port = "Europäische Kommission", "Hafen Nord GmbH"
    article.state(kommission, "funds", port, amount=plan, modality="planned", valid=until)
    article.state(kommission, "funds", port, amount=give)
    article.state("Bo Lind", "memberOf", "Bund der Häfen", role="Präsident")
    article.state("Bo Lind", "succeeds", "Anne Vogt")
    article.state("Bo Lind", "opposes", "Hafengesetz")
    return article


def undated() -> Article:
    article = Article(
        "Die [[Europäische Kommission|ORG]] gibt der [[Hafen Nord GmbH|ORG]] "
        "[[40 Mio. Euro|MONEY]].\nDer [[Bund der Häfen|ORG]] fordert das [[Hafengesetz|LAW]].\n"
        "Die [[Werft Süd|ORG]] erhält [[5 Mio. Euro|MONEY]] für einen Kran.",
        "undatiert", None, "Werftpost", LINKED,
    )  # fmt: skip
    again = article.money("40 Mio. Euro", "40000000")
    crane = article.money("5 Mio. Euro", "5000000")
    article.state("Europäische Kommission", "funds", "Hafen Nord GmbH", amount=again)
    article.state("Bund der Häfen", "demands", "Hafengesetz")
    article.state("Werft Süd", "receives", "Kran", amount=crane)
    return article


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    with open_store(tmp_path_factory.mktemp("store")) as opened:
        articles = [spring(), summer(), undated()]
        # The text of "sommer" does not name her: the fact reaches back to a known person.
        articles[1].facts[3] = _succession(articles)
        opened.replace_graphs((article.graph, article.quads()) for article in articles)
        opened.replace_graph(RUNS_GRAPH, runs())
        opened.replace_graph(kb_graph("kg"), _knowledge(articles[0]))
        yield opened


def _succession(articles: list[Article]):
    from dataclasses import replace

    return replace(articles[1].facts[3], object=articles[0].entities["Anne Vogt"])


def _knowledge(article: Article):
    from dataclasses import replace

    brussels = replace(
        article.entities["Brüssel"],
        exact_matches=("https://sws.geonames.org/2800866/",), aliases=("Bruxelles",),
    )  # fmt: skip
    belgium = Entity("https://kg.example/id/place/be", "Place", "Belgien", status="linked")
    return kb_quads([brussels, belgium], [(brussels.iri, "locatedIn", belgium.iri)])


def ask(store: EmbeddedStore, query: str, /, **values: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in store.select(named_query(query).bind(values))]


def test_at_least_fifteen_ship_and_each_says_what_it_asks() -> None:
    queries = named_queries()

    assert len(queries) >= 15
    assert all(len(query.title) > 10 for query in queries)
    assert all(len(query.german) > 10 for query in queries)
    assert not any(query.text.startswith("#") for query in queries)
    assert all(parameter.about for query in queries for parameter in query.parameters)


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_each_is_a_complete_query_with_its_defaults(store: EmbeddedStore, name: str) -> None:
    query = named_query(name)

    assert store.select(query.text) == store.select(query.bind({}))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    folder = tmp_path_factory.mktemp("corpus")
    fill(folder)
    with open_store(folder, read_only=True) as opened:
        yield opened


@pytest.mark.parametrize(
    "name", sorted({query.name for query in named_queries()} - {"unsure-links", "weak-facts"})
)
def test_each_answers_on_the_corpus(corpus: EmbeddedStore, name: str) -> None:
    values = {
        "appears-with": {"name": "Bund"}, "roles": {"name": "Hildrun Eschbach"},
        "events-at": {"name": "Brüssel"}, "facts-between": {"a": "Bund", "b": "DigitalPakt 2.0"},
        "members": {"name": "Europäisches Parlament"}, "amounts-above": {"limit": "1000000"},
        "paths": {"a": "Bund", "b": "Dresden"},
    }  # fmt: skip

    answer = corpus.select(named_query(name).bind(values.get(name, {})))

    # Contradictions and changes of office need not be there.
    assert answer or name in ("conflicts", "office-changes", "facts-between", "paths")


def test_top_actors(store: EmbeddedStore) -> None:
    assert ask(store, "top-actors")[:3] == [
        ("Europäische Kommission", "organisation", 3, 4),
        ("Hafen Nord GmbH", "organisation", 3, 4),
        ("Bund der Häfen", "organisation", 3, 3),
    ]
    assert ("Anne Vogt", "person", 1, 1) not in ask(store, "top-actors", since="2025-06-01")
    assert ("Bo Lind", "person", 1, 1) in ask(store, "top-actors", since="2025-06-01")


def test_appears_with(store: EmbeddedStore) -> None:
    assert ask(store, "appears-with", name="Anne Vogt") == [
        ("Bo Lind", "person", 1, 1),
        ("Bund der Häfen", "organisation", 1, 1),
    ]


def test_roles(store: EmbeddedStore) -> None:
    assert ask(store, "roles", name="Anne Vogt") == [
        ("Präsidentin", "Bund der Häfen", None, None, date(2025, 3, 1), date(2025, 3, 1))
    ]


def test_members(store: EmbeddedStore) -> None:
    assert ask(store, "members", name="Bund der Häfen") == [
        ("Anne Vogt", "Präsidentin", date(2025, 3, 1), 1),
        ("Bo Lind", "Präsident", date(2025, 7, 2), 1),
    ]


def test_money_by_funder_counts_a_sum_of_two_documents_once(store: EmbeddedStore) -> None:
    assert ask(store, "money-by-funder") == [
        ("Europäische Kommission", "planned", "EUR", Decimal(2000000000), 1),
        ("Europäische Kommission", "factual", "EUR", Decimal(85000000), 2),
    ]


def test_money_by_recipient(store: EmbeddedStore) -> None:
    assert ask(store, "money-by-recipient") == [
        ("Hafen Nord GmbH", "planned", "EUR", Decimal(2000000000), 1),
        ("Hafen Nord GmbH", "factual", "EUR", Decimal(85000000), 2),
        ("Werft Süd", "factual", "EUR", Decimal(5000000), 1),
    ]


def test_money_by_programme(store: EmbeddedStore) -> None:
    assert ask(store, "money-by-programme") == [
        ("Innovationsfonds", "through", "factual", "EUR", Decimal(40000000), 1)
    ]


def test_money_by_year(store: EmbeddedStore) -> None:
    assert ask(store, "money-by-year") == [
        (None, "factual", "EUR", Decimal(45000000), 2),
        (2025, "factual", "EUR", Decimal(85000000), 2),
        (2030, "planned", "EUR", Decimal(2000000000), 1),
    ]


def test_amounts_above(store: EmbeddedStore) -> None:
    [row] = ask(store, "amounts-above")

    assert row[:4] == (Decimal(2000000000), "EUR", "min", "2 Mrd. Euro")
    assert "plant" in str(row[4])
    assert len(ask(store, "amounts-above", limit="40e6")) == 4
    assert ask(store, "amounts-above", currency="USD") == []


def test_events_at_a_place_and_around_it(store: EmbeddedStore) -> None:
    expected = [("Hafentag", None, "Brüssel", "Anne Vogt; Bo Lind")]

    for name in ("Brüssel", "Bruxelles", "Belgien"):
        found = ask(store, "events-at", name=name)
        assert [(*row[:3], "; ".join(sorted(str(row[3]).split("; ")))) for row in found] == expected


def test_facts_between(store: EmbeddedStore) -> None:
    rows = ask(store, "facts-between", a="Bo Lind", b="Anne Vogt")

    assert [(r[0], r[1], r[2], r[3], r[6]) for r in rows] == [
        ("Bo Lind", "succeeds", "Anne Vogt", "factual", date(2025, 7, 2)),
        ("Anne Vogt", "meets", "Bo Lind", "factual", date(2025, 3, 1)),
    ]


def test_paths(store: EmbeddedStore) -> None:
    assert ask(store, "paths", a="Bo Lind", b="Brüssel") == [
        ("participatesIn", "Hafentag", "takesPlaceIn", 1)
    ]


def test_new_facts(store: EmbeddedStore) -> None:
    rows = ask(store, "new-facts", since="2025-06-01")

    assert [row[1:5] for row in rows] == [
        ("Bo Lind", "memberOf", "Bund der Häfen", "factual"),
        ("Bo Lind", "opposes", "Hafengesetz", "factual"),
        ("Bo Lind", "succeeds", "Anne Vogt", "factual"),
        ("Europäische Kommission", "funds", "Hafen Nord GmbH", "planned"),
    ]


def test_office_changes(store: EmbeddedStore) -> None:
    assert ask(store, "office-changes") == [
        ("Präsident", "Bund der Häfen", "Anne Vogt", None, "Bo Lind", date(2025, 7, 2))
    ]


def test_planned_and_factual(store: EmbeddedStore) -> None:
    assert ask(store, "planned-and-factual") == [
        ("Europäische Kommission", "EUR", Decimal(85000000), Decimal(2000000000), 0)
    ]


def test_places(store: EmbeddedStore) -> None:
    assert ask(store, "places") == [
        ("Brüssel", 1, 1, "Belgien", "https://sws.geonames.org/2800866/")
    ]


def test_documents(store: EmbeddedStore) -> None:
    assert ask(store, "documents") == [
        ("Hafenblatt", "2025-03", 1),
        ("Hafenblatt", "2025-07", 1),
        ("Werftpost", "undated", 1),
    ]


def test_unsure_links(store: EmbeddedStore) -> None:
    assert ask(store, "unsure-links") == []
    assert len(ask(store, "unsure-links", below="0.96")) == 20


def test_positions(store: EmbeddedStore) -> None:
    rows = ask(store, "positions")

    assert [row[:3] for row in rows] == [
        ("Bund der Häfen", "demands", "Hafengesetz"),
        ("Bo Lind", "opposes", "Hafengesetz"),
    ]


def test_new_names(store: EmbeddedStore) -> None:
    rows = ask(store, "new-names")

    assert rows[0] == ("Hafen Nord GmbH", "Organization", 3, 4)
    assert "Brüssel" not in {row[0] for row in rows}


def test_conflicts(store: EmbeddedStore) -> None:
    [row] = ask(store, "conflicts")

    assert row[:4] == ("Europäische Kommission", "funds", "Hafen Nord GmbH", "factual")
    assert row[4:8] == (Decimal(40000000), Decimal(45000000), "EUR", 3)
    assert set(str(row[8]).split("; ")) == {"Titel fruehjahr", "Titel sommer", "Titel undatiert"}


def test_weak_facts(store: EmbeddedStore) -> None:
    assert [row[:6] for row in ask(store, "weak-facts")] == [
        ("Bo Lind", "participatesIn", "Hafentag", "factual", Decimal("0.6"), "model")
    ]


def test_runs(store: EmbeddedStore) -> None:
    assert ask(store, "runs") == [("kg_de 0.1", "1", "2026-01", None, 3)]


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("top-actor", {}, "did you mean 'top-actors'"),
        ("zzz", {}, "kg query --list"),
        ("roles", {"person": "x"}, "no parameter 'person'; it has: name"),
        ("places", {"x": "y"}, "it has: none"),
        ("top-actors", {"since": "gestern"}, "no date; write it like 2025-01-31"),
        ("amounts-above", {"limit": "viel"}, "no number"),
        ("amounts-above", {"limit": "NaN"}, "no number"),
    ],
)
def test_wrong_names_and_values_are_explained(
    name: str, values: dict[str, str], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        named_query(name).bind(values)


INJECTIONS = [
    '"@de } ?s ?p ?o . #',
    "\\",
    '"',
    "a\nb",
    '\\" }',
    "\\u0022",
    "x'y",
    "}",
    "$1 \\1 \\g<0>",
]


@settings(max_examples=50)
@given(value=st.sampled_from(INJECTIONS) | st.text(st.characters(codec="utf-8"), max_size=20))
def test_a_value_is_only_ever_a_value(store: EmbeddedStore, value: str) -> None:
    bound = named_query("roles").bind({"name": value})

    line = next(text for text in bound.split("\n  ") if text.startswith("VALUES ?name"))
    assert store.select(bound) == []
    assert store.select(f"SELECT ?name WHERE {{ {line} }}") == [{"name": value}]
