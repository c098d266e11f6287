"""The review queue: what is left for whoever looks, who said what, and what was just judged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import run
from recount.catalogue.matters import settled
from recount.catalogue.records import Matter
from recount.errors import ChoiceError
from recount.ledger import open_ledger
from recount.ledger.judgements import judge, withdraw
from recount.model import Correction, Judgement, Merge, Rating, Reply, Review, Split
from recount.site.frame import Frame, Visiting
from recount.site.pages import review
from recount.site.rendering import render
from recount.site.routing import page_at
from shelved import fill, ids, material_of

MAYOR, ARMY, CLINIC = ids()
LOW = Correction(claim="clm:1", field="low", value=1)
ALL = frozenset({"review", "correct", "merge", "split", "rate", "withdraw", "reply", "grade"})


def visiting(name: str | None) -> Visiting:
    return Visiting(name=name, role="editor", may=ALL, csrf="proof") if name else Visiting()


class Queue:
    """A ledger that several judge, and the queue as each of them sees it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with open_ledger(folder / "a.ledger", who="test") as ledger:
            fill(ledger)
        self.catalogued()

    def catalogued(self) -> None:
        """Make the catalogue anew."""
        self._ledger = open_ledger(self.folder / "a.ledger", create=False)
        self.material = material_of(self._ledger, self.folder / f"{self._ledger.head().seq}.sqlite")

    def judged(self, who: str, *judgements: Judgement) -> tuple[str, ...]:
        with open_ledger(self.folder / "a.ledger", create=False, who=who) as ledger:
            return tuple(each.id for each in judge(ledger, judgements, "test").judged)

    def taken_back(self, who: str, *names: str) -> None:
        with open_ledger(self.folder / "a.ledger", create=False, who=who) as ledger:
            withdraw(ledger, names, "test")

    def page(self, who: str | None = "ana", **query: str) -> review.ReviewPage:
        return review.gather(self.material, review.asked(tuple(query.items())), visiting(who))

    def html(self, who: str | None = "ana", **query: str) -> str:
        found = page_at("review/index.html", tuple(query.items()), self.material, visiting(who))
        assert found is not None
        frame = Frame(
            path="review/index.html", title="T", software="s", head="h", seq=1, live=True, visiting=visiting(who)
        )
        return render(found.template, frame, found.page)

    def close(self) -> None:
        self.material.catalogue.close()
        self._ledger.close()


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Queue]:
    made = Queue(tmp_path)
    yield made
    made.close()


def test_what_was_judged_since_is_left_out_for_who_judged_it_alone(queue: Queue) -> None:
    before = queue.page(kind="contradiction")
    assert (before.left, before.total, before.at) == (2, 2, 1)
    assert before.matter is not None
    queue.judged("ana", *(Review(claim=each, verdict="accept") for each in before.matter.claims))
    after = queue.page(kind="contradiction")
    assert (after.left, after.total, after.at) == (1, 2, 2)
    assert queue.page("ben", kind="contradiction").left == 2
    queue.judged("ana", Review(claim=MAYOR, verdict="accept"), Review(claim=ARMY, verdict="accept"))
    done = queue.page(kind="contradiction")
    assert (done.left, done.matter) == (0, None)
    assert "All of these are judged" in queue.html(kind="contradiction")


def test_what_somebody_judged_is_in_no_queue_of_a_catalogue_made_later(queue: Queue) -> None:
    total = queue.page(kind="low confidence").total
    queue.judged("ana", Review(claim=CLINIC, verdict="accept"))
    queue.catalogued()
    assert queue.page("ben", kind="low confidence").total == total - 1


def test_a_contradiction_shows_the_next_claim_once_one_is_judged(queue: Queue) -> None:
    queue.judged("ana", Review(claim=ARMY, verdict="accept"))
    shown = queue.page(kind="contradiction").shown
    assert [each.open for each in shown] == [each.entry.row.id != ARMY for each in shown]
    html = queue.html(kind="contradiction")
    assert html.count('data-key="a"') == html.count('data-key="r"') == 1
    army = html.index(f'value="{ARMY}"')
    assert html.index('data-key="a"') > html.index(f'value="{CLINIC}"')
    assert army > 0


