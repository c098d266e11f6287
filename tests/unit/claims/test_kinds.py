"""The kind of source that words show."""

from __future__ import annotations

import pytest

from recount.claims.kinds import known_kind

KINDS = [
    ("the interior minister", "government"),
    ("Baghdad", "government"),
    ("a spokesman for the General Staff", "military"),
    ("defence ministry", "military"),
    ("police in Gulu", "police"),
    ("Internal Security Forces", "police"),
    ("State Emergency Service", "police"),
    ("a health ministry official", "medical"),
    ("rebel commanders", "armed_group"),
    ("Pro-Russian forces", "armed_group"),
    ("UN refugee agency", "un"),
    ("the Red Crescent", "ngo"),
    ("French and British press reports", "media"),
    ("residents and police", "witness"),
    ("initial reports", "other"),
    ("Kowalski", None),
]


@pytest.mark.parametrize(("mention", "kind"), KINDS)
def test_the_kind_of_a_mention(mention: str, kind: str | None) -> None:
    assert known_kind(mention) == kind
