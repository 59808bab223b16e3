"""Who praises, blames, demands or meets whom in plain words: "Der VdK begrüßte das Rentenpaket".

The relation scorer guesses positions from whole sentences and mistakes praise for blame about as
often as not. Where the verb says it and nothing stands between, these patterns decide alone; else
the scorer is believed only where a word of its side, and none of the other, is in the sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Mention, Relation, Span
from kg.nlp.cues import is_backed
from kg.nlp.relation_rules_engine import Masked
from kg.nlp.relation_rules_frames import Part, clause, parts_of

_END = r"(?:t|te|en|ten)\b"


# Behind the first, a noun must say that it is the same thing, see `_SAME_THING`.
_BARE = ("", "gen", "zu", "für")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of position or meeting.

    `by` introduces who says it, `of` what it is about ("" stands bare). Of some, `words` of the
    clause tell the side ("hält … für falsch"). `score` is the precision on the training
    paragraphs, rounded down.
    """

    name: str
    relation: str
    pattern: re.Pattern[str]
    by: tuple[str, ...] = ("",)
    of: tuple[str, ...] = _BARE
    score: float = 0.9
    words: bool = False


_JUDGES = re.compile(
    r"\b(?:nenn(?:t|en)|nannten?|bezeichne(?:t|n|te|ten)|h(?:ält|alten|ielten?)|s(?:ieht|ehen|ahe?n?)|"
    r"(?:be)?werte(?:t|n|te|ten))\b"
)
VERBS = (
    Verb(
        "praises", "supports",
        re.compile(
            rf"\b(?:begrüß|unterstütz|lob|würdig|verteidig|honorier){_END}|"
            r"\bbefürworte(?:t|n|te|ten)\b"
        ),
    ),
    Verb(
        "has-praised", "supports",
        re.compile(r"\b(?:gelobt|gewürdigt|gutgeheißen)\b"),
    ),
    Verb(
        "blames", "opposes",
        re.compile(
            rf"\b(?:kritisier|verurteil|rüg|missbillig|bekämpf|monier|tadel){_END}|"
            r"\b(?:bemängel|beanstande)(?:t|n|te|ten)\b"
        ),
        score=0.88,
    ),
    Verb("has-blamed", "opposes", re.compile(r"\bgerügt\b")),
    Verb(
        "declines", "opposes",
        re.compile(rf"\blehn{_END}(?=[^.;:]{{0,160}}\bab\b)|\babgelehnt\b|\bablehn(?:t|en)\b"),
        score=0.88,
    ),
    Verb(
        "speaks-for", "supports",
        re.compile(
            r"\b(?:spr(?:icht|ach|echen|achen) sich|w[ai]rb(?:t|en)?|stimm(?:t|te|en|ten)|"
            r"votier(?:t|te|en|ten))\b(?=[^.;:]{0,40}\bfür (?:das|den|die) )"
        ),
        of=("für",), score=0.8,
    ),
    Verb(
        "speaks-against", "opposes",
        re.compile(
            r"\b(?:spr(?:icht|ach|echen|achen)|wend(?:et|en|ete|eten)|wandten?|wehr(?:t|te|en|ten)|"
            r"stemm(?:t|te|en|ten)|sträub(?:t|te|en|ten)|stell(?:t|te|en|ten)) sich\b|"
            rf"\b(?:protestier|demonstrier|klag|stimm|votier|mobilisier|polemisier){_END}"
        ),
        of=("gegen",), score=0.83,
    ),
    Verb("warns-of", "opposes", re.compile(r"\bwarn(?:t|te|en|ten)\b|\bgewarnt\b"), of=("vor",)),
    Verb(
        "criticism-of", "opposes",
        re.compile(r"\b(?:üb(?:t|te|en|ten)|äußer(?:t|te|n|ten))\b(?=[^.;:]{0,60}\bKritik a[nm] )"),
        of=("an",),
    ),
    Verb("judges-well", "supports", _JUDGES, score=0.7, words=True),
    Verb("judges-ill", "opposes", _JUDGES, score=0.7, words=True),
    Verb(
        "asks", "demands",
        re.compile(r"\b(?:forder|verlang|beantrag)(?:t|te|en|ten(?! <))\b"), score=0.85,
    ),
    Verb(
        "presses", "demands",
        re.compile(r"\b(?:poch|dräng|dring|beharr|besteh)(?:t|te|en|ten)\b"), of=("auf",),
    ),
    Verb(
        "praised-by", "supports",
        re.compile(
            r"\b(?:begrüßt|unterstützt|gelobt|gewürdigt|verteidigt|befürwortet|mitgetragen)\b"
        ),
        by=("von", "durch"), of=("",),
    ),
    Verb(
        "blamed-by", "opposes",
        re.compile(
            r"\b(?:kritisiert|verurteilt|gerügt|bemängelt|beanstandet|moniert|abgelehnt|bekämpft)\b"
        ),
        by=("von", "durch"), of=("",),
    ),
    Verb(
        "meets-somebody", "meets",
        re.compile(
            r"\b(?:tr(?:af|ifft|afen)(?! (?:sich|auf|zu)\b|[^.;:]{0,60} auf <)|"
            r"empf(?:ing|ängt|ingen))\b"
        ),
        of=("",),
    ),
    Verb(
        "talks-with", "meets",
        re.compile(
            r"\b(?:sprach(?:en(?! wir))?|spr(?:icht|echen)|tr(?:af|ifft|afen|effen) sich|"
            r"beriet(?:en)?|unterh(?:ielt|ielten|ält) sich|(?:zusammen)?getroffen|"
            r"diskutiert?en?)\b"
        ),
        of=("mit",),
    ),
)  # fmt: skip
_ANY = re.compile("|".join(dict.fromkeys(verb.pattern.pattern for verb in VERBS)))
_THINGS = {
    "supports": ("LAW", "PROG", "EVENT"),
    "opposes": ("LAW", "PROG", "EVENT"),
    "demands": ("LAW", "PROG", "MONEY"),
    "meets": ("PER", "ORG"),
}
_CLAUSE_END = re.compile(
    r"; |: | – |, (?:dass|weil|wenn|während|wie|um|aber|doch|sondern|jedoch|obwohl|da|ob|was|"
    r"wo\w*|denn|nachdem|bevor|und|der|die|das|den|dem|deren|dessen)\b| (?:aber|doch|jedoch) "
)
# Denials, wishes and other moods leave open which side somebody takes.
_OPEN = re.compile(
    r"\b(?:nicht|kein\w*|weder|niemand|ohne|nie|statt|anstatt|würde[nt]?|könnte[nt]?|"
    r"soll(?:en|te|ten)?|woll(?:en|te|ten)|will|möchte[nt]?|kann|können|muss|müsse[nt]?)\b"
)
# "den Entwurf des Gesetzes" is about the law, "das Ende des Gesetzes" is not.
_SAME_THING = re.compile(
    r"(?:[Ee]ntw[uü]rf|[Gg]esetz|[Pp]l[aä]n|[Vv]orschl[aä]g|[Vv]orstoß|[Nn]ovelle|[Ee]inführung|"
    r"[Ss]tart|[Vv]erabschiedung|[Ee]inigung|[Rr]eform|[Ii]nitiative|[Pp]rogramm|[Ff]assung|"
    r"[Uu]msetzung|[Ff]ortsetzung|[Ff]ortführung|[Aa]uflage)\w* "
    r"(?:der|des|zum|zur|für (?:das|den|die|eine?n?)|eine[rs]|von) ?(?:[a-zäöü]+(?:en|er|es|e) )?$"
)
_REFERRING = re.compile(
    r"(?: <[A-Z]+\d+>| \(<[A-Z]+\d+>\)| \w+){0,4}? (?:de[nmr]|das|die) (?:[a-zäöüß]+e[nr]? )?"
    r"(?:(?P<act>(?:Gesetzes?|Referenten)?[Ee]ntwurf|Gesetz|Novelle)|(?P<rules>Verordnung)|"
    r"(?P<frame>Richtlinie)|(?P<programme>Programm|Projekt|Paket|Strategie|Initiative|Pakt)|"
    r"(?P<either>Vorhaben|Vorschlag|Vorschläge|Plan|Pläne|Reform))"
    r"(?: (?!de[rs]\b|zu[mr]\b|für\b|vo[nm]\b|mit\b|eine[rs]?\b)[a-zäöüß]+)?(?= ab\b|[,;.]|$)"
)
# Which names the noun may mean: their labels, and what is in them.
_NAMES = {
    "act": (("LAW",), re.compile(r"gesetz|[a-z]G\b", re.I)),
    "rules": (("LAW",), re.compile("verordnung", re.I)),
    "frame": (("LAW",), re.compile("richtlinie", re.I)),
    "programme": (("PROG",), re.compile("")),
    "either": (("LAW", "PROG"), re.compile("")),
}
_JUST_BEFORE = 200  # characters, about two sentences
_NEW = re.compile(r"\beine?n? (?:[a-zäöüß]+ ){0,2}$")
_ACCUSATIVE = re.compile(r"\b[Dd]en $")
_ASIDE = re.compile(r"<[A-Z]+\d+>|\([^()]*\)")
# Few words, or the comma that ends an apposition: "der Sprecher, Ole Kurz, kritisierte".
_NEAR = re.compile(r"[^,;:–]{0,90}|, ?")


