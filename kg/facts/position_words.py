"""Words of positions: verbs that demand, praise or blame, and what may stand between them."""

import re
from dataclasses import dataclass

from kg.facts.purposes import PHRASE

_END = r"(?:t|te|en|ten)"


@dataclass(frozen=True, slots=True)
class Verb:
    """A finite verb that stands second in its clause.

    `of` introduces the object ("" for none), `tail` must follow it in the clause: patterns both.
    """

    name: str
    predicate: str
    pattern: re.Pattern[str]
    of: str = ""
    tail: str = ""


_SPEAKS_UP = re.compile(r"\bspr(?:icht|ach|echen|achen) sich\b")
_SO = r"(?:[a-zäöüß]+ )?"
_NEEDED = rf"{_SO}(?:nötig|notwendig|erforderlich|geboten|überfällig|unverzichtbar|unerlässlich)"
_GOOD = rf"{_SO}(?:richtig|sinnvoll|vernünftig|gelungen|zielführend|angemessen)"
_BAD = (
    rf"{_SO}(?:falsch|verfehlt|überzogen|überflüssig|unnötig|schädlich|verfassungswidrig|"
    r"unverantwortlich|unzureichend|rechtswidrig|unangemessen|bedenklich)"
)


def _judges(name: str, predicate: str, judged: str) -> Verb:
    """Return "hält … für nötig"."""
    holds = r"\bh(?:ält|ielt|alten|ielten)\b(?![^,;:.]*\bnicht\b)"
    found = re.compile(rf"{holds}(?=[^,;:.]*\bfür {judged}\b)")
    return Verb(name, predicate, found, tail=f"für {judged}")


