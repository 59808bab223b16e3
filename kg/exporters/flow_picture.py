"""Money as a Sankey drawing: payers left, recipients right, bands as wide as the sum."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.exporters.flow_layout import Band, Bar, lay_out
from kg.exporters.svg import Element, drawing, element, haloed, shortened, text, tooltip

if TYPE_CHECKING:
    import networkx as nx

_WIDTH, _MARGIN, _TOP, _BAR = 1200.0, 250.0, 90.0, 14.0
_FACTUAL, _NOT_FACTUAL = "#0072b2", "#e69f00"
_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))


def flows_svg(network: "nx.Graph", *, title: str = "", note: str = "", top: int = 30) -> str:
    """Return an SVG of the `top` largest flows of a money network.

    A programme through which the money runs stands between payer and recipient. Bands that are not
    factual (planned, demanded …) are hatched. Widths are proportional, at least a hair; a flow back
    to a payer is drawn, too, but does not decide the order of columns.
    """
    bands = _bands(network, top)
    bars, bottom = lay_out(bands, _TOP)
    height = bottom + 70
    currency = next((str(c) for *_, c in network.edges(data="currency") if c), "")
    columns = max((bar.column for bar in bars), default=0)
    body = [_hatching()]
    body += [text(title, 20, 36, size=20, weight="600")] if title else []
    body += _legend({band.modality for band in bands})
    labels = {str(node): str(label or node) for node, label in network.nodes(data="label")}
    body += [_ribbon(band, labels, columns, currency) for band in bands]
    for bar in bars:
        if not bar.hidden:
            body += _bar(bar, labels.get(bar.name, bar.name), columns, currency)
    body.append(text(note, _WIDTH - 20, height - 18, anchor="end", class_="pale"))
    return drawing(_WIDTH, height, title or "Money flows", body)


def amount(value: float, currency: str) -> str:
    """Return a sum to read: "20 bn EUR", "3.5 m EUR"."""
    for scale, unit in _SCALES:
        if abs(value) >= scale:
            return f"{value / scale:.3g} {unit} {currency}".rstrip()
    return f"{value:.3g} {currency}".rstrip()


def _bands(network: "nx.Graph", top: int) -> list[Band]:
    flows = [
        (float(data["value"]), str(source), str(target), data)
        for source, target, data in network.edges(data=True)
        if data.get("value") and source != target
    ]
    flows.sort(key=lambda flow: (-flow[0], flow[1], flow[2]))
    # A programme that also gives or gets money itself is one bar.
    nodes = {str(label): str(node) for node, label in network.nodes(data="label")}
    merged: dict[tuple[str, str, str], Band] = {}
    for value, source, target, data in flows[:top]:
        via = str(data.get("via", ""))
        stops = [source, *([nodes.get(via, via)] if via else []), target]
        modality = str(data.get("modality", "factual"))
        for start, end in pairwise(stops):
            if start != end:
                key = (start, end, modality)
                merged.setdefault(key, Band(*key)).value += value
    return list(merged.values())


def _x(column: int, columns: int) -> float:
    return _MARGIN + (_WIDTH - 2 * _MARGIN - _BAR) * (column / columns if columns else 0)


def _ribbon(band: Band, labels: Mapping[str, str], columns: int, currency: str) -> Element:
    line = ""
    for (start, end), (leaves, comes) in zip(pairwise(band.stops), band.heights, strict=True):
        # A hidden bar is crossed on a level.
        left, right = _x(start.column, columns) + _BAR, _x(end.column, columns)
        middle = (left + right) / 2
        line += f"{'L' if line else 'M'}{left:.1f} {leaves:.1f}"
        line += f"C{middle:.1f} {leaves:.1f} {middle:.1f} {comes:.1f} {right:.1f} {comes:.1f}"
    factual = band.modality == "factual"
    # On a level line a pattern would not show: its box has no height.
    level = all(abs(leaves - comes) < 0.5 for leaves, comes in band.heights)
    hatched = band.thick > 4 and not (level and len(band.heights) == 1)
    ends = " → ".join(labels.get(end, end) for end in (band.source, band.target))
    return element(
        "path",
        tooltip(f"{ends}\n{amount(band.value, currency)} ({band.modality})"),
        d=line,
        fill="none",
        stroke=_FACTUAL if factual else "url(#plan)" if hatched else _NOT_FACTUAL,
        stroke_width=band.thick,
        stroke_opacity=0.4 if factual else 0.8,
    )


def _bar(bar: Bar, label: str, columns: int, currency: str) -> Iterator[Element]:
    x = _x(bar.column, columns)
    yield element(
        "rect", tooltip(f"{label}\n{amount(bar.value, currency)}"), x=x, y=bar.y,
        width=_BAR, height=bar.height, fill="#1f2933", rx=2,
    )  # fmt: skip
    first = bar.column == 0
    between = 0 < bar.column < columns
    room = (_WIDTH - 2 * _MARGIN) / max(columns, 1) - 30 if between else _MARGIN - 30
    place, anchor = (x - 8, "end") if first else (x + _BAR + 8, "start")
    name = shortened(label, 13, room, bold=True)
    yield haloed(name, place, bar.middle - 1, size=13, anchor=anchor, weight="600")
    yield haloed(amount(bar.value, currency), place, bar.middle + 13, size=11.5, anchor=anchor)


def _hatching() -> Element:
    stripe = element("rect", width=5, height=10, fill=_NOT_FACTUAL)
    ground = element("rect", width=10, height=10, fill=_NOT_FACTUAL, fill_opacity=0.45)
    pattern = element(
        "pattern", ground, stripe, id="plan", width=10, height=10,
        patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
    )  # fmt: skip
    return element("defs", pattern)


def _legend(modalities: set[str]) -> Iterator[Element]:
    left = 20.0
    others = ", ".join(sorted(modalities - {"factual"}))
    for name, fill in (("factual", _FACTUAL), (others, "url(#plan)")):
        if not name or (name == "factual" and name not in modalities):
            continue
        yield element(
            "rect", x=left, y=50, width=22, height=11, fill=fill,
            fill_opacity=0.5 if name == "factual" else 1,
        )  # fmt: skip
        yield text(name, left + 30, 60, size=12)
        left += 60 + len(name) * 7
