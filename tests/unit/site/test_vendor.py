"""What comes from others is what its README says, and the outlines are those that recount ships."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files
from pathlib import Path

import recount_atlas.__main__ as atlas

VENDOR = Path(str(files("recount"))) / "site" / "static" / "vendor"
ROW = re.compile(r"^\| `([\w.-]+)` \|.*\[[^]]+\]\(([\w.-]+)\).*\| `([0-9a-f]{64})` \|$", re.MULTILINE)


def test_every_script_is_listed_with_its_licence_and_checksum() -> None:
    rows = ROW.findall((VENDOR / "README.md").read_text(encoding="utf-8"))
    assert {name for name, _, _ in rows} == {path.name for path in VENDOR.glob("*.js")}
    for name, licence, digest in rows:
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest
        assert (VENDOR / licence).stat().st_size > 500


def test_the_outlines_are_made_from_those_that_recount_ships() -> None:
    assert atlas.script() == (VENDOR / "world.js").read_bytes()
