"""Chooses what to send by the Accept header (RFC 9110, section 12.5.1)."""

from collections.abc import Iterable

MEDIA_TYPES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "nq": "application/n-quads",
    "trig": "application/trig",
}
# What a request may call a format, in the order of our preference.
_ACCEPTED = (
    ("application/sparql-results+json", "json"),
    ("application/json", "json"),
    ("application/sparql-results+xml", "xml"),
    ("application/xml", "xml"),
    ("text/csv", "csv"),
    ("text/tab-separated-values", "tsv"),
    ("text/turtle", "ttl"),
    ("application/n-triples", "nt"),
    ("application/ld+json", "jsonld"),
    ("application/rdf+xml", "rdfxml"),
    ("application/n-quads", "nq"),
    ("application/trig", "trig"),
    ("text/plain", "nt"),
)


def acceptable(accept: str) -> tuple[str, ...]:
    """Return the formats that an Accept header allows, best first; all of them for none."""
    ranges = list(_ranges(accept or "*/*"))
    ranked: dict[str, tuple[float, int]] = {}
    for place, (media_type, name) in enumerate(_ACCEPTED):
        quality = _quality(media_type, ranges)
        if quality > 0:
            ranked[name] = min(ranked.get(name, (0.0, place)), (-quality, place))
    return tuple(sorted(ranked, key=lambda name: ranked[name]))


def _quality(media_type: str, ranges: Iterable[tuple[str, float]]) -> float:
    """Return the quality that the most exact range gives to a type."""
    family = media_type.split("/")[0] + "/*"
    found = dict(ranges)
    return next((found[name] for name in (media_type, family, "*/*") if name in found), 0.0)


def _ranges(accept: str) -> Iterable[tuple[str, float]]:
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        yield name, _number(quality)


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