def stance_relations(
    sentences: Sequence[Masked], mentions: Sequence[Mention]
) -> dict[tuple[int, int], Relation]:
    """Return by head and child the positions and meetings that a verb states, all factual."""
    found: dict[tuple[int, int], Relation] = {}
    for masked in sentences:
        if not _ANY.search(masked.text):
            continue
        parts = list(parts_of(masked))
        for verb in VERBS:
            for match in verb.pattern.finditer(masked.text):
                for h, c in _pairs(verb, match, masked, parts, mentions):
                    new = Relation(verb.relation, h, c, "factual", verb.score, verb.name)
                    found.setdefault((h, c), new)
    return found


def _pairs(
    verb: Verb,
    match: re.Match[str],
    masked: Masked,
    parts: Sequence[Part],
    mentions: Sequence[Mention],
) -> Iterator[tuple[int, int]]:
    text = masked.text
    start, end = clause(text, match.start(), match.end(), _CLAUSE_END)
    near = [p for p in parts if start <= p.position < end]
    if _OPEN.search(text, start, end):
        return
    if verb.words and not is_backed(verb.relation, text[start:end]):
        return
    if verb.relation != "demands" and any(p.label == "MONEY" for p in near):
        return  # who supports something with a sum pays it
    head = _speaker(verb, match, text, near)
    if head is None:
        return
    speakers = masked.groups.get(head.index, (head.index,))
    child = _thing(verb, match, text, [p for p in near if p.index not in speakers], head)
    if child is None:
        meant = _meant(verb, text[match.end() : end], masked.span, mentions)
        yield from ((h, meant) for h in speakers if meant is not None)
        return
    for h in speakers:
        for c in masked.groups.get(child.index, (child.index,)):
            yield h, c


