"""Who may do what, over HTTP: every role, token and forged form is refused what it must not do."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from protected import HOME, Clock, client, name_of, proof_in, session_of
from recount.errors import SettingsError
from recount.web.accounts import ACTIONS, ROLES, SCOPES, Accounts, Action, Role, Scope
from recount.web.accounts.keys import proof
from recount.web.accounts.tokens import add_token, revoke_token
from recount.web.accounts.users import set_disabled, set_role, user_named
from recount.web.protection import Exposure, require_closed

Browser = TestClient[Litestar]
READS = {"read"}
REVIEWS = READS | {"review", "withdraw", "reply"}
EDITS = REVIEWS | {"correct", "merge", "split", "rate", "grade"}
MAY: dict[Role | None, set[str]] = {
    None: set(),
    "reader": READS,
    "reviewer": REVIEWS,
    "editor": EDITS,
    "admin": EDITS | {"users", "tokens"},
}
OPENED: dict[Scope, set[str]] = {
    "read": READS,
    "review": REVIEWS - READS,
    "edit": EDITS - REVIEWS,
    "admin": {"users", "tokens"},
}


def as_role(browser: Browser, accounts: Accounts, role: Role) -> dict[str, str]:
    """Give the browser a session of the user with that role; the header that its scripts send."""
    key = session_of(accounts, role)
    browser.cookies.set("recount", key)
    return {"X-CSRF-Token": proof(key)}


def bearer(accounts: Accounts, clock: Clock, role: Role, *scopes: Scope) -> dict[str, str]:
    user = user_named(accounts, name_of(role))
    return {"Authorization": f"Bearer {add_token(accounts, user, 't', scopes, clock.at + timedelta(days=1))}"}


def test_the_table_of_actions_is_whole() -> None:
    assert MAY["admin"] == set(ACTIONS)
    assert set().union(*OPENED.values()) == set(ACTIONS)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_does_what_it_may_and_is_refused_the_rest(browser: Browser, accounts: Accounts, role: Role) -> None:
    header = as_role(browser, accounts, role)
    got = {action: browser.post(f"/api/do/{action}", headers=header) for action in ACTIONS}
    assert {action for action in got if got[action].status_code == 201} == MAY[role]
    assert {got[action].status_code for action in set(ACTIONS) - MAY[role]} <= {403}
    assert got["read"].text == f"read by {name_of(role)}"


@pytest.mark.parametrize("action", ACTIONS)
def test_who_did_not_sign_in_is_refused_everything(browser: Browser, action: Action) -> None:
    got = browser.post(f"/api/do/{action}")
    assert (got.status_code, got.headers["www-authenticate"]) == (401, 'Bearer realm="recount"')


@pytest.mark.parametrize("action", [action for action in ACTIONS if action != "read"])
def test_a_public_that_reads_does_nothing_else(accounts: Accounts, action: Action) -> None:
    with client(accounts, Exposure(public=True)) as browser:
        assert browser.get("/page").text == "page for None"
        assert browser.post(f"/api/do/{action}").status_code == 401


@pytest.mark.parametrize("scope", SCOPES)
def test_a_token_does_what_its_scope_says_and_is_refused_the_rest(
    browser: Browser, accounts: Accounts, clock: Clock, scope: Scope
) -> None:
    header = bearer(accounts, clock, "admin", scope)
    got = {action: browser.post(f"/api/do/{action}", headers=header).status_code for action in ACTIONS}
    assert {action for action in got if got[action] == 201} == OPENED[scope]
    assert {got[action] for action in set(ACTIONS) - OPENED[scope]} == {403}


def test_a_token_goes_no_further_than_its_users_role(browser: Browser, accounts: Accounts, clock: Clock) -> None:
    header = bearer(accounts, clock, "admin", *SCOPES)
    set_role(accounts, name_of("admin"), "reviewer")
    got = {action: browser.post(f"/api/do/{action}", headers=header).status_code for action in ACTIONS}
    assert {action for action in got if got[action] == 201} == MAY["reviewer"]


@pytest.mark.parametrize("role", ROLES)
def test_what_does_not_say_what_it_does_is_refused_to_all(browser: Browser, accounts: Accounts, role: Role) -> None:
    got = browser.post("/api/nameless", headers=as_role(browser, accounts, role))
    assert got.status_code == 403


def test_an_expired_or_revoked_token_is_refused(browser: Browser, accounts: Accounts, clock: Clock) -> None:
    header = bearer(accounts, clock, "reader", "read")
    assert browser.get("/page", headers=header).status_code == 200
    clock.forward(days=1)
    late = browser.get("/api/count/1", headers=header)
    assert (late.status_code, "invalid_token" in late.headers["www-authenticate"]) == (401, True)
    clock.forward(days=-1)
    revoke_token(accounts, user_named(accounts, name_of("reader")), "t")
    assert browser.get("/api/count/1", headers=header).status_code == 401


@pytest.mark.parametrize(
    "told", ["Bearer", "Bearer ", "Bearer recount_no", "Basic YTpi", "", "Bearer \u00e9", "Bearer a b", "recount_x"]
)
def test_a_malformed_token_is_refused_even_where_anybody_reads(accounts: Accounts, told: str) -> None:
    with client(accounts, Exposure(public=True)) as browser:
        got = browser.get("/api/count/1", headers=[(b"Authorization", told.encode("latin-1"))])
        assert got.status_code == 401
        assert got.headers["content-type"] == "application/problem+json"


def test_a_bad_token_does_not_fall_back_on_the_session(browser: Browser, accounts: Accounts) -> None:
    as_role(browser, accounts, "admin")
    assert browser.get("/api/count/1", headers={"Authorization": "Bearer recount_no"}).status_code == 401


def test_a_disabled_users_session_and_token_end_at_once(browser: Browser, accounts: Accounts, clock: Clock) -> None:
    token = bearer(accounts, clock, "editor", "edit")
    header = as_role(browser, accounts, "editor")
    assert browser.post("/api/do/merge", headers=header).status_code == 201
    set_disabled(accounts, name_of("editor"), disabled=True)
    assert browser.post("/api/do/merge", headers=header).status_code == 401
    browser.cookies.clear()
    assert browser.post("/api/do/merge", headers=token).status_code == 401


def test_a_session_that_is_over_is_nobodys(browser: Browser, accounts: Accounts, clock: Clock) -> None:
    header = as_role(browser, accounts, "editor")
    clock.forward(hours=12)
    assert browser.post("/api/do/merge", headers=header).status_code == 401


@pytest.mark.parametrize("how", ["missing", "empty", "wrong", "other session", "key itself", "odd letters"])
@pytest.mark.parametrize("where", ["header", "form"])
def test_a_form_without_its_sessions_proof_is_refused(
    browser: Browser, accounts: Accounts, how: str, where: str
) -> None:
    ours, others = session_of(accounts, "editor"), session_of(accounts, "admin")
    browser.cookies.set("recount", ours)
    told = {
        "missing": None, "empty": "", "wrong": "0" * 64, "other session": proof(others), "key itself": ours,
        "odd letters": "ÿ" * 64,
    }[how]  # fmt: skip
    if where == "header":
        got = browser.post("/api/do/merge", headers=[] if told is None else [(b"X-CSRF-Token", told.encode("latin-1"))])
    else:
        got = browser.post("/api/do/merge", data={"x": "1"} if told is None else {"csrf": told})
    assert got.status_code == 403
    assert "another session" in got.json()["detail"]


@pytest.mark.parametrize("multipart", [False, True], ids=["urlencoded", "multipart"])
def test_a_form_with_its_proof_is_accepted(browser: Browser, accounts: Accounts, multipart: bool) -> None:
    proven = {"csrf": as_role(browser, accounts, "editor")["X-CSRF-Token"]}
    files = {"file": ("a.txt", b"words")} if multipart else None
    assert browser.post("/api/do/merge", data=proven, files=files).status_code == 201


def test_a_proof_that_is_a_file_is_none(browser: Browser, accounts: Accounts) -> None:
    proven = as_role(browser, accounts, "editor")["X-CSRF-Token"]
    got = browser.post("/api/do/merge", files={"csrf": ("a.txt", proven.encode())})
    assert got.status_code == 403


@pytest.mark.parametrize(
    "sent",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1.evil.example"},
        {"Origin": "https://127.0.0.1"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
def test_another_sites_request_is_refused_even_with_the_proof(
    browser: Browser, accounts: Accounts, sent: dict[str, str]
) -> None:
    got = browser.post("/api/do/merge", headers=as_role(browser, accounts, "editor") | sent)
    assert (got.status_code, got.json()["detail"]) == (403, "another site made this request")


@pytest.mark.parametrize("sent", [{"Origin": HOME}, {"Origin": "null", "Sec-Fetch-Site": "same-origin"}], ids=str)
def test_our_own_request_is_not(browser: Browser, accounts: Accounts, sent: dict[str, str]) -> None:
    got = browser.post("/api/do/merge", headers=as_role(browser, accounts, "editor") | sent)
    assert got.status_code == 201


def test_a_token_needs_no_proof(browser: Browser, accounts: Accounts, clock: Clock) -> None:
    header = bearer(accounts, clock, "editor", "edit") | {"Origin": "https://notebook.example"}
    assert browser.post("/api/do/merge", headers=header).status_code == 201


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("ledger.example.org", 200),
        ("LEDGER.example.org:443", 200),
        ("evil.example", 400),
        ("ledger.example.org.evil.example", 400),
        ("localhost.evil.example", 400),
        ("localhost@evil.example", 400),
        ("", 400),
    ],
)
def test_only_the_names_it_was_given_are_served(accounts: Accounts, host: str, status: int) -> None:
    with client(accounts, Exposure(public=True, hosts=("ledger.example.org",))) as browser:
        assert browser.get("/api/count/1", headers={"Host": host}).status_code == status


def test_by_https_the_cookie_is_one_of_this_host_alone(accounts: Accounts) -> None:
    key = session_of(accounts, "reader")
    with client(accounts, home="https://127.0.0.1") as browser:
        browser.cookies.set("recount", key)
        assert browser.get("/api/count/1").status_code == 401
        browser.cookies.set("__Host-recount", key)
        assert browser.get("/api/count/1").status_code == 200


def test_while_there_are_no_users_anybody_here_reads(tmp_path: Path) -> None:
    with client(Accounts(tmp_path / "none.accounts")) as browser:
        assert browser.get("/page").text == "page for None"
        assert browser.post("/api/do/review").status_code == 401
        assert browser.get("/api/me").json() == {"name": None, "role": "reader", "may": ["read"], "csrf": None}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.1", "ledger.example.org"])
def test_it_is_not_opened_to_others_by_mistake(tmp_path: Path, accounts: Accounts, address: str) -> None:
    nobody = Accounts(tmp_path / "none.accounts")
    with pytest.raises(SettingsError, match="recount user add"):
        require_closed(address, Exposure(), nobody)
    require_closed(address, Exposure(public=True), nobody)
    require_closed(address, Exposure(), accounts)
    require_closed("127.0.0.1", Exposure(), nobody)


def test_who_asks_too_often_waits(accounts: Accounts) -> None:
    with client(accounts, Exposure(public=True, per_minute=5)) as browser:
        got = [browser.get("/api/count/1") for _ in range(6)]
        assert [one.status_code for one in got] == [200] * 5 + [429]
        late = got[-1]
        assert (late.headers["content-type"], late.json()["status"]) == ("application/problem+json", 429)
        assert 1 <= int(late.headers["retry-after"]) <= 12
        as_role(browser, accounts, "reader")
        assert browser.get("/api/count/1").status_code == 200


@pytest.mark.parametrize("path", ["/page", "/api/count/1", "/api/count/0", "/api/count/x", "/nothing", "/sign-in"])
def test_every_response_has_the_headers(accounts: Accounts, path: str) -> None:
    with client(accounts, Exposure(public=True, tiles="https://tiles.example.org")) as browser:
        headers = browser.get(path).headers
    assert headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https://tiles.example.org; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]


def test_what_a_user_sees_no_shared_cache_keeps(browser: Browser, accounts: Accounts) -> None:
    as_role(browser, accounts, "reader")
    headers = browser.get("/page").headers
    assert (headers["cache-control"], headers["vary"]) == ("private, no-cache", "Cookie, Authorization")


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/api/count/13", 400, "Bad Request"),
        ("/api/count/x", 404, "Not Found"),
        ("/api/nothing", 404, "Not Found"),
        ("/api/count/0", 500, "Internal Server Error"),
    ],
)
def test_programs_are_told_of_a_problem_as_json(
    accounts: Accounts, path: str, status: int, title: str, caplog: pytest.LogCaptureFixture
) -> None:
    with client(accounts, Exposure(public=True)) as browser:
        got = browser.get(path)
    assert (got.status_code, got.headers["content-type"]) == (status, "application/problem+json")
    assert (got.json()["status"], got.json()["title"]) == (status, title)
    assert got.json()["detail"] != title
    assert "division" not in got.text
    assert ("division" in caplog.text) == (status == 500)


def test_people_are_told_of_a_problem_on_a_page(accounts: Accounts) -> None:
    with client(accounts, Exposure(public=True)) as browser:
        got = browser.get("/nothing/<script>alert(1)</script>")
    assert (got.status_code, got.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<h1>Not Found</h1>" in got.text
    assert "<script>" not in got.text


def test_who_must_sign_in_to_see_a_page_is_led_there_and_back(browser: Browser) -> None:
    got = browser.get("/page?q=a%26b&r=%0d%0aX:1")
    assert got.status_code == 303
    assert got.headers["location"] == "/sign-in?next=%2Fpage%3Fq%3Da%2526b%26r%3D%250d%250aX%3A1"
    assert 'name="next" value="/page?q=a%26b&amp;r=%0d%0aX:1"' in browser.get(got.headers["location"]).text


def test_a_page_of_a_user_holds_the_proof_of_their_session(browser: Browser, accounts: Accounts) -> None:
    header = as_role(browser, accounts, "reader")
    assert proof_in(browser.get("/broken").text) == header["X-CSRF-Token"]
    assert browser.get("/api/me").json()["csrf"] == header["X-CSRF-Token"]
