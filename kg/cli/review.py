"""`kg review`: walk through the likeliest duplicates and what the linker left open."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.decide import LaterOption, apply, decisions_path, keep
from kg.cli.options import DEFAULT_STORE, DecisionsOption, ModelOption, StoreOption
from kg.cli.table import print_table

if TYPE_CHECKING:
    from kg.linking import Decision, Decisions
    from kg.linking.decisions import Action
    from kg.linking.duplicates import Duplicate
    from kg.linking.lookup import Select, StoredEntity
    from kg.model import Entity

    Unsure = tuple[StoredEntity, list[Entity]]


def review(
    *,
    store: StoreOption = DEFAULT_STORE,
    decisions: DecisionsOption = None,
    show_list: Annotated[
        bool, typer.Option("--list", help="List the decisions that were made, and change nothing.")
    ] = False,
    show_pending: Annotated[
        bool, typer.Option("--pending", help="List what is to be decided, and change nothing.")
    ] = False,
    limit: Annotated[int, typer.Option(help="Ask about at most this many.", min=1)] = 50,
    model: ModelOption = None,
    later: LaterOption = False,
) -> None:
    """Walk through the likeliest duplicates, doubtful types and names that fit several entities.

    Each question shows sentences. Answers are kept at once and applied at the end; "different" is
    remembered.

    Example: `kg review`

    Example: `kg review --pending --limit 20`
    """
    from kg.linking import load_decisions
    from kg.linking.duplicates import likely_duplicates
    from kg.linking.lookup import stored_entities
    from kg.stores import open_store

    path = decisions_path(store, decisions)
    made = load_decisions(path)
    if show_list:
        rows = [(d.id, d.action, d.describe()) for d in made.items]
        print_table(["id", "action", "decision"], rows)
        return
    with open_store(store, read_only=True) as opened:
        entities = stored_entities(opened)
        unsure = _open(opened, entities, made)[:limit]
        pairs = likely_duplicates(entities, made)[:limit]
        if show_pending:
            _print_pending(unsure, pairs)
            return
        answers = _Answers(opened, store, made, path)
        if answers.ask_open(unsure) and answers.ask_pairs(pairs):
            print("kg: nothing more to decide", file=sys.stderr)
    if answers.made != made:
        apply(store, model=model, later=later)


def _open(store: "Select", entities: "list[StoredEntity]", made: "Decisions") -> "list[Unsure]":
    """Return the entities that fit several entries of the knowledge base and are undecided."""
    from kg.linking import load_kb
    from kg.linking.lookup import open_choices

    choices = open_choices(store)
    if not choices:
        return []
    kb, merged = load_kb(), made.roots()
    found = []
    for entity in entities:
        known = [kb.by_iri(iri) for iri in choices.get(entity.iri, ())]
        fitting = [
            entry.to_entity()
            for entry in known
            if entry is not None and not made.different(entity.iri, entry.iri)
        ]
        if fitting and entity.iri not in merged:
            found.append((entity, fitting))
    return found


def _print_pending(unsure: "list[Unsure]", pairs: "list[Duplicate]") -> None:
    rows = [
        ("fits several", entity.name, " / ".join(known.name for known in fitting))
        for entity, fitting in unsure
    ]
    rows += [(pair.reason, pair.keep.name, pair.other.name) for pair in pairs]
    print_table(["reason", "entity", "may be"], rows)


class _Answers:
    """The answers given so far; each is saved before the next question."""

    def __init__(self, store: "Select", location: str, made: "Decisions", path: Path) -> None:
        self.store, self.location, self.made, self.path = store, location, made, path

    def ask_open(self, unsure: "list[Unsure]") -> bool:
        """Ask which entry each entity is; False where the person wants to stop."""
        from kg.linking import Decision

        for number, (entity, fitting) in enumerate(unsure, 1):
            print(f"\n{number}/{len(unsure)}  fits several", file=sys.stderr)
            self._introduce(entity)
            for choice, known in enumerate(fitting, 1):
                print(f"  [{choice}] {known.name}", file=sys.stderr)
            answer = _prompt("number, [0] none of them, [r]eject, [n]ext, [q]uit")
            if answer == "q":
                return False
            if answer == "r":
                self._keep(Decision("reject", entity.iri, entity.name, entity.type))
            elif answer == "0":
                for known in fitting:
                    self._keep(_pair("distinct", known, entity))
            elif answer.isdigit() and int(answer) <= len(fitting):
                self._keep(_pair("merge", fitting[int(answer) - 1], entity))
        return True

    def ask_pairs(self, pairs: "list[Duplicate]") -> bool:
        """Ask whether two entities are one; False where the person wants to stop."""
        from kg.linking import Decision

        for number, pair in enumerate(pairs, 1):
            print(f"\n{number}/{len(pairs)}  {pair.reason}", file=sys.stderr)
            self._introduce(pair.keep)
            self._introduce(pair.other)
            answer = _prompt("[s]ame, [d]ifferent, reject [1] or [2], [n]ext, [q]uit")
            if answer == "q":
                return False
            if answer in ("1", "2"):
                gone = pair.keep if answer == "1" else pair.other
                self._keep(Decision("reject", gone.iri, gone.name, gone.type))
            elif answer in ("s", "d"):
                self._keep(_pair("merge" if answer == "s" else "distinct", pair.keep, pair.other))
        return True

    def _introduce(self, entity: "StoredEntity") -> None:
        from kg.linking.cards import sentences_of

        about = f"{entity.name}  ({entity.type}, {entity.status}, {entity.mentions} mentions)"
        print(about, file=sys.stderr)
        for sentence in sentences_of(self.store, entity.iri):
            print(f"    {sentence}", file=sys.stderr)

    def _keep(self, decision: "Decision") -> None:
        from kg.errors import DecisionError

        try:
            self.made = self.made.add(decision)
        except DecisionError as error:
            print(f"kg: {error}", file=sys.stderr)
            return
        keep(self.made, self.location, self.path)
        print(f"{decision.id}  {decision.describe()}")


def _pair(
    action: "Action", keep: "StoredEntity | Entity", other: "StoredEntity | Entity"
) -> "Decision":
    from kg.linking import Decision

    return Decision(action, keep.iri, keep.name, keep.type, other.iri, other.name, other.type)


def _prompt(question: str) -> str:
    """Return the first letter, or the number, that the person types; "n" where nothing is."""
    answer = str(typer.prompt(question, default="n", err=True)).strip().lower()
    return answer if answer.isdigit() else answer[:1]
