"""Who owns which share of a company, told of a company that another clause or sentence names.

"49,9 Prozent gehören der Reederei MSC, 50,1 Prozent hält die Hansestadt." Where one sentence names
owner and company, that is a relation between mentions.
"""

import itertools
import re
from collections.abc import Iterator

from kg.facts.actors import joined
from kg.facts.moods import mood
from kg.facts.reading import Reading
from kg.model import Entity, Fact, Span

_ARTICLE = r"(?:(?:de[rmn]|die|das|einem|einer) )?"
_KIND = r"(?:[a-zäöüß-]+(?:en|er|e) )?(?:[A-ZÄÖÜ][\wäöüß-]+ )?"
_HOLDS = r"(?:hält|halten|hielt|hielten|besitzt|besitzen|kontrolliert|kontrollieren)"
_ADVERB = (
    r"(?:(?:inzwischen|derzeit|seit \d{4}|weiterhin|künftig|bereits|heute|jetzt|nun|zusammen|noch|"
    r"selbst|mehrheitlich) ){0,2}"
)
_NUMBER = r"(?:\d+(?:,\d+)?|zehn|fünfzehn|zwanzig|fünfundzwanzig|dreißig|vierzig|fünfzig)"
_ROUND = r"(?:(?:rund|knapp|gut|etwa|je|jeweils|mehr als|über|fast) )?"
# In lists only the last number has its "Prozent": "A 55 und B 45 Prozent".
SHARE = (
    rf"{_ROUND}(?P<share>{_NUMBER}(?: Prozent| %)?|(?:die|der) (?:Hälfte|Mehrheit)|"
    r"(?:ein|zwei|drei) (?:Drittel|Viertel|Fünftel))"
)
_OF = r"(?: (?:der|aller|davon) ?(?:Anteile|Aktien|Stimmrechte|Stimmen|Gesellschaftsanteile)?)?"
# "80 Prozent gehören der …", "20 Prozent liegen bei der …", "weitere 20 entfallen auf den …"
_SHARE_FIRST = re.compile(
    rf"{SHARE}{_OF} (?:gehör(?:t|en|te|ten) {_ADVERB}|{_HOLDS} {_ADVERB}|"
    rf"(?:liegen|liegt|lagen|bleiben|bleibt|verbleiben) {_ADVERB}(?:beim |bei )|"
    rf"entf(?:allen|ällt|ielen) {_ADVERB}auf ){_ARTICLE}{_KIND}$"
)
# "gehört zu 80 Prozent der … und zu 20 Prozent der …"
_BELONGS_TO = re.compile(rf"\bgehör(?:t|en|te|ten)\b[^;.]*\bzu(?:r)? {SHARE} {_ARTICLE}{_KIND}$")
# "Größter Anteilseigner ist mit 50,1 Prozent die …"
_LARGEST = re.compile(
    rf"(?:[Aa]nteilseigner|[Aa]ktionär|[Ee]igner|[Ee]igentümer|[Gg]esellschafter)(?:in)?\b[^;.]*"
    rf"\b(?:ist|bleibt) {_ADVERB}mit {SHARE} {_ARTICLE}{_KIND}$"
)
# "hält 30 Prozent an dem …", "halten 26 Prozent der Aktien", "kommt auf 9 Prozent"
_OF_IT = r"(?= (?:an|der (?:Anteile|Aktien|Stimm))|,? und|[,;.])"
_HOLDS_SHARE = re.compile(
    rf"(?: \([^()]{{1,30}}\))?(?:, [^;.]{{3,90}},)? "
    rf"(?:{_HOLDS} {_ADVERB}|komm(?:t|en) {_ADVERB}auf ){SHARE}{_OF_IT}"
)
# "an der der Bund 51 Prozent hält", "an dem A 55 und B 45 Prozent halten"
_AT = re.compile(r"\b[Aa]n (?:dem|der|denen|den)\b[^;.]*$")
_THEN_SHARE = re.compile(rf"(?: \([^()]{{1,30}}\))? {_ADVERB}{SHARE}\b")
# "Derzeit halten der Bund und das Land jeweils 40,4 Prozent"
_HOLDS_FIRST = re.compile(rf"\b{_HOLDS} [^,;.]{{0,60}}$")
_HELD = re.compile(rf"\b(?:{_HOLDS}|beteiligt)\b")
_OWNED_AT = re.compile(r", an (?:dem|der|denen) ")
_SUBSIDIARY = re.compile(
    r"(?: \([^()]{1,30}\))?, (?:eine |einer )?(?:hundertprozentige[nr]? |100-prozentige[nr]? )?"
    rf"(?:Konzern)?[Tt]ochter(?:gesellschaft|firma|unternehmen)? (?:des|der|von|vom)(?: de[rs])? "
    rf"{_KIND}"
)
_MEMBERSHIP = re.compile(r"[^,;.]{0,40}\b(?:an|zu)\b(?=[,;.]|$)")
_OF_SOMETHING = re.compile(r", an (?:dem|der|denen) |\ban (?:dem|einem) Gemeinschaftsunternehmen\b")
_AT_NAME = re.compile(r"\b(?:an|An) (?:dem|der|den)?(?: [a-zäöüß-]+en)?(?: [A-ZÄÖÜ][\w-]+)? ?$")
_BELONGS = re.compile(r"(?: [a-z]+ [A-ZÄÖÜ][^,;.]{0,30})? gehör(?:t|en|te|ten)\b")
_SHARE = re.compile(rf"{_NUMBER} (?:Prozent|%)|Hälfte|Mehrheit|Drittel|Viertel|[Tt]ochter")
_NEAR = 45
_SURE = 0.75


