"""``recount judge``, ``review`` and ``reply`` over a ledger of known claims; contacts are in no output at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

from builders import recorded, rejected, run
from recount.cli import COMMANDS, main
from recount.ledger import open_ledger

Invoke = Callable[..., Result]
ONE, TWO = (each.claim.id for each in recorded().claims)
CONTACT = "quagga-77@example.org"


@pytest.fixture
def recount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """The command line, in a folder with a ledger of one report that says two things."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RECOUNT_WHO", "ana")
    with open_ledger("recount.ledger", who="test") as ledger:
        ledger.add(run(), [recorded(), rejected()])

    def invoke(*arguments: str, **more: object) -> Result:
        return CliRunner(env={"COLUMNS": "100"}).invoke(main, arguments, catch_exceptions=False, **more)  # type: ignore[arg-type]

    return invoke


def said(result: Result, kind: str = "judgement") -> list[dict[str, object]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line)[kind] for line in result.stdout.splitlines() if kind in json.loads(line)]


def row(recount: Invoke, claim: str) -> dict[str, object]:
    (found,) = [
        one for line in recount("claims", "--json").stdout.splitlines() if (one := json.loads(line))["id"] == claim
    ]
    return dict(found)


def test_a_rejected_claim_is_shown_as_such_and_compared_no_more(recount: Invoke) -> None:
    assert "differ" in recount("compare").stdout
    shown = recount("judge", "reject", "At least 12", "--note", "a headline").stdout
    assert all(words in shown for words in ("⊘ rejected", "a headline", "ana", "At least 12"))
    assert "⊘ rejected" in recount("claims").stdout
    assert row(recount, ONE)["review"] == "rejected"
    assert "Nothing to compare" in recount("compare").stdout


def test_a_claim_that_another_accepts_is_disputed_and_compared(recount: Invoke) -> None:
    recount("judge", "reject", ONE[:12])
    shown = recount("judge", "accept", ONE[:12], "--who", "ben").stdout
    assert "⇄ verdict of “At least 12” killed" in shown
    assert "accept: ben" in shown
    assert "reject: ana" in shown
    assert row(recount, ONE)["review"] == "disputed"
    assert "differ" in recount("compare").stdout
    for command in ("review", "disputes"):
        (disagreement,) = said(recount(command, "--json"), "disagreement")
        assert disagreement["matter"] == "verdict"
    assert "Where reviewers disagree" in recount("disputes").stdout


def test_a_corrected_claim_shows_what_it_should_be_who_says_so_and_the_words_as_read(recount: Invoke) -> None:
    assert len(said(recount("judge", "correct", "9", "low=1,200", "high=1500", "place=Lowtown", "--json"))) == 3
    found = row(recount, TWO)
    assert (found["low"], found["high"], found["operator"]) == (1200, 1500, "between")
    assert found["corrected"] == ["low", "high", "place"]
    assert found["quantity"] == {"exact": "9", "start": 104, "end": 105}
    shown = recount("claims", "--place", "lowtown").stdout
    assert "1,200–1,500" in shown
    assert "✎ low, high, place corrected" in " ".join(shown.split())
    explained = recount("explain", "9").stdout
    assert "corrected by ana" in explained
    assert "or Riverton" in explained
    csv = recount("export", "--as", "csv").stdout
    assert "low; high; place" in csv


def test_two_who_correct_one_field_differently_change_nothing(recount: Invoke) -> None:
    recount("judge", "correct", "9", "low=7")
    shown = recount("judge", "correct", "9", "low=8", "--who", "ben").stdout
    assert "⇄ low of “9” killed" in shown
    found = row(recount, TWO)
    assert (found["low"], found["corrected"], found["disputed"]) == (9, [], ["low"])


def test_a_part_is_named_as_claims_are_and_nothing_means_not_stated(recount: Invoke) -> None:
    recount("judge", "correct", "9", "subset_of=at least 12", "party=Norland")
    assert row(recount, TWO)["subset_of_id"] == ONE
    recount("judge", "correct", "9", "subset_of=")
    assert row(recount, TWO)["subset_of_id"] is None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["correct", "9", "efect=dead"], "is no FIELD=VALUE: a field is low, high"),
        (["correct", "9", "effect"], "is no FIELD=VALUE"),
        (["correct", "9", "effect=dead"], "effect cannot be 'dead': it is killed"),
        (["correct", "9", "low=many"], "'many' is no number"),
        (["correct", "9", "low=12"], "low 12 is above high 9: correct both"),
        (["accept", "a thousand"], "no claim of recount.ledger"),
        (["rate", "nobody", "B"], "no claim has a source named 'nobody'"),
        (["rate", "a", "B"], "may be any of Ana Ruiz, The army"),
        (["grade", "sub:none", "fair"], "no subject has an id that begins with 'sub:none'"),
        (["merge", "9", "9"], "two claims or more, each once"),
        (["withdraw", "jdg:none"], "no judgement that stands"),
    ],
)
def test_what_cannot_be_judged_is_a_usage_error_that_says_so(
    recount: Invoke, arguments: list[str], message: str
) -> None:
    result = recount("judge", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert said(recount("review", "--history", "--json")) == []


def test_sources_are_rated_and_subjects_graded_merged_and_split(recount: Invoke) -> None:
    subject = json.loads(recount("compare", "--json").stdout.splitlines()[0])["subject"]["id"]
    (rated,) = said(recount("judge", "rate", "RUIZ", "b", "--json"))
    assert rated["said"] == {"type": "rating", "source": "Ana Ruiz", "reliability": "B", "note": None}
    (graded,) = said(recount("judge", "grade", subject[:10], "fair", "--json"))
    assert graded["claims"] in ([ONE], [TWO])
    (split,) = said(recount("judge", "split", "9", "--json"))
    assert split["claims"] == [TWO]
    (merged,) = said(recount("judge", "merge", "9", "at least 12", "--json"))
    assert merged["claims"] == sorted((ONE, TWO))
    assert len(said(recount("review", "--json"))) == 4
    shown = recount("review").stdout
    assert all(words in shown for words in ("★ B, usually reliable", "▲ fair", "⊖ a subject of its own", "⊕ one"))


def test_dead_and_wounded_are_never_merged(recount: Invoke) -> None:
    recount("judge", "correct", "9", "effect=injured")
    merged = recount("judge", "merge", "9", "at least 12")
    assert merged.exit_code == 2
    assert "injured and killed are counted apart" in merged.stderr


def test_the_same_twice_says_so_and_a_withdrawal_takes_it_back(recount: Invoke) -> None:
    (made,) = said(recount("judge", "undecided", "9", "--json"))
    assert "judged so before" in recount("judge", "undecided", "9").stderr
    refused = recount("judge", "withdraw", str(made["id"]), "--who", "ben")
    assert refused.exit_code == 2
    assert "made by ana" in refused.stderr
    assert "↶ withdrawn" in recount("judge", "withdraw", str(made["id"])[:9]).stdout
    assert said(recount("review", "--json")) == []
    assert "Nothing is judged yet" in recount("review").stdout
    assert [one["stands"] for one in said(recount("review", "--history", "--json"))] == [False, True]


def test_a_review_of_one_claim_shows_what_is_judged_of_it(recount: Invoke) -> None:
    recount("judge", "accept", "9")
    recount("judge", "accept", "at least 12")
    (only,) = said(recount("review", "9", "--json"))
    assert only["claims"] == [TWO]


def locked(folder: Path) -> str:
    path = folder / "key"
    key = Ed25519PrivateKey.generate()
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, BestAvailableEncryption(b"correct horse")))
    return str(path)


