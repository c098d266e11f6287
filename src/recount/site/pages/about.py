"""What these pages are, how to read them, what they are made from, and how to cite them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, get_args

from msgspec import Struct

from recount.compare.conventions import Convention, conventions
from recount.model import Effect, RelationKind, SourceKind
from recount.publish import wording
from recount.site.material import Material
