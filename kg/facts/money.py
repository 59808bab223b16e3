"""Money: who gives how much to whom or for what, and what things cost."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.facts.costs import cost_facts
from kg.facts.payers import End, payers_of
from kg.facts.purposes import Purpose, purpose_near, topic
from kg.facts.reading import Reading, weakest
from kg.facts.sums import is_payment, share_of_payer, speaks_of_costs
from kg.facts.things import Thing, thing_before
from kg.model import Amount, DateExpression, Entity, Fact, Relation, Span

_COST_NOUN = re.compile(
    r"Gesamtkosten|Baukosten|Mehrkosten|Kosten|Etat|Haushalt|Budget|Umsatz|Erlöse?|Gewinn|Verlust|"
    r"Schaden|Schäden|Preis|Auftragswert|Wert|Volumen|Investitionssumme|Beitrag|Gebühr|Miete|"
    r"Strafe|Bußgeld|Defizit|Schulden|Einnahmen|Ausgaben"
)

_NOBODY: End = (None, None)
# What a sum is called where the text says neither whom nor what it is for.
_SUM_NOUN = re.compile(
    r"Zuschuss|Zuschüsse|Darlehen|Kredit|Garantien?|Fördermittel|Förderung|Investition(?:en)?|"
    r"Beihilfen?|Spende|Preisgeld|Beitrag|Subvention(?:en)?|Sondervermögen|Mittel|Bußgeld|Geldbuße|"
    r"(?:Geld|Kartell)?[Ss]trafe|Entschädigung|Abfindung"
)
_RECEIVES = re.compile(r" (?:erhält|erhielt|erhalten|bekommt|bekam|bekommen)\b[^,;:]*$")
_IN_PLACE = re.compile(r"\b(?:in|im|bei|nahe|am)(?: [a-zäöüß]+en)? $")
_POINTS_BACK = re.compile(
    r"\b(?:dafür|hierfür|davon|daran|hierzu|dazu|hinzu|darin|insgesamt|übrigen|restlichen|weitere[nrs]?|"
    r"zusätzlich\w*|von denen|der Summe|den Rest|vorhaben|projekt|kosten|neubau|bau)\b",
    re.I,
)
# How much less sure what a sum is for is where another sentence tells it.
_FURTHER = 0.85


def money_facts(reading: Reading) -> Iterator[Fact]:
    """Yield funding, receipts whose payer is not named, and costs."""
    for index, mention in enumerate(reading.mentions):
        if mention.label == "MONEY":
            yield from _sum_facts(reading, index)
        if mention.label in ("MONEY", "QUANTITY"):
            yield from _positions(reading, index)


def _sum_facts(reading: Reading, money: int) -> Iterator[Fact]:
    stated = [*cost_facts(reading, money)]
    priced = {fact.subject.iri for fact in stated}
    flows = [
        flow
        for flow in _flows(reading, money, by_rules=bool(stated))
        if flow.predicate != "receives" or flow.subject.iri not in priced
    ]
    yield from flows
    # What somebody gives for a thing is not said to be its price; what is given for may be a topic
    # where the price has the entity of the same name.
    given = {flow.object.name for flow in flows if flow.predicate == "funds"}
    costs = stated or _costs(reading, money)
    yield from (cost for cost in costs if cost.subject.name not in given)


def _flows(reading: Reading, money: int, *, by_rules: bool) -> Iterator[Fact]:
    """Yield who gives a sum to whom; `by_rules` where the scorer alone is not believed."""
    amount = reading.amount(money)
    payers, targets, via = _ends(reading, money, by_rules=by_rules)
    if amount is None or not (payers or targets) or not is_payment(reading, money):
        return
    purpose = _purpose(reading, money)
    meant = None if targets or purpose else _meant(reading, money, [p[1] for p in payers])
    if meant is not None:
        targets = [(None, meant.entity)]
    for payer in payers or [_NOBODY]:
        for target in targets or [(None, _aim(reading, money, purpose, payer))]:
            flow = _flow(reading, money, payer, target, purpose)
            if flow is None:
                continue
            share = share_of_payer(reading, payer[0].head, money) if payer[0] else None
            via = via if via != flow.object else None
            flow = replace(flow, amount=None if share else amount, share=share, via=via)
            yield _told_before(reading, flow, meant) if meant else flow


def _ends(
    reading: Reading, money: int, *, by_rules: bool
) -> tuple[list[End], list[End], Entity | None]:
    """Return who pays, who gets the sum, and the programme through which it is paid."""
    payers, via = payers_of(reading, money)
    getters = reading.children("pays_for", money)
    if by_rules:
        payers = [p for p in payers if p[0] is None or not _is_guess(reading, p[0])]
        getters = [r for r in getters if not _is_far(reading, r)]
    if payers:
        getters = [r for r in getters if not _is_scene(reading, r)]
    return payers, [(r, _entity(reading, r)) for r in getters], via


def _is_guess(reading: Reading, pays: Relation) -> bool:
    """Tell whether only the scorer holds the sum of another sentence for what somebody gives."""
    share = share_of_payer(reading, pays.head, pays.child)
    return share is None and _is_far(reading, pays)


def _is_far(reading: Reading, relation: Relation) -> bool:
    """Tell whether the scorer joins mentions of different sentences."""
    head, child = reading.sentence_of(relation.head), reading.sentence_of(relation.child)
    return relation.rule == "model" and head != child


def _meant(reading: Reading, money: int, payers: Sequence[Entity | None]) -> Thing | None:
    """Return what a sum is for that its sentence does not say: the thing the text spoke of last."""
    position = reading.mention(money).span.start
    number = reading.sentence_at(position)
    thing = thing_before(reading, position)
    if thing is None or thing.entity in payers or _is_drained(reading, number, thing.entity):
        return None
    near = reading.sentence_at(thing.span.start) >= number - 1
    return thing if near or _POINTS_BACK.search(reading.words(number)) else None


def _is_drained(reading: Reading, number: int, thing: Entity) -> bool:
    """Tell whether a sum of the sentence comes out of a thing: "ein Zuschuss aus dem Fonds"."""
    named = reading.inside(reading.sentences[number], "PROG", "ORG")
    return any(reading.is_source(i) and reading.entity(i) == thing for i in named)


def _told_before(reading: Reading, flow: Fact, thing: Thing) -> Fact:
    sentence = reading.sentences[reading.sentence_at(thing.span.start)]
    evidence = tuple(sorted({*flow.evidence, sentence}))
    return replace(flow, evidence=evidence, confidence=round(flow.confidence * _FURTHER, 3))


def _flow(
    reading: Reading, money: int, payer: End, target: End, purpose: Purpose | None
) -> Fact | None:
    source, thing, predicate = payer[1], target[1], "funds"
    if source is None:
        (source, thing), predicate = _receipt(reading, money, target, purpose), "receives"
    if source is None or thing is None:
        return None
    relations = [r for r in (payer[0], target[0]) if r is not None]
    mentions = [money, *(r.head if r is payer[0] else r.child for r in relations)]
    return Fact(
        source,
        predicate,
        thing,
        reading.evidence(*mentions),
        modality=weakest(*(r.modality for r in relations)),
        confidence=round(min(r.score for r in relations) * reading.certainty(*mentions), 3),
        rule="+".join(sorted({f"{r.name}:{r.rule}" for r in relations})),
        purpose=purpose.text if purpose else None,
        valid=_period(reading, money),
        as_of=reading.document.published,
    )


def _receipt(
    reading: Reading, money: int, target: End, purpose: Purpose | None
) -> tuple[Entity | None, Entity | None]:
    """Return who receives a sum whose payer is not named, and for what.

    Nobody where a thing costs it: "baut in Salzgitter ein Werk für zwei Milliarden Euro".
    """
    relation, thing = target
    if relation is not None:
        mention = reading.mention(relation.child)
        receiver = _receiver(reading, money) if mention.label in ("PROG", "LAW") else None
        if receiver is not None:
            return receiver, thing
        if reading.text.endswith(" in ", 0, mention.span.start):
            return None, None
    if purpose is not None and thing is not None and purpose.text == thing.name:
        purpose = None
    return thing, _aim(reading, money, purpose)


def _receiver(reading: Reading, money: int) -> Entity | None:
    """Return the body before "erhält" and the sum."""
    sentence = reading.sentences[reading.sentence_of(money)]
    end = reading.mention(money).span.start
    bodies = reading.inside(Span(sentence.start, end + 1), "ORG", "LOC", "PER")
    if not bodies or not _RECEIVES.match(reading.text, reading.mention(bodies[-1]).span.end, end):
        return None
    return reading.entity(bodies[-1])


def _is_scene(reading: Reading, getter: Relation) -> bool:
    """Tell whether the scorer takes the place where money is spent for who gets it."""
    mention = reading.mention(getter.child)
    start = mention.span.start
    before = reading.text[max(0, start - 30) : start]
    return getter.rule == "model" and mention.label == "LOC" and bool(_IN_PLACE.search(before))


def _costs(reading: Reading, money: int) -> Iterator[Fact]:
    amount = reading.amount(money)
    for relation in reading.children("cost_of", money):
        thing = _entity(reading, relation)
        if thing is None or amount is None:
            continue
        if relation.rule == "model" and not speaks_of_costs(reading, money):
            continue
        yield Fact(
            thing,
            "costs",
            topic(_cost_noun(reading, money)),
            reading.evidence(money, relation.child),
            modality=relation.modality,
            confidence=round(relation.score * reading.certainty(relation.child), 3),
            rule=f"cost_of:{relation.rule}",
            amount=amount,
            valid=_period(reading, money),
            as_of=reading.document.published,
        )


def _positions(reading: Reading, index: int) -> Iterator[Fact]:
    """Yield who demands, supports or opposes a sum or a number, and for what."""
    amount = reading.amount(index)
    for name in ("demands", "supports", "opposes"):
        for relation in reading.heads(name, index):
            who = reading.entity(relation.head)
            if who is None or amount is None:
                continue
            purpose = _purpose(reading, index)
            targets = [e for r in reading.children("pays_for", index) if (e := _entity(reading, r))]
            wanted = targets[0] if targets else _wanted(reading, index, amount, purpose)
            yield Fact(
                who,
                name,
                wanted,
                reading.evidence(index, relation.head),
                modality=relation.modality,
                confidence=round(relation.score * reading.certainty(relation.head), 3),
                rule=f"{name}:{relation.rule}",
                amount=amount,
                purpose=purpose.text if purpose else None,
                as_of=reading.document.published,
            )


def _wanted(reading: Reading, index: int, amount: Amount, purpose: Purpose | None) -> Entity:
    if amount.currency is None and amount.counted:
        return topic(amount.counted)
    return _aim(reading, index, purpose)


def _cost_noun(reading: Reading, money: int) -> str:
    """Return what kind of sum it is: the noun nearest to it in the sentence, else "Kosten"."""
    sentence = reading.sentences[reading.sentence_of(money)]
    position = reading.mention(money).span.start
    nouns = _COST_NOUN.finditer(reading.text, sentence.start, sentence.end)
    nearest = min(nouns, key=lambda m: abs(m.start() - position), default=None)
    return nearest[0] if nearest else "Kosten"


def _purpose(reading: Reading, money: int) -> Purpose | None:
    sentence = reading.sentences[reading.sentence_of(money)]
    names = [reading.mention(i).span for i in reading.inside(sentence) if i != money]
    return purpose_near(reading.text, sentence, reading.mention(money).span, names)


def _aim(reading: Reading, money: int, purpose: Purpose | None, payer: End = _NOBODY) -> Entity:
    """Return what the sum is for as a topic, else what kind of sum it is, within the document."""
    if payer[0] is not None and payer[0].rule == "fined":
        return topic("Geldbuße", scope=reading.document.iri)
    if purpose is not None:
        return topic(purpose.text)
    sentence = reading.sentences[reading.sentence_of(money)]
    names = [reading.mention(i).span for i in reading.inside(sentence, "ORG", "PROG", "LAW")]
    nouns = _SUM_NOUN.finditer(reading.text, sentence.start, sentence.end)
    free = (n[0] for n in nouns if not any(s.start <= n.start() < s.end for s in names))
    return topic(next(free, "Mittel"), scope=reading.document.iri)


def _period(reading: Reading, money: int) -> DateExpression | None:
    dates = (reading.date(r.head) for r in reading.heads("date_of", money))
    return next((date for date in dates if date is not None), None)


def _entity(reading: Reading, relation: Relation) -> Entity | None:
    return reading.entity(relation.child)
