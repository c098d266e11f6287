"""Who a source is, by the whole report."""

from __future__ import annotations

import pytest

from recount.claims import find_claims
from recount.reports import read_text
from recount.resolve import resolve_claims

# The report, the quantity asked about, the name of its source, and its kind.
REPORTS = [
    (
        "Ana Ruiz, the mayor of Bor, spoke on Monday. Twelve people were killed, Ruiz said.",
        "Twelve",
        "Ana Ruiz",
        "government",
    ),
    (
        "Ana Ruiz, the mayor of Bor, spoke on Monday.\n\nTwelve people were killed, the mayor said.",
        "Twelve",
        "Ana Ruiz",
        "government",
    ),
    (
        "Six people were killed, a navy spokeswoman said.\n\nNobody fled, spokeswoman Ana Ruiz said.",
        "Six",
        "Ana Ruiz",
        "military",
    ),
    ("The mayor, Ana Ruiz, said 12 people were killed. She said 40 were wounded.", "40", "Ana Ruiz", "government"),
    ("Major General Ivo Kral spoke. Kral said 12 people were killed.", "12", "Ivo Kral", "military"),
    ("The Red Cross said 12 people were killed.\n\nSome 40 were wounded, it said.", "Some 40", "Red Cross", "ngo"),
    (
        "Villagers fled. The liberation front has freed Bor and killed 12 soldiers, it said.",
        "12",
        "liberation front",
        "armed_group",
    ),
    ("Residents said 12 people were killed. They said 40 were wounded.", "40", "Residents", "witness"),
    (
        "The Irish Republican Army was blamed. The IRA said it killed six soldiers.",
        "six",
        "Irish Republican Army",
        "armed_group",
    ),
    (
        "The Chadian defence ministry met. The ministry said 12 soldiers died.",
        "12",
        "Chadian defence ministry",
        "military",
    ),
    ("The army said 12 rebels died in Bor. A statement said 40 were wounded.", "40", "army", "military"),
    ("A raid hit Bor. By police count, it killed 30 people. The dead include 12 guards.", "12", "police", "police"),
    ("“I counted 15 bodies,” said Ivo Kral, a shopkeeper.", "15", "Ivo Kral", "witness"),
    ("“Many of us fled. Twelve people were killed,” the mayor of Bor said.", "Twelve", "mayor of Bor", "government"),
]

NOBODY = [
    ("Police said Bor was calm.\n\nTwelve people were killed in Irpin.", "Twelve"),
    ("The mayor said Bor was calm. Twelve people were killed in Irpin. Rebels said they had fled.", "Twelve"),
    ("Police say Bor is calm. At least 62 men were reported killed. Police say they know nothing.", "At least 62"),
]


def decided(text: str, quantity: str) -> tuple[str | None, str | None]:
    reading = read_text(text, id="rpt:1", title=None, publisher=None, published_on=None)
    resolved = resolve_claims(reading, find_claims(reading))
    one = next(claim for claim in resolved if claim.claim.quantity.exact == quantity)
    speaker = one.resolutions.source.value
    return (speaker.name, speaker.kind) if speaker else (None, None)


@pytest.mark.parametrize(("text", "quantity", "name", "kind"), REPORTS, ids=[text[:50] for text, *_ in REPORTS])
def test_who_states_a_count(text: str, quantity: str, name: str, kind: str) -> None:
    assert decided(text, quantity) == (name, kind)


@pytest.mark.parametrize(("text", "quantity"), NOBODY, ids=[text[:50] for text, _ in NOBODY])
def test_nobody_states_what_the_reporter_does(text: str, quantity: str) -> None:
    assert decided(text, quantity) == (None, None)


def test_a_role_named_long_before_has_its_holder() -> None:
    text = f"Ana Ruiz, the mayor of Bor, spoke.{' It was dark in the hills.' * 60} Twelve people died, the mayor said."
    assert decided(text, "Twelve") == ("Ana Ruiz", "government")


def test_a_role_with_two_holders_is_not_given_a_wrong_name() -> None:
    text = "Ana Ruiz, the mayor of Bor, fled. Ivo Kral, the mayor of Irpin, stayed. Twelve people died, the mayor said."
    assert decided(text, "Twelve") == (None, None)


def test_a_pronoun_without_a_fitting_speaker_stays_open() -> None:
    text = "Residents of Bor said they were safe. Twelve people were killed, she said."
    assert decided(text, "Twelve") == (None, None)
