"""Reports read from Python: what is taken, what it gives, and what is turned away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import recount
from recount import samples
from recount.errors import ChoiceError

TEXT = "At least 12 people were killed in Kharkiv on Monday, mayor Ana Ruiz said. Two were wounded, officials claimed."


def test_a_text_in_hand_is_read() -> None:
    batch = recount.read(text=TEXT, publisher="The Post", title="Shelling", published_on="2022-04-06")
    claims = batch.claims()
    assert [(claim.quantity.exact, claim.low, claim.high, claim.effect) for claim in claims] == [
        ("At least 12", 12, None, "killed"),
        ("Two", 2, 2, "injured"),
    ]
    assert {(claim.publisher, claim.title, claim.published) for claim in claims} == {
        ("The Post", "Shelling", date(2022, 4, 6))
    }
    assert claims[0].time is not None
    assert claims[0].time.first == date(2022, 4, 4)
    assert [reading.report.text for reading in batch.readings] == [TEXT]
    assert batch.rejected == ()


@pytest.mark.parametrize("html", [f"<title>Raid</title><p>{TEXT}</p>", f"<title>Raid</title><p>{TEXT}</p>".encode()])
def test_a_page_in_hand_is_read(html: str | bytes) -> None:
    batch = recount.read(html=html, url="https://post.example/raid")
    assert [(claim.title, claim.url, claim.low) for claim in batch.claims(effect="killed")] == [
        ("Raid", "https://post.example/raid", 12)
    ]


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (b"", "empty"),
        ("<p></p>", "no_text"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        ("<p>" + "x" * 10_000_001, "too_large"),
    ],
    ids=["empty", "no text", "binary", "too large"],
)
def test_a_page_that_cannot_be_read_is_rejected(html: str | bytes, reason: str) -> None:
    batch = recount.read(html=html)
    assert [(one.where, one.reason) for one in batch.rejected] == [("the page given", reason)]
    assert batch.readings == ()


def test_files_and_folders_are_read_and_what_is_missing_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    batch = recount.read(tmp_path, samples.folder() / "frontier-post-yavoriv.html", str(tmp_path / "none.html"))
    assert len(batch.readings) == 2
    assert [one.reason for one in batch.rejected] == ["missing"]
    assert repr(batch) == f"<2 reports with {len(batch.claims())} claims, 1 rejected>"
    assert "no such file or folder" in batch._repr_html_()


def test_claims_are_chosen_as_in_a_ledger() -> None:
    batch = recount.read(text=TEXT, published_on=date(2022, 4, 6))
    assert [claim.low for claim in batch.claims(source="Ruiz")] == [12]
    assert len(batch.claims(since="2022-04-05")) == len(batch.claims(country="FR")) == 0
    assert len(batch.claims(published_since="2022-04-06")) == 2


def test_statements_are_told_beside_claims() -> None:
    batch = recount.read(
        text="The army denied that it had shelled the town of Bucha on Monday.", published_on="2022-04-06"
    )
    assert [row.kind for row in batch.statements()] == ["denial"]


@pytest.mark.parametrize("given", [{}, {"text": "a", "html": "b"}])
def test_one_kind_of_input_is_asked_for(given: dict[str, str]) -> None:
    with pytest.raises(ChoiceError, match="either files and folders"):
        recount.read(**given)  # type: ignore[call-overload]


def test_details_are_of_one_report() -> None:
    with pytest.raises(ChoiceError, match="leave them out"):
        recount.read("reports", publisher="The Post")  # type: ignore[call-overload]


def test_a_day_is_a_day() -> None:
    with pytest.raises(ChoiceError, match="'6 April' is no day like 2022-04-07"):
        recount.read(text=TEXT, published_on="6 April")


def test_settings_hold_as_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "recount.toml").write_text("max_bytes = 20\n", encoding="utf-8")
    assert [one.reason for one in recount.read(html=f"<p>{TEXT}</p>").rejected] == ["too_large"]
