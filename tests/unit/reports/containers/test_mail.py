"""Newsletters: the body a reader sees is the report, the sender its publisher; attached documents are too."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

from packed import outcomes, texts_of, zipped
from printed import lines, pdf
from recount.model import Reading, Rejected
from recount.reports import Limits, body


def letter(subject: str = "Raid on Vell", text: str = "Two people died.\n") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Northwire Letters <news@example.org>"
    mail["Subject"] = subject
    mail["Date"] = "Sun, 04 May 2031 23:30:00 -0500"
    mail["Message-ID"] = "<1@example.org>"
    mail.set_content(text)
    return mail


def mbox(*mails: EmailMessage) -> bytes:
    return b"".join(b"From news@example.org Sun May  4 10:00:00 2031\n" + bytes(mail) + b"\n" for mail in mails)


def test_the_html_body_is_the_report(tmp_path: Path) -> None:
    mail = letter("=?utf-8?q?Raid_on_V=C3=A9ll?=")
    mail.add_alternative("<h1>Raid on Véll</h1><p>Two people died in Véll.</p>", subtype="html", charset="iso-8859-1")
    [found] = outcomes(tmp_path, "a.eml", bytes(mail))
    assert isinstance(found, Reading)
    report = found.report
    assert (report.title, report.publisher, report.published_on, report.published_from) == (
        "Raid on Véll",
        "Northwire Letters",
        date(2031, 5, 4),
        "meta",
    )
    assert report.published_at is not None
    assert body(found) == "Two people died in Véll."


def test_a_plain_body_is_read_as_text(tmp_path: Path) -> None:
    assert texts_of(outcomes(tmp_path, "a", bytes(letter()))) == ["Two people died.\n"]


def test_attached_documents_are_reports(tmp_path: Path) -> None:
    mail = letter()
    mail.add_attachment(pdf([lines(["Three died."])]), "application", "pdf", filename="../situation.pdf")
    mail.add_attachment(zipped({"a.txt": "Four died."}), "application", "zip", filename="more.zip")
    mail.add_attachment(b"\x89PNG\r\n\x1a\n", "image", "png", filename="map.png")
    mail.add_attachment(letter("Other", "Five died.\n"))
    assert texts_of(outcomes(tmp_path, "a.eml", bytes(mail))) == [
        "Two people died.\n",
        "Three died.",
        "Four died.",
        "Five died.\n",
    ]


def test_the_messages_of_an_mbox_are_read_in_order(tmp_path: Path) -> None:
    quoted = letter("Second", "Three died.\n\nFrom Vell 2031 on, nobody fled.\n")
    data = mbox(letter("First"), quoted).replace(b"\nFrom Vell", b"\n>From Vell")
    found = outcomes(tmp_path, "news", data)
    assert texts_of(found) == ["Two people died.\n", "Three died.\n\nFrom Vell 2031 on, nobody fled.\n"]
    assert [one.report.title for one in found if isinstance(one, Reading)] == ["First", "Second"]


def test_a_message_past_the_limit_does_not_hide_the_next(tmp_path: Path) -> None:
    limits = Limits(max_bytes=5_000, max_document_bytes=5_000)
    data = mbox(letter("Long", "word " * 5_000), letter())
    first, second = outcomes(tmp_path, "a.mbox", data, limits)
    assert isinstance(first, Rejected)
    assert (first.reason, first.where) == ("too_large", f"{tmp_path}/a.mbox:message 1")
    assert isinstance(second, Reading)


def test_a_mail_without_a_report_is_empty(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"] = "news@example.org"
    mail["Message-ID"] = "<1@example.org>"
    mail["To"] = "x@example.org"
    mail.add_attachment(b"\x89PNG", "image", "png", filename="map.png")
    assert texts_of(outcomes(tmp_path, "a.eml", bytes(mail))) == ["<empty>"]


def test_a_day_that_no_calendar_has_is_left_out(tmp_path: Path) -> None:
    data = bytes(letter()).replace(b"04 May 2031", b"04 May 99999999999999")
    [found] = outcomes(tmp_path, "a.eml", data)
    assert isinstance(found, Reading)
    assert (found.report.title, found.report.published_on) == ("Raid on Vell", None)


def test_a_broken_charset_or_header_holds_nothing_up(tmp_path: Path) -> None:
    data = bytes(letter()).replace(b"utf-8", b"no-such").replace(b"Date: Sun", b"Date: ????")
    [found] = outcomes(tmp_path, "a.eml", data.replace(b"<news@", b"<<<news@@\xff"))
    assert isinstance(found, Reading)
    assert found.report.published_on is None or isinstance(found.report.published_on, date)
