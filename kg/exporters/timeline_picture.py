"""What was stated when, as a drawing: one lane per actor, a mark per day, a bar per period."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from kg.exporters.spells import spells
from kg.exporters.svg import PALE, Element, drawing, element, shortened, text, tooltip, width_of

if TYPE_CHECKING:
    import networkx as nx

_WIDTH, _LEFT, _RIGHT, _TOP, _LANE = 1200.0, 270.0, 40.0, 70.0, 30.0
_COLORS = (
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#882255", "#999933",
    "#332288", "#44aa99", "#aa4499", "#117733",
)  # fmt: skip
_MOST_TICKS = 12


class _Mark(NamedTuple):
    first: date
    last: date
    kind: str
    label: str
    factual: bool


def timeline_svg(network: "nx.Graph", *, title: str = "", note: str = "", lanes: int = 25) -> str:
    """Return an SVG of the `lanes` actors of whom most is stated, in the order of their first mark.

    A fact stands in the lane of its subject. What is not factual is hollow.
    """
    marks = _marks(network)
    chosen = sorted(marks, key=lambda actor: (-len(marks[actor]), actor))[:lanes]
    chosen.sort(key=lambda actor: (marks[actor][0], actor))
    shown = {actor: marks[actor] for actor in chosen}
    kinds = Counter(mark.kind for found in shown.values() for mark in found)
    colors = {
        kind: _COLORS[i] if i < len(_COLORS) else PALE
        for i, (kind, _) in enumerate(sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
    }
    bounds = _bounds(shown)
    height = _TOP + _LANE * len(shown) + 90
    body = [text(title, 20, 36, size=20, weight="600")] if title else []
    body += _axis(bounds, height)
    for number, (actor, found) in enumerate(shown.items()):
        body += _lane(actor, found, _TOP + _LANE * (number + 0.5), bounds, colors)
    body += _legend(colors, height)
    body.append(text(note, _WIDTH - 20, height - 18, anchor="end", class_="pale"))
    return drawing(_WIDTH, height, title or "Time line", body)


def _marks(network: "nx.Graph") -> dict[str, list[_Mark]]:
    marks: dict[str, list[_Mark]] = defaultdict(list)
    for source, target, data in network.edges(data=True):
        names = [str(network.nodes[end].get("label", end)) for end in (source, target)]
        kind = str(data.get("predicate", ""))
        factual = data.get("modality", "factual") == "factual"
        for first, last in spells(data.get("dates")):
            period = first if first == last else f"{first} – {last}"
            role = f" ({data['role']})" if data.get("role") else ""
            label = f"{period}: {names[0]} — {data.get('label', kind)} → {names[1]}{role}"
            marks[names[0]].append(
                _Mark(date.fromisoformat(first), date.fromisoformat(last), kind, label, factual)
            )
    return {actor: sorted(found) for actor, found in marks.items()}


def _bounds(shown: dict[str, list[_Mark]]) -> tuple[date, date]:
    every = [mark for found in shown.values() for mark in found]
    if not every:
        return date(2000, 1, 1), date(2001, 1, 1)
    first, last = min(m.first for m in every), max(m.last for m in every)
    air = max((last - first) // 40, timedelta(days=2))
    return first - air, last + air


def _x(day: date, bounds: tuple[date, date]) -> float:
    share = (day - bounds[0]).days / max((bounds[1] - bounds[0]).days, 1)
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _axis(bounds: tuple[date, date], height: float) -> Iterator[Element]:
    bottom = height - 70
    for day, label in _ticks(bounds):
        x = _x(day, bounds)
        yield element("line", x1=x, x2=x, y1=_TOP - 8, y2=bottom, stroke="#e4e7eb")
        yield text(label, x, _TOP - 16, size=12, anchor="middle", class_="pale")


def _ticks(bounds: tuple[date, date]) -> list[tuple[date, str]]:
    """Return firsts of months or years, about ten of them."""
    months = (bounds[1].year - bounds[0].year) * 12 + bounds[1].month - bounds[0].month
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120) if months / s <= _MOST_TICKS), 240)
    ticks = []
    for month in range(bounds[0].year * 12, bounds[1].year * 12 + 12, step):
        day = date(month // 12, month % 12 + 1, 1)
        if bounds[0] <= day <= bounds[1]:
            ticks.append((day, f"{day:%Y}" if step >= 12 else f"{day:%Y-%m}"))
    return ticks or [(bounds[0], f"{bounds[0]}"), (bounds[1], f"{bounds[1]}")]


def _lane(
    actor: str, marks: list[_Mark], y: float, bounds: tuple[date, date], colors: dict[str, str]
) -> Iterator[Element]:
    yield element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y, stroke="#cbd2d9")
    yield text(shortened(actor, 13, _LEFT - 40), _LEFT - 14, y + 4.5, size=13, anchor="end")
    # Marks of one day stand above each other rather than on each other.
    crowd: Counter[int] = Counter()
    for mark in marks:
        start, end = _x(mark.first, bounds), _x(mark.last, bounds)
        place = round(start / 8)
        shift = (0, -7, 7, -12, 12)[min(crowd[place], 4)]
        crowd[place] += 1
        color = colors[mark.kind]
        yield element(
            "rect",
            tooltip(mark.label),
            x=start - 5,
            y=y + shift - 5,
            width=max(end - start, 0.0) + 10,
            height=10,
            rx=5,
            fill=color if mark.factual else "#ffffff",
            fill_opacity=0.85,
            stroke=color,
            stroke_width=1.5,
        )


def _legend(colors: dict[str, str], height: float) -> Iterator[Element]:
    left = 20.0
    for kind, color in colors.items():
        if left + width_of(kind, 12) > _WIDTH - 60:
            return
        yield element("rect", x=left, y=height - 52, width=10, height=10, rx=5, fill=color)
        yield text(kind, left + 16, height - 43, size=12)
        left += 16 + width_of(kind, 12) + 20
