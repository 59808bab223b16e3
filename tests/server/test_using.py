import pyoxigraph as ox
import pytest

from kg.server.protocol import ProtocolError
from kg.server.using import add_using

G = "http://a.example/g"
BOTH = {"default", "g"}


def applied(update: str, *default: str, named: tuple[str, ...] = ()) -> set[str]:
    """What the default graph holds after an update whose WHERE reads the given graphs."""
    store = ox.Store()
    store.update(
        "INSERT DATA { <a:d> <a:p> 'default' "
        "GRAPH <http://a.example/g> { <a:s> <a:p> 'g' } "
        "GRAPH <http://a.example/h> { <a:s> <a:p> 'h' } }"
    )
    store.update(add_using(update, default, named))
    found = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    return {str(quad.object).strip('"') for quad in found}


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        ("INSERT { <a:n> <a:p> ?o } WHERE { ?s <a:p> ?o }", {"default", "g"}),
        ("insert{<a:n> <a:p> ?o}where{?s <a:p> ?o}", {"default", "g"}),
        ("INSERT DATA { <a:n> <a:p> 'WHERE' }", {"default", "WHERE"}),
        ("# WHERE {\nINSERT { <a:n> <a:p> 'x' } # WHERE\nWHERE { ?s <a:p> 'g' }", {"default", "x"}),
        ("PREFIX where: <a:> INSERT { where:n where:p ?w } WHERE { ?s where:p ?w }", BOTH),
        ("INSERT { <a:n> <a:p> ?o } WHERE { { SELECT ?o WHERE { ?s <a:p> ?o } } }", BOTH),
        ("DELETE { <a:d> <a:p> 'default' } INSERT { <a:n> <a:p> ?o } WHERE { ?s <a:p> ?o }", {"g"}),
        ("DELETE WHERE { ?s <a:p> ?o }", {"default"}),
        ("INSERT DATA { <a:d> <a:p> 'g' } ; DELETE WHERE { ?s <a:p> 'g' . <a:s> ?p ?o }", BOTH),
    ],
)  # fmt: skip
def test_where_reads_the_graphs_of_the_request(update: str, expected: set[str]) -> None:
    assert applied(update, G) == expected


def test_several_and_named_graphs() -> None:
    update = "INSERT { <a:n> <a:p> ?o } WHERE { ?s <a:p> ?o }"
    named = "INSERT { <a:n> <a:p> ?o } WHERE { GRAPH ?g { ?s <a:p> ?o } }"

    assert applied(update, G, "http://a.example/h") == {"default", "g", "h"}
    assert applied(named, named=("http://a.example/h",)) == {"default", "h"}
    assert applied(named, G) == {"default"}


def test_an_update_without_graphs_stays_as_it_is() -> None:
    assert add_using("CLEAR ALL", (), ()) == "CLEAR ALL"


@pytest.mark.parametrize(
    ("update", "graph", "reason"),
    [
        ("WITH <a:g> INSERT { } WHERE { }", G, "WITH exclude"),
        ("INSERT { } USING <a:g> WHERE { }", G, "USING exclude"),
        ("INSERT { } WHERE { }", "http://a.example/> WHERE {} ; DROP ALL #", "not an absolute IRI"),
        ("INSERT { } WHERE { }", "relative", "not an absolute IRI"),
        ("DELETE WHERE { ?s ?p", G, "without its braces"),
    ],
)
def test_what_cannot_be_combined_is_refused(update: str, graph: str, reason: str) -> None:
    with pytest.raises(ProtocolError, match=reason):
        add_using(update, (graph,), ())
