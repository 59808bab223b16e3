"""A small article with its analysis, links and facts by hand, for tests of everything after."""

import itertools
from datetime import date
from decimal import Decimal

from kg.iri import document_iri, kb_entity_iri, new_entity_iri
from kg.model import (
    Amount,
    Analysis,
    Candidate,
    DateExpression,
    Document,
    Entity,
    Fact,
    Link,
    Mention,
    Relation,
    Run,
    Span,
)
from kg.text import fold
from kg.vocab import ENTITY_TYPES, LABEL_TYPES

TEXT = (
    "Am 21.10.2025 fand in Brüssel das Forum Rechenkraft statt. "
    "Die EU-Kommission plant, rund 20 Milliarden Euro über die InvestAI-Fazilität in das "
    "Projekt Gigafabrik zu investieren. "
    "Henrike Brauckmann, Vorsitzende des Verbands Digitale Zukunft, und Jörg Öztürk (S&D) "
    "diskutierten. Das Land Niedersachsen fördert den Verband Digitale Zukunft bis 2029 mit "
    "mindestens 3,5 Mio. Euro. 40 Prozent der Mitglieder stimmten zu."
)
URL = "https://verband.example/aktuell/forum"
RUN = Run(model="kg_de 0.1", rules="1", knowledge_base="2026-01", code="0.1.0")


def entity(label: str, name: str, kb_id: str = "", **more: object) -> Entity:
    kind = LABEL_TYPES[label]
    segment = ENTITY_TYPES[kind][0]
    if kb_id:
        return Entity(kb_entity_iri(segment, kb_id), kind, name, status="linked", **more)  # type: ignore[arg-type]
    return Entity(new_entity_iri(segment, fold(name)), kind, name, **more)  # type: ignore[arg-type]


COMMISSION = entity(
    "ORG", "Europäische Kommission", "eu-com", aliases=("EU-Kommission",),
    exact_matches=("http://publications.europa.eu/resource/authority/corporate-body/COM",),
)  # fmt: skip
SD = entity("ORG", "S&D", "ep-sd")
BRUSSELS = entity("LOC", "Brüssel", "geonames-2800866")
LOWER_SAXONY = entity("LOC", "Niedersachsen", "de-ni")
FORUM = entity("EVENT", "Forum Rechenkraft")
INVEST_AI = entity("PROG", "InvestAI-Fazilität")
GIGAFACTORY = entity("PROG", "Projekt Gigafabrik")
BRAUCKMANN = entity("PER", "Henrike Brauckmann", aliases=("Brauckmann",))
OEZTUERK = entity("PER", "Jörg Öztürk")
ASSOCIATION = Entity(
    new_entity_iri("org", "Verband Digitale Zukunft"), "Organization",
    "Verband Digitale Zukunft", status="ambiguous",
)  # fmt: skip


def span(part: str, *, after: str = "") -> Span:
    start = TEXT.index(part, TEXT.index(after) if after else 0)
    return Span(start, start + len(part))


def sentence(part: str) -> Span:
    """The sentence that contains a part: sentences here end in ". " and a capital letter."""
    borders = [
        0,
        *(span(s).start for s in ("Die EU-", "Henrike", "Das Land", "40 Proz")),
        len(TEXT),
    ]
    place = TEXT.index(part)
    return next(
        Span(a, b - (b < len(TEXT))) for a, b in itertools.pairwise(borders) if a <= place < b
    )


MENTIONS: list[tuple[str, str, Entity | None]] = [
    ("21.10.2025", "DATE", None),
    ("Brüssel", "LOC", BRUSSELS),
    ("Forum Rechenkraft", "EVENT", FORUM),
    ("EU-Kommission", "ORG", COMMISSION),
    ("20 Milliarden Euro", "MONEY", None),
    ("InvestAI-Fazilität", "PROG", INVEST_AI),
    ("Projekt Gigafabrik", "PROG", GIGAFACTORY),
    ("Henrike Brauckmann", "PER", BRAUCKMANN),
    ("Vorsitzende", "ROLE", None),
    ("Verbands Digitale Zukunft", "ORG", ASSOCIATION),
    ("Jörg Öztürk", "PER", OEZTUERK),
    ("S&D", "ORG", SD),
    ("Niedersachsen", "LOC", LOWER_SAXONY),
    ("Verband Digitale Zukunft", "ORG", ASSOCIATION),
    ("2029", "DATE", None),
    ("3,5 Mio. Euro", "MONEY", None),
    ("40 Prozent", "QUANTITY", None),
]


