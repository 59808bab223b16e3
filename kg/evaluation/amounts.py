"""Score amounts: a hit has the same range, value (or bounds), unit and qualifier."""

from collections.abc import Iterable
from decimal import Decimal

from kg.evaluation.gold import GoldAmount, GoldText
from kg.evaluation.scores import Slip, Tally, context
from kg.model import Amount

Values = tuple[Decimal | None, Decimal | None, Decimal | None]


def score_amounts(tally: Tally, gold: GoldText, found: Iterable[Amount]) -> None:
    """Add one text's amounts to the tally.

    Of the amounts whose range is right, `value`, `unit` and `qualifier` say how many have that
    right as well. An amount with the right range but something else wrong is a miss and a false
    hit at once.
    """
    answers = {(amount.start, amount.end): amount for amount in found}
    for wanted in gold.amounts:
        answer = answers.pop((wanted.start, wanted.end), None)
        counts = tally.of(wanted.label)
        if answer is None:
            tally.miss(wanted.label, _slip("missed", wanted, gold))
            continue
        same = agreement(wanted, answer)
        for trait, agrees in same.items():
            counts.agree(trait, same=agrees)
        if all(same.values()):
            tally.hit(wanted.label)
        else:
            tally.miss(wanted.label, _slip("missed", wanted, gold))
            tally.false(wanted.label, _false(answer, gold))
    for answer in answers.values():
        tally.false("MONEY" if answer.currency else "QUANTITY", _false(answer, gold))


def agreement(wanted: GoldAmount, answer: Amount) -> dict[str, bool]:
    """Return in what the two agree beside their range."""
    return {
        "value": wanted.values == values(answer),
        "unit": (wanted.unit or None) == (answer.currency or answer.unit or None),
        "qualifier": wanted.qualifier == answer.qualifier,
    }


def values(amount: Amount) -> Values:
    """Return value, least and greatest of the amount."""
    return amount.value, amount.min_value, amount.max_value


def _slip(kind: str, amount: GoldAmount, gold: GoldText) -> Slip:
    text = gold.document.text
    wanted = [str(value) for value in amount.values if value is not None]
    shown = f"{text[amount.start : amount.end]} = {' to '.join(wanted)} {amount.unit or ''}"
    around = context(text, amount.start, amount.end)
    where = f"{gold.document.source}:{amount.start}"
    return Slip(kind, amount.label, f"{shown.strip()} ({amount.qualifier})", around, where)


def _false(amount: Amount, gold: GoldText) -> Slip:
    label = "MONEY" if amount.currency else "QUANTITY"
    unit = amount.currency or amount.unit
    as_gold = GoldAmount(amount.start, amount.end, values(amount), unit, amount.qualifier, label)
    return _slip("false", as_gold, gold)
