"""The page of claims: what it lists, what it lets people pick, and what it says when there is nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from msgspec import structs

from recount.catalogue.facets import FACETS
from recount.site.asking import asked
from recount.site.frame import Download, Frame, Published
from recount.site.lines import lines_of, scale_of
from recount.site.material import Material
from recount.site.pages import claims
from recount.site.rendering import render

HERE = Frame(path="claims/index.html", title="The war", software="recount 0", head="5f" * 32, seq=12, live=True)
Told = Sequence[tuple[str, str]]


class Tags(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def addresses(self) -> Iterator[str]:
        for tag, attributes in self.found:
            if tag == "a":
                yield attributes["href"] or ""


def page(material: Material, *told: tuple[str, str]) -> claims.ClaimsPage:
    return claims.gather(material, asked(told))


def html(material: Material, *told: tuple[str, str], frame: Frame = HERE) -> str:
    return render("claims", frame, page(material, *told))


def test_all_claims_are_listed_the_latest_stated_first(material: Material) -> None:
    shown = page(material)
    assert shown.found == shown.total == len(shown.lines) == 12
    days = [str(line.entry.row.said_on or line.entry.row.published) for line in shown.lines]
    assert days == sorted(days, reverse=True)
    assert shown.chips == ()


def test_every_facet_is_there_by_a_name_of_its_own(material: Material) -> None:
    shown = page(material).facets
    assert tuple(each.facet for each in shown) == FACETS
    assert len({each.name for each in shown}) == len(FACETS)


def test_the_address_beside_a_value_brings_as_many_claims_as_it_says(material: Material) -> None:
    told = (("effect", "killed"), ("q", "karsova"))
    for facet in page(material, *told).facets:
        for value in (*facet.values, *facet.folded):
            if not value.picked:
                wanted = dict(parse_qsl(value.query, keep_blank_values=True))
                assert wanted["q"] == "karsova"
                if facet.facet != "effect":
                    assert page(material, *parse_qsl(value.query)).found == value.count


def test_a_picked_value_stays_in_sight_though_no_claim_has_it(material: Material) -> None:
    effect = next(each for each in page(material, ("effect", "eaten")).facets if each.facet == "effect")
    assert [(value.name, value.count) for value in effect.values if value.picked] == [("eaten", 0)]
    assert effect.open


def test_many_values_are_folded_and_all_of_them_are_a_link_away(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "LISTED", 2)
    monkeypatch.setattr(claims, "FOLDED", 3)
    facet = {each.facet: each for each in page(material).facets}["effect"]
    assert (len(facet.values), len(facet.folded), facet.more) == (2, 1, 3)
    assert 'more=effect">All 6' in html(material)
    whole = {each.facet: each for each in page(material, ("more", "effect")).facets}["effect"]
    assert (len(whole.values), whole.folded, whole.more) == (6, (), 0)


@pytest.mark.parametrize(
    "told",
    [
        [("q", "killed"), ("effect", "killed"), ("effect", "injured"), ("since", "2031-04-01")],
        [("subject", "sub:karsova"), ("stated_until", "2031-04-08")],
    ],
)
def test_each_chip_lets_go_of_one_thing(material: Material, told: Told) -> None:
    chips = page(material, *told).chips
    assert len(chips) == len(told)
    left = [sorted(parse_qsl(urlencode(chip.given, doseq=True))) for chip in chips]
    assert sorted(left) == sorted(sorted(each for each in told if each != gone) for gone in told)


def test_an_empty_result_says_what_to_let_go_of_what_helps_most_first(material: Material) -> None:
    told = (("effect", "displaced"), ("modality", "denied"), ("country", "XV"))
    shown = page(material, *told)
    assert shown.found == 0
    without = [chip.without for chip in shown.chips]
    assert without == sorted(without, key=lambda number: -(number or 0))
    for chip in shown.chips:
        assert chip.without == page(material, *parse_qsl(urlencode(chip.given, doseq=True))).found
    assert "No claim is all of that" in html(material, *told)
    assert "api/export" not in html(material, *told)


def test_past_the_last_page_there_is_the_way_back(material: Material) -> None:
    assert page(material, ("page", "9")).lines == ()
    assert "There is only 1 page" in html(material, ("page", "9"))


def test_a_row_says_who_says_what_how_sure_and_on_what_evidence(material: Material) -> None:
    text = html(material, ("modality", "denied"))
    row = text[text.index("<tbody") : text.index("</tbody>")]
    for told in ("The general staff of Velmor", "✕</span> denies", ">120</a>", "killed", "Karsova", "7 Apr 2031"):
        assert told in row
    assert "◆◆</span>" in row
    assert ">2 sources</a>" in row
    assert "Harbour Wire" in row


def test_open_ends_are_drawn_open_and_words_without_a_number_say_so(material: Material) -> None:
    catalogue = material.catalogue
    lines = lines_of(catalogue.entries(range(12)), scale_of(catalogue))
    drawn = {line.entry.row.quantity.exact: line.bar for line in lines}
    least, most, vague = drawn["At least 120"], drawn["up to 40"], drawn["dozens"]
    assert least is not None
    assert least.opens
    assert most is not None
    assert most.falls
    assert vague is None
    assert "no number given" in html(material)


def test_what_is_unsure_is_named(material: Material) -> None:
    catalogue = material.catalogue
    entries = [structs.replace(each, confidence=0.4, unsure="place") for each in catalogue.entries([0])]
    assert lines_of(entries, scale_of(catalogue))[0].unsure == "place"
    assert lines_of(catalogue.entries([0]), scale_of(catalogue))[0].unsure == ""


def test_headings_sort_and_say_how_it_is_sorted(material: Material) -> None:
    tags = Tags(html(material, ("sort", "-high"), ("effect", "killed"))).found
    heads = {
        attributes["data-sort"]: attributes for tag, attributes in tags if tag == "th" and "data-sort" in attributes
    }
    assert heads["high"]["aria-sort"] == "descending"
    assert [name for name, attributes in heads.items() if "aria-sort" in attributes] == ["high"]
    addresses = set(Tags(html(material, ("sort", "-high"), ("effect", "killed"))).addresses())
    assert "../claims/index.html?effect=killed&sort=high" in addresses
    assert "../claims/index.html?effect=killed&sort=source" in addresses


def test_exports_carry_what_is_shown_and_as_of_when(material: Material) -> None:
    frame = structs.replace(HERE, asked_as_of="2031-04-09")
    addresses = [
        urlsplit(each)
        for each in Tags(html(material, ("effect", "killed"), ("q", "karsova"), frame=frame)).addresses()
        if each.startswith("../api/")
    ]
    assert addresses
    for each in addresses:
        told = dict(parse_qsl(each.query))
        assert told.pop("format") in ("csv", "json", "geojson")
        assert told == {"effect": "killed", "q": "karsova", "as_of": "2031-04-09"}


def test_every_link_of_a_page_as_of_a_day_stays_as_of_it(material: Material) -> None:
    frame = structs.replace(HERE, asked_as_of="2031-04-09")
    inside = [
        each for each in Tags(html(material, frame=frame)).addresses() if ".html" in each and "sign-in" not in each
    ]
    assert inside
    assert all("as_of=2031-04-09" in each for each in inside)


def test_in_a_folder_exports_are_files_and_the_list_is_numbered_files(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "ROWS", 5)
    taken = Published(
        seal="data/seal.json",
        sealed_at=datetime(2031, 4, 11, tzinfo=UTC),
        signed_by=None,
        downloads=(Download("data/claims.csv", "claims", 12),),
    )
    folder = structs.replace(HERE, live=False, published=taken)
    addresses = set(Tags(html(material, frame=folder)).addresses())
    assert "../data/claims.csv" in addresses
    assert "../claims/page-2.html" in addresses
    assert not [each for each in addresses if "api/" in each or "review/" in each]


def test_what_is_asked_for_cannot_be_markup(material: Material) -> None:
    hostile = '"><script>alert(1)</script>\u202e'
    text = html(material, ("q", hostile), ("place", hostile), ("subject", hostile))
    assert "<script>alert" not in text
    assert "\u202e" not in text
    assert "javascript:" not in text


def test_nothing_stands_inline_that_the_policy_would_refuse(material: Material) -> None:
    for tag, attributes in Tags(html(material, ("q", "killed"))).found:
        assert tag != "style"
        assert tag != "script" or attributes["src"]
        assert not [name for name in attributes if name == "style" or re.match("on", name)]
