"""Rows keep the codebook's fields, names and values."""

from __future__ import annotations

import json
from datetime import date

import msgspec

from invented import claim, courier, harbour, reading, view
from recount.claims import find_claims
from recount.model import Span
from recount.publish.rows import ReportRow, claim_rows, report_row, report_rows
from recount.reports import read_text
from recount.resolve import resolve_claims

CODEBOOK = {
    "quantity", "low", "high", "approx", "vague", "effect", "victims", "source", "cue", "act", "modality", "place",
    "time", "scope", "subset_of", "supersedes",
}  # fmt: skip


def row_of(number: int) -> dict[str, object]:
    """The claim of that number in the harbour report, as JSON."""
    of, claims = harbour()
    found = json.loads(msgspec.json.encode(report_row(of, claims)))["claims"][number]
    assert isinstance(found, dict)
    return found


def test_a_row_holds_every_field_of_the_codebook_under_its_name() -> None:
    of, _ = harbour()
    row = row_of(0)
    text = of.report.text
    start = text.index("At least 120")
    assert row.keys() >= CODEBOOK
    assert row["quantity"] == {"exact": "At least 120", "start": start, "end": start + 12}
    assert (row["low"], row["high"], row["operator"]) == (120, None, "at_least")
    assert (row["approx"], row["vague"]) == (False, False)
    victims = text.index("civilians")
    assert row["victims"] == {
        "exact": "civilians",
        "start": victims,
        "end": victims + 9,
        "group": "civilians",
        "party": "Karsova",
    }
    assert row["subset_of"] is None
    assert row["supersedes"] is None


def test_a_revised_figure_names_the_older_one_by_index_and_id() -> None:
    of, claims = harbour()
    older, newer = claims[0], claims[1]
    newer = msgspec.structs.replace(newer, claim=msgspec.structs.replace(newer.claim, supersedes=older.claim.id))
    rows = report_row(of, (newer, older)).claims
    assert [row.supersedes_id for row in rows] == [None, older.claim.id]
    assert rows[1].supersedes == 0


def test_time_runs_from_and_to_with_its_words() -> None:
    time = row_of(0)["time"]
    assert isinstance(time, dict)
    assert (time["from"], time["to"], time["exact"]) == ("2031-04-07", "2031-04-07", "on Monday")
    inferred = row_of(2)["time"]
    assert isinstance(inferred, dict)
    assert (inferred["from"], inferred["exact"], inferred["start"], inferred["end"]) == ("2031-04-07", None, None, None)


def test_place_has_country_and_degrees() -> None:
    place = row_of(0)["place"]
    assert isinstance(place, dict)
    assert (place["name"], place["country"], place["lat"], place["lon"]) == ("Karsova", "XK", 48.9, 36.2)


def test_a_resolved_source_gives_its_name_and_the_words_that_name_it() -> None:
    of, claims = harbour()
    source = report_row(of, claims).claims[2].source
    assert source is not None
    assert (source.exact, source.name, source.kind) == ("Ada Lind", "Ada Lind", "government")
    assert Span(source.start, source.end).of(of.report.text) == "Ada Lind"


def test_an_unresolved_source_keeps_its_own_words_and_kind() -> None:
    of, claims = courier()
    source = report_row(of, claims).claims[1].source
    assert source is not None
    assert (source.exact, source.name, source.kind) == ("He", "He", "other")


def test_a_claim_of_the_reporter_has_no_source_cue_or_act() -> None:
    of, claims = courier()
    row = report_row(of, claims).claims[2]
    assert (row.source, row.cue, row.act) == (None, None, None)


def test_a_chain_is_kept_outermost_first() -> None:
    of, claims = harbour()
    assert [via.name for via in report_row(of, claims).claims[5].via] == ["the Harbour Wire"]


def test_subset_of_is_an_index_into_the_rows_whatever_the_order_given() -> None:
    of, claims = harbour()
    rows = report_row(of, tuple(reversed(claims))).claims
    assert [row.id for row in rows] == [resolved.claim.id for resolved in claims]
    assert rows[1].subset_of == 0
    assert rows[1].subset_of_id == rows[0].id


def test_a_part_of_a_claim_left_out_has_no_index_but_keeps_the_id() -> None:
    of, claims = harbour()
    row = report_row(of, claims[1:]).claims[0]
    assert (row.subset_of, row.subset_of_id) == (None, claims[0].claim.id)


def test_victims_without_words_stand_for_the_party_and_nothing_for_nothing() -> None:
    words = "Nine died."
    of = reading(("sentence", words), publisher=None, title=None, published=None)
    with_party = report_row(of, [claim(of, words, "Nine", 9, 9, "killed", party="Karsova")]).claims[0].victims
    assert with_party is not None
    assert (with_party.exact, with_party.start, with_party.group, with_party.party) == (
        None,
        None,
        "unknown",
        "Karsova",
    )
    assert report_row(of, [claim(of, words, "Nine", 9, 9, "killed")]).claims[0].victims is None


def test_the_report_stands_beside_its_claims_with_its_whole_text() -> None:
    of, claims = harbour()
    head = json.loads(msgspec.json.encode(report_row(of, claims)))["report"]
    assert head["text"] == of.report.text
    assert (head["id"], head["publisher"], head["published"]) == (of.report.id, "Harbour Wire", "2031-04-08")


def test_reports_without_claims_are_rows_too() -> None:
    whole = view()
    quiet = msgspec.structs.replace(whole, claims=(), subjects=(), relations=())
    assert [len(row.claims) for row in report_rows(quiet)] == [0, 0]
    assert [row.publisher for row in claim_rows(whole)] == ["Harbour Wire"] * 7 + ["Velmor Courier"] * 5


def test_rows_read_back_as_they_were_written() -> None:
    of, claims = harbour()
    row = report_row(of, claims)
    assert msgspec.json.decode(msgspec.json.encode(row), type=ReportRow) == row
    assert row.claims[0].said_on == date(2031, 4, 8)


def test_a_source_has_its_side_and_an_unresolved_one_its_candidates() -> None:
    text = "Musa Ali, the mayor of Sarel, met Idris Omar, the mayor of Tulu. The mayor said 12 people were killed."
    of = read_text(text)
    [row] = report_row(of, resolve_claims(of, find_claims(of))).claims
    assert row.source is not None
    assert (row.source.name, row.source.candidates) == ("mayor", ("Musa Ali", "Idris Omar"))
    of = read_text("Moscow said 63 of its soldiers were killed.")
    [row] = report_row(of, resolve_claims(of, find_claims(of))).claims
    assert row.source is not None
    assert (row.source.party, row.source.candidates, row.against_interest) == ("Russia", (), True)
