"""How surely one report is a retelling of another."""

import numpy as np

from recount.model import Span
from recount.resolve.origins.facts.found import facts_in, keys_of
from recount.resolve.origins.facts.retelling import LIKELY, SURE, Keys, retold

ORIGINAL = (
    "Rebels held 41 men for 26 hours in a brickworks at Lower Dorno, 17 km from Vell, the driver Ana Ruiz, 57, said. "
    "The Ministry of Haulage put the ransom at 8,300 crowns. A second lorry with 19 sacks was found at Pell Bridge. "
    "Doctor Iven Tasch of the Saint Odo clinic treated 14 of them; 3 had broken ribs."
)
RETOLD = (
    "At Pell Bridge a lorry turned up with 19 sacks aboard. The Saint Odo clinic's Iven Tasch saw fourteen patients, "
    "three of whom had cracked ribs. For twenty-six hours, according to 57-year-old Ana Ruiz, who drives a truck, "
    "forty-one people were kept by insurgents in Lower Dorno (17 km off Vell). 8,300 crowns were paid, says Haulage."
)
SUMMARY = "Forty-one men were kept 26 hours near Vell, Ana Ruiz said; 14 were treated, and 8,300 crowns were paid."
INDEPENDENT = (
    "Forty-one lorry drivers are free after a night in the hands of rebels near Vell. Police in Lower Dorno say the "
    "column left Harrow at 6:15 with 52 vehicles. Jon Marsh, whose brother Tam was among them, walked 11 km home. "
    "The Ministry of Haulage closed Route 9 and sent 230 guards from Kesten."
)


def keys(text: str) -> Keys:
    return keys_of(facts_in(text, [Span(0, len(text))]))


def test_a_retelling_is_told_from_another_newsrooms_report() -> None:
    assert retold(keys(ORIGINAL), keys(RETOLD)) >= SURE
    assert retold(keys(ORIGINAL), keys(SUMMARY)) >= LIKELY
    assert retold(keys(ORIGINAL), keys(INDEPENDENT)) < 0.1


def test_either_order_says_the_same() -> None:
    assert retold(keys(ORIGINAL), keys(SUMMARY)) == retold(keys(SUMMARY), keys(ORIGINAL))


def test_too_few_facts_prove_nothing() -> None:
    brief = "Rebels near Vell let 41 men go."
    assert retold(keys(brief), keys(brief)) < LIKELY
    assert retold(keys(""), keys("")) < LIKELY


def test_added_facts_make_it_less_sure() -> None:
    more = np.unique(np.concatenate((keys(RETOLD), keys(INDEPENDENT))))
    assert retold(keys(ORIGINAL), more) < retold(keys(ORIGINAL), keys(RETOLD))
