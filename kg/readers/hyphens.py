"""Mend what line breaks did to German text: divided words and hard-wrapped paragraphs."""

import re

_SOFT = re.compile(r"\u00ad(?:[ \t]*\n[ \t]*)?")
# A line-end hyphen between letters; U+2010 and U+00AC come from typesetting programs.
_BREAK = re.compile(
    r"(?<![^\W_])(?P<left>[^\W_]++)(?P<hyphen>[-\u2010\u00ac])[ \t]*+\n[ \t]*+(?P<right>[^\W_]++)"
)
_DIVIDED = re.compile(r"(?<![^\W_])(?P<left>[^\W_]++)(?P<hyphen>[-\u00ad\u2010\u00ac])\s*\Z")
_WORD = re.compile(r"[^\W_]++")
_PARAGRAPH = re.compile(r"^[^\n]++(?:\n[^\n]++)+", re.MULTILINE)
_COORDINATORS = frozenset(
    ("und", "oder", "bzw", "sowie", "als", "wie", "noch", "bis", "aber", "statt", "and", "or")
)
_WRAPPED_LINE = range(45, 111)


def mend(text: str) -> str:
    """Join words that were divided at line ends.

    "Bundes-\\nverfassungsgericht" becomes one word; a compound that is written with a hyphen
    ("Nordrhein-\\nWestfalen", "CO2-\\nPreis") keeps it and loses the break; a hyphen that stands
    for a left-out part ("Natur- und\\nUmweltschutz", "Ein-\\noder Ausfuhr") stays as it is.
    """
    return _BREAK.sub(_join, _SOFT.sub("", text))


def seam(left: str, right: str) -> tuple[int, str]:
    """Say how two lines become one: the characters to drop from `left`, and what to put between.

    The same rules as in `mend`, for readers that join lines one by one.
    """
    before, after = _DIVIDED.search(left[-80:]), _WORD.match(right)
    if before is None or after is None:
        return 0, " "
    glue = _glue(before["left"], after.group(), before["hyphen"])
    return (0, " ") if glue is None else (len(before.group()) - len(before["left"]), glue)


def _join(match: re.Match[str]) -> str:
    glue = _glue(match["left"], match["right"], match["hyphen"])
    return match.group() if glue is None else f"{match['left']}{glue}{match['right']}"


def _glue(left: str, right: str, hyphen: str) -> str | None:
    """Return what stands between the parts of a divided word; None where they are two words."""
    if hyphen == "\u00ad":
        return ""
    if right.lower() in _COORDINATORS:
        return "- "
    if left.isdigit() and right[0].isdigit():
        return None
    joins = right[0].islower() and not left.isupper() and not left[-1].isdigit()
    return "" if joins else "-"


def unwrap(text: str) -> str:
    """Turn the line breaks inside hard-wrapped paragraphs into spaces; offsets stay the same.

    A paragraph counts as wrapped where all lines but the last are 45 to 110 characters long and
    about equally so; lists, addresses, verses and one-line paragraphs stay as they are.
    """
    return _PARAGRAPH.sub(lambda match: _unwrap_paragraph(match.group()), text)


def _unwrap_paragraph(paragraph: str) -> str:
    lines = paragraph.split("\n")
    full = [len(line.rstrip()) for line in lines[:-1]]
    if min(full) not in _WRAPPED_LINE or max(full) not in _WRAPPED_LINE:
        return paragraph
    if max(full) - min(full) > 25 or len(lines[-1]) > max(full) + 5:
        return paragraph
    if any(re.match(r"\s*(?:[•●▪‣*·–-]|\d+[.)])\s", line) for line in lines[1:]):
        return paragraph
    closed = sum(1 for line in lines[:-1] if line.rstrip().endswith((".", "!", "?", ":", "“")))
    return paragraph if closed > len(lines) / 2 else paragraph.replace("\n", " ")
