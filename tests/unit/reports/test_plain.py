"""Plain text: the headline, captions, datelines, quotations and furniture of a report, and nothing of it lost."""

from __future__ import annotations

import pytest

from recount.model import Reading
from recount.reports import body, read_text

REPORT = """Shelling kills 12 in port city of Vell

By Jane Doe, Staff Writer

VELL, April 7 (Northwire) — Twelve people were killed, the mayor said. “We lost twelve. I counted them,” he said.

This map shows the towns held by each side

(Pictures of the Press Association)

Advertisement

“They were queuing for bread. Nobody warned them.”

The Northwire began its Open Door campaign in 2015. Today we are asking the government to act. Sign our petition here.

If you would like to donate, our fund page is here.

Leave a Reply

Your email address will not be published. Required fields are marked *"""


def kinds(reading: Reading) -> list[tuple[str, str | None, str]]:
    text = reading.report.text
    return [(passage.kind, passage.sort, passage.span.of(text)) for passage in reading.passages]


def test_a_whole_report() -> None:
    assert kinds(read_text(REPORT)) == [
        ("headline", None, "Shelling kills 12 in port city of Vell"),
        ("furniture", "credit", "By Jane Doe, Staff Writer"),
        ("dateline", None, "VELL, April 7 (Northwire) —"),
        ("sentence", None, "Twelve people were killed, the mayor said."),
        ("quotation", None, "“We lost twelve."),
        ("sentence", None, "I counted them,” he said."),
        ("caption", None, "This map shows the towns held by each side"),
        ("caption", None, "(Pictures of the Press Association)"),
        ("furniture", "menu", "Advertisement"),
        ("quotation", None, "“They were queuing for bread."),
        ("quotation", None, "Nobody warned them.”"),
        ("furniture", "appeal", "The Northwire began its Open Door campaign in 2015."),
        ("furniture", "appeal", "Today we are asking the government to act."),
        ("furniture", "appeal", "Sign our petition here."),
        ("furniture", "donation", "If you would like to donate, our fund page is here."),
        ("furniture", "comment_form", "Leave a Reply"),
        ("furniture", "comment_form", "Your email address will not be published."),
        ("furniture", "comment_form", "Required fields are marked *"),
    ]


def test_the_body_is_what_the_report_itself_says() -> None:
    assert body(read_text(REPORT)).split("\n") == [
        "VELL, April 7 (Northwire) — Twelve people were killed, the mayor said. "
        "“We lost twelve. I counted them,” he said.",
        "“They were queuing for bread. Nobody warned them.”",
    ]


@pytest.mark.parametrize(
    ("first", "headline"),
    [
        ("Two dead in raid on Vell", True),
        ("Two people died in a raid on Vell.", False),
        ("The army said so: two people died,", False),
        ("Jane Doe, Staff Writer", False),
        ("Raid", False),
        ("Two people died in a raid. The army said so", False),
        (" ".join(["word"] * 30), False),
    ],
)
def test_a_headline_is_a_short_line_without_a_full_stop(first: str, headline: bool) -> None:
    reading = read_text(f"{first}\n\nThe army gave no details of the raid.")
    assert (reading.passages[0].kind == "headline") is headline


def test_the_given_title_is_the_headline_wherever_it_stands_at_the_top() -> None:
    reading = read_text("Share\nTwo dead in raid\nThe army gave no details.", title="TWO DEAD IN RAID")
    assert [passage.kind for passage in reading.passages] == ["furniture", "headline", "sentence"]


def test_a_line_unlike_the_given_title_is_no_headline() -> None:
    reading = read_text("Three rescued at sea\nThe army gave no details.", title="Two dead in raid on Vell")
    assert [passage.kind for passage in reading.passages] == ["sentence", "sentence"]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("VELLA, 3 JAN 90 (NORTHWIRE) -- [REPORT] [TEXT] Two died.", "VELLA, 3 JAN 90 (NORTHWIRE) -- [REPORT] [TEXT]"),
        ("Vella (CNN) -- Two died.", "Vella (CNN) --"),
        ("VELLA (SORA), 14 Mar 89 -- Two died.", "VELLA (SORA), 14 Mar 89 --"),
        ("VELL — Two died.", "VELL —"),
        ("VELL, Norland (AP) - Two died.", "VELL, Norland (AP) -"),
        ("Vell, Norland (CNN) -- Two died.", "Vell, Norland (CNN) --"),
        ("(CNN) Two died.", "(CNN)"),
        ("VELL: Two died.", "VELL:"),
        ("Vell — a port — was hit.", None),
        ("BACK-TO-back raids killed two.", None),
        ("The mayor (Smith) said two died.", None),
    ],
)
def test_a_dateline_opens_the_first_paragraph(text: str, dateline: str | None) -> None:
    reading = read_text(text)
    found = [passage.span.of(text) for passage in reading.passages if passage.kind == "dateline"]
    assert found == ([] if dateline is None else [dateline])


