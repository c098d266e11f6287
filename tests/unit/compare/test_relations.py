"""How figures stand to each other across speakers, sides and days; what denials and admissions bear on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from msgspec.structs import replace

from builders import mention, reading, resolved
from recount.compare import Comparison, compare
from recount.model import (
    Act,
    Denial,
    Evidence,
    Operator,
    Relation,
    Resolution,
    ResolvedClaim,
    ResolvedStatement,
    Scope,
    SourceKind,
    Speaker,
)

WAR, DAY = date(2022, 2, 24), date(2022, 4, 7)
TEXT = "{} lost in Ukraine or Mariupol, the General Staff, Ana Ruiz, Velmor, authorities, Kremlin or UN said. {}"
Side = Literal["Ukraine", "Russia"]


def told(
    words: str,
    low: int | None,
    high: int | None,
    source: str = "General Staff",
    *,
    kind: SourceKind = "military",
    side: Side | None = "Ukraine",
    party: str | None = "Russia",
    on: date = DAY,
    outlet: str = "series",
    act: Act = "says",
    scope: Scope = "total",
    operator: Operator = "exact",
    owns: bool = False,
    place: str = "Ukraine",
    **fields: object,
) -> ResolvedClaim:
    """A claim of a side's losses in Ukraine, as a body states it."""
    of = reading(TEXT.format(words, outlet), publisher=outlet)
    given = {"group": "combatants", "precision": 6 if place == "Ukraine" else 1, **fields}
    made = resolved(
        of, words, low, high, source=source, party=party, place=place, country="UA", scope=scope, said_on=on,
        days=(WAR, on) if scope == "total" else (on, on), operator=operator, **given,
    )  # type: ignore[arg-type]  # fmt: skip
    who = made.resolutions.source.value
    assert made.claim.source is not None
    assert who is not None
    return ResolvedClaim(
        claim=replace(made.claim, act=act, source=replace(made.claim.source, kind=kind)),
        resolutions=replace(
            made.resolutions,
            source=Resolution(value=replace(who, kind=kind), method="test", confidence=1.0),
            speaker_party=Resolution(value=side, method="test", confidence=1.0),
            against_interest=owns,
        ),
    )


def series(number: int, on: date = DAY) -> ResolvedClaim:
    words = f"about {number:,}"
    return told(words, number, number, on=on, operator="about", approx=True, outlet=f"series {on}")


def admission(**fields: object) -> ResolvedClaim:
    return told(
        "significant", None, None, "Kremlin", kind="government", side="Russia", operator="vague", effect="casualties",
        act="admits", owns=True, outlet="Lantern", **fields,
    )  # type: ignore[arg-type]  # fmt: skip


AUTHORITIES = told(
    "at least 18,900", 18900, None, "authorities", kind="government", operator="at_least", outlet="Lantern"
)


def related(*claims: ResolvedClaim) -> tuple[Relation, ...]:
    found = compare(claims).relations
    assert found == compare(reversed(claims)).relations
    return found


def kinds(*claims: ResolvedClaim) -> list[str]:
    return sorted(each.kind for each in related(*claims))


def test_a_figure_told_otherwise_by_a_body_of_the_same_side_is_the_same_statement_and_shows_its_drift() -> None:
    (relation,) = related(series(18900), AUTHORITIES)
    assert relation.kind == "same statement"
    assert relation.between == ("enemy's loss", "enemy's loss")
    assert relation.reason.startswith("one figure of ")
    assert relation.reason.endswith(
        ", of one side, in two reports: “about 18,900” in one is “at least 18,900” in the other"
    )


def test_on_another_day_the_drift_has_a_direction() -> None:
    (relation,) = related(series(18900, DAY - timedelta(1)), AUTHORITIES)
    assert relation.reason.endswith("in two reports: “about 18,900” became “at least 18,900”")
    assert relation.left == AUTHORITIES.claim.id
    assert related(series(18900, DAY - timedelta(3)), AUTHORITIES) == ()


