"""Why a claim is as it is, as rows and in a terminal."""

from __future__ import annotations

import io

import pytest
from msgspec.structs import replace
from rich.console import Console

from invented import harbour
from recount.model import Anchor, Mention, Reason, RelativePlace, Resolution, ResolvedClaim
from recount.publish.explanation import ExplanationRow, explanation, explanation_rows

WIDTHS = (60, 80, 100, 160)


def told(resolved: ResolvedClaim, *reasons: Reason) -> ResolvedClaim:
    return replace(resolved, claim=replace(resolved.claim, reasons=reasons))


def explained() -> tuple[ExplanationRow, ...]:
    """The claims of a report: the first tells its quantity, its victims and its act; the second whose part it is."""
    of, (dead, children, *others) = harbour()
    bound = Mention.at(of.report.text, dead.claim.quantity.start, dead.claim.quantity.start + len("At least"))
    dead = told(
        dead,
        Reason("quantity", "bound before: at least", bound, 0.99),
        Reason("victims", "head noun", None, 0.98),
        Reason("act", "its cue", None, 0.97),
    )
    where, when = dead.resolutions.place, dead.resolutions.time
    rivals = Resolution(
        value=when.value, method="words", confidence=0.7,
        candidates=("2031-04-07", "2031-03-02/2031-04-08", "not stated", "2031-01-01"),
    )  # fmt: skip
    decided = replace(
        dead.resolutions,
        place=replace(where, method="sentence", candidates=("Karsova", "Old Mill", "Velmor", "Tarn Valley")),
        time=rivals,
    )
    children = told(children, Reason("subset_of", "including, own", dead.claim.victims.mention, 0.9))  # type: ignore[union-attr]
    return explanation_rows(of, (replace(dead, resolutions=decided), children, *others))


def printed(row: ExplanationRow, width: int) -> str:
    file = io.StringIO()
    Console(file=file, width=width).print(explanation(row))
    return file.getvalue()


def test_a_reason_tells_value_words_rule_and_confidence() -> None:
    by_field = {one.field: one for one in explained()[0].decisions}
    quantity = by_field["quantity"]
    assert (quantity.value, quantity.rule, quantity.confidence) == ("≥ 120, at least", "bound before: at least", 0.99)
    assert quantity.words is not None
    assert quantity.words.exact == "At least"


def test_a_reason_without_words_rests_on_those_of_its_field() -> None:
    by_field = {one.field: one for one in explained()[0].decisions}
    assert [by_field[field].words.exact for field in ("victims", "act")] == ["civilians", "said"]  # type: ignore[index, union-attr]


def test_what_came_next_is_told_of_place_and_time_two_at_most() -> None:
    by_field = {one.field: one for one in explained()[0].decisions}
    assert (by_field["place"].value, by_field["place"].rivals) == ("Karsova, XK", ("Old Mill", "Velmor"))
    assert by_field["place"].rule == "weighed: named in its sentence"
    assert by_field["time"].rivals == ("2 Mar – 8 Apr 2031", "not stated")


def test_a_resolution_keeps_its_method_where_its_name_says_enough() -> None:
    by_field = {one.field: one for one in explained()[0].decisions}
    assert (by_field["source.name"].value, by_field["source.name"].rule) == ("Ada Lind (government)", "test")


def test_a_part_names_its_whole() -> None:
    by_field = {one.field: one for one in explained()[1].decisions}
    assert by_field["subset_of"].value == "“At least 120” killed"
    assert "supersedes" not in by_field


def test_nobody_named_has_no_name_and_no_side() -> None:
    of, claims = harbour()
    bare = replace(claims[0], claim=replace(claims[0].claim, source=None))
    [row] = explanation_rows(of, (bare,))
    assert {"source.name", "source.party"}.isdisjoint({one.field for one in row.decisions})


@pytest.mark.parametrize("width", WIDTHS)
def test_a_terminal_shows_all_of_it_within_its_width(width: int) -> None:
    row = explained()[0]
    shown = printed(row, width)
    assert max(map(len, shown.splitlines())) <= width
    assert "▸At least 120◂ civilians" in " ".join(shown.split())
    assert row.claim.id in shown
    for one in row.decisions:
        assert one.field in shown
        assert f"{one.confidence:.2f}" in shown
    assert "…" not in shown


def test_words_are_quoted_with_their_place() -> None:
    row = explained()[0]
    assert f"“At least” {row.claim.quantity.start}–{row.claim.quantity.start + 8}" in printed(row, 160)


def test_lines_and_controls_in_the_evidence_are_shown_as_text() -> None:
    row = explained()[0]
    claim = row.claim
    evidence = replace(claim.evidence, exact=claim.evidence.exact.replace("killed in", "\x1b[2J [b]\n in"))
    shown = printed(replace(row, claim=replace(claim, evidence=evidence)), 200)
    assert "were [U+001B][2J [b] in Karsova" in shown


@pytest.mark.parametrize(
    ("agreement", "said"), [(0.9, "lies as told"), (0.1, "does not lie as told"), (None, "told by another place")]
)
def test_a_place_told_by_another_says_whether_it_lies_so(agreement: float | None, said: str) -> None:
    of, (dead, *others) = harbour()
    place = dead.resolutions.place.value
    assert place is not None
    by = RelativePlace(
        kind="distance",
        wording=Mention("some 15 miles from Velmor", 0, 25),
        anchors=(Anchor(name="Velmor", mention=None),),
        shape="ring",
        agreement=agreement,
    )
    where = replace(dead.resolutions.place, value=replace(place, relative=by))
    row = explanation_rows(of, (replace(dead, resolutions=replace(dead.resolutions, place=where)), *others))[0]
    assert next(one for one in row.decisions if one.field == "place").rule.endswith(said)
