"""Money: who gives how much to whom or for what, and what things cost."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts.purposes import Purpose, object_at_end, purpose_near, topic
from kg.facts.reading import Reading, weakest
from kg.facts.sums import is_payment, share_of_payer, speaks_of_costs
from kg.model import Amount, DateExpression, Entity, Fact, Modality, Relation, Span

_COST_NOUN = re.compile(
    r"Gesamtkosten|Baukosten|Mehrkosten|Kosten|Etat|Haushalt|Budget|Umsatz|Erlöse?|Gewinn|Verlust|"
    r"Schaden|Schäden|Preis|Auftragswert|Wert|Volumen|Investitionssumme|Beitrag|Gebühr|Miete|"
    r"Strafe|Bußgeld|Defizit|Schulden|Einnahmen|Ausgaben"
)

# One end of a flow: the relation that states it, if one does, and what it leads to.
_End = tuple[Relation | None, Entity | None]
_NOBODY: _End = (None, None)
# What a sum is called where the text says neither whom nor what it is for.
_SUM_NOUN = re.compile(
    r"Zuschuss|Zuschüsse|Darlehen|Kredit|Garantien?|Fördermittel|Förderung|Investition(?:en)?|"
    r"Beihilfen?|Spende|Preisgeld|Beitrag|Subvention(?:en)?|Sondervermögen|Mittel|Bußgeld|Geldbuße|"
    r"(?:Geld|Kartell)?[Ss]trafe|Entschädigung|Abfindung"
)
_ANNOUNCES = re.compile(
    r"\b(?:plan|woll|will|kündig|stell|förder|investier|erhöh|versprech|versprich|beschl)\w*\b"
    r".*(?:[Ii]nvest|[Ff]örder|[Mm]ittel|[Gg]eld|[Pp]aket|[Zz]uschuss|[Hh]ilfe|[Aa]usgabe)"
)
_SPENT = re.compile(
    r"[^.;]{0,40}(?:investiert|fließen|bereit|mobilisiert|ausgegeben|zur Verfügung|aufgewendet)"
)
_INTENDED = re.compile(r"\b(?:soll|sollen|will|wollen|werden)\b")
_UNNAMED = re.compile(
    r"[,;.] (?:und |während )?(?:das|die|der) (?:Land|Länder|Stadt|Gemeinden?|Kommunen?|Kreis|"
    r"Landkreis|Region|Unternehmen|Konzern|Verband|Stiftung|Universität|Hochschule|Industrie|"
    r"Wirtschaft|Betreiber\w*|Eigentümer\w*|Träger\w*|Firma|Verein)\b"
    r"(?: (?:gibt|geben|steuer|zahl|schieß|leg|finanzier|übern[ai]|tr[äa]g|stell|investier|"
    r"beteilig|bring|spende|weiter|noch|rund|etwa|zusätzlich)|(?= (?:selbst )?$))"
)
# "ein Drittel der 55 Mio. Euro": the sum is not what the payer pays.
_SHARE = re.compile(
    r"\b(?:Drittel|Viertel|Fünftel|Zehntel|Hälfte|Prozent)(?: davon)? (?:der|von|des)"
    r"(?: [\w-]+){0,2} $"
)
_RECEIVES = re.compile(r" (?:erhält|erhielt|erhalten|bekommt|bekam|bekommen)\b[^,;:]*$")
_FOR_IT = re.compile(r"\b(?:dafür|hierfür|davon|daran|hierzu|dazu)\b", re.I)
_OUT_OF = re.compile(r"\b[Aa]us (?:de[mrn] )?[„\"]?$")


def money_facts(reading: Reading) -> Iterator[Fact]:
    """Yield funding, receipts whose payer is not named, and costs."""
    for index, mention in enumerate(reading.mentions):
        if mention.label == "MONEY":
            flows = [*_flows(reading, index)]
            yield from flows
            # What somebody gives for a thing is not said to be its price; what is given for may be
            # a topic where the price has the entity of the same name.
            given = {flow.object.name for flow in flows if flow.predicate == "funds"}
            yield from (cost for cost in _costs(reading, index) if cost.subject.name not in given)
        if mention.label in ("MONEY", "QUANTITY"):
            yield from _positions(reading, index)


def _flows(reading: Reading, money: int) -> Iterator[Fact]:
    amount = reading.amount(money)
    payers, via = _payers(reading, money)
    targets: list[_End] = [(r, _entity(reading, r)) for r in reading.children("pays_for", money)]
    if amount is None or not (payers or targets) or not is_payment(reading, money):
        return
    purpose = _purpose(reading, money)
    if not targets and purpose is None:
        targets = [(None, thing) for thing in _antecedent(reading, money)]
    for payer in payers or [_NOBODY]:
        for target in targets or [(None, _aim(reading, money, purpose))]:
            flow = _flow(reading, money, payer, target, purpose)
            if flow is None:
                continue
            share = share_of_payer(reading, payer[0].head, money) if payer[0] else None
            via = via if via != flow.object else None
            yield replace(flow, amount=None if share else amount, share=share, via=via)


def _antecedent(reading: Reading, money: int) -> list[Entity]:
    """Return what "dafür" or "davon" means: the programme named last, at most a sentence before."""
    number = reading.sentence_of(money)
    if not _FOR_IT.search(reading.words(number)):
        return []
    start = reading.sentences[max(0, number - 1)].start
    end = reading.mention(money).span.start
    named = reading.inside(Span(start, end), "PROG")
    things = [reading.entity(i) for i in named if not _is_source(reading, i)]
    known = [thing for thing in things if thing is not None][-1:]
    if known or number == 0:
        return known
    last = object_at_end(reading.text, reading.sentences[number - 1])
    return [topic(last.text)] if last else []


def _is_source(reading: Reading, programme: int) -> bool:
    """Tell whether the sum comes out of a programme: "gibt aus dem Ausgleichstock … dazu"."""
    start = reading.mention(programme).span.start
    return _OUT_OF.search(reading.text, max(0, start - 20), start) is not None


def _flow(
    reading: Reading, money: int, payer: _End, target: _End, purpose: Purpose | None
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
    reading: Reading, money: int, target: _End, purpose: Purpose | None
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
    bodies = reading.inside(Span(sentence.start, end), "ORG", "LOC", "PER")
    if not bodies or not _RECEIVES.match(reading.text, reading.mention(bodies[-1]).span.end, end):
        return None
    return reading.entity(bodies[-1])


def _payers(reading: Reading, money: int) -> tuple[list[_End], Entity | None]:
    """Return who pays, and the programme through which, if a body pays through a programme."""
    start = reading.mention(money).span.start
    if _SHARE.search(reading.text, max(0, start - 60), start):
        return [], None
    bodies: list[_End] = []
    programmes: list[tuple[Relation, Entity]] = []
    stated = [r for r in reading.heads("pays", money) if not _another_pays(reading, r)]
    for relation in stated or _announced(reading, money):
        source = reading.entity(relation.head)
        if source is not None and reading.mention(relation.head).label == "PROG":
            programmes.append((relation, source))
        elif source is not None:
            bodies.append((relation, source))
    if bodies and programmes:
        return bodies, programmes[0][1]
    if programmes:
        runner = _runner(reading, programmes[0][0])
        if runner is not None:
            return [(programmes[0][0], runner)], programmes[0][1]
    return bodies or [*programmes], None


def _another_pays(reading: Reading, pays: Relation) -> bool:
    """Tell whether a payer without a name stands between: "der Bund gibt 5 Euro, das Land 3"."""
    payer, money = reading.mention(pays.head).span, reading.mention(pays.child).span
    between = reading.text[payer.end : money.start]
    return payer.end < money.start and _UNNAMED.search(between) is not None


def _announced(reading: Reading, money: int) -> list[Relation]:
    """Return who announces the sum: "X plant Investitionen: Rund 3 Euro sollen investiert werden".

    The colon keeps the sum apart from its payer, so that no relation may join them.
    """
    sentence = reading.sentences[reading.sentence_of(money)]
    span = reading.mention(money).span
    before, after = reading.text[sentence.start : span.start], reading.text[span.end : sentence.end]
    colon = before.rfind(": ")
    if colon < 0 or not (_ANNOUNCES.search(before[:colon]) and _SPENT.match(after)):
        return []
    bodies = reading.inside(Span(sentence.start, sentence.start + max(colon, 1)), "ORG", "LOC")
    modality: Modality = "planned" if _INTENDED.search(after) else "factual"
    return [Relation("pays", i, money, modality, 0.85, "announces-sum") for i in bodies[:1]]


def _runner(reading: Reading, pays: Relation) -> Entity | None:
    """Return who runs the paying programme, if the same sentence says so."""
    number = reading.sentence_of(pays.head)
    for relation in reading.heads("runs", pays.head):
        if reading.sentence_of(relation.head) == number and relation.modality != "negated":
            return reading.entity(relation.head)
    return None


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


def _aim(reading: Reading, money: int, purpose: Purpose | None) -> Entity:
    """Return what the sum is for as a topic, else what kind of sum it is, within the document."""
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