def share_facts(reading: Reading) -> Iterator[Fact]:
    """Yield who owns the company spoken of, with the share as written."""
    told = {
        (reading.entity(relation.head), reading.entity(relation.child))
        for relation in reading.relations("owns")
    }
    for number, sentence in enumerate(reading.sentences):
        for owner, share in _pairs(reading, sentence):
            company, holder = _company(reading, number, owner), reading.entity(owner)
            if company is None or holder is None or (holder, company) in told or holder == company:
                continue
            span = reading.mention(owner).span
            near = max(sentence.start, span.start - _NEAR), min(sentence.end, span.end + _NEAR)
            yield Fact(
                holder,
                "owns",
                company,
                reading.evidence(owner),
                modality=mood(reading.text, *near),
                confidence=round(_SURE * reading.certainty(owner), 3),
                rule="owns:share-of-company",
                share=share,
                as_of=reading.document.published,
            )
    yield from _subsidiaries(reading)


def _subsidiaries(reading: Reading) -> Iterator[Fact]:
    """Yield "die Deutsche Asphalt GmbH, eine Tochter des Baukonzerns Strabag"."""
    for sentence in reading.sentences:
        if "ochter" not in reading.text[sentence.start : sentence.end]:
            continue
        bodies = reading.inside(sentence, "ORG")
        for company, owner in itertools.pairwise(bodies):
            gap = reading.mention(company).span.end, reading.mention(owner).span.start
            holder, held = reading.entity(owner), reading.entity(company)
            if holder and held and holder != held and _SUBSIDIARY.fullmatch(reading.text, *gap):
                yield Fact(
                    holder,
                    "owns",
                    held,
                    (sentence,),
                    confidence=round(_SURE * reading.certainty(owner, company), 3),
                    rule="owns:subsidiary",
                    as_of=reading.document.published,
                )


def _pairs(reading: Reading, sentence: Span) -> Iterator[tuple[int, str]]:
    """Yield who holds a share, and the share as written."""
    words = reading.calm[sentence.start : sentence.end]
    if not _SHARE.search(words):
        return
    for owner in sorted(
        {*reading.bodies(sentence), *reading.inside(sentence, "PER")},
        key=lambda index: reading.mention(index).span,
    ):
        body = reading.mention(owner).span
        before = reading.calm[sentence.start : body.start]
        share = _held(before, reading.calm[body.end : sentence.end])
        if share is None and _HOLDS_FIRST.search(before):
            last = reading.mention(joined(reading, owner, sentence)[-1]).span
            found = _THEN_SHARE.match(reading.calm, last.end, sentence.end)
            share = _spelled(found["share"]) if found else None
        if share:
            yield owner, share


def _held(before: str, after: str) -> str | None:
    """Return the share that the words on both sides of a body say it holds."""
    for pattern in (_SHARE_FIRST, _BELONGS_TO, _LARGEST):
        found = pattern.search(before)
        if found and not _MEMBERSHIP.match(after):
            return _spelled(found["share"])
    if found := _HOLDS_SHARE.match(after):
        return _spelled(found["share"])
    found = _THEN_SHARE.match(after)
    if found and _AT.search(before) and _HELD.search(before + after):
        return _spelled(found["share"])
    return None


def _spelled(share: str) -> str:
    """Return a share with its unit, which a list gives only once."""
    return share if re.search(r"[a-zäöü%]", share) else f"{share} Prozent"


def _company(reading: Reading, number: int, owner: int) -> Entity | None:
    """Return the company spoken of: the one whose shares are told of beside, else the only one.

    That is the only organisation before the owner in the sentence, or of the sentence before, or
    of the heading.
    """
    start = reading.mention(owner).span.start
    here = reading.sentences[number]
    if (company := _beside(reading, here, owner)) is not None:
        return company
    if _OF_SOMETHING.search(reading.calm, here.start, start):
        return None  # "ein Gemeinschaftsunternehmen, an dem …"
    near = [here, reading.sentences[number - 1]] if number else [here]
    beside = (number - 1, number)
    owned = {
        reading.entity(relation.child)
        for relation in reading.relations("owns")
        if {reading.sentence_of(i) for i in (relation.head, relation.child)} & {*beside}
    } - {None}
    if len(owned) == 1:
        return owned.pop()
    owners = [e for span in near for i, _ in _pairs(reading, span) if (e := reading.entity(i))]
    before = [Span(here.start, start), *near[1:], *reading.headings[:1]]
    for span in before:
        named = {e for i in reading.inside(span, "ORG") if (e := reading.entity(i))}
        found = {e for e in named if not any(_may_be_one(e, owner) for owner in owners)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _beside(reading: Reading, sentence: Span, owner: int) -> Entity | None:
    """Return the company that the clause names: "X, an der Y hält", "an X", "X gehört zu"."""
    place = reading.mention(owner).span.start
    for index in reversed(reading.bodies(sentence)):
        span, company = reading.mention(index).span, reading.entity(index)
        if index == owner or company is None or reading.mention(index).label != "ORG":
            continue
        before = reading.text[max(sentence.start, span.start - 40) : span.start]
        after = reading.calm[span.end : sentence.end]
        owned = span.end <= place and (
            _OWNED_AT.search(after[: place - span.end]) or _BELONGS.match(after)
        )
        if owned or _AT_NAME.search(before):
            return company
    return None


def _may_be_one(one: Entity, other: Entity) -> bool:
    """Tell whether two entities may be the same: "MSC", "Genfer Reederei MSC"."""
    return one == other or one.name in other.name or other.name in one.name
