"""Who says it: reported statements are attributed to the speaker that their sentence names."""

import re
from dataclasses import replace

from kg.facts.reading import Reading
from kg.model import Entity, Fact, Span

_SPEECH = (
    r"(?:sagt|sagte|sagten|betont|betonte|erklärt|erklärte|erklärten|so|meint|meinte|teilte|"
    r"teilten|"
    r"berichtet|berichtete|kündigte|unterstrich|bekräftigte|mahnte|warnte|lobte|kritisierte|"
    r"forderte|hieß es (?:bei|von)|bezifferte|bezeichnete|nannte|rechnete|schätzt|schätzte|"
    r"versicherte|kommentierte|meldet|meldete)"
)
_ARTICLE = r"(?:(?:der|die|das|dem|den|des) )?"
_BEFORE = re.compile(
    rf"(?:\b(?:laut|nach (?:\w+ )?(?:Angaben|Informationen|Einschätzung|Ansicht|Berechnungen|"
    rf"Darstellung|"
    rf"Schätzung(?:en)?)(?: von)?|aus Sicht|{_SPEECH})[ :,]+{_ARTICLE}(?:[\w.-]+ ){{0,3}})$",
    re.I,
)
_AFTER = re.compile(rf"^,? ?(?:[^,.;]{{0,60}}, )?(?:{_SPEECH}|zufolge)\b")
_POSITIONS = frozenset({"demands", "supports", "opposes"})


def attribute(reading: Reading, fact: Fact) -> Fact:
    """Return the fact with its speaker, where the text only passes it on or a plan is voiced.

    A position needs none: its subject is the speaker. Roles and memberships are the document's own
    words, also inside a sentence with "sagte".
    """
    if fact.modality not in ("reported", "planned", "possible") or fact.attributed_to:
        return fact
    if fact.predicate in {"memberOf", "holdsRole", "affiliatedWith", *_POSITIONS}:
        return fact
    speaker = next((s for span in fact.evidence if (s := _speaker(reading, span))), None)
    return fact if speaker is None else replace(fact, attributed_to=speaker)


def _speaker(reading: Reading, sentence: Span) -> Entity | None:
    for index in reading.inside(sentence, "PER", "ORG"):
        span = reading.mention(index).span
        before = reading.text[max(sentence.start, span.start - 80) : span.start]
        after = reading.text[span.end : min(sentence.end, span.end + 90)]
        if _BEFORE.search(before) or _AFTER.search(after):
            entity = reading.entity(index)
            if entity is not None:
                return entity
    return None
