"""Join facts that say the same, and see which of them a fuller fact makes optional."""

import json
from collections.abc import Iterable
from typing import Any

Fact = dict[str, Any]


def merge(facts: Iterable[Fact]) -> list[Fact]:
    """Return each fact once, in the order of its first statement, with all its evidence."""
    merged: dict[str, Fact] = {}
    for fact in facts:
        known = merged.setdefault(_identity(fact), fact)
        if known is not fact:
            known["evidence"] += [e for e in fact["evidence"] if e not in known["evidence"]]
    kept = list(merged.values())
    for fact in kept:
        if any(_covers(other, fact) for other in kept):
            fact["optional"] = True
    return kept


def _identity(fact: Fact) -> str:
    amount = fact.get("amount") or {}
    parts = [fact.get(key) for key in ("subject", "predicate", "object", "role", "modality")]
    values = {key: value for key, value in amount.items() if key not in ("start", "end")}
    return json.dumps([parts, values], sort_keys=True)


def _covers(fuller: Fact, fact: Fact) -> bool:
    """Tell whether a stated membership with a role makes the other fact needless.

    So do a bare membership or affiliation in the same body, and a shorter form of the same role
    ("Staatssekretärin" beside "Parlamentarische Staatssekretärin").
    """
    if fuller["predicate"] != "memberOf" or fuller.get("optional") or fuller is fact:
        return False
    if fuller["subject"] != fact["subject"] or not fuller.get("role"):
        return False
    same_body = bool(fuller["object"] == fact["object"])
    if fact["predicate"] == "memberOf":
        return same_body and not fact.get("role")
    if fact["predicate"] == "holdsRole":
        return str(fact["role"]).casefold() in str(fuller["role"]).casefold()
    return fact["predicate"] == "affiliatedWith" and same_body
