"""The list of a ZIP archive, looked at before any library reads it: how many members it has, and where each lies."""

from __future__ import annotations

import stat
import struct
from collections.abc import Iterator, Sequence
from io import SEEK_END, BufferedReader
from pathlib import PurePosixPath, PureWindowsPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from recount.model import Refusal
from recount.reports.limits import Limits
from recount.reports.refusal import Refused

_END = b"PK\x05\x06"
_ENTRY = b"PK\x01\x02"
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_TAIL = 22 + 65_535
_LOCAL = 30
_OLD_SIZE = 0xFFFFFFFF
_ROOM = 1 << 20
_ROOM_FOR_ONE = 256


def refuse_crowded(stream: BufferedReader, limits: Limits) -> None:
    """Raise `Refused` where an archive's list is missing ("unreadable") or names too many members ("too_many").

    The library holds the whole list in memory, whatever the archive says of its length; so its entries are counted.

    Source: APPNOTE 6.3.10, 4.3.12 to 4.3.16.
    """
    size = stream.seek(0, SEEK_END)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise Refused("unreadable", "the ZIP archive has lost its list of members: fetch it again")
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    if length == _OLD_SIZE:
        length = _length_64(stream, tail[:at])
    length = min(length + _END_64.size + _LOCATOR_64.size, size)
    stream.seek(max(0, size - len(tail) + at - length))
    long = length > max(_ROOM, limits.max_members * _ROOM_FOR_ONE)
    if long or stream.read(length).count(_ENTRY) > limits.max_members:
        raise Refused("too_many", f"it has more than {limits.max_members:,} members: split it")
    stream.seek(0)


def _length_64(stream: BufferedReader, before: bytes) -> int:
    """How long the list is in an archive too large for the old fields."""
    try:
        at = _LOCATOR_64.unpack(before[-_LOCATOR_64.size :])[2]
        stream.seek(at)
        return int(_END_64.unpack(stream.read(_END_64.size))[8])
    except (struct.error, ValueError, OSError, OverflowError) as error:
        raise Refused("unreadable", "the ZIP archive has lost its list of members: fetch it again") from error


def faults(infos: Sequence[ZipInfo], limits: Limits) -> Iterator[tuple[Refusal, str] | None]:
    """For each member, why it is not read, with what to do; None where nothing speaks against it."""
    crossing = _crossing(infos)
    seen: set[str] = set()
    for number, info in enumerate(infos):
        name = info.orig_filename
        again = name in seen
        seen.add(name)
        mode = info.external_attr >> 16
        if not _is_safe(name):
            yield "unsafe_name", "its name leads out of the archive: do not unpack it"
        elif stat.S_ISLNK(mode):
            yield "link", "it is a link and holds no report: pack the file that it points to"
        elif info.flag_bits & 0x1:
            yield "encrypted", "it is encrypted: unpack it with its password first"
        elif again:
            yield "duplicate", "the archive has another member of this name before it: only the first is read"
        elif number in crossing:
            yield "overlapping", "it shares its bytes with another member, as bombs do: do not unpack it"
        elif info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            yield "unreadable", f"it is packed by method {info.compress_type}: pack it anew as common ZIP (deflate)"
        elif info.file_size > max(limits.max_bytes, limits.max_ratio * info.compress_size):
            yield (
                "bomb",
                f"it unpacks to {info.file_size:,} bytes from {info.compress_size:,}: no text does",
            )
        else:
            yield None


def _is_safe(name: str) -> bool:
    """Whether a member's name stays inside the archive, on every system."""
    windows = PureWindowsPath(name)
    rooted = PurePosixPath(name).is_absolute() or bool(windows.drive or windows.root)
    return not rooted and "\0" not in name and ".." not in windows.parts


def _crossing(infos: Sequence[ZipInfo]) -> set[int]:
    """The numbers of the members whose bytes another member has too."""
    order = sorted(range(len(infos)), key=lambda number: infos[number].header_offset)
    crossing: set[int] = set()
    end, last = 0, -1
    for number in order:
        info = infos[number]
        if info.header_offset < end:
            crossing |= {last, number}
        if info.header_offset + _LOCAL + info.compress_size > end:
            end, last = info.header_offset + _LOCAL + info.compress_size, number
    return crossing
