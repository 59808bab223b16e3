"""Load and six queries: kg's store against rdflib in memory and Oxigraph used directly.

The documents are our own articles with their gold mentions, varied; see `articles.py`.
"""

import argparse
import io
import statistics
import tempfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pyoxigraph as ox
import rdflib
from articles import articles, golds
from measuring import HEADER, Row, seconds

from kg.iri import document_graph, new_entity_iri
from kg.mapping import to_quads
from kg.model import Analysis, Entity, Link, Mention, Quad, Run
from kg.readers import read_text
from kg.stores import open_store
from kg.vocab import ENTITY_TYPES, LABEL_TYPES, PREFIXES

QUERIES = {
    "lookup": 'SELECT ?p ?o WHERE { ?e skos:prefLabel "Deutschland"@de ; ?p ?o }',
    "join": "SELECT ?n ?t WHERE { ?m oa:hasBody ?e ; oa:hasTarget/oa:hasSource ?x . "
    "?d kg:hasText ?x ; schema:headline ?t . ?e a schema:Organization ; skos:prefLabel ?n } "
    "LIMIT 2000",
    "group": "SELECT ?l (COUNT(?m) AS ?c) WHERE { ?m kg:nerLabel ?l } GROUP BY ?l",
    "path": "SELECT DISTINCT ?e WHERE { ?d kg:hasText/^oa:hasSource/^oa:hasTarget/oa:hasBody ?e } "
    "LIMIT 500",
    "text filter": "SELECT ?e ?n WHERE { ?e a schema:Person ; skos:prefLabel ?n "
    'FILTER(CONTAINS(LCASE(?n), "berg")) }',
    "provenance": 'SELECT ?t ?start ?text WHERE { ?e skos:prefLabel "Deutschland"@de . '
    "?m oa:hasBody ?e ; oa:hasTarget ?s . ?s oa:start ?start ; oa:hasSource ?x . "
    "?d kg:hasText ?x ; schema:headline ?t . ?x kg:text ?text }",
}
RUN = Run("benchmark", "1", "1")


def documents(count: int) -> Iterator[tuple[str, list[Quad]]]:
    """Yield (named graph, quads) of varied articles whose mentions are found by their wording."""
    for (name, text), gold in zip(articles(count), cycle(golds()), strict=False):
        document = read_text(f"{text}\n\nMeldung {name}", source=name)
        labels = {gold["text"][s["start"] : s["end"]]: s["label"] for s in gold["spans"]}
        mentions = _mentions(document.text, labels)
        links = tuple(_link(i, m) for i, m in enumerate(mentions) if m.label in LABEL_TYPES)
        analysis = Analysis(document, mentions=tuple(mentions))
        yield document_graph(document.iri), to_quads(analysis, links, (), RUN)


def _mentions(text: str, labels: dict[str, str]) -> list[Mention]:
    found: list[Mention] = []
    for start, wording in sorted((text.find(w), w) for w in labels if w in text):
        if not found or start >= found[-1].span.end:
            found.append(Mention.of(text, start, start + len(wording), labels[wording]))  # type: ignore[arg-type]
    return found


def _link(index: int, mention: Mention) -> Link:
    kind = LABEL_TYPES[mention.label]
    iri = new_entity_iri(ENTITY_TYPES[kind][0], mention.text)
    return Link(index, Entity(iri, kind, mention.text))


def rows(count: int, runs: int = 3) -> list[Row]:
    """Measure loading `count` documents and the six queries on them."""
    found = list(documents(count))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = open_store(Path(folder, "kg"))
        direct, graph = ox.Store(str(Path(folder, "direct"))), rdflib.Graph()
        ours = seconds(lambda: store.replace_graphs(found), 1)
        lines = io.BytesIO()
        store.dump("nq", lines)
        other = seconds(lambda: direct.bulk_load(lines.getvalue(), ox.RdfFormat.N_QUADS), 1)
        triples = io.BytesIO()
        store.dump("nt", triples)
        memory = seconds(lambda: graph.parse(data=triples.getvalue(), format="nt"), 1)
        direct.bulk_load(triples.getvalue(), ox.RdfFormat.N_TRIPLES)
        size = f"load {count} documents, seconds"
        table = [
            Row(f"{size} (other: Oxigraph bulk)", f"{ours:.2f}", f"{other:.2f}", ours / other),
            Row(f"{size} (other: rdflib)", f"{ours:.2f}", f"{memory:.2f}", memory / ours),
        ]
        for name, query in QUERIES.items():
            table += _compare(name, query, store, direct, graph, runs)
        store.close()
    oxigraph, memory = (statistics.median(row.ratio for row in table[n::2]) for n in (2, 3))
    return [
        *table,
        Row("six queries, median ratio (other: Oxigraph directly)", "", "", oxigraph,
            "at most 1.3", oxigraph <= 1.3),
        Row("six queries, median ratio (other: rdflib in memory)", "", "", memory,
            "at least 10", memory >= 10),
    ]  # fmt: skip


def _compare(name, query, store, direct, graph, runs) -> list[Row]:  # type: ignore[no-untyped-def] # noqa: ANN001
    plain = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + query
    ours = seconds(lambda: store.query(query), 3 * runs) * 1000
    oxigraph = seconds(lambda: list(direct.query(plain)), 3 * runs) * 1000
    memory = seconds(lambda: list(graph.query(plain)), 1) * 1000
    return [
        Row(f"query {name}, ms (other: Oxigraph directly)", f"{ours:.2f}", f"{oxigraph:.2f}",
            ours / oxigraph),
        Row(f"query {name}, ms (other: rdflib in memory)", f"{ours:.2f}", f"{memory:.2f}",
            memory / ours),
    ]  # fmt: skip


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=1000)
    print(HEADER, *rows(options.parse_args().documents), sep="\n")
