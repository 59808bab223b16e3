"""Who took part in an event without a proper name, who invited to it, where and when it was."""

import re
from dataclasses import dataclass

from kg.facts.reading import Reading
from kg.model import DateExpression, Relation, Span

GENERIC = re.compile(
    r"\b(?:[Dd](?:ie|er|as|en|em)|[Dd]iese[rs]?) (?:Veranstaltung|Treffen|Runde|Tagung|Diskussion|"
    r"Gespräch|Abend|Konferenz|Panel|Podium|Sitzung)\b|\b[Bb]egrüßung\b|\b[Ii]mpulsvortr\w+|"
    r"\bAuf dem Podium\b|\bKeynote\b"
)
ACTS = re.compile(
    r"\b(?:diskutier\w+|eröffnet\w*|begrüß\w*|moderiert\w*|spr(?:ach|achen|icht|echen)|nahm(?:en)?|"
    r"teilgenommen|referier\w+|tausch\w+ .{0,40}aus|berichtete[n]?|stell\w+ .{0,80}\bvor|zu Gast|"
    r"Gäste?n?|Teilnehme\w+|debattier\w+|trafen|traf|lud(?:en)?|Impuls\w*|Vortrag|Grußwort|Podium|"
    r"führte[n]? durch|[Dd]urch den Abend|warb(?:en)?|betonte[n]?|erläuterte[n]?|unterstrich\w*|"
    r"forderte[n]?|sagte[n]?)\b",
    re.I,
)
_INVITES = re.compile(
    r"\b(?:l(?:ädt|ud|uden|aden)|eingeladen|[Vv]eranstaltet\w*|[Oo]rganisiert\w*|Gastgeber(?:in)?|"
    r"[Aa]usgerichtet|Einladung|diskutierte[n]?)\b"
)
_PLANNED = re.compile(
    r"\b(?:findet|laden wir|lädt|werden|wird|geplant|Termin|anmelden|Anmeldung|Save the Date)\b"
)
# "X forderte", "warnte X", "so X": whoever speaks in the report of an event took part in it.
_SPEAKS = (
    r"(?:sagte|betonte|erklärte|forderte|verlangte|warb|warnte|kritisierte|mahnte|lobte|nannte|"
    r"unterstrich|begrüßte|verwies|erläuterte|berichtete|berichtet|räumte|ergänzte|entgegnete|"
    r"hielt|hält|sieht|sah|"
    r"widersprach|lehnte|plädierte|verteidigte|schilderte|resümierte|bekräftigte|moderierte|"
    r"eröffnete|bezifferte|meinte|zeigte sich|bezeichnete|rechnete|dankte|appellierte|sprach)"
)
_SPEAKS_AFTER = re.compile(
    rf"^(?: \([^)]*\))?(?:,[^.;]{{0,140}},)?(?: (?:vom|von|der) "
    rf"[^,.;]{{3,70}}?)? {_SPEAKS}\b"
)
_SPEAKS_BEFORE = re.compile(rf"\b(?:{_SPEAKS}|so)(?: [\w.-]+){{0,4}} $")
_SPOKEN_OF = re.compile(r"\b(?:[Üü]ber|[Gg]egen|[Oo]hne|[Ww]egen|[Tt]rotz|[Nn]eben|[Aa]n) $")
# Longest way between head and child of one noun phrase.
_PHRASE = 40
# Only here everybody who is quoted was heard; elsewhere the report must name somebody present.
_HEARING = re.compile(r"[Aa]nhörung|[Ff]achgespräch|[Rr]ound ?[Tt]able|[Pp]odium")
# Minutes: "Protokoll: Jost Wiegand".
_MINUTES = re.compile(
    r"\n[^\n:]{0,20}(?:[Ll]eitung|Protokoll|[Tt]eilnehm\w+|[Aa]nwesend\w*|Moderation|"
    r"Referent\w*|Podium|Gäste|Redner\w*): [^\n]*$"
)
_LISTED_PLACE = re.compile(r"\n(?:Ort|Veranstaltungsort|Wo): $")
_AT_PLACE = re.compile(r"\b(?:in|im|am|auf|an der|auf der|nach)(?: de[rmn])? $")
# "Die nächste Konferenz findet 2026 in Posen statt."
_ANOTHER = re.compile(
    r"\b(?:nächste[nrms]?|kommende[nrms]?|folgende[nrms]?|letzte[nrms]?|vorige[nrms]?|vergangene[nrms]?|"
    r"Fortsetzung|Neuauflage)(?: [a-zäöüß]+)? $"
)
# "300 Teilnehmer haben in Magdeburg beraten."
_ASSEMBLED = re.compile(
    r"\b(?:Teilnehme\w+|Gäste|Fachleute|Expert\w+|Vertreter\w*|Delegierte\w*)\b(?=[^.;]*\b(?:beraten|"
    r"berieten|getagt|tagten|diskutier\w+|zusammen\w*|trafen sich|getroffen|ausgetauscht)\b)"
)
# "bei Thyssenkrupp in Duisburg" is the place of the body, "in der Vertretung in Bonn" the event's.
# "bei einem Round Table in Bonn" names no body.
_VENUE = re.compile(r"\b(?:in|im|auf|am|ins)(?: de[rmn]| die| das)? $|\beine[rmns]?(?: \w+)? $")
# "bei der Anhörung im Landtag auf die Regelung in Norwegen": a later place is not the event's.
_ELSEWHERE = re.compile(r"\b(?:in|im|auf|am)\b")
_HOST_AFTER = re.compile(r"^\w* (?:des|der|von|vom)(?: (?:der|den))? $")
_HOST_BEFORE = re.compile(r"\bEinladung (?:des|der|von|vom)(?: (?:der|den))? $")