VERBS = (
    Verb("demands", "demands", re.compile(rf"\b(?:forder|verlang){_END}\b")),
    Verb("appeals", "demands", re.compile(rf"\bappellier{_END}\b|\bbitte(?:t|n)\b|\bbat(?:en)?\b")),
    Verb("presses", "demands", re.compile(rf"\b(?:poch|dräng|dring|beharr){_END}\b"), "auf"),
    Verb("speaks-for", "supports", _SPEAKS_UP, "für", "aus"),
    Verb("pleads", "demands", re.compile(rf"\bplädier{_END}\b"), "für"),
    Verb("stands-up", "demands", re.compile(rf"\bsetz{_END} sich\b"), "für", "ein"),
    Verb("promotes", "supports", re.compile(r"\bw(?:irbt|arb|erben|arben)\b"), "für"),
    Verb("votes-for", "supports", re.compile(rf"\b(?:stimm|votier){_END}\b"), "für"),
    Verb(
        "praises", "supports",
        re.compile(
            rf"\b(?:begrüß|unterstütz|lob|würdig|verteidig|billig){_END}\b|"
            r"\bbefürworte(?:t|n|te|ten)\b"
        ),
    ),
    Verb("urges", "demands", re.compile(rf"\bmahn{_END}\b(?=[^.;:]*\ban\b)"), tail="an"),
    Verb("urges-that", "demands", re.compile(rf"\bmahn{_END}\b(?=,)")),
    Verb("applies", "demands", re.compile(rf"\bbeantrag{_END}\b")),
    Verb("stands-behind", "supports", re.compile(rf"\bstell{_END} sich\b"), "hinter"),
    _judges("finds-needed", "demands", _NEEDED),
    _judges("finds-good", "supports", _GOOD),
    _judges("finds-bad", "opposes", _BAD),
    Verb(
        "criticises", "opposes", re.compile(r"\büb(?:t|te|en|ten)\b(?=[^,;:.]*\bKritik an)"),
        r"(?:[a-zäöüß]+e )?Kritik an",
    ),
    Verb("declines", "opposes", re.compile(rf"\blehn{_END}\b"), tail="ab"),
    Verb("speaks-against", "opposes", _SPEAKS_UP, "gegen", "aus"),
    Verb(
        "votes-against", "opposes",
        re.compile(rf"\b(?:stimm|votier|protestier|demonstrier){_END}\b"), "gegen",
    ),
    Verb(
        "resists", "opposes",
        re.compile(rf"\b(?:wehr|stell|stemm){_END} sich\b|\bwand(?:te|ten) sich\b"), "gegen",
    ),
    Verb("warns", "opposes", re.compile(rf"\bwarn{_END}\b"), "vor"),
    Verb(
        "blames", "opposes",
        re.compile(
            rf"\b(?:kritisier|verurteil|rüg|missbillig|monier|beklag){_END}\b|"
            r"\bbemängel(?:t|te|n|ten)\b"
        ),
    ),
)  # fmt: skip
# Moods that leave open which side somebody takes.
OPEN = re.compile(
    r"\b(?:nicht|weder|niemand|nie|würde[nt]?|könnte[nt]?|sollte[nt]?|wollte[nt]?|möchte[nt]?|"
    r"ob|wenn|falls)\b"
)
_PREPOSED = (
    r"(?:am|im|seit|nach|bei|in|beim|gegenüber|von|vom|zum|zur) (?:[a-zäöüß]+ ){0,3}"
    r"[A-ZÄÖÜ][\w.-]+"
)
_ADVERB = (
    r"(?: (?:erneut|nun|jetzt|zudem|auch|deshalb|daher|dagegen|hingegen|wiederum|ausdrücklich|"
    r"grundsätzlich|scharf|ebenfalls|unterdessen|vehement|stattdessen|außerdem|bereits|weiterhin|"
    r"gemeinsam|einhellig|geschlossen|zugleich|zuletzt|entschieden|klar|strikt|eindringlich|"
    r"schon|zwar|aber|jedoch|derweil|einstimmig|mehrheitlich|heute|gestern|deutlich|spürbar|"
    rf"erheblich|wesentlich|dringend|endlich|sofort|{_PREPOSED}))"
)
_DETERMINER = r"(?:de[nmrs]|die|das|eine[nmr]?|ein|ihre[nmr]?|seine[nmr]?|diese[nmrs]?)"
# "die von der Kommission vorgeschlagene Kürzung"
_BY = (
    r"(?:vo[mn] (?:de[rmn] )?(?:[a-zäöüß]+en )?(?:[A-ZÄÖÜ][\wäöüß-]+ ){1,4}"
    r"[a-zäöüß]+(?:te|ten|ene|enen) )?"
)
_MORE = r"(?:mehr|weniger|keine[nrs]?|mindestens|höchstens)"
_APPOSITION = r"(?: \([^()]{1,40}\))?(?:, [^,;:.–]{2,110},)?"
BETWEEN = re.compile(rf"{_APPOSITION}(?:{_ADVERB}){{0,2}} ")
BEHIND_VERB = re.compile(
    rf"(?:{_ADVERB}){{0,2}} (?:(?:der|die|das|unter anderem|etwa) )?"
    r"(?:(?!den )[a-zäöüß]+e[rn]? )?(?:[A-ZÄÖÜ][\wäöüß-]+ ){0,3}"
)
# "X rügte das und forderte die Y auf": who stands behind the verb is not the subject.
ELIDED = re.compile(r"(?:\b(?:und|sowie|oder)|,) $")
# "plädierte dafür, verurteilte Firmen auszuschließen": no verb stands there.
OPENED = re.compile(r"\b(?:da(?:für|gegen|rauf|vor|zu|ran|rum|von)|es), $")
ADDRESSED = re.compile(r"(?: \([^()]{1,40}\))? auf\b")
# "verlangte von der Bundesregierung ein Budget"
ASKED_OF = re.compile(
    r" (?:vom|von(?: (?:de[rmn]|seine[rm]|ihre[rm]|ihm|ihr))?)(?: [a-zäöüß-]+en)?"
    r"(?: [A-ZÄÖÜ][\w-]+){0,3}(?= |,)"
)
# "forderte den Senat auf, … zu geben"
UP = re.compile(r" auf(?=[,.]|$)")
# "Sie verlangt", "er forderte": one person, so no verb in the plural.
PRONOUN = re.compile(rf"(?:^|[“\".:,] ?)(?:[Ss]ie|[Ee]r)(?:{_ADVERB}){{0,2}} $")
PLURAL = re.compile(r".*en\b")
BEHIND_SPEAKER = re.compile(_APPOSITION)
# A preposition or a genitive before the name: it is not the subject.
GOVERNED = re.compile(
    r"(?:\b(?:von|vom|bei|beim|mit|für|in|im|aus|des|zu|zur|zum|an|am|gegen|durch|laut|nach|unter|"
    r"über|auf|zwischen|neben|dem|den)(?: de[rmn])?|[A-ZÄÖÜ][\wäöüß-]+ der) "
    r"(?:[a-zäöüß]+(?:en|er|e|em) )?(?:[A-ZÄÖÜ][\wäöüß-]+ ){0,2}$",
    re.I,
)
AND = re.compile(
    r"(?: \([^()]{1,40}\))?(?:,| und| sowie|/)(?: der| die| das)? (?:[A-ZÄÖÜ][\w-]+ )?"
)


