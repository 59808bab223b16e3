"""`kg review`, `merge`, `split`, `reject`, `retype`, `undo`: a person decides who is who."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_STORE, StoreOption
from kg.cli.table import print_table

if TYPE_CHECKING:
    from kg.linking import Decision, Decisions
    from kg.linking.duplicates import Duplicate
    from kg.linking.lookup import Select, StoredEntity

DecisionsOption = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        help="The file with the decisions.",
        show_default="decisions.toml in the store's folder",
    ),
]
DocumentOption = Annotated[
    str, typer.Option("--document", "-d", help="Only in this document: title, source or IRI.")
]
WordingOption = Annotated[
    str, typer.Option("--text", "-t", help="Only where the mention has this wording.")
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
) -> None:
    """Decide that B is the same as A.

    Example: `kg merge "Verband der Automobilindustrie" "Autoverband VDA"`
    """
    from kg.linking import Decision

    entities = _entities(store)
    a, b = _one(entities, keep), _one(entities, other)
    made = Decision("merge", a.iri, a.name, a.type, b.iri, b.name, b.type, note=note)
    _decide(made, store, decisions)


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
    _decide(made, store, decisions)


def reject(
    entity: Annotated[str, typer.Argument(help="The entity: name or IRI.", metavar="A")],
    *,
    document: DocumentOption = "",
    text: WordingOption = "",
    store: StoreOption = DEFAULT_STORE,
    decisions: DecisionsOption = None,
    note: NoteOption = "",
) -> None:
    """Decide that mentions of A are no entity at all, everywhere or where the options say.

    Example: `kg reject "No AI, No Europe"`
    """
    from kg.linking import Decision

    a = _one(_entities(store), entity)
    where = _document(store, document)
    made = Decision("reject", a.iri, a.name, a.type, document=where, text=text, note=note)
    _decide(made, store, decisions)


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
) -> None:
    """Decide what kind of thing A is; its IRI stays.

    Example: `kg retype HammerHAI Facility`
    """
    from kg.linking import Decision

    a = _one(_entities(store), entity)
    _decide(Decision("retype", a.iri, a.name, type_, note=note), store, decisions)


def undo(
    decision: Annotated[
        str, typer.Argument(help="Id of the decision, or its beginning; the last one if left out.")
    ] = "",
    *,
    store: StoreOption = DEFAULT_STORE,
    decisions: DecisionsOption = None,
) -> None:
    """Take a decision back.

    Example: `kg undo`
    """
    from kg.linking import load_decisions, save_decisions

    path = _path(store, decisions)
    left, gone = load_decisions(path).undo(decision or None)
    save_decisions(left, path)
    print(f"{gone.id}  taken back: {gone.describe()}")
    _remind()


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
) -> None:
    """Walk through the likeliest duplicates and the mentions that fit several entities.

    Each question shows sentences. Answers are kept at once; "different" is remembered.

    Example: `kg review`

    Example: `kg review --pending --limit 20`
    """
    from kg.linking import load_decisions
    from kg.linking.duplicates import likely_duplicates
    from kg.stores import open_store

    path = _path(store, decisions)
    made = load_decisions(path)
    if show_list:
        print_table(
            ["id", "action", "decision"], [[d.id, d.action, d.describe()] for d in made.items]
        )
        return
    with open_store(store, read_only=True) as opened:
        pairs = likely_duplicates(_all(opened), made)[:limit]
        if show_pending:
            rows = [(d.score, d.reason, d.keep.name, d.other.name) for d in pairs]
            print_table(["score", "reason", "entity", "may be the same"], rows)
            return
        _ask_all(opened, pairs, made, path)


def _ask_all(store: "Select", pairs: "list[Duplicate]", made: "Decisions", path: Path) -> None:
    """Ask about each pair; every answer is saved before the next question."""
    from kg.errors import DecisionError
    from kg.linking import save_decisions

    for number, pair in enumerate(pairs, 1):
        print(f"\n{number}/{len(pairs)}  {pair.reason}", file=sys.stderr)
        for entity in (pair.keep, pair.other):
            _introduce(store, entity)
        answer = typer.prompt(
            "[s]ame, [d]ifferent, [n]ext, reject [1] or [2], [q]uit", default="n", err=True
        )
        if answer.startswith("q"):
            break
        decision = _answered(answer, pair)
        if decision is None:
            continue
        try:
            made = made.add(decision)
        except DecisionError as error:
            print(f"kg: {error}", file=sys.stderr)
            continue
        save_decisions(made, path)
        print(f"{decision.id}  {decision.describe()}")
    _remind()


def _introduce(store: "Select", entity: "StoredEntity") -> None:
    from kg.linking.cards import sentences_of

    about = f"{entity.name}  ({entity.type}, {entity.status}, {entity.mentions} mentions)"
    print(about, file=sys.stderr)
    for sentence in sentences_of(store, entity.iri):
        print(f"    {sentence}", file=sys.stderr)


def _answered(answer: str, pair: "Duplicate") -> "Decision | None":
    from kg.linking import Decision

    a, b = pair.keep, pair.other
    both = (a.iri, a.name, a.type, b.iri, b.name, b.type)
    match answer[:1].lower():
        case "s":
            return Decision("merge", *both)
        case "d":
            return Decision("distinct", *both)
        case "1":
            return Decision("reject", a.iri, a.name, a.type)
        case "2":
            return Decision("reject", b.iri, b.name, b.type)
    return None


def _entities(location: str) -> "list[StoredEntity]":
    from kg.stores import open_store

    with open_store(location, read_only=True) as store:
        return _all(store)


def _all(store: "Select") -> "list[StoredEntity]":
    from kg.linking.lookup import stored_entities

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


def _path(store: str, decisions: Path | None) -> Path:
    from kg.config import state_folder
    from kg.linking import FILE_NAME

    return decisions or state_folder(store) / FILE_NAME


def _decide(decision: "Decision", store: str, decisions: Path | None) -> None:
    """Keep one decision and say so."""
    from kg.linking import load_decisions, save_decisions

    path = _path(store, decisions)
    save_decisions(load_decisions(path).add(decision), path)
    print(f"{decision.id}  {decision.describe()}")
    _remind()


def _remind() -> None:
    print("kg: takes effect at the next kg ingest of the documents", file=sys.stderr)
