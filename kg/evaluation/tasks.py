"""Run the stages over gold texts, one text at a time, and score what they say."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GoldError
from kg.evaluation.amounts import score_amounts
from kg.evaluation.facts import score_facts
from kg.evaluation.gold import NEEDS, GoldText, read_gold
from kg.evaluation.links import LinkTally, score_links
from kg.evaluation.mentions import score_mentions
from kg.evaluation.relations import score_relations
from kg.evaluation.report import Report
from kg.evaluation.scores import Tally
from kg.model import ENTITY_LABELS, LABELS, Analysis, Link
from kg.stages import LoadedStages, load_stages
from kg.vocab import PREDICATES, RELATIONS

if TYPE_CHECKING:
    from spacy.language import Language

TASKS = tuple(NEEDS)
# What `labels` may name; MISC is the fourth class of general German pipelines and corpora.
_CHOICES: dict[str, tuple[str, ...]] = {
    "ner": (*LABELS, "MISC"),
    "relations": RELATIONS,
    "links": ENTITY_LABELS,
    "amounts": ("MONEY", "QUANTITY"),
    "facts": PREDICATES,
}
Pair = tuple[GoldText, Analysis]


def evaluate(
    gold: str | Path,
    task: str = "ner",
    *,
    nlp: "Language | str | None" = None,
    labels: Collection[str] | None = None,
    gold_spans: bool = False,
    errors: int = 0,
) -> Report:
    """Score the pipeline against a gold file; memory does not grow with the file.

    Args:
        gold: JSON Lines, optionally gzipped; "-" is standard input. See `kg.evaluation.gold`.
        task: "ner", "relations", "links", "amounts" or "facts".
        nlp: a spaCy pipeline or the name of one; None is the one that ships with kg.
        labels: what to score (labels, relation names or predicates); None is everything. Name
            the labels of a corpus that does not annotate all of them.
        gold_spans: give the pipeline the gold mentions instead of letting it find them.
        errors: how many misses and false hits to list.

    Raises:
        GoldError: the file cannot be read, or a line is not what the task needs.
        ModelError: the pipeline cannot be loaded.
    """
    if task not in TASKS:
        raise GoldError(f"no task {task!r}; choose from {', '.join(TASKS)}")
    if gold_spans and task in ("ner", "amounts"):
        raise GoldError(f"the task {task} finds spans, so gold spans make no sense for it")
    _check_labels(task, labels or ())
    golds = read_gold(gold, task)
    first = next(golds, None)
    if first is None:
        raise GoldError(f"{gold}: no texts in it")
    # Loading takes seconds: a wrong file is reported before it.
    stages = load_stages(nlp)
    pairs = _analysed(chain([first], golds), stages, gold_spans=gold_spans)
    return _SCORERS[task](pairs, stages, labels, errors)


def _check_labels(task: str, labels: Iterable[str]) -> None:
    unknown = sorted(set(labels) - set(_CHOICES[task]))
    if unknown:
        raise GoldError(
            f"nothing is called {', '.join(unknown)} in the task {task}; "
            f"choose from {', '.join(_CHOICES[task])}"
        )


def _analysed(
    golds: Iterable[GoldText], stages: LoadedStages, *, gold_spans: bool
) -> Iterator[Pair]:
    """Yield each gold text with what the pipeline sees in it; reads ahead only what it batches."""
    from kg.nlp import analyse

    waiting: list[GoldText] = []

    def documents() -> Iterator[GoldText]:
        for gold in golds:
            waiting.append(gold)
            yield gold

    for analysis in analyse((gold.document for gold in documents()), stages.nlp):
        gold = waiting.pop(0)
        yield gold, _with_gold_spans(gold, analysis, stages) if gold_spans else analysis


def _with_gold_spans(gold: GoldText, analysis: Analysis, stages: LoadedStages) -> Analysis:
    """Return the analysis with gold mentions, in text order, and the relations found on them."""
    from kg.nlp import relate

    mentions = tuple(sorted(gold.mentions(), key=lambda m: (m.span.start, m.span.end)))
    relations = relate(gold.document.text, mentions, stages.nlp)
    return replace(analysis, mentions=mentions, relations=relations)


def _ner(
    pairs: Iterable[Pair], _: LoadedStages, labels: Collection[str] | None, errors: int
) -> Report:
    wanted = labels or LABELS
    tally = _tally(wanted, errors)
    for gold, analysis in pairs:
        score_mentions(tally, gold, analysis.mentions, wanted)
    return Report("ner", tally.scores(wanted), slips=tuple(tally.slips))


def _relations(
    pairs: Iterable[Pair], _: LoadedStages, labels: Collection[str] | None, errors: int
) -> Report:
    tally = _tally(labels or (), errors)
    for gold, analysis in pairs:
        if labels:
            kept = tuple(r for r in gold.relations if r.name in labels)
            gold = replace(gold, relations=kept)
        found = [r for r in analysis.relations if not labels or r.name in labels]
        score_relations(tally, gold, analysis.mentions, found)
    return Report("relations", tally.scores(RELATIONS), slips=tuple(tally.slips))


def _links(
    pairs: Iterable[Pair], stages: LoadedStages, labels: Collection[str] | None, errors: int
) -> Report:
    tally = LinkTally(Tally(errors))
    for gold, analysis in pairs:
        links = stages.linker.link(analysis)
        if labels:
            links = tuple(k for k in links if analysis.mentions[k.mention].label in labels)
        score_links(tally, gold, analysis.mentions, links)
    return Report("links", tally.scores(), slips=tuple(tally.known.slips))


def _amounts(
    pairs: Iterable[Pair], _: LoadedStages, labels: Collection[str] | None, errors: int
) -> Report:
    tally = _tally(labels or (), errors)
    for gold, analysis in pairs:
        if labels:
            gold = replace(gold, amounts=tuple(a for a in gold.amounts if a.label in labels))
        found = [
            amount
            for amount in analysis.amounts
            if not labels or ("MONEY" if amount.currency else "QUANTITY") in labels
        ]
        score_amounts(tally, gold, found)
    return Report("amounts", tally.scores(), slips=tuple(tally.slips))


def _facts(
    pairs: Iterable[Pair], stages: LoadedStages, labels: Collection[str] | None, errors: int
) -> Report:
    tally, rules = _tally(labels or (), errors), Tally()
    for gold, analysis in pairs:
        extract = stages.complete(analysis)
        if labels:
            gold = replace(gold, facts=tuple(f for f in gold.facts if f.predicate in labels))
        found = [f for f in extract.facts if not labels or f.predicate in labels]
        score_facts(tally, rules, gold, found, _surfaces(analysis, extract.links))
    return Report("facts", tally.scores(PREDICATES), rules.scores(), tuple(tally.slips))


def _surfaces(analysis: Analysis, links: Iterable[Link]) -> dict[str, list[str]]:
    """Return the forms that the text's mentions give to each entity, by IRI."""
    surfaces: defaultdict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.entity is not None:
            surfaces[link.entity.iri].append(analysis.mentions[link.mention].text)
    return surfaces


def _tally(labels: Iterable[str], errors: int) -> Tally:
    """Return an empty tally in which the asked labels stand even if nothing has them."""
    tally = Tally(errors)
    for label in labels:
        tally.of(label)
    return tally


_Scorer = Callable[[Iterable[Pair], LoadedStages, Collection[str] | None, int], Report]
_SCORERS: dict[str, _Scorer] = {
    "ner": _ner,
    "relations": _relations,
    "links": _links,
    "amounts": _amounts,
    "facts": _facts,
}
