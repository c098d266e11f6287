"""One to one, where very many are alike."""

from recount.resolve.origins.claims.assignment import assigned


def test_many_that_are_all_alike_are_paired_in_order() -> None:
    assert assigned([[0.9] * 400 for _ in range(300)], 0.5) == tuple((at, at) for at in range(300))
