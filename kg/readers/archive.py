"""ZIP archives and gzip files of sources; bombs are refused before anything is unpacked."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import BinaryIO, cast

from kg.errors import SourceError
from kg.model import Document
from kg.readers.blob import MEGABYTE, Blob
from kg.readers.document import clean
from kg.readers.kinds import read_blob

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)
# Small files compress extremely well without harm; only what unpacks to more is suspicious.
_HARMLESS = 5 * MEGABYTE


def read_zip(blob: Blob) -> Iterator[Document | SourceError]:
    """Yield the documents of all members in the order of their names; `source` is ZIP/member."""
    if blob.depth >= blob.limits.nesting:
        raise SourceError(blob.source, "is an archive in an archive in an archive")
    try:
        with blob.open() as stream, zipfile.ZipFile(stream) as archive:
            members = checked_members(archive, blob)
            if not members:
                raise SourceError(blob.source, "holds no files")
            for member in sorted(members, key=lambda member: member.filename):
                yield from _read_member(_member(archive, member, blob))
    except _BROKEN as error:
        raise SourceError(blob.source, "is damaged and cannot be read as ZIP") from error


def checked_members(archive: zipfile.ZipFile, blob: Blob) -> list[zipfile.ZipInfo]:
    """Return the files of an archive; raises `SourceError` if they unpack to too much.

    zipfile never unpacks more than the directory of the archive states, so the stated sizes can
    be trusted as limits.
    """
    members = [member for member in archive.infolist() if not _is_left_out(member)]
    if len(members) > blob.limits.archive_members:
        limit = blob.limits.archive_members
        raise SourceError(blob.source, f"holds {len(members)} files; {limit} are the limit")
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > blob.limits.archive_bytes or (
        unpacked > _HARMLESS and unpacked > blob.limits.compression * max(packed, 1)
    ):
        size = f"{unpacked / MEGABYTE:,.0f} MB"
        raise SourceError(blob.source, f"unpacks to {size}, which looks like a decompression bomb")
    return members


def _is_left_out(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.split("/")
    return (
        member.filename[-1:] in ("", "/")
        or parts[0] == "__MACOSX"
        or any(part[:1] == "." for part in parts)
    )


def _read_member(member: Blob) -> Iterator[Document | SourceError]:
    try:
        yield from read_blob(member)
    except _BROKEN:
        yield SourceError(member.source, "is damaged in its archive")


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, blob: Blob) -> Blob:
    name = clean(_name(member))
    return Blob(
        source=f"{blob.source}/{name}",
        name=name,
        open=partial(_open_member, archive, member, f"{blob.source}/{name}"),
        size=member.file_size,
        depth=blob.depth + 1,
        limits=blob.limits,
    )


def _name(member: zipfile.ZipInfo) -> str:
    """Return the name; archives made on Windows hold UTF-8 or CP 850 without saying so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp850")


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: str) -> BinaryIO:
    if member.flag_bits & 0x1:
        raise SourceError(source, "is encrypted with a password")
    try:
        return cast(BinaryIO, archive.open(member))
    except _BROKEN as error:
        raise SourceError(source, "is damaged in its archive") from error


def read_gzip(blob: Blob) -> Iterator[Document | SourceError]:
    """Yield what the compressed file holds; `source` stays the name of the file."""
    if blob.depth >= blob.limits.nesting:
        raise SourceError(blob.source, "is an archive in an archive in an archive")
    name = blob.name[: -len(".gz")] if blob.name.lower().endswith(".gz") else ""
    data = _unpacked(blob)
    inner = replace(
        blob,
        name=name,
        open=lambda: BytesIO(data),
        size=len(data),
        media_type=None,
        depth=blob.depth + 1,
    )
    yield from read_blob(inner)


def _unpacked(blob: Blob) -> bytes:
    limit = blob.limits.document_bytes
    try:
        with blob.open() as stream, gzip.GzipFile(fileobj=stream) as unpacked:
            data = unpacked.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(blob.source, "is damaged and cannot be read as gzip") from error
    if len(data) > limit:
        raise SourceError(blob.source, f"unpacks to more than {limit // MEGABYTE} MB")
    return data
