"""No file of the repository names a package registry or a path of one machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REGISTRIES = re.compile(
    r"\b(pypi\.org|pythonhosted\.org|npmjs\.(org|com)|yarnpkg\.com|crates\.io|proxy\.golang\.org|anaconda\.org|unpkg\.com)\b"
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(work|root|opt|Users|home/\w+)/\w")


def texts() -> list[tuple[str, str]]:
    """Every text file that git keeps or would keep, but this one."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=ROOT, capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    found = []
    for name in done.stdout.decode().split("\0"):
        path = ROOT / name
        if path.is_file() and path != Path(__file__):
            try:
                found.append((name, path.read_text(encoding="utf-8")))
            except UnicodeDecodeError:
                continue
    return found


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINE_PATHS], ids=["registry", "machine path"])
def test_no_file_names_one(pattern: re.Pattern[str]) -> None:
    named = [f"{name}: {hit[0]}" for name, text in texts() if (hit := pattern.search(text))]
    assert named == []
