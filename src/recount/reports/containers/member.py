"""A member: a stream of bytes somewhere inside an input, with what the container around it says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BufferedReader

from recount.model import Rejected
from recount.reports.item import Form
from recount.reports.reading import Details
from recount.reports.sources import found, opened, shown


class Member:
    """A stream to be cut into items: `where` it lies, the `name` that its suffix is taken from, what is `given`.

    `depth` counts the containers around it; `form` and `charset` are what a server or a mail said that it is.
    `whole` says whether `stream` can be sought in, as a ZIP archive must be.
    """

    __slots__ = ("charset", "depth", "form", "given", "name", "stream", "where", "whole")

    def __init__(
        self,
        where: str,
        name: str,
        stream: BufferedReader,
        given: Details,
        *,
        depth: int = 0,
        form: Form | None = None,
        charset: str | None = None,
        whole: bool = False,
    ) -> None:
        self.where = where
        self.name = name
        self.stream = stream
        self.given = given
        self.depth = depth
        self.form = form
        self.charset = charset
        self.whole = whole


def members_in(inputs: Iterable[str], given: Details) -> Iterator[Member | Rejected]:
    """The files that inputs name (files, folders, globs, ``-``), each open while it is looked at; `given` of each.

    >>> [rejected.reason for rejected in members_in(["no-such-file.html"], Details())]
    ['missing']
    """
    for path in found(inputs):
        if isinstance(path, Rejected):
            yield path
            continue
        with opened(path) as stream:
            if isinstance(stream, Rejected):
                yield stream
            else:
                name = "" if str(path) == "-" else path.name
                yield Member(shown(path), name, stream, given, whole=bool(name) and stream.seekable())