def test_bodies_of_two_sides_or_a_person_do_not_make_one_statement() -> None:
    other = told("18,900", 18900, 18900, "Velmor", side=None, kind="un", outlet="B")
    person = told("18,900", 18900, 18900, "Ana Ruiz", kind="government", outlet="C")
    assert kinds(told("18,900", 18900, 18900), other) == ["agree"]
    assert kinds(told("18,900", 18900, 18900), person) == ["agree"]


def test_own_losses_and_an_enemys_claim_differ_by_a_gap_and_are_told_apart() -> None:
    own = told("1,351", 1351, 1351, "Kremlin", kind="government", side="Russia", act="admits", owns=True, outlet="B")
    (relation,) = related(told("16,100", 16100, 16100), own)
    assert (relation.kind, relation.gap) == ("differ", 16100 - 1351)
    assert set(relation.between) == {"own loss", "enemy's loss"}
    assert relation.reason.endswith("are 14,749 apart: Kremlin of its own loss, General Staff of its enemy's")


def test_a_vague_admission_fits_the_enemys_figure_across_effects_and_no_number_is_made() -> None:
    found = compare([admission(), AUTHORITIES])
    (relation,) = found.relations
    assert (relation.kind, relation.left, relation.right) == ("admit", admission().claim.id, AUTHORITIES.claim.id)
    assert relation.between == ("own loss", "enemy's loss")
    assert relation.gap is None
    assert relation.reason == (
        "Kremlin owns up to “significant” casualties of its own side and says no number; "
        "“at least 18,900” killed, by its enemy authorities, fits that"
    )
    assert len(found.subjects) == 2, "casualties are not deaths"
    admitted = next(subject for subject in found.subjects if subject.effect == "casualties")
    assert admitted.claims == (admission().claim.id,)


def test_a_vague_admission_beside_the_enemys_figure_of_the_same_effect() -> None:
    own = told(
        "significant", None, None, "Kremlin", side="Russia", operator="vague", act="admits", owns=True, outlet="Lantern"
    )
    assert kinds(own, AUTHORITIES) == ["admit"]


def test_an_admission_bears_on_the_enemy_only_near_in_time_and_of_the_same_losses() -> None:
    assert related(admission(on=DAY + timedelta(3)), AUTHORITIES) == ()
    third = told("18,900", 18900, 18900, "UN", side=None, kind="un", outlet="B")
    assert related(admission(), third) == (), "not the enemy"
    ours = told("18,900", 18900, 18900, party="Ukraine", outlet="B")
    assert related(admission(), ours) == (), "not the same side's losses"
    injured = told("30,000", 30000, 30000, effect="injured", outlet="B")
    assert kinds(admission(), injured) == ["admit"]


def test_an_admitted_figure_too_low_for_the_enemys_is_not_said_to_fit() -> None:
    low = told("900", 900, 900, "Kremlin", side="Russia", effect="casualties", owns=True, outlet="B")
    assert related(low, AUTHORITIES) == ()
    high = told("19,500", 19500, 19500, "Kremlin", side="Russia", effect="casualties", owns=True, outlet="B")
    (relation,) = related(high, AUTHORITIES)
    assert relation.kind == "admit"
    assert "gives its own figure" in relation.reason


def test_a_rising_total_of_one_side_contradicts_nothing_and_a_falling_one_is_a_correction() -> None:
    later = DAY + timedelta(1)
    assert related(series(18900), series(19100, later)) == ()
    assert related(series(18900), told("19,100", 19100, 19100, "authorities", on=later, outlet="B")) == ()
    (fell,) = related(series(18900), told("18,000", 18000, 18000, on=later, outlet="B"))
    assert fell.kind == "supersedes"
    assert fell.reason.endswith("later than “about 18,900” though a running total does not fall")


def test_a_later_figure_of_one_speaker_on_an_incident_takes_the_older_ones_place() -> None:
    first = told("39", 39, 39, scope="incident", outlet="A")
    later = told("52", 52, 52, scope="incident", on=DAY + timedelta(1), outlet="B")
    (relation,) = related(first, later)
    assert (relation.kind, relation.left, relation.right) == ("supersedes", later.claim.id, first.claim.id)