@dataclass(frozen=True, slots=True)
class Attendance:
    """Place, day and people of an event, as indexes of mentions."""

    place: int | None
    date: DateExpression | None
    participants: tuple[int, ...]
    organizers: tuple[int, ...]
    planned: bool


def attendance(
    reading: Reading, introduced: Span, name_at: Span | None, kind: re.Pattern[str]
) -> Attendance:
    """Gather the people of an event: its sentences hold its kind or a generic word for it.

    `introduced` is the sentence that introduces it, `name_at` the words that name it there.
    """
    participants, organizers = _listed(reading), _named_hosts(reading, name_at)
    after = max(introduced.start, name_at.end - 1) if name_at else introduced.start
    place = place_in(reading, Span(min(after, introduced.end - 1), introduced.end))
    planned, told = False, not _PLANNED.search(reading.text[introduced.start : introduced.end])
    for number, sentence in enumerate(reading.sentences):
        words = reading.words(number)
        at = kind.search(words) or GENERIC.search(words) or _ASSEMBLED.search(words)
        if (at is None or _ANOTHER.search(words[: at.start()])) and sentence != introduced:
            continue
        planned = planned or (bool(_PLANNED.search(words)) and not ACTS.search(words))
        if place is None and at is not None:
            place = place_in(reading, Span(sentence.start + at.start(), sentence.end))
        if ACTS.search(words):
            participants += reading.inside(sentence, "PER")
            told = True
        if _INVITES.search(words):
            organizers += _hosts(reading, sentence)
    if told and (participants or _HEARING.search(reading.text, introduced.start, introduced.end)):
        participants += _speakers(reading, introduced)
    people = _distinct(reading, participants)
    return Attendance(
        _listed_place(reading) if place is None else place,
        _dateline(reading),
        people,
        _distinct(reading, organizers)[:2],
        planned and not people,
    )


def _speakers(reading: Reading, event: Span) -> list[int]:
    """Return who speaks after the event was named, in the words of the report."""
    found = []
    for index, mention in enumerate(reading.mentions):
        if mention.label != "PER" or mention.span.start < event.start:
            continue
        sentence = reading.sentences[reading.sentence_of(index)]
        before = reading.text[max(sentence.start, mention.span.start - 80) : mention.span.start]
        after = reading.text[mention.span.end : min(sentence.end, mention.span.end + 220)]
        if _SPOKEN_OF.search(before):
            continue
        if _SPEAKS_AFTER.search(after) or _SPEAKS_BEFORE.search(before):
            found.append(index)
    return found


