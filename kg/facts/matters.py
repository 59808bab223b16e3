"""The matter of a text: the law, programme or decision that it reports reactions to.

"Die Grünen stimmten dagegen", "Der VCI lehnt die Pläne ab", "Lob kam vom VdK" name no object. It is
the law or programme that the text spoke of last, where the word for it fits; else a topic of the
document alone, in the word of the text: "Verkauf", "Beschluss".
"""

import re

from kg.facts.purposes import topic
from kg.facts.reading import Reading
from kg.facts.things import Thing
from kg.model import Entity, Span
from kg.text import fold

# What a noun may mean: names of laws, of programmes, of both, or none of them.
_LAWS = r"gesetze?s?|gesetzentwurf|entwurf|novelle|verordnung|richtlinie|vorlage|regelung"
_PROGRAMMES = r"programm|paket|strategie|initiative|konzept|pakt|fonds|projekt"
_EITHER = r"vorhaben|pl[aä]ne?n?|vorschl[aä]ge?n?|reform|vorstoß|kompromiss|einigung|beschluss"
_OTHERS = (
    r"entscheidung|entscheid|urteil|verkauf|übernahme|vertrag|kredit|antrag|haushalt|"
    r"nachtragshaushalt|doppelhaushalt|freigabe|genehmigung|schritt|berufung|ernennung|"
    r"personalentscheidung|kürzungen|kürzung|schließung|einstieg|bericht|gutachten|abkommen|"
    r"vereinbarung|koalitionsvertrag|änderungen|änderung|neuregelung|maßnahmen|forderungen|"
    r"sparpläne|einschnitte|abbau|ausbau|stellenabbau|standortschließung|verlängerung|"
    r"ergebnis|ergebnisse|empfehlungen|eckpunkte|termin|resolution|erklärung|fusion|wahl"
)
MATTER = rf"(?P<matter>(?i:{_LAWS}|{_PROGRAMMES}|{_EITHER}|{_OTHERS}))"
_NOUN = re.compile(rf"\b(?=[A-ZÄÖÜ]){MATTER}\b")
_LABELS = (
    (re.compile(_LAWS), ("LAW",)),
    (re.compile(_PROGRAMMES), ("PROG",)),
    (re.compile(_EITHER), ("LAW", "PROG")),
)
# How many sentences back a reaction without any object looks.
_BACK = 3


def matter_named(reading: Reading, noun: str, span: Span) -> Thing:
    """Return what "den Entwurf", "die Pläne" at a span mean."""
    labels = next((of for kind, of in _LABELS if kind.fullmatch(fold(noun))), ())
    named = [i for i in range(len(reading.mentions)) if _is_before(reading, i, span, labels)]
    entities = reading.entities(named)
    near = reading.entities(named[-1:])
    certain = labels == ("LAW",) and near and _is_near(reading, named[-1], span)
    if len(entities) == 1 or certain:
        return Thing(next(iter(near.values())), reading.mention(named[-1]).span)
    return Thing(topic(noun, scope=reading.document.iri), span)


def matter_before(reading: Reading, position: int) -> Thing | None:
    """Return what a reaction that names no object is to: "stimmten dagegen", "Lob kam von"."""
    number = reading.sentence_at(position)
    for sentence in reversed(reading.sentences[max(0, number - _BACK) : number]):
        for index in reversed(reading.inside(sentence, "LAW", "PROG")):
            entity = reading.entity(index)
            if entity is not None and _is_central(reading, entity, index):
                return Thing(entity, reading.mention(index).span)
        for noun in reversed([*_NOUN.finditer(reading.text, sentence.start, sentence.end)]):
            if not reading.covered(Span(*noun.span())):
                return matter_named(reading, noun[0], Span(*noun.span()))
    return None


def _is_central(reading: Reading, entity: Entity, index: int) -> bool:
    """Tell whether the text is about a law or programme: it names it twice, or no other."""
    named = [i for i, m in enumerate(reading.mentions) if m.label in ("LAW", "PROG")]
    same = [i for i in named if reading.entity(i) == entity]
    return not reading.is_source(index) and (len(same) > 1 or len(same) == len(named))


def _is_before(reading: Reading, index: int, span: Span, labels: tuple[str, ...]) -> bool:
    mention = reading.mention(index)
    known = mention.label in labels and mention.span.end <= span.start
    return known and not reading.is_source(index)


def _is_near(reading: Reading, index: int, span: Span) -> bool:
    return reading.sentence_of(index) >= reading.sentence_at(span.start) - 1
