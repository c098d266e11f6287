"""Copies of what was fetched, kept as evidence: WARC files that are only ever appended to, and an index of them.

A folder holds the files of its days, ``2026-11-29-00001.warc.gz``, and ``.index``, which is made from them and
can be made again. What a killed process had not finished writing is cut off when the folder is next opened.
"""

from recount.fetching.copies.folder import Copies, Copy, Problem

__all__ = ["Copies", "Copy", "Problem"]
