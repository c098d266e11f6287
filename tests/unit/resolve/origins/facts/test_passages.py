"""The sentences in which two reports tell the same facts."""

from recount.reports import read_text
from recount.resolve.origins.facts.passages import told_again

ORIGINAL = (
    "Rebels held 41 men for 26 hours at Lower Dorno. It rained all night. Ana Ruiz, 57, who drives a lorry, paid 8,300."
)
RETOLD = "The ransom was 8,300 for each, Ana Ruiz said. Forty-one men were kept in Dorno for 26 hours. Nobody came."


def test_each_sentence_is_shown_with_the_one_that_tells_the_same() -> None:
    found = told_again(read_text(ORIGINAL), read_text(RETOLD))
    assert [(pair.left.exact.split()[0], pair.right.exact.split()[0]) for pair in found] == [
        ("Rebels", "Forty-one"),
        ("Ana", "The"),
    ]


def test_evidence_stands_where_it_says() -> None:
    one, other = read_text(ORIGINAL), read_text(RETOLD)
    for pair in told_again(one, other):
        assert one.report.text[pair.left.start : pair.left.end] == pair.left.exact
        assert other.report.text[pair.right.start : pair.right.end] == pair.right.exact


def test_a_name_alone_is_no_evidence() -> None:
    assert told_again(read_text("Ana left."), read_text("It was Ana.")) == ()
