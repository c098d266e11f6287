"""A site in a folder: the same bytes for the same ledger, whole or not at all, every link leading somewhere."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec import structs

import builders
import linked
from recount.errors import ChoiceError, InputError
from recount.ledger import Ledger, open_ledger
from recount.ledger.seal import read_seal, seal_faults
from recount.ledger.signing import new_key
from recount.model import Accept, Recorded
from recount.site.replacing import SUMS
from recount.site.writing import Signing, write

T = TypeVar("T")
LEDGER = "told.ledger"


def told() -> list[Recorded]:
    """Three reports, two of one text; one with an id that no file could be called by."""
    first = builders.recorded()
    copy = builders.recorded(builders.reading(publisher="The Echo", published_on=date(2024, 3, 5)))
    named = builders.reading("Nine people died in Lowtown, doctors said.", publisher="The Mirror")
    report = structs.replace(named.report, id="../../<b>id</b>")
    other = builders.recorded(structs.replace(named, report=report))
    return [first, copy, other]