@pytest.mark.parametrize(
    "sentence",
    [
        "“Sign up for our army,” the posters in Vell said.",
        "The charity asked people to donate blood.",
        "The rebels posted a video on their website.",
        "The post office was hit and two people died.",
        "He said that all rights of prisoners were reserved to the court.",
        "Two died in the attack on the newsletter’s office, and its editor was hurt.",
        "The mayor’s reply came late.",
        "Follow-up strikes killed three.",
    ],
)
def test_sentences_of_news_are_no_furniture(sentence: str) -> None:
    assert [passage.kind for passage in read_text(sentence).passages] == ["sentence"]


@pytest.mark.parametrize(
    ("line", "sort"),
    [
        ("Read more: Two dead in raid", "related_links"),
        ("MORE ON THIS STORY", "related_links"),
        ("Story continues below advertisement", "menu"),
        ("Sign up to our free daily newsletter.", "subscription"),
        ("Copyright 2022 The Northwire. All rights reserved.", "legal"),
        ("(Reporting by Jane Doe; editing by John Roe)", "credit"),
        ("Jane Doe contributed to this report.", "credit"),
        ("Please consider supporting us with a gift.", "donation"),
    ],
)
def test_furniture_has_a_sort(line: str, sort: str) -> None:
    reading = read_text(f"Two died.\n\n{line}")
    assert {(passage.kind, passage.sort) for passage in reading.passages[1:]} == {("furniture", sort)}


def test_an_appeal_takes_no_sentence_of_the_news_with_it() -> None:
    reading = read_text("Ten people died in Vell. Sign our petition here.")
    assert [passage.kind for passage in reading.passages] == ["sentence", "furniture"]


def test_a_caption_ends_with_its_credit() -> None:
    text = "A burnt bus in Vell. (AP Photo/Jane Doe) Two people died in the bus, police said."
    assert [(kind, words) for kind, _, words in kinds(read_text(text))] == [
        ("caption", "A burnt bus in Vell. (AP Photo/Jane Doe)"),
        ("sentence", "Two people died in the bus, police said."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ADEN (AP/Reuters) — Two people died in the bus, police said.", ["dateline", "sentence"]),
        ("Two people died in the bus, police said. — AFP/Reuters", ["sentence", "sentence"]),
        (
            "A burnt bus in Vell. (AFP/Getty Images)\n\nTwo people died in the bus, police said.",
            ["caption", "sentence"],
        ),
        ("A burnt bus in Vell. Jane Doe/Kyodo\n\nTwo people died in the bus, police said.", ["caption", "sentence"]),
    ],
)
def test_two_agencies_that_sign_a_text_make_no_caption_of_it(text: str, expected: list[str]) -> None:
    assert [kind for kind, _, _ in kinds(read_text(text))] == expected


def test_an_agency_that_a_byline_names_is_not_the_publisher() -> None:
    masthead = "By Jane Doe, Associated Press Writer\n17 March 2022"
    report = read_text(f"Two die in bus fire in Vell\n\n{masthead}\n\nTwo people died, police said.").report
    assert (report.publisher, report.byline) == (None, "Jane Doe, Associated Press Writer")


def test_a_quotation_over_several_paragraphs_is_quoted_throughout() -> None:
    text = "“We fled at dawn.\n\n“Ten of us died,” she said."
    assert [kind for kind, _, _ in kinds(read_text(text))] == ["quotation", "sentence"]


def test_the_id_depends_on_content_and_on_nothing_else() -> None:
    one = read_text("Two died.", title="Raid", publisher="Northwire")
    assert one.report.id == read_text("Two died.", title="Raid", publisher="Northwire").report.id
    assert one.report.id != read_text("Three died.", title="Raid", publisher="Northwire").report.id
    assert one.report.id != read_text("Two died.", title="Raid", publisher="The Post").report.id
    assert read_text("Two died.", id="rpt:1").report.id == "rpt:1"
