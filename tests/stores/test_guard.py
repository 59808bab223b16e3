import pytest

from kg.errors import QueryError
from kg.stores.guard import refuse_network

REFUSED = [
    "SELECT * WHERE { SERVICE <http://evil.example/> { ?s ?p ?o } }",
    "SELECT * WHERE{SERVICE<http://evil.example/>{?s ?p ?o}}",
    "SELECT * WHERE { service silent ?x { ?s ?p ?o } }",
    "SELECT * WHERE { \\u0053ERVICE <http://evil.example/> {} }",
    "LOAD <http://evil.example/x.ttl>",
    "INSERT DATA { <a:b> <a:c> 'x' } ; LoAd SILENT <http://evil.example/> INTO GRAPH <a:g>",
    "SELECT * WHERE { ?s ?p 'it\\'s' . SERVICE <http://evil.example/> {} }",
    'SELECT * WHERE { ?s ?p """a"b""" . SERVICE <http://evil.example/> {} }',
    "SELECT * WHERE { FILTER(1<2)#>\nSERVICE <http://evil.example/> {} }",
    "SELECT * WHERE { FILTER(?a<?b).SERVICE<http://evil.example/>{} }",
    "SELECT * WHERE { ?s ex:a\\' ?o . SERVICE <http://evil.example/> {} }",
    "# 'eine Anmerkung\nSELECT * WHERE { SERVICE <http://evil.example/> {} }",
    "PREFIX : <http://a.example/> SELECT * WHERE { ?s :p ?o . SERVICE :x {} }",
    "SELECT * WHERE { ?s ?p '' SERVICE <http://evil.example/> {} }",
    "SELECT * WHERE { ?s a schema:Person. SERVICE <http://evil.example/> {} }",
    "SELECT * WHERE { ?s ?p ?service.SERVICE?x{} }",
]

ALLOWED = [
    "SELECT ?service WHERE { ?service ?p 'SERVICE' }",
    'SELECT $load WHERE { $load ?p "LOAD" }',
    "SELECT * WHERE { ?s schema:service ?o }",
    "PREFIX service: <http://a.example/> SELECT * WHERE { ?s service:load service: }",
    "SELECT * WHERE { ?s ?p <http://a.example/SERVICE> }",
    "SELECT * WHERE { ?s ?p ?o } # SERVICE <http://a.example/>",
    "SELECT * WHERE { ?s ?p '''mehr 'als' eine\nZeile: SERVICE''' }",
    "SELECT * WHERE { ?s ?p 'a'@service }",
    "SELECT * WHERE { _:load ?p _:service }",
    "SELECT (COUNT(*) AS ?services) WHERE { ?s a <urn:x> }",
]


@pytest.mark.parametrize("query", REFUSED)
def test_a_query_that_would_fetch_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match=r"(SERVICE|LOAD) is refused"):
        refuse_network(query)


@pytest.mark.parametrize("query", ALLOWED)
def test_a_query_that_only_names_the_word_is_allowed(query: str) -> None:
    refuse_network(query)
