"""The markup of invented reports: what becomes of it, what it refuses, and that every report that is kept compiles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from recount_fit import markup

ROOT = Path(__file__).parents[3]
BODY = "{2,1s:The mayor of {1,2p:Vell}} {1,2c:said} {1:about 1,200} {1v:people} fled {1,2t:on Sunday}. {2:Dozens} died."
FIRST = (
    "1 low=1200 high=1200 approx effect=displaced group=civilians party=- source=mayor of Vell|government act=says "
    "modality=asserted place=Vell|UA time=2022-03-06..2022-03-06 scope=incident subset=- supersedes=-"
)
SECOND = (
    "2 low=- high=- vague effect=killed group=unknown party=- source=mayor of Vell|government act=says "
    "modality=asserted place=Vell|- time=- scope=incident subset=1 supersedes=-"
)


def written(folder: Path, *lines: str, body: str = BODY, head: str = "own | The Ledger | 2022-03-07 | Raid") -> Path:
    path = folder / "own.txt"
    path.write_text("\n".join([f"=== REPORT {head}", body, "--- CLAIMS", *lines, ""]), encoding="utf-8")
    return path


def test_a_report_loses_its_markers_and_its_claims_get_their_words(tmp_path: Path) -> None:
    [row] = markup.read(written(tmp_path, FIRST, SECOND))
    text = "The mayor of Vell said about 1,200 people fled on Sunday. Dozens died."
    assert row["report"] == {
        "id": "own", "title": "Raid", "publisher": "The Ledger", "published": "2022-03-07", "text": text,
    }  # fmt: skip
    fled, died = row["claims"]
    fields = ("quantity", "victims", "source", "cue", "place", "time")
    for words in (died["quantity"], *(fled[field] for field in fields)):
        assert text[words["start"] : words["end"]] == words["exact"]
    assert (fled["quantity"]["exact"], fled["low"], fled["high"], fled["approx"]) == ("about 1,200", 1200, 1200, True)
    assert (fled["source"]["exact"], fled["source"]["name"]) == ("The mayor of Vell", "mayor of Vell")
    assert (fled["place"]["country"], died["place"]["country"]) == ("UA", None)
    assert (fled["time"]["from"], fled["time"]["exact"], died["time"]) == ("2022-03-06", "on Sunday", None)
    assert (died["vague"], died["low"], died["victims"]["exact"], died["subset_of"]) == (True, None, None, 0)


def test_claims_stand_in_the_order_of_the_text_whatever_their_numbers(tmp_path: Path) -> None:
    body = BODY.replace("{1:", "{7:").replace("{2:", "{1:").replace("{7:", "{2:").replace("{1v:", "{2v:")
    lines = FIRST.replace("1 low", "2 low", 1), SECOND.replace("2 low", "1 low", 1).replace("subset=1", "subset=2")
    [row] = markup.read(written(tmp_path, *lines, body=body))
    assert [claim["quantity"]["exact"] for claim in row["claims"]] == ["about 1,200", "Dozens"]
    assert row["claims"][1]["subset_of"] == 0


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ((FIRST,), "marked and not listed: \\[2\\]"),
        ((FIRST, SECOND.replace("subset=1", "subset=3")), "subset_of 3"),
        ((FIRST, SECOND.replace("=killed", "=slain")), "claim 2: effect 'slain'"),
        ((FIRST, SECOND.replace("|government", "|palace")), "kind of source 'palace'"),
        ((FIRST, SECOND.replace("act=says", "act=-")), "a source has words and an act"),
        ((FIRST.replace("..2022-03-06", "..2022-03-05"), SECOND), "claim 1: time .* backwards"),
        ((FIRST, SECOND.replace(" scope=incident", "")), "claim 2: no scope"),
        ((FIRST, SECOND, SECOND.replace("2 low", "3 low", 1)), "claim 3: no quantity"),
    ],
)
def test_what_is_wrong_is_told_with_report_and_claim(tmp_path: Path, wrong: tuple[str, ...], reason: str) -> None:
    with pytest.raises(markup.MarkupError, match=f"report own: .*{reason}"):
        markup.read(written(tmp_path, *wrong))


def test_a_marker_must_be_closed(tmp_path: Path) -> None:
    with pytest.raises(markup.MarkupError, match="claim 2: a marker that is not closed"):
        markup.read(written(tmp_path, FIRST, SECOND, body=BODY + " {2t:later"))


def test_every_kept_report_compiles_and_happened_before_it_was_published() -> None:
    rows = list(markup.rows(ROOT / "train/reports"))
    assert len(rows) > 100
    assert len({row["report"]["id"] for row in rows}) == len(rows)
    for row in rows:
        published = date.fromisoformat(row["report"]["published"])
        for claim in row["claims"]:
            began = claim["time"] and date.fromisoformat(claim["time"]["from"])
            assert not began or began <= published or claim["modality"] == "possible", row["report"]["id"]
