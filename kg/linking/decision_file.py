"""The file that keeps a person's decisions: TOML, one table per decision, made to be versioned."""

import json
import tomllib
from pathlib import Path

from kg.errors import DecisionError
from kg.linking.decisions import Decision, Decisions

FILE_NAME = "decisions.toml"
_ELSEWHERE = "decisions.path"
_HEADER = """\
# Decisions about entities, made with kg review, kg merge, kg split, kg reject and kg retype.
# kg undo takes one back. What you add, change or delete here takes effect with the next kg ingest.
"""
_FIELDS = ("action", "entity", "entity_name", "entity_type", "other", "other_name", "other_type",
           "document", "text", "note")  # fmt: skip


def decisions_file(folder: Path, given: Path | None = None) -> Path:
    """Return the file of a store's decisions: the one given, the one chosen last, or its own.

    `folder` is where the store keeps what is not RDF. Raise `DecisionError` where the file that
    was chosen is gone: without it, everything decided in it would be taken back.
    """
    if given is not None:
        return given
    choice = folder / _ELSEWHERE
    if not choice.exists():
        return folder / FILE_NAME
    path = Path(choice.read_text(encoding="utf-8").strip())
    if not path.exists():
        raise DecisionError(f"{path}: the store's decisions are gone; name them with --decisions")
    return path


def choose_decisions_file(folder: Path, path: Path) -> None:
    """Remember that the store's decisions are in `path` from now on."""
    choice = folder / _ELSEWHERE
    if path.absolute() == (folder / FILE_NAME).absolute():
        choice.unlink(missing_ok=True)
        return
    folder.mkdir(parents=True, exist_ok=True)
    choice.write_text(f"{path.absolute()}\n", encoding="utf-8")


def load_decisions(path: Path) -> Decisions:
    """Read the decisions; a missing file means none. Raise `DecisionError` for a broken one."""
    if not path.exists():
        return Decisions()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DecisionError(f"{path}: not a decisions file: {error}") from error
    items = []
    for number, row in enumerate(table.get("decision", []), 1):
        unknown = set(row) - set(_FIELDS)
        if unknown or not {"action", "entity", "entity_name", "entity_type"} <= set(row):
            raise DecisionError(
                f"{path}: decision {number}: fields missing or unknown {sorted(unknown)}"
            )
        items.append(Decision(**{key: str(value) for key, value in row.items()}))  # type: ignore[arg-type]
    decisions = Decisions(tuple({d.id: d for d in items}.values()))
    decisions.check()
    return decisions


def save_decisions(decisions: Decisions, path: Path) -> None:
    """Write the decisions; the file is replaced as a whole, never half written."""
    blocks = [_HEADER]
    for decision in decisions.items:
        fields = ((key, getattr(decision, key)) for key in _FIELDS)
        # A TOML basic string takes the same escapes as a JSON string.
        lines = [
            f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields if value
        ]
        blocks.append("\n".join(["[[decision]]", *lines]) + "\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text("\n".join(blocks), encoding="utf-8")
    part.replace(path)
