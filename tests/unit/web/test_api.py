"""The API: what it gives page after page, as of when, in which formats, and that nothing asked of it makes it fail."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from fuzzed import answers, application, check
from recount.ledger import open_ledger
from shelved import fill

Client = TestClient[object]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("api")
    with open_ledger(made / "a.ledger", who="test") as ledger:
        fill(ledger)
    return made


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with TestClient(
        application(folder / "a.ledger", folder, folder / "recount.accounts"), base_url="http://127.0.0.1"
    ) as opened:
        yield opened


def test_pages_of_claims_go_on_from_a_cursor_until_all_were_given(client: TestClient) -> None:
    whole = client.get("/api/claims").json()
    assert whole["found"] == len(whole["claims"]) > 2
    seen, after = [], None
    while True:
        page = client.get("/api/claims", params={"limit": 2, **({"after": after} if after else {})}).json()
        seen += [each["row"]["id"] for each in page["claims"]]
        after = page["next"]
        if after is None:
            break
    assert seen == [each["row"]["id"] for each in whole["claims"]]


def test_a_cursor_that_is_none_of_these_claims_is_refused(client: TestClient) -> None:
    refused = client.get("/api/claims", params={"after": "clm:0"})
    assert refused.status_code == 400
    assert refused.headers["content-type"] == "application/problem+json"
    assert "begin anew" in refused.json()["detail"]


def test_who_has_an_answer_already_is_not_sent_it_again(client: TestClient) -> None:
    first = client.get("/api/subjects")
    again = client.get("/api/subjects", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_answers_are_as_of_an_entry_and_of_no_entry_that_is_not_there(client: TestClient) -> None:
    now = client.get("/api").json()
    before = client.get("/api", params={"as_of": 1}).json()
    assert now["counts"]["claims"] > before["counts"]["claims"] == 0
    assert before["as_of"] == "entry 1"
    assert client.get("/api", params={"as_of": now["entry"] + 1}).status_code == 400


def test_what_is_exported_are_the_claims_found_in_their_order(client: TestClient) -> None:
    asked = {"effect": "killed", "sort": "low"}
    found = [each["row"]["id"] for each in client.get("/api/claims", params=asked).json()["claims"]]
    sheet = client.get("/api/export", params={**asked, "format": "csv"})
    assert [row["id"] for row in csv.DictReader(io.StringIO(sheet.text))] == found
    assert sheet.headers["content-disposition"] == 'attachment; filename="claims.csv"'
    assert [each["id"] for each in client.get("/api/export", params={**asked, "format": "json"}).json()] == found
    drawn = client.get("/api/export", params={**asked, "format": "geojson"}).json()
    assert [each["id"] for each in drawn["features"]] == found


def test_only_the_whole_ledger_is_exported_as_events(client: TestClient) -> None:
    refused = client.get("/api/export", params={"format": "ucdp", "effect": "killed"})
    assert refused.status_code == 400
    assert "whole ledger" in refused.json()["detail"]


def test_there_is_no_record_but_those_held(client: TestClient) -> None:
    for kind in ("claims/clm:0", "subjects/sub:0", "reports/rpt:0", "families/fam:0"):
        assert client.get(f"/api/{kind}").status_code == 404, kind


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("kind", "listed"), [("claims", "claims"), ("subjects", "items"), ("reports", "items"), ("families", "items")]
)
def test_every_record_is_as_it_is_described(
    folder: Path, tmp_path: Path, client: TestClient, kind: str, listed: str
) -> None:
    found = client.get(f"/api/{kind}", params={"single": True} if kind == "subjects" else {}).json()[listed]
    for each in found[:3]:
        name = {"claims": "row", "subjects": "subject", "reports": "name"}.get(kind)
        app = application(folder / "a.ledger", folder, tmp_path / "recount.accounts")
        check(app, f"/api/{kind}/{{name}}", (each[name] if name else each)["id"])


@pytest.mark.filterwarnings("ignore")  # schemathesis warns of its own strategies
def test_nothing_asked_makes_it_fail(folder: Path, tmp_path: Path) -> None:
    told, wrong = answers(application(folder / "a.ledger", folder, tmp_path / "recount.accounts"), 6)
    assert len({label for label, _ in told}) >= 16
    assert wrong == []
