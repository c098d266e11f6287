from __future__ import annotations

from time import monotonic

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from protected import PASSWORD, client, name_of, proof_in, session_of, signing_in
from recount.web.accounts import Accounts
from recount.web.accounts.keys import proof
from recount.web.accounts.users import add_user, set_disabled
from recount.web.protection.signing_in import own_path

Browser = TestClient[Litestar]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are looked at without the time that it is meant to take: `test_accounts` looks at them in earnest."""
    monkeypatch.setattr(
        "recount.web.accounts.passwords.agrees", lambda told, kept: told == PASSWORD and kept is not None
    )


NAME = name_of("editor")


def test_signing_in_begins_a_session_and_signing_out_ends_it(browser: Browser, accounts: Accounts) -> None:
    got = browser.post("/sign-in", data=signing_in(browser, NAME, PASSWORD, next="/page"))
    assert (got.status_code, got.headers["location"]) == (303, "/page")
    assert browser.get("/page").text == f"page for {NAME}"
    key = browser.cookies["recount"]
    out = browser.post("/sign-out", data={"csrf": proof(key)})
    assert (out.status_code, out.headers["location"]) == (303, "/")
    assert "recount" not in browser.cookies
    browser.cookies.set("recount", key)
    assert browser.get("/api/count/1").status_code == 401
    assert accounts.rows("SELECT count(*) FROM session") == [(0,)]


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(browser: Browser) -> None:
    got = browser.post("/sign-in", data=signing_in(browser, NAME, PASSWORD))
    parts = set(got.headers["set-cookie"].lower().split("; "))
    assert {"httponly", "samesite=lax", "path=/", "max-age=604800"} <= parts
    assert "secure" not in parts


def test_by_https_it_is_secure(accounts: Accounts) -> None:
    with client(accounts, home="https://127.0.0.1") as browser:
        got = browser.post("/sign-in", data=signing_in(browser, NAME, PASSWORD))
    cookie = got.headers["set-cookie"]
    assert cookie.startswith("__Host-recount=")
    assert {"secure", "httponly", "path=/"} <= set(cookie.lower().split("; "))
    assert "domain" not in cookie.lower()


def test_a_session_given_by_another_is_not_taken_over(browser: Browser, accounts: Accounts) -> None:
    planted = session_of(accounts, "reader")
    browser.cookies.set("recount", planted, domain="127.0.0.1")
    got = browser.post("/sign-in", data=signing_in(browser, NAME, PASSWORD))
    assert planted not in got.headers["set-cookie"]
    assert accounts.rows("SELECT count(*) FROM session") == [(1,)]


def test_signing_out_needs_the_proof(browser: Browser, accounts: Accounts) -> None:
    browser.cookies.set("recount", session_of(accounts, "editor"))
    assert browser.post("/sign-out").status_code == 403
    assert browser.get("/page").status_code == 200


@pytest.mark.parametrize("change", [{"csrf": ""}, {"csrf": "0" * 64}], ids=["missing", "wrong"])
def test_the_sign_in_form_needs_its_proof(browser: Browser, change: dict[str, str]) -> None:
    got = browser.post("/sign-in", data={**signing_in(browser, NAME, PASSWORD), **change})
    assert got.status_code == 403
    assert "recount" not in browser.cookies


def test_the_proof_of_another_browsers_form_will_not_do(browser: Browser, accounts: Accounts) -> None:
    with client(accounts) as other:
        theirs = signing_in(other, NAME, PASSWORD)
    browser.get("/sign-in")
    assert browser.post("/sign-in", data=theirs).status_code == 403
    browser.cookies.clear()
    assert browser.post("/sign-in", data=theirs).status_code == 403


def test_another_site_cannot_sign_a_browser_in(browser: Browser) -> None:
    told = signing_in(browser, NAME, PASSWORD)
    assert browser.post("/sign-in", data=told, headers={"Origin": "https://evil.example"}).status_code == 403
    assert browser.post("/sign-in", data=told, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_who_is_unknown_disabled_or_wrong_is_told_the_same(browser: Browser, accounts: Accounts) -> None:
    add_user(accounts, "Gone", PASSWORD, "admin")
    set_disabled(accounts, "Gone", disabled=True)
    tried = [("Nobody", PASSWORD), ("Gone", PASSWORD), (NAME, "wrong password")]
    got = [browser.post("/sign-in", data=signing_in(browser, name, word)) for name, word in tried]
    assert {one.status_code for one in got} == {401}
    pages = {one.text.replace(name, "NAME") for one, (name, _) in zip(got, tried, strict=True)}
    assert len(pages) == 1
    assert "Name or password is wrong." in pages.pop()
    assert "recount" not in browser.cookies


def test_a_wrong_password_is_never_shown_again(browser: Browser) -> None:
    got = browser.post("/sign-in", data=signing_in(browser, '"><script>alert(1)</script>', "secret of mine"))
    assert "secret of mine" not in got.text
    assert "<script>" not in got.text
    assert got.headers["cache-control"] == "no-store"


def test_a_name_is_tried_ten_times_whether_there_is_such_a_user_or_not(browser: Browser) -> None:
    told = signing_in(browser, "", "wrong password")
    for name in ("Nobody", NAME):
        got = [browser.post("/sign-in", data={**told, "name": name}) for _ in range(11)]
        assert [one.status_code for one in got] == [401] * 10 + [429]
        assert 1 <= int(got[-1].headers["retry-after"]) <= 60
    right = browser.post("/sign-in", data={**told, "name": NAME.upper(), "password": PASSWORD})
    assert right.status_code == 429
    assert "Too many tries" in right.text
    other = browser.post("/sign-in", data={**told, "name": name_of("reader"), "password": PASSWORD})
    assert other.status_code == 303


def test_signing_in_rightly_is_no_try(browser: Browser) -> None:
    for _ in range(12):
        assert browser.post("/sign-in", data=signing_in(browser, NAME, PASSWORD)).status_code == 303


def test_an_address_tries_thirty_names(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recount.web.protection.signing_in.user_by_password", lambda *_: None)
    told = signing_in(browser, "", "wrong password")
    got = [browser.post("/sign-in", data={**told, "name": f"user {number}"}) for number in range(31)]
    assert [one.status_code for one in got] == [401] * 30 + [429]


def test_a_form_that_is_too_long_is_not_read(browser: Browser) -> None:
    started = monotonic()
    got = browser.post("/sign-in", data=signing_in(browser, NAME, "x" * 100_000))
    assert got.status_code == 413
    assert monotonic() - started < 2


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
        "/%09/evil.example", "/\t/evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: b=c", "http:evil.example",
        " //evil.example", "/ /evil.example", "/sign-out", "", "data:text/html,x", "/\x00/evil",
    ],
)  # fmt: skip
def test_signing_in_leads_to_no_other_site(browser: Browser, wanted: str) -> None:
    got = browser.post("/sign-in", data=signing_in(browser, NAME, PASSWORD, next=wanted))
    location = got.headers["location"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\", "/sign"))
    assert "\n" not in location
    assert "b=c" not in str(browser.cookies)


@pytest.mark.parametrize("path", ["/", "/claims/index.html?q=a&as_of=2022-04-08", "/places/Київ", "/a?next=http://b"])
def test_it_leads_to_where_one_was(path: str) -> None:
    assert own_path(path) == path
    assert own_path(path[1:]) == path


def test_the_page_needs_no_script(browser: Browser) -> None:
    page = browser.get("/sign-in?next=/page").text
    assert "<script" not in page
    assert 'method="post" action="sign-in"' in page
    assert 'autocomplete="current-password"' in page
    assert len(proof_in(page)) == 64
