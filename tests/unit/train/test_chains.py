"""Weights fitted to rows of invented choices whose right weights are plain."""

from __future__ import annotations

import math
from itertools import product

import pytest

pytest.importorskip("scipy")

from recount.resolve.chains import Link, chosen, marginals
from recount_fit import chains
from recount_fit.chains import Chain, Choice

MEANINGS = ("Vell", "Dorno")


def choice(first: float, second: float, right: int | None, *, bound: bool) -> Choice:
    """A claim with two places, near it by so much, and what it shares with the claim before."""
    told = None if right is None else (right == 0, right == 1)
    traits = ({"near": first}, {"near": second})
    return Choice(traits, MEANINGS, ("UA", "ML"), told, {"next": 1.0} if bound else {}, {})


def rows(sticky: float) -> list[Chain]:
    """Pairs of claims, the first plain, the second without anything near: right is the first's for so many of ten."""
    stays = round(10 * sticky)
    return [
        (choice(3.0, 0.0, 0, bound=False), choice(0.0, 0.0, 0 if at < stays else 1, bound=True)) for at in range(10)
    ]


def test_a_pair_is_worth_the_logarithm_of_its_odds() -> None:
    weights = chains.fit(rows(0.8), {"near": 5.0}, penalty=1e-4, steps=200)
    assert weights["next"] == pytest.approx(math.log(0.8 / 0.2), abs=0.05)
    assert chains.score(rows(0.8), weights) == (18, 20)


def test_a_single_choice_is_a_logit_shrunk_towards_the_prior() -> None:
    given = [(choice(1.0, 0.0, 0 if at < 9 else 1, bound=False),) for at in range(12)]
    free = chains.fit(given, {}, penalty=1e-6, steps=200)
    held = chains.fit(given, {"near": -2.0}, penalty=1e6, steps=200)
    assert free["near"] == pytest.approx(math.log(9 / 3), abs=0.01)
    assert held["near"] == pytest.approx(-2.0, abs=0.01)


def test_a_chain_counts_by_its_share() -> None:
    given = [(choice(1.0, 0.0, 0, bound=False),), (choice(1.0, 0.0, 1, bound=False),)]
    weights = chains.fit(given, {}, penalty=1e-6, steps=200, shares=[3.0, 1.0])
    assert weights["near"] == pytest.approx(math.log(3), abs=0.01)


def test_the_slope_is_that_of_the_loss() -> None:
    chain = (
        choice(1.0, 0.5, 0, bound=False), choice(0.2, 0.4, None, bound=True), choice(0.0, 0.3, 1, bound=True),
    )  # fmt: skip
    chain = (*chain[:2], Choice(*(getattr(chain[2], one) for one in Choice.__struct_fields__[:5]), {"land": 0.7}))
    names = chains.names_in([chain])
    steps = chains.steps_of(chain, names)
    at = chains.np.array([0.3, -0.4, 0.6])
    slope = chains.np.zeros(3)
    chains._loss(steps, at, slope)
    for number in range(3):
        aside = chains.np.zeros(3)
        aside[number] = 1e-5
        risen, fallen = (chains._loss(steps, at + sign * aside, chains.np.zeros(3)) for sign in (1, -1))
        assert slope[number] == pytest.approx((risen - fallen) / 2e-5, abs=1e-4)


def test_decisions_are_those_of_the_product() -> None:
    weights = {"near": 1.0, "next": 0.8}
    for first, second, third in product((0.0, 0.5, 1.5), repeat=3):
        chain = tuple(choice(one, 0.7, 0, bound=at > 0) for at, one in enumerate((first, second, third)))
        row = [Link((one, 0.7), MEANINGS, 0.8 if at else 0.0) for at, one in enumerate((first, second, third))]
        mine = [chosen(link, shares)[0] == 0 for link, shares in zip(row, marginals(row), strict=True)]
        assert chains.score([chain], weights) == (sum(mine), 3)


def test_a_claim_without_a_right_candidate_counts_as_wrong_and_teaches_nothing() -> None:
    lost = (Choice(({"near": 1.0}, {}), MEANINGS, ("", ""), (False, False), {}, {}),)
    assert chains.fit([lost], {"near": 0.5}, penalty=1.0, steps=20)["near"] == pytest.approx(0.5)
    assert chains.score([lost], {"near": 0.5}) == (0, 1)
