"""Who speaks or acts in a statement, for which side, upon whom and when; and each statement once."""

from __future__ import annotations

from datetime import date

import pytest

from recount.claims import find_both
from recount.model import Action, ResolvedStatement
from recount.reports import read_text
from recount.resolve import resolve_statements


def resolved(text: str, published_on: date | None = date(2022, 4, 8)) -> tuple[ResolvedStatement, ...]:
    reading = read_text(text, published_on=published_on)
    return resolve_statements(reading, find_both(reading)[1])


# The report, and of its last statement the name and side of who speaks or acts, and whom it is about.
WHO = [
    ("Moscow denied attacking civilians.", "Moscow", "Russia", None),
    ("The UN General Assembly suspended Libya from the council.", "UN General Assembly", "United Nations", "Libya"),
    ("Ana Ruiz, the Peruvian foreign minister, spoke. Ruiz denied the raid.", "Ana Ruiz", "Peru", None),
    ("Ukraine has lost its ports. The war-torn nation urged Turkey to act.", "Ukraine", "Ukraine", "Turkey"),
    ("Kremlin spokesman Ivo Kral told reporters of losses.\n\nMore died, Ana Ruiz, mayor of Bor, said.\n\nHe dismissed "
     "suggestions that the Russian president would stand trial.", "Ivo Kral", "Russia", None),
    ("Libya left the UN Human Rights Council in March. Chad walked out of the Council too.", "Chad", "Chad",
     "UN Human Rights Council"),
    ("Kyiv accused Moscow of shelling the road.", "Kyiv", "Ukraine", "Russia"),
    ("Eritrean troops have been accused of looting.", None, None, "Eritrea"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "party", "recipient"), WHO, ids=[text for text, *_ in WHO])
def test_who_speaks_for_which_side_about_whom(
    text: str, name: str | None, party: str | None, recipient: str | None
) -> None:
    last = resolved(text)[-1]
    agent = last.agent.value.name if last.agent.value else None
    assert (agent, last.party.value, last.recipient.value) == (name, party, recipient)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Poland expelled 45 Russian diplomats on Wednesday.", date(2022, 4, 6)),
        ("The army on Thursday denied shelling the market.", date(2022, 4, 7)),
        ("Paris on March 2 urged Mali to hold a vote.", date(2022, 3, 2)),
        ("Moscow had previously denied attacking civilians.", None),
    ],
)
def test_when_it_was_said_or_done(text: str, day: date | None) -> None:
    time = resolved(text)[0].time.value
    assert (time.first if time else None) == day


def test_without_a_date_of_publication_a_weekday_stays_open() -> None:
    assert resolved("Poland expelled 45 Russian diplomats on Wednesday.", None)[0].time.value is None


def test_who_reports_an_act_is_not_who_acts() -> None:
    [act] = resolved("Serbian warplanes bombed the depot in Dorno, residents said.")
    assert act.reporter.value is not None
    assert (act.reporter.value.name, act.party.value) == ("residents", "Serbia")


def test_what_headline_and_text_tell_is_told_once_in_the_fullest_words() -> None:
    text = (
        "Serbia admits it took “heavy casualties” in the raid\n\n"
        "Serbia has now admitted it took a “heavy loss” of men in its raid on the valley."
    )
    [admission] = resolved(text)
    assert admission.statement.content.exact.startswith("it took a “heavy loss”")
    assert not isinstance(admission.statement, Action)
    assert len(admission.statement.answers) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv accused Moscow of shelling the road. Moscow accused Kyiv of shelling the road.",
        "Paris condemned the coup in Mali. Paris condemned the bombing in Nairobi.",
        "Poland expelled the Russian ambassador on Monday. Poland expelled the Russian ambassador on Wednesday.",
        "The army denied shelling the market. The army denied burning the harvest.",
    ],
)
def test_what_differs_in_agent_recipient_day_or_words_stays_two(text: str) -> None:
    assert len(resolved(text)) == 2


def test_every_decision_says_how_sure_it_is() -> None:
    for one in resolved("Kyiv accused Moscow of shelling the road on Monday. Oslo sent tents to Gaza."):
        for decision in (one.agent, one.party, one.recipient, one.reporter, one.time):
            assert 0 <= decision.confidence <= 1
            assert decision.method
