"""ZIP archives to their members, each checked before it is opened; also what an archive of a known make really is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from typing import Literal
from zipfile import ZipFile, ZipInfo

import msgspec
from msgspec import Struct

from recount.model import Rejected
from recount.reports.containers.directory import faults, refuse_crowded
from recount.reports.containers.member import Member
from recount.reports.containers.streams import Unpacked, bounded
from recount.reports.limits import Limits
from recount.reports.refusal import Refused
from recount.reports.sources import is_beside_pages

Make = Literal["docx", "wacz", "zip"]
_OTHERS = (
    ("xl/workbook.xml", "an Excel workbook: save the text as DOCX or plain text"),
    ("xl/workbook.bin", "an Excel workbook: save the text as DOCX or plain text"),
    ("ppt/presentation.xml", "a PowerPoint presentation: save it as PDF"),
    ("content.xml", "an OpenDocument file: save it as DOCX or PDF"),
    ("META-INF/container.xml", "an e-book: save its pages as HTML"),
    ("META-INF/MANIFEST.MF", "a Java program"),
    ("AndroidManifest.xml", "an Android program"),
)
_DATAPACKAGE = "datapackage.json"
_CHUNK = 1 << 20


class _Resource(Struct, frozen=True):
    path: str = ""
    hash: str = ""


class _DataPackage(Struct, frozen=True):
    resources: tuple[_Resource, ...] = ()


@contextmanager
def opened_zip(stream: BufferedReader, limits: Limits) -> Iterator[ZipFile]:
    """A ZIP archive open for reading; raises `Refused` ("unreadable", "too_many")."""
    refuse_crowded(stream, limits)
    try:
        archive = ZipFile(stream)
    except Exception as error:  # zipfile raises what struct, the codecs and the stream do
        raise Refused("unreadable", f"the ZIP archive is damaged ({error}): fetch it again") from error
    with archive:
        yield archive


def make_of(archive: ZipFile) -> Make:
    """What an archive is by what it holds; raises `Refused` ("binary") for what is no archive of reports.

    Source: ECMA-376 part 2 (Open Packaging Conventions); WACZ 1.1.1, section 4.
    """
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return "docx"
    for name, what in _OTHERS:
        if name in names:
            raise Refused("binary", f"it is not text: it looks like {what}")
    wacz = _DATAPACKAGE in names and any(name.startswith("archive/") for name in names)
    return "wacz" if wacz else "zip"


def members(archive: ZipFile, around: Member, unpacked: Unpacked, limits: Limits) -> Iterator[Member | Rejected]:
    """The members of an archive in its order, and a `Rejected` for each that is not safe to read.

    Folders, hidden files and what lies beside saved pages are passed over, as in a folder.
    """
    infos = [info for info in archive.infolist() if not info.is_dir()]
    for info, fault in zip(infos, faults(infos, limits), strict=True):
        where = f"{around.where}:{_written(info.filename)}"
        if fault is not None:
            yield Rejected(where=where, reason=fault[0], detail=fault[1])
        elif not _is_passed_over(info.filename):
            yield from _opened(archive, info, where, around, unpacked)


def crawl_members(archive: ZipFile, around: Member, unpacked: Unpacked, limits: Limits) -> Iterator[Member | Rejected]:
    """The crawls in a WACZ, each only where it has the digest that the archive's data package states.

    Source: WACZ 1.1.1, section 5.2 (datapackage.json).
    """
    stated = _stated_digests(archive, limits)
    infos = [info for info in archive.infolist() if info.filename.startswith("archive/") and not info.is_dir()]
    for info, fault in zip(infos, faults(infos, limits), strict=True):
        where = f"{around.where}:{_written(info.filename)}"
        if fault is not None:
            yield Rejected(where=where, reason=fault[0], detail=fault[1])
        elif not _agrees(archive, info, stated.get(info.filename, "")):
            detail = f"it has not the digest that {_DATAPACKAGE} states: it was changed since, or damaged"
            yield Rejected(where=where, reason="digest", detail=detail)
        else:
            yield from _opened(archive, info, where, around, unpacked)


def held_member(archive: ZipFile, name: str, limits: Limits) -> bytes:
    """The bytes of one member of an archive; raises `Refused` ("too_large", "unreadable")."""
    try:
        with archive.open(name) as file:
            data = file.read(limits.max_document_bytes + 1)
    except Exception as error:  # what the codecs raise, and an archive that lies
        raise Refused("unreadable", f"its part {name} is damaged ({error}): fetch it again") from error
    if len(data) > limits.max_document_bytes:
        raise Refused("too_large", f"its part {name} is larger than {limits.max_document_bytes:,} bytes")
    return data


def _opened(
    archive: ZipFile, info: ZipInfo, where: str, around: Member, unpacked: Unpacked
) -> Iterator[Member | Rejected]:
    """A member, open while it is looked at."""
    try:
        file = archive.open(info)
    except Exception as error:  # what zipfile finds only now: another name, a list that lies
        yield Rejected(where=where, reason="unreadable", detail=f"it is damaged ({error}): fetch it again")
        return
    with file:
        stream = bounded(file, unpacked, info.compress_size)
        yield Member(where, info.filename, stream, around.given, depth=around.depth + 1)


def _is_passed_over(name: str) -> bool:
    parts = name.split("/")
    return any(part.startswith((".", "__MACOSX")) for part in parts) or is_beside_pages(name)


def _written(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _stated_digests(archive: ZipFile, limits: Limits) -> dict[str, str]:
    """The digest that the data package states for each path."""
    try:
        package = msgspec.json.decode(held_member(archive, _DATAPACKAGE, limits), type=_DataPackage)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("unreadable", f"its {_DATAPACKAGE} cannot be read ({error}): fetch it again") from error
    return {resource.path: resource.hash for resource in package.resources}


def _agrees(archive: ZipFile, info: ZipInfo, stated: str) -> bool:
    """Whether a member has the digest stated of it, or none that can be computed is."""
    name, _, value = stated.partition(":")
    if name.lower() not in {"sha256", "sha1", "md5", "sha512"}:
        return True
    digest = hashlib.new(name.lower(), usedforsecurity=False)
    try:
        with archive.open(info) as file:
            while data := file.read(_CHUNK):
                digest.update(data)
    except Exception:  # damage in it is told as what it is
        return False
    return digest.hexdigest() == value.lower()