def denial(*answers: str, words: str = "lost in Ukraine") -> ResolvedStatement:
    of = reading(TEXT.format("None", "B"), publisher="B")
    said = mention(of.report.text, words)
    who = mention(of.report.text, "Kremlin")
    statement = Denial(
        id="stm:denial", report=of.report.id, source=None, cue=who, content=said, answers=answers, said=None,
        evidence=Evidence.at(of.report.text, said.start, said.end, context=8),
    )  # fmt: skip
    none = Resolution[str](value=None, method="test", confidence=0.0)
    return ResolvedStatement(
        statement=statement,
        agent=Resolution(value=Speaker(name="Kremlin", kind="government", mention=who), method="test", confidence=1.0),
        party=none,
        recipient=none,
        reporter=Resolution(value=None, method="test", confidence=0.0),
        time=Resolution(value=None, method="test", confidence=0.0),
    )


def denied(*answers: str) -> Comparison:
    return compare([AUTHORITIES, series(18900)], statements=[denial(*answers)])


def test_a_denial_contests_the_claims_it_answers_and_makes_none() -> None:
    found = denied(AUTHORITIES.claim.id, "clm:gone")
    (relation,) = (each for each in found.relations if each.kind == "deny")
    assert (relation.left, relation.right) == ("stm:denial", AUTHORITIES.claim.id)
    assert relation.reason == "Kremlin denies “lost in Ukraine”, which answers “at least 18,900”"
    without = denied()
    assert (found.subjects, found.grounds) == (without.subjects, without.grounds)
    assert {each.kind for each in without.relations} == {"same statement"}


def test_a_denial_does_not_contest_the_figure_it_denies_in_its_own_words() -> None:
    own = told("50", 50, 50, "Kremlin", side="Russia", modality="denied", outlet="B")
    assert compare([own], statements=[denial(own.claim.id)]).relations == ()


def test_pairs_grow_with_the_claims_and_the_widest_gap_is_among_them() -> None:
    many = [
        told(str(number), number, number, "UN", side=None, kind="un", scope="incident", outlet=f"outlet {number}")
        for number in range(1000, 1200)
    ]
    many = [
        replace(each, resolutions=replace(each.resolutions, source=Resolution(value=None, method="t", confidence=0)),
                claim=replace(each.claim, source=None))
        for each in many
    ]  # fmt: skip
    found = [each for each in compare(many).relations if each.kind == "differ"]
    assert len(found) < 20 * len(many)
    assert max(each.gap or 0 for each in found) == 199


def row(each: ResolvedClaim) -> ResolvedClaim:
    """The claim as a series has it: the bare cell, with what the column says of it."""
    cell = "".join(letter for letter in each.claim.quantity.exact if letter.isdecimal())
    quantity = replace(each.claim.quantity, exact=cell)
    who = replace(each.resolutions.source, method="column of the series")
    return replace(
        each, claim=replace(each.claim, quantity=quantity), resolutions=replace(each.resolutions, source=who)
    )


def test_a_cell_of_a_series_is_told_with_the_qualifier_of_its_column() -> None:
    (relation,) = related(row(series(18900)), AUTHORITIES)
    assert (relation.kind, relation.left) == ("same statement", AUTHORITIES.claim.id)
    assert relation.reason == (
        "one figure of General Staff and authorities, of one side, in two reports: "
        "“about 18,900” became “at least 18,900”"
    )


def test_each_row_of_a_series_states_its_figure_anew() -> None:
    assert related(row(series(18900)), row(series(18900, DAY + timedelta(1)))) == ()


def test_an_admission_in_headline_and_text_bears_on_each_source_once() -> None:
    headline = admission()
    quoted = replace(
        headline,
        claim=replace(headline.claim, id="clm:quoted"),
        resolutions=replace(headline.resolutions, claim="clm:quoted"),
    )
    assert kinds(headline, quoted, AUTHORITIES, series(18600, DAY - timedelta(1)), series(18900)) == [
        "admit",
        "admit",
        "same statement",
    ]
