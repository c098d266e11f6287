"""An invented war for the tests of publishing: a few reports with their claims, as reading would have recorded them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from recount import wire
from recount.model import (
    Act,
    Claim,
    Effect,
    Evidence,
    Group,
    Interval,
    Mention,
    Modality,
    Operator,
    Passage,
    PassageKind,
    Place,
    Quantity,
    Reading,
    Rejected,
    Relation,
    Report,
    Resolution,
    Resolutions,
    ResolvedClaim,
    Scope,
    Sort,
    Source,
    SourceKind,
    Span,
    Speaker,
    Subject,
    Victims,
)
from recount.publish.view import View

Paragraph = tuple[PassageKind, str] | tuple[PassageKind, str, Sort]


class Spot(Struct, frozen=True):
    """An invented place, at a true position, so that it lies on the map."""

    country: str | None
    lat: float | None
    lon: float | None
    precision: int | None


SPOTS = {
    "Karsova": Spot("XK", 48.9, 36.2, 1),
    "Old Mill": Spot("XK", 48.7, 36.6, 3),
    "Velmor": Spot("XV", 50.4, 30.5, 1),
    "Velmor province": Spot("XV", 50.0, 31.4, 4),
    "Tarn Valley": Spot(None, None, None, None),
}


def reading(
    *paragraphs: Paragraph, publisher: str | None, title: str | None, published: date | None, url: str | None = None
) -> Reading:
    """A report of which each paragraph is one passage."""
    text, passages = "", []
    for number, (kind, words, *sort) in enumerate(paragraphs):
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{words}" if text else words
        passages.append(
            Passage(kind=kind, span=Span(start, len(text)), paragraph=number, sort=sort[0] if sort else None)
        )
    report = Report(
        id=wire.content_id("rpt", (text, publisher, url)),
        url=url,
        publisher=publisher,
        title=title,
        byline=None,
        published_on=published,
        published_at=None,
        published_from="given" if published else None,
        fetched_at=None,
        language="en",
        text=text,
        digest=wire.digest(text.encode()),
    )
    return Reading(report=report, passages=tuple(passages))


def claim(
    of: Reading,
    sentence: str,
    words: str,
    low: int | None,
    high: int | None,
    effect: Effect,
    *,
    operator: Operator = "exact",
    approx: bool = False,
    noun: str | None = None,
    group: Group = "unknown",
    party: str | None = None,
    source: tuple[str, SourceKind] | None = None,
    name: str | None = None,
    via: tuple[str, SourceKind] | None = None,
    cue: str | None = None,
    act: Act | None = None,
    modality: Modality = "asserted",
    place: str | None = None,
    days: tuple[date, date] | None = None,
    time: str | None = None,
    said_on: date | None = None,
    scope: Scope = "incident",
    subset_of: ResolvedClaim | None = None,
) -> ResolvedClaim:
    """A claim on words of a sentence of the report; other words may stand anywhere in its text, the sentence first.

    `source` is as worded, `name` the fuller name that the words resolve to (None: they stay unresolved).
    """
    text = of.report.text

    def mention(wanted: str) -> Mention:
        start = text.find(wanted, at, at + len(sentence))
        return Mention.at(text, start := start if start >= 0 else text.index(wanted), start + len(wanted))

    at = text.index(sentence)
    number = mention(words)
    found = Claim(
        id="",
        report=of.report.id,
        quantity=Quantity(
            exact=words, start=number.start, end=number.end, low=low, high=high, operator=operator, approx=approx
        ),
        effect=effect,
        victims=Victims(mention=mention(noun) if noun else None, group=group) if noun or group != "unknown" else None,
        source=Source(mention=mention(source[0]), kind=source[1]) if source else None,
        via=(Source(mention=mention(via[0]), kind=via[1]),) if via else (),
        cue=mention(cue) if cue else None,
        act=act,
        modality=modality,
        places=(mention(place),) if place else (),
        times=(mention(time),) if time else (),
        scope=scope,
        subset_of=subset_of.claim.id if subset_of else None,
        evidence=Evidence.at(text, at, at + len(sentence)),
    )
    found = replace(found, id=wire.content_id("clm", found))
    speaker = Speaker(name=name, kind=source[1], mention=mention(name)) if source and name else None
    where = Place(name=place, mention=mention(place), **_position(place)) if place else None
    when = Interval(first=days[0], last=days[1], mention=mention(time) if time else None) if days else None
    decided = Resolutions(
        claim=found.id,
        source=Resolution(value=speaker, method="test", confidence=0.9),
        party=Resolution(value=party, method="test", confidence=0.9),
        place=Resolution(value=where, method="test", confidence=0.9),
        time=Resolution(value=when, method="test", confidence=0.9),
        said_on=said_on,
    )
    return ResolvedClaim(claim=found, resolutions=decided)


def _position(place: str) -> dict[str, str | float | int | None]:
    spot = SPOTS[place]
    return {"country": spot.country, "lat": spot.lat, "lon": spot.lon, "precision": spot.precision}


def harbour() -> tuple[Reading, tuple[ResolvedClaim, ...]]:
    """A report with most that a claim can hold, and with furniture."""
    toll = "At least 120 civilians, including 14 children, were killed in Karsova on Monday, mayor Ada Lind said."
    hurt = "She put the number of injured at about 300."
    army = (
        "The general staff of Velmor denied killing 120 civilians and said up to 40 Karsovan fighters died at Old Mill."
    )
    fled = "Between 2,000 and 3,500 people fled, Ilo Brandt of the Relief Board told the Harbour Wire."
    since = "More than 5,000 people have been killed since 2 March, Karsovan officials claim."
    of = reading(
        ("headline", "Shelling of Karsova kills scores"),
        ("dateline", "KARSOVA (Harbour Wire) -"),
        ("sentence", toll + " " + hurt),
        ("sentence", army),
        ("sentence", fled),
        ("sentence", since),
        ("caption", "Smoke over Karsova on Monday. (Harbour Wire)"),
        ("furniture", "Support our reporters: give today.", "donation"),
        ("furniture", "Leave a reply. Your address stays private.", "comment_form"),
        publisher="Harbour Wire",
        title="Shelling of Karsova kills scores",
        published=date(2031, 4, 8),
        url="https://example.org/karsova",
    )
    monday, said = (date(2031, 4, 7), date(2031, 4, 7)), date(2031, 4, 8)
    dead = claim(
        of, toll, "At least 120", 120, None, "killed", operator="at_least", noun="civilians", group="civilians",
        party="Karsova", source=("mayor Ada Lind", "government"), name="Ada Lind", cue="said", act="says",
        place="Karsova", days=monday, time="on Monday", said_on=said,
    )  # fmt: skip
    children = claim(
        of, toll, "14", 14, 14, "killed", noun="children", group="civilians", party="Karsova",
        source=("mayor Ada Lind", "government"), name="Ada Lind", cue="said", act="says", place="Karsova",
        days=monday, time="on Monday", said_on=said, subset_of=dead,
    )  # fmt: skip
    injured = claim(
        of, hurt, "about 300", 300, 300, "injured", operator="about", approx=True, source=("She", "government"),
        name="Ada Lind", cue="put", act="estimates", place="Karsova", days=monday, said_on=said,
    )  # fmt: skip
    denied = claim(
        of, army, "120", 120, 120, "killed", noun="civilians", group="civilians", party="Karsova",
        source=("The general staff of Velmor", "military"), name="The general staff of Velmor", cue="denied",
        act="denies", modality="denied", place="Karsova", days=monday, said_on=said,
    )  # fmt: skip
    fighters = claim(
        of, army, "up to 40", None, 40, "killed", operator="at_most", noun="Karsovan fighters", group="combatants",
        party="Karsova", source=("The general staff of Velmor", "military"), name="The general staff of Velmor",
        cue="said", act="says", place="Old Mill", days=monday, said_on=said,
    )  # fmt: skip
    displaced = claim(
        of, fled, "Between 2,000 and 3,500", 2000, 3500, "displaced", operator="between", noun="people",
        source=("Ilo Brandt of the Relief Board", "ngo"), name="Ilo Brandt", via=("the Harbour Wire", "media"),
        cue="told", act="says", place="Karsova", days=monday, said_on=said,
    )  # fmt: skip
    total = claim(
        of, since, "More than 5,000", 5000, None, "killed", operator="more_than", noun="people",
        source=("Karsovan officials", "government"), name="Karsovan officials", cue="claim", act="claims",
        days=(date(2031, 3, 2), said), time="since 2 March", said_on=said, scope="total",
    )  # fmt: skip
    return of, (dead, children, injured, denied, fighters, displaced, total)


def courier() -> tuple[Reading, tuple[ResolvedClaim, ...]]:
    """A report of the other side, without an address."""
    toll = "The clinic counted 131 dead in Karsova, doctors said on Wednesday."
    him = "He said dozens were feared missing in Tarn Valley."
    tanks = "Two tanks were destroyed and several soldiers captured in Velmor province."
    quiet = "No deaths were reported in Velmor."
    of = reading(
        ("headline", "Clinic counts its dead"),
        ("sentence", toll + " " + him),
        ("sentence", tanks + " " + quiet),
        publisher="Velmor Courier",
        title=None,
        published=date(2031, 4, 10),
    )
    monday, said = (date(2031, 4, 7), date(2031, 4, 7)), date(2031, 4, 9)
    today = (date(2031, 4, 10), date(2031, 4, 10))
    dead = claim(
        of, toll, "131", 131, 131, "killed", noun="dead", group="civilians", source=("doctors", "medical"),
        name="doctors", cue="said", act="says", place="Karsova", days=monday, said_on=said,
    )  # fmt: skip
    missing = claim(
        of, him, "dozens", None, None, "missing", operator="vague", source=("He", "other"), cue="said", act="says",
        modality="possible", place="Tarn Valley",
    )  # fmt: skip
    destroyed = claim(of, tanks, "Two", 2, 2, "destroyed", noun="tanks", place="Velmor province", days=today)
    captured = claim(
        of, tanks, "several", None, None, "captured", operator="vague", noun="soldiers", group="combatants",
        place="Velmor province", days=today,
    )  # fmt: skip
    none = claim(of, quiet, "No", 0, 0, "killed", place="Velmor", days=today)
    return of, (dead, missing, destroyed, captured, none)


def view() -> View:
    """Both reports, what they say side by side, and an input that could not be read."""
    (first, told), (second, counted) = harbour(), courier()
    dead, denied, clinic = told[0], told[3], counted[0]
    subject = Subject(
        id="sub:karsova",
        label="Civilians killed in Karsova, 7 Apr 2031",
        effect="killed",
        group="civilians",
        party="Karsova",
        place="Karsova",
        country="XK",
        claims=(dead.claim.id, denied.claim.id, clinic.claim.id),
        scope="incident",
    )
    relations = (
        Relation(kind="deny", subject=subject.id, left=dead.claim.id, right=denied.claim.id, reason="denied outright"),
        Relation(kind="agree", subject=subject.id, left=dead.claim.id, right=clinic.claim.id, reason="131 is over 120"),
    )
    return View(
        title="The war in Karsova",
        software="recount 0.0.0 (test)",
        ledger_head="5f" * 32,
        readings=(first, second),
        claims=told + counted,
        subjects=(subject,),
        relations=relations,
        rejected=(
            Rejected(where="inbox/broken.html", reason="empty", detail="The file holds no text: fetch it again."),
        ),
    )