def thing(of: str) -> re.Pattern[str]:
    """Return the pattern of an object behind a verb or its subject: group "what"."""
    introduced = rf" {of}" if of else ""
    return re.compile(
        rf"(?:{_ADVERB}){{0,3}}{introduced} (?:(?P<article>{_DETERMINER}) )?"
        rf"{_BY}(?P<what>(?:{_MORE} )?{PHRASE})"
    )


_WEAK = re.compile(r"(?P<stem>[a-zäöüß]{2,}e)n (?=(?:[a-zäöüß]+en )*[A-ZÄÖÜ])")


def nominative(found: re.Match[str]) -> str:
    """Return an object as a name: "vor weiteren Belastungen", "die kurzen Wege" lose their n.

    Only where the adjective shows a plural: behind "die", or in the dative without an article.
    """
    what, article = found["what"], found["article"]
    if article not in (None, "die"):
        return what
    while weak := _WEAK.match(what):
        what = f"{weak['stem']} {what[weak.end() :]}"
        if not _WEAK.search(what):
            break
    return what


# "fordert, die Preise zu senken", "verlangt von ihm, dass das Land zahlt", "warb dafür, …"
CLAUSE = re.compile(
    r"(?P<gap>[^,;:.–]{0,60}), (?P<what>(?P<that>dass [^,;:.–]{8,120})|"
    r"(?P<must>[^,;:.–]{3,70} (?:müssten?|müssen?|sollten?|solle|dürften?|dürfe)\b[^,;:.–]{4,100})|"
    r"(?!um |ohne |statt |anstatt )[^,;:.–]{3,140}(?: zu |[a-zäöü]zu)[a-zäöüß]+n)(?=[,;.–]|$)"
)
POINTERS = {
    "für": re.compile(r"\bdafür\b"), "gegen": re.compile(r"\bdagegen\b"),
    "vor": re.compile(r"\bdavor\b"), "auf": re.compile(r"\bdarauf\b"),
    "hinter": re.compile(r"\bdahinter\b"),
}  # fmt: skip
# "solche Vorgaben" of the sentence before.
REFERRING = re.compile(r"(?:solch|dies|derartig|jene)", re.I)
# Alone they say nothing: which decision?
EMPTY = frozenset(
    {
        "entscheidung", "entwurf", "vorschlag", "vorschläge", "vorschlägen", "vorstoß", "pläne",
        "plänen", "plan", "vorhaben", "schritt", "beschluss", "ergebnis", "einigung", "maßnahme",
        "maßnahmen", "forderung", "forderungen", "gesetz", "gesetzentwurf", "initiative", "vorlage",
        "regelung", "antrag", "kompromiss", "verantwortung", "folgen", "seite", "sache", "idee",
        "reform", "kritik", "rede", "urteil", "regierung", "kommission", "land", "länder", "bund",
        "politik", "menschen", "bürger", "abgeordneten", "personalentscheidung", "zahlung",
    }
)  # fmt: skip