def test_a_signed_reply_shows_the_key_and_asks_for_its_passphrase(recount: Invoke, tmp_path: Path) -> None:
    (made,) = said(recount("reply", "9", "We count 11.", "--key", locked(tmp_path), "--json", input="correct horse\n"))
    assert made["signature"] == "fits"
    assert str(made["signed_by"]).startswith("SHA256:")
    assert "❝ 1 reply" in recount("claims").stdout
    wrong = recount("reply", "9", "No.", "--key", locked(tmp_path), input="battery\n")
    assert wrong.exit_code == 2
    assert "passphrase does not open" in wrong.stderr


def test_a_reply_is_read_from_standard_input(recount: Invoke) -> None:
    assert "❝ Army: We count 12." in recount("reply", "9", "-", "--name", "Army", input="We count 12.\n").stdout


def test_a_reply_without_words_or_claim_is_a_usage_error(recount: Invoke) -> None:
    assert recount("reply", "9").exit_code == 2
    assert recount("reply", "9", " ").exit_code == 2
    assert recount("reply", "--forget", "jdg:none").exit_code == 2


RUNS: dict[str, list[list[str]]] = {
    "read": [["read", "in.txt"]],
    "fetch": [],
    "add": [["add", "in.txt"]],
    "follow": [["follow", "--status"], ["follow", "--status", "--json"]],
    "explain": [["explain", ONE], ["explain", ONE, "--json"]],
    "judge": [["judge", "accept", ONE], ["judge", "rate", "ruiz", "B", "--json"]],
    "review": [["review"], ["review", "--json"], ["review", "--history", "--json"], ["review", ONE]],
    "reply": [["reply", ONE, "Again."]],
    "export": [["export", "--as", form] for form in ("jsonl", "json", "csv", "geojson")],
    "publish": [["publish", "page.html"], ["publish", "site"]],
    "ledger": [["ledger", "dump"], ["ledger", "info"], ["ledger", "info", "--json"], ["ledger", "seal"]],
    "serve": [],  # its pages and answers are held to it in tests/hostile
    "demo": [],
    "bench": [],
    "shards": [],  # no reply is in them
}
"""How to run the commands that need arguments; the others are run with --json and without."""


def runs() -> Iterator[list[str]]:
    for command in COMMANDS:
        yield from RUNS.get(command, [[command], [command, "--json"]])


def test_a_contact_is_in_no_output_of_any_command(recount: Invoke, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("Seven people were killed in Lowtown on 3 March 2024, the mayor said.")
    outputs = [recount("-v", "reply", ONE, "We count nine.", "--name", "Army", "--contact", CONTACT)]
    outputs += [recount("-v", *arguments) for arguments in runs()]
    outputs += [recount("reply", ONE, "We count ten.", "--contact", "-", "--json", input=f"{CONTACT}\n")]
    shown = [result.stdout + result.stderr for result in outputs]
    written = [
        path.read_text("utf-8", "replace")
        for path in tmp_path.rglob("*")
        if path.is_file() and not path.name.startswith("recount.ledger")
    ]
    assert any("We count nine." in each for each in shown)
    assert any("We count nine." in each for each in written), "the page shows the reply"
    assert [each for each in (*shown, *written) if "quagga" in each] == []
    assert CONTACT.encode() in (tmp_path / "recount.ledger").read_bytes(), "the ledger holds it"


def test_a_contact_is_erased_and_the_ledger_verifies(recount: Invoke, tmp_path: Path) -> None:
    (made,) = said(recount("reply", ONE, "We count nine.", "--contact", CONTACT, "--json"))
    assert "is erased" in recount("reply", "--forget", str(made["id"])[:9]).stdout
    assert b"quagga" not in b"".join(path.read_bytes() for path in tmp_path.glob("recount.ledger*") if path.is_file())
    assert "intact" in recount("verify").stdout
