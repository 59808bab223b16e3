"""The stages between a document and its quads, built once per process.

`Stages` is what engines send to their workers: names, versions and decisions. Calling it loads
the language pipeline and the linker, which is costly, and gives the function that does the work.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from kg.knowledge import knowledge_of
from kg.model import Analysis, Document, Fact, Link, Quad, Run
from kg.report import Entities

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.linking import Decisions, Linker


@dataclass(frozen=True, slots=True)
class Extract:
    """Everything found in one document."""

    analysis: Analysis
    links: tuple[Link, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """One document as quads: its own graph, and the knowledge-base entries that it uses.

    `triples` are those of the document's graph, in N-Triples, sorted; those of a long document
    chunk by chunk, some several times. `amounts` counts the sums of money.
    """

    triples: bytes
    knowledge: list[Quad]
    entities: Entities
    mentions: int
    amounts: int
    facts: int


@dataclass(frozen=True, slots=True)
class Stages:
    """The setup of ingestion for engines: which language pipeline works, and in which run."""

    nlp: "Language | str | None"
    run: Run
    decisions: "Decisions | None" = None

    def __call__(self) -> Callable[[Sequence[Document]], list[Mapped]]:
        """Load everything and return the work: documents to quads."""
        loaded = load_stages(self.nlp, self.decisions)

        def work(documents: Sequence[Document]) -> list[Mapped]:
            return [
                to_mapped(found, self.run, loaded.linker) for found in loaded.extract(documents)
            ]

        return work


@dataclass(frozen=True, slots=True)
class LoadedStages:
    """The language pipeline and the linker, loaded."""

    nlp: "Language"
    linker: "Linker"

    def extract(self, documents: Iterable[Document]) -> Iterator[Extract]:
        """Analyse, link and find facts; one `Extract` per document, in order, streaming."""
        from kg.nlp import analyse

        for analysis in analyse(documents, self.nlp):
            yield self.complete(analysis)

    def complete(self, analysis: Analysis) -> Extract:
        """Link an analysed document and find its facts; a long one chunk by chunk.

        Entities are known by their names, so one that several chunks name is the same in all.
        """
        from kg.facts import build_facts
        from kg.nlp.chunks import parts

        links: list[Link] = []
        facts: dict[Fact, None] = {}
        for first, part in parts(analysis):
            own = self.linker.link(part)
            compound = partial(self.linker.compound, links=own)
            facts |= dict.fromkeys(build_facts(part, own, resolve_compound=compound))
            links += (replace(link, mention=link.mention + first) for link in own)
        return Extract(analysis, tuple(links), tuple(facts))


def load_stages(
    nlp: "Language | str | None" = None, decisions: "Decisions | None" = None
) -> LoadedStages:
    """Load a language pipeline (None is the one that ships with kg) and the linker."""
    from kg.linking import Linker
    from kg.nlp import load_nlp

    if nlp is None or isinstance(nlp, str):
        nlp = load_nlp(nlp)
    return LoadedStages(nlp, Linker(decisions=decisions))


def current_run(nlp: "Language | str | None" = None) -> Run:
    """Return the versions that would analyse a document now; loads no pipeline."""
    from kg.linking import KB_VERSION
    from kg.nlp import model_version

    return Run(model=model_version(nlp), rules=version("kg"), knowledge_base=KB_VERSION)


def to_mapped(found: Extract, run: Run, linker: "Linker | None" = None) -> Mapped:
    """Turn what was found in a document into quads and counts.

    What the linker's knowledge base says of the entities comes with it.
    """
    from kg.mapping import to_quads
    from kg.stores.lines import to_lines

    entities = {link.entity for link in found.links if link.entity is not None}
    for fact in found.facts:
        named = (fact.subject, fact.object, fact.via, fact.attributed_to)
        entities |= {entity for entity in named if entity is not None}
    return Mapped(
        triples=b"".join(
            to_lines(to_quads(part.analysis, part.links, part.facts, run)) for part in _parts(found)
        ),
        knowledge=knowledge_of(entities, linker),
        entities=frozenset((entity.type, entity.iri) for entity in entities),
        mentions=len(found.analysis.mentions),
        amounts=sum(amount.currency is not None for amount in found.analysis.amounts),
        facts=len(found.facts),
    )


def _parts(found: Extract) -> Iterator[Extract]:
    """Yield what was found chunk by chunk: the quads of a long document take gigabytes."""
    from kg.nlp.chunks import chunks, parts

    whole = [*parts(found.analysis)]
    if len(whole) == 1:
        yield found
        return
    links = {link.mention: link for link in found.links}
    facts: dict[int, list[Fact]] = {}
    ends = [end for _, end in chunks(found.analysis.document.text)]
    for fact in found.facts:
        start = fact.evidence[0].start if fact.evidence else 0
        facts.setdefault(min(bisect_right(ends, start), len(ends) - 1), []).append(fact)
    for number, (first, part) in enumerate(whole):
        own = (links.get(first + index) for index in range(len(part.mentions)))
        yield Extract(
            part,
            tuple(replace(link, mention=link.mention - first) for link in own if link),
            tuple(facts.get(number, ())),
        )


def with_history(mapped: Mapped, document: Document) -> Mapped:
    """Add what became known of a document after it was mapped: other places, earlier texts."""
    from kg.mapping import history_quads
    from kg.stores.lines import to_lines

    if not (document.further or document.earlier):
        return mapped
    return replace(mapped, triples=mapped.triples + to_lines(history_quads(document)))
