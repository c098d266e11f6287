"""The story and its copies, and a war told by both sides, each with its catalogue; and pages as they are sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from lxml import html

import copied
from recount.model import Recorded
from recount.pipeline import view
from recount.site.frame import Frame, Visiting
from recount.site.material import Material
from recount.site.rendering import render
from recount.site.routing import page_at
from sited import STATED, WAR, Shown, material, told


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Material]:
    records = [Recorded(reading=of, claims=claims) for of, claims in copied.told()]
    yield from material(tmp_path, records, lambda _: copied.view())


@pytest.fixture
def war(tmp_path: Path) -> Iterator[Material]:
    records = [*(told(text, on) for on, text in WAR), told(STATED, date(2022, 4, 8))]
    yield from material(tmp_path, records, lambda ledger: view(ledger, "War"))


@pytest.fixture
def shown() -> Shown:
    """A page as it is sent: to readers of a folder, or with `may` to somebody who may do that."""

    def page(
        of: Material, path: str, query: Sequence[tuple[str, str]] = (), may: Sequence[str] = ()
    ) -> html.HtmlElement:
        frame = Frame(
            path=path,
            title="T",
            software="recount 0.0.0 (test)",
            head="",
            seq=1,
            live=bool(may),
            visiting=Visiting(name="ana", may=frozenset(may), csrf="token"),
        )
        found = page_at(path, query, of)
        assert found is not None
        return html.document_fromstring(render(found.template, frame, found.page))

    return page
