"""A store's quads as an rdflib `Dataset`, for those who live in rdflib."""

from collections.abc import Iterable

from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from kg import model
from kg.vocab import PREFIXES


def to_dataset(quads: Iterable[model.Quad]) -> Dataset:
    """Return a dataset whose default graph is the union of all named graphs.

    Literals keep the lexical form that they have in the store, so answers agree.
    """
    dataset = Dataset(default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    graphs: dict[str, Graph] = {}
    for quad in quads:
        graph = graphs.get(quad.graph)
        if graph is None:
            name = URIRef(quad.graph) if quad.graph else DATASET_DEFAULT_GRAPH_ID
            graph = graphs[quad.graph] = dataset.graph(name)
        graph.add((_node(quad.subject), URIRef(quad.predicate), _node(quad.object)))
    return dataset


def _node(term: model.Term) -> Node:
    if isinstance(term, str):
        return BNode(term[2:]) if term.startswith("_:") else URIRef(term)
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = URIRef(term.datatype) if term.datatype else None
    return Literal(term.value, datatype=datatype, normalize=False)
