"""A store's quads as an rdflib `Dataset`, for those who live in rdflib."""

from collections.abc import Iterable

from rdflib import Dataset, Graph, URIRef

from kg.model import Quad
from kg.ontology import to_node
from kg.vocab import PREFIXES


def to_dataset(quads: Iterable[Quad]) -> Dataset:
    """Return a dataset whose default graph is the union of all named graphs.

    Literals keep the lexical form that they have in the store, so answers agree.
    """
    dataset = Dataset(default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    graphs: dict[str, Graph] = {}
    for quad in quads:
        if quad.graph not in graphs:
            graphs[quad.graph] = dataset.graph(URIRef(quad.graph))
        subject, predicate = to_node(quad.subject), URIRef(quad.predicate)
        graphs[quad.graph].add((subject, predicate, to_node(quad.object)))
    return dataset
