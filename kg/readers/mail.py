"""E-mails (.eml) and mailboxes (.mbox): the message, and attached documents on their own."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime
from io import BytesIO
from typing import Any, BinaryIO

from kg.errors import SourceError
from kg.model import Document
from kg.readers.blob import Blob
from kg.readers.dates import parse_date
from kg.readers.document import clean, make_document, one_line
from kg.readers.encoding import decode
from kg.readers.heading import find_heading, title_of
from kg.readers.html import main_text
from kg.readers.hyphens import mend, unwrap
from kg.readers.kinds import has_reader, read_blob

_REPLY = re.compile(r"(?:\s*(?:re|fw|fwd|aw|wg|antw|antwort)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)
_HEADERS = frozenset({"from", "subject", "date", "to", "message-id"})
# What the standard library raises for malformed headers and bodies, besides its defects.
_MALFORMED = (ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError)


def read_eml(blob: Blob) -> Iterator[Document | SourceError]:
    """Yield the message, then its attached documents with `source` MAIL/attachment."""
    yield from _read_message(blob.read(), blob)


def read_mbox(blob: Blob) -> Iterator[Document | SourceError]:
    """Yield all messages of a mailbox in order, one in memory at a time.

    They share the name of the mailbox as `source`; a message that fails is named by its number.
    """
    with blob.open() as stream:
        number = 0
        for number, data in enumerate(_messages(stream, blob.limits.document_bytes), 1):
            try:
                if data is None:
                    raise SourceError(blob.source, "is too large")
                yield from _read_message(data, blob)
            except SourceError as error:
                yield SourceError(error.location, f"message {number}: {error.reason}")
    if number == 0:
        raise SourceError(blob.source, "holds no messages")


def _messages(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Yield each message of an mbox file; None for one above the limit."""
    lines: list[bytes] = []
    size, blank, started = 0, True, False
    while line := stream.readline(1 << 20):
        if blank and line.startswith(b"From "):
            if started:
                yield b"".join(lines) if size <= limit else None
            lines, size, started = [], 0, True
        elif started:
            size += len(line)
            if size <= limit:
                lines.append(line[1:] if re.match(rb">+From ", line) else line)
        blank = not line.strip()
    if started:
        yield b"".join(lines) if size <= limit else None


def _read_message(data: bytes, blob: Blob) -> Iterator[Document | SourceError]:
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        document, attached = _document(message, blob), list(_attached(message, blob))
    except _MALFORMED as error:
        raise SourceError(blob.source, "is a damaged e-mail message") from error
    if document is not None:
        yield document
    for attachment in attached:
        yield from read_blob(attachment)
    if document is None and not attached:
        raise SourceError(blob.source, "is an e-mail message without text")


def _document(message: EmailMessage, blob: Blob) -> Document | None:
    if not {name.lower() for name in message}.intersection(_HEADERS):
        raise SourceError(blob.source, "is no e-mail message (it has no headers)")
    text = _body(message, blob)
    if not text.strip():
        return None
    heading = find_heading(text)
    subject = one_line(_REPLY.sub("", str(message.get("subject", "")), count=1))
    sender, address = parseaddr(str(message.get("from", "")))
    return make_document(
        text,
        source=blob.source,
        title=subject or title_of(text, heading),
        published=heading.published or _sent(message),
        publisher=heading.publisher or sender or address,
        authors=heading.authors,
    )


def _sent(message: EmailMessage) -> date | None:
    # Unparsed, because the parser fails on numbers beyond all calendars.
    value = next((str(raw) for name, raw in message.raw_items() if name.lower() == "date"), "")
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, OverflowError):
        return parse_date(value)


def _body(message: EmailMessage, blob: Blob) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    text = clean(_content(part, blob))
    if part.get_content_subtype() == "html":
        return main_text(text, blob.source)
    if part.get_param("format") == "flowed":
        text = re.sub(r" \n(?!\n)", " ", text)
    return unwrap(mend(text)).strip()


def _content(part: "MIMEPart[Any, Any]", blob: Blob) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data:
        return ""
    return decode(data, blob.source, declared=part.get_content_charset())


def _attached(message: EmailMessage, blob: Blob) -> Iterator[Blob]:
    """Yield the attached files of kinds that are read; signatures and pictures are not."""
    for part in message.iter_attachments():
        name = clean(part.get_filename() or "")
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data and has_reader(name):
            yield replace(
                blob,
                source=f"{blob.source}/{name}",
                name=name,
                open=lambda data=data: BytesIO(data),  # type: ignore[misc]
                size=len(data),
                depth=blob.depth + 1,
            )
