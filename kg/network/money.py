"""Who gives how much to whom: amounts of several reports of one sum count once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kg.network.building import SEPARATOR, Attributes, Bundle, edge_kind, fact_edge, unnamed
from kg.network.rows import EntityRow, FactRow, Money
from kg.text import fold

# Words for money itself: as a recipient they would be a hub of everything and mean nothing.
_MONEY_WORDS = frozenset(
    [
        "mittel",
        "gelder",
        "geld",
        "kosten",
        "summe",
        "betrag",
        "beträge",
        "investition",
        "investitionen",
        "förderung",
        "fördermittel",
        "finanzmittel",
        "finanzhilfen",
        "zuschuss",
        "zuschüsse",
        "unterstützung",
        "finanzierung",
        "haushaltsmittel",
        "euro",
        "ausgaben",
        "einnahmen",
        "zahlung",
        "zahlungen",
    ]
)


def money_edges(
    facts: Iterable[FactRow], entities: Mapping[str, EntityRow], currency: str | None
) -> tuple[dict[Bundle, Attributes], Counter[str]]:
    """Return an edge per payer, recipient, modality and currency, and what was left out, why.

    `value` adds up the distinct sums that are stated between the two: the same sum again is taken
    for the same money. `currency` is ISO 4217; None takes all, each with edges of its own.
    """
    groups: dict[Bundle, list[FactRow]] = defaultdict(list)
    left_out: Counter[str] = Counter()
    for fact in facts:
        if fact.money is None:
            left_out["facts without a sum of money"] += 1
        elif currency is not None and fact.money.currency != currency:
            left_out[f"facts in {fact.money.currency}"] += 1
        else:
            kind = edge_kind(fact) if currency else f"{edge_kind(fact)} {fact.money.currency}"
            groups[(*_ends(fact, entities), kind)].append(fact)
    return {key: _edge(group, entities) for key, group in groups.items()}, left_out


def _ends(fact: FactRow, entities: Mapping[str, EntityRow]) -> tuple[str, str]:
    """Return who pays and who or what gets the money.

    Where only "Mittel" are named it is the programme, if there is one. Who is not named is a node
    of its own beside each partner: one node for all of them would join strangers.
    """
    if fact.predicate == "receives":
        return unnamed(fact.subject, "payer"), fact.subject
    named = entities[fact.object]
    if named.type != "Topic" or fold(named.name) not in _MONEY_WORDS:
        return fact.subject, fact.object
    if fact.via and fact.via in entities:
        return fact.subject, fact.via
    return fact.subject, unnamed(fact.subject, "recipient")


def _edge(facts: list[FactRow], entities: Mapping[str, EntityRow]) -> Attributes:
    sums = {(fact.money.value, fact.money.per): fact.money for fact in facts if fact.money}
    value = float(sum(value for value, _ in sums))
    attributes = fact_edge(facts) | {
        "weight": value,
        "value": value,
        "amounts": len(sums),
        "currency": next(iter(sums.values())).currency,
        "qualifier": _qualifier(sums.values()),
    }
    texts = {
        "per": {money.per for money in sums.values()},
        "via": {entities[iri].name for fact in facts if (iri := fact.via) and iri in entities},
        "purpose": {fact.purpose for fact in facts if fact.purpose},
    }
    for name, values in texts.items():
        if any(values):
            attributes[name] = SEPARATOR.join(sorted(filter(None, values)))
    return attributes


def _qualifier(sums: Iterable[Money]) -> str:
    """Return the qualifier that all sums share, else "approx"."""
    found = {money.qualifier for money in sums}
    return found.pop() if len(found) == 1 else "approx"
