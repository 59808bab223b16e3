"""A small writer of SVG: self-contained drawings that open in every browser."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.exporters.columns import clean
from kg.exporters.xml import escape

INK, PALE, PAPER = "#1f2933", "#7b8794", "#ffffff"
# Mean width of a letter as a share of its height, for sans-serif type; a little too wide is safe.
_LETTER, _BOLD_LETTER = 0.56, 0.64
_STYLE = (
    f"text{{font-family:system-ui,'Segoe UI','Helvetica Neue',Arial,sans-serif;fill:{INK}}}"
    f".pale{{fill:{PALE}}}"
    f".halo{{stroke:{PAPER};stroke-width:3.5px;stroke-linejoin:round;fill:{PAPER}}}"
)


@dataclass(frozen=True, slots=True)
class Element:
    """An element with attributes, text and children; None attributes are left out."""

    name: str
    attributes: dict[str, str | float | None] = field(default_factory=dict)
    children: tuple["Element", ...] = ()
    text: str = ""

    def __str__(self) -> str:
        attributes = "".join(
            f' {name}="{_value(value)}"'
            for name, value in self.attributes.items()
            if value is not None
        )
        inner = escape(clean(self.text)) + "".join(map(str, self.children))
        return f"<{self.name}{attributes}>{inner}</{self.name}>"


def element(
    tag: str, *children: Element, content: str = "", **attributes: str | float | None
) -> Element:
    """Return an element; underscores in attribute names stand for hyphens, `class_` for class."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return Element(tag, named, children, content)


def text(
    content: str,
    x: float,
    y: float,
    *,
    size: float = 12,
    anchor: str = "start",
    class_: str | None = None,
    weight: str | None = None,
) -> Element:
    """Return one line of text; `y` is its base line."""
    return element(
        "text", content=content, x=x, y=y, font_size=size, text_anchor=anchor, class_=class_,
        font_weight=weight,
    )  # fmt: skip


def haloed(
    content: str,
    x: float,
    y: float,
    *,
    size: float = 12,
    anchor: str = "start",
    weight: str | None = None,
) -> Element:
    """Return a line of text that stays legible on lines: a pale outline lies below it."""
    # Two texts, since not every program knows paint-order.
    below = text(content, x, y, size=size, anchor=anchor, class_="halo", weight=weight)
    return element("g", below, text(content, x, y, size=size, anchor=anchor, weight=weight))


def tooltip(content: str) -> Element:
    """Return what a browser shows when the pointer rests on the parent."""
    return element("title", content=content)


def drawing(width: float, height: float, title: str, body: Iterable[Element]) -> str:
    """Return a whole SVG file."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_value(width)} {_value(height)}" '
        f'width="{_value(width)}" height="{_value(height)}" role="img">'
    )
    paper = element("rect", width=width, height=height, fill=PAPER)
    inner = "\n".join(map(str, (element("title", content=title), paper, *body)))
    return f"{head}\n<style>{_STYLE}</style>\n{inner}\n</svg>\n"


def width_of(content: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide a line of text is."""
    return len(content) * size * (_BOLD_LETTER if bold else _LETTER)


def shortened(content: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return the text, cut with an ellipsis where it does not fit."""
    if width_of(content, size, bold=bold) <= room:
        return content
    letters = int(room / width_of("n", size, bold=bold))
    return content[: max(letters - 1, 1)].rstrip() + "…"


def _value(value: str | float | None) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return escape(clean(str(value)))
