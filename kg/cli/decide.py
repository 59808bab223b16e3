"""`kg merge`, `split`, `reject`, `retype`, `undo`: a person decides who is who."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_STORE, DecisionsOption, ModelOption, StoreOption
from kg.cli.progress import progress_bar

if TYPE_CHECKING:
    from kg.linking import Decision, Decisions
    from kg.linking.lookup import StoredEntity

DocumentOption = Annotated[
    str, typer.Option("--document", "-d", help="Only in this document: title, source or IRI.")
]
WordingOption = Annotated[
    str, typer.Option("--text", "-t", help="Only where the mention has this wording.")
]
LaterOption = Annotated[
    bool,
    typer.Option("--later", help="Only keep the decision; the next kg ingest applies it."),
]
NoteOption = Annotated[str, typer.Option("--note", help="Why; kept in the file.")]
_DOCUMENT = """
SELECT ?iri ?title ?source ?url WHERE {
  ?iri kg:hasText [] ; schema:headline ?title ; kg:sourceLocation ?source .
  OPTIONAL { ?iri schema:url ?url }
}"""


def merge(
    keep: Annotated[str, typer.Argument(help="The entity that stays: name or IRI.", metavar="A")],
    other: Annotated[str, typer.Argument(help="The same thing: name or IRI.", metavar="B")],
    *,
    store: StoreOption = DEFAULT_STORE,
    decisions: DecisionsOption = None,
    note: NoteOption = "",
    model: ModelOption = None,
    later: LaterOption = False,
) -> None:
    """Decide that B is the same as A.

    Example: `kg merge "Verband der Automobilindustrie" "Autoverband VDA"`
    """
    from kg.linking import Decision

    entities = _entities(store)
    a, b = _one(entities, keep), _one(entities, other)
    made = Decision("merge", a.iri, a.name, a.type, b.iri, b.name, b.type, note=note)
    _decide(made, store, decisions, model=model, later=later)


def split(
    entity: Annotated[str, typer.Argument(help="The entity: name or IRI.", metavar="A")],
    name: Annotated[
        str, typer.Argument(help="What the mentions are instead: an entity, or a new name.")
    ],
    *,
    document: DocumentOption = "",
    text: WordingOption = "",
    type_: Annotated[str, typer.Option("--type", help="The type of a new entity.")] = "",
    store: StoreOption = DEFAULT_STORE,
    decisions: DecisionsOption = None,
    note: NoteOption = "",
    model: ModelOption = None,
    later: LaterOption = False,
) -> None:
    """Decide that some mentions of A are another thing; say which by document or wording.

    Example: `kg split "Thomas Müller" "Thomas Müller (Landrat)" --document landkreis.txt`
    """
    from kg.errors import DecisionError
    from kg.linking import Decision, split_target
    from kg.linking.lookup import find_entities

    if not document and not text:
        raise DecisionError("say which mentions: --document, --text or both")
    entities, where = _entities(store), _document(store, document)
    a, known = _one(entities, entity), find_entities(entities, name)
    kind = type_ or a.type
    if known:
        b = _one(entities, name)
        iri, name, kind = b.iri, b.name, b.type
    else:
        iri = split_target(name, kind, where)
    made = Decision("split", a.iri, a.name, a.type, iri, name, kind, where, text, note)
    _decide(made, store, decisions, model=model, later=later)


def reject(
    entity: Annotated[str, typer.Argument(help="The entity: name or IRI.", metavar="A")],
    *,
    document: DocumentOption = "",
    text: WordingOption = "",
    store: StoreOption = DEFAULT_STORE,
    decisions: DecisionsOption = None,
    note: NoteOption = "",
    model: ModelOption = None,
    later: LaterOption = False,
) -> None:
    """Decide that mentions of A are no entity at all, everywhere or where the options say.

    Example: `kg reject "No AI, No Europe"`
    """
    from kg.linking import Decision

    a = _one(_entities(store), entity)
    where = _document(store, document)
    made = Decision("reject", a.iri, a.name, a.type, document=where, text=text, note=note)
    _decide(made, store, decisions, model=model, later=later)


def retype(
    entity: Annotated[str, typer.Argument(help="The entity: name or IRI.", metavar="A")],
    type_: Annotated[
        str,
        typer.Argument(
            help="Person, Organization, Place, Facility, Event, FundingInstrument, Project, "
            "Legislation or Topic.",
            metavar="TYPE",
        ),
    ],
    *,
    store: StoreOption = DEFAULT_STORE,
    decisions: DecisionsOption = None,
    note: NoteOption = "",
    model: ModelOption = None,
    later: LaterOption = False,
) -> None:
    """Decide what kind of thing A is; its IRI stays.

    Example: `kg retype HammerHAI Facility`
    """
    from kg.linking import Decision

    a = _one(_entities(store), entity)
    made = Decision("retype", a.iri, a.name, type_, note=note)
    _decide(made, store, decisions, model=model, later=later)


def undo(
    decision: Annotated[
        str, typer.Argument(help="Id of the decision, or its beginning; the last one if left out.")
    ] = "",
    *,
    store: StoreOption = DEFAULT_STORE,
    decisions: DecisionsOption = None,
    model: ModelOption = None,
    later: LaterOption = False,
) -> None:
    """Take a decision back.

    Example: `kg undo`
    """
    from kg.linking import load_decisions

    path = decisions_path(store, decisions)
    left, gone = load_decisions(path).undo(decision or None)
    keep(left, store, path)
    print(f"{gone.id}  taken back: {gone.describe()}")
    apply(store, model=model, later=later)


def _entities(location: str) -> "list[StoredEntity]":
    from kg.linking.lookup import stored_entities
    from kg.stores import open_store

    with open_store(location, read_only=True) as store:
        return stored_entities(store)


def _one(entities: "list[StoredEntity]", name: str) -> "StoredEntity":
    from kg.linking.lookup import one_entity

    return one_entity(entities, name)


def _document(location: str, wanted: str) -> str:
    """Return the IRI of the document that the person means; an empty wish means any."""
    from kg.errors import DecisionError
    from kg.stores import open_store

    if not wanted:
        return ""
    with open_store(location, read_only=True) as store:
        rows = store.select(_DOCUMENT)
    found = [
        str(row["iri"]) for row in rows if _is_meant(wanted, {str(v) for v in row.values() if v})
    ]
    if len(found) != 1:
        reason = "fits several documents" if found else "is no document of the store"
        raise DecisionError(f"{wanted!r} {reason}; give its title, source or IRI")
    return found[0]


def _is_meant(wanted: str, names: set[str]) -> bool:
    return wanted in names or any(name.endswith("/" + wanted) for name in names)


def decisions_path(store: str, decisions: Path | None) -> Path:
    """Return the file of decisions: the one given, else the one that the store remembers."""
    from kg.config import state_folder
    from kg.linking import decisions_file

    return decisions_file(state_folder(store), decisions)


def keep(decisions: "Decisions", store: str, path: Path) -> None:
    """Write the decisions, and remember that they are the store's."""
    from kg.config import state_folder
    from kg.linking import choose_decisions_file, save_decisions

    save_decisions(decisions, path)
    choose_decisions_file(state_folder(store), path)


def _decide(
    decision: "Decision", store: str, decisions: Path | None, *, model: str | None, later: bool
) -> None:
    """Keep one decision, say so, and apply it."""
    from kg.linking import load_decisions

    path = decisions_path(store, decisions)
    keep(load_decisions(path).add(decision), store, path)
    print(f"{decision.id}  {decision.describe()}")
    apply(store, model=model, later=later)


def apply(store: str, *, model: str | None, later: bool) -> None:
    """Make the documents again that the decisions concern, or say when that is done."""
    from kg.errors import StoreLockedError
    from kg.pipeline import apply_decisions
    from kg.stores import open_store

    if later:
        print("kg: kept; the next kg ingest applies it", file=sys.stderr)
        return
    try:
        with open_store(store) as opened, progress_bar([]) as show:
            result = apply_decisions(opened, nlp=model, progress=show)
    except StoreLockedError:
        print("kg: kept; another process writes, the next kg ingest applies it", file=sys.stderr)
        return
    print(f"kg: {result.relinked} documents made again", file=sys.stderr)
    if not result.ok:
        raise typer.Exit(1)
