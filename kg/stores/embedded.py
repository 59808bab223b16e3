"""The embedded store: an Oxigraph directory whose default graph is the union of its graphs.

Oxigraph does not remove duplicates from a union taken at query time: a triple of two documents
counts twice. So the default graph is materialised as the set union, kept up with each write, which
doubles the index keys, not the texts. After a crash or kill a document's graph is there as a
whole, old or new, and the default graph fits it: a write is one transaction, or one record in the
file of what waits to be loaded.
"""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.model import Quad
from kg.stores import dump
from kg.stores.answering import Answering
from kg.stores.diagnosis import explain
from kg.stores.disk import open_to_read, open_to_write, pays_to_merge, translated
from kg.stores.guard import refuse_network
from kg.stores.lines import Content, lines_of, triples_of, with_union
from kg.stores.loading import Loading
from kg.stores.restoring import DIRECTORY
from kg.stores.snapshot import Snapshot
from kg.stores.terms import DEFAULT_GRAPH, Triple, to_node, to_update
from kg.stores.waiting import Waiting
from kg.vocab import PREFIXES


class EmbeddedStore(Answering):
    """An Oxigraph store in a directory; use it as a context manager, or `close` it."""

    documents_at_once = 1

    def __init__(self, location: Path, *, read_only: bool = False) -> None:
        self.location = location
        self.read_only = read_only
        self._snapshot: Snapshot | None = None
        self._loaded = 0
        self._store: ox.Store | None = self._open()
        self._waiting: Loading | None = None
        if not read_only:
            self._begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write everything out and release the lock; closing twice is fine."""
        if self._store is not None and not self.read_only:
            # A long write-ahead log would make the next opening slow (2 s for 90 MB).
            try:
                with translated(self.location, "write to"):
                    self._opened.flush()
                    if pays_to_merge(self.location / DIRECTORY, self._loaded):
                        self._opened.optimize()
            finally:
                self._store = None
                if self._waiting is not None:
                    self._waiting.close()
        self._store = None
        if self._snapshot is not None:
            self._snapshot.close()
            self._snapshot = None

    def replace_graph(self, graph: str, content: Content) -> None:
        """Make quads, or N-Triples, the whole content of the graph, in one transaction.

        The quads' own graph name is not looked at. Writing what is there already writes nothing.
        """
        self.replace_graphs([(graph, content)])
        self._load_waiting()

    def replace_graphs(self, graphs: Iterable[tuple[str, Content]]) -> None:
        """Replace several graphs, each of them at once.

        New ones are on disk when this returns, and are loaded when there are many or something is
        asked of the store; readers beside this writer see them within half a minute.
        """
        for graph, content in graphs:
            if self._is_new(graph):
                self._wait(graph, content)
            else:
                self._replace(to_node(graph), triples_of(content))

    def drop_graph(self, graph: str) -> None:
        """Remove the graph, and from the default graph what no other graph states."""
        if self._writable.contains_named_graph(to_node(graph)):
            self._replace(to_node(graph), set(), drop=True)

    def add_to_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Add quads to a graph and keep what it has; they wait like new graphs."""
        self._wait(graph, quads)

    def write_graph(self, graph: str, data: bytes, rdf_format: str, *, merge: bool) -> bool:
        """Make the triples in `data` the content of a graph, or add them; say if it is new.

        Raises:
            QueryError: the data are not of the format, or hold blank nodes.
        """
        triples = dump.read_triples(data, rdf_format)
        node = to_node(graph)
        new = not self._writable.contains_named_graph(node)
        if merge or new:
            self._extend(node, triples)
        else:
            self._replace(node, triples)
        return new

    def update(self, sparql: str, *, base_iri: str | None = None) -> None:
        """Run a SPARQL update, in one transaction, exactly as it is written.

        It does not keep the default graph the union of the named graphs; `replace_graph`,
        `add_to_graph` and `drop_graph` do.

        Raises:
            QueryError: the update is wrong, or it would fetch from the network.
        """
        refuse_network(sparql)
        try:
            with translated(self.location, "write to"):
                self._writable.update(sparql, base_iri=base_iri, prefixes=PREFIXES)
        except SyntaxError as error:
            raise QueryError(explain(sparql, str(error))) from error
        except ValueError as error:
            raise QueryError(f"wrong update: {error}") from error

    def _open(self) -> ox.Store:
        if not self.read_only:
            return open_to_write(self.location)
        store, self._snapshot = open_to_read(self.location)
        return store

    @property
    def _engine(self) -> ox.Store:
        if self._store is None:
            raise StoreError(f"{self.location}: the store is closed")
        return self._store

    @property
    def _opened(self) -> ox.Store:
        """The engine with all that was written."""
        self._load_waiting()
        return self._engine

    @property
    def _writable(self) -> ox.Store:
        if self.read_only:
            raise StoreError(f"{self.location}: the store was opened to read only")
        return self._opened

    def _begin(self) -> None:
        """Load what a writer that was killed left."""
        try:
            with translated(self.location, "open"):
                self._waiting = Loading(self.location, self._load)
            self._load_waiting()
        except StoreError:
            self._store = None
            raise

    def _is_new(self, graph: str) -> bool:
        waiting = self._waiting is not None and graph in self._waiting
        with translated(self.location, "read"):
            return not (waiting or self._engine.contains_named_graph(to_node(graph)))

    def _wait(self, graph: str, content: Content) -> None:
        if self._waiting is None:
            raise StoreError(f"{self.location}: the store was opened to read only")
        with translated(self.location, "write to"):
            self._waiting.add(graph, with_union(to_node(graph), lines_of(content)))
            if self._waiting.due:
                self._waiting.begin()

    def _load_waiting(self) -> None:
        if self._waiting is not None:
            with translated(self.location, "write to"):
                self._waiting.finish()

    def _load(self, waiting: Waiting) -> None:
        # No name for the engine's store or its methods: the traceback of an error would keep it
        # open and locked. `to_lines` has looked at the IRIs.
        if waiting.is_large:
            self._engine.bulk_load(path=waiting.path, format=ox.RdfFormat.N_QUADS, lenient=True)
            self._loaded += waiting.quads
        else:
            self._engine.load(path=waiting.path, format=ox.RdfFormat.N_QUADS, lenient=True)

    def _extend(self, graph: ox.NamedNode, triples: set[Triple]) -> None:
        quads = (ox.Quad(*t, name) for t in triples for name in (graph, DEFAULT_GRAPH))
        with translated(self.location, "write to"):
            self._writable.extend(quads)

    def _replace(self, graph: ox.NamedNode, wanted: set[Triple], *, drop: bool = False) -> None:
        with translated(self.location, "read"):
            present = {
                (quad.subject, quad.predicate, quad.object)
                for quad in self._writable.quads_for_pattern(None, None, None, graph)
            }
            gone, added = present - wanted, wanted - present
            if not (gone or added or drop):
                return
            orphans = {triple for triple in gone if not self._stated_elsewhere(triple, graph)}
        update = to_update(graph, gone=gone, orphans=orphans, added=added, drop=drop)
        with translated(self.location, "write to"):
            self._writable.update(update)

    def _stated_elsewhere(self, triple: Triple, graph: ox.NamedNode) -> bool:
        return any(  # for the number 255 the engine gives 256 to 510, too
            quad.graph_name not in (graph, DEFAULT_GRAPH) and quad.object == triple[2]
            for quad in self._opened.quads_for_pattern(*triple)
        )