def _meant(verb: Verb, behind: str, sentence: Span, mentions: Sequence[Mention]) -> int | None:
    """Return the law or programme that "den Entwurf" behind the verb refers to, if it is clear."""
    noun = _REFERRING.match(behind) if verb.of == _BARE and verb.relation != "demands" else None
    if noun is None:
        return None
    labels, name = _NAMES[noun.lastgroup or ""]
    earlier = [
        k
        for k, m in enumerate(mentions)
        if m.span.end <= sentence.start and m.label in labels and name.search(m.text)
    ]
    near = [k for k in earlier if mentions[k].span.end >= sentence.start - _JUST_BEFORE]
    for window in (near, earlier):
        if len({mentions[k].text.casefold() for k in window}) == 1:
            return window[0]
    return None


def _speaker(verb: Verb, match: re.Match[str], text: str, near: Sequence[Part]) -> Part | None:
    """Return the nearest person or body before the verb, else behind it."""
    able = [
        p
        for p in near
        if p.label in (("PER", "ORG") if verb.relation == "meets" else ("PER", "ORG", "LOC"))
        and p.by in verb.by
        and not text.endswith("(", 0, p.position)
        and not _ACCUSATIVE.search(text, max(0, p.position - 5), p.position)
        and _is_near(text, match, p)
    ]  # fmt: skip
    before = [p for p in able if p.position < match.start()]
    return before[-1] if before else next(iter(able), None)


def _thing(
    verb: Verb, match: re.Match[str], text: str, near: Sequence[Part], head: Part
) -> Part | None:
    """Return what is praised, blamed or demanded: on the other side of the verb, or before it."""
    things = [
        p
        for p in near
        if p.label in _THINGS[verb.relation]
        and not text.endswith("(", 0, p.position)
        and _fits(verb, text[max(0, p.position - 80) : p.position], p)
    ]
    behind = [p for p in things if p.position > max(match.start(), head.position)]
    before = [p for p in things if p.position < match.start()]
    if head.position < match.start():
        found = behind[:1] or before[-1:]
    else:
        found = before[-1:] or behind[:1]
    if not found or " und " in _gap(text, match, found[0]):
        return None
    return found[0] if _is_near(text, match, found[0]) else None


def _fits(verb: Verb, before: str, part: Part) -> bool:
    if part.by not in verb.of:
        return False
    if verb.name == "asks" and part.label != "MONEY":
        return bool(_NEW.search(before))
    if part.by in verb.of[:1]:
        return True
    return bool(_SAME_THING.search(before))


def _is_near(text: str, match: re.Match[str], part: Part) -> bool:
    """Whether hardly anything parts a mention from the verb."""
    return _NEAR.fullmatch(_gap(text, match, part)) is not None


def _gap(text: str, match: re.Match[str], part: Part) -> str:
    gap = text[min(match.end(), part.position) : max(match.start(), part.position)]
    return _ASIDE.sub("", gap)
