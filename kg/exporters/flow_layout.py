"""Where the bars and bands of a money drawing stand: columns, order, heights."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

GAP, THINNEST = 26.0, 1.5
_ROUNDS = 12
_LEAST, _MOST, _PER_BAR = 300.0, 900.0, 48.0


@dataclass(slots=True)
class Band:
    """A flow between two names; `stops` are the bars it runs over, hidden ones between."""

    source: str
    target: str
    modality: str
    value: float = 0.0
    thick: float = 0.0
    stops: list["Bar"] = field(default_factory=list)
    heights: list[tuple[float, float]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Bar:
    """A name in its column; a hidden bar keeps room for a band that passes by."""

    name: str
    column: int
    value: float = 0.0
    hidden: bool = False
    y: float = 0.0
    height: float = 0.0

    @property
    def middle(self) -> float:
        """Return the middle of its height."""
        return self.y + self.height / 2


def lay_out(bands: list[Band], top: float) -> tuple[list[Bar], float]:
    """Place everything below `top`; return the bars and the lowest point.

    Each column is ordered by where its bands come from and go to, so that few of them cross.
    """
    bars = _bars(bands)
    columns: dict[int, list[Bar]] = defaultdict(list)
    for bar in bars:
        columns[bar.column].append(bar)
    _scale(bands, bars, columns)
    ends = [pair for band in bands for pair in pairwise(band.stops)]
    room = max((_height(column) for column in columns.values()), default=0.0)
    for column in columns.values():
        column.sort(key=lambda bar: (-bar.value, bar.name))
        _stack(column, top, room)
    for _ in range(_ROUNDS):
        for column in columns.values():
            _sort_by_neighbours(column, ends)
            _stack(column, top, room)
    _attach(bands, bars)
    return bars, top + room


def _bars(bands: list[Band]) -> list[Bar]:
    columns = _columns(bands)
    bars = {name: Bar(name, column) for name, column in sorted(columns.items())}
    given: dict[str, float] = defaultdict(float)
    got: dict[str, float] = defaultdict(float)
    hidden = []
    for band in bands:
        given[band.source] += band.value
        got[band.target] += band.value
        start, end = bars[band.source], bars[band.target]
        between = range(start.column + 1, end.column)
        passing = [Bar(f"{start.name}→{end.name}", c, band.value, hidden=True) for c in between]
        hidden += passing
        band.stops = [start, *passing, end]
    for name, bar in bars.items():
        bar.value = max(given[name], got[name])
    return [*bars.values(), *hidden]


def _columns(bands: list[Band]) -> dict[str, int]:
    """Return how many flows lie before each name; flows that close a circle are not counted."""
    columns: dict[str, int] = {}
    following: dict[str, list[str]] = defaultdict(list)
    for band in bands:
        columns.setdefault(band.source, 0)
        columns.setdefault(band.target, 0)
        if not _reaches(following, band.target, band.source):
            following[band.source].append(band.target)
    for _ in columns:
        for source, targets in following.items():
            for target in targets:
                columns[target] = max(columns[target], columns[source] + 1)
    return columns


def _reaches(following: dict[str, list[str]], start: str, goal: str) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        new = [other for other in following.get(name, []) if other not in seen]
        seen.update(new)
        waiting += new
    return False


def _scale(bands: list[Band], bars: list[Bar], columns: dict[int, list[Bar]]) -> None:
    fullest = max((len(column) for column in columns.values()), default=1)
    room = max(_LEAST, min(_MOST, fullest * _PER_BAR))
    total = max((sum(bar.value for bar in column) for column in columns.values()), default=1.0)
    scale = max(room - GAP * (fullest - 1), room * 0.35) / (total or 1.0)
    for band in bands:
        band.thick = max(band.value * scale, THINNEST)
    for bar in bars:
        given = sum(band.thick for band in bands if bar in band.stops[:-1])
        got = sum(band.thick for band in bands if bar in band.stops[1:])
        bar.height = max(given, got, 2.0)


def _height(column: list[Bar]) -> float:
    return sum(bar.height for bar in column) + GAP * (len(column) - 1)


def _stack(column: list[Bar], top: float, room: float) -> None:
    y = top + (room - _height(column)) / 2
    for bar in column:
        bar.y = y
        y += bar.height + GAP


def _sort_by_neighbours(column: list[Bar], ends: Iterable[tuple[Bar, Bar]]) -> None:
    pulls: dict[int, list[float]] = {id(bar): [] for bar in column}
    for start, end in ends:
        if id(start) in pulls:
            pulls[id(start)].append(end.middle)
        if id(end) in pulls:
            pulls[id(end)].append(start.middle)
    middles = {key: sum(found) / len(found) if found else 0.0 for key, found in pulls.items()}
    column.sort(key=lambda bar: (round(middles[id(bar)], 3), bar.name))


def _attach(bands: list[Band], bars: list[Bar]) -> None:
    """Give each band its place at each bar, in the order of where it goes or comes from."""
    leaving: dict[tuple[int, int], float] = {}
    coming: dict[tuple[int, int], float] = {}
    for bar in bars:
        steps = [(i, *pair) for i, band in enumerate(bands) for pair in pairwise(band.stops)]
        for places, mine, other in ((leaving, 1, 2), (coming, 2, 1)):
            y = bar.y
            found = [step for step in steps if step[mine] is bar]
            for step in sorted(found, key=lambda s, o=other: (s[o].middle, bands[s[0]].modality)):  # type: ignore[misc]
                thick = bands[step[0]].thick
                places[step[0], id(bar)] = y + thick / 2
                y += thick
    for number, band in enumerate(bands):
        band.heights = [
            (leaving[number, id(start)], coming[number, id(end)])
            for start, end in pairwise(band.stops)
        ]
