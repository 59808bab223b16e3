"""Three small articles whose networks can be worked out by hand; mapped and stored as usual."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from kg.iri import document_graph, document_iri, new_entity_iri
from kg.mapping import run_quads, to_quads
from kg.model import Amount, Analysis, Document, Entity, Fact, Link, Mention, Run, Span
from kg.stores import open_store
from kg.stores.embedded import EmbeddedStore
from kg.vocab import ENTITY_TYPES, LABEL_TYPES

RUN = Run(model="kg_de 0.1", rules="1", knowledge_base="2026-01", code="0.1.0")
LABELS = {
    "Henrike Brauckmann": "PER", "Jörg Öztürk": "PER", "Ruth Hallbauer": "PER",
    "Karl Wieland": "PER", "Europäische Kommission": "ORG", "Verband Digitale Zukunft": "ORG",
    "Hafen Stade GmbH": "ORG", "Universität Jena": "ORG", "SPD": "ORG", "InvestAI": "PROG",
    "Forum Rechenkraft": "EVENT", "Brüssel": "LOC",
}  # fmt: skip
_MARKED = re.compile(r"\{([^}]+)\}")


def entity(name: str) -> Entity:
    if name not in LABELS:
        return Entity(new_entity_iri("topic", name), "Topic", name)
    kind = LABEL_TYPES[LABELS[name]]
    return Entity(new_entity_iri(ENTITY_TYPES[kind][0], name), kind, name)


def iri(name: str) -> str:
    return entity(name).iri


@dataclass
class Stated:
    """One fact: its sentence's number, its ends by name, and what qualifies it."""

    sentence: int
    subject: str
    predicate: str
    object: str
    modality: str = "factual"
    confidence: float = 0.9
    amount: tuple[str, int, str] | None = None
    role: str | None = None
    via: str | None = None


@dataclass
class Article:
    """An article; names in braces are mentions."""

    name: str
    published: date
    publisher: str
    sentences: list[str]
    facts: list[Stated] = field(default_factory=list)

    @property
    def iri(self) -> str:
        return document_iri(f"https://{self.name}")

    def analysed(self) -> tuple[Analysis, list[Link], list[Fact]]:
        text, mentions, borders = "", [], []
        for marked in self.sentences:
            start = len(text)
            for position, part in enumerate(_MARKED.split(marked)):
                if position % 2:
                    mentions.append(
                        Mention(Span(len(text), len(text) + len(part)), part, LABELS[part])
                    )  # type: ignore[arg-type]
                text += part
            borders.append(Span(start, len(text)))
            text += "\n\n" if marked.endswith("!") else " "
        document = Document(
            iri=self.iri,
            text=text,
            title=f"Artikel {self.name}",
            source=f"https://{self.name}",
            sha256=sha256(text.encode()).hexdigest(),
            published=self.published,
            publisher=self.publisher,
            url=f"https://{self.name}",
        )
        analysis = Analysis(document, tuple(borders), tuple(mentions))
        links = [Link(i, entity(m.text)) for i, m in enumerate(mentions)]
        return analysis, links, [self._fact(stated, analysis) for stated in self.facts]

    def _fact(self, stated: Stated, analysis: Analysis) -> Fact:
        sentence = analysis.sentences[stated.sentence]
        amount = None
        if stated.amount:
            raw, value, currency = stated.amount
            start = analysis.document.text.index(raw, sentence.start)
            amount = Amount(start, start + len(raw), raw, Decimal(value), currency=currency)
        return Fact(
            entity(stated.subject),
            stated.predicate,
            entity(stated.object),
            (sentence,),
            modality=stated.modality,  # type: ignore[arg-type]
            confidence=stated.confidence,
            amount=amount,
            role=stated.role,
            via=entity(stated.via) if stated.via else None,
            as_of=self.published,
            rule="by hand",
        )


TWENTY = ("20 Millionen Euro", 20_000_000, "EUR")
_FUNDS = "Die {Europäische Kommission} fördert die {Hafen Stade GmbH} mit 20 Millionen Euro."

ARTICLES = [
    Article(
        "verband.example/a",
        date(2025, 1, 10),
        "Verband Digitale Zukunft",
        [
            "{Henrike Brauckmann}, Vorsitzende des {Verband Digitale Zukunft}, traf {Jörg Öztürk}.",
            _FUNDS,
            "Am {Forum Rechenkraft} in {Brüssel} nahmen {Henrike Brauckmann}, {Jörg Öztürk} und "
            "{Ruth Hallbauer} teil.",
        ],
        [
            Stated(
                0, "Henrike Brauckmann", "memberOf", "Verband Digitale Zukunft", role="Vorsitzende"
            ),
            Stated(0, "Henrike Brauckmann", "meets", "Jörg Öztürk", confidence=0.5),
            Stated(1, "Europäische Kommission", "funds", "Hafen Stade GmbH", amount=TWENTY),
            Stated(2, "Forum Rechenkraft", "takesPlaceIn", "Brüssel"),
            Stated(2, "Henrike Brauckmann", "participatesIn", "Forum Rechenkraft"),
            Stated(2, "Jörg Öztürk", "participatesIn", "Forum Rechenkraft"),
            Stated(2, "Ruth Hallbauer", "participatesIn", "Forum Rechenkraft"),
        ],
    ),
    Article(
        "agentur.example/b",
        date(2025, 3, 5),
        "Agentur Nord",
        [
            _FUNDS,
            "Die {Europäische Kommission} plant, über {InvestAI} weitere 50 Millionen Euro in die "
            "{Hafen Stade GmbH} zu investieren.",
            "Die {Universität Jena} arbeitet mit der {Hafen Stade GmbH} zusammen.",
        ],
        [
            Stated(0, "Europäische Kommission", "funds", "Hafen Stade GmbH", amount=TWENTY),
            Stated(
                1,
                "Europäische Kommission",
                "funds",
                "Hafen Stade GmbH",
                "planned",
                amount=("50 Millionen Euro", 50_000_000, "EUR"),
                via="InvestAI",
            ),
            Stated(2, "Universität Jena", "cooperatesWith", "Hafen Stade GmbH"),
        ],
    ),
    Article(
        "agentur.example/c",
        date(2026, 2, 1),
        "Agentur Nord",
        [
            "Die {Europäische Kommission} zahlt der {Hafen Stade GmbH} noch 5 Millionen Euro.",
            "{Karl Wieland} ({SPD}) kritisiert die {Universität Jena}.",
            "Der {Verband Digitale Zukunft} zahlt der {Universität Jena} 3 Millionen US-Dollar.",
        ],
        [
            Stated(
                0,
                "Europäische Kommission",
                "funds",
                "Hafen Stade GmbH",
                amount=("5 Millionen Euro", 5_000_000, "EUR"),
            ),
            Stated(1, "Karl Wieland", "memberOf", "SPD"),
            Stated(1, "Karl Wieland", "opposes", "Universität Jena"),
            Stated(
                2,
                "Verband Digitale Zukunft",
                "funds",
                "Universität Jena",
                amount=("3 Millionen US-Dollar", 3_000_000, "USD"),
            ),
        ],
    ),
]


def fill(location: Path, articles: list[Article] = ARTICLES) -> EmbeddedStore:
    """Write the articles into a new store and open it to read."""
    with open_store(location) as store:
        quads = run_quads(RUN)
        store.replace_graph(quads[0].graph, quads)
        for article in articles:
            store.replace_graph(document_graph(article.iri), to_quads(*article.analysed(), RUN))
    return open_store(location, read_only=True)
