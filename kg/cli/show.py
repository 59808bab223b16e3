"""`kg show`: an entity's card."""

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_STORE, StoreOption
from kg.cli.table import show as shown

if TYPE_CHECKING:
    from kg.linking.cards import Card, Row


class CardFormat(StrEnum):
    """How a card is printed."""

    text = "text"
    json = "json"


def show(
    name: Annotated[str, typer.Argument(help="Name, alias or IRI of an entity.")],
    *,
    store: StoreOption = DEFAULT_STORE,
    limit: Annotated[int, typer.Option(help="How many lines of each list.", min=1)] = 10,
    card_format: Annotated[
        CardFormat, typer.Option("--format", help="text to read, json for programs.")
    ] = CardFormat.text,
) -> None:
    """Print what is known of an entity: names, roles over time, facts, amounts, sentences.

    Several entities of one name are printed one after the other; a typing slip gets the nearest
    names.

    Example: `kg show "Europäische Kommission"`
    """
    from kg.errors import DecisionError
    from kg.linking.cards import read_card
    from kg.linking.lookup import find_entities, one_entity, stored_entities
    from kg.stores import open_store

    with open_store(store, read_only=True) as opened:
        entities = stored_entities(opened)
        found = find_entities(entities, name)
        if not found:
            one_entity(entities, name)  # raises with the nearest names
            raise DecisionError(name)
        cards = [read_card(opened, entity, limit=limit) for entity in found]
    if card_format is CardFormat.json:
        print(json.dumps([_plain(card) for card in cards], ensure_ascii=False, default=str))
    else:
        print("\n\n".join(_text(card) for card in cards))


def _plain(card: "Card") -> dict[str, object]:
    entity = card.entity
    return {
        "iri": entity.iri, "name": entity.name, "type": entity.type, "status": entity.status,
        "mentions": entity.mentions, "aliases": entity.aliases, "matches": card.matches,
        "roles": card.roles, "appears_with": card.company, "facts": card.facts,
        "amounts": card.amounts, "sentences": card.sentences,
    }  # fmt: skip


def _text(card: "Card") -> str:
    entity = card.entity
    lines = [
        f"{entity.name}  ({entity.type}, {entity.status}, {entity.mentions} mentions)",
        entity.iri,
    ]
    if entity.aliases:
        lines.append("also: " + ", ".join(entity.aliases))
    if card.matches:
        lines.append("same as: " + ", ".join(card.matches))
    for title, rows in (
        ("Roles", [_role(row) for row in card.roles]),
        ("Facts", [_fact(row, entity.name) for row in card.facts]),
        ("Appears with", [f"{row['name']} ({row['sentences']})" for row in card.company]),
        ("Amounts", [_amount(row) for row in card.amounts]),
        ("Sentences", [_sentence(row) for row in card.sentences]),
    ):
        if rows:
            lines += ["", title, *(f"  {row}" for row in rows)]
    return "\n".join(lines)


def _role(row: "Row") -> str:
    who = [str(row[key]) for key in ("person", "role", "organisation") if row.get(key)]
    dates = list(dict.fromkeys(str(row[key]) for key in ("first", "last") if row.get(key)))
    return ", ".join(who) + (f"  {' to '.join(dates)}" if dates else "")


def _fact(row: "Row", name: str) -> str:
    predicate = shown(row["predicate"]).removeprefix("kg:")
    subject = "" if row["subject"] == name else f"{row['subject']} "
    modality = str(row["modality"]).rsplit("#", 1)[-1].lower()
    notes = [str(row[key]) for key in ("share", "date") if row.get(key)]
    notes += [modality] if modality != "factual" else []
    return "  ".join([f"{subject}{predicate} {row['object']}", *notes])


def _amount(row: "Row") -> str:
    modality = str(row["modality"]).rsplit("#", 1)[-1].lower()
    predicate = shown(row["predicate"]).removeprefix("kg:")
    return f"{row['wording']}  {predicate}, {modality}, {row['other']}"


def _sentence(row: "Row") -> str:
    where = "  ".join(str(row[k]) for k in ("published", "title", "source") if row.get(k))
    return f"{shown(row['sentence'])}\n    {where}"