def _mention(part: str, label: str, score: float) -> Mention:
    found = span(part, after="fördert" if part == "Verband Digitale Zukunft" else "")
    return Mention.of(TEXT, found.start, found.end, label, score)  # type: ignore[arg-type]


def amount(part: str, **values: object) -> Amount:
    found = span(part)
    return Amount(found.start, found.end, part, **values)  # type: ignore[arg-type]


BILLIONS = amount(
    "rund 20 Milliarden Euro", value=Decimal("20000000000"), currency="EUR", qualifier="approx"
)
MILLIONS = amount(
    "mindestens 3,5 Mio. Euro", min_value=Decimal("3500000"), currency="EUR", qualifier="min"
)
SHARE = amount("40 Prozent", value=Decimal(40), unit="%", counted="Mitglieder")


def document(url: str | None = URL, published: date | None = date(2025, 10, 22)) -> Document:
    import hashlib

    return Document(
        iri=document_iri(url or TEXT), text=TEXT, title="Forum „Rechenkraft“ in Brüssel",
        source=url or "corpus/forum.txt", sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        published=published, publisher="Verband Digitale Zukunft", url=url,
    )  # fmt: skip


def analysis(of: Document | None = None) -> Analysis:
    day, until = span("21.10.2025"), span("bis 2029")
    return Analysis(
        document=of or document(),
        sentences=tuple(
            sentence(s) for s in ("21.10.2025", "InvestAI", "Henrike", "Das Land", "40 Prozent")
        ),
        mentions=tuple(_mention(part, label, 0.8 if part == "S&D" else 1.0)
                       for part, label, _ in MENTIONS),
        amounts=(BILLIONS, MILLIONS, SHARE),
        dates=(
            DateExpression(day.start, day.end, "21.10.2025", "2025-10-21", "day",
                           date(2025, 10, 21), date(2025, 10, 21)),
            DateExpression(until.start, until.end, "bis 2029", "/2029", "range",
                           None, date(2029, 12, 31)),
        ),
        relations=(Relation("event_date", 2, 0),),
    )  # fmt: skip


def links() -> tuple[Link, ...]:
    other = entity("ORG", "Verband Digitale Zukunft Nord", "vdz-nord")
    return tuple(
        Link(
            index, found, 0.5 if found is ASSOCIATION else 0.97,
            (Candidate(ASSOCIATION, 0.5), Candidate(other, 0.48)) if found is ASSOCIATION else (),
        )
        for index, (_, _, found) in enumerate(MENTIONS)
        if found is not None
    )  # fmt: skip


def facts() -> tuple[Fact, ...]:
    day, plan = sentence("21.10.2025"), sentence("InvestAI")
    talk, grant = sentence("Henrike"), sentence("Das Land")
    until = analysis().dates[1]
    return (
        Fact(FORUM, "takesPlaceIn", BRUSSELS, (day,), confidence=0.95, rule="event-place"),
        Fact(COMMISSION, "funds", GIGAFACTORY, (plan,), "planned", 0.88, "money-invest",
             amount=BILLIONS, via=INVEST_AI, purpose="das Projekt Gigafabrik"),
        Fact(BRAUCKMANN, "memberOf", ASSOCIATION, (talk,), confidence=0.93, rule="role-apposition",
             role="Vorsitzende"),
        Fact(OEZTUERK, "memberOf", SD, (talk,), confidence=0.9, rule="party-in-brackets"),
        Fact(BRAUCKMANN, "participatesIn", FORUM, (talk, day), confidence=0.7, rule="event-talk"),
        Fact(LOWER_SAXONY, "funds", ASSOCIATION, (grant,), confidence=0.91, rule="money-fund",
             amount=MILLIONS, valid=until),
        Fact(LOWER_SAXONY, "funds", ASSOCIATION, (day,), confidence=0.6, rule="model",
             amount=MILLIONS, valid=until),
        Fact(OEZTUERK, "opposes", GIGAFACTORY, (talk,), "negated", 0.6, "model",
             attributed_to=ASSOCIATION),
    )  # fmt: skip