def test_two_who_disagree_are_both_named(queue: Queue) -> None:
    queue.judged("ben", Review(claim=ARMY, verdict="reject", note="A headline."))
    queue.judged("cem", Review(claim=ARMY, verdict="accept"))
    said = {(each.who, each.what) for one in queue.page(kind="contradiction").shown for each in one.said}
    assert said == {("ben", "⊘ rejected"), ("cem", "✓ accepted")}
    queue.catalogued()
    page = queue.page()
    assert page.kind == "disagreement"
    assert page.matter is not None
    assert [(each.what, each.who) for each in page.matter.positions] == [("accept", ("cem",)), ("reject", ("ben",))]
    html = queue.html()
    assert html.index("cem") < html.index("ben")
    assert "A headline." in html


def test_what_was_just_judged_can_be_undone_by_who_judged_it(queue: Queue) -> None:
    (done,) = queue.judged("ana", Review(claim=CLINIC, verdict="reject"))
    undo = queue.page(kind="low confidence", done=done).undo
    assert undo is not None
    assert undo.ids == (done,)
    assert undo.what.startswith("⊘ rejected — 40 killed")
    assert queue.page("ben", done=done).undo is None
    queue.taken_back("ana", done)
    again = queue.page(kind="low confidence", done=done)
    assert again.undo is None
    assert again.left == again.total


def test_who_did_not_sign_in_sees_the_queue_and_no_form(queue: Queue) -> None:
    html = queue.html(None)
    assert "Sign in" in html
    assert 'method="post"' not in html


def test_a_place_is_gone_on_from_and_what_was_passed_over_is_told(queue: Queue) -> None:
    first = queue.page(kind="contradiction")
    assert first.following == 2
    second = queue.page(kind="contradiction", at="2")
    assert (second.at, second.skipped, second.following) == (2, 1, None)
    assert queue.page(kind="contradiction", at="3").matter is None
    assert "Nothing further on" in queue.html(kind="contradiction", at="3")
    listed = queue.page(kind="contradiction", view="list")
    assert [each.place for each in listed.lines] == [1, 2]
    for wrong in ({"kind": "gossip"}, {"at": "-1"}, {"at": "1" * 20}):
        with pytest.raises(ChoiceError):
            queue.page(**wrong)


def test_the_evidence_is_marked_where_it_stands(queue: Queue) -> None:
    html = queue.html(kind="contradiction")
    assert '<mark class="k-quantity"' in html
    assert page_at("review/index.html", (), queue.material) is None


@pytest.mark.parametrize(
    ("kind", "said", "is_settled"),
    [
        ("contradiction", [Review(claim="clm:1", verdict="accept")], False),
        ("contradiction", [LOW, Review(claim="clm:2", verdict="reject")], True),
        ("contradiction", [Review(claim="clm:1", verdict="undecided"), Review(claim="clm:2", verdict="accept")], False),
        ("near miss", [Merge(claims=("clm:1", "clm:2", "clm:3"))], True),
        ("near miss", [Split(claims=("clm:1", "clm:2"))], False),
        ("near miss", [Split(claims=("clm:2", "clm:9"))], True),
        ("new source", [Rating(source="a", reliability="F")], True),
        ("new source", [Review(claim="clm:1", verdict="accept")], False),
        ("disagreement", [Reply(claim="clm:1", text="No.")], False),
        ("disagreement", [Review(claim="clm:1", verdict="accept")], True),
    ],
)  # fmt: skip
def test_what_settles_a_matter(kind: str, said: list[Judgement], is_settled: bool) -> None:
    matter = Matter(kind=kind, claims=("clm:1", "clm:2"), why="", weight=1.0)  # type: ignore[arg-type]
    assert settled(matter, said) is is_settled


def test_a_claim_looked_at_before_needs_no_second_look() -> None:
    matter = Matter(kind="contradiction", claims=("clm:1", "clm:2"), why="", weight=1.0)
    assert settled(matter, [Review(claim="clm:1", verdict="accept")], frozenset({"clm:2"}))
    assert run().software
