"""What visitors judge, over HTTP: into the ledger under their name, back to where they came from, or refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, urlsplit

import pytest
from litestar import Litestar
from litestar.di import Provide
from litestar.testing import TestClient

from protected import HOME, Clock, name_of, session_of
from recount.catalogue import Catalogue, Keeper
from recount.ledger import open_ledger, verify
from recount.ledger.judgements import standing, withdraw
from recount.model import Correction, Grading, Judged, Merge, Rating, Reply, Review, Split
from recount.web import judging
from recount.web.accounts import Accounts, Role
from recount.web.accounts.keys import proof
from recount.web.accounts.tokens import add_token
from recount.web.accounts.users import user_named
from recount.web.desk import Desk
from recount.web.judging import writing
from recount.web.protection import Exposure, Protection
from shelved import fill, ids, material_of

MAYOR, ARMY, CLINIC = ids()
Browser = TestClient[Litestar]
OPEN = Exposure(public=True, replies=True)


class Made:
    """The one catalogue of a ledger, which is made already."""

    title, stale = "Riverton", False

    def __init__(self, path: Path) -> None:
        self._path = path

    def path(self, _as_of: object = None) -> Path:
        return self._path

    def renew(self) -> None:
        return None

    def close(self) -> None:
        return None


class Office:
    """A ledger, and clients of it, each with a desk of its own in the thread that it serves."""

    def __init__(self, folder: Path, accounts: Accounts) -> None:
        self.where, self.accounts = folder / "a.ledger", accounts
        with open_ledger(self.where, who="test") as ledger:
            fill(ledger)
            material_of(ledger, folder / "a.sqlite").catalogue.close()
        self.catalogue = folder / "a.sqlite"
        self.opened = ExitStack()

    def browser(self, exposure: Exposure | None = None) -> Browser:
        replies = judging.bucket_of_replies()
        desk = Desk(str(self.where), cast("Keeper", Made(self.catalogue)))
        app = Litestar(
            judging.handlers(),
            dependencies={
                "desk": Provide(lambda: desk, sync_to_thread=False),
                "replies": Provide(lambda: replies, sync_to_thread=False),
            },
            plugins=[Protection(self.accounts, exposure or Exposure(), "Trial")],
            on_shutdown=[desk.close],
        )
        opened = self.opened.enter_context(TestClient(app, base_url=HOME, raise_server_exceptions=False))
        opened.follow_redirects = False
        return opened

    def signed_in(self, role: Role, exposure: Exposure | None = None) -> tuple[Browser, str]:
        """A browser with a session of the user with that role, and what its forms send along."""
        opened = self.browser(exposure)
        key = session_of(self.accounts, role)
        opened.cookies.set("recount", key)
        return opened, proof(key)

    def stands(self) -> tuple[Judged, ...]:
        with open_ledger(self.where, create=False) as ledger:
            assert verify(ledger).ok
            return standing(ledger)


@pytest.fixture
def office(tmp_path: Path, accounts: Accounts) -> Iterator[Office]:
    made = Office(tmp_path, accounts)
    with made.opened:
        yield made


QUEUE = "/review/index.html?kind=contradiction&at=2"


def test_a_form_judges_under_the_name_of_who_signed_in_and_leads_back(office: Office) -> None:
    browser, csrf = office.signed_in("reviewer")
    form = {"csrf": csrf, "next": QUEUE, "claim": ARMY, "verdict": "reject", "note": " A headline. "}
    got = browser.post("/judge/review", data=form)
    (made,) = office.stands()
    assert (made.who, made.judgement) == (
        name_of("reviewer"), Review(claim=ARMY, verdict="reject", note="A headline."),
    )  # fmt: skip
    assert got.status_code == 303
    back = urlsplit(got.headers["location"])
    assert (back.path, parse_qs(back.query)) == (
        "/review/index.html", {"kind": ["contradiction"], "at": ["2"], "done": [made.id]},
    )  # fmt: skip


def test_an_undo_takes_back_what_one_judged_oneself_alone(office: Office) -> None:
    browser, csrf = office.signed_in("reviewer")
    browser.post("/judge/review", data={"csrf": csrf, "claim": ARMY, "verdict": "reject"})
    (made,) = office.stands()
    other, theirs = office.signed_in("editor")
    assert other.post("/judge/withdraw", data={"csrf": theirs, "id": made.id}).status_code == 400
    assert office.stands() == (made,)
    got = browser.post("/judge/withdraw", data={"csrf": csrf, "id": made.id, "next": QUEUE})
    assert (got.status_code, got.headers["location"]) == (303, QUEUE)
    assert office.stands() == ()


@pytest.mark.parametrize(
    ("path", "form", "said"),
    [
        ("review", {"claim": [MAYOR, ARMY], "verdict": "accept"},
         [Review(claim=MAYOR, verdict="accept"), Review(claim=ARMY, verdict="accept")]),
        ("correct", {"claim": MAYOR, "field": "low", "value": "1,200", "note": "typo"},
         [Correction(claim=MAYOR, field="low", value=1200, note="typo")]),
        ("correct", {"claim": ARMY, "low": "8", "was-low": "9", "act": " ", "party": "", "was-party": "a"},
         [Correction(claim=ARMY, field="low", value=8), Correction(claim=ARMY, field="party", value=None)]),
        ("merge", {"claim": [MAYOR, CLINIC]}, [Merge(claims=tuple(sorted((MAYOR, CLINIC))))]),
        ("split", {"claim": ARMY}, [Split(claims=(ARMY,))]),
        ("rate", {"source": "the ARMY", "reliability": "b"}, [Rating(source="The army", reliability="B")]),
        ("grade", {"claim": MAYOR, "grade": "fair"}, [Grading(claim=MAYOR, grade="fair")]),
    ],
)  # fmt: skip
def test_every_form_says_what_it_is_for(office: Office, path: str, form: dict[str, object], said: list[object]) -> None:
    browser, csrf = office.signed_in("editor")
    got = browser.post(f"/judge/{path}", data={"csrf": csrf, **form})
    assert got.status_code == 303, got.text
    assert [each.judgement for each in office.stands()] == said


def test_a_subject_is_split_with_all_its_claims(office: Office) -> None:
    browser, csrf = office.signed_in("editor")
    catalogue = Catalogue(office.catalogue)
    (subject, *_) = catalogue.subjects(single=True)
    catalogue.close()
    browser.post("/judge/split", data={"csrf": csrf, "subject": subject.subject.id})
    (made,) = office.stands()
    assert made.judgement == Split(claims=tuple(sorted(subject.subject.claims)))


@pytest.mark.parametrize(
    ("path", "form", "words"),
    [
        ("review", {"claim": "clm:none", "verdict": "accept"}, "holds no claim clm:none"),
        ("review", {"claim": "At least 12", "verdict": "accept"}, "is no id of a claim"),
        ("review", {"claim": ARMY, "verdict": "maybe"}, "maybe"),
        ("review", {"claim": ARMY}, "says no verdict"),
        ("correct", {"claim": ARMY, "field": "low", "value": "many"}, "no number"),
        ("correct", {"claim": ARMY, "field": "colour", "value": "red"}, "is no field"),
        ("correct", {"claim": ARMY, "low": "9", "was-low": "9"}, "nothing is corrected"),
        ("correct", {"claim": ARMY, "field": "low", "value": "50"}, "low 50 is above high 9"),
        ("merge", {"claim": ARMY}, "two claims or more"),
        ("split", {"subject": "sub:none"}, "no subject has the id"),
        ("rate", {"source": "Nobody", "reliability": "A"}, "no claim has a source named"),
        ("reply", {"claim": ARMY, "text": "x" * 4001}, "up to 4,000 letters"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason_and_nothing_is_written(
    office: Office, path: str, form: dict[str, str], words: str
) -> None:
    browser, csrf = office.signed_in("editor")
    got = browser.post(f"/judge/{path}", data={"csrf": csrf, **form})
    assert got.status_code in (400, 404), got.text
    assert words in got.text.replace("&#39;", "'")
    assert office.stands() == ()


def test_a_reader_a_reviewer_and_a_forged_form_are_refused_what_they_may_not(office: Office) -> None:
    form = {"claim": ARMY, "verdict": "accept", "field": "low", "value": "8"}
    reader, theirs = office.signed_in("reader")
    assert reader.post("/judge/review", data={"csrf": theirs, **form}).status_code == 403
    reviewer, csrf = office.signed_in("reviewer")
    assert reviewer.post("/judge/correct", data={"csrf": csrf, **form}).status_code == 403
    assert reviewer.post("/judge/review", data=form).status_code == 403
    assert office.browser().post("/judge/review", data=form).status_code == 401
    json = {"type": "correction", "claim": ARMY, "field": "low", "value": 8}
    assert reviewer.post("/api/judgements", json=json, headers={"X-CSRF-Token": csrf}).status_code == 403
    assert office.stands() == ()


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "a\r\nb: c"])
def test_a_form_leads_to_pages_of_our_own_alone(office: Office, wanted: str) -> None:
    browser, csrf = office.signed_in("reviewer")
    got = browser.post("/judge/review", data={"csrf": csrf, "next": wanted, "claim": ARMY, "verdict": "accept"})
    back = got.headers["location"]
    assert back.startswith("/")
    assert not back.startswith("//")
    assert "set-cookie" not in got.headers


def test_a_busy_ledger_is_told_as_such_and_nothing_is_lost(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "PATIENCE_S", 0.05)
    browser, csrf = office.signed_in("reviewer")
    form = {"csrf": csrf, "claim": ARMY, "verdict": "accept"}
    other = sqlite3.connect(office.where, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    got = browser.post("/judge/review", data=form)
    assert got.status_code == 503
    assert int(got.headers["retry-after"]) > 0
    other.execute("ROLLBACK")
    other.close()
    assert office.stands() == ()
    assert browser.post("/judge/review", data=form).status_code == 303
    assert len(office.stands()) == 1


def test_a_program_judges_with_a_token_of_the_right_scope(office: Office, clock: Clock) -> None:
    user = user_named(office.accounts, name_of("editor"))
    until = clock.at + timedelta(days=1)
    keys = {scope: add_token(office.accounts, user, scope, [scope], until) for scope in ("read", "review", "edit")}
    browser = office.browser()
    rating = {"type": "rating", "source": "the army", "reliability": "C"}

    def send(scope: str, body: dict[str, str]) -> tuple[int, dict[str, object]]:
        got = browser.post("/api/judgements", json=body, headers={"Authorization": f"Bearer {keys[scope]}"})
        return got.status_code, got.json()

    accept = {"type": "review", "claim": ARMY, "verdict": "accept"}
    assert send("read", accept)[0] == 403
    status, told = send("review", accept)
    assert (status, told["new"]) == (200, 1)
    assert send("review", accept)[1]["new"] == 0
    assert send("review", rating)[0] == 403
    (made,) = office.stands()
    header = {"Authorization": f"Bearer {keys['review']}"}
    assert browser.delete(f"/api/judgements/{made.id}", headers=header).status_code == 200
    assert office.stands() == ()
    assert browser.post("/api/judgements", json={"type": "review"}, headers=header).status_code == 400
    assert browser.post("/api/judgements", content=b"{", headers=header).status_code == 400


def test_anybody_replies_where_that_is_open_and_the_contact_stands_in_no_entry(office: Office) -> None:
    form = {"claim": ARMY, "text": "We count 11.", "name": "A neighbour", "contact": "quagga-77@example.org"}
    assert office.browser(Exposure(public=True)).post("/judge/reply", data=form).status_code == 401
    browser = office.browser(OPEN)
    assert browser.post("/judge/reply", data={**form, "next": "/claims/index.html"}).status_code == 303
    (made,) = office.stands()
    assert made.who == "anonymous"
    assert isinstance(made.judgement, Reply)
    assert (made.judgement.text, made.judgement.name) == ("We count 11.", "A neighbour")
    with open_ledger(office.where, create=False) as ledger:
        assert not any(b"quagga" in entry.body_bytes for entry in ledger.entries())
        kept = list(ledger.database.rows("SELECT contact FROM contact"))
    assert kept == [("quagga-77@example.org",)]


def test_nobody_takes_the_place_of_how_another_can_be_reached(office: Office) -> None:
    browser = office.browser(OPEN)
    form = {"claim": ARMY, "text": "We count 11."}
    browser.post("/judge/reply", data={**form, "contact": "first@example.org"})
    browser.post("/judge/reply", data={**form, "contact": "second@example.org"})
    with open_ledger(office.where, create=False) as ledger:
        assert list(ledger.database.rows("SELECT contact FROM contact")) == [("first@example.org",)]
    assert len(office.stands()) == 1


def test_a_reply_that_was_taken_down_is_not_taken_again(office: Office) -> None:
    browser = office.browser(OPEN)
    form = {"claim": ARMY, "text": "Buy here."}
    browser.post("/judge/reply", data=form)
    (made,) = office.stands()
    with open_ledger(office.where, create=False, who="anonymous") as ledger:
        withdraw(ledger, [made.id], "test")
    assert browser.post("/judge/reply", data=form).status_code == 303
    assert office.stands() == ()


def test_who_is_not_signed_in_replies_a_few_times_and_then_waits(office: Office) -> None:
    browser = office.browser(OPEN)
    got = [browser.post("/judge/reply", data={"claim": ARMY, "text": f"Reply {n}."}) for n in range(6)]
    assert [each.status_code for each in got] == [303] * 5 + [429]
    assert int(got[-1].headers["retry-after"]) > 60
    assert len(office.stands()) == 5
    forged = {"Origin": "https://evil.example"}
    assert browser.post("/judge/reply", data={"claim": ARMY, "text": "x"}, headers=forged).status_code == 403


def test_who_signed_in_replies_under_their_name(office: Office) -> None:
    browser, csrf = office.signed_in("reader", OPEN)
    header = {"X-CSRF-Token": csrf}
    got = browser.post("/api/replies", json={"claim": ARMY, "text": "We count 11."}, headers=header)
    assert got.status_code == 200, got.text
    (made,) = office.stands()
    assert made.who == name_of("reader")
    assert isinstance(made.judgement, Reply)
    assert made.judgement.name == name_of("reader")
    assert got.json()["judgements"][0]["said"]["contact"] is None