def _listed(reading: Reading) -> list[int]:
    """Return the people of the lines that minutes begin with."""
    return [
        index
        for index, mention in enumerate(reading.mentions)
        if mention.label == "PER" and _MINUTES.search(_before(reading, mention.span, 120))
    ]


def _hosts(reading: Reading, sentence: Span) -> list[int]:
    """Return the inviting body: not one that only places a person, a role or another body."""
    names = ("role_at", "member_of", "affiliated_with", "part_of")
    bound = {r.child for name in names for r in reading.relations(name) if _beside(reading, r)}
    bound |= {r.head for r in reading.relations("same_as")}
    return [i for i in reading.inside(sentence, "ORG") if i not in bound][:1]


def _beside(reading: Reading, relation: Relation) -> bool:
    """Tell whether the two stand in one phrase."""
    left, right = sorted((relation.head, relation.child))
    return reading.mention(right).span.start - reading.mention(left).span.end < _PHRASE


def _named_hosts(reading: Reading, name_at: Span | None) -> list[int]:
    """Return the bodies in "Anhörung des Innenausschusses" and "auf Einladung der Stiftung"."""
    found = []
    for index, mention in enumerate(reading.mentions):
        if mention.label != "ORG":
            continue
        before = reading.text[max(0, mention.span.start - 40) : mention.span.start]
        if _HOST_BEFORE.search(before) or _is_host_of(reading, name_at, mention.span):
            found.append(index)
    return found


def _is_host_of(reading: Reading, name_at: Span | None, host: Span) -> bool:
    if name_at is None or not name_at.end <= host.start <= name_at.end + _PHRASE:
        return False
    return _HOST_AFTER.match(reading.text[name_at.end : host.start]) is not None


def place_in(reading: Reading, span: Span) -> int | None:
    """Return the place that stands in a part of the text behind "in", "am", "auf"."""
    for index in reading.inside(span, "LOC"):
        start = reading.mention(index).span.start
        if _AT_PLACE.search(reading.text[max(0, start - 24) : start]):
            if _is_seat(reading, start):
                continue
            between = _AT_PLACE.sub("", reading.text[span.start : start])
            return None if _ELSEWHERE.search(between) else index
    return None


def _is_seat(reading: Reading, place: int) -> bool:
    """Tell whether the place is that of the body right before it, which is no venue."""
    near = Span(max(0, place - 120), place + 1)
    for index in reading.inside(near, "ORG"):
        body = reading.mention(index).span
        if re.fullmatch(r" (?:in|im|am|aus)(?: de[rmn])? ", reading.text[body.end : place]):
            return not _VENUE.search(reading.text[max(0, body.start - 24) : body.start])
    return False


def _listed_place(reading: Reading) -> int | None:
    for index, mention in enumerate(reading.mentions):
        if mention.label == "LOC" and _LISTED_PLACE.search(_before(reading, mention.span, 30)):
            return index
    return None


def _before(reading: Reading, span: Span, width: int) -> str:
    """Return what stands before a span; a newline stands for the beginning of the text."""
    start = max(0, span.start - width)
    return ("" if start else "\n") + reading.text[start : span.start]


def _dateline(reading: Reading) -> DateExpression | None:
    """Return the day that stands alone, or nearly so, in one of the first lines."""
    for expression in sorted(reading.analysis.dates, key=lambda d: d.start):
        line = reading.text.rfind("\n", 0, expression.start) + 1
        if expression.start > 600 or expression.precision != "day":
            continue
        end = reading.text.find("\n", expression.end)
        rest = reading.text[expression.end : end if end >= 0 else None]
        if expression.start - line < 25 and len(rest.strip()) < 25:
            return expression
    return None


def _distinct(reading: Reading, indexes: list[int]) -> tuple[int, ...]:
    seen: dict[str, int] = {}
    for index in sorted(indexes):
        entity = reading.entity(index)
        if entity is not None:
            seen.setdefault(entity.iri, index)
    return tuple(seen.values())
