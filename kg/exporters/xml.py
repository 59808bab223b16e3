"""What the XML formats share: escaping, buffered lines, checked numbers and colours."""

import re
from types import TracebackType
from typing import BinaryIO, Self

from kg.errors import ExportError
from kg.exporters.columns import clean, plain

_COLOR = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
_SPECIAL = re.compile(r'[&<>"\n\r\t]')
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;",
     "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)  # fmt: skip
_LINES_AT_ONCE = 4096


def written(value: str) -> str:
    """Return any text as it stands in an XML file: cleaned and escaped."""
    # What can be printed and has none of the four is most text, and checked fastest so.
    if (
        value.isprintable()
        and "&" not in value
        and "<" not in value
        and '"' not in value
        and ">" not in value
    ):
        return value
    return clean(value).translate(_ESCAPES)


def escape(text: str) -> str:
    """Return text for an XML attribute or element; line breaks and tabs survive the parser."""
    return text.translate(_ESCAPES) if _SPECIAL.search(text) else text


def number(value: object, name: str) -> str:
    """Return a size or position as text.

    Raises:
        ExportError: it is no finite number, or a size below zero.
    """
    found = plain(value)
    if not isinstance(found, int | float) or not abs(found) < float("inf"):
        raise ExportError(f"{name} must be a finite number, not {value!r}")
    if name in ("size", "thickness") and found < 0:
        raise ExportError(f"{name} must not be negative: {value!r}")
    return repr(float(found))


def color(value: object) -> tuple[int, int, int]:
    """Return red, green and blue of "#rrggbb".

    Raises:
        ExportError: it is written in another way.
    """
    found = _COLOR.fullmatch(str(value))
    if not found:
        raise ExportError(f'a colour is written "#rrggbb", not {value!r}')
    red, green, blue = (int(part, 16) for part in found.groups())
    return red, green, blue


class Lines:
    """Writes text in UTF-8, many pieces at once."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._waiting: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is None:
            self._flush()

    def write(self, text: str) -> None:
        """Take one piece; it is written out with others."""
        self._waiting.append(text)
        if len(self._waiting) >= _LINES_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        self._output.write("".join(self._waiting).encode())
        self._waiting.clear()
