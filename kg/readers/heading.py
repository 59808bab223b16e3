"""What a text says about itself: title, date, publisher and author in its first and last lines.

Press releases, association news and agency texts put them in a few fixed places: a headline, a
line that holds only a date or "Pressemitteilung vom …", a dateline ("Berlin, 3. März 2025.",
"Brüssel (dpa) – "), a source line at the end.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from kg.readers.dates import DATE, find_dates, parse_date
from kg.readers.document import one_line

_HEAD_LINES = 10
_TAIL_LINES = 6
_TITLE_LENGTH = 220
_FALLBACK_LENGTH = 120

_RELEASE = (
    r"(?:Gemeinsame\s+)?(?:Presse|Medien)(?:mitteilung|information|meldung|erklärung|dienst"
    r"|statement|aussendung|einladung|text|notiz)"
)
_KICKER_WORDS = (
    rf"{_RELEASE}|Mitteilung|Meldung|Kurzmeldung|Nachrichten?|Aktuelles|News(?:letter)?|Artikel"
    r"|Statement|Veranstaltungsbericht|Bericht|Veranstaltung|Presse|Positionspapier|Stellungnahme"
    r"|(?:Ergebnis|Verlaufs|Beschluss|Kurz)?protokoll|Niederschrift|Blog(?:beitrag)?|Interview|Studie|Bekanntmachung|Förderbekanntmachung"
)
_KICKER = re.compile(
    rf"(?:{_KICKER_WORDS})(?:\s+(?:Nr\.?|Nummer)?\s*\d[\d/. –-]*)?\s*[:|·–-]?", re.IGNORECASE
)
_RELEASE_OF = re.compile(rf"{_RELEASE}\s+(?P<article>des|der|von)\s+(?P<name>[^\n,;:–]{{3,90}})")
_RELEASED = re.compile(rf"{_RELEASE}[^\n]{{0,80}}?\bvom\s", re.IGNORECASE)
_FILLERS = re.compile(
    r"(?:\b(?:den|vom|am|im|um|Uhr|Stand|Datum|Ort|Veröffentlicht|Erschienen|Erstellt|Aktualisiert"
    r"|Publiziert|Sperrfrist|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag"
    r"|Mo|Di|Mi|Do|Fr|Sa|So|Nr|Nummer)\b|\d{1,2}[:.]\d\d|\d+(?:/\d+)?|[\W_])+",
    re.IGNORECASE,
)
_PLACE = (
    r"(?:[A-ZÄÖÜ][\w’'-]+(?:\s(?:am|an der|im|in|auf|ob der|a\.)\s[A-ZÄÖÜ]\w*\.?"
    r"|\s\([A-ZÄÖÜ]\w+\)|\s[A-ZÄÖÜ][\w’'-]+){0,2})"
)
_PLACES = rf"{_PLACE}(?:\s?/\s?{_PLACE}|\s(?:und|&)\s{_PLACE}){{0,3}}"
# Agencies sign in small letters (dpa, epd, ots), with a desk (hib/STO), or by one of these names.
_AGENCY = (
    r"(?:AFP|APA|AP|SID|KNA|EFE|ANSA|SDA|Keystone-SDA|AWP|TASS|MTI|PAP|Reuters|Euractiv"
    r"|[A-Za-z]{2,5}(?=/[A-Z])|[a-z]{2,4}\b)(?:[/-][\w-]{1,12})*"
)
_DATELINE = re.compile(
    rf"\A\(?(?P<place>{_PLACES})\)?[,:.]?\s?"
    rf"(?:\((?P<agency>{_AGENCY})\)\s?[.:,–—-]?(?:\s?(?P<date2>\d[^\n–—:()]{{4,22}}?\d{{4}})\.)?"
    rf"|(?:den\s|am\s)?(?P<date>\d[^\n–—:()]{{4,22}}?\d{{2,4}})\)?"
    rf"(?:\s\((?P<agency2>{_AGENCY})\))?\s?(?:[.:,–—-]|$))"
)
_DATED = re.compile(rf"\A\(?(?:{DATE.pattern})\)?\s?(?:[.:–—-]|\|)\s", DATE.flags)
# A short line with a date at its edge: "Inneres/Anhörung – 24.11.2025", "3.3.2025 | Berlin".
_EDGE = re.compile(r"[^|·–—,]{0,40}\s?[|·–—,]\s?@|@\s?[|·–—,]\s?[^|·–—,]{0,40}")
_SAID_IN_TITLE = re.compile(
    r"(?:[Pp]rotokoll|[Ss]itzung|Niederschrift|mitteilung|Meldung)\b.*\bvom\s+(?P<date>\d[^,;:]{5,20})\Z"
)
_BYLINE = re.compile(
    r"\A(?:Von|Autor(?:in)?(?:nen|en)?:|Text:|Verfasst von)\s+"
    r"(?P<names>[A-ZÄÖÜ][\w.’'-]+(?:(?:\s|,\s|\sund\s)(?:von\s|van\s|de\s|zu\s)?[A-ZÄÖÜ][\w.’'-]+){1,8})"
    r"(?:,\s[A-ZÄÖÜ][\w-]+)?\Z"
)
_SOURCE = re.compile(
    r"\A(?:Quelle|Herausgeber(?:in)?|Herausgegeben von|Absender|Original-Content von"
    r"|Medium|Verantwortlich)\s*:?\s+(?P<name>[^\n]{2,90}?)(?:,\s*(?:übermittelt|abgerufen|vom)\b.*)?\Z"
)
_SENTENCE = re.compile(r".{20,}?(?<!\d)(?<!\b\w)(?<!\b\w\w)[.!?](?=\s+[„\"A-ZÄÖÜ0-9]|\s*$)")
_NOMINATIVE = (("ministeriums", "ministerium"), ("amtes", "amt"), ("amts", "amt"),
               ("verbandes", "verband"), ("verbands", "verband"), ("rates", "rat"),
               ("instituts", "institut"), ("vereins", "verein"), ("bundes", "bund"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """What a text says about itself; `title` is empty where no headline stands out."""

    title: str = ""
    published: date | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()


def find_heading(text: str) -> Heading:
    """Return what the first and the last lines of `text` say; fields stay empty if unstated."""
    lines = [line.strip() for line in text[:6000].splitlines() if line.strip()][: _HEAD_LINES + 1]
    found, body = _read_head(lines)
    if body is not None:
        found = _merge(found, _read_dateline(body))
    tail = [line.strip() for line in text[-1500:].splitlines() if line.strip()][-_TAIL_LINES:]
    found = _merge(found, _read_tail(tail if len(text) > 1500 else tail[1:]))
    if found.published is None:
        said = _SAID_IN_TITLE.search(found.title)
        stated = parse_date(said["date"]) if said else None
        found = replace(found, published=stated or _released_on(text[:2000]))
    return found


def title_of(text: str, heading: Heading | None = None) -> str:
    """Return the headline, else the first sentence, cut at a word after about 120 characters."""
    title = (heading or find_heading(text)).title
    if title:
        return title
    first = one_line(next((line for line in text[:4000].splitlines() if line.strip()), ""))
    first = _DATELINE.sub("", _DATED.sub("", first)).lstrip() or first
    sentence = _SENTENCE.match(first)
    short = sentence.group() if sentence else first
    if len(short) <= _FALLBACK_LENGTH:
        return short
    return short[:_FALLBACK_LENGTH].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"


def _read_head(lines: list[str]) -> tuple[Heading, str | None]:
    """Read lines until the body begins; return what they say and the first line of the body."""
    found = Heading()
    for index, line in enumerate(lines[:_HEAD_LINES]):
        stated = _read_label(line) or (_read_edge(line) if found.title else None)
        if stated is not None:
            found = _merge(found, stated)
        elif (
            _DATED.match(line[:60])
            or _DATELINE.match(line[:300])
            or (found.title and not _is_subtitle(lines, index))
        ):
            return found, line
        elif found.title:
            continue
        elif _is_publisher_line(lines, index):
            found = _merge(found, Heading(publisher=one_line(line)))
        elif _is_headline(lines, index):
            found = replace(found, title=one_line(line))
        else:
            return found, line
    return found, None


def _read_label(line: str) -> Heading | None:
    """Return what a line says that holds nothing but a date, a kind of text or a name."""
    if len(line) > 200:
        return None
    source, byline = _SOURCE.match(line), _BYLINE.match(line)
    if source:
        return Heading(publisher=one_line(source["name"]))
    if byline:
        names = re.split(r",\s|\sund\s", byline["names"])
        return Heading(authors=tuple(names)) if all(" " in name for name in names) else None
    if len(line) > 140:
        return None
    dates = list(find_dates(line))
    rest = DATE.sub(" ", line) if dates else line
    release = _RELEASE_OF.search(rest)
    publisher = _nominative(release) if release else None
    rest = _RELEASE_OF.sub(" ", rest)
    bare, kickers = _KICKER.subn(" ", rest)
    if not dates and not kickers and not release:
        return None
    if _FILLERS.sub(
        "", re.sub(rf"\A\W*(?:{_PLACES}\s*[,:|]\s*){{1,2}}", "", bare) if dates else bare
    ):
        return None
    return Heading(published=dates[0][1] if dates else None, publisher=publisher)


def _read_edge(line: str) -> Heading | None:
    dates = list(find_dates(line[:90]))
    if len(line) > 90 or len(dates) != 1 or not _EDGE.fullmatch(DATE.sub("@", line)):
        return None
    return Heading(published=dates[0][1])


def _is_publisher_line(lines: list[str], index: int) -> bool:
    """Say whether a short line stands directly above a "Pressemitteilung" line."""
    following = lines[index + 1] if index + 1 < len(lines) else ""
    return index < 3 and len(lines[index]) <= 90 and bool(re.match(rf"{_RELEASE}\b", following))


def _is_subtitle(lines: list[str], index: int) -> bool:
    """Say whether a line below the headline still stands above a date or byline."""
    labels = (_read_label(line) for line in lines[index + 1 : index + 3])
    return len(lines[index]) <= 300 and any(label is not None for label in labels)


def _is_headline(lines: list[str], index: int) -> bool:
    line = one_line(lines[index])
    following = lines[index + 1] if index + 1 < len(lines) else ""
    if not following or not 2 <= len(line) <= _TITLE_LENGTH:
        return False
    if line.endswith((".", ";", ",", ":")):
        return len(line) <= 150 and (
            len(following) > len(line) or _read_label(following) is not None
        )
    return True


def _read_dateline(body: str) -> Heading:
    if _DATED.match(body[:60]):
        return Heading(published=next((found for _, found in find_dates(body[:60])), None))
    match = _DATELINE.match(body[:300])
    if match is None:
        return Heading()
    dated = match["date"] or match["date2"] or ""
    stated = next((found for _, found in find_dates(dated)), None)
    return Heading(published=stated, publisher=match["agency"] or match["agency2"])


def _read_tail(lines: list[str]) -> Heading:
    found = Heading()
    for line in lines:
        stated = _read_label(line)
        if stated is not None:
            found = _merge(found, stated)
    return found


def _released_on(text: str) -> date | None:
    for match in _RELEASED.finditer(text):
        for where, found in find_dates(text[match.end() : match.end() + 40]):
            if where.start() < 3:
                return found
    return None


def _nominative(release: re.Match[str]) -> str:
    """Return the publisher of "Pressemitteilung des …" in the nominative."""
    name = re.sub(r"\s+vom\Z", "", release["name"].strip()).strip(" .|")
    if release["article"] == "des":
        first, _, rest = name.partition(" ")
        for genitive, nominative in _NOMINATIVE:
            if first.endswith(genitive) or first.lower() == genitive:
                first = first[: -len(genitive)] + nominative
                break
        name = f"{first} {rest}".strip()
    if release["article"] == "der":
        name = re.sub(r"\A(\w+e)n (?=[A-ZÄÖÜ])", r"\1 ", name)
    return name


def _merge(first: Heading, second: Heading) -> Heading:
    """Fill what `first` leaves open from `second`."""
    return Heading(
        first.title or second.title,
        first.published or second.published,
        first.publisher or second.publisher,
        first.authors or second.authors,
    )
