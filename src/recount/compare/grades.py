"""How well founded an event is: Airwars' five grades, by named rules; a reviewer's grading comes before any rule.

In this order:

- *discounted*: those harmed were fighters, by every credible claim; that another party most likely did it is for a
  reviewer to say;
- *confirmed*: a side owns up, in a claim or in a statement about one;
- *contested*: different sides are accused of it;
- *fair*: two or more independent credible sources;
- *weak*: one.

Credible is what is asserted by a source that reviewers trust. Where reviewers give different grades, the rule's grade
is kept, with theirs beside it.

Source: Airwars, methodology note, "Grading of harm events"; independence as of `recount.compare.independence`.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from recount.model import Accusation, Admission, Grade, Graded, ResolvedClaim, ResolvedStatement

_BELLIGERENT = ("government", "military", "armed_group")


class Evidence(Struct, frozen=True, kw_only=True):
    """What an event is graded by.

    `claims` are its credible ones, `independent` how many independent sources they rest on; `statements` are about its
    claims; `gradings` are a reviewer and a grade each, in order of the names.
    """

    claims: Sequence[ResolvedClaim]
    independent: int
    statements: Sequence[ResolvedStatement] = ()
    gradings: Sequence[tuple[str, Grade]] = ()


def grade(evidence: Evidence) -> Graded | None:
    """The grade of an event; None where nothing credible is said of it and nobody graded it.

    >>> grade(Evidence(claims=(), independent=0, gradings=(("Ana", "fair"),)))
    Graded(grade='fair', rule='graded by Ana', claims=(), statements=(), by=('Ana',), others=())
    >>> grade(Evidence(claims=(), independent=0)) is None
    True
    """
    ruled = _by_rule(evidence)
    grades = sorted({each for _, each in evidence.gradings})
    told = tuple(f"{who}: {each}" for who, each in evidence.gradings)
    if len(grades) == 1:
        by = tuple(who for who, _ in evidence.gradings)
        return Graded(grade=grades[0], rule=f"graded by {', '.join(by)}", by=by)
    if ruled is None or not grades:
        return ruled
    return Graded(
        grade=ruled.grade,
        rule=f"{ruled.rule}; reviewers disagree ({', '.join(told)})",
        claims=ruled.claims,
        statements=ruled.statements,
        others=told,
    )


def _by_rule(evidence: Evidence) -> Graded | None:
    claims = tuple(each.claim.id for each in evidence.claims)
    groups = {each.claim.victims.group if each.claim.victims else "unknown" for each in evidence.claims}
    if groups == {"combatants"}:
        return Graded(grade="discounted", rule="those harmed were fighters, by every claim", claims=claims)
    owned = tuple(each.claim.id for each in evidence.claims if owns_up(each))
    admitted = tuple(each.statement.id for each in evidence.statements if isinstance(each.statement, Admission))
    if owned or admitted:
        return Graded(grade="confirmed", rule="a side owns up to it", claims=owned, statements=admitted)
    accusing = [each for each in evidence.statements if isinstance(each.statement, Accusation) and each.recipient.value]
    accused = sorted({each.recipient.value for each in accusing if each.recipient.value})
    if len(accused) > 1:
        rule = f"different sides are accused of it: {', '.join(accused)}"
        return Graded(grade="contested", rule=rule, statements=tuple(each.statement.id for each in accusing))
    if evidence.independent > 1:
        return Graded(grade="fair", rule=f"{evidence.independent} independent credible sources", claims=claims)
    return Graded(grade="weak", rule="one independent credible source", claims=claims) if claims else None


def owns_up(held: ResolvedClaim) -> bool:
    """Whether a side states the harm against its own interest, or is said to admit it."""
    speaker = held.resolutions.source.value
    admits = held.claim.act == "admits" and speaker is not None and speaker.kind in _BELLIGERENT
    return held.claim.quantity.high != 0 and (held.resolutions.against_interest or admits)
