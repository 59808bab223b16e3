"""Nominal mentions: "das Land", "der Konzern" mean a body that the text names before.

They are no names, so the statistical components never see them. The rules that decide alone tell
who gives and gets sums, and who takes which side, as well of them; `kg.facts.antecedents` tells
which body is meant.
"""

import re
from collections.abc import Iterator, Sequence

from kg.model import Label, Mention, Relation, Span
from kg.nlp.relation_rules_engine import apply_rules, masked_sentences
from kg.nlp.relation_rules_getting import GETTING
from kg.nlp.relation_rules_giving import GIVING
from kg.nlp.relation_rules_stance import stance_relations

_PLACES = (
    r"(?:Bundes)?[Ll]and(?:es)?|Freistaat(?:e?s)?|Hansestadt|(?:Landeshaupt|Hafen|Kreis)?[Ss]tadt|"
    r"Kommune|Gemeinde|(?:Land)?[Kk]reis(?:es)?|Kantons?"
)
_BODIES = (
    r"Konzerns?|Unternehmens?|Firma|Herstellers?|Betreibers?|Anbieters?|Zulieferers?|Versorgers?|"
    r"Unternehmensgruppe|Gesellschaft|Bank|Sparkasse|Verband(?:e?s)?|Gewerkschaft|Partei|"
    r"Fraktion|Ministeriums?|Ressorts?|Haus(?:es)?|Behörde|Amt(?:e?s)?|Agentur|Stiftung|"
    r"Universität|Hochschule|Instituts?|Klinik(?:ums?)?|Krankenhaus(?:es)?|Vereins?|Bündnis(?:ses)?|"
    r"Kammer|Senats?|Regierung|Organisation|Genossenschaft|Werft|Kommission|Allianz|Zentrums?"
)
# What names of other kinds end in and common nouns as well: "Netzbetreiber", "Umweltverband".
_ENDS = (
    r"(?:betreibers?|konzerns?|herstellers?|unternehmens?|verband(?:e?s)?|gewerkschaft|versorgers?|"
    r"zulieferers?|bauers?|anbieters?|stiftung|organisation|behörde|gesellschaft|regierung|"
    r"[Bb]ank|ministeriums?|klinik(?:ums?)?)"
)
_OTHERS = (
    r"(?!ander|einzeln|jeweilig|betroffen|beteiligt|zuständig|übrig|meist|beid|viel|öffentlich|"
    r"deutsch|weiter|nächst|erst|zweit|dritt|letzt|gesamt|ganz|halb)"
)
_NOMINAL = re.compile(
    r"\b(?:[Dd](?:er|ie|as|em|en|es)|[Dd]iese[rms]?|[Vv]om|[Bb]eim|[Zz]u[mr])"
    rf"(?: {_OTHERS}[a-zäöüß-]+e[nr]?)?(?: [A-ZÄÖÜ][a-zäöüß]+er)? "
    rf"(?P<noun>(?P<place>{_PLACES})|(?P<body>{_BODIES}|[A-ZÄÖÜ][\wäöüß-]+{_ENDS}))\b(?![-/])"
)
# "das Amt für …", "die Stadt Görlitz", "der Verband der Müller": they name the body themselves.
_NAMED = re.compile(
    r" (?:[A-ZÄÖÜ„»\"]|(?:des|deren|dessen|eine[rs])\b)|,? \(|"
    r" (?:der|des|für|zu[rm]) (?:[a-zäöüß]+en )?[A-ZÄÖÜ]"
)
# "die Hersteller", "der Unternehmen": many of them.
_PLURAL = re.compile(r"^[Dd]ie(?:se)?\b.*er$|^[Dd](?:er|ie|en|iese[rn]?)\b.*unternehmen$", re.I)
_NAMED_PLACE = re.compile(r" (?:[A-ZÄÖÜ„»\"]|des\b|der [A-ZÄÖÜ]\w+ [A-ZÄÖÜ<])|,? \(")
_NAMES = frozenset(("ORG", "LOC", "PROG", "PER"))
_MONEY = frozenset(("MONEY", "LAW", "PROG"))


def nominals(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the nominal mentions of bodies and territories, in text order, outside names."""
    return tuple(_free(text, mentions))


def _free(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    names = iter(mentions)
    name = next(names, None)
    begins = {mention.span.start for mention in mentions if mention.label in _NAMES}
    for found in _NOMINAL.finditer(text):
        start, end = found.span("noun")
        while name is not None and name.span.end <= found.start():
            name = next(names, None)
        if name is not None and name.span.start < end:
            continue
        place = found["place"] is not None
        if _PLURAL.search(found[0]):
            continue
        # A name right behind, or in quotation marks, is that of the body.
        behind = (_NAMED_PLACE if place else _NAMED).match(text, end)
        if behind is None and end + 1 not in begins and end + 2 not in begins:
            label: Label = "LOC" if place else "ORG"
            yield Mention.of(text, start, end, label)


def nominal_relations(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], found: Sequence[Mention]
) -> tuple[Relation, ...]:
    """Return what the rules say of nominal mentions: payments and positions.

    A head or child below 0 is a nominal mention: `found[~index]`; others are of `mentions`.
    """
    asked = [s for s in sentences if _holds(s, found) and _holds(s, mentions, _MONEY)]
    if not asked:
        return ()
    numbers = [*range(len(mentions)), *(~k for k in range(len(found)))]
    everything = [*mentions, *found]
    order = sorted(range(len(everything)), key=lambda k: everything[k].span)
    together = [everything[k] for k in order]
    number = [numbers[k] for k in order]
    masked = masked_sentences(text, asked, together)
    stated = apply_rules((*GIVING, *GETTING), text, masked, together)
    stated += stance_relations(masked, together).values()
    return tuple(
        Relation(r.name, number[r.head], number[r.child], r.modality, r.score, r.rule)
        for r in stated
        if min(number[r.head], number[r.child]) < 0
    )


def _holds(
    sentence: Span, mentions: Sequence[Mention], labels: frozenset[str] = frozenset()
) -> bool:
    return any(
        sentence.start <= m.span.start < sentence.end and (not labels or m.label in labels)
        for m in mentions
    )
